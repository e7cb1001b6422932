"""What is left out where a print is cut: the rest of its number, its scale, its unit, its sign.

Imports nofigures, units and vocabulary. Patterns are of normalised text, or of that text backwards.
"""

import re

from analysis.quantity import units, vocabulary
from analysis.quantity.nofigures import COMMA, SPELT

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
# What would make a figure another, were it left out: spelt backwards, what stands before it,
_CUT_BEFORE = re.compile(
    "|".join(
        (
            r"[ \v]?(?:sunim|evitagen|ton|reven|tniop|rep)(?![a-z])",
            r"[ \v]?(?:[负不没±点<>≤≥第每又零^]|下零|之分)|\+(?=[0-9])",
            rf"-(?![a-z])|[/:](?=[0-9])|\(?[{_MONEY_SIGNS}]|(?<=[$€£¥])[a-z]",
            rf"[米斤块元尺丈里亩](?=[0-9{vocabulary.DIGITS}])|儿百|了?翻",
            r"['′’](?=[0-9])|(?<=[0-9])[.,·•‧](?=[0-9])|[ \v](?:ot|dna|ro)[ \v]-",
            r"[ \v-](?:pot|mottob|edutingam|wol|dim|hgih)(?![a-z])|-(?:ot|ro)-",
            rf"(?<=a)-(?:{_PARTS_BACK})(?![a-z])",
            r"[ \v]?\.?(?:rk|s?hs|rfs?|sb|lt|r|/s)(?![a-z])|(?<=001)/(?=[a-z])",
            r"[ \v]?[x×*][ \v]?[0-9]|[ \v-]yb[ \v-](?=[0-9])|[ \v]\.(?:[ \v][0-9])",
            rf"(?:{_ORDINALS_AT})[ \v-](?:eno|yreve)(?![a-z])",
            "立?[元块]?[百千万]?[0-9.,]+满",  # 满300减50 sells
            r"(?<=[0-9])(?:[ \v](?:toof|teef|tf)|[a-z])|(?<=[a-z])/(?=[a-z]{3}(?![a-z]))",
            "[一-鿿]{0,12}股(?:0+1|[十百千万])每|[a-z一-鿿 ]{1,12}(?:万百?|千)每",  # 每10股派3元
            rf"(?:(?<=[ao])|(?<=[ %]1))[ \v]fo[ \v]"
            rf"(?:(?:{_PARTS_BACK})(?![a-z])|[{_SIGNS}]|[0-9]+/[0-9])",
            rf"(?:[、,和及][{vocabulary.DIGITS}]){{1,8}}第|头(?![街码口巨镜石床龙年开])",
        )
    )
)
_WORDS = f"(?:{_SCALES}|(?:index[ \\v])?points?|figure)(?![a-z])|(?:stars?|degrees?)(?![a-z-])"
_POINTED = rf"点[ \v]?[0-9{vocabulary.DIGITS}]|[百千万亿]"
_TIMES = r"[x×*][ \v]?[0-9]"
# what follows after a blank: a scale, a unit, the rest of a number, of a score or a fraction,
_CUT_AFTER_BLANK = re.compile(
    r"[ \v](?:"
    + "|".join(
        (
            rf"{_WORDS}|{_POINTED}|{_TIMES}|[ \v]+[百千万亿]|[{_OTHER}]|[{_MONEY_SIGNS}](?![0-9])",
            f"(?:{'|'.join(filter(str.isascii, vocabulary.NO_UNITS))})(?![a-z])",
            rf"[a-z]{{0,2}}[{_ACCENTED}][a-z]?(?!\w)|d(?:['’][a-z]|e[ \v])",
            r"[b-hj-z](?<=[0-9][ \v].)(?![a-z'’&-])|[mbt](?![a-z'’-])",
            r"[0-9](?:(?<=[0-9][ \v].)/[0-9]|(?<=foot..)|(?<=feet..)|(?<=[0-9 ]ft..))",
            rf"point[ \v]|(?<=point[ \v])(?:[0-9]|{SPELT})|by[ \v-][0-9]|\.[ \v]?[0-9]",
            rf"and[ \v](?:an?|one|two|three)[ \v](?:half(?![a-z])|{_PARTS})",
            r"pts?(?![a-z])|per[ \v][a-z]+[ \v]per[ \v]",
            r"(?:as[ \v](?:many|much)[ \v])?again(?![a-z])|out[ \v]of[ \v][0-9]",
            r"in[ \v](?:wide|long|tall|high|deep|thick|diameter)(?![a-z-])",
            r"per[ \v](?:[a-z]+illion|thousand|hundred|1[mk](?![a-z]))",
            rf"of[ \v](?<=s.of.)(?:{_MEASURED_IN})(?![a-z])",
            r"to[ \v](?<=points.to.)(?<!age points.to.)(?![0-9.]+ ?(?:%|per))[0-9]",
            rf"(?:(?<=times[ \v])|(?<=twice[ \v])){_OFTEN}(?![a-z])",
            rf"(?<=times[ \v]){_COMPARED}\b|(?<=[ \v]one[ \v])(?:half(?![a-z])|{_PARTS})",
            rf"(?<=[a-z][ \v])(?:and[ \v])?(?:halves|quarters|{_PARTS_OF_MORE})(?![a-z])",
            rf"(?:(?<=hundred.)|(?<=thousand.)|(?<=illion.))(?:and[ \v])?(?:{SPELT}|{_TENS})",
            rf"(?:(?<=hundred.)|(?<=thousand.))(?:and[ \v])?[0-9]+(?![0-9.,%]|[ \v]{_SCALES})",
            r"(?<=thousand[ \v])(?:and[ \v])?[0-9]+[ \v]hundred(?![a-z])",
        )
    )
    + ")"
)
# and what follows without one, letters besides.
_CUT_AFTER = re.compile(
    "|".join(
        (
            rf"-(?:somethings?(?![a-z])|(?<=half.)[a-z])|-?(?:{_WORDS})|{_POINTED}|{_TIMES}|[{_OTHER}]|[{_MONEY_SIGNS}](?![0-9])",
            rf"(?<=[0-9])(?:[a-z0-9^{_SIGNS}]|[/:·•‧-][0-9]|,[0-9]{{1,2}}(?![0-9]))",
            rf"{COMMA}(?<=[0-9].)[0-9]{{3}}(?![0-9])|%(?:-[0-9])?|[+一-鿿](?<=[0-9]w.)",
            rf"[{_ACCENTED}](?<=[0-9a-z].)|{_REST}",
            r"['′’\"″](?<=[0-9].)(?:[0-9]|[ \v]?(?:tall|high|wide|long))",
            r"[·⋅*](?<=[a-z].)[a-z]|/(?<=[a-z].)(?:[a-z]{1,3}[23²³]?(?![a-z$])|10{1,3} ?k?m)",
            r"-(?:(?:an?|per|to|or)-|[ \v](?:to|and|or)[ \v]|by[ \v-][0-9]|(?<=[a-z].)[0-9])",
            f"(?<![{''.join(vocabulary.MEASURES)}])(?:{_NO_UNITS})(?![面头案式向针夫利发楼])",
            r"[0-9](?<=\+.)|/[百千万亿平]|[0-9²³](?<=[a-z].)|[强弱](?:(?<=分之[一二三四五六七八九十].)|(?<=[成半].))(?![势化制度])",
            r"零[0-9]|分之|又|块(?:(?![一-鿿])|[零一二三四五六七八九几半多])|半(?:[年月天日小点]|(?<=[年月天].))|[点日打折倍]|度(?![假过])",
            r"分(?![钟别布析公店校])|个[点半]|级(?<=[吨米克瓦伏].)(?!别)|\)[ \v]?(?:%|[mb]illion)",
        )
    )
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
