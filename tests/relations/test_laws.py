"""Laws of every kind of relation: what widening, exact readings, years and order may change."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.quantity import Quantity
from analysis.relations import KINDS, Reading, Readings
from analysis.verdicts import Verdict

from .strategies import ADAPTER, RELATIONS, TYPED, narrowed, readings, redated, widened

every_kind = pytest.mark.parametrize("relation", RELATIONS.values(), ids=RELATIONS)
with_references = pytest.mark.parametrize(
    "name", [name for name in RELATIONS if name.startswith("reference")]
)


def test_no_kind_is_forgotten():
    assert {relation.kind for relation in RELATIONS.values()} == set(KINDS)


@every_kind
@given(st.data())
def test_widening_moves_a_verdict_towards_depends_alone(relation, data):
    before = data.draw(readings(relation))
    after = data.draw(widened(before))
    assert relation.judge(after).verdict in (relation.judge(before).verdict, Verdict.DEPENDS)


@every_kind
@given(st.data())
def test_a_verdict_is_that_of_every_exact_reading(relation, data):
    """What is read exactly and dated never depends, but for rival references that differ."""
    loose = redated(data.draw(readings(relation)), 2023)
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


@given(st.data())
def test_a_year_that_is_forgotten_leaves_open_whether_figures_are_comparable(data):
    relation = RELATIONS["comparable"]
    before = data.draw(readings(relation))
    after = redated(before, None, data.draw(st.sampled_from("abc")))
    assert relation.judge(after).verdict in (relation.judge(before).verdict, Verdict.DEPENDS)


@with_references
@given(st.data())
def test_a_figure_without_a_year_is_never_at_odds_with_references(name, data):
    """What fails in the same year depends without one; what holds or depends stays."""
    dated = redated(data.draw(readings(RELATIONS[name])), 2023)
    before, after = (
        RELATIONS[name].judge(given).verdict for given in (dated, redated(dated, None, "a"))
    )
    assert after == (Verdict.DEPENDS if before == Verdict.FAILS else before)


@with_references
@given(st.data())
def test_what_does_not_decide_changes_no_verdict(name, data):
    """Of a reference of grade C, or of another year, any other reading would do as well."""
    before = redated(data.draw(readings(RELATIONS[name])), 2023, "a")
    aside = {"grade": "C"} if data.draw(st.booleans()) else {"year": 2022}
    b = replace(before.figures["b"], **aside)
    other = replace(b, quantity=data.draw(readings(RELATIONS[name])).quantity("b"))
    one, two = (
        RELATIONS[name].judge(replace(before, figures={**before.figures, "b": reading}))
        for reading in (b, other)
    )
    assert replace(one, reason="") == replace(two, reason="")


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("rank", "others"),
        ("sum at most", "parts"),
        ("sum of shares", "parts"),
        ("share-of-whole", "pairs"),
        ("reference", "references"),
        ("comparable", "between"),
    ],
)
@given(st.data())
def test_the_order_of_parts_changes_nothing(name, field, data):
    given_readings = data.draw(readings(RELATIONS[name]))
    parts = data.draw(st.permutations(TYPED[name][field]))
    turned = ADAPTER.validate_python({**TYPED[name], field: parts})
    one, other = (kind.judge(given_readings) for kind in (RELATIONS[name], turned))
    assert replace(one, reason="") == replace(other, reason="")


@given(st.lists(st.integers(1, 999), min_size=2, max_size=6))
def test_shares_are_a_whole_to_the_last_thousandth(thousandths):
    """Parts that fill the whole are within it, in decimals; a millionth more and they are not."""
    rest = 1000 - sum(thousandths)
    if rest <= 0:
        return
    shares = [number / 1000 for number in (*thousandths, rest)]
    names = [str(index) for index in range(len(shares))]
    kind = ADAPTER.validate_python({"kind": "sum", "parts": names, "how": "at-most"})
    for more, verdict in ((0, Verdict.HOLDS), (1e-6, Verdict.FAILS)):
        numbers = [shares[0] + more, *shares[1:]]
        figures = {
            name: Reading(Quantity(number, number, number, "share"), name, "m")
            for name, number in zip(names, numbers, strict=True)
        }
        assert kind.judge(Readings(figures)).verdict == verdict
