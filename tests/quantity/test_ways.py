"""A figure keeps its way, up or down, or is not read: none loses a sign without a word."""

import pytest

from analysis.quantity import Found, find, parse, scan

RANGES = {
    "it fell between 3% and 4% in May": ("fell between 3% and 4%", -0.04, -0.03),
    "a 3 to 4 per cent fall": ("a 3 to 4 per cent fall", -0.04, -0.03),
    "a 2% to 3% rise": ("a 2% to 3% rise", 0.02, 0.03),
    "it rose 5%-6% in May": ("rose 5%-6%", 0.05, 0.06),
    "下降5%—6%。": ("下降5%—6%", -0.06, -0.05),
    "降幅3%至4%。": ("降幅3%至4%", -0.04, -0.03),
    "减少三到四成。": ("减少三到四成", -0.4, -0.3),
    "declined by 2 to 3 per cent": ("declined by 2 to 3 per cent", -0.03, -0.02),
    "下降2.5至3.0个百分点。": ("下降2.5至3.0个百分点", -0.03, -0.025),
}


@pytest.mark.parametrize("text", RANGES)
def test_a_range_of_changes_has_their_sign(text):
    (found,) = find(text)
    assert (found.printed, found.quantity.low, found.quantity.high) == pytest.approx(RANGES[text])
    assert found.quantity.unit in ("share-change", "pp")


@pytest.mark.parametrize(
    "text",
    [
        *("下降5%到6%", "下降百分之五到六", "降0.2至3.1%", "rose by 5% to 6%", "it fell 3% to 4%"),
        *("较全省平均工资低近三成", "比去年少两成", "价格高三成", "气温偏高1.2℃"),
        *("was 38 per cent below their level", "is 12% above the mean", "wages 3% up on May"),
        *("低于全国3.1个百分点", "落后3.1个百分点", "低于平均水平5.2%", "2°C below zero"),
        *("it is up a third to a half", "down 1/3 to 1/2"),
        *("20% off the list price", "€5 million lower than then", "some 200 fewer."),
        *("it was 1.3 °C lower than usual", "some 200 metres higher", "2 points down from May"),
    ],
)
def test_a_way_that_is_not_read_leaves_no_figure(text):
    assert not any(isinstance(one, Found) for one in scan(text))
    assert scan(text)


SAME = {
    "unemployment rose above 5%": "above 5%",
    "they made up 16% of it": "16%",
    "fees eat up a third of it": "a third",
    "it fell to 4%": "4%",
    "rose 5% to 6 million": "rose 5%",
    "至少30%，最高45%，不少于20%": "至少30%|最高45%|不少于20%",
    "one in five off work, 20% off sick": "one in five|20%",
    "大多30%": "30%",
    "30 °C or more, 20 °C higher prices": "30 °C or more",
    "低于全国平均水平的30%，高于全国3.1个百分点": "30%|3.1个百分点",
    "30 higher education institutions": "30",
    "同比降2.1%，至3.5万亿元": "同比降2.1%|3.5万亿元",
    "同比降2.1%至3.5万亿元": "3.5万亿元",
    "NT$3-5元": "NT$3-5元",
    "高3米，低5米": "3米|5米",
}


@pytest.mark.parametrize("text", SAME)
def test_levels_are_read_as_ever(text):
    found = [one.printed for one in find(text)]
    assert found[: len(SAME[text].split("|"))] == SAME[text].split("|")
    assert all(one.quantity == parse(one.printed) for one in find(text))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("pays about €121 or US$132 a night", ""),
        ("fewer than 9 rooms or 20 beds", "fewer than 9"),
        ("约121欧元或132美元", "约121欧元"),
        ("about 5 or 6 firms", "about 5 or 6 firms"),
        ("more than 5000 or about 6000", "more than 5000|about 6000"),
        ("9 rooms or 20 beds", "9|20"),
    ],
)
def test_a_hedge_of_the_first_of_two_is_not_lost_on_the_second(text, printed):
    assert [one.printed for one in find(text)] == [one for one in printed.split("|") if one]


FRACTIONS = {
    "it is between a third and a half": ("between a third and a half", 1 / 3, 1 / 2),
    "between one in five and one in four": ("between one in five and one in four", 0.2, 0.25),
    "a quarter to a third": ("a quarter to a third", 1 / 4, 1 / 3),
    "1/3至1/2的企业": ("1/3至1/2", 1 / 3, 1 / 2),
    "三分之一至一半的企业": ("三分之一至一半", 1 / 3, 1 / 2),
    "一半到三分之二的企业": ("一半到三分之二", 1 / 2, 2 / 3),
}


@pytest.mark.parametrize("text", FRACTIONS)
def test_a_range_of_fractions_is_one(text):
    (found,) = find(text)
    assert (found.printed, found.quantity.low, found.quantity.high) == pytest.approx(
        FRACTIONS[text]
    )


def test_what_is_below_nothing_may_be_a_ratio():
    """Such as a margin, or a balance over the product: what it is of decides."""
    read = [parse(one) for one in ("-2.8%", "−2.8%", "-3% to 2%")]
    assert [(one.unit, one.value < 0) for one in read] == [("share", True)] * 3


@pytest.mark.parametrize("printed", ["up 0.0 per cent", "fell 0.0%", "-0.0 points"])
def test_a_change_of_nothing_went_either_way(printed):
    read = parse(printed)
    assert (read.low, read.value, read.high) == (-0.0005, 0, 0.0005)


STUMPS = {
    "¾ of a million people": "",
    "2/3 of a million people": "",
    "a third to half of them": "",
    "Regulation (EU) No 692/2011 applies": "",
    "1/2000 of all people": "1/2000",
    "80—89岁每人每月50元": "80—89岁|每月50元",
    "60岁以上每户": "60岁以上",
    "每斤三块五": "",
    "一百块零五毛": "",
    "5块钱": "5块钱",
    "第一、二、三名": "第一",
    "头三名": "",
    "三次产业": "",
    "三次会议": "三次",
    "一分为二，三番五次，三下五除二": "",
    "2 pct pts": "",
    "5 to 10 euros per person per day": "",
    "5 euros per day": "5 euros per day",
    "the 14th consecutive increase, its 150th anniversary": "",
    "in the 2nd to 4th quarter": "",
    "the fourth consecutive increase, its third anniversary": "",
    "the 3rd largest, its fourth place": "3rd|fourth place",
    "开头3年，街头3人": "3年|3人",
}


@pytest.mark.parametrize("text", STUMPS)
def test_no_stump_is_taken_for_the_whole(text):
    assert [one.printed for one in find(text)] == [one for one in STUMPS[text].split("|") if one]
