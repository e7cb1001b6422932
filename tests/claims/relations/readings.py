"""Made-up figures and references of five towns, and how a relation between them is judged."""

from typing import Any

from pydantic import TypeAdapter

from analysis.claims.relations import AnyRelation, Reading, Readings
from analysis.quantity import Quantity

RELATION = TypeAdapter(AnyRelation)
ABOUT = {"share": 0.05, "reason": "one in twenty"}
EQUAL = {"share": 0, "reason": "counted one by one"}
LOOSE = {"share": 0.15, "reason": "a loose word"}
WHOLE: dict[str, Any] = {"kind": "compare-with-reference", "amount": "a", "over": "a-share"}
WHOLE |= {"how": "about-equal", "tolerance": LOOSE}
WEAK = "Aland (2023) at 199.5 to 200.5 (of grade C)"
OPEN = "; but where a year is not given, it may be another"
OLD = "Aland (2022) at 500 (of another year)"
FIGURES = {
    "a": ("Aville", (90, 100, 100), "count", "firms", 2023, ""),
    "b": ("Btown", (102, 102, 102), "count", "firms", 2023, ""),
    "c": ("Cburg", (40, 40, 45), "count", "firms", 2021, ""),
    "d": ("Dham", (300, 300, 300), "count", "firms", None, ""),
    "e": ("Aland", (300, 300, 300), "count", "firms", None, ""),
    "hundred": ("Fham", (100, 100, 100), "count", "firms", 2023, ""),
    "none": ("Eford", (0, 0, 0), "count", "firms", None, ""),
    "staff": ("Aville", (1000, 1000, 1000), "count", "staff", 2023, ""),
    "a-share": ("Aville", (0.45, 0.5, 0.5), "share", "share", 2023, ""),
    "b-share": ("Btown", (0.5, 0.5, 0.5), "share", "share", 2023, ""),
    "old-share": ("Aville", (0.45, 0.5, 0.5), "share", "share", 2021, ""),
    "d-share": ("Dham", (0.5, 0.5, 0.5), "share", "share", None, ""),
    "none-share": ("Eford", (0, 0, 0.1), "share", "share", None, ""),
    "first": ("Btown", (1, 1, 1), "rank", "rank", None, ""),
    "second": ("Aville", (2, 2, 2), "rank", "rank", None, ""),
    "list": ("Aville", (2, 2, 2), "count", "list", None, ""),
    "list-again": ("Aville", (3, 3, 3), "count", "list", None, ""),
    "ref-near": ("Aland", (200, 200, 200), "count", "firms", 2023, "A"),
    "ref-far": ("Aland", (74_032, 74_032, 74_032), "count", "firms", 2023, "B"),
    "ref-old": ("Aland", (500, 500, 500), "count", "firms", 2022, "B"),
    "ref-undated": ("Aland", (300, 300, 300), "count", "firms", None, "B"),
    "ref-strict": ("Aland", (7, 7, 7), "count", "strict", 2023, "A"),
    "ref-afar": ("Btown", (300, 300, 300), "count", "firms", None, "A"),
    "ref-weak": ("Aland", (199.5, 200, 200.5), "count", "firms", 2023, "C"),
    "ref-first": ("Aville", (1, 1, 1), "rank", "rank", None, "A"),
}
READINGS = Readings(
    {
        name: Reading(Quantity(*bounds, unit), place, metric, year, grade)
        for name, (place, bounds, unit, metric, year, grade) in FIGURES.items()
    },
    {"list": {"甲": "Jia", "乙": "Yi"}, "list-again": {"乙": "Yi", "甲": "Jia", "丙": "Bing"}},
    {"strict": "firms by a strict count", "staff": "research staff"},
)


def judge(**typed):
    """Judge a relation as typed; return verdict, bounds with value, and reason."""
    found = RELATION.validate_python(typed).judge(READINGS)
    return found.verdict.value, (found.low, found.value, found.high), found.reason
