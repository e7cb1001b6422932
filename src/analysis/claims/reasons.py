"""Why a verdict is what it is, in a sentence or two, in one language.

Every number is computed in the worlds of the source, and bounds are rounded outwards.
"""

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from analysis.claims import syntax
from analysis.claims.constraints import RANK
from analysis.claims.facts import Fact, Facts, are_apart, correlation, readings
from analysis.claims.meaning import UNLISTED
from analysis.claims.sources import is_about_lists, list_reason, listed_outside
from analysis.claims.syntax import Arithmetic, Claim, Unknown
from analysis.claims.verdict import World
from analysis.claims.words import Bounds, Names
from analysis.data.tables import Support, Verdict

RHO_DIGITS = 2
SHOWN = 3  # unknowns of a world that a sentence names
VERBLESS = ("超过", "近", "约", "不到", "至少", "至多")  # hedges before which Chinese puts no 为


class Reason:
    """Why a claim has its verdict, in one language."""

    def __init__(self, facts: Facts, words: Names) -> None:
        self.facts, self.words = facts, words
        self.question, self.finding = facts.question, facts.finding
        self.claim = facts.question.meaning.claim

    def say(self) -> str:
        """Return the reason."""
        return self.words.joined(dict.fromkeys(self.sentences()))

    def sentences(self) -> list[str]:
        """Return the reason as sentences."""
        if is_about_lists(self.claim):
            return [self._of_lists()]
        how: dict[Verdict, Callable[[], list[str]]] = {
            Verdict.OPEN: self._open,
            Verdict.NOT_CHECKABLE: self._not_checkable,
            Verdict.CONFLICTING: self._conflict,
            Verdict.BY_DEFINITION: lambda: [self._say("by definition")],
            Verdict.AS_STATED: self._as_stated,
            Verdict.UNDECIDED: lambda: [self._say("undecided")],
        }
        said = how.get(self.finding.verdict, self._forced)()
        is_beside = self.finding.conflict and self.finding.verdict != Verdict.CONFLICTING
        return [*said, *self._readings(), *(self._conflict() if is_beside else ())]

    def named(self) -> list[tuple[str, Fact]]:
        """Return what the amounts of the deciding parts can be, each with its name in a chart.

        Of one metric they are named by place; what the places not listed can have comes last.
        """
        facts, words = self.facts.told, self.words
        metrics = {one.metric for fact in facts for one in fact.unknowns}
        is_one = len(metrics) == 1 and not metrics & words.owned
        is_one = is_one and all(fact.unknowns for fact in facts)
        named = [
            (words.placed(fact.unknowns) if is_one else words.spelled(fact.amount), fact)
            for fact in facts
        ]
        for _, kind, rest in self.facts.rests if facts else ():
            named.append((words.say("amounts.rest", kinds=words.kind(kind, 2)), rest))
        return named

    def _say(self, key: str, n: int | None = None, **values: object) -> str:
        return self.words.say(f"reason.{key}", n, **values)

    def _readings(self) -> list[str]:
        """Return on which of our readings of hedges the proof rests, but of what is only stated."""
        if not self.facts.independent and isinstance(self.claim, syntax.AsPrinted):
            return []
        names = readings(self.question, self.finding)
        shown = dict.fromkeys(map(self.words.figure, names))
        quoted = self.words.listed(self.words.say("word.quoted", text=one) for one in shown)
        return [self._say("reading", figures=quoted)] if names else []

    def _of_lists(self) -> str:
        if self.claim and self.finding.verdict == Verdict.NOT_CHECKABLE:
            others = listed_outside(self.question.scope, self.claim, self.facts.known).support
            return self._say(f"untold{' at all' if others == Support.NONE else ''}")
        return list_reason(self.claim, self.facts.known, self.words)

    def _as_stated(self) -> list[str]:
        fact = self.facts.beside
        if self.facts.independent or not isinstance(self.claim, syntax.AsPrinted):
            return self._forced()
        if not fact or not fact.says_something:
            return [*self._other(self.claim), self._say("alone")]
        key = "leaves" if self.facts.left else "leaves_one"
        return [*self._other(self.claim), self._say(key, span=self._span(fact))]

    def _open(self) -> list[str]:
        if self.facts.independent and isinstance(self.claim, syntax.AsPrinted) and self.facts.told:
            fact, figure = self.facts.told[0], self.question.scope.figures[self.claim.figure_id]
            printed = self.words.range((figure.low, figure.high), fact.unit)
            name, span = self.words.spelled(fact.amount), self._span(fact)
            return [self._say("partly", name=name, span=span, printed=printed)]
        true, false = self.finding.world_true or {}, self.finding.world_false or {}
        unlike = [one for one in dict.fromkeys([*true, *false]) if true.get(one) != false.get(one)]
        named = [one for one in unlike if one in self.question.meaning.named]
        beyond = [one for one in unlike if UNLISTED.fullmatch(one.place)]
        told = (named or beyond or unlike)[:SHOWN]
        sides = [
            self._say("and").join(self._were(one, world, other) for one in told)
            for world, other in ((true, false), (false, true))
        ]
        return [self._say("open", true=sides[0], false=sides[1])]

    def _were(self, unknown: Unknown, world: World, other: World) -> str:
        words, number = self.words, world.get(unknown, Fraction(0))
        match = UNLISTED.fullmatch(unknown.place)
        if match and not number:
            return self._say("no other", kind=words.kind(match[1]))
        unit = words.units[unknown.metric]
        amount = words.counted(words.number(number, unit, other.get(unknown)), unknown)
        if unit != "count" or unknown.metric in words.owned:
            return self._say("were", name=words.unknown(unknown), amount=amount)
        place, name = words.where(unknown), words.metric(unknown)
        return self._say("had", place=place, name=name, amount=amount)

    def _not_checkable(self) -> list[str]:
        unlimited = self.finding.unlimited
        if unlimited is None:
            return [self._say("meaningless")]
        return [self._say("unlimited", unknown=self.words.unknown(unlimited))]

    def _conflict(self) -> list[str]:
        figures = self.words.listed(map(self.words.printed, self.finding.conflict))
        key = "in conflict" if self.facts.independent else "conflicting"
        if len(self.finding.conflict) == 1:
            key = "whole of nothing"  # no other figure contradicts what words mean by itself
        return [self._say(key, figures=figures)]

    def _forced(self) -> list[str]:
        proof = self.finding.proof
        if proof and not proof.figures and not self.question.meaning.lists:
            return [self._say("against definition")]
        only_ranks = self.facts.independent and proof is not None and proof.only_ranks
        sentences = [self._numbers()] if self.facts.told and not only_ranks else []
        sentences += self._ranks() if self.facts.independent else []
        for part in self.facts.parts:
            sentences += self._other(part)
        if self.finding.verdict == Verdict.AS_STATED and not self.facts.independent:
            sentences.append(self._say("as stated"))
        return sentences if any(sentences) else [self._say("follows")]

    def _numbers(self) -> str:
        """Return what the amounts can be, those of one metric together."""
        groups: dict[str, list[Fact]] = {}
        for fact in self.facts.told:
            if fact.unknowns and fact.unknowns[0].metric not in self.words.owned:
                name = self.words.metric(fact.unknowns[0], fact.unit != "count")
            else:
                name = self.words.spelled(fact.amount)
            groups.setdefault(name, []).append(fact)
        told = []
        for name, facts in groups.items():
            ordered = sorted(facts, key=lambda fact: len(fact.unknowns))
            items = (self._item(name, fact, at > 0) for at, fact in enumerate(ordered))
            told.append(self.words.say("page.comma").join(items))
        said = self.words.say("word.semicolon").join(told)
        if self.facts.independent or all(fact.figure_id for fact in self.facts.told):
            return self._say("figures", groups=said[:1].upper() + said[1:])
        is_implied = not any(fact.figure_id for fact in self.facts.told)
        return self._say("implied" if is_implied else "by figures", groups=said)

    def _item(self, name: str, fact: Fact, more: bool) -> str:
        """Return what one amount can be; of a metric that is named already, in short."""
        words, span = self.words, self._span(fact)
        match fact.amount:
            case Arithmetic("/", left, right) if fact.unit == "share":
                of, to = words.spelled(left), words.spelled(right, inside=True)
                return self._say("ratio", left=of, right=to, span=span)
        if not fact.unknowns or fact.unknowns[0].metric in words.owned:
            return self._say("is", name=name, span=span)
        others, place = fact.unknowns[1:], words.placed(fact.unknowns)
        verb = "has" if fact.unit == "count" or span.startswith(VERBLESS) else "its"
        key = f"{verb}{' too' if more else ' together' if others else ''}"
        return self._say(key, place=place, name=name, span=span)

    def _span(self, fact: Fact) -> str:
        """Return what an amount can be, as the figure that alone bounds it has it."""
        if fact.figure_id and (told := self.words.alone(fact.figure_id)):
            return told
        span = self.words.range(fact.bounds, fact.unit)
        return self.words.counted(span, fact.unknowns[0]) if fact.unknowns else span

    def _ranks(self) -> list[str]:
        """Return the ranks that independent figures state in the proof."""
        scope, groups = self.question.scope, dict[str, list[str]]()
        near = self.finding.proof.constraints if self.finding.proof else ()
        stated = [one.figure for one in near if one.figure and one.kind == RANK]
        for figure in sorted(stated, key=lambda one: one.value):
            of, kind = scope.ranking(self.words.about(figure.figure_id)) or (figure.unknown, "")
            items = groups.setdefault(self.words.measured(of), [])
            key, kinds = "rank too" if items else "rank", self.words.kind(kind, 2)
            place, rank = self.words.where(of), self.words.ordinal(round(figure.value))
            items.append(self._say(key, place=place, rank=rank, kinds=kinds))
        comma = self.words.say("page.comma")
        return [
            self._say("ranks", name=name, ranks=comma.join(items)) for name, items in groups.items()
        ]

    def _other(self, part: Claim) -> list[str]:
        """Return what is to be said of a part besides what its amounts can be."""
        match part:
            case syntax.AsPrinted(figure_id, amount) if not isinstance(amount, syntax.Size):
                return [self._prints(figure_id)]
            case syntax.Same(first, second):
                one, other = map(self.question.scope.members, (first, second))
                count = self.words.few(len(one), first)
                return [self._say("same" if one == other else "unlike", n=len(one), count=count)]
        if rest := self.facts.rest(part):
            return [self._unlisted(*rest)]
        sizes = [one for one in syntax.walk(part) if isinstance(one, syntax.Size)]
        rows = [one for one in syntax.walk(part) if isinstance(one, syntax.RankCorrelation)]
        return [*map(self._size, sizes), *map(self._orders, rows)]

    def _prints(self, figure_id: str) -> str:
        """Return what the article prints, and how we read it where its words leave that open."""
        shown, figure = self.words.figure(figure_id), self.question.scope.figures[figure_id]
        if not self.words.is_loose(figure_id):
            return self._say("prints", figure=shown)
        unit = self.words.units[figure.unknown.metric]
        span = self.words.range((figure.low, figure.high), unit)
        return self._say("reads", figure=shown, span=span)

    def _size(self, size: syntax.Size) -> str:
        n = len(self.facts.known.lists[size.list_id])
        place = self.words.where(self.facts.known.figures[size.list_id].unknown)
        return self._say("listed", n=n, place=place, count=self.words.few(n, size.list_id))

    def _unlisted(self, of: Unknown, kind: str, fact: Fact) -> str:
        """Return what is left for the places of which nothing is printed, where that is bounded."""
        low, high = fact.bounds
        if high is None:
            return ""
        most = self.words.counted(self.words.most(low or Fraction(0), high, fact.unit), of)
        kinds = self.words.kind(kind, 2)
        return self._say("rest", kinds=kinds[:1].upper() + kinds[1:], most=most)

    def _orders(self, part: syntax.RankCorrelation) -> str:
        """Return both orders, of what is counted in both rows and apart."""
        pairs = zip(*(map(self.facts.of, row) for row in (part.first, part.second)), strict=True)
        bounded = [pair for pair in pairs if all(one and one.bounds[1] for one in pair)]
        orders = []
        for row in zip(*bounded, strict=True):
            facts = [one for one in row if one and len(one.unknowns) == 1]
            if len(facts) < len(row) or not are_apart(facts):
                return ""
            facts.sort(key=lambda one: one.least, reverse=True)
            places = [self.words.where(one.unknowns[0]) for one in facts]
            orders.append((self.words.measured(facts[0].unknowns[0]._replace(year=None)), places))
        if not orders:
            return ""
        (first, one), (second, two) = orders
        rho = self.words.amount(float(correlation((one, two))), "", RHO_DIGITS)
        told = {"one": self.words.listed(one), "two": self.words.listed(two)}
        return self._say("orders", None, first=first, second=second, rho=rho, **told)


