"""How many of a source's assertions have each verdict, and numbers of a draft that say so.

Imports facts, labels and context of this room, data and messages.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis import messages
from analysis.data import tables
from analysis.drafts.context import Said
from analysis.drafts.facts import Judged
from analysis.drafts.labels import OF_STUDY

FEW = 20  # a count up to here is as often of something else that stands there: three cities
# What a draft may say of a verdict in other words than ours.
SAID = {
    "holds": r"hold\b|hold up|stand up|成立|站得住",
    "fails": r"fail\b|不成立|站不住",
    "not checkable": r"(?:cannot|can't) be (?:checked|tested|verified)|无法核[对实]|无从核[对实]",
    "as stated": r"(?:merely|only|just|simply) (?:state|say|report)|只是陈述|只是照录|仅是陈述",
    "opinion": r"opinions?\b|views\b|看法|观点|意见",
    "supported": r"supported|borne out|confirmed|backed|corroborated|支持|印证|证实|佐证",
    "contradicted": r"contradicted|refuted|rebutted|disproved|反驳|推翻|否定|驳倒|不符|相抵触",
    "none": r"decide nothing|say nothing|没有独立数据|没有数字|无法判断|无从判断",
}
GAP = r"[^.,;:，。；：、()（）0-9]{0,40}?"
DENIES = re.compile(r"\bno[tr]?\b|n't\b|未|没|(?<!是)不(?!符|成)")
WHOLE = re.compile(r"\s*(?:assertions\b|条?(?:论断|断言|主张|说法))")


@dataclass(frozen=True)
class Tally:
    """How many assertions have a verdict: the words after such a number, and what it may be."""

    pattern: re.Pattern[str]
    counts: frozenset[int]
    says: str
    of_part: bool = True


def tallies(folder: Path | None = None) -> dict[str, list[Tally]]:
    """Return how many assertions of a source have each verdict, in its words, by source.

    Under '' stands what counts those of any source, or of all.
    """
    claims = tables.read("claims", folder)
    claims = claims[claims["kind"] == "assertion"]
    own = {str(source): rows for source, rows in claims.groupby("source_id")}
    found = {source: list(_tallies([rows])) for source, rows in own.items()}
    return found | {"": list(_tallies([claims, *own.values()]))}


def _tallies(groups: list[pd.DataFrame]) -> Iterator[Tally]:
    """Yield one for each verdict, and one for all assertions."""
    for key, column in (("", "verdict"), ("support ", "supported")):
        for verdict in groups[0][column].unique():
            counts = frozenset(int((rows[column] == verdict).sum()) for rows in groups)
            named = f"counted.{key}{verdict}"
            known = named if named in messages.keys("en") else f"counted.{verdict}"
            ours = [re.escape(one) for n in (1, 2, *counts) for one in _phrases(known, n)]
            phrases = "|".join(dict.fromkeys([*ours, *filter(None, [SAID.get(verdict)])]))
            says = f"{_any_of(counts)} of the assertions ('{verdict}')"
            yield Tally(re.compile(f"({GAP})(?:{phrases})"), counts, says)
    sizes = frozenset(map(len, groups))
    yield Tally(WHOLE, sizes, f"{_any_of(sizes)} assertions", False)


def _any_of(numbers: frozenset[int]) -> str:
    return " or ".join(map(str, sorted(numbers)))


def _phrases(key: str, number: int) -> Iterator[str]:
    """Yield what our own messages say behind such a number."""
    for language in messages.LANGUAGES:
        said = messages.say(key, language, number, number="#").partition("#")[2]
        said = re.sub(r"^(?:条|\s|is |are |only )+", "", said).strip(" ,")
        if said:
            yield said


def tallied(one: Said, known: list[Tally]) -> Judged | None:
    """Judge a number of assertions, by the verdict named first; None where it counts others."""
    number = one.found.quantity
    if number.unit != "count" or number.low != number.high:
        return None
    after = re.sub("^[^条]*", "", one.found.printed) + one.after
    matches = [
        (match.end(), tally, match) for tally in known if (match := tally.pattern.match(after))
    ]
    if not matches:
        return None
    first = min(end for end, _, _ in matches)
    named = [(tally, match) for end, tally, match in matches if end == first]
    if any(tally.of_part and DENIES.search(match[1]) for tally, match in named):
        return None
    for tally, _ in named:
        if number.value in tally.counts:
            return Judged("right", tally.says, "claims")
    is_of_study = OF_STUDY & one.levels.keys()
    if is_of_study and (named[0][0].of_part or number.value > FEW):
        return Judged("wrong", f"the tables count {named[0][0].says}", "claims")
    return None
