"""What a figure is taken apart into; what is refused, and why."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.quantity import UnreadableFigure, parse
from analysis.quantity.grammar import take_apart
from analysis.quantity.hedges import EXACT
from analysis.quantity.numerals import Number
from analysis.quantity.shapes import Parsed

NOT_LISTED = "its words, or their order, are not among those listed"
TWO_UNITS = "it has two units"
NO_SCALE = "a share takes no scale word and no untold digit"
JOINTS = "a range is 'between' one 'and' another, or 'from' one 'to' another"
PLACE = "its first number may or may not share the place of the second"
MONEY = "'m', 'b', 't' and 兆 are scale words only beside a currency or a noun"
YEAR = "it may be a year; a count has a noun, a comma or a hedge beside it"
NO_FIT = "the digits between its scale words do not fit"
TENTHS = "the digits before and after 成 do not go together"
FALLING = "its first bound is above its second"
FRACTION = "a fraction lies between 0 and 1"
RANK = "a rank counts from 1 and ends in st, nd, rd, th to match"
ZERO = "zero has no round figure next to it"


def test_take_apart():
    """A figure is its numbers, unit and hedge, with blanks around it left out."""
    assert take_apart(" 12.34万家 ") == Parsed(
        form="figure",
        first=Number(1234, decimals=2, scale=4),
        second=Number(0),
        unit="count",
        rounded=True,
        hedge=EXACT,
    )


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ("", NOT_LISTED),
        ("circa many", NOT_LISTED),
        ("many", NOT_LISTED),
        ("5 milion", "it is followed by 'milion', which is no unit and no noun"),
        ("32萬萬萬", "it is followed by '万万', which is no unit and no noun"),
        ("1,23", NOT_LISTED),
        ("5²", "it is followed by '²', which is no unit and no noun"),
        ("5⅔", "it is followed by '⅔', which is no unit and no noun"),
        ("约", NOT_LISTED),
        ("no one", NOT_LISTED),
        ("a firm", NOT_LISTED),
        ("nearly 5 or more", "the hedges 'at least' and 'nearly' contradict each other"),
        ("5多-10万", "the hedges 'more than' and 'range' contradict each other"),
        ("近几百家", "the hedges 'nearly' and 'several' contradict each other"),
        ("$5 people", TWO_UNITS),
        ("百分之五家", TWO_UNITS),
        ("5万%", NO_SCALE),
        ("三万成", NO_SCALE),
        ("几成", NO_SCALE),
        ("五万 million", "it has two scale words"),
        ("7成五", TENTHS),
        ("九成5", TENTHS),
        ("1.5成5", TENTHS),
        ("七八成五", "a number of two bounds takes no digit after 成"),
        ("3万0005%", NO_SCALE),
        ("100m", MONEY),
        ("3m-5m", MONEY),
        ("1万2", NO_FIT),
        ("1万2000万", NO_FIT),
        ("1万20000家", NO_FIT),
        ("100000000000万亿1亿", "more than 15 digits"),
        ("七八到十家", "a bound of a range is one number"),
        ("from 3 or 4", JOINTS),
        ("近大半", "the hedges 'nearly' and 'more than' contradict each other"),
        ("第七八名", "the numeral '七八' is not well formed"),
        ("一九九八", YEAR),
        ("十到二十家", PLACE),
        ("2024年", YEAR),
        ("most", NOT_LISTED),
        ("20% of", "its unit is followed by 'of', which is no noun"),
        ("10%~20家", "a range has one unit"),
        ("3 and 5", JOINTS),
        ("between 3 to 5", JOINTS),
        ("三到五百", PLACE),
        ("三到五百万", PLACE),
        ("三点五分之一", "a fraction is of whole numbers"),
        ("第三点五", "a rank is a whole number"),
        ("三二十家", "the numeral '三二十' is not well formed"),
        ("1234567890123456", "more than 15 digits"),
        ("several in ten", "'several' has no place here"),
        ("几千万亿 million", "it has two scale words"),
        ("20-10", FALLING),
        ("1/0", FRACTION),
        ("0/5", FRACTION),
        ("5/4", FRACTION),
        ("5/5", FRACTION),
        ("第0", RANK),
        ("0th", RANK),
        ("2st", RANK),
        ("11st", RANK),
        ("24rd", RANK),
        ("近0", ZERO),
        ("over 0%", ZERO),
    ],
)
def test_unreadable_figures(printed, reason):
    """What cannot be read raises, naming the text, the reason and where to look."""
    message = (
        f"cannot read {printed!r}, as {reason}. "
        "Expected a figure such as '近32萬家' or 'over 20%'; "
        "src/analysis/quantity/hedges.py lists the hedges it reads, units.csv beside it the units."
    )
    with pytest.raises(UnreadableFigure, match=f"^{re.escape(message)}$"):
        parse(printed)


WORDS = """
    近 超过 约 至少 不足 上 多 余 以上 左右 几 数 十 百 千 万 亿 一 二 三 点 成 半 分之 百分之 第 到
    家 元 % / ~ - + . , $ > < 0 1 5 12 1,000 2.5 over nearly about half third in to and between
    来 仅 达到 倍 m dozen 或 廿 亿 全国 or of every 大半 plus
    million bn firms a one twenty hundred several first nd percent no. ½ ５ 萬 兩
"""
PIECES = [*WORDS.split(), "\n"]


@example(text="0" * 3000)
@example(text=" " * 3000)
@given(
    text=st.text(max_size=12)
    | st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
    | st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join)
)
def test_any_text_is_read_or_refused(text):
    """Any text gives bounds in order, or UnreadableFigure and nothing else."""
    try:
        quantity = parse(text)
    except UnreadableFigure:
        return
    assert quantity.low <= quantity.value <= quantity.high
