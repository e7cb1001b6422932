"""The amounts that a claim compares, for charts: what they can be, beside what is printed."""

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from analysis.claims.assertions import Figure
from analysis.claims.facts import Fact
from analysis.claims.reasons import Reason
from analysis.claims.syntax import Comparison, Rank, Unknown


def rows(claim_id: str, by: str, reasons: Sequence[Reason], shown: Sequence[str]) -> list[Any]:
    """Return rows of amounts.csv: an amount each, then a figure shown of the same unit each.

    reasons: the reason of one verdict in each language. shown: ids of figures, of which those of
    an amount that has its row are left out. Without a limit, bounds are infinite.
    """
    first, *_ = reasons
    if first.finding.proof is None:
        return []
    told = [named(reason) for reason in reasons]
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


def forced(reason: Reason) -> list[str]:
    """Return the ids of the figures that force the bounds that a reason tells."""
    facts = [*(fact for _, fact in named(reason)), *([reason.left] if reason.left else [])]
    return list(dict.fromkeys(one for fact in facts for one in reason.facts.forced_by(fact)))


def named(reason: Reason) -> list[tuple[str, Fact]]:
    """Return what the amounts of the deciding parts can be, each with its name in a chart.

    Of one metric they are named by place; what the places not listed can have comes last.
    """
    facts, words = reason.told, reason.words
    metrics = {one.metric for fact in facts for one in fact.unknowns}
    is_one = len(metrics) == 1 and not metrics & words.owned
    is_one = is_one and all(fact.unknowns for fact in facts)
    named = [
        (words.placed(fact.unknowns) if is_one else words.spelled(fact.amount), fact)
        for fact in facts
    ]
    for part in reason.parts if named else ():
        match part:
            case Comparison(_, Rank(Unknown() as of, None, kind), _):
                kind = kind or reason.question.scope.definitions.places[of.place].kinds[0]
                rest = reason.rest(of, kind)
                called = words.say("amounts.rest", kinds=words.kind(kind, 2))
                named += [(called, rest)] if rest else []
    return named


def _beside(facts: Sequence[Fact], reason: Reason, shown: Sequence[str]) -> list[Figure]:
    """Return the figures shown of the units of the facts, but those that a fact is of."""
    units, known = {fact.unit for fact in facts}, reason.known.figures
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
