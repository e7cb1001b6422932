"""What is read of no text: numbers that are no figure, and pieces that say less than their print.

Imports units and vocabulary. Numbers that are told by themselves (years, dates, times, phone
numbers, names, ids, list numbers) are rows of no_figures.csv: a reason, a pattern, an example; each
takes all that belongs to it. What makes a piece but a part of its print, the rest of its number,
its scale, unit or sign, is a row of cuts.csv. Patterns are of normalised text (see
vocabulary.normalise), or of that text backwards.
"""

import re
from pathlib import Path

from analysis.quantity import units, vocabulary
from analysis.quantity.vocabulary import LISTS, RE

COMMA = "﹐"  # in place of a full-width one, which parts figures as often as thousands
TIMES = ("a date", "a time", "a year", "a century or decade")
# Words before what may be no figure, by their list: whether it is none even where a noun follows.
_AFTER = {
    "series": (True, "a name"),
    "plural series": (False, "a list number"),
    "chinese series": (False, "a name"),
    "call": (True, "a phone number"),
    "postcode": (True, "an address"),
    "aged": (True, "an age"),
    "before a year": (True, "a year"),
}
_NOT = ("没有", "并非")  # so many are not there
_TEMPERATURES = ("celsius", "fahrenheit")
_MONEY = [one for one in units.WORDS if len(one) == 3 and units.is_money(units.WORDS[one][0])]
_NO_UNITS = sorted(vocabulary.NO_UNITS)
_SIGNS = "".join(sign for sign in vocabulary.FRACTIONS if "~" < sign < "一")
RE.give(
    COMMA=COMMA,
    FRACTION_SIGNS=_SIGNS,
    MEASURED_IN="|".join(word for word in units.WORDS if re.fullmatch("[a-z]{3,}", word)),
    NOUNS="|".join(filter(str.isascii, vocabulary.NOUNS)),
    # The code of a currency joined to its number, as RMB5 and Rs1,200 are, but no RS6.
    NO_MONEY="".join(
        f"(?<![^a-z]{one})(?<!^{one})" for one in _MONEY if one.isascii() and one.isalpha()
    )
    + "(?!(?<=rs)[0-9.]*(?:,[0-9]| (?:crore|lakh)))",
    ORDINALS_AT="|".join(f"(?<={one[::-1]})" for one in vocabulary.ORDINALS),
    UNITS_OF_NO_TABLE="|".join(filter(str.isascii, _NO_UNITS)),
    UNITS_OF_NO_TABLE_ZH="|".join(one for one in _NO_UNITS if one > "~"),
    BACK_WAYS="|".join(
        word[::-1]
        for word in sorted((*vocabulary.UP, *vocabulary.DOWN), key=len, reverse=True)
        if word not in ("up", "down")  # which are left out of other words: made up 16%
    ),
)


def _any(is_ascii: bool) -> tuple[re.Pattern[str], list[str]]:
    """Return a pattern of all kinds, and the reason that each of its groups stands for.

    Those with a Chinese character are tried only where a text has any.
    """
    kinds = [kind for kind in _KINDS if not (is_ascii and re.search("[一-鿿]", kind[1]))]
    # A group behind each, and not around it: so those that begin otherwise are passed over sooner.
    return re.compile("|".join(f"(?:{one})()" for _, one in kinds)), [why for why, _ in kinds]


_KINDS = [
    (row["reason"], RE.filled(row["pattern"]))
    for row in units.read_table(Path(__file__).with_name("no_figures.csv"))
]
_ANY = {is_ascii: _any(is_ascii) for is_ascii in (True, False)}
_BEFORE = re.compile(
    r"[ \v-]?(?:"
    + "|".join(
        f"(?P<{name.replace(' ', '_')}>{'|'.join(re.escape(word[::-1]) for word in LISTS[name])})"
        for name in _AFTER
    )
    + ")(?:(?<=['’])|(?![a-z]))"
)
# What would make a figure another, were it left out: spelt backwards, what stands before it; what
# follows after a blank: a scale, a unit, the rest of a number, of a score or a fraction; and what
# follows without one, letters besides.
_CUTS = units.read_table(Path(__file__).with_name("cuts.csv"))
_CUT_BEFORE, _CUT_AFTER, _CUT_AFTER_BLANK = (
    re.compile(
        RE.filled(f"{blank}(?:{'|'.join(one['pattern'] for one in _CUTS if one['side'] == side)})")
    )
    for side, blank in (("before", ""), ("behind", ""), ("behind a blank", r"[ \v]"))
)
# Behind a figure, and none of what cuts it.
_NEVER_CUTS = {"", " (", *(one + after for one in ";.!?,)" for after in ("", *" ,;.()\v"))}
_NEVER_CUTS -= {") "}
_LAST_OF_PARTS = {*"0123456789", *_SIGNS, *(word[-1] for word in vocabulary.DENOMINATORS)}


