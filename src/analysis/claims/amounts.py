"""The amounts that a claim compares, for charts: what they can be, beside what is printed."""

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from analysis.claims.assertions import Figure
from analysis.claims.facts import Fact
from analysis.claims.reasons import Reason


def rows(claim_id: str, by: str, reasons: Sequence[Reason], shown: Sequence[str]) -> list[Any]:
    """Return rows of amounts.csv: an amount each, then a figure shown of the same unit each.

    reasons: the reason of one verdict in each language. shown: ids of figures, of which those of
    an amount that has its row are left out. Without a limit, bounds are infinite.
    """
    first, *_ = reasons
    if first.finding.proof is None:
        return []
    told = [reason.named() for reason in reasons]
    facts = [fact for _, fact in told[0]]
    found = [
        (
            *(claim_id, by, *(amounts[at][0] for amounts in told)),
            *_ends(*fact.bounds),
            *(fact.unit, "yes" if fact.figure_id else ""),
            ";".join(first.facts.forced_by(fact)),
        )
        for at, fact in enumerate(facts)
    ]
    printed = [reason.words.say("amounts.printed") for reason in reasons]
    for figure in _beside(facts, first, shown):
        unit = first.words.units[figure.unknown.metric]
        ends = _ends(figure.low, figure.high)
        found.append((claim_id, by, *printed, *ends, unit, "yes", figure.figure_id))
    return found


def _beside(facts: Sequence[Fact], reason: Reason, shown: Sequence[str]) -> list[Figure]:
    """Return the figures shown of the units of the facts, but those that a fact is of."""
    units, known = {fact.unit for fact in facts}, reason.facts.known.figures
    told = {one for fact in facts for one in fact.unknowns}
    return [
        known[name]
        for name in dict.fromkeys(shown)
        if name in known
        and known[name].unknown not in told
        and reason.words.units[known[name].unknown.metric] in units
    ]


def _ends(low: Fraction | None, high: Fraction | None) -> tuple[float, float]:
    return -math.inf if low is None else float(low), math.inf if high is None else float(high)
