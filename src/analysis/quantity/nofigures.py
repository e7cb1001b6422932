"""Digits that are no figure: years, dates, times, phone numbers, names, ids and list numbers.

Imports nothing of the project. Patterns are of normalised text (see reading.normalise) and are
tried where a number starts; each takes all that belongs to it.
"""

import re

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_DAY = "(?:0?[1-9]|[12][0-9]|3[01])"
_YEAR = "(?:1[0-9]{3}|20[0-9]{2})"
_IN_MONTH = "(?:0?[1-9]|1[0-2])"
_SHORT = "[0-3]?[0-9]"  # a day or a month
_ORDINAL = "(?:st|nd|rd|th)"
_CHINESE_YEAR = "[12一二][0-9零一二三四五六七八九]{3}"
_HOUR = "(?:[01]?[0-9]|2[0-4])"

# What a date or a phone number may start with, before its digits.
AHEAD = rf"(?<![a-z]){MONTH}(?=,? [0-9])|\+(?=[0-9])|\((?=0[0-9])"

# Each where it starts, with the reason why it is no figure; the first that fits counts.
_KINDS = {
    "a date": (
        rf"{_YEAR}(?:-{_IN_MONTH}-|/{_IN_MONTH}/|\.{_IN_MONTH}\.){_DAY}(?![0-9])",
        rf"{_SHORT}(?:-{_SHORT}-|/{_SHORT}/|\.{_SHORT}\.){_YEAR}(?![0-9])",
        rf"{_CHINESE_YEAR} ?年 ?{_IN_MONTH} ?月(?: ?{_DAY} ?[日号])?",
        rf"{_IN_MONTH} ?月 ?{_DAY} ?[日号]|{_IN_MONTH}月(?!份?以)",
        rf"{MONTH} {_DAY}{_ORDINAL}?(?![0-9]|[,.][0-9])(?:,? {_YEAR}(?![0-9]))?",
        rf"{MONTH},? {_YEAR}(?![0-9]|[,.][0-9])",
        rf"(?:{_DAY}{_ORDINAL}?(?: ?- ?{_DAY})? )(?:of )?{MONTH}(?:,? {_YEAR}(?![0-9]))?",
    ),
    "a time": (
        rf"{_HOUR}:[0-5][0-9](?::[0-5][0-9])?(?![0-9:])(?: ?[ap]\.?m(?![a-z]))?",
        rf"{_HOUR} ?[ap]\.?m(?![a-z])\.?",
        rf"{_HOUR}[时点][0-5]?[0-9]分|{_HOUR}时(?!间|代)|{_HOUR}点[钟半]",
    ),
    "a century or decade": (
        rf"[0-9]{{1,2}}{_ORDINAL}(?: |-)(?:century|centuries)(?![a-z])|[0-9]{{1,2}} ?世纪",
        r"(?:1[0-9]|20)[0-9]0s(?![a-z])|[0-9]0年代",
    ),
    "a year": (
        rf"{_CHINESE_YEAR} ?(?:[-~至到/] ?{_CHINESE_YEAR} ?)?(?:财年|年度|年(?!代))",
        rf"(?<![a-z])fy ?{_YEAR}(?:[-/][0-9]{{2,4}})?(?![0-9])",
    ),
    "a phone number": (
        r"\+[0-9]{1,3}(?:[ /-]?\(?[0-9]{2,4}\)?){2,4}(?![0-9])",
        r"\(0[0-9]{1,3}\) ?[0-9]{3,4}[ -]?[0-9]{4}(?![0-9])",
        r"0[0-9]{2,3}[- ][0-9]{7,8}(?![0-9])|1[3-9][0-9]{9}(?![0-9])",
        r"[0-9]{3}[- .][0-9]{3}[- .][0-9]{4}(?![0-9])|[48]00-[0-9]{3,4}-[0-9]{3,4}(?![0-9])",
    ),
    "coordinates": (
        r"[0-9]{1,3} [0-5][0-9] [ns], [0-9]{1,3} [0-5][0-9] [ew](?![a-z])",
        r"[0-9]{1,3}(?:\.[0-9]+)?°(?: ?[0-9]{1,2}(?:\.[0-9]+)?['′](?: ?[0-9.]+[\"″])?)? ?[nsew]"
        r"(?![a-z])",
    ),
    "an identifier": (
        r"[0-9]+(?:\.[0-9]+){2,}(?![0-9])",
        r"[0-9]+(?:-[0-9]+){2,}(?![0-9])",
        r"0[0-9]+(?![0-9%]|[,.][0-9])|[0-9]{12,}(?![0-9])",
        r"(?<=[a-z])[0-9]+(?:[.-]?[0-9]+)*[a-z]*|(?<=[a-z][-_])[0-9]+[a-z]*(?![0-9])",
        r"[0-9]+(?:[a-z]+[0-9]+)+[a-z0-9]*",
        r"[0-9]+(?=系列|型号?|号)",
    ),
    "a list number": (
        r"(?:(?<=\v)|\A)(?:[0-9]{1,3}[.)、](?![0-9])|[一二三四五六七八九十]{1,3}、)|(?<=\()[0-9]{1,2}(?=\))|(?<=\[)[0-9]{1,3}(?=\])",
        r"(?<=第)[0-9]{1,3}(?=[章节条页卷期])",
        r"(?:(?<=chapter )|(?<=section )|(?<=figure )|(?<=table )|(?<=page )|(?<=note ))"
        r"[0-9]{1,4}(?:\.[0-9]{1,3})?(?![0-9%]|[,.][0-9])",
    ),
}
_REASONS = {f"kind{number}": reason for number, reason in enumerate(_KINDS)}
_ANY = re.compile(
    "|".join(f"(?P<{name}>{'|'.join(_KINDS[kind])})" for name, kind in _REASONS.items())
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s)>\]]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_YEARS = re.compile(
    rf"{_YEAR}(?: ?(?:[-/]|to|至|到|and) ?(?:{_YEAR}|[0-9]{{2}}))?"
    r"(?![0-9]|[.,][0-9]| ?(?:[-~/]|to|or|[至到或]) ?[0-9])"
)


def tell_apart(text: str, start: int) -> tuple[int, str] | None:
    """Return the end and the reason of what is no figure at `start`, or None."""
    found = _ANY.match(text, start)
    return (found.end(), _REASONS[found.lastgroup or ""]) if found else None


def end_of_years(text: str, start: int) -> int:
    """Return the end of a bare year, or of one to another, at `start`; 0 if there is none."""
    found = _YEARS.match(text, start)
    return found.end() if found else 0


def addresses(text: str) -> list[tuple[int, int]]:
    """Return the places of web and mail addresses, in order."""
    if "://" not in text and "www." not in text and "@" not in text:
        return []
    return [found.span() for found in _ADDRESS.finditer(text)]
