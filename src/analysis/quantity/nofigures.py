"""Numbers that are no figure: years, dates, times, phone numbers, names, ids and list numbers.

Imports units and vocabulary. Patterns are of normalised text (see reading.normalise) and are tried
where a number starts; each takes all that belongs to it.
"""

import re

from analysis.quantity import units, vocabulary
from analysis.quantity.vocabulary import LISTS

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
_MOVED = "|".join(
    f"(?<={way}{aspect})" for way in (*"进移升降退跌滑", "提高") for aspect in ("", "了")
)
_RUNGS = "(?:places|spots|notches|rungs|positions)"
_CLIMBED = "|".join(f"(?<={way} )" for way in ("up", "down", "climbed", "fell", "rose", "dropped"))

# The code of a currency joined to its number, as RMB5 and Rs1,200 are, but no RS6.
_MONEY = [one for one in units.WORDS if len(one) == 3 and units.is_money(units.WORDS[one][0])]
_NO_MONEY = (
    "".join(f"(?<![^a-z]{one})(?<!^{one})" for one in _MONEY if one.isascii() and one.isalpha())
    + "(?!(?<=rs)[0-9.]*(?:,[0-9]| (?:crore|lakh)))"
)
# What a date or a phone number may start with, before its digits.
AHEAD = rf"(?<![a-z]){MONTH}(?=,? [0-9])|\+(?=[0-9])|\((?=0[0-9])"

