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
    "大多30%": "30%",
    "30 °C or more, 20 °C higher prices": "30 °C or more",
    "高3米，低5米": "3米|5米",
}


@pytest.mark.parametrize("text", SAME)
def test_levels_are_read_as_ever(text):
    found = [one.printed for one in find(text)]
    assert found[: len(SAME[text].split("|"))] == SAME[text].split("|")
    assert all(one.quantity == parse(one.printed) for one in find(text))
