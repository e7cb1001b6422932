"""Words that may stand at a place of running text, and when one is but part of another.

Imports vocabulary. Patterns are of normalised text, in which a line ends in '\\v' (see finding.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import groupby

from analysis.quantity.vocabulary import LISTS, MEASURES, listed

_OPENING = re.compile("[a-z]+|[^a-z]", re.DOTALL)
NEVER = "(?!)"
BLANKS = (" ", "\v")


def opening_of(word: str, place: int = 0) -> str:
    """Return the English word at a place, or else the one character there, if any."""
    found = _OPENING.match(word, place)
    return found[0] if found else ""


class Words:
    """Words that may stand at a place, after a blank or not.

    Only those that open as the text does there are tried: with the same English word, or else the
    same character. `make` returns the pattern of those, from those of each list; `otherwise` may
    return one to try after it.
    """

    def __init__(
        self,
        make: Callable[..., str],
        lists: Iterable[Iterable[str]],
        back: bool,
        otherwise: Callable[[str], re.Pattern[str] | None] = lambda _: None,
    ) -> None:
        self._otherwise = otherwise
        self._make, self._lists, self._made = make, [], dict[str, re.Pattern[str]]()
        for known in lists:
            table: dict[str, list[str]] = {}
            for word in known:
                table.setdefault(opening_of(word[::-1] if back else word), []).append(word)
            self._lists.append(table)
        self._openings = frozenset().union(*self._lists)

    def match(self, text: str, place: int) -> re.Match[str] | None:
        """Return the word at a place, if any."""
        at = place + (text[place : place + 1] in BLANKS)
        opening = text[at : at + 1]
        if "a" <= opening <= "z":
            opening = opening_of(text, at)
        elif "0" <= opening <= "9":
            opening = "0"
        if opening not in self._openings:
            return None
        if opening not in self._made:
            known = [table.get(opening, []) for table in self._lists]
            self._made[opening] = re.compile(self._make(opening, *known))
        if found := self._made[opening].match(text, place):
            return found
        other = self._otherwise(opening)
        return other.match(text, place) if other else None


def words(known: Iterable[str], back: bool = False) -> str:
    """Return a pattern for some words, longest first, whole if English; spelt backwards if so."""
    part = PART_BEFORE if back else PART_AFTER
    spelt = {word[::-1] if back else word for word in known}
    groups = groupby(sorted(spelt, key=lambda word: (-len(word), _sides(word))), _sides)
    return "|".join(
        f"{before}(?:{'|'.join(part.get(word) or re.escape(word) for word in group)}){after}"
        for (before, after), group in groups
    )


def _sides(word: str) -> tuple[str, str]:
    """Return what may not stand before and after a word."""
    before = "(?<![a-z])" if "a" <= word[0] <= "z" else ""
    return before, "(?![a-z])" if "a" <= word[-1] <= "z" else ""


# Known words that are part of another in running text, and what tells: a pattern of the text, spelt
# backwards for words before a number. 过, 破 and 上 hedge after a noun of amount or before a round
# number; after a verb or a place they do not (举办过3届, 线上12家).
_AMOUNTS = (
    "(?:(?=[户模量值额数入房积度本润价比率计总已均早将都就活载]|[^一-鿿]|\\Z)|(?<=[十百千万亿半].))"
)
_THAT = "(?![去上前今明全每本当同])"
PART_BEFORE = {
    "约": "约(?![签节条合契预违纽简特公邀履制集租解续毁守相婚隐里北缔盟誓])",
    "近": "近(?![附最靠临邻新贴相就走亲挨])",
    "过": f"过{_AMOUNTS}(?![通经度走越渡穿跨透绕飞翻胜错改记闯])",
    "破": "破(?![侦打攻击识爆告勘查])",
    "上": "(?<=[十百千万亿])上(?![以线网早晚])",
    "超": "超(?![反赶中英德意西])",
    "升": "升(?![晋])",
    "降": "降(?![空投])",
    **{f"{when}{way}"[::-1]: f"{way}{when}{_THAT}" for when in "年月季" for way in "增减"},
    **{
        word[::-1]: rf"{word[::-1]}(?! (?:{'|'.join(verb[::-1] for verb in verbs)})(?![a-z]))"
        for word in ("over", "up", "down", "up to", "about")
        for verbs in [LISTS[f"{word}, of a verb"]]
    },
}
_AFTER_MONEY = listed("a an per each in to from for and or on of is was at by as this last")
PART_AFTER = {
    "升": "升(?![至到级幅学温值任迁华])",
    "个月": "个月(?![球亮饼嫂台])",
    "名": "名(?![著城校胜])",
    "台": "台(?![山河湾])",
    "节": "节(?!气)",
    "码": "码(?!头)",
    "年": "年(?![级货轻])",
    "天": "天(?![然津文])",
    "人": "人(?![工类才口士]|民币)",
    "米": "米(?![其粉兰])",
    "克": "克(?!拉)",
    "元": "元(?![宇器件素化])",
    "圆": "圆(?![形桌周柱珠满点明])",
    "余": "余(?![杭姚额])",
    "多": f"(?:(?<![{''.join(MEASURES)}])|(?<=个)(?=多[月小星]))多(?!元[化素主]|[样晶功肽媒维边])",
    **dict.fromkeys(
        ("a", "an"), "an?(?! [a-z]+ (?:later|earlier|ago|before|after|since)(?![a-z]))"
    ),
    "来": f"来(?=[{''.join(MEASURES)}十百千万亿年天岁元美公分小斤吨米倍亩升平])",
    "内": "(?<=[年月天时周钟秒米里元岁亩])内(?![地资陆容部环外涵存阁])",
    "won": f"won(?! (?!(?:{'|'.join(_AFTER_MONEY)})(?![a-z]))[a-z])",
}
TENTH = "成(?![员立功就果为都交本长套品熟型分绩效像语群对批])"