# Each where it starts, with the reason why it is no figure; the first that fits counts.
_KINDS = {
    "a date": (
        rf"{_YEAR}(?:-{_IN_MONTH}-|/{_IN_MONTH}/|\.{_IN_MONTH}\.){_DAY}(?![0-9])",
        rf"{_SHORT}(?:-{_SHORT}-|/{_SHORT}/|\.{_SHORT}\.){_YEAR}(?![0-9])",
        rf"(?:{_CHINESE_YEAR}|{_TAIWAN_YEAR}) ?年 ?{_IN_MONTH} ?月份?(?: ?{_DAY} ?[日号])?",
        rf"{_IN_MONTH} ?月 ?{_DAY} ?[日号]|(?:{_IN_MONTH} ?[-~至到] ?)?{_IN_MONTH} ?月(?!份?以)份?",
        rf"{_DAY} ?日(?![内均元圆])",
        rf"(?:{_QUARTER} ?[-~至到、] ?)?{_QUARTER} ?季度",
        rf"(?:(?<=[第前])|(?<=[第前] )){_QUARTER} ?季(?!节|后赛)",
        rf"(?:first|second|third|fourth)[ -]quarter(?![a-z])(?: of (?:fiscal )?{_YEAR}(?![0-9]))?",
        rf"(?<=(?<![a-z])q)[1-4](?![0-9a-z])(?: (?:of )?{_YEAR}(?![0-9]))?",
        rf"(?:first|second) half(?![a-z])(?: of (?:the year|(?:fiscal )?{_YEAR}(?![0-9])))?",
        rf"first (?:{_FEW} )(?:quarters|months)(?![a-z])",
        rf"(?:{_LEADING}){_FEW} quarters(?! of |[a-z])",
        rf"{_FEW} (?:straight|consecutive|successive) quarters",
        rf"{_FEW} quarters (?:in a row|running|ago)",
        rf"{MONTH} {_DAY}{_ORDINAL}?(?![0-9]|[,.][0-9])(?:,? {_YEAR}(?![0-9]))?",
        rf"{MONTH},? {_YEAR}(?![0-9]|[,.][0-9])",
        rf"(?:{_DAY}{_ORDINAL}?(?: ?(?:-|to|and) ?{_DAY}{_ORDINAL}?)? )(?:of )?{MONTH}"
        rf"(?:,? {_YEAR}(?![0-9]))?",
    ),
    "a time": (
        rf"{_HOUR}:[0-5][0-9](?::[0-5][0-9])?(?![0-9:]|[.,][0-9])(?: ?[ap]\.?m(?![a-z]))?",
        rf"{_HOUR} ?[ap]\.?m(?![a-z])\.?",
        rf"{_HOUR}[时点][0-5]?[0-9]分|{_HOUR}时(?!间|代)|{_HOUR}点[钟半]"
        rf"|(?<=[午晨晚]){_HOUR}点",
    ),
    "a century or decade": (
        rf"[0-9]{{1,2}}{_ORDINAL}(?: |-)(?:century|centuries)(?![a-z])",
        rf"(?:[0-9]{{1,2}}|[二十]*{_CHINESE_TENS}?十?) ?世纪",
        "(?:1[0-9]|20)[0-9]0s(?![a-z])",
        rf"(?:[0-9]0|{_CHINESE_TENS}十)年代|[0-9]0后(?![续面来期者])",
    ),
    "a year": (
        rf"{_CHINESE_YEAR} ?(?:[-~至到/] ?{_CHINESE_YEAR} ?)?(?:财年|年度|年(?!代))",
        r"(?:(?<=公元)|(?<=公元前))[0-9]{1,4}年|(?<=(?<![a-z])ad )[0-9]{1,4}(?![0-9]|[.,][0-9])",
        r"[0-9]{1,4}(?:-[0-9]{1,4})? ?(?:bce?|ce|b\.c\.(?:e\.)?|a\.d\.)(?![a-z])",
        rf"(?<![a-z])fy ?{_YEAR}(?:[-/][0-9]{{2,4}})?(?![0-9])",
        rf"{_TAIWAN_YEAR}年(?=[度底初]|第|全年|[上下]半)|(?<=民国)[0-9]{{2,3}}年",
    ),
    "a phone number": (
        r"\+[0-9]{1,3}(?:[ /-]?\(?[0-9]{2,4}\)?){2,4}(?![0-9])|\+[0-9]{1,3}(?: [0-9]{1,5}){2,4}",
        r"\(0[0-9]{1,3}\) ?[0-9]{3,4}[ -]?[0-9]{4}(?![0-9])",
        r"0[0-9]{2,3}[- ][0-9]{7,8}(?![0-9])|1[3-9][0-9]{9}(?![0-9])",
        r"0[0-9]{1,4}(?: [0-9]{6}|(?: [0-9]{2,4}){2,4})(?! ?[0-9])",
        r"1 [2-9][0-9]{2} [0-9]{3} [0-9]{4}(?![0-9])",
        r"[0-9]{3}[- .][0-9]{3}[- .][0-9]{4}(?![0-9])|[48]00-[0-9]{3,4}-[0-9]{3,4}(?![0-9])",
    ),
    "coordinates": (
        r"[0-9]{1,3} [0-5][0-9] [ns], [0-9]{1,3} [0-5][0-9] [ew](?![a-z])",
        r"[0-9]{1,3}(?:\.[0-9]+)?°(?: ?[0-9]{1,2}(?:\.[0-9]+)?['′](?: ?[0-9.]+[\"″])?)? ?[nsew]"
        r"(?![a-z])",
    ),
    "an identifier": (
        r"[0-9]+(?:\.[0-9]+){2,}(?![0-9]|,[0-9])",
        r"[0-9]+(?:-[0-9]+){2,}(?![0-9])",
        r"0[0-9]+(?:[ -][0-9]{3,8}){0,2}(?![0-9%]|[,.][0-9])|[0-9]{12,}(?![0-9])",
        rf"(?<=[a-z]){_NO_MONEY}[0-9]+(?:[.-]?[0-9]+)*[a-z]*|(?<=[a-z][-_])[0-9]+[a-z]*(?![0-9%]|\.[0-9])",
        r"[0-9]+(?:[a-z]+[0-9]+)+[a-z0-9]*",
        r"[0-9]+(?=系列|型号?|号)|[一二三四五六七八九十]+号",
        r"[0-9]+\([a-z]\)|(?<=arxiv:)[0-9]+\.[0-9]+",
        r"(?<=[一-鿿]-)[0-9]+(?![0-9]|[.,][0-9]|[%‰百千万亿元])",
    ),
    "a name": (
        rf"[2-6]g(?![a-z])|(?<![$€£¥])(?:[248]|16)k(?![a-z个]|[-~][0-9])(?! (?:{_NOUNS})(?![a-z]))",
        "(?<!前)[0-9]+ ?强",
        r"[0-9]+(?=工程|计划|热线|晚会|便利店|大促|购物节|同城)|(?:985|211)(?=[”」]?(?:高校|院校|大学|[、/和]))",
        r"(?<=第)[一二三](?=方|者|产业)|(?<=双)(?:11|12|十一|十二)|十[一二三四]五(?![岁个名家人天年])",
        r"[1-9][0-9]?-(?:eleven|twelve)(?![a-z])",
        rf"(?:[0-9]{{1,3}}{_ORDINAL} (?:to|and|or) )?"
        rf"[0-9]{{1,3}}{_ORDINAL}[ -]{_IN_SERIES}(?![a-z])",
        rf"(?:{'|'.join(vocabulary.ORDINALS)})[ -]{_IN_SERIES}(?![a-z])",
        "三(?=次产业)",
        "[0-9]+(?=处理器)|十一(?=黄金周|[假长]期?)",
        r"[一二三四五六七八九十]+(?=届(?:[一二三四五六七]中|全国|中央|[省市]))"
        r"|(?:(?<=人大)|(?<=政协)|(?<=委会))[一二三四五六七八九十]+(?=次会议)",
        r"(?<=big )(?:three|four|five|six)(?![a-z])|(?<=group of )(?:seven|20|twenty|77)(?![a-z])",
    ),
    "a ratio": (
        r"[0-9]+(?:\.[0-9]+)?(?: ?: ?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)+",
        r"[0-9]+(?:\.[0-9]+)?比[0-9]+(?:\.[0-9]+)?",
        "(?<=ratio of )[0-9.]+ to [0-9]+(?![0-9.])",
    ),
    "a move in a ranking": (
        f"(?:{_MOVED})(?:[0-9]+|[{vocabulary.NUMERAL}]+)(?:位(?!数)|名(?![一-鿿])|个?(?:名次|位次))",
        rf"(?:{_CLIMBED}){_FEW} {_RUNGS}(?![a-z])",
        rf"{_FEW} {_RUNGS} (?:up|down|higher|lower|to|in the)(?![a-z])",
    ),
    "an address": (
        "(?:(?<=邮编)|(?<=邮编:)|(?<=邮政编码)|(?<=邮政编码:)|(?<=邮编: ))[0-9]{6}(?![0-9])",
    ),
    "a discount": (rf"(?:[0-9.]+|[{vocabulary.DIGITS}点]+) ?折",),
    "a list number": (
        r"(?:(?<=\v)|\A)[0-9]{1,3}[.)](?![0-9])",
        r"(?:(?<=\v)|\A)(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})、(?![0-9])",
        r"(?<=\()[0-9]{1,2}(?=\))|(?<=\[)[0-9]{1,3}(?=\])",
        rf"(?<=第)(?:[0-9]{{1,3}}|[{vocabulary.NUMERAL}]+)"
        "(?=[章节条页卷期次届轮批季集版号年天周]|个(?:月|季度|交易日))",
        r"(?:(?<=chapter )|(?<=section )|(?<=figure )|(?<=table )|(?<=page )|(?<=note ))"
        r"[0-9]{1,4}(?:\.[0-9]{1,3})?(?![0-9%]|[,.][0-9])",
    ),
}
TIMES = ("a date", "a time", "a year", "a century or decade")


def _any(is_ascii: bool) -> tuple[re.Pattern[str], list[str]]:
    """Return a pattern of all kinds, and the reason that each of its groups stands for.

    Those with a Chinese character are tried only where a text has any.
    """
    kinds = [
        (one, reason)
        for reason, some in _KINDS.items()
        for one in some
        if not (is_ascii and re.search("[一-鿿]", one))
    ]
    # A group behind each, and not around it: so those that begin otherwise are passed over sooner.
    return re.compile("|".join(f"(?:{one})()" for one, _ in kinds)), [why for _, why in kinds]


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
