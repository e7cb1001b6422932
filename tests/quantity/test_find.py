"""What is found in running text: figures at their places, and what else has digits."""

import csv
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import files
from analysis.quantity import Found, NoFigure, find, parse, scan

from .strategies import chinese_figures

SIGNS = "0123456789 ,.-/:%$+#()第年月日近約萬億家一半兩十零點五千to\nabour"
TEXTS = st.text(st.sampled_from(SIGNS)) | st.text()

FIGURES = {
    "Nearly 320,000 firms, over 20% of all, came.": ["Nearly 320,000 firms", "over 20%"],
    "It is from 5 to 10 percent, or up to 700 people.": [
        "from 5 to 10 percent",
        "up to 700 people",
    ],
    "北京近32萬家,占全國20%以上,排名全國第2。": ["近32萬家", "20%以上", "第2"],
    "上海數量最多,占1/5;一些一半,十分之一": ["最多", "1/5", "一半", "十分之一"],
    "about one in five; $3.4 billion; the 21st": ["about one in five", "$3.4 billion", "21st"],
    "more than\n30 people": ["more than\n30 people"],
}
OTHERS = {
    "in 2023, of 2019-2021 and 2023年": ["a year"] * 3,
    "26 April 1994, April 26, 1994, 2020-05-01, 2024年5月1日, 5月3日": ["a date"] * 5,
    "at 12:30 and 5 p.m.": ["a time"] * 2,
    "+1-222-2222-2222, 0571-88888888 and 13812345678": ["a phone number"] * 3,
    "GPT-4, H100, 1.2.3, 910系列, 11011402013531": ["an identifier"] * 5,
    "see https://a.org/b12?x=3 or a1@b2.org": ["an address"] * 2,
    "1. so\n2) so\n三、so, see section 3.1 and [12]": ["a list number"] * 5,
    "the 20th century, the 1990s, 90年代": ["a century or decade"] * 3,
}


@pytest.mark.parametrize(("text", "printed"), FIGURES.items(), ids=str)
def test_figures_are_found(text, printed):
    """Each at its longest, hedge and unit included."""
    assert [one.printed for one in find(text)] == printed


@pytest.mark.parametrize(("text", "reasons"), OTHERS.items(), ids=str)
def test_digits_that_are_no_figure(text, reasons):
    """They are told apart as what they are, and are not found."""
    assert [one.reason for one in scan(text) if isinstance(one, NoFigure)] == reasons
    assert find(text) == []


@pytest.mark.parametrize(
    "text",
    ["not over 20 firms", "5 mil", "1,495 m", "<-30", "不超五家"],
)
def test_what_would_be_another_number_is_not_found(text):
    """A denial, a sign or a scale that is not read leaves the number unread."""
    assert find(text) == []


def test_figures_apart_are_not_one():
    """Numbers in a row, and limits that are none of one figure, are found each by itself."""
    texts = ["12%\n5 km", "over 20, more than 30"]
    assert [[one.printed for one in find(text)] for text in texts] == [
        ["12%", "5 km"],
        ["over 20", "more than 30"],
    ]


@given(TEXTS)
def test_any_text(text):
    """What is found is in order, apart, as printed and as read; every digit is accounted for."""
    found = scan(text)
    assert all(before.end <= after.start for before, after in pairwise(found))
    for one in found:
        assert text[one.start : one.end] == one.printed
        if isinstance(one, Found):
            assert parse(one.printed) == one.quantity
    covered = {place for one in found for place in range(one.start, one.end)}
    assert {place for place, char in enumerate(text) if char in "0123456789"} <= covered


@given(st.lists(chinese_figures()), st.sampled_from([";", "。", " | ", "、", ".\n"]))
def test_what_is_put_together_is_found(figures, joint):
    """Figures in a row, however many, are found as each is by itself."""
    texts = [text for text in figures if [one.printed for one in scan(text)] == [text]]
    assert [one.printed for one in scan(joint.join(texts))] == texts


def test_every_figure_of_the_article():
    """Each token of the ledger is found where it stands; the article may not be at hand."""
    beside = sorted((files.root().parent / "shared" / "source").glob("*.txt"))
    if len(beside) != 1:
        pytest.skip("no copy of the article beside the checkout, in ../shared/source")
    lines = beside[0].read_text("utf-8").split("\n")
    with (files.raw() / "wanliu-economic-review" / "figures.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    typed = {(int(row["line"]), int(row["start"]), row["printed"]) for row in rows}
    found = [
        (number, one.start, one.printed)
        for number, line in enumerate(lines, start=1)
        for one in find(line)
    ]
    assert typed - set(found) == set()
    others = [printed for *place, printed in found if (*place, printed) not in typed]
    assert others == [
        *("三", "兩個", "第三", "4", "幾條所", "兩年", "第一", "3", "兩年"),
        *("一年多", "六", "第三", "六", "幾十年", "三"),
    ]
