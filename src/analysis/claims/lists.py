"""Claims on lists of names: what the article itself tells of the members, and what others do.

The names of the members are the article's own; who tells their seat and origin, `known_from` says.
An attribute that nobody heard tells may be anything, so that a count lies between those who are
known to have it and these with all of whom it is not known.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import cast

from analysis.claims.meaning import Scope
from analysis.claims.naming import Known
from analysis.claims.statements import TRUE
from analysis.claims.support import Supported
from analysis.claims.syntax import Claim, Number, Part, Size, changed, walk
from analysis.claims.verdict import Finding
from analysis.claims.words import Names
from analysis.data.verdicts import Support, Verdict

Member = Mapping[str, str]
Heard = Callable[[str], bool]  # whether what somebody tells of a member is heard
ARTICLE = "the article"
SEAT, NAME = "seat", "member"  # how attributes begin
DOCUMENTS = ("listing document", "patent register")
MOST_NAMED = 2  # members that are unlike the rest and are named


def teller(member: Member, attribute: str) -> str:
    """Return who tells an attribute of a member."""
    return ARTICLE if _kind(attribute) == NAME else member.get("known_from", ARTICLE)


def _kind(attribute: str) -> str:
    return attribute.partition("_")[0]


def is_about_lists(claim: Claim | None) -> bool:
    """Return whether a claim turns on attributes of listed members, and so on no figure."""
    parts = walk(claim) if claim else []
    return any(isinstance(one, Size) and one.attribute for one in parts)


def within(scope: Scope, claim: Claim, known: Known) -> Finding:
    """Return what becomes of a claim by what the article itself tells of the members.

    It only states what it tells of them: that is no proof, while what refutes it is one.
    """
    truth = _truth(scope, claim, known, lambda by: by == ARTICLE)
    verdicts = {True: Verdict.AS_STATED, False: Verdict.FAILS, None: Verdict.NOT_CHECKABLE}
    return Finding(verdicts[truth])


def outside(scope: Scope, claim: Claim, known: Known) -> Supported:
    """Return what others say of a claim: documents decide, and where they do not, the rest."""
    heard: dict[str, Heard] = {
        "": lambda by: by in DOCUMENTS,
        "weakly": lambda by: by != ARTICLE,
    }
    for how, hears in heard.items():
        truth = _truth(scope, claim, known, hears)
        if truth is not None:
            support = Support.SUPPORTED if truth else Support.CONTRADICTED
            return Supported(support, tuple(filter(None, [how])), lists=scope.meaning(claim).lists)
    return Supported(Support.NONE)


def reason(claim: Claim | None, known: Known, words: Names) -> str:
    """Return how many of the members have what the claim asks for, and who has not."""
    groups: dict[tuple[str, str, bool], list[str]] = {}
    for size in walk(claim) if claim else []:
        if isinstance(size, Size) and size.attribute:
            members = known.lists[size.list_id]
            has_any = any(one.get(size.attribute) == size.value for one in members)
            groups.setdefault((size.list_id, size.attribute, has_any), []).append(size.value)
    told = {
        _told(known.lists[list_id], list_id, attribute, values, words): None
        for (list_id, attribute, _), values in groups.items()
    }
    return words.joined(told)


def _truth(scope: Scope, claim: Claim, known: Known, heard: Heard) -> bool | None:
    """Return whether a claim is true whatever is not heard; None where it depends on that."""
    sizes = [one for one in dict.fromkeys(walk(claim)) if isinstance(one, Size)]
    found = set()
    for counts in product(*(_counts(size, known, heard) for size in sizes)):
        counted = dict(zip(sizes, counts, strict=True))

        def put(part: Part, counted: Mapping[Size, int] = counted) -> Part:
            return Number(Fraction(counted[part])) if isinstance(part, Size) else part

        found.add(scope.meaning(cast(Claim, changed(claim, put))).says == TRUE)
    return found.pop() if len(found) == 1 else None


def _counts(size: Size, known: Known, heard: Heard) -> range:
    members = known.lists[size.list_id]
    if not size.attribute:
        return range(len(members), len(members) + 1)
    known_of = [one for one in members if heard(teller(one, size.attribute))]
    told = list(filter(None, (one.get(size.attribute) for one in known_of)))
    sure = told.count(size.value)
    return range(sure, sure + len(members) - len(told) + 1)


def _told(
    members: Sequence[Member], list_id: str, attribute: str, values: list[str], words: Names
) -> str:
    """Return how many members have one of some values, and where the others are instead."""
    having = [one for one in members if one.get(attribute) in values]
    others = [one for one in members if one not in having]
    whom = "some" if having and others else "all" if having else "none"
    total, count = (words.few(len(each), list_id) for each in (members, having))
    who = words.say(f"reason.{whom} of", total=total, count=count)
    value = words.either(words.places.get(one, one) for one in values)
    said = words.say(f"reason.{_kind(attribute)}", n=max(len(having), 1), who=who, value=value)
    if _kind(attribute) == SEAT and having and len(others) <= MOST_NAMED:
        for one in others:
            name, seat = (one[f"{each}_{words.language}"] for each in (NAME, SEAT))
            value, by = (
                words.places.get(one["seat_en"], seat),
                words.say(f"known.{teller(one, SEAT)}"),
            )
            said += words.say("reason.unlike member", name=name, value=value, by=by)
    return words.say("reason.figures", groups=said[:1].upper() + said[1:])
