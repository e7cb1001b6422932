"""The words around numbers: scales, counters, numerals, changes, and traditional to simplified.

Imports nothing of the project; units are in units.csv, hedges in hedges.py. Text is lower-cased and
simplified before it is looked up here.
"""

import re
import unicodedata
from collections.abc import Iterable


def listed(words: str) -> tuple[str, ...]:
    """Return the words of a text, which blanks part."""
    return tuple(words.split())


def _numbered(words: str) -> dict[str, int]:
    return {word: number for number, word in enumerate(listed(words), start=1)}


def any_of(words: Iterable[str]) -> str:
    """Return a regular expression for any of some words, longest first, whole if English."""
    kinds: dict[tuple[bool, bool], list[str]] = {}  # by whether a letter is first, and last
    for word in sorted(set(words), key=len, reverse=True):
        kinds.setdefault((_is_letter(word[0]), _is_letter(word[-1])), []).append(re.escape(word))
    return "(?:" + "|".join(_whole(kind, kinds[kind]) for kind in sorted(kinds)) + ")"


def _whole(kind: tuple[bool, bool], words: list[str]) -> str:
    before, after = "(?<![a-z])" * kind[0], "(?![a-z])" * kind[1]
    return f"{before}(?:{'|'.join(words)}){after}"


def _is_letter(character: str) -> bool:
    return "a" <= character <= "z"