def tell_apart(text: str, start: int) -> tuple[int, str] | None:
    """Return the end and the reason of what is no figure at `start`, or None."""
    if RE.MEASURED_FIGURE.match(text, start):
        return None
    pattern, reasons = _ANY[text.isascii()]
    if found := pattern.match(text, start):
        return found.end(), reasons[(found.lastindex or 0) - 1]
    found = RE.SPAN_OF_YEARS.match(text, start) if text[start] in "12" else None
    return (found.end(), "a year") if found else None


def tell_by_word_before(text: str, back: str, start: int) -> tuple[int, str, bool] | None:
    """Return the end of what the word before `start` makes no figure, and the reason, or None.

    `back` is the text backwards. Last comes whether it is so even where a noun follows.
    """
    before = _BEFORE.match(back, len(back) - start)
    if not before:
        return None
    name = before.lastgroup or ""
    whatever, reason = _AFTER[name.replace("_", " ")]
    pattern: re.Pattern[str] = getattr(RE, f"AFTER_{name.upper()}")
    found = pattern.match(text, start)
    return (found.end(), reason, whatever) if found else None


def end_of_years(text: str, start: int) -> int:
    """Return the end of a bare year, or of one to another, at `start`; 0 if there is none."""
    found = RE.YEARS.match(text, start) if text[start] in "12" else None
    return found.end() if found else 0


def addresses(text: str) -> list[tuple[int, int]]:
    """Return the places of web and mail addresses, in order."""
    if "://" not in text and "www." not in text and "@" not in text:
        return []
    return [found.span() for found in RE.ADDRESS.finditer(text)]


def is_cut(text: str, back: str, start: int, end: int) -> bool:
    """Return whether start:end is but a part of what is printed; `back` is the text backwards."""
    place, after = len(back) - start, text[end : end + 2]
    if after not in _NEVER_CUTS:
        cut_after = _CUT_AFTER_BLANK if after[0] in " \v" else _CUT_AFTER
        if cut_after.match(text, end):
            return True
    if start and _CUT_BEFORE.match(back, place):
        return True
    if text.endswith(" times", start, end) and RE.HAPPENED.match(back, place):
        return True
    if text[end - 1] in _LAST_OF_PARTS and _is_of_unit(text, back, start, end):
        return True
    if text[start] <= "9" and text[end - 1] != "d":
        return False
    if text[start] == "每" and "0" <= text[end - 1] <= "9" and RE.LETTER.match(text, end):
        return True  # 每百公里6.5 of 每百公里6.5升
    if text.startswith("dozens", start) and RE.NUMBER_BEFORE.match(back, place):
        return True
    is_spelt = "a" <= text[start] <= "z" or text.endswith("hundred", start, end)
    if is_spelt and RE.SCALE_BEFORE.match(back, place):
        return True  # two thousand three hundred
    return bool(RE.PART.match(text, start) and RE.AND_BEFORE.match(back, place))


def _is_of_unit(text: str, back: str, start: int, end: int) -> bool:
    """Return whether a fraction is of a scale or a unit, or what looks like one counts."""
    part = RE.ENDS_IN_PART.match(back, len(back) - end)
    if not part:
        return False
    is_ordinal = part[0][::-1] in vocabulary.ORDINALS and text.startswith(("a ", "one "), start)
    if RE.TO_PART.match(text, end) or RE.PART_TO.match(back, len(back) - start):
        return True
    return bool(RE.OF_UNIT.match(text, end) or (is_ordinal and RE.ONE_OF_SERIES.match(text, end)))


def went_before(back: str, start: int) -> bool:
    """Return whether what stands before `start` says that something went up or down."""
    return RE.WAY_BEFORE.match(back, len(back) - start) is not None


def end_of_untold(text: str, back: str, start: int, end: int, unit: str) -> int:
    """Return the end of a print of which start:end, in `unit`, does not tell the way; else 0.

    `back` is the text backwards.
    """
    place = len(back) - start
    if text.endswith(_NOT, 0, start):
        return end
    if unit == "share-change":  # by 5% to 6%: a range, or how far and to where
        further = RE.TO_SHARE.match(text, end)
        return further.end() if further else 0
    if unit in ("count", "rank") or units.is_money(unit):
        moved = start and RE.RANGE_TO.search(text, start, end) and RE.WAY_BEFORE.match(back, place)
        return end if unit != "rank" and (moved or RE.WAY_BEHIND_COUNT.match(text, end)) else 0
    is_share = unit in units.SHARES
    if is_share and start and RE.LOWERED.match(back, place):
        return end
    if unit == "share" and RE.WAY_BEHIND_SHARE.match(text, end):
        return end
    if end < len(text) and (RE.WAY_BEHIND if is_share else RE.WAY_BEHIND_MEASURE).match(text, end):
        return end
    if not start or not (is_share or unit in _TEMPERATURES) or RE.PASSED_LEVEL.match(text, start):
        return 0
    level = RE.LEVEL_BELOW if unit == "pp" else RE.LEVEL_BEFORE
    return end if RE.WAY_BEFORE.match(back, place) or level.match(back, place) else 0
