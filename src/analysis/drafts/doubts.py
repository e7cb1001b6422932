"""Why a figure of running text may say something else than what it is read as.

Imports quantity. For whoever lays out a source: a reading that rests on no word of the text, or on
one of two meanings, is to be confirmed.
"""

import re

from analysis.quantity import Found, UnreadableFigure, parse, units, vocabulary
from analysis.quantity.grammar import BEFORE, TAIL
from analysis.quantity.reading import normalise
from analysis.quantity.vocabulary import any_of

BESIDE = 40  # characters on either side that may make a figure another
# A figure that ends in its number, and one that may be a year whatever it counts.
NO_UNIT = "no unit stands beside it, and nothing that it counts"
_BARE = re.compile(
    rf"(?:[0-9{vocabulary.NUMERAL}几数]"
    rf"|{any_of((*vocabulary.SCALES, *vocabulary.SMALL, *vocabulary.TENS, 'hundred', 'dozen'))})$"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?![0-9.,])")
# What it counts, behind it: with one word between at most, or 'of' all that are told.
_COUNTED = re.compile(
    r" (?:[a-z-]{3,} )?(?:[a-z-]{3,}s|people|men|women|children|staff)(?![a-z])"
    rf"| of (?:them|the|these|those|its|their|which|our|all|[0-9])|[{''.join(vocabulary.MEASURES)}]"
)
_NEXT = re.compile(r" ?([A-Za-zµμ°][A-Za-z0-9²³/°-]*)")
_JOINING = re.compile(
    "an?|and|are|as|at|but|by|each|for|from|had|has|have|if|in|is|it|less|more|nor|of|on|or|out"
    "|per|so|than|that|the|then|to|up|was|we|were|who|with"
)
_IN = re.compile("[0-9] in [0-9]")
_MEANINGS = {  # of the last word of a figure
    "pound": "money or a weight",
    "pounds": "money or a weight",
    "won": "a currency or a verb",
    "rand": "a currency or a name",
    "dong": "a currency or a name",
    "mu": "an area or a name",
    "quarter": "a fourth or three months",
    "quarters": "fourths or three months each",
    "points": "of percent, of an index or of a game",
    "point": "of percent, of an index or of a game",
    "点": "of an index, of percent or a time of day",
    "升": "litres or a rise",
    "级": "of an earthquake or of another scale",
    "方": "a volume or a party",
}
_MEANING = re.compile(
    rf"(?<!percentage )(?<!percentage-)(?<!percent )(?<!basis )(?<!百分)({any_of(_MEANINGS)})$"
)
_OUT_OF = re.compile("[0-9a-z](?: out of |/)[0-9a-z]")
_MARKED = re.compile(
    "(?<![a-z])(?:g[oi]t|gave|given|earned|awarded|scored|rated|marked)(?: [a-z]+){0,2} $"
)
_CENTS = re.compile(r"(?<![a-z])(?<!per )cents?(?![a-z])")
_ORDINAL = re.compile(f"{any_of(vocabulary.ORDINALS)}$")
_WORDS = "(?: [a-z'’-]+){0,4} ?"
_GOODS = "lit(?:re|er)|kilo(?:gram)?|kg|tonne|ton|hectare|acre|head|barrel|bottle|bag|cup|box"
_TIMES = ("day", "hour", "minute", "month", "second", "week", "year")
_NO_RATE = (*units.SHARES, "rank", "age", "celsius", *_TIMES)
# What stands before a figure or behind it, what that may make of it, and of which units, or not.
_BEFORE = (
    (
        re.compile(
            rf"(?:(?<![a-z])(?:(?<![0-9] )an? (?:{_GOODS})|(?:each|every) (?!of )[a-z]+){_WORDS}"
            rf"|(?<![a-z])per[ -](?:capita|head|person){_WORDS}"
            r"|(?:每[一-鿿]{1,6}|[人户亩日周月年]均[一-鿿A-Za-z]{0,8}|[售单均票房定]价[一-鿿]{0,3}"
            r"|一(?:度电|公斤|平方米|[杯瓶盒袋斤吨度件台辆张亩升桶])[一-鿿]{0,8}))$"
        ),
        "may make it so much each",
        lambda unit: "/" not in unit and unit not in _NO_RATE,
    ),
    (
        re.compile(r"(?:[人户亩]均|每[一-鿿]{1,2}|(?<![a-z])per[ -](?:capita|head|person),? )$"),
        "may make it so much each",
        lambda unit: "/" in unit,
    ),
    (
        re.compile("(?:不到|不足|低于|超过|超出|将近|接近|大约|逾|近|约)[一-鿿A-Za-z]{1,10}的$"),
        "may hedge it",
        units.SHARES.__contains__,
    ),
    (
        re.compile(
            r"(?<![a-z])(?:barely|hardly|scarcely|perhaps|maybe|possibly|probably|supposedly"
            r"|reportedly|allegedly|arguably|conceivably) $|(?:[可或也]能|也许|或许|勉强|几乎)有?$"
            rf"|{any_of(word for word in BEFORE if re.fullmatch('[a-z ]{4,}', word))} $"
        ),
        "may hedge it",
        lambda unit: unit != "rank",
    ),
    (
        re.compile(
            r"(?<![a-z])(?:scor(?:e|ed|es|ing)|rat(?:ed|es|ings?)|marks?|graded?)(?: [a-z]+){0,2} $"
            "|(?:得分?|评分|打了?)[为是]?$"
        ),
        "may make it a score",
        lambda unit: unit in ("count", "share"),
    ),
    (
        re.compile(r"(?<!followed )(?<!owned )(?<!held )(?<!made )(?<![a-z])(?:by|off) $"),
        "may make it a change",
        lambda unit: unit == "share",
    ),
)
_BEHIND = (
    (
        re.compile(
            r"(?: (?:of )?[a-z0-9-]+(?: [a-z0-9-]+)?)?? (?:per|each|every) [a-z0-9]+"
            r"|(?: of [a-z0-9-]+(?: [a-z0-9-]+)?)?"
            r" (?:for )?an? [a-z]+(?![a-z]| (?:later|earlier|ago|before|after|since))"
            rf"| the (?:{_GOODS})(?![a-z])| (?:[a-z]+ )?(?:each|apiece)(?![a-z])"
            r"| (?:hour|dai|week|month|year|annual)ly(?![a-z])"
        ),
        "may make it a rate",
        lambda unit: "/" not in unit and unit not in _NO_RATE,
    ),
    (
        re.compile(f"[ -]to[ -](?:[0-9]+|{any_of(vocabulary.SMALL)})"),
        "may make it one side of a ratio",
        lambda unit: unit == "count",
    ),
    (
        re.compile("[ -](?:stars?|marks?|rating|score|grade)(?![a-z])"),
        "may make it a score",
        lambda unit: unit in ("count", "share"),
    ),
)
# A word with a capital that neither begins a sentence nor follows what goes before a place.
_SHORT = re.compile(r"[0-9]{1,4}(?![0-9.,]| ?(?:[mb]illion|thousand|k|m|bn|dozen)(?![a-z]))")
_NAME = re.compile(
    r"(?<=[a-z,;] )(?<![Ii]n )(?<!of )(?<!and )(?<![Ff]or )(?<!rom )(?<!to )(?<!at )(?<!than )"
    r"[A-Z][a-z]+(?= $)"
)


