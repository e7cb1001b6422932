"""What belongs to a figure beside its number is kept: whom it is per, what it is out of, which way.

Each line of a text has what is found there, and what it reads as in other words.
"""

import re

import pytest

from analysis.quantity import find, parse, scan

RATES = {
    "the equivalent of €1,350 a holding.": ("€1,350 a holding", "EUR/count"),
    "or €39 per head of the population": ("€39 per head of the population", "EUR/count"),
    "1.1 litres a person, and more": ("1.1 litres a person", "litre/count"),
    "10 to 12 tonnes of olives a hectare": ("10 to 12 tonnes of olives a hectare", "tonne/ha"),
    "每度0.32至0.45元": ("每度0.32至0.45元", "CNY/Wh"),
    "0.8 million berths": ("0.8 million", "count"),
    "fees eat up a third of it": ("a third", "share"),
    "3–4 kg of rice per person": ("3–4 kg of rice per person", "kg/count"),
    "between €3,800 and €4,100 a tonne": ("between €3,800 and €4,100 a tonne", "EUR/tonne"),
    "$50-60 per barrel": ("$50-60 per barrel", "USD/barrel"),
    "$3 to $5 a bottle.": ("$3 to $5 a bottle", "USD/count"),
    "茶农人均年收入2.1万元": ("人均年收入2.1万元", "CNY/count"),
    "人均GDP超过1.2万美元": ("人均GDP超过1.2万美元", "USD/count"),
    "拍出了每饼12万元": ("每饼12万元", "CNY/count"),
    "每公斤3至4元": ("每公斤3至4元", "CNY/kg"),
    "户均3.5亩": ("户均3.5亩", "mu/count"),
    "亩产约450公斤": ("亩产约450公斤", "kg/mu"),
    "每股收益0.35元": ("每股收益0.35元", "CNY/count"),
    "每年5万吨": ("每年5万吨", "tonne/year"),
    "人均收入增长5%": ("增长5%", "share-change"),
    "€9.50 a year ago": ("€9.50", "EUR"),
    "it paid €5m a Spanish firm said": ("€5m", "EUR"),
}


@pytest.mark.parametrize("text", RATES)
def test_a_rate_is_one(text):
    assert [(one.printed, one.quantity.unit) for one in find(text)] == [RATES[text]]


SAME = {  # what is found, and the same in other words
    "four bottles out of five": "four out of five",
    "three of every four": "three out of four",
    "one operator in four": "one in four",
    "高出六成": "增长六成",
    "多了五成": "增长五成",
    "跌去三成": "下跌三成",
    "climb by 7-10%": "up 7-10%",
    "rise 5%": "up 5%",
    "fall by about 3%": "down about 3%",
    "drop 12%": "down 12%",
    "下挫3%": "下跌3%",
    "the better part of 300": "nearly 300",
    "virtually half": "almost half",
    "十来锅": "about 10",
    "居首": "第1",
}


@pytest.mark.parametrize("text", SAME)
def test_it_says_the_same(text):
    found = find(f"so {text}." if text.isascii() else f"{text}。")
    assert [(one.printed, one.quantity) for one in found] == [(text, parse(SAME[text]))]


ENDS = {
    "a good half": (0.5, 0.6),
    "no more than 40-45%": (0, 0.45),
    "up to 10-12 tonnes": (0, 12),
    "half as large again": (1.45, 1.55),
    "a third again as many": (1.3, 1.3666666666666667),
}


@pytest.mark.parametrize("text", ENDS)
def test_how_far_it_reaches(text):
    (found,) = find(f"so {text}.")
    assert (found.printed, found.quantity.low, found.quantity.high) == pytest.approx(
        (text, *ENDS[text])
    )
    assert not found.quantity.open_low


def test_a_half_that_is_written_as_one_is_exact():
    assert parse("3½ years") == parse("three and a half years")
    assert parse("3½ years").low == parse("3½ years").high == 3.5


NO_FIGURES = {
    "6.5 out of 10": "a score",
    "4 stars out of five": "a score",
    "Koroneiki 92 points": "not read as a figure",
    "ring 953 22 10 87.": "a phone number",
    "020 7946 0958": "a phone number",
    "电话：0755 8888 6666": "a phone number",
    "call +43 1 5800 4000": "a phone number",
    "box 4471": "a name",
    "邮编：518000": "an address",
}


@pytest.mark.parametrize("text", NO_FIGURES)
def test_what_is_no_figure_is_told_apart(text):
    assert [getattr(one, "reason", one.printed) for one in scan(text)] == [NO_FIGURES[text]]


LIMITS = {  # of ranges: the end that a hedge leaves
    "at least 20-25%": (0.2, 1),
    "more than 5 to 6 times": (5, 6),
    "less than 2-3%": (0, 0.03),
    "under 20-30 euros": (0, 30),
}


@pytest.mark.parametrize("printed", LIMITS)
def test_a_hedge_on_a_range_keeps_one_of_its_ends(printed):
    read = parse(printed)
    assert (read.low, read.high) == LIMITS[printed]


@pytest.mark.parametrize(
    "text",
    [
        "In 2024, 25000 Chinese firms were founded.",
        "15000 Shenzhen firms are listed.",
        "Beijing 320 24 92 16",
        "450\t12\t13\t14",
    ],
)
def test_counts_before_a_capital_and_rows_of_numbers_are_figures(text):
    assert [one.printed for one in find(text)] == re.findall(r"(?<!In )\b[0-9]+", text)


PAID = {
    "护理员月薪4500~6000元": ("月薪4500~6000元", "CNY/month"),
    "年薪超过20万元的人": ("年薪超过20万元", "CNY/year"),
    "时薪25元": ("时薪25元", "CNY/hour"),
    "月租金约2000元": ("月租金约2000元", "CNY/month"),
    "2024年租金5000元": ("5000元", "CNY"),
    "今年租12辆": ("12辆", "count"),
    "月薪职工5人": ("5人", "count"),
    "薪酬3万元": ("3万元", "CNY"),
}


@pytest.mark.parametrize("text", PAID)
def test_pay_is_of_its_time(text):
    assert [(one.printed, one.quantity.unit) for one in find(text)] == [PAID[text]]
