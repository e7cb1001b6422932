"""A relation of every kind, and hypothesis strategies for what its figures may be."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from pydantic import TypeAdapter

from analysis.claims.relations import AnyRelation, Reading, Readings
from analysis.quantity import Quantity

WIDE = {"share": 0.25, "reason": "a wide word"}
SIZE = 3
MEMBERS = {str(member): str(member) for member in range(SIZE)}
COMPARED = {"kind": "compare-with-reference", "amount": "a", "references": ["b", "c"]}
TYPED: dict[str, dict[str, Any]] = {
    "rank": {"kind": "rank", "stated": "rank", "of": "a", "others": ["b", "c"]},
    "rank of some": {"kind": "rank", "stated": "rank", "of": "a", "others": ["b", "c"]}
    | {"complete": False},
    "equals-about": {"kind": "equals-about", "left": "a", "right": "b", "tolerance": WIDE},
    "sum about": {"kind": "sum", "parts": ["a", "b"], "total": "c"}
    | {"how": "about-equal", "tolerance": WIDE},
    "sum at most": {"kind": "sum", "parts": ["a", "b"], "total": "c", "how": "at-most"},
    "sum of shares": {"kind": "sum", "parts": ["share-a", "share-b", "share-c"], "how": "at-most"},
    "share-of-whole": {
        "kind": "share-of-whole",
        "pairs": [{"count": name, "share": f"share-{name}"} for name in "abc"],
        "tolerance": WIDE,
    },
    "roster-count": {"kind": "roster-count", "size": "a"},
    "same-roster": {"kind": "same-roster", "first": "a", "second": "b"},
    "ratio": {"kind": "ratio", "numerator": "a", "denominator": "b", "how": "at-most", "bound": 1},
    "ratio below": {"kind": "ratio", "numerator": "a", "denominator": "b"}
    | {"how": "less-than", "bound": 1},
    "ratio above": {"kind": "ratio", "numerator": "a", "denominator": "b"}
    | {"how": "more-than", "bound": 1},
    "ratio of a share": {"kind": "ratio", "share": "share-a", "count": "b"}
    | {"how": "at-least", "bound": "c"},
    "ratio without a bound": {"kind": "ratio", "numerator": "a", "denominator": "share-a"},
    "reference": COMPARED | {"how": "at-most"},
    "reference below": COMPARED | {"how": "less-than"},
    "reference over": COMPARED | {"over": "share-a", "how": "about-equal", "tolerance": WIDE},
    "reference times": COMPARED | {"times": "share-a", "how": "at-least"},
    "comparable": {"kind": "comparable", "between": ["a", "b", "c"]},
    "not-checkable": {
        "kind": "not-checkable",
        "reason_en": "so",
        "reason_zh": "是",
        "about": ["a"],
    },
}
ADAPTER = TypeAdapter(AnyRelation)
RELATIONS = {name: ADAPTER.validate_python(typed) for name, typed in TYPED.items()}
UNITS = dict.fromkeys("abc", "count") | {f"share-{name}": "share" for name in "abc"}
UNITS["rank"] = "rank"
years = st.sampled_from([2021, 2023, None])


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
    """Draw what a relation needs, of any grade; its references are of two metrics and places."""
    references = getattr(relation, "references", ())
    figures = {}
    for name in relation.figures():
        quantity, year = draw(quantities(UNITS[name])), draw(years)
        grade = draw(st.sampled_from("AABC" if name in references else ["", "A", "B", "C"]))
        metric, place = (draw(st.sampled_from(kinds)) for kinds in ("mmn", "ppq"))
        if name not in references:
            metric, place = "m", "p"
        figures[name] = Reading(quantity, place, metric, year, grade)
    return Readings(figures, {"a": MEMBERS, "b": MEMBERS})


@st.composite
def widened(draw, given):
    """Draw the readings with wider bounds for some."""
    figures = {}
    for name, reading in given.figures.items():
        old, step = reading.quantity, 8 if reading.quantity.unit == "share" else 1
        down, up = draw(st.tuples(st.integers(0, 2), st.integers(0, 2)))
        low = max(old.low - down / step, 1.0 if old.unit == "rank" else 0.0)
        wider = Quantity(low, old.value, old.high + up / step, old.unit)
        figures[name] = replace(reading, quantity=wider)
    return replace(given, figures=figures)


@st.composite
def narrowed(draw, given):
    """Draw one exact reading of every figure."""
    figures = {}
    for name, reading in given.figures.items():
        old = reading.quantity
        number = draw(st.sampled_from([old.value, old.low, min(old.high, 100.0)]))
        number = number or old.value
        figures[name] = replace(reading, quantity=Quantity(number, number, number, old.unit))
    return replace(given, figures=figures)


def redated(given, year, *names):
    """Return the readings with the figures `names` (or all) of this year, or of none."""
    figures = {
        name: replace(reading, year=year) if name in (names or given.figures) else reading
        for name, reading in given.figures.items()
    }
    return replace(given, figures=figures)
