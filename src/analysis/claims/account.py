"""What is told of one claim: its rows of claims.csv, of flips.csv and of amounts.csv."""

import math
from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import Any

from analysis import messages
from analysis.claims import firmness
from analysis.claims.facts import Facts
from analysis.claims.read import PLACEHOLDER, Claim
from analysis.claims.reasons import Reason, amounts
from analysis.claims.sources import Source, list_reason
from analysis.claims.support import SIDES
from analysis.claims.verdict import World
from analysis.claims.words import Names
from analysis.claims.worlds import Proof
from analysis.data.tables import CODEBOOK, Support, Verdict
from analysis.quantity import wording

DIGITS = 4  # significant ones of a tolerance and of a margin
Row = dict[str, Any]


class Account:
    """A claim with both verdicts and why they are so; an opinion has neither.

    others: why independent figures say so, by the first year and counter that does: a list of a
        reason a language. Of those that contradict each other, one of each side is told.
    """

    def __init__(self, claim: Claim, source: Source, words: list[Names]) -> None:
        """Judge a claim; raises FormulaError."""
        self.claim, self.source, self.words = claim, source, words
        self.own: list[Reason] = []
        self.others: list[list[Reason]] = []
        if claim.formula is None:
            return
        self.question, self.finding = source.judge(claim)
        self.supported = source.support(claim)
        self.own = self._reasons(Facts(self.question, source.known, self.finding, source.measured))
        cases = [one for one in self.supported.cases if one.question]
        told = [one for one in cases if one.support == self.supported.support][:1]
        if self.supported.support == Support.CONFLICTING and not told:
            told = list({one.support: one for one in reversed(cases)}.values())
        for one in told:
            if one.question:
                facts = Facts(one.question, source.known, one.finding, {}, independent=True)
                self.others.append(self._reasons(facts))

    def _reasons(self, facts: Facts) -> list[Reason]:
        return [Reason(facts, one) for one in self.words]

    def row(self) -> Row:
        """Return the row of claims.csv."""
        row = _told(self.claim, self.words)
        if not self.own:
            verdicts = {"verdict": Verdict.OPINION, "supported": Support.NONE}
            return row | verdicts | {"flips_at_hedge": math.nan}
        forced = dict.fromkeys(name for case in self.others for name in case[0].facts.forced)
        row |= self._within() | self._outside()
        row |= {f"reason_{one.words.language}": one.say() for one in self.own}
        row |= self._reasons_outside() | self._speaking(forced)
        return row | {
            "reason_figures": ";".join(self.own[0].facts.forced),
            "reason_supported_figures": ";".join(forced),
        }

    def amounts(self) -> list[Any]:
        """Return rows of amounts.csv."""
        shown = PLACEHOLDER.findall(self.claim.typed.says_en)
        sides = [("within", self.own), *(("supported", case) for case in self.others[:1])]
        name = self.claim.typed.claim_id
        return [row for by, side in sides if side for row in amounts(name, by, side, shown)]

    def flips(self) -> list[tuple[Any, ...]]:
        """Return rows of flips.csv, but for the claim: by, family, factor and both verdicts."""
        if not self.own:
            return []
        question, finding, told = self.question, self.finding, self.supported
        own = [] if finding.only_states(question) else firmness.hedges(question)
        grants = self.claim.typed.grants
        others = self.source.references.hedges(self.claim.formula, grants, told)
        by_hedge = [
            *(("within", one, firmness.flips_within(question, finding, one)) for one in own),
            *(("supported", one, self.source.flips(self.claim, one, told.support))
              for one in others),
        ]  # fmt: skip
        return [
            (by, hedge, float(one.factor), str(one.below), str(one.above))
            for by, hedge, flips in by_hedge
            for one in flips
        ]

    def _within(self) -> Row:
        question, finding = self.question, self.finding
        shown = [*question.meaning.lists, *named(finding.proof)]
        return {
            "verdict": finding.verdict,
            "proof": ";".join(shown or finding.conflict),
            "world_true": _world(finding.world_true),
            "world_false": _world(finding.world_false),
            "flips_at_hedge": as_float(firmness.opening(question, finding), math.nan),
            **self._firm(firmness.turns(question, finding)),
        }

    def _outside(self) -> Row:
        """Return what is said of the claim by independent figures.

        What would change it is told by the case that is the nearest to it.
        """
        told, cases = self.supported, self.supported.cases
        proofs = [case.finding.proof for case in cases if case.finding.proof]
        names = [name for one in proofs for name in one.figures]
        names += [name for case in cases for name in case.finding.conflict]
        names += [name for one in proofs for name in one.definitions]
        turns = firmness.Turns(why="list" if told.lists else "")
        if cases and told.support in SIDES:
            found = [firmness.turns(one.question, one.finding) for one in cases if one.question]
            turns = firmness.nearest(found, SIDES[told.support])
        return {
            "supported": told.support,
            "supported_how": ";".join(told.how),
            "supported_proof": ";".join(dict.fromkeys(names or told.lists)),
            **self._firm(turns, "_supported"),
        }

    def _firm(self, flips: firmness.Turns, by: str = "") -> Row:
        """Return the tolerances and the margin of a verdict, or why it has neither."""
        return {
            f"flips_at_tolerance{by}": _ends(flips.fails_below, flips.holds_from),
            f"flips_at_margin{by}": _ends(*(flips.margin or (None, None))),
            **{f"margin{by}_{one.language}": _margin(flips, one) for one in self.words},
        }

    def _speaking(self, forced: Iterable[str]) -> Row:
        """Return the references on the claim: all of them, those for it and those against it."""
        told, claim = self.supported, self.claim.formula
        forcing = {*told.references, *forced}
        sides = {
            name: self.source.references.side(name, claim, told, forcing)
            for name in (*told.references, *told.speaking, *forced)
            if claim and name not in self.source.known.figures
        }
        return {
            "references": ";".join(sides),
            "references_for": ";".join(name for name in sides if sides[name]),
            "references_against": ";".join(name for name in sides if sides[name] is False),
        }

    def _reasons_outside(self) -> Row:
        """Return the reasons as one text a language; what several say comes last.

        What the reason within the source says already is not said again.
        """
        reasons = {}
        for at, one in enumerate(self.words):
            others = [case[at].sentences() for case in self.others]
            for case, other in list(zip(self.others, others, strict=True))[1:]:
                kind = "year" if _counters(case[at]) == _counters(self.others[0][at]) else "count"
                other[0] = one.say(f"reason.another {kind}", said=other[0])
            said = [line for other in others for line in other]
            said = list(dict.fromkeys(reversed(said)))[::-1]
            said = [line for line in said if line not in self.own[at].sentences()]
            if self.supported.lists:
                said = [list_reason(self.claim.formula, self.source.known, one)]
            reasons[f"reason_supported_{one.language}"] = one.joined(said)
        return reasons


