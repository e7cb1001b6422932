"""The words of numbers: scales, units, counters, numerals, and traditional to simplified.

Imports nothing of the project. To teach a counter, add it to COUNTERS; a word not listed is never
guessed. Text is lower-cased and simplified before it is looked up here.
"""

import re
import unicodedata
from collections.abc import Iterable


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


def _numbered(words: str) -> dict[str, int]:
    return {word: number for number, word in enumerate(_listed(words), start=1)}


def any_of(words: Iterable[str]) -> str:
    """Return a regular expression for any of some words, longest first, whole if English."""
    return "(?:" + "|".join(_whole(word) for word in sorted(words, key=len, reverse=True)) + ")"


def _whole(word: str) -> str:
    before = r"(?<![a-z])" if "a" <= word[0] <= "z" else ""
    after = r"(?![a-z])" if "a" <= word[-1] <= "z" else ""
    return before + re.escape(word) + after


# Powers of ten after digits.
CHINESE_SCALES = {
    **{"百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8},
    **{"十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12},
}
# Only beside a currency: 'm' is as often metres or months.
MONEY_SCALES = {"m": 6, "b": 9}
SCALES = {
    **CHINESE_SCALES,
    **MONEY_SCALES,
    **{"thousand": 3, "million": 6, "billion": 9, "trillion": 12},
    **{"k": 3, "mn": 6, "mln": 6, "bn": 9, "bln": 9, "tn": 12},
}
# A Chinese numeral is scaled by what it ends in; 百 and 千 are places of it, as in 三千二百.
NUMERAL_SCALES = {"万亿": 12, "亿": 8, "万": 4}

PERCENT = ("%", "percent", "per cent", "pct")
PARTS = {"百分之": -2, "千分之": -3, "万分之": -4}
CURRENCY_BEFORE = {
    **{"¥": "CNY", "cn¥": "CNY", "rmb": "CNY", "cny": "CNY", "人民币": "CNY"},
    **{"$": "USD", "us$": "USD", "usd": "USD", "美元": "USD"},
}
CURRENCY_AFTER = {
    **{"元": "CNY", "元人民币": "CNY", "人民币": "CNY", "yuan": "CNY", "rmb": "CNY", "cny": "CNY"},
    **{"美元": "USD", "usd": "USD", "dollars": "USD", "us dollars": "USD"},
}
CURRENCIES = ("CNY", "USD")
MEASURES = (*"家所件名人个条台套座款项位种次匹张只户辆部篇门间支颗枚艘场笔组份本股头架", "人次")
# What is counted, alone or after a measure word: 家企业, 所高校.
NOUNS = _listed(
    "企业 公司 高校 大学 院校 学校 机构 专利 论文 模型 大模型 机器人 人才 人口 学生 员工 用户 "
    "城市 芯片 项目 产品"
)
COUNTERS = _listed(
    "firm company enterprise start-up startup person resident user university institution "
    "college application patent paper article unit model robot vehicle car city student "
    "graduate employee worker engineer researcher chip project product person-year place job"
)
PLURALS = {"company": "companies", "university": "universities", "city": "cities"}
ENGLISH_COUNTERS = (
    *COUNTERS,
    *(PLURALS.get(word, f"{word}s") for word in COUNTERS),
    "people",
)

TIMES = ("倍", "times", "x", "-fold")  # 1.5倍 is a share of 1.5
UNIT_WORDS = (*PERCENT, *TIMES, *CURRENCY_AFTER, *ENGLISH_COUNTERS)

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
RANKED = ("排名", "排在", "排", "位列", "位居", "名列", "列", "居")
RANKED_AMONG = ("全国", "全省", "全市", "全球", "世界", "国内")
FIRST = ("最多", "最高", "最大", "首位", "榜首", "the most", "the largest", "the highest")

DENOMINATORS = {
    **{"half": 2, "quarter": 4, "halves": 2, "quarters": 4},
    **{word: number for word, number in ORDINALS.items() if number > 2},
    **{f"{word}s": number for word, number in ORDINALS.items() if number > 2},
}
# Words before a figure that say nothing of its size.
PLAIN_WORDS = (
    *("仅", "仅有", "只有", "达", "达到", "高达"),
    *("only", "reached", "reaching", "a total of", "as high as"),
)
OVER_HALVES = ("大半", "大半数")
# Fractions in one word or sign, each as numerator and denominator.
FRACTIONS = {
    **dict.fromkeys(("一半", "半", "半数", "half"), (1, 2)),
    **{
        sign: tuple(int(part) for part in unicodedata.normalize("NFKC", sign).split("⁄"))
        for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
    },
}

TRADITIONAL = "萬億幾數約餘過將後於內點個條臺項種張隻戶輛門間顆場筆組頭業學專構論產員機幣碼僅達來國"
SIMPLIFIED = "万亿几数约余过将后于内点个条台项种张只户辆门间颗场笔组头业学专构论产员机币码仅达来国"
# Numerals as written on cheques, traditional and simplified.
FINANCIAL, PLAIN_NUMERALS = "壹貳贰參叁肆伍陸陆柒捌玖拾佰仟", "一二二三三四五六六七八九十百千"
# Characters read as another: one for one, so that offsets hold. Full-width forms and capitals are
# added by reading.py.
ALIKE = {
    **dict(zip(TRADITIONAL, SIMPLIFIED, strict=True)),
    **dict(zip(FINANCIAL, PLAIN_NUMERALS, strict=True)),
    **dict.fromkeys("–—―−‐‑", "-"),
    **dict.fromkeys("〜∼", "~"),
    **dict.fromkeys("⁄∕", "/"),
    **dict.fromkeys("\t\n\r\u00a0\u2009\u202f\u3000", " "),
    **{"≧": "≥", "≦": "≤", "￥": "¥", "﹪": "%", "〇": "零", "兩": "二", "两": "二"},
}
