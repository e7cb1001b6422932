"""Laws of every kind of relation: what widening, exact readings and order may change."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from analysis.quantity import Quantity
from analysis.relations import KINDS, AnyRelation, Reading, Readings
from analysis.verdicts import Verdict

ABOUT = {"share": 0.25, "reason": "a wide word"}
SIZE = 3
MEMBERS = {str(member): str(member) for member in range(SIZE)}
TYPED = [
    {"kind": "rank", "stated": "rank", "of": "a", "others": ["b", "c"]},
    {"kind": "equals-about", "left": "a", "right": "b", "tolerance": ABOUT},
    {"kind": "sum", "parts": ["a", "b"], "total": "c", "how": "about-equal", "tolerance": ABOUT},
    {"kind": "sum", "parts": ["a", "b"], "total": "c", "how": "at-most"},
    {"kind": "sum", "parts": ["share-a", "share-b", "share-c"], "how": "at-most"},
    {
        "kind": "share-of-whole",
        "pairs": [{"count": name, "share": f"share-{name}"} for name in "abc"],
        "tolerance": ABOUT,
    },
    {"kind": "roster-count", "size": "a"},
    {"kind": "same-roster", "first": "a", "second": "b"},
    {"kind": "ratio", "numerator": "a", "denominator": "b", "how": "at-most", "bound": 1},
    {"kind": "ratio", "share": "share-a", "count": "b", "how": "at-least", "bound": "c"},
    {"kind": "ratio", "numerator": "a", "denominator": "share-a"},
    {
        "kind": "compare-with-reference",
        "amount": "a",
        "over": "share-a",
        "references": ["b", "c"],
        "how": "about-equal",
        "tolerance": ABOUT,
    },
    {
        "kind": "compare-with-reference",
        "amount": "a",
        "times": "share-a",
        "references": ["b"],
        "how": "at-least",
    },
    {"kind": "comparable", "between": ["a", "b", "c"]},
    {"kind": "not-checkable", "reason_en": "so", "reason_zh": "是", "about": ["a"]},
]
RELATIONS = [TypeAdapter(AnyRelation).validate_python(typed) for typed in TYPED]
UNITS = dict.fromkeys("abc", "count") | {f"share-{name}": "share" for name in "abc"}
UNITS["rank"] = "rank"
every_kind = pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.kind)


@st.composite
def quantities(draw, unit):
    """Draw a count up to 8, a share in eighths or a rank; of no share is anything nothing."""
    step = 8 if unit == "share" else 1
    ends = st.integers(1 if unit in ("share", "rank") else 0, 3 if unit == "rank" else 8)
    low, value, high = sorted(draw(st.tuples(ends, ends, ends)))
    if unit == "count":
        value = max(value, 1)
        high = draw(st.sampled_from([max(high, 1), float("inf")]))
    return Quantity(low / step, value / step, high / step, unit)


@st.composite
def readings(draw, relation):
    figures = {
        name: Reading(
            draw(quantities(UNITS[name])), name, "m", draw(st.sampled_from([2021, 2023, None]))
        )
        for name in relation.figures()
    }
    return Readings(figures, {"a": MEMBERS, "b": MEMBERS})


@st.composite
def widened(draw, given):
    """Draw the readings with wider bounds for some; a year may be forgotten, too."""
    figures = {}
    for name, reading in given.figures.items():
        old, step = reading.quantity, 8 if reading.quantity.unit == "share" else 1
        down, up = draw(st.tuples(st.integers(0, 2), st.integers(0, 2)))
        low = max(old.low - down / step, 1.0 if old.unit == "rank" else 0.0)
        wider = Quantity(low, old.value, old.high + up / step, old.unit)
        year = draw(st.sampled_from([reading.year, None]))
        figures[name] = replace(reading, quantity=wider, year=year)
    return replace(given, figures=figures)


@st.composite
def narrowed(draw, given):
    """Draw one exact reading of every figure."""
    figures = {}
    for name, reading in given.figures.items():
        old = reading.quantity
        number = draw(st.sampled_from([old.value, old.low, min(old.high, 100.0)]))
        number = number or old.value
        exact = Quantity(number, number, number, old.unit)
        figures[name] = replace(reading, quantity=exact, year=reading.year or 2023)
    return replace(given, figures=figures)


def test_no_kind_is_forgotten():
    assert {relation.kind for relation in RELATIONS} == set(KINDS)


@every_kind
@given(st.data())
def test_widening_moves_a_verdict_towards_depends_alone(relation, data):
    before = data.draw(readings(relation))
    after = data.draw(widened(before))
    assert relation.judge(after).verdict in (relation.judge(before).verdict, Verdict.DEPENDS)


@every_kind
@given(st.data())
def test_a_verdict_is_that_of_every_exact_reading(relation, data):
    """What is read exactly never depends, but for rival references that differ themselves."""
    loose = data.draw(readings(relation))
    verdict, exact = (
        relation.judge(given).verdict for given in (loose, data.draw(narrowed(loose)))
    )
    assert verdict in (exact, Verdict.DEPENDS)
    if relation.kind != "compare-with-reference":
        assert exact != Verdict.DEPENDS


@every_kind
@given(st.data())
def test_the_range_encloses_the_value(relation, data):
    found = relation.judge(data.draw(readings(relation)))
    if found.value is not None:
        assert found.low <= found.value <= found.high


@pytest.mark.parametrize(
    ("index", "field"), [(0, "others"), (3, "parts"), (4, "parts"), (5, "pairs"), (13, "between")]
)
@given(st.data())
def test_the_order_of_parts_changes_nothing(index, field, data):
    given_readings = data.draw(readings(RELATIONS[index]))
    parts = data.draw(st.permutations(TYPED[index][field]))
    turned = TypeAdapter(AnyRelation).validate_python({**TYPED[index], field: parts})
    one, other = (kind.judge(given_readings) for kind in (RELATIONS[index], turned))
    assert replace(one, reason="") == replace(other, reason="")


@given(st.lists(st.integers(1, 999), min_size=2, max_size=6))
def test_shares_are_a_whole_to_the_last_thousandth(thousandths):
    """Parts that fill the whole are within it, in decimals; a millionth more and they are not."""
    rest = 1000 - sum(thousandths)
    if rest <= 0:
        return
    shares = [number / 1000 for number in (*thousandths, rest)]
    names = [str(index) for index in range(len(shares))]
    kind = TypeAdapter(AnyRelation).validate_python(
        {"kind": "sum", "parts": names, "how": "at-most"}
    )
    for more, verdict in ((0, Verdict.HOLDS), (1e-6, Verdict.FAILS)):
        numbers = [shares[0] + more, *shares[1:]]
        figures = {
            name: Reading(Quantity(number, number, number, "share"), name, "m")
            for name, number in zip(names, numbers, strict=True)
        }
        assert kind.judge(Readings(figures)).verdict == verdict