def _counters(reason: Reason) -> set[str]:
    """Return who counted what an independent verdict rests on."""
    near = [one.figure.figure_id for one in reason.question.near if one.figure]
    return {str(reason.words.figures[name].get("counter")) for name in near}


def _told(claim: Claim, words: list[Names]) -> Row:
    typed = claim.typed
    told: Row = dict.fromkeys(CODEBOOK["claims"].columns, "") | {
        "claim_id": typed.claim_id,
        "source_id": claim.source_id,
        "kind": typed.kind,
        "claim": " ".join(typed.claim.split()),
        "within": str(typed.within),
        "held_against": typed.held_against,
        "line": typed.line,
    }
    for one in words:
        kinds = ("says", "because", "opinion", "headline", "change")
        for name in (f"{kind}_{one.language}" for kind in kinds):
            told[name] = messages.named(getattr(typed, name), one.language, one.publisher)
        told[f"template_{one.language}"] = told[f"says_{one.language}"]
        for kind in kinds[:3]:
            told[f"{kind}_{one.language}"] = _filled(told[f"{kind}_{one.language}"], one)
        told[f"reason_{one.language}"] = told[f"opinion_{one.language}"]
    return told


def _filled(template: str, words: Names) -> str:
    """Return words with each figure in its place: as printed in Chinese, in words in English."""
    return PLACEHOLDER.sub(lambda match: words.figure(match[1]), template)


def _margin(flips: firmness.Turns, words: Names) -> str:
    if not flips.margin:
        return words.say(f"flips.why {flips.why}") if flips.why else ""
    told = words.margin(flips.part, *_apart(*flips.margin))
    return words.say("flips.closest", margin=told) if flips.is_of_several else told


def named(proof: Proof | None) -> list[str]:
    """Return the figures and the definitions of a proof."""
    return [] if proof is None else [*proof.figures, *proof.definitions]


def _world(world: World | None) -> str:
    told = {one: float(value) if value.denominator > 1 else int(value)
            for one, value in (world or {}).items()}  # fmt: skip
    return ";".join(f"{one}={value!r}" for one, value in told.items())


def _ends(least: Fraction | float | None, most: Fraction | float | None) -> str:
    """Return two ends as shares, rounded away from each other."""
    if least is None or most is None:
        return ""
    return ";".join(wording.amount(end, "share") for end in _apart(least, most))


def _apart(least: Fraction | float, most: Fraction | float) -> list[float]:
    """Return two ends rounded outwards; what is known exactly is one number."""
    ways = [ROUND_HALF_EVEN] * 2 if least == most else [ROUND_FLOOR, ROUND_CEILING]
    return [
        float(Context(DIGITS, way).divide(Decimal(end.numerator), Decimal(end.denominator)))
        if isinstance(end, Fraction)
        else end  # without limit
        for end, way in zip((least, most), ways, strict=True)
    ]


def as_float(value: Fraction | float | None, otherwise: float) -> float:
    """Return a number for a table."""
    return otherwise if value is None else float(value)
