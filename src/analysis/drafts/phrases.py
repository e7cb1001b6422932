"""Words beside a number of a draft that say what it is not: a part, a change, what is supposed."""

import re

OF = re.compile(r"\s*(?:of|的)\b([^.,;，；。]{0,50})")
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
CHANGE = re.compile(
    r"\b(?<!made )(?<!make )(?<!makes )(?<!-)"
    r"(?:gr[eo]w|r[oi]se|fell|fall|increas|decreas|up|down|higher|lower|gain)[a-z]*\b"
    r"|同比|环比|增长|下降|上升"
)
MARGIN = re.compile(r"(?:\bby|高出|领先|超出|数字的)\s*$")  # how far one is ahead of another
PRONOUN = re.compile(r"\b(?:it|its|that|this|the city|the province|them)\b|[其该这此]")
# What is reckoned, of what is not so or by other sources' totals, and stands in no table.
SUPPOSED = re.compile(
    r"\b(?:would|were|if|unless|impl(?:y|ies)|independent)\b|如果|假如|若|除非|要是|意味着|独立"
)
LIMIT = re.compile(r" at (most|least)\b")  # a hedge behind its number
BEHIND = re.compile(r"\b(?:behind|another|after|next to|other)\b|次于|之后|其次|别的|另一")
