"""What is left out where a print is cut: the rest of its number, its scale, its unit, its sign.

Imports nofigures, units and vocabulary. cuts.csv has a row a pattern, with an example that is not
read for it. Patterns are of normalised text, or of that text backwards.
"""

import re

from analysis.quantity import units, vocabulary
from analysis.quantity.nofigures import COMMA, SPELT
from analysis.quantity.vocabulary import read_patterns

_NO_UNITS = "|".join(one for one in vocabulary.NO_UNITS if one > "~")
_TENS = f"(?:{'|'.join(vocabulary.TENS)})(?![a-z])"
_PARTS = f"(?:{'|'.join(vocabulary.DENOMINATORS)})(?![a-z])"
_PARTS_BACK = "|".join(word[::-1] for word in vocabulary.DENOMINATORS)
_SIGNS = "".join(sign for sign in vocabulary.FRACTIONS if "~" < sign < "一")
_NUMBER_BACK = "|".join(
    word[::-1]
    for word in (*vocabulary.SMALL, *vocabulary.TENS, "hundred", "thousand", "million", "billion")
)
_SCALES = (
    "(?:(?:hundred|thousand|[mb]illion|trillion|dozen|score|lakh|crore|mil|[mbt]ln)s?"
    f"|{'|'.join(vocabulary.LISTS['foreign scale'])}|per ?cent|pct)"
)
_PARTS_OF_MORE = (
    "thirds|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|hundred|thousand)ths"
    "|[a-z]+(?:illion|teen|tie)ths"
)
_OFTEN = "(?:an?|per|each|every|in|since|before|during|this|last|daily|weekly)"
_COMPARED = "(?:more|greater|higher|larger|bigger|less|fewer|lower|smaller|faster)"
_MEASURED_IN = "|".join(word for word in units.WORDS if re.fullmatch("[a-z]{3,}", word))
_MONEY_SIGNS = "$€£¥¢¤৳฿₠-⃏"
# Letters that no word of either language has: of another script, joined or not; and in short words
# with accents, which are as often units: 5 млн, 3조, 300 Ft, 20 kč.
_OTHER = "Ͱ-λν-ϿЀ-῿぀-ヿ㄰-㆏가-힯"
_ACCENTED = "ª-µºÀ-ÖØ-öø-ɏ"
_ORDINALS_AT = "|".join(f"(?<={one[::-1]})" for one in vocabulary.ORDINALS)
# The rest of a sum in two units, as in 1米8 and 两斤半.
_REST = rf"(?<=[0-9{vocabulary.DIGITS}][米斤块元尺丈里亩吨])[0-9{vocabulary.DIGITS}半]"
_WORDS = f"(?:{_SCALES}|(?:index[ \\v])?points?|figure)(?![a-z])|(?:stars?|degrees?)(?![a-z-])"
_POINTED = rf"点[ \v]?[0-9{vocabulary.DIGITS}]|[百千万亿]"
_TIMES = r"[x×*][ \v]?[0-9]"
# What patterns of cuts.csv have a name for, in <> there.
_NAMED_PARTS = {
    "ACCENTED": _ACCENTED,
    "COMMA": COMMA,
    "COMPARED": _COMPARED,
    "DIGITS": vocabulary.DIGITS,
    "MEASURED_IN": _MEASURED_IN,
    "MEASURES": "".join(vocabulary.MEASURES),
    "MONEY_SIGNS": _MONEY_SIGNS,
    "OFTEN": _OFTEN,
    "ORDINALS_AT": _ORDINALS_AT,
    "OTHER": _OTHER,
    "PARTS": _PARTS,
    "PARTS_BACK": _PARTS_BACK,
    "PARTS_OF_MORE": _PARTS_OF_MORE,
    "POINTED": _POINTED,
    "REST": _REST,
    "SCALES": _SCALES,
    "SIGNS": _SIGNS,
    "SPELT": SPELT,
    "TENS": _TENS,
    "TIMES": _TIMES,
    "UNITS_OF_NO_TABLE": "|".join(filter(str.isascii, vocabulary.NO_UNITS)),
    "UNITS_OF_NO_TABLE_ZH": _NO_UNITS,
    "WORDS": _WORDS,
}
# What would make a figure another, were it left out: spelt backwards, what stands before it; what
# follows after a blank: a scale, a unit, the rest of a number, of a score or a fraction; and what
# follows without one, letters besides.
_CUTS = read_patterns("cuts.csv", _NAMED_PARTS)
_CUT_BEFORE, _CUT_AFTER, _CUT_AFTER_BLANK = (
    re.compile(f"{blank}(?:{'|'.join(one for side, one in _CUTS if side == where)})")
    for where, blank in (("before", ""), ("behind", ""), ("behind a blank", r"[ \v]"))
)
# A fraction that is of a scale or of a unit, and one that may count: a third mile, a third term.
_OF_UNIT = re.compile(
    r"[ \v]an?[ \v]|[ \v-](?:(?:of[ \v])?(?:an?|one|1|the)[ \v]?)?"
    r"(?:[a-z]+illion|thousand|hundred|dozen|%|per ?cent|percentage|basis|century|decade|cup"
    rf"|{_MEASURED_IN})"
    "(?![a-z])"
)
# One end of a range of fractions, and the other.
_TO_PART = re.compile(rf"(?:[ \v]to[ \v]|[-~到至])(?:an?[ \v])?(?:{_PARTS}|[0-9]/[0-9])")
_PART_TO = re.compile(rf"(?:[ \v]ot[ \v]|[-~到至])(?:(?:{_PARTS_BACK})(?![a-z])|[0-9]/[0-9])")
_IN_SERIES = re.compile(
    rf"[ \v-](?!(?:{'|'.join(vocabulary.LISTS['after a part'])})(?![a-z]))[a-z]"
)
# Behind a figure, and none of what cuts it.
_NEVER_CUTS = {"", " (", *(one + after for one in ";.!?,)" for after in ("", *" ,;.()\v"))}
_NEVER_CUTS -= {") "}
_ENDS_IN_PART = re.compile(rf"(?:{_PARTS_BACK})(?![a-z])|[0-9]/[0-9]|[{_SIGNS}]")
_LAST_OF_PARTS = {*"0123456789", *_SIGNS, *(word[-1] for word in vocabulary.DENOMINATORS)}
_LETTER = re.compile("[a-z一-鿿]")
_SCALE_BEFORE = re.compile(r"[ \v](?:dna[ \v])?(?:derdnuh|dnasuoht|noilli(?:[mb]|rt))(?![a-z])")
_TIMES_BACK = "|".join(
    word[::-1]
    for word in ("year", "hour", "month", "day", "week", "decade", "century", "mile", "minute")
)
_AND_BEFORE = re.compile(rf"[ \v]dna[ \v](?:{_NUMBER_BACK}|{_TIMES_BACK})(?![a-z])|[ \v]?[0-9]")
_NUMBER_BEFORE = re.compile(rf"[ \v](?:[0-9]|(?:{_NUMBER_BACK})(?![a-z]))")
# What happened so many times, which is no multiple: won it, visited, met.
_HAPPENED = re.compile(
    "[ \\v](?:ti|meht|mih|reh|su|de[a-z]{2,}|now|tem|dleh|neeb|nees|nur)(?![a-z])"
)
_PART = re.compile(rf"(?:an?|{SPELT})[ -](?:half(?![a-z])|{_PARTS})|[{_SIGNS}]")