# Powers of ten after digits.
CHINESE_SCALES = {
    **{"百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8},
    **{"十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12, "兆": 12},
}
# Only beside a currency or a noun: 'm' is as often metres or months, 兆 a million.
MONEY_SCALES = {"m": 6, "b": 9, "t": 12, "tr": 12, "兆": 12}
SCALES = {
    **CHINESE_SCALES,
    **MONEY_SCALES,
    **{"hundred": 2, "hundred thousand": 5, "hundred million": 8, "hundred billion": 11},
    **{"thousand": 3, "million": 6, "billion": 9, "trillion": 12},
    **{"k": 3, "mn": 6, "mln": 6, "bn": 9, "bln": 9, "tn": 12, "trn": 12, "tln": 12},
    **{"lakh": 5, "lakhs": 5, "crore": 7, "crores": 7, "lakh crore": 12, "lakh crores": 12},
    **{"thousand crore": 10, "thousand crores": 10},
}
# A Chinese numeral is scaled by what it ends in; 百 and 千 are places of it, as in 三千二百.
NUMERAL_SCALES = {"万亿": 12, "亿": 8, "万": 4}

PARTS = {"百分之": -2, "千分之": -3, "万分之": -4}
# Words that count what follows or went before (3家, 3家企业), and nouns of one character.
MEASURES = tuple(
    "家所件名人个条台套座款项位种次匹张只户辆部篇门间支颗枚艘场笔组份本股头架块幅栋处起例宗批"
    "把根棵株口盏册具封队群片副双对顶箱袋瓶盒桶杯碗单票床席尊锅饼壶罐坛缸勺筐篮捆朵枝串类样师团桩棒轮趟节车列"
)
SHORT_NOUNS = tuple("县市省国州区镇村乡校站店厂馆院岛城港桥")
# What is counted most often: in running text a figure ends with one of these, if with any noun.
NOUNS = listed(
    """企业 公司 高校 大学 院校 学校 机构 专利 论文 模型 大模型 机器人 人才 人口 学生 员工 用户
    城市 芯片 项目 产品 people firms companies enterprises start-ups startups persons residents
    users universities colleges institutions applications patents papers articles units models
    robots vehicles cars cities students graduates employees workers engineers researchers chips
    projects products places jobs deaths cases births doctors patients inhabitants tokens
    parameters 参数"""
)
NOUNS = (*NOUNS, "live births")
TIMES = ("倍", "times", "x", "-fold", "fold")  # 1.5倍 is a share of 1.5

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
RANKED = listed("排名 排在 排 位列 位居 名列 列 居 位于 跻身 进入 跃居 稳居")
RANKED_AMONG = listed("全国 全省 全市 全球 世界 国内 全国城市 亚洲 全行业")
FIRST = (
    *listed("居首 之首 最多 最高 最大 首位 榜首"),
    *("the most", "the largest", "the highest"),
)

DENOMINATORS = {
    **{"half": 2, "quarter": 4, "halves": 2, "quarters": 4},
    **{word: number for word, number in ORDINALS.items() if number > 2},
    **{f"{word}s": number for word, number in ORDINALS.items() if number > 2},
}
NUMBER_WORDS = frozenset((*SMALL, *TENS, *DENOMINATORS, "hundred", "dozen", "several", "half"))
# Words before a figure that say nothing of its size.
PLAIN_WORDS = (
    *listed(
        """仅 只 有 只有 其中 另有 规模 总规模 总额 产值 市值 估值 营收 金额 收入 投资 面积 人口
        用户 数量 总量 产量 销量 在 维持在 保持在 介于 达 达到 达至 高达 多达 为 是 约合 占 占比
        比重 比例 份额 占到 共 共有 共计 总计 合计 累计 总共 总数 已 已经 首次 有望 预计 了 出现
        造成 流失 涉及 吸引 翻到 only reached reaching totaling totalling totaled totalled
        exactly precisely fully merely 好 足有 足足 整整 恰好 正好 刚好 at by just is are was
        were hit hits 误差 误差为"""
    ),
    *("a total of", "total of", "as high as", "as low as", "a mere", "an average of", "a record"),
    *("stood at", "stands at", "amounted to", "amounts to", "rose to", "fell to", "grew to"),
    *("increased to", "climbed to", "declined to", "dropped to", "accounting for", "accounts for"),
    *("accounted for", "makes up", "make up", "made up", "comes to", "came to", "down to"),
    *("as few as", "as little as", "大幅", "小幅", "an annual rate of", "a rate of"),
    *(f"占{whole}{of}" for whole in (*RANKED_AMONG, "总数", "gdp") for of in ("", "的", "总量的")),
    *(f"{verb}{when}的" for verb in "是为" for when in ("上年", "去年", "上年同期", "去年同期")),
)
# Words before or after a figure that make it a change, by its sign.
UP = (
    *listed(
        """增长 增加 上涨 提高 上升 增 涨 升 提升 大增 猛增 微增 净增 新增 飙升 大涨 暴涨 激增
        高出 多了 多出 走高 暴增 年增 月增 季增 攀升 扩大 回升 增幅 涨幅 增长率 增速 年均增长
        年均增速 年均增长率 收涨 上浮 加息 升息 上调 上修 升值 增产 多增 成长 up rise rises rose
        risen rising climb climbs climbed grow grows grew grown growing increase increases
        increased jump jumps jumped gain gains gained surge surged soar soared expand expanded
        rebounded advanced"""
    ),
    *("an increase of", "a rise of", "growth of", "a gain of", "edged up"),
    *(
        f"growth{rate} {verb}"
        for rate in ("", " rate", " rates")
        for verb in ("was", "is", "at", "reached", "hit", "averaged", "stood at", "slowed to")
    ),
)
DOWN = (
    *listed(
        """下降 减少 下跌 降低 降 跌 减 大跌 暴跌 骤降 锐减 缩减 略降 微降 下滑 缩小 收窄 萎缩
        下挫 走低 年减 月减 季减 回落 降幅 跌幅 降息 下调 下修 贬值 减产 少增 少了 跌去 缩水
        负增长 收跌 下浮 down fall falls fell fallen falling decline declines declined declining
        drop drops dropped dropping decrease decreases decreased shrink shrinks shrank shrunk
        slipped slid plunged tumbled sank lost contracted slumped dipped"""
    ),
    *("cut by", "a cut of", "a decrease of", "a decline of", "a drop of", "a fall of"),
    "edged down",
)
# Nouns for a change, which goes nowhere.
NAMED_CHANGES = listed("增幅 涨幅 降幅 跌幅 增长率 增速 年均增长率 年均增速")
# How it went to a level is no change: 提高到5%.
LEVELS = tuple(f"{verb}{to}" for verb in (*UP, *DOWN) if not verb.isascii() for to in "至到")
# What a change is told since, before it and after: a regular expression, and words.
SINCE = (
    "同比|环比|按年|按月|year-on-year"
    "|[比较](?:[0-9]{4}年|上年|去年|上一年|前一年|上月|上季度|上周)(?:末|底|同期)?"
)
SINCE_AFTER = (
    *("year on year", "year-on-year", "from a year earlier", "from a year ago", "yoy", "y/y"),
    *("from the previous year", "on the year", "over the year", "a year earlier"),
    *("quarter on quarter", "quarter-on-quarter", "month on month", "month-on-month"),
    *("from the previous quarter", "from the previous month"),
)
CHANGES = {
    **dict.fromkeys(listed("rise increase increases growth gain jump surge hike"), 1),
    **dict.fromkeys(listed("decline drop decrease fall cut reduction loss slump"), -1),
}
COMPARED = {
    **dict.fromkeys(("more", "higher", "greater"), 1),
    **dict.fromkeys(("less", "fewer", "lower"), -1),
}  # changes of shares only: 5% more
CHANGES |= COMPARED
BELOW_ZERO = ("零下", "负", "minus ", "negative ", "-")
EITHER_WAY = ("±", "+/-", "+-", "正负", "plus or minus", "plus/minus")
MULTIPLES = {
    **dict.fromkeys(("twice", "double", "doubled", "doubling", "翻番", "翻倍", "加倍"), 2),
    **dict.fromkeys(("翻一番", "翻了一番", "翻1番", "倍增"), 2),
    **dict.fromkeys(("翻一倍", "翻了一倍", "翻1倍", "翻了1倍"), 2),
    **dict.fromkeys(("triple", "tripled", "tripling", "thrice", "treble", "trebled"), 3),
    **dict.fromkeys(("quadruple", "quadrupled", "quadrupling"), 4),
    **{
        f"翻{aspect}{times}番": 2**number
        for number, digits in enumerate(("二2", "三3", "四4", "五5"), 2)
        for times in digits
        for aspect in ("", "了")
    },
}
HALVED = ("halved", "halving", "cut in half", "腰斩")
OVER_HALVES = ("大半", "大半数")
# Fractions in one word or sign, each as numerator and denominator.
FRACTIONS = {
    **dict.fromkeys(("一半", "半", "半数", "half"), (1, 2)),
    **{
        sign: tuple(int(part) for part in unicodedata.normalize("NFKC", sign).split("⁄"))
        for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
    },
}
# What no noun that is counted begins with, or is.
NO_NOUN_CHINESE = frozenset(
    "年月日号岁时分秒点折倍度届期版世代后前上下增减升降至到和与或及比较约超近多余来同达为是在有了成级楼层"
    "半左第之数的地得不也都就又再仍已将把被让从向往于以按据每各另其该此这那番"
)
JOINING = frozenset("和与及、")  # inside a noun only: 个国家和地区
UNIT_ENDS = frozenset("米克瓦升秒伏焦帕赫元圆币盾铢")  # of units that no table has
HEDGING = listed("以上 以下 以内 左右 上下 出头 开外 有余 分之")  # nowhere in a noun
VERBS = frozenset("不没增减升降至到为是超逾达约近比或每")  # nowhere in a noun
NO_NOUN = frozenset(
    listed(
        """bitcoin bitcoins grand maximum minimum max min odd approx approximately roughly
        altogether overall total combined apiece tops more less fewer greater higher lower
        larger smaller faster slower likely than times as to in on at by of for from and or but
        nor is was were are be been has had have will would can per a an the this that these
        those it its he she they we you i not no am pm bc ad bce ce ago earlier old today now
        then when while if so degrees degree point points percent later january february march
        april may june july august september october november december monday tuesday wednesday
        thursday friday saturday sunday about around nearly almost over under above below plus
        minus up down out off with without within between every each half quarter double triple
        twice once dozen hundred thousand million billion trillion score st nd rd th kb mb gb bp
        hundredth hundredths thousandth thousandths dozens hundreds thousands millions billions
        trillions century centuries decade decades o'clock"""
    )
)
# Words before a number that make it a name: of a product, a version, a place in a series.
SERIES = listed(
    """mate iphone ipad galaxy pixel windows android ios macos boeing airbus covid llama qwen
    gpt claude gemini grok kimi deepseek kirin snapdragon ascend rtx gtx ryzen pentium xbox
    playstation python java bluetooth usb wi-fi wifi pm omega formula apollo falcon starship s&p
    nasdaq ftse dow fortune nikkei csi dax cac model type level phase stage tier class grade
    chapter title article proposition form line route highway interstate flight gate room
    terminal box suite apartment apt. platform channel radio studio area web industry version
    gen generation euro season episode volume part act round step lesson p. pp. appendix annex
    ver. vol. ch. sec. fig. art. § rfc iso iec ieee din astm ansi gb/t fips gb"""
)
PLURAL_SERIES = listed(
    "tables figs. nos. figures chapters sections pages rooms articles appendices"
)
SERIES = (*SERIES, "world war")
# Words before a number that make it a year, whatever follows.
BEFORE_YEARS = listed(
    """in since by until till before after during early late mid year fiscal the its their our
    this 's ’s"""
)
CHINESE_SERIES = listed(
    """波音 空客 骁龙 天玑 麒麟 小米 荣耀 鸿蒙 昇腾 沪深 中证 科创 上证 标普 纳斯达克 道琼斯
    富时 恒生 日经 歼 轰 东风 长征 神舟 天宫 嫦娥 京东 苹果"""
)

# Words for units that no table has, since lands or trades differ in what they measure.
NO_UNITS = frozenset(
    listed(
        """g cl mt gt kn db psi ppm ppb rpm dpi mol kva mva kev mev dwt cwt mcf bcf tcf bpd boe
        toe mtoe kr fps calorie calories knot knots bushel bushels pint pints quart quarts yards
        tl quid bucks crown crowns guilders escudos pesetas drachmas ducats florins thalers 分贝
        毛 角 卡路里 蒲式耳 品脱 夸脱 安培 欧姆 摩尔 磅 码 寸 尺 丈 方"""
    )
)
# Scales of other languages, behind a number.
FOREIGN_SCALES = listed(
    """cr crs lpa mill sigma mrds? mio mld mlds mlrd mds mdr tsd tys milj mill?iard[a-z]*
    mill?ion(?:en|i|er|e|u|es) millones milioane miljoen miljard[a-z]* miljon(?:er)? miljoona[a-z]*
    milyon milyar miliar
    trilyon triliun biljoen juta ribu tausend duizend tusen tusind milhões milhão bilhões bilhão
    trilhões millón milionów tysięcy"""
)
# What follows a part of a whole; another word makes it one of a series: a third term.
AFTER_PARTS = listed(
    """of in and or to as by on at for from with more less fewer higher lower larger bigger smaller
    longer shorter faster slower the their its his her our who that which this last is are was were
    be has have had do does did will would could can may said say says come comes came live lives
    work believe think over since after before between during than but if while when each off
    again all not also only still now already use own want plan expect reported felt cheaper
    compared"""
)
TRADITIONAL = (
    "萬億幾數約餘過將後於內點個條臺項種張隻戶輛門間顆場筆組頭業學專構論產員機幣碼僅達來國級歲棟鎊圓層樓處單對雙盞冊噸畝頃釐攝"
    "華時鐘週紀漲減長較環擴縮總計佔為負韓歐盧銖馬紐當強滿區縣鎮鄉館廠島橋線號類樣師團輪節連穩躍躋進從"
)
SIMPLIFIED = (
    "万亿几数约余过将后于内点个条台项种张只户辆门间颗场笔组头业学专构论产员机币码仅达来国级岁栋镑圆层楼处单对双盏册吨亩顷厘摄"
    "华时钟周纪涨减长较环扩缩总计占为负韩欧卢铢马纽当强满区县镇乡馆厂岛桥线号类样师团轮节连稳跃跻进从"
)
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
    **{"≧": "≥", "≦": "≤", "￥": "¥", "﹪": "%", "〇": "零", "兩": "二", "两": "二", "○": "零"},
    **{"−": "-", "∶": ":"},
}
