"""Kinds of running text in which digits mislead: what a careful reader finds, and what is left.

Each text stands beside the figures that are found in it, parted by '|', and whatever else has
digits is told apart or left unread.
"""

import pytest

from analysis.quantity import Found, NoFigure, UnreadableFigure, find, parse, scan
from analysis.quantity.lists import UNREAD

YEARS = {
    "In 2022 universities trained 300 doctors.": "300 doctors",
    "By 2019 companies had hired 280 people.": "280 people",
    "The 2023 models sold well, and since 2010 12 cities have joined.": "12 cities",
    "A survey of 2022 universities, and Beijing's 2022 universities.": "2022 universities",
    "anything from 20% to 30%, ranging from 3 km to 5 km": "20% to 30%|3 km to 5 km",
    "Sales were 32 million in 2023 and the line grew 280 km in 2019.": "32 million|grew 280 km",
    "It grew by 50 percent in 2023, up from 45 in 2000.": "grew by 50 percent|45",
    "One in five in 2019, but 1 in 2000 births in 2021.": "One in five|1 in 2000 births",
    "It rose from 65% in 2023 to 800,000 units.": "65%|800,000 units",
    "it rose from Rs 5.25 trillion to Rs 5.94 trillion, from 5 to 10 percent": (
        "Rs 5.25 trillion|Rs 5.94 trillion|from 5 to 10 percent"
    ),
    "从32%到45%，从20%到30%都说得通": "32%|45%|20%到30%",
    "from 66.8 years in 2000 to 73.3 years in 2019": "66.8 years|73.3 years",
    "93 per 1,000 in 2000 to 38 per 1,000 in 2019": "93 per 1,000|38 per 1,000",
    "8.5 per cent over 2023-24": "8.5 per cent",
    "three months to 31 December 2022": "three months",
    "In 2022 won funds fell, in 2010 pounds rose, in 2010 12 km were built": "12 km",
    "114年第4季成長5.5%，114年11月為3%，113年6月6日": "成長5.5%|3%",
    "第四季度增长5%，一季度3家，前3季共分2組": "增长5%|3家|2組",
    "十九世纪，八十年代，28日表示，1—10月份有3家，3 月份": "3家",
    "Revenue in the third quarter of 2023 and Q3 2023 was $5 million": "$5 million",
}
NAMES = {
    "The Mate 60, iPhone 15 Pro, Windows 11 and Boeing 737-800 sold.": "",
    "It runs Llama 3, Qwen 2.5, DeepSeek V3 and GPT-4 on 8 chips.": "8 chips",
    "5G, 4K, COVID-19, PM 2.5, Type 2 diabetes, World War Two, the Big Four": "",
    "the S&P 500, Fortune 500, Route 66, 401(k), Form 10-K, 7-Eleven, 24/7 and 9/11": "",
    "Then came the launch of Quest 3 this fall and Spark 9's sales.": "",
    "They launched the Tern MAX 8 is known. It said that it paid USD 8 is told.": "USD 8",
    "The class of Windows 10 users grew 5%, at Level 4.5 million": "grew 5%|4.5 million",
    "In Oslo 45 firms, and in Bergen 300 doctors": "45 firms|300 doctors",
    "Greens 20, Reds 30, Blues 5": "20|30|5",
    "波音737、骁龙8、小米14、沪深300指数、双11、歼-20、嫦娥六号有3家": "3家",
    "“十四五”规划，十四五岁，985高校，863计划，500强企业，前500强": "十四五岁|前500强",
    "第二十次会议，第三方，第一产业，第七次人口": "",
    "三农、三甲医院、五粮液、两岸、二维码、二线城市、三摄": "",
    "搭载麒麟980处理器的Mate 60，售出3000万台": "3000万台",
}
PARTS = {
    "3 point five percent, and three point five percent of all": "three point five percent",
    "one point two million, twenty-five point six": "one point two million|twenty-five point six",
    "a ratio of 1:2, 3.3∶37.3∶59.4, 63/37, a 6-2 win, 3比1": "",
    "297,6 GW, 4,6%, €1,5 million, 5.00 or 5,00": "297,6 GW|4,6%|€1,5 million",
    "拨打110，119，有6，000万部": "",
    "The share of .5 and of .23": ".5|.23",
    "two and a third, five and a quarter, 2 1/3 hours, 三又三分之一, a million and a half": "",
    "<20 in 78 countries, killed 5 people in 10 days, 3 in 10 adults": (
        "<20|78|5 people|10 days|3 in 10"
    ),
    "4个半月，3年半，75折，15日内，五折，十打": "",
    "百分之15K，1千零20，2^5": "",
    "44 degrees, top 2%, 5-star, 2.5 times greater, five times more likely": "",
    "同比下降5%至2.73亿部": "同比下降5%|2.73亿部",
    "零下9到零下15摄氏度，有3家": "零下9到零下15摄氏度|3家",
    "a loss of $(104) million": "",
    "70个大中城市，7.91%大幅上修": "70个|7.91%",
    "规模达千亿元，万元户，突破千亿美元": "突破千亿美元",
    "HK$45.0m (£4.8m/€5.4m)": "HK$45.0m|£4.8m|€5.4m",
    "growth—3% in 2022—3% in all, (table)-2.87%": "3%",
}
WHOLE = {
    "Deaths fell from 339 deaths per 100 000 live births": "339 deaths per 100 000 live births",
    "每10万人中有15467人，每千人口执业医师3.4人，每百户拥有汽车49.7辆": (
        "每10万人中有15467人|每千人口执业医师3.4人|每百户拥有汽车49.7辆"
    ),
    "死亡率15.1/10万，发电94564.4亿千瓦小时，用电328亿度": "15.1/10万|94564.4亿千瓦小时|328亿度",
    "a 40-percent hike, a 5.4-year rise, a 73-year-old, a 100-km line": (
        "a 40-percent hike|a 5.4-year rise|73-year-old|100-km"
    ),
    "two-and-a-half times (+14%), by +346 GW": "two-and-a-half times|+14%|+346 GW",
    "a 4% YoY decrease, 5% more than a year ago, 21% higher": (
        "a 4% YoY decrease|5% more|21% higher"
    ),
    "Rs. 26.02 lakh crores, Rs 86 thousand crores": "Rs. 26.02 lakh crores|Rs 86 thousand crores",
    "下修0.3个百分点，贬值4.5%，增产1.3%，多增38万人": (
        "下修0.3个百分点|贬值4.5%|增产1.3%|多增38万人"
    ),
    "52% ± 3%，时速350公里，摄氏37度，一點二兆元，翻了近一番": (
        "52% ± 3%|时速350公里|摄氏37度|一點二兆元|翻了近一番"
    ),
    "a 4750mAh battery, 50MP, 电池5000毫安时": "4750mAh|50MP|5000毫安时",
}
IN_WORDS = {
    "签约12个项目，节约5万元，预约3次": "12个项目|5万元|3次",
    "通过3项决议，举办过6届，经过5年，用户过5亿，过百家": "3项|6|5年|过5亿|过百家",
    "附近3家，最近5年，企业近5万家": "3家|5年|近5万家",
    "线上12家，车上5人，以上5家企业，上百家企业": "12家|5人|5家企业|上百家企业",
    "侦破12起，打破3项，票房破10亿": "12起|3项|破10亿",
    "接待300来自海外，300来人，12内地，3年内": "300|300来人|12|3年内",
    "晋升5人，空降3人，赶超3家，去年增3%，较上年增3%": "5人|3人|3家|增3%|较上年增3%",
    "5个多功能厅，3家多晶硅企业，300多元化，5个多月，300多元": ("5个|3家|300|5个多月|300多元"),
    "PMI由50.1升至50.8，油50.1升": "50.1|50.8|50.1升",
    "三方签署，4个月球车，3成员国，3年级，4亿人民币，3成以上": ("4个|3|3|4亿人民币|3成以上"),
    "11.6万家人工智能企业，8个人工智能园区，300名人工智能专家": "11.6万家|8个|300名",
    "turned over 38.7 billion yuan, took over 5, set up 6 labs": "38.7 billion yuan|5|6",
    "signed up 5 million users, shut down 3 plants, talked about 5": "5 million users|3|5",
    "won 3 seats, of which 12 won prizes, and 12,000 won a month": "3|12|12,000 won a month",
}
SPANS = {
    "in the first three quarters, the first half of 2023 and the first two months": "",
    "slowed for three quarters in a row, two straight quarters, the past three quarters": "",
    "three quarters of firms, a quarter point, a quarter of a percentage point": (
        "three quarters of firms|a quarter point|a quarter of a percentage point"
    ),
    "a three-quarter-point cut, at a point": "a three-quarter-point cut",
    "paid $4,900 a month later, 467.4 million tonnes a year earlier, 5% a year ago": (
        "$4,900|467.4 million tonnes|5%"
    ),
    "$4,900 a month, 翻了一倍": "$4,900 a month|翻了一倍",
    "约2020，2020左右, over 2020, more than 2008": "",
    "5 and 6 November, 1:50,000, p. 17, tables 3 and 4, RFC 2119, ISO 9001": "",
    "221B Baker Street, 10 Downing Street and 10 firms": "10 firms",
    "3.2 accidents per 1,000 workers, 5 per week": "3.2 accidents per 1,000|5 per week",
    "150-odd firms, 三分之一强，四成弱，半强": "150-odd firms",
    "two thousand three hundred, two million and five, five million and two thirds": (
        "two thousand three hundred|two million and five"
    ),
}
UNITS = {
    "20 ms, 5 hrs, 3 yrs, 30 secs, 6 km2, 5 sq. km": "20 ms|5 hrs|3 yrs|30 secs|6 km2|5 sq. km",
    "3 Mb/s, 5 g of gold, 12 cl, 954,000 Btu/person": "954,000 Btu/person",
    "two quarters, third-quarter profit of 3.5 billion, figs. 3 and 4": "3.5 billion",
    "20.3 Mt, 5 knots, 5 quid, 5 pints, 5分贝, 5块。": "",
    "4,500 ha, 29微克/立方米, 5毫克, 20,000 tons": "4,500 ha|29微克/立方米|5毫克|20,000 tons",
    "5 ounces, 5 gallons, 5马力, 5加仑": "5 ounces|5 gallons|5马力|5加仑",
    "$2,000 an ounce, 5亿吨公里, 5克拉": "$2,000 an ounce|5亿吨公里|5克拉",
}
FORMS = {
    "超过2020, 逾1998, 超过2020年, 突破2000": "突破2000",
    "四川、五粮液、八达岭、二维码、三甲、五四运动、九一八事变、七里河区有3家": "3家",
    "五台山、二十四节气、三角洲，“六小龙”有三家": "六|三家",
    "4K and 8K television, $4k for 4k firms, 16K": "$4k|4k firms",
    "GB 18030, ISO 27001, H.264, GB 2312; in the UK 2150 firms": "2150 firms",
    "4.2m boxes in a 50m pool, a 400m sprint, 2m jobs": "4.2m boxes|2m jobs",
    "5 ft 6 in, 6'2\", 12 in wide, 1米8，两斤半，1小时20分钟": "5 ft 6 in|1小时20分钟",
    "3 to 4 out of 5 firms, half as many again, half as many as here": (
        "3 to 4 out of 5 firms|half as many again|half as many"
    ),
    "half a dozen, dozens of firms, 3 dozens": "half a dozen|dozens of firms",
    "翻了两倍，翻四番，百儿八十，0.5元/度": "翻四番|0.5元/度",
    "3 hundred firms, 3 hundred and one, 4 thousand 3 hundred": "3 hundred firms",
    "It rose slightly from 32 to 45, and fell from 5 to 3 percent": "32|45|3 percent",
    "12个码头，3方案，约470块": "12个|3",
    "1.234.567,89 and 2 and a half million, 2½ hours": "1.234.567,89|2 and a half million|2½ hours",
    "正负2度，得5分，减少三倍，5000吨级，50后和90后，§ 12 and Vol. 3, (3.5)%": "",
    "每平方公里500人，每吨5000元，每人300元，每年新增5万人": (
        "每平方公里500人|每吨5000元|每人300元|新增5万人"
    ),
    "占比下降半个百分点, made up 16% of it": "下降半个百分点|16%",
    "74 percent of people in high-income lands": "74 percent of people",
}
RUNGS = {
    "There are three places to eat. They offer three places to refugees.": (
        "three places|three places"
    ),
    "Two places in the final are left, and three places down the road.": (
        "Two places|three places"
    ),
    "three places up for grabs, two positions up for election": "three places|two",
    "They gave up three places and opened up 3 positions.": "three places|3",
    "three places to 12th, two spots to third, moved three places up in 2023": "12th|third",
    "fell two places in the ranking, two places in the league table, up 3 spots": "",
    "five places higher than last year, climbed 3 places to 12": "12",
    "晋升3位处长，引进3位院士，提拔3名干部": "3位处|3位|3名",
    "排名下降2名至第5名，上升3名至全国第4名": "第5名|第4名",
    "排名下降2名到第5名，前移3名升至第2名，后退3名居第9": "第5名|第2名|第9",
    "排名下降2位至第5位，提高3位居全国第4，上升5名": "第5位|第4",
    "排名下降2名至5名，上升2位数，下降两位数，上升2名额": "",
    "两位数学家，2位数据专家，近3名，前3名，第3名": "两位|2位|近3名|前3名|第3名",
}
BOUNDS = {
    "1.5": (1.45, 1.5, 1.55, "count"),
    "4½ per cent|4.5%|four and a half per cent": (0.0445, 0.045, 0.0455, "share"),
    "1½|1 1/2|one and a half": (1.5, 1.5, 1.5, "count"),
    "2½ million people|2 and a half million": (2.45e6, 2.5e6, 2.55e6, "count"),
    "5.25%": (0.05245, 0.0525, 0.05255, "share"),
    "5¼%": (0.05245, 0.0525, 0.05255, "share"),
    "€1,5 million|€1.5 million": (1.45e6, 1.5e6, 1.55e6, "EUR"),
    "€1.234,56": (1234.555, 1234.56, 1234.565, "EUR"),
    "4.2m boxes": (4.15e6, 4.2e6, 4.25e6, "count"),
    "3 hundred firms|3百": (250, 300, 350, "count"),
    "halved|减半|腰斩": (-0.55, -0.5, -0.45, "share-change"),
    "dozens|several dozen|dozens of firms": (24, 71.5, 119, "count"),
    "half as many|half as much|half as many firms": (0.45, 0.5, 0.55, "share"),
    "three times as many": (2.5, 3, 3.5, "share"),
    "0.5元/度|0.5元/千瓦时": (0.00045, 0.0005, 0.00055, "CNY/Wh"),
    "每吨5000元|5000元/吨": (4999.5, 5000, 5000.5, "CNY/tonne"),
    "半个百分点|0.5个百分点": (0.0045, 0.005, 0.0055, "pp"),
    "3 to 4 out of 5": (0.6, 0.7, 0.8, "share"),
    "5 ft 6 in|5ft 6in|5 feet 6 inches": (66, 66, 66, "inch"),
    "2 hours 30 minutes|2小时30分": (150, 150, 150, "minute"),
    "三两家|两三家": (2, 2.5, 3, "count"),
    "翻四番": (15.5, 16, 16.5, "share"),
    "two thousand three hundred|2,300": (2300, 2300, 2300, "count"),
    "two million three hundred thousand": (2_299_500, 2_300_000, 2_300_500, "count"),
    "5圆|5元": (4.5, 5, 5.5, "CNY"),
    "a quarter of a percentage point|a quarter point": (0.00245, 0.0025, 0.00255, "pp"),
    "half a point|half a percentage point": (0.0045, 0.005, 0.0055, "pp"),
    "three-quarter-point cut": (-0.00755, -0.0075, -0.00745, "pp"),
    "翻了一倍": (1.5, 2, 2.5, "share"),
    "150-odd": (150, 150, 160, "count"),
    "6 km2|6 km²": (6, 6, 6, "km2"),
    "954,000 Btu/person": (954_000, 954_000, 954_000, "btu/count"),
    "15 per 100,000|每10万人有15例": (0.000145, 0.00015, 0.000155, "share"),
    "三五家": (3, 4, 5, "count"),
    "万分之五": (0.00045, 0.0005, 0.00055, "share"),
    "20,000 tons": (20_000, 20_000, 20_000, "ton"),
    "29微克/立方米": (29, 29, 29, "ug/m3"),
    "$2,000 an ounce|2000美元/盎司": (1999.5, 2000, 2000.5, "USD/ounce"),
    "10亿澳门元": (9.5e8, 1e9, 10.5e8, "MOP"),
    "5 forints|5福林": (4.5, 5, 5.5, "HUF"),
    "5立方|5立方米": (5, 5, 5, "m3"),
    "three point five percent": (0.0345, 0.035, 0.0355, "share"),
    "twenty-five point six": (25.55, 25.6, 25.65, "count"),
    "one point two million": (1.15e6, 1.2e6, 1.25e6, "count"),
    ".5": (0.45, 0.5, 0.55, "count"),
    "40-percent": (0.395, 0.4, 0.405, "share"),
    "73-year-old": (73, 73, 73, "age"),
    "two-and-a-half times": (2.5, 2.5, 2.5, "share"),
    "+14%": (0.135, 0.14, 0.145, "share-change"),
    "a 4% YoY decrease": (-0.045, -0.04, -0.035, "share-change"),
    "5% more": (0.045, 0.05, 0.055, "share-change"),
    "2 points lower": (-0.025, -0.02, -0.015, "pp"),
    "Rs 86 thousand crores": (855e9, 860e9, 865e9, "INR"),
    "下修0.3个百分点": (-0.0035, -0.003, -0.0025, "pp"),
    "94564.4亿千瓦小时|94564.4亿千瓦时": (9.456435e15, 9.45644e15, 9.456445e15, "Wh"),
    "328亿度": (327.5e11, 328e11, 328.5e11, "Wh"),
    "4750mAh|4750毫安时": (4.75, 4.75, 4.75, "Ah"),
    "15.1/10万": (0.0001505, 0.000151, 0.0001515, "share"),
    "时速350公里|350 km/h": (350, 350, 350, "km/h"),
    "摄氏37度|37℃": (37, 37, 37, "celsius"),
    "翻三番": (7.5, 8, 8.5, "share"),
    "负增长3.2%|down 3.2%": (-0.0325, -0.032, -0.0315, "share-change"),
    "up 0.3pp|up 0.3 percentage points": (0.0025, 0.003, 0.0035, "pp"),
    "60岁以上|over 60 years old": (60, 60, float("inf"), "age"),
}
REFUSED = """
5%至2.73亿|68 in 2021|30 in 2025|3 in 2020|1 in 2022|32 in 2023|20 in 78
5 people in 20 cities|3 point five|10-K|7-eleven
£4.8m/€|Mate 60|20 X|5.00 or 5,00|5万-3%
超过2020|近2030|超过2020年|4K|16K|GB 18030|五粮液|八达岭|二维码|三甲医院|千岛湖|五四运动
400m sprint|30m waves|3 to 4 out of 7|翻了两倍|1米8|约470块
two thousand and eight|约2020|2020左右|1500左右|over 2020|more than 2008|百八十个|百把人
三方|3方|won 3|5 quid|5 grand|5 knots|5块|5万块|20.3 Mt|two quarters|十四五|十三五
"""


