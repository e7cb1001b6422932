"""Words beside a number of a draft that say what it is, or is not: a part, a change, supposed."""

import re

OF = re.compile(r"\s*(?:of\b|的)([^.,;，；。]{0,50})")
TOTAL = re.compile(  # the whole of whatever is spoken of
    r"(?: the| all)?(?: national| country's)? (?:total|all|whole)\b(?! [a-z])|(?:总数|总量)"
)
# Before the size of a whole that something else is a part of.
OF_ALL = re.compile(
    r"(?<!total)(?<!number)(?<!figure)(?<!count) (?:of|among)(?: the| all| its)*\s*$"
)
PARTS_OF = re.compile("[^,;，。；]{0,6}中[^,;，。；]{0,12}占")  # behind it: 439个大模型中北京的占比
# Behind a number that has no noun of its own, and so is of what was spoken of.
BARE = re.compile(
    r"\s*(?:[,.;:)，。；、）]|$"
    r"|(?:and|or|but|in|at|for|while|as|to|with|compared|against|which|by|of them)\b)"
)
MARGIN = re.compile(  # how far one is ahead of another, or where it came from
    r"(?:\b(?:by|from)|高出|领先|超出|数字的|[从由])\s*$"
)
PRONOUN = re.compile(r"\b(?:it|its|that|this|the city|the province|them)\b|[其该这此]")
# What is reckoned, of what is not so or by other sources' totals, and stands in no table.
SUPPOSED = re.compile(
    r"\b(?:would|if|unless|impl(?:y|ies)|independent totals?)\b|(?:\A|[.;:])\s*were\b"
    r"|如果|假如|若(?!干)|除非|要是|意味着|独立的?(?:全国)?总数"
)
# What is to come or to be added, or of less than the whole, in the clause of a number.
UNTOLD = re.compile(
    r"\b(?:could|might|will|(?:aims?|plans?) to|leaves?|outside|excluding|except|without"
    r"|add(?:s|ed|ing)?|another|additional|extra|further)\b"
    r"|增加(?!了?[到至])|新增|再有|预计|计划|目标|力争|即使|哪怕|不含|不包括|不计|其余|除去"
)
# Of which a part or multiple is told: half of 500 billion yuan.
IN_PART = re.compile(
    r"(?:\b(?:half|twice|double)(?: of)?|(?:third|quarter|fifth|tenth|%) of)(?: the)? *$"
)
PARTED = re.compile(r"的(?:一半|[0-9.]+[%倍成]|[一二三四五六七八九十两百]+(?:分之|倍|成))")
LIMIT = re.compile(r" at (most|least)\b")  # a hedge behind its number
TOGETHER = re.compile(  # of several places, told before it; group: how many
    r"\b(?:together|combined|in total|in all|all told|altogether|jointly|between them"
    r"|(?:the|these|those) (?:last |first |other )?(two|three|four|pair)(?: [a-z]+)?)\b"
    r"|合计|共计|[总一]共|共有|共(?=[\s占]*$)|加起来|加在一起|之和|总和|相加"
    r"|([两二三四])(?:[市地城者]|家(?!企业|公司))"
)
OTHERS = re.compile(  # of places of which a text prints no number
    r"\b(?:no|without(?: an?y?)?) (?:numbers?|figures?)\b"
    r"|\b(?:(?:the|all) (?:others?|rest|remaining)|other than|apart from|unnamed|not named)\b"
    r"|(?:没有|没|未)(?:有?给出)?(?:数字|数据|点名|提到)|其[他余它]|余下|剩下|另外"
)
MANY = {"pair": 2, "two": 2, "three": 3, "four": 4, "两": 2, "二": 2, "三": 3, "四": 4}
# Before a number that is said not to be so: its verb denied, or that it is so.
DENIES = re.compile(
    r"(?:¬|\b(?:rather than|instead of))\s*$"
    r"|(?:\b(?:not|never|cannot|no longer)|n't|\b(?:neither|nor)\b[^.;:]{0,80}?"
    r" (?:has|have|had|is|are|was|were|counts?|owns?|holds?|makes? up))"
    r"(?: (?:actually|really|in fact|yet|even|quite|have|has|had|hold|own|host|count|number|make up"
    r"|account for|total|employ|be|reach|amount to|come to|stand at|rank|in|at|a total of))*\s*$"
    r"|\b(?:not (?:true|so|the case|correct|right)|untrue|false|wrong|incorrect|a myth|no evidence"
    r"|den(?:y|ies|ied)|(?:not|never|n't) (?:say|claim|print|state|write|report|assert|mean)[a-z]*)"
    r"(?: that| to say that)?\b[^.;:]*$"
    r"|(?:没|未)有?(?:说|称|写|印|指出|声称)[^.;。]*$"
    r"|(?:没有|并无|不是|并非|而非)[^,;:。0-9有]{0,2}$"
)
PERIOD = re.compile(  # less than the year that a figure is of, unless another is named
    r"\bhalf (?:a|the|of the|of)? ?(?:year|19|20)|\bfirst half\b|\bsecond half\b|\bhalf-year"
    r"|\b(?:three|six|nine) months\b|\b(?:first|second|fourth|three) quarters?\b"
    r"|半年|季度|个月|[0-9]月至"
)
_TEXT = r"(?:article|piece|essay|op-ed|column|magazine|review|author|commentary|writer)"
_SAYS = (
    r"(?:says?|said|prints?|printed|calls?|called|puts?|gives?|gave|claims?|claimed|states?|stated"
    r"|writes?|wrote|reports?|reported|has it|tells?|told|asserts?|asserted|has|had)"
)
_TEXT_ZH, _SAYS_ZH = (
    "(?:文章|原文|该文|此文|文中|评论|作者|杂志)",
    "(?:称|说|写|印|刊|认为|指出|断言|给出)",
)
_GOES_ON = (  # to the end of a clause, and to no other one who says something
    r"(?:(?!,\s*(?:and|but|while|whereas|yet|though)\b|\b(?:but|whereas|while)\b|[而但；;]"
    r"|，(?!占|有|是|为|约|近|超)).)*$"
)


IT_SAYS = re.compile(  # of the text that was spoken of
    rf"\bit (?:says|said|prints|printed|claims|claimed|states|writes|wrote|puts)\b{_GOES_ON}"
    rf"|[它其](?:称|说|写|声称){_GOES_ON}"
)


def telling(names: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what says before a number, and behind it, that a text under study prints it.

    names: a pattern of the names of those who publish such texts.
    """
    text, text_zh = f"(?:{_TEXT}|{names})", f"(?:{_TEXT_ZH}|{names})"
    before = (
        rf"\b{text}(?:'s)?\b[^.;0-9]{{0,30}}?\b{_SAYS}\b{_GOES_ON}"
        rf"|{text_zh}[^。；，]{{0,6}}{_SAYS_ZH}{_GOES_ON}"
    )
    behind = (
        rf"[^.;,。；，]{{0,40}}?[,，]?\s*(?:as (?:the )?{text} {_SAYS}|as printed\b"
        rf"|{_SAYS} (?:the |this )?{text}|(?:the |this ){text} {_SAYS}\b(?! that)"
        rf"|according to (?:the |this )?{text}|{text_zh}(?:如此|这样|这么|就是这么){_SAYS_ZH})"
    )
    return re.compile(before), re.compile(behind)


BEHIND = re.compile(r"\b(?:behind|another|after|next to|other)\b|次于|之后|其次|别的|另一")
