"""A print is read whole or not at all: none is cut inside its number, or before its scale or unit.

Each text stands beside what is found in it, parted by '|'; those that must still be read stand
among those that must not.
"""

import pytest

from analysis.quantity import find, parse

NUMBERS = {
    "428,500 R&D staff": "428,500",
    "CHF 1'200.50 and CHF 1’200": "CHF 1'200.50|CHF 1’200",
    "12 345,67 euros": "12 345,67 euros",
    "1,5000家企业, 1·5倍, 12·5%, 2,34,56 firms": "",
    "1,500家企业, 1.5倍, 12,5%, 12,345,678 firms": "1,500家企业|1.5倍|12,5%|12,345,678 firms",
    "3、4万家, 三、四千人": "",
    "有13、14家企业, 25、26岁, 有13、14": "",
    "13、15家, 13、14、15家": "13|15家|13|14|15家",
    "满300减50, 每满1,000元立减30元, 满2.5万元减3000元": "300|1,000元|2.5万元",
    "18- to 24-year-olds, a five-foot-10 man, 5-foot-10, 6 foot 3": "",
    "18 to 24 year olds, 6 feet tall": "18 to 24 year olds|6 feet",
    "a six-figure sum, a six-year plan": "six-year",
}
SCALES = {
    "€5.4 Mrd., 3,2 Mio. Euro, 5,4 Milliarden Euro, 12 miljoen": "",
    "3 milliards d'euros, 5 millions de personnes, 2 millones": "",
    "₩3조, 5 млн, 300 тыс., 3万ドル, 5つ, 5 tỷ": "",
    "5.4 million euros, 300 millionaires, 3 Mitsubishi plants": ("5.4 million euros|300|3"),
    "300 Škoda cars, 12 Éire firms": "300|12",
    "10w+, 3W人": "",
    "10 W, 3万W": "10 W|3万W",
    "1000P算力, top 10 percent, the bottom 20%": "",
    "30 fps, 4.5 stars, a magnitude 6.1 quake": "",
    "a 4.7-magnitude quake": "4.7-magnitude",
    "the index rose 1.3 points to 50.2": "50.2",
    "rose 12% to 50.2, rose 2 percentage points to 12": "rose 12%|50.2|rose 2 percentage points|12",
    "ticked up to 4.1%, up to 500 firms": "4.1%|up to 500 firms",
    "1013 hPa, 10 percent": "1013 hPa|10 percent",
}
MONEY = {
    "RMB167.2bn, Rs1,200 crore, an RS6": "RMB167.2bn|Rs1,200 crore",
    "USD/CNY 7.25, 每10股派3元, a $65,000-a-year job": "",
    "CNY 7.25, 每股派3元": "CNY 7.25|每股派3元",
    "CA$3m, MX$300m, AR$ 300, RD$5": "CA$3m|MX$300m|AR$ 300|RD$5",
    "ZZ$300m, QX$ 5": "",
    "US$300m, A$5, $7": "US$300m|A$5|$7",
    "SAR 3bn, PHP 500 million, 40 TRY": "",
    "In the US 300 million people, TOP 10": "300 million people|TOP 10",
    "R 300 million, kr 500, 500 kr, Fr. 500, 500₴": "",
    "Tk 5 lakh, zł 50, 50 zł, KSh 500": "Tk 5 lakh|zł 50|50 zł|KSh 500",
    "Prices rose from $3 to 4 a litre": "$3",
    "between $3 and $4 a litre": "between $3 and $4 a litre",
    "MUSD 45, SEKm 300, k€ 30, TL 300, Bs 500, S/ 300, ₹50,000 cr, 50 cr, Rs 50 L": "",
    "SEK 300m, 30 k€, Rs 50 lakh": "SEK 300m|30 k€|Rs 50 lakh",
}
SHAPES = {
    "粉丝100w, 16GB+512GB, 1元/百万tokens, $0.14 per million tokens, 每百万tokens 1元": "512GB",
    "100 W, 16GB, 1元/吨, 每万人12件": "100 W|16GB|1元/吨|每万人12件",
    "221 BC, 300-250 BCE, AD 79, 公元前221年, arXiv:2301.12345": "",
    "5年或15万公里": "15万公里",
    "5到15万公里, 5年或15年": "5到15万公里|5年或15年",
    "3 x 4, 3×4 m, 10 by 12 feet, 5 . 2%, 35kWh/100km, 35 μg/m3, 5σ": "",
    "3 km, 35 kW·h, 35 μg/m³, 5 km (3 miles)": "3 km|35 kW·h|35 μg/m³|5 km|3 miles",
    "3/4 cup, in 3.5 s, 30 C": "",
    "3/4 of it, 3.5 seconds": "3/4|3.5 seconds",
    "二十届三中全会, 全国人大三次会议, 十一黄金周, 618大促": "",
    "召开三次会议, 十一家, 618家": "三次|十一家|618家",
}
FRACTIONS = {
    "a quarter of a million firms": "a quarter of a million firms",
    "three quarters of a percent": "three quarters of a percent",
    "half of one per cent": "half of one per cent",
    "half an hour, half a mile": "half an hour|half a mile",
    "a third of a billion dollars, half a century, half of 1%": "",
    "a third term, a fifth column, one third party": "",
    "a third of firms, one third, a fifth are, half of all": (
        "a third of firms|one third|a fifth|half"
    ),
    "十有八九, 十之八九": "",
    "十之二三, 一多半": "",
    "八九家, 一半多": "八九家|一半多",
    "half-a-million, hundreds of millions of dollars, the low hundreds": "",
    "every second firm, two-to-three percent": "",
    "hundreds of millions of firms, the second firm": "hundreds of millions of firms|second",
}


@pytest.mark.parametrize("text", [*NUMBERS, *SCALES, *MONEY, *SHAPES, *FRACTIONS])
def test_a_print_is_whole_or_none(text):
    expected = (NUMBERS | SCALES | MONEY | SHAPES | FRACTIONS)[text]
    assert "|".join(one.printed for one in find(text)) == expected


VALUES = {
    "12 345,67 euros": (12345.67, "EUR"),
    "CHF 1'200.50": (1200.5, "CHF"),
    "a quarter of a million firms": (250_000, "count"),
    "three quarters of a percent": (0.0075, "share"),
    "half an hour": (0.5, "hour"),
    "CA$3m": (3_000_000, "CAD"),
    "1013 hPa": (101_300, "Pa"),
    "18 to 24 year olds": (21, "age"),
    "人均寿命78岁": (78, "age"),
}


@pytest.mark.parametrize("printed", VALUES)
def test_what_is_read_whole_says_this(printed):
    read, (value, unit) = parse(printed), VALUES[printed]
    assert read.value == pytest.approx(value)
    assert read.unit == unit


LISTS = {
    "3、4、5万家": [30_000, 40_000, 50_000],
    "320, 226 and 212 thousand firms": [320_000, 226_000, 212_000],
    "of the 47, 12 million tonnes": [47, 12_000_000],
    "320,000 and 2 million": [320_000, 2_000_000],
    "3 firms and 5 million people": [3, 5_000_000],
}


@pytest.mark.parametrize("text", LISTS)
def test_the_members_of_a_list_have_its_scale(text):
    found = find(text)
    assert [one.quantity.value for one in found] == LISTS[text]
    assert all(parse(one.printed, unit=one.unit) == one.quantity for one in found)
