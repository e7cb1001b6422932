"""Numbers that are no figure: years, dates, times, phone numbers, names, ids and list numbers.

Imports units and vocabulary. Those that are told by themselves are rows of no_figures.csv: a
reason, a pattern and an example. Patterns are of normalised text (see reading.normalise) and are
tried where a number starts; each takes all that belongs to it.
"""

import re

from analysis.quantity import units, vocabulary
from analysis.quantity.vocabulary import LISTS, read_patterns

MONTHS = (
    *("jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?"),
    *("aug(?:ust)?", "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?"),
)
MONTH = rf"(?:{'|'.join(MONTHS)})(?![a-z])\.?"
_DAY = "(?:0?[1-9]|[12][0-9]|3[01])"
_YEAR = "(?:1[0-9]{3}|20[0-9]{2})"
_IN_MONTH = "(?:0?[1-9]|1[0-2])"
_SHORT = "[0-3]?[0-9]"  # a day or a month
_ORDINAL = "(?:st|nd|rd|th)"
_CHINESE_YEAR = "[12一二][0-9零一二三四五六七八九]{3}"
_HOUR = "(?:[01]?[0-9]|2[0-4])"
_TAIWAN_YEAR = "1[01][0-9]"  # 113 is 2024
_QUARTER = "[一二三四1-4]"
_FEW = f"(?:{'|'.join(vocabulary.SMALL)}|[0-9]{{1,2}})"
_NOUNS = "|".join(filter(str.isascii, vocabulary.NOUNS))
# What an ordinal numbers, and does not rank.
_IN_SERIES = (
    "(?:consecutive|straight|successive|anniversary|birthday|edition|amendment|congress|session"
    "|quarter|month|week|day|year|grade|floor|street|avenue|time|annual)"
)
_LEADING = "|".join(f"(?<={one} )" for one in ("last", "past", "next", "final", "previous", "for"))
_CHINESE_TENS = "[一二三四五六七八九]"

# Before so many places that something moved in a ranking.
_WAYS = ("前进", "前移", "后移", "上移", "下移", "后退", "倒退", "提高", *"升降跌滑")
_MOVED = "|".join(f"(?<={way}{aspect})" for way in _WAYS for aspect in ("", "了"))
_RUNGS = "(?:places|spots|notches|rungs|positions)"
_CLIMBED = "|".join(f"(?<={way} )" for way in ("up", "down", "climbed", "fell", "rose", "dropped"))
_MADE_FREE = ("gave", "give", "open", "opened", "free", "freed", "set", "take", "took", "filled")
_CLIMBED = f"(?:{_CLIMBED}){''.join(f'(?<!{verb} up )' for verb in _MADE_FREE)}"

# The code of a currency joined to its number, as RMB5 and Rs1,200 are, but no RS6.
_MONEY = [one for one in units.WORDS if len(one) == 3 and units.is_money(units.WORDS[one][0])]
_NO_MONEY = (
    "".join(f"(?<![^a-z]{one})(?<!^{one})" for one in _MONEY if one.isascii() and one.isalpha())
    + "(?!(?<=rs)[0-9.]*(?:,[0-9]| (?:crore|lakh)))"
)
# What a date or a phone number may start with, before its digits.
AHEAD = rf"(?<![a-z]){MONTH}(?=,? [0-9])|\+(?=[0-9])|\((?=0[0-9])"

# What patterns of no_figures.csv have a name for, in <> there.
_NAMED_PARTS = {
    "CHINESE_TENS": _CHINESE_TENS,
    "CHINESE_YEAR": _CHINESE_YEAR,
    "CLIMBED": _CLIMBED,
    "DAY": _DAY,
    "DIGITS": vocabulary.DIGITS,
    "FEW": _FEW,
    "HOUR": _HOUR,
    "IN_MONTH": _IN_MONTH,
    "IN_SERIES": _IN_SERIES,
    "LEADING": _LEADING,
    "MONTH": MONTH,
    "MOVED": _MOVED,
    "NOUNS": _NOUNS,
    "NO_MONEY": _NO_MONEY,
    "NUMERAL": vocabulary.NUMERAL,
    "ORDINAL": _ORDINAL,
    "ORDINALS": "|".join(vocabulary.ORDINALS),
    "QUARTER": _QUARTER,
    "RUNGS": _RUNGS,
    "SHORT": _SHORT,
    "TAIWAN_YEAR": _TAIWAN_YEAR,
    "YEAR": _YEAR,
}
TIMES = ("a date", "a time", "a year", "a century or decade")


def _any(is_ascii: bool) -> tuple[re.Pattern[str], list[str]]:
    """Return a pattern of all kinds, and the reason that each of its groups stands for.

    Those with a Chinese character are tried only where a text has any.
    """
    kinds = [kind for kind in _KINDS if not (is_ascii and re.search("[一-鿿]", kind[1]))]
    # A group behind each, and not around it: so those that begin otherwise are passed over sooner.
    return re.compile("|".join(f"(?:{one})()" for _, one in kinds)), [why for why, _ in kinds]