def amounts(claim_id: str, by: str, reasons: Sequence[Reason], shown: Sequence[str]) -> list[Any]:
    """Return rows of amounts.csv: an amount each, then a figure shown of the same unit each.

    reasons: the reason of one verdict in each language. shown: ids of figures, of which those of
    an amount that has its row are left out. Without a limit, bounds are infinite.
    """
    facts, units = reasons[0].facts, reasons[0].words.units
    if facts.finding.proof is None:
        return []
    printed = [reason.words.say("amounts.printed") for reason in reasons]
    found, about = [], set[Unknown | str]()
    for each in zip(*(reason.named() for reason in reasons), strict=True):
        fact = each[0][1]
        about |= {*fact.unknowns, fact.unit}
        is_printed, forced = "yes" if fact.figure_id else "", ";".join(facts.forced_by(fact))
        names = [name for name, _ in each]
        found.append((claim_id, by, *names, *_ends(fact.bounds), fact.unit, is_printed, forced))
    for name in dict.fromkeys(shown):
        figure = facts.known.figures.get(name)
        if figure and figure.unknown not in about and units[figure.unknown.metric] in about:
            ends, unit = _ends((figure.low, figure.high)), units[figure.unknown.metric]
            found.append((claim_id, by, *printed, *ends, unit, "yes", name))
    return found


def _ends(bounds: Bounds) -> tuple[float, float]:
    low, high = bounds
    return -math.inf if low is None else float(low), math.inf if high is None else float(high)
