"""Figures are exact fractions from the print on."""

from fractions import Fraction
from math import inf

import pandas as pd
import pytest

from analysis.claims.assertions import exact, read_figures
from analysis.quantity import parse

from .small import figure


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1,234,567,890,123家", Fraction(1234567890123)),
        ("123,456,789,012,345家", Fraction(123456789012345)),
        ("1,349,083,512,345.67元", Fraction("1349083512345.67")),
        ("9.78%", Fraction("0.0978")),
        ("三分之二", Fraction(2, 3)),
        ("1/7", Fraction(1, 7)),
        ("0.0000123%", Fraction("0.000000123")),
        ("-5 °C", Fraction(-5)),
    ],
)
def test_print_is_the_number_that_it_says(printed, value):
    assert exact(parse(printed).value) == value


def test_no_limit_is_no_number():
    assert exact(inf) is None


@pytest.mark.parametrize(
    ("low", "value", "high", "wish"),
    [
        ("-5", "-5", None, "-4.95"),
        ("-5", "-5", "0", "-4.95"),
        ("0", "0", None, "0.01"),
        ("20", "20", "21", "20.01"),
    ],
)
def test_wish_lies_inside_an_end_that_is_left_out(low, value, high, wish):
    one = figure("balance[Ash]", low, high, value=Fraction(value), open_low=True)
    assert one.wish() == Fraction(wish)


@pytest.mark.parametrize(
    ("printed", "unit", "wish"),
    [("近100家", "count", "99"), ("nearly 100", "", "99.9"), ("more than 20", "count", "21")],
)
def test_wish_of_a_count_is_whole(printed, unit, wish):
    read = parse(printed)
    row = {"figure_id": "one", "place": "Ash", "metric": "firms", "hedge": "", "unit": unit}
    ends = {name: getattr(read, name) for name in ("low", "value", "high", "open_low", "open_high")}
    [one] = read_figures(pd.DataFrame([row | ends]))
    assert one.wish() == Fraction(wish)
