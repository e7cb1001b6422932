"""The mixture of claims that bench_claims judges: each kind as typed, and what judges it bare."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy_verdicts  # type: ignore[import-not-found]  # beside this script

ABOUT = {"how": "about-equal", "tolerance": {"share": 0.05, "reason": "one in twenty"}}
UNSAID = {"kind": "not-checkable", "reason_en": "Nobody says.", "reason_zh": "無人說明。"}


@dataclass(frozen=True)
class Kind:
    """How many of 53 claims are like it, the pools of the figures it names, both ways to judge.

    relate: ids to the typed fields; verdicts: arrays of low, high, year, place, decides and named,
    a row a claim and a column a figure, to verdicts; supports: whether the verdict is the second.
    """

    weight: int
    pools: str
    relate: Callable[[list[str]], dict[str, Any]]
    verdicts: Callable[..., Any]
    supports: bool = False


def one(kind: str, *fields: str, **typed: Any) -> Callable[[list[str]], dict[str, Any]]:
    """Return what types a relation: a field a figure, in the order of the pools."""
    return lambda ids: {"relation": {"kind": kind, **typed, **dict(zip(fields, ids, strict=True))}}


KINDS = {
    "rank": Kind(
        5,
        "rccccc",
        lambda ids: {
            "relation": {"kind": "rank", "stated": ids[0], "of": ids[1], "others": ids[2:]}
        },
        numpy_verdicts.rank,
    ),
    "list": Kind(5, "l", one("roster-count", "size"), numpy_verdicts.listed),
    "lists": Kind(
        2,
        "ll",
        one("same-roster", "first", "second"),
        numpy_verdicts.same,
    ),
    "alone": Kind(
        13,
        "c",
        lambda ids: {"relation": {**UNSAID, "about": ids}},
        numpy_verdicts.unsaid,
    ),
    "reference": Kind(
        16,
        "cxx",
        lambda ids: {
            "relation": UNSAID,
            "reference": ABOUT
            | {"kind": "compare-with-reference", "amount": ids[0], "references": ids[1:]},
        },
        numpy_verdicts.support,
        supports=True,
    ),
    "ratio": Kind(
        4,
        "cc",
        one("ratio", "numerator", "denominator", how="less-than", bound=1),
        numpy_verdicts.ratio,
    ),
    "whole": Kind(2, "cs", one("ratio", "numerator", "denominator"), numpy_verdicts.divide),
    "sum at most": Kind(
        3,
        "ccc",
        lambda ids: {
            "relation": {"kind": "sum", "parts": ids[:2], "total": ids[2], "how": "at-most"}
        },
        numpy_verdicts.add(numpy_verdicts.at_most),
    ),
    "sum about": Kind(
        1,
        "ccc",
        lambda ids: {"relation": {"kind": "sum", "parts": ids[:2], "total": ids[2], **ABOUT}},
        numpy_verdicts.add(numpy_verdicts.about),
    ),
    "wholes": Kind(
        1,
        "cccccsssss",
        lambda ids: {
            "relation": {
                "kind": "share-of-whole",
                "pairs": [{"count": ids[at], "share": ids[5 + at]} for at in range(5)],
                "tolerance": ABOUT["tolerance"],
            }
        },
        numpy_verdicts.wholes,
    ),
    "years": Kind(
        1,
        "ccc",
        lambda ids: {"relation": {"kind": "comparable", "between": ids, "by": ["year"]}},
        numpy_verdicts.comparable,
    ),
}
