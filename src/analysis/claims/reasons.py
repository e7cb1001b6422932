"""Why a verdict is what it is, in a sentence or two, in one language.

Every number is computed in the worlds of the source, and bounds are rounded outwards.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from analysis.claims import firmness, lists, syntax
from analysis.claims.facts import Fact, Facts, Measured, are_apart, correlation, least
from analysis.claims.meaning import UNLISTED
from analysis.claims.naming import Known
from analysis.claims.syntax import Amount, Arithmetic, Rank, Unknown
from analysis.claims.verdict import Finding, World
from analysis.claims.words import Names
from analysis.claims.worlds import Question
from analysis.data.verdicts import Support, Verdict

RHO_DIGITS = 2
SHOWN = 3  # unknowns of a world that a sentence names
VERBLESS = ("超过", "近", "约", "不到", "至少", "至多")  # hedges before which Chinese puts no 为


@dataclass(frozen=True)
class Reason:
    """Why a claim has its verdict within its source, or by independent figures.

    measured: what amounts can be, as far as it is known; it is added to.
    """

    question: Question
    known: Known
    finding: Finding
    measured: Measured
    words: Names
    independent: bool = False

    def say(self) -> str:
        """Return the reason."""
        return self.words.joined(dict.fromkeys(self.sentences()))

    def sentences(self) -> list[str]:
        """Return the reason as sentences."""
        if lists.is_about_lists(self.question.meaning.claim):
            return [self._of_lists()]
        how: dict[Verdict, Callable[[], list[str]]] = {
            Verdict.OPEN: self._open,
            Verdict.NOT_CHECKABLE: self._not_checkable,
            Verdict.CONFLICTING: self._conflict,
            Verdict.BY_DEFINITION: lambda: [self.words.say("reason.by definition")],
            Verdict.AS_STATED: self._as_stated,
            Verdict.UNDECIDED: lambda: [self.words.say("reason.undecided")],
        }
        said = how.get(self.finding.verdict, self._forced)()
        is_beside = self.finding.conflict and self.finding.verdict != Verdict.CONFLICTING
        return [*said, *self._readings(), *(self._conflict() if is_beside else ())]

    def _readings(self) -> list[str]:
        """Return on which of our readings of hedges the proof rests, but of what is only stated."""
        if not self.independent and isinstance(self.question.meaning.claim, syntax.AsPrinted):
            return []
        names = firmness.readings(self.question, self.finding)
        shown = dict.fromkeys(map(self.words.figure, names))
        quoted = self.words.listed(self.words.say("word.quoted", text=one) for one in shown)
        return [self.words.say("reason.reading", figures=quoted)] if names else []

    def _of_lists(self) -> str:
        claim = self.question.meaning.claim
        if claim and self.finding.verdict == Verdict.NOT_CHECKABLE:
            others = lists.outside(self.question.scope, claim, self.known).support
            return self.words.say(f"reason.untold{' at all' if others == Support.NONE else ''}")
        return lists.reason(claim, self.known, self.words)

    def _as_stated(self) -> list[str]:
        """Return what the article says, and what its other figures leave of it."""
        claim = self.question.meaning.claim
        if self.independent or not isinstance(claim, syntax.AsPrinted):
            return self._forced()
        fact = self.left or self._beside
        key = "leaves" if self.left else "leaves_one"
        if not fact or not fact.says_something:
            return [*self._other(claim), self.words.say("reason.alone")]
        return [*self._other(claim), self.words.say(f"reason.{key}", span=self._span(fact))]

    @cached_property
    def left(self) -> Fact | None:
        """Return what the other figures leave of the one that is only stated, if bounded."""
        fact = self._beside
        return fact if fact and fact.bounds[0] and fact.bounds[1] is not None else None

    @cached_property
    def _beside(self) -> Fact | None:
        claim = self.question.meaning.claim
        is_stated = self.finding.verdict == Verdict.AS_STATED and not self.independent
        if not (is_stated and self.question.left_out and isinstance(claim, syntax.AsPrinted)):
            return None
        return self.facts.of(self.question.scope.figures[claim.figure_id].unknown)

    def _open(self) -> list[str]:
        claim = self.question.meaning.claim
        if self.independent and isinstance(claim, syntax.AsPrinted) and self.told:
            fact, figure = self.told[0], self.question.scope.figures[claim.figure_id]
            printed = self.words.range((figure.low, figure.high), fact.unit)
            name, span = self.words.spelled(fact.amount), self._span(fact)
            return [self.words.say("reason.partly", name=name, span=span, printed=printed)]
        worlds = self.finding.world_true or {}, self.finding.world_false or {}
        unlike = [one for one in dict.fromkeys([*worlds[0], *worlds[1]])
                  if worlds[0].get(one) != worlds[1].get(one)]  # fmt: skip
        named = [one for one in unlike if one in self.question.meaning.named]
        beyond = [one for one in unlike if UNLISTED.fullmatch(one.place)]
        told = (named or beyond or unlike)[:SHOWN]
        true, false = (
            self.words.say("reason.and").join(self._were(one, *pair) for one in told)
            for pair in (worlds, worlds[::-1])
        )
        return [self.words.say("reason.open", true=true, false=false)]

    def _were(self, unknown: Unknown, world: World, other: World) -> str:
        words, number = self.words, world.get(unknown, Fraction(0))
        match = UNLISTED.fullmatch(unknown.place)
        if match and not number:
            return words.say("reason.no other", kind=words.kind(match[1]))
        unit = words.units[unknown.metric]
        amount = words.counted(words.number(number, unit, other.get(unknown)), unknown)
        if unit != "count" or unknown.metric in words.owned:
            return words.say("reason.were", name=words.unknown(unknown), amount=amount)
        place, name = words.where(unknown), words.metric(unknown)
        return words.say("reason.had", place=place, name=name, amount=amount)

    def _not_checkable(self) -> list[str]:
        unlimited = self.finding.unlimited
        if unlimited is None:
            return [self.words.say("reason.meaningless")]
        return [self.words.say("reason.unlimited", unknown=self.words.unknown(unlimited))]

    def _conflict(self) -> list[str]:
        figures = self.words.listed(map(self.words.printed, self.finding.conflict))
        key = "reason.in conflict" if self.independent else "reason.conflicting"
        if len(self.finding.conflict) == 1:
            key = "reason.whole of nothing"  # no other figure contradicts what words mean by itself
        return [self.words.say(key, figures=figures)]

    def _forced(self) -> list[str]:
        """Return what forces a claim to be so, or not to be so."""
        proof = self.finding.proof
        if proof and not proof.figures and not self.question.meaning.lists:
            return [self.words.say("reason.against definition")]
        only_ranks = self.independent and proof is not None and proof.only_ranks
        sentences = [self._numbers()] if self.told and not only_ranks else []
        sentences += self._ranks() if self.independent else []
        for part in self.parts:
            sentences += self._other(part)
        if self.finding.verdict == Verdict.AS_STATED and not self.independent:
            sentences.append(self.words.say("reason.as stated"))
        return sentences if any(sentences) else [self.words.say("reason.follows")]

    @cached_property
    def facts(self) -> Facts:
        """What amounts can be."""
        return Facts(self.question, self.known, self.measured, self.finding.proof)

    @cached_property
    def parts(self) -> list[syntax.Claim]:
        """The comparisons and the like that decide the claim."""
        claim = self.question.meaning.claim
        return self._deciding(claim, bool(self.finding.truth)) if claim else []

    def _deciding(self, claim: syntax.Claim, truth: bool) -> list[syntax.Claim]:
        if isinstance(claim, syntax.Negation):
            return self._deciding(claim.part, not truth)
        if not isinstance(claim, syntax.Junction):
            return [claim]
        parts = list(claim.parts)
        if (claim.operator == "and") != truth:  # one part is enough
            parts = [one for one in parts if self._is_settled(one, truth)][:1] or parts
        return [one for part in parts for one in self._deciding(part, truth)]

    def _is_settled(self, claim: syntax.Claim, truth: bool) -> bool:
        return not self.question.possible(self.question.scope.meaning(claim).side(not truth))

    @cached_property
    def told(self) -> list[Fact]:
        """Return what the amounts of the deciding parts can be, each once."""
        return [] if self.finding.conflict else self.facts.of_parts(self.parts)

    def _numbers(self) -> str:
        """Return what the amounts can be, those of one metric together."""
        groups: dict[str, list[Fact]] = {}
        for fact in self.told:
            is_shared = fact.unknowns and fact.unknowns[0].metric not in self.words.owned
            name = "" if is_shared else self.words.spelled(fact.amount)
            name = name or self.words.metric(fact.unknowns[0], fact.unit != "count")
            groups.setdefault(name, []).append(fact)
        told = []
        for name, facts in groups.items():
            ordered = sorted(facts, key=lambda fact: len(fact.unknowns))
            items = (self._item(name, fact, at > 0) for at, fact in enumerate(ordered))
            told.append(self.words.say("page.comma").join(items))
        said = self.words.say("word.semicolon").join(told)
        if self.independent or all(fact.figure_id for fact in self.told):
            return self.words.say("reason.figures", groups=said[:1].upper() + said[1:])
        is_implied = not any(fact.figure_id for fact in self.told)
        return self.words.say(f"reason.{'implied' if is_implied else 'by figures'}", groups=said)

    def _item(self, name: str, fact: Fact, more: bool) -> str:
        """Return what one amount can be; of a metric that is named already, in short."""
        words, span = self.words, self._span(fact)
        match fact.amount:
            case Arithmetic("/", left, right) if fact.unit == "share":
                of, to = self.words.spelled(left), self.words.inside(right)
                return words.say("reason.ratio", left=of, right=to, span=span)
        if not fact.unknowns or fact.unknowns[0].metric in words.owned:
            return words.say("reason.is", name=name, span=span)
        others, place = fact.unknowns[1:], self.words.placed(fact.unknowns)
        verb = "has" if fact.unit == "count" or span.startswith(VERBLESS) else "its"
        key = f"reason.{verb}{' too' if more else ' together' if others else ''}"
        return words.say(key, place=place, name=name, span=span)

    def _span(self, fact: Fact) -> str:
        """Return what an amount can be, as the figure that alone bounds it has it."""
        if fact.figure_id and (told := self.words.alone(fact.figure_id)):
            return told
        span = self.words.range(fact.bounds, fact.unit)
        return self.words.counted(span, fact.unknowns[0]) if fact.unknowns else span

    def _ranks(self) -> list[str]:
        """Return the ranks that independent figures state in the proof."""
        definitions, groups = self.question.scope.definitions, dict[str, list[str]]()
        proof = self.finding.proof.figures if self.finding.proof else ()
        for figure_id in sorted(proof, key=lambda one: float(self.words.figures[one]["value"])):
            ranks = definitions.metrics[str(self.words.figures[figure_id]["metric"])].ranks
            if ranks:
                measured, place, rank = self.words.ranked(figure_id, ranks)
                kind = definitions.places[str(self.words.figures[figure_id]["place"])].kinds[0]
                items = groups.setdefault(measured, [])
                key, kinds = "reason.rank too" if items else "reason.rank", self.words.kind(kind, 2)
                items.append(self.words.say(key, place=place, rank=rank, kinds=kinds))
        return [
            self.words.say(
                "reason.ranks", name=name, ranks=self.words.say("page.comma").join(items)
            )
            for name, items in groups.items()
        ]

    def _other(self, part: syntax.Claim) -> list[str]:
        """Return what is to be said of a part besides what its amounts can be."""
        match part:
            case syntax.AsPrinted(figure_id, amount) if not isinstance(amount, syntax.Size):
                return [self._prints(figure_id)]
            case syntax.Same(first, second):
                one, other = map(self.question.scope.members, (first, second))
                key = "reason.same" if one == other else "reason.unlike"
                return [self.words.say(key, n=len(one), count=self.words.few(len(one), first))]
            case syntax.Comparison(_, Rank(Unknown() as of, None, kind), _):
                return self._unlisted(of, kind)
        sizes = [one for one in syntax.walk(part) if isinstance(one, syntax.Size)]
        rows = [one for one in syntax.walk(part) if isinstance(one, syntax.RankCorrelation)]
        return [*map(self._size, sizes), *map(self._orders, rows)]

    def _prints(self, figure_id: str) -> str:
        """Return what the article prints, and how we read it where its words leave that open."""
        shown, figure = self.words.figure(figure_id), self.question.scope.figures[figure_id]
        if not self.words.is_loose(figure_id):
            return self.words.say("reason.prints", figure=shown)
        unit = self.words.units[figure.unknown.metric]
        span = self.words.range((figure.low, figure.high), unit)
        return self.words.say("reason.reads", figure=shown, span=span)

    def _size(self, size: syntax.Size) -> str:
        n = len(self.known.lists[size.list_id])
        place = self.words.where(self.known.figures[size.list_id].unknown)
        count = self.words.few(n, size.list_id)
        return self.words.say("reason.listed", n=n, place=place, count=count)

    def _unlisted(self, of: Unknown, kind: str) -> list[str]:
        """Return what is left for the places of which nothing is printed, where that is bounded."""
        kind = kind or self.question.scope.definitions.places[of.place].kinds[0]
        fact = self.rest(of, kind)
        low, high = fact.bounds if fact else (None, None)
        if fact is None or high is None:
            return []
        most = self.words.counted(self.words.most(low or Fraction(0), high, fact.unit), of)
        kinds = self.words.kind(kind, 2)
        kinds = kinds[:1].upper() + kinds[1:]
        return [self.words.say("reason.rest", kinds=kinds, most=most)]

    def rest(self, of: Unknown, kind: str) -> Fact | None:
        """Return what all places of a kind of which nothing is printed can have together."""
        if self.finding.conflict or self.independent:
            return None
        scope = self.question.scope
        of = scope.ranked(of)
        rest: Amount = of._replace(place=scope.definitions.root(of.place))
        listed = sorted([of, *scope.others_of_kind(of, kind)], key=scope.definitions.before)
        for one in listed:
            rest = Arithmetic("-", rest, one)
        return self.facts.of(rest)

    def _orders(self, part: syntax.RankCorrelation) -> str:
        """Return both orders, of what is counted in both rows and apart."""
        pairs = [(self.facts.of(one), self.facts.of(two))
                 for one, two in zip(part.first, part.second, strict=True)]  # fmt: skip
        told = [pair for pair in pairs if all(one and one.bounds[1] for one in pair)]
        orders = []
        for row in zip(*told, strict=True):
            facts = [one for one in row if one and len(one.unknowns) == 1]
            if len(facts) < len(row) or not are_apart(facts):
                return ""
            facts.sort(key=least, reverse=True)
            places = [self.words.where(one.unknowns[0]) for one in facts]
            orders.append((self.words.measured(facts[0].unknowns[0]._replace(year=None)), places))
        if len(orders) < 2:
            return ""
        (first, one), (second, two) = orders
        rho = self.words.amount(float(correlation((one, two))), "", RHO_DIGITS)
        return self.words.say(
            "reason.orders",
            first=first,
            second=second,
            one=self.words.listed(one),
            two=self.words.listed(two),
            rho=rho,
        )