def is_cut(text: str, back: str, start: int, end: int) -> bool:
    """Return whether start:end is but a part of what is printed; `back` is the text backwards."""
    place, after = len(back) - start, text[end : end + 2]
    if after not in _NEVER_CUTS:
        cut_after = _CUT_AFTER_BLANK if after[0] in " \v" else _CUT_AFTER
        if cut_after.match(text, end):
            return True
    if start and _CUT_BEFORE.match(back, place):
        return True
    if text.endswith(" times", start, end) and _HAPPENED.match(back, place):
        return True
    if text[end - 1] in _LAST_OF_PARTS and _is_of_unit(text, back, start, end):
        return True
    if text[start] <= "9" and text[end - 1] != "d":
        return False
    if text[start] == "每" and "0" <= text[end - 1] <= "9" and _LETTER.match(text, end):
        return True  # 每百公里6.5 of 每百公里6.5升
    if text.startswith("dozens", start) and _NUMBER_BEFORE.match(back, place):
        return True
    is_spelt = "a" <= text[start] <= "z" or text.endswith("hundred", start, end)
    if is_spelt and _SCALE_BEFORE.match(back, place):
        return True  # two thousand three hundred
    return bool(_PART.match(text, start) and _AND_BEFORE.match(back, place))


def _is_of_unit(text: str, back: str, start: int, end: int) -> bool:
    """Return whether a fraction is of a scale or a unit, or what looks like one counts."""
    part = _ENDS_IN_PART.match(back, len(back) - end)
    if not part:
        return False
    is_ordinal = part[0][::-1] in vocabulary.ORDINALS and text.startswith(("a ", "one "), start)
    if _TO_PART.match(text, end) or _PART_TO.match(back, len(back) - start):
        return True
    return bool(_OF_UNIT.match(text, end) or (is_ordinal and _IN_SERIES.match(text, end)))