def doubt(found: Found, line: str, is_told: bool = False, place: str = "") -> str:
    """Return why a figure's reading may be wrong; nothing where its words leave no doubt.

    line: where it stands. is_told: whether what it counts is known from its sentence. place: of
    what it is, if known.
    """
    token, after = normalise(found.printed), line[found.end :]
    if _IN.search(token):
        return "a share, or so many in as many places"
    if _OUT_OF.search(token) and _MARKED.search(normalise(line[: found.start])):
        return "a share, or a mark out of so many"
    if word := _CENTS.search(token):
        return f"'{word[0]}' may be of dollars, of euros or of another currency"
    if of := units.SHARED.get(found.quantity.unit.partition("/")[0]):
        return f"it may be {' or '.join((', '.join(of[:-1]), of[-1]))}"
    if token.startswith("from ") and " to " in token:
        return "'from' and 'to' may tell how it went"
    word = _MEANING.search(token)
    if word and not after.startswith(" of "):
        return f"'{word[1]}' may be {_MEANINGS[word[1]]}"
    if found.quantity.unit == "rank" and (word := _ORDINAL.search(token)):
        return f"'{word[0]}' may be a rank or one of a series"
    if beside := _of_words_beside(found, line, place):
        return beside
    if found.quantity.unit == "count" and _BARE.search(TAIL.sub("", token)):
        return _of_bare(found, token, after, is_told)
    return ""


def _of_words_beside(found: Found, line: str, place: str) -> str:
    """Return what the words before a figure, or behind it, may make of it."""
    unit, before = found.quantity.unit, line[max(0, found.start - BESIDE) : found.start]
    plain, behind = normalise(before), normalise(line[found.end : found.end + BESIDE])
    is_short = unit == "count" and _SHORT.match(found.printed)
    name = _NAME.search(before) if is_short else None
    if name and name[0] != place:
        return f"'{name[0]} {found.printed}' may be a name"
    is_bare = unit == "count" and _BARE.search(found.printed) is not None
    for pattern, told, is_of in _BEFORE[is_bare:]:
        if is_of(unit) and (one := pattern.search(plain)):
            return f"'{one[0].strip()}' before it {told}"
    for pattern, told, is_of in _BEHIND:
        if is_of(unit) and (one := pattern.match(behind)):
            return f"'{one[0].strip()}' behind it {told}"
    return ""


def _of_bare(found: Found, token: str, after: str, is_told: bool) -> str:
    """Return why a number without a unit may be of one, or no number."""
    if _YEAR.search(token):
        return "it may be a year"
    if _COUNTED.match(after):
        return ""
    following = _NEXT.match(after)
    word = following[1] if following else ""
    if (
        word
        and not _JOINING.fullmatch(word.lower())
        and _is_other(f"{found.printed} {word}", found)
    ):
        return f"'{word}' behind it may be a unit"
    return "" if is_told else NO_UNIT


def _is_other(printed: str, found: Found) -> bool:
    """Whether a figure and the word behind it are no count of that word."""
    try:
        read = parse(printed)
    except UnreadableFigure:
        return True
    return read != found.quantity or len(printed) - len(found.printed) < len(" word")
