"""The words around numbers: scales, counters, numerals, changes, and how each is looked up.

Imports units. Units are in units.csv, hedges in hedges.py, further words in words.csv, which tells
what its lists are for; patterns.csv has the regular expressions of this room, and part_of.csv tells
when a word is but part of another. Text is normalised, lower-case and simplified, before it is
looked up; in running text a line ends in '\\v' (see finding.py).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.quantity.units import read_table


def listed(words: str) -> tuple[str, ...]:
    """Return the words of a text, which blanks part."""
    return tuple(words.split())


_NAME = re.compile("<([A-Z_0-9]+)>")


class Patterns:
    """Regular expressions by name, of a table in which each row is an alternative.

    In a row <NAME> stands for the pattern of that name, for a part that `give` was told, or for
    words of this module or of words.csv: <ANY_NAME> for any of them, whole, <BACK_NAME> for each
    spelt backwards. A pattern is compiled when it is first asked for, as an attribute.
    """

    def __init__(self, rows: dict[str, list[str]]) -> None:
        self._rows, self._given = rows, dict[str, str]()

    @classmethod
    def read(cls, path: Path) -> Patterns:
        """Return those of a table."""
        rows: dict[str, list[str]] = {}
        for row in read_table(path):
            rows.setdefault(row["name"], []).append(row["pattern"])
        made: Patterns = type("Patterns", (cls,), {name: _Compiled(name) for name in rows})(rows)
        return made

    def give(self, **parts: str) -> None:
        """Add parts that other modules know."""
        self._given |= parts

    def text(self, name: str, **parts: str) -> str:
        """Return a pattern as text; `parts` are known besides."""
        return self.filled("|".join(self._rows[name]), **parts)

    def filled(self, pattern: str, **parts: str) -> str:
        """Return a pattern with what its names stand for."""

        def meant(one: re.Match[str]) -> str:
            if one[1] in self._rows:
                return self.text(one[1], **parts)
            return parts.get(one[1]) or self._given.get(one[1]) or _words_called(one[1])

        return _NAME.sub(meant, pattern)

    def compile(self) -> None:
        """Compile all that are part of no other, so that no first text has to wait."""
        parts = _NAME.findall(" ".join(one for row in self._rows.values() for one in row))
        for name in self._rows.keys() - parts:
            getattr(self, name)

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> re.Pattern[str]: ...


class _Compiled:
    """A pattern of a table, compiled when it is first asked for; no look-up is slower after."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, table: Patterns, _: object = None) -> re.Pattern[str]:
        made = vars(table)[self.name] = re.compile(table.text(self.name))
        return made


def _words_called(name: str) -> str:
    """Return the words that a name stands for, as a pattern; those of one character as they are."""
    how, _, rest = name.partition("_")
    name = rest if how in ("ANY", "BACK") else name
    words: Iterable[str] = globals().get(name) or LISTS[name.lower().replace("_", " ")]
    if how == "ANY":
        return any_of(words)
    words = [word[::-1] for word in words] if how == "BACK" else list(words)
    return ("" if max(map(len, words)) == 1 else "|").join(words)


def _read_lists() -> dict[str, tuple[str, ...]]:
    lists: dict[str, tuple[str, ...]] = {}
    for row in read_table(Path(__file__).with_name("words.csv")):
        lists[row["list"]] = (*lists.get(row["list"], ()), *row["words"].split("|"))
    return lists


LISTS = _read_lists()


def _numbered(words: str) -> dict[str, int]:
    return {word: number for number, word in enumerate(listed(words), start=1)}


def any_of(words: Iterable[str]) -> str:
    """Return a regular expression for any of some words, longest first, whole if English."""
    kinds: dict[tuple[bool, bool], list[str]] = {}  # by whether a letter is first, and last
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        kinds.setdefault((_is_letter(word[0]), _is_letter(word[-1])), []).append(re.escape(word))
    return "(?:" + "|".join(_whole(kind, kinds[kind]) for kind in sorted(kinds)) + ")"


def _whole(kind: tuple[bool, bool], words: list[str]) -> str:
    before, after = "(?<![a-z])" * kind[0], "(?![a-z])" * kind[1]
    return f"{before}(?:{'|'.join(words)}){after}"


def _is_letter(character: str) -> bool:
    return "a" <= character <= "z"