def found_in(text):
    return [one.printed for one in find(text)]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        pair
        for kinds in (YEARS, NAMES, PARTS, WHOLE, IN_WORDS, SPANS, UNITS, FORMS, RUNGS)
        for pair in kinds.items()
    ],
)
def test_what_a_careful_reader_finds(text, printed):
    assert found_in(text) == [one for one in printed.split("|") if one]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [(one, bounds) for texts, bounds in BOUNDS.items() if bounds for one in texts.split("|")],
)
def test_how_they_are_read(printed, expected):
    read = parse(printed)
    assert read.unit == expected[3]
    assert (read.low, read.value, read.high) == pytest.approx(expected[:3], rel=1e-12)


def test_cents_are_of_the_source_s_currency():
    assert [parse("5 cents", currency=one).unit for one in ("EUR", "AUD", "CNY", "")] == [
        *("EUR", "AUD"),
        *("USD", "USD"),
    ]


@pytest.mark.parametrize("printed", REFUSED.replace("\n", "|").strip("|").split("|"))
def test_what_is_refused(printed):
    with pytest.raises(UnreadableFigure):
        parse(printed)


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("in 2019 companies", ["a year"]),
        ("over 2023-24", ["a year"]),
        ("the iPhone 15 and World War Two", ["a name", "a name"]),
        ("children under five, people over 65, aged 5", ["an age"] * 3),
        ("1:2 and 3比1", ["a ratio"] * 2),
        ("第四季度", ["a date"]),
        ("8折", ["a discount"]),
        ("2 1/3 hours", [UNREAD] * 2),
    ],
)
def test_what_else_has_digits(text, reasons):
    scanned = scan(text)
    assert [one.reason for one in scanned if isinstance(one, NoFigure)] == reasons
    assert [one for one in scanned if isinstance(one, Found)] == []


@pytest.mark.parametrize(
    ("text", "whole"), [("at 3,008 m", "3,008"), (".5日", "5"), ("9/11", "9/11")]
)
def test_digits_that_belong_together_are_left_together(text, whole):
    assert [one[2:] for one in scan(text)] == [(whole, UNREAD)]
