"""Words in one language: names of places and metrics, amounts, lists."""

import pytest

from analysis.data.words import words
from analysis.errors import ParameterError


def test_a_place_and_a_metric_have_a_name_in_each_language():
    english, chinese = words("en"), words("zh")
    assert (english.place("Beijing"), chinese.place("Beijing")) == ("Beijing", "北京")
    assert english.label("ai_firms_share") == "share of China's AI-related firms"
    assert english.title("ai_firms_share") == "Share of China's AI-related firms"
    assert chinese.label("ai_firms_share") == chinese.title("ai_firms_share")


def test_amounts_are_said_as_the_language_says_them():
    english, chinese = words("en"), words("zh")
    row = {"value": 320_000.0, "unit": "count", "hedge": "nearly"}
    assert (english.reading(row), chinese.reading(row)) == ("nearly 320,000", "近32万")
    thirds = {"value": 2 / 3, "unit": "share", "hedge": "exact"}
    assert (english.reading(thirds), chinese.reading(thirds)) == ("66.6667%", "66.6667%")
    assert english.span(310_000, 320_000, "count") == "310,000 to 320,000"
    assert chinese.span(310_000, 320_000, "count") == "31万至32万"
    assert (english.amount(0.0978, "share"), chinese.amount(0.0978, "share")) == ("9.78%", "9.78%")


def test_lists_and_sentences_are_joined_as_the_language_joins_them():
    english, chinese = words("en"), words("zh")
    assert english.listed(["a", "b", "c"]) == "a, b and c"
    assert chinese.listed(["甲", "乙"]) == "甲、乙"
    assert chinese.listed([]) == "无"
    assert english.joined(["One.", "", "Two."]) == "One. Two."
    assert chinese.joined(["一。", "二。"]) == "一。二。"


def test_another_language_is_refused_with_those_that_there_are():
    with pytest.raises(ParameterError, match="lang: found 'fr'; expected one of: en, zh"):
        words("fr")


@pytest.mark.parametrize(
    ("language", "inside", "begun"),
    [
        ("en", "Huawei's staff world-wide", "Huawei's staff world-wide, 2022"),
        ("zh", "华为全球员工", "华为全球员工，2022年"),
    ],
)
def test_what_is_somebodys_is_not_said_to_be_of_the_place_it_is_filed_under(
    language, inside, begun
):
    told = words(language)
    assert told.named("Shenzhen", "huawei_staff") == inside
    assert told.of("Shenzhen", "huawei_staff", 2022) == begun
    assert told.of("Shenzhen", "huawei_staff") == inside


def test_what_is_of_a_place_is_named_with_it():
    english, chinese = words("en"), words("zh")
    assert english.named("Beijing", "universities") == "Beijing, universities"
    assert english.of("Beijing", "universities", 2024) == "Beijing, Universities, 2024"
    assert chinese.named("Beijing", "universities") == "北京高校"


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("2025-02", "February 2025", "2025年2月"),
        ("2023-02-14", "14 February 2023", "2023年2月14日"),
        ("2022", "2022", "2022"),
        ("", "", ""),
    ],
)
def test_a_date_is_said_as_a_daily_prints_it(text, english, chinese):
    assert (words("en").date(text), words("zh").date(text)) == (english, chinese)