# Powers of ten after digits.
CHINESE_SCALES = {
    **{"百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8},
    **{"十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12, "兆": 12},
}
# Only beside a currency or a noun: 'm' is as often metres or months, 兆 a million.
MONEY_SCALES = {"m": 6, "b": 9, "t": 12, "tr": 12, "兆": 12}
THOUSANDS = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
SCALES = {
    **CHINESE_SCALES,
    **MONEY_SCALES,
    **{"hundred": 2, "hundred thousand": 5, "hundred million": 8, "hundred billion": 11},
    **THOUSANDS,
    **{"k": 3, "mn": 6, "mln": 6, "bn": 9, "bln": 9, "tn": 12, "trn": 12, "tln": 12},
    **{"lakh": 5, "lakhs": 5, "crore": 7, "crores": 7, "lakh crore": 12, "lakh crores": 12},
    **{"thousand crore": 10, "thousand crores": 10},
}
# A Chinese numeral is scaled by what it ends in; 百 and 千 are places of it, as in 三千二百.
NUMERAL_SCALES = {"万亿": 12, "亿": 8, "万": 4}

PARTS = {"百分之": -2, "千分之": -3, "万分之": -4}
# Words that count what follows or went before (3家, 3家企业), and nouns of one character.
MEASURES = tuple(
    "家所件名人个条台套座款项位种次匹张只户辆部篇门间支颗枚艘场笔组份本股头架块幅栋处起例宗批"
    "把根棵株口盏册具封队群片副双对顶箱袋瓶盒桶杯碗单票床席尊锅饼壶罐坛缸勺筐篮捆朵枝串类样师团桩棒轮趟节车列"
)
SHORT_NOUNS = tuple("县市省国州区镇村乡校站店厂馆院岛城港桥")
NOUNS = LISTS["noun"]
TIMES = ("倍", "times", "x", "-fold", "fold")  # 1.5倍 is a share of 1.5

NUMERAL = "零一二三四五六七八九十百千万亿廿卅"
SHORT_TENS = {"廿": "二十", "卅": "三十"}
DIGITS = "零一二三四五六七八九"
SMALL = _numbered(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
TENS = {
    word: 10 * number + 10
    for word, number in _numbered("twenty thirty forty fifty sixty seventy eighty ninety").items()
}
ORDINALS = _numbered("first second third fourth fifth sixth seventh eighth ninth tenth")
RANKED, RANKED_AMONG, FIRST = LISTS["ranked"], LISTS["ranked among"], LISTS["first"]

DENOMINATORS = {
    **{"half": 2, "quarter": 4, "halves": 2, "quarters": 4},
    **{word: number for word, number in ORDINALS.items() if number > 2},
    **{f"{word}s": number for word, number in ORDINALS.items() if number > 2},
}
NUMBER_WORDS = frozenset((*SMALL, *TENS, *DENOMINATORS, "hundred", "dozen", "several", "half"))
PLAIN_WORDS = (
    *(*LISTS["plain"], *LISTS["equal"]),
    *(f"占{whole}{of}" for whole in (*RANKED_AMONG, "总数", "gdp") for of in ("", "的", "总量的")),
    *(f"{verb}{when}的" for verb in "是为" for when in ("上年", "去年", "上年同期", "去年同期")),
)
_GROWTH = ("was", "is", "at", "reached", "hit", "averaged", "stood at", "slowed to")
UP = (
    *LISTS["up"],
    *(f"growth{rate} {verb}" for rate in ("", " rate", " rates") for verb in _GROWTH),
)
DOWN, NAMED_CHANGES = LISTS["down"], LISTS["named change"]
# How it went to a level is no change: 提高到5%.
LEVELS = tuple(f"{verb}{to}" for verb in (*UP, *DOWN) if not verb.isascii() for to in "至到")
# What a change is told since, before it and after: a regular expression, and words.
SINCE = (
    "同比|环比|按年|按月|year-on-year"
    "|[比较](?:[0-9]{4}年|上年|去年|上一年|前一年|上月|上季度|上周)(?:末|底|同期)?"
)
SINCE_AFTER = LISTS["since"]
CHANGES = {
    **dict.fromkeys(listed("rise increase increases growth gain jump surge hike"), 1),
    **dict.fromkeys(listed("decline drop decrease fall cut reduction loss slump"), -1),
}
COMPARED = {
    **dict.fromkeys(("more", "higher", "greater"), 1),
    **dict.fromkeys(("less", "fewer", "lower"), -1),
}  # changes of shares only: 5% more
CHANGES |= COMPARED
BELOW_ZERO = ("零下", "负", "minus ", "negative ", "-")
EITHER_WAY = ("±", "+/-", "+-", "正负", "plus or minus", "plus/minus")
MULTIPLES = {
    **dict.fromkeys(("twice", "double", "doubled", "doubling", "翻番", "翻倍", "加倍"), 2),
    **dict.fromkeys(("翻一番", "翻了一番", "翻1番", "倍增"), 2),
    **dict.fromkeys(("翻一倍", "翻了一倍", "翻1倍", "翻了1倍"), 2),
    **dict.fromkeys(("triple", "tripled", "tripling", "thrice", "treble", "trebled"), 3),
    **dict.fromkeys(("quadruple", "quadrupled", "quadrupling"), 4),
    **{
        f"翻{aspect}{times}番": 2**number
        for number, digits in enumerate(("二2", "三3", "四4", "五5"), 2)
        for times in digits
        for aspect in ("", "了")
    },
}
HALVED = ("halved", "halving", "cut in half", "腰斩")
OVER_HALVES = ("大半", "大半数")
# Fractions in one word or sign, each as numerator and denominator.
FRACTIONS = {
    **dict.fromkeys(("一半", "半", "半数", "half"), (1, 2)),
    **{
        sign: tuple(int(part) for part in unicodedata.normalize("NFKC", sign).split("⁄"))
        for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
    },
}
# What no noun that is counted begins with, or is.
NO_NOUN_CHINESE = frozenset(
    "年月日号岁时分秒点折倍度届期版世代后前上下增减升降至到和与或及比较约超近多余来同达为是在有了成级楼层"
    "半左第之数的地得不也都就又再仍已将把被让从向往于以按据每各另其该此这那番"
)
JOINING = frozenset("和与及、")  # inside a noun only: 个国家和地区
UNIT_ENDS = frozenset("米克瓦升秒伏焦帕赫元圆币盾铢")  # of units that no table has
HEDGING = LISTS["hedging"]
VERBS = frozenset("不没增减升降至到为是超逾达约近比或每")  # nowhere in a noun
NO_NOUN, NO_UNITS = frozenset(LISTS["no noun"]), frozenset(LISTS["no unit"])
TRADITIONAL = (
    "萬億幾數約餘過將後於內點個條臺項種張隻戶輛門間顆場筆組頭業學專構論產員機幣碼僅達來國級歲棟鎊圓層樓處單對雙盞冊噸畝頃釐攝"
    "華時鐘週紀漲減長較環擴縮總計佔為負韓歐盧銖馬紐當強滿區縣鎮鄉館廠島橋線號類樣師團輪節連穩躍躋進從"
)
SIMPLIFIED = (
    "万亿几数约余过将后于内点个条台项种张只户辆门间颗场笔组头业学专构论产员机币码仅达来国级岁栋镑圆层楼处单对双盏册吨亩顷厘摄"
    "华时钟周纪涨减长较环扩缩总计占为负韩欧卢铢马纽当强满区县镇乡馆厂岛桥线号类样师团轮节连稳跃跻进从"
)
# Numerals as written on cheques, traditional and simplified.
FINANCIAL, PLAIN_NUMERALS = "壹貳贰參叁肆伍陸陆柒捌玖拾佰仟", "一二二三三四五六六七八九十百千"
# Characters read as another: one for one, so that offsets hold. Full-width forms and capitals are
# added below.
ALIKE = {
    **dict(zip(TRADITIONAL, SIMPLIFIED, strict=True)),
    **dict(zip(FINANCIAL, PLAIN_NUMERALS, strict=True)),
    **dict.fromkeys("–—―−‐‑", "-"),
    **dict.fromkeys("〜∼", "~"),
    **dict.fromkeys("⁄∕", "/"),
    **dict.fromkeys("\t\n\r\u00a0\u2009\u202f\u3000", " "),
    **{"≧": "≥", "≦": "≤", "￥": "¥", "﹪": "%", "〇": "零", "兩": "二", "两": "二", "○": "零"},
    **{"−": "-", "∶": ":"},
}
# What each character is read as, if not as itself.
_READ_AS = {
    **{code + 0xFEE0: chr(code).lower() for code in range(0x21, 0x7F)},
    **{code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)},
    **str.maketrans(ALIKE),
}
UP_OR_DOWN = {**dict.fromkeys(UP, 1), **dict.fromkeys(DOWN, -1)}
RE = Patterns.read(Path(__file__).with_name("patterns.csv"))
# Known words that are part of another in running text: the pattern of one that is not, by the word
# as it is spelt there, backwards before a number.
_PART_OF: dict[bool, dict[str, str]] = {True: {}, False: {}}
for _row in read_table(Path(__file__).with_name("part_of.csv")):
    _back = _row["side"] == "before"
    _PART_OF[_back][_row["word"][:: -1 if _back else 1]] = RE.filled(_row["pattern"])


def normalise(text: str) -> str:
    """Return a text as it is looked up: half-width, lower-case, simplified, dashes alike.

    A character stays one character, so that offsets hold. NFKC is not used: it would read '5²' as
    52 and '5½' as 51/2.
    """
    if text.isascii():  # as most English is, and quicker
        return text.lower().replace("\n", " ").replace("\t", " ").replace("\r", " ")
    return text.translate(_READ_AS)


def words(known: Iterable[str], back: bool = False) -> str:
    """Return a pattern for some words, longest first, whole if English; spelt backwards if so."""
    part = _PART_OF[back]
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