_KINDS = read_patterns("no_figures.csv", _NAMED_PARTS)
_ANY = {is_ascii: _any(is_ascii) for is_ascii in (True, False)}
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s)>\]]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TO_YEAR = rf"(?: ?(?:[-/]|to|至|到|and) ?{_YEAR}|[-/][0-9]{{2}}(?![0-9]))?"
_YEARS = re.compile(
    rf"{_YEAR}{_TO_YEAR}(?![0-9]|[a-z](?![a-z])|[.,][0-9]| ?(?:[-~/]|to|or|[至到或]) ?[0-9])"
)
_SPAN_OF_YEARS = re.compile(rf"{_YEAR}[-/](?:{_YEAR}|[0-9]{{2}})(?![0-9]|[.,][0-9])")


_ENDS = r"(?![0-9a-z%]|[.,][0-9]| ?(?:percent|per cent|thousand|[mb]illion|trillion|degree))"
SPELT = f"(?:{'|'.join(vocabulary.SMALL)})(?![a-z-])"
_LIMITS = ("under", "over", "below", "above", "aged")
_WHO = ("children", "kids", "people", "those", "adults", "women", "men", "anyone")
_NAMED = (
    r"(?:[0-9]{1,5}(?:\.[0-9]{1,2})?(?:-[0-9]{1,4})?(?:[a-z]\+?|se|xl|ti)?" + f"{_ENDS}|{SPELT})"
)
_CALLS = (
    *("call", "dial", "fax", "fax:", "phone", "phone:", "ring", "tel", "tel.", "tel:", "us on"),
    *("电话", "电话:", "手机", "手机:", "传真", "传真:", "热线"),
)
# What may be no figure after some words: these, the number, whether a noun may follow, and what.
_AFTER_WORDS = (
    (LISTS["series"], _NAMED, True, "a name"),
    (
        LISTS["plural series"],
        f"[0-9]{{1,3}}(?:(?: ?- ?| and | to |, )[0-9]{{1,3}})+{_ENDS}",
        False,
        "a list number",
    ),
    (LISTS["chinese series"], f"[0-9]{{1,4}}{_ENDS}", False, "a name"),
    (_CALLS, r"[0-9](?:[ ()./-]{0,2}[0-9]){5,14}(?![0-9%]|[.,][0-9])", True, "a phone number"),
    (("zip", "zip code", "postcode"), f"[0-9]{{4,6}}{_ENDS}", True, "an address"),
    (
        ("aged", *(f"{who} {limit}" for who in _WHO for limit in _LIMITS)),
        f"[0-9]{{1,2}}(?: ?(?:-|to|and) ?[0-9]{{1,2}})?{_ENDS}|{SPELT}",
        True,
        "an age",
    ),
    (
        LISTS["before a year"],
        rf"(?:19[5-9][0-9]|20[0-4][0-9]){_TO_YEAR}(?! or more| per ){_ENDS}",
        True,
        "a year",
    ),
)
_BEFORE = re.compile(
    r"[ \v-]?(?:"
    + "|".join(
        f"(?P<rule{rule}>{'|'.join(re.escape(word[::-1]) for word in words)})"
        for rule, (words, *_) in enumerate(_AFTER_WORDS)
    )
    + ")(?:(?<=['’])|(?![a-z]))"
)
_RULES = [(re.compile(number), whatever, reason) for _, number, whatever, reason in _AFTER_WORDS]
# A number of which what stands beside it says that it is a figure.
_MEASURED = re.compile(
    r"(?<![^ \v$(])[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]+)?"
    r"(?:%| (?:[mb]illion|trillion|sq|km|metric) )"
)

COMMA = "﹐"  # in place of a full-width one, which parts figures as often as thousands
SCORE = re.compile(
    r"[0-9]+\.[0-9]+ out of (?:a possible )?[0-9]+(?![0-9.,]*[0-9])"
    rf"|(?:[0-9]+(?:\.[0-9]+)?|{_FEW}) (?:stars?|points?|marks?) out of (?:[0-9]+|{_FEW})"
)


def tell_apart(text: str, start: int) -> tuple[int, str] | None:
    """Return the end and the reason of what is no figure at `start`, or None."""
    if _MEASURED.match(text, start):
        return None
    pattern, reasons = _ANY[text.isascii()]
    if found := pattern.match(text, start):
        return found.end(), reasons[(found.lastindex or 0) - 1]
    found = _SPAN_OF_YEARS.match(text, start) if text[start] in "12" else None
    return (found.end(), "a year") if found else None


def tell_by_word_before(text: str, back: str, start: int) -> tuple[int, str, bool] | None:
    """Return the end of what the word before `start` makes no figure, and the reason, or None.

    `back` is the text backwards. Last comes whether it is so even where a noun follows.
    """
    before = _BEFORE.match(back, len(back) - start)
    if not before:
        return None
    pattern, whatever, reason = _RULES[int((before.lastgroup or "")[len("rule") :])]
    found = pattern.match(text, start)
    return (found.end(), reason, whatever) if found else None


def end_of_years(text: str, start: int) -> int:
    """Return the end of a bare year, or of one to another, at `start`; 0 if there is none."""
    found = _YEARS.match(text, start) if text[start] in "12" else None
    return found.end() if found else 0


def addresses(text: str) -> list[tuple[int, int]]:
    """Return the places of web and mail addresses, in order."""
    if "://" not in text and "www." not in text and "@" not in text:
        return []
    return [found.span() for found in _ADDRESS.finditer(text)]
