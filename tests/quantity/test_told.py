"""Numbers in a unit that is told elsewhere than beside them."""

import pytest

from analysis.quantity import UnreadableFigure, hedge_of, parse, parse_column

TOLD = {  # what is printed and the unit that is told: what it reads as, in full
    ("1,419", "thousand tonnes"): "1,419 thousand tonnes",
    ("41.6", "%"): "41.6%",
    ("41.6", "share"): "41.6%",
    ("9.8", "kg per head"): "9.8 kg per head",
    ("1", "rank"): "no. 1",
    ("3", "Rank"): "no. 3",
    ("2", "排名"): "第2",
    ("近450", "万吨"): "近450万吨",
    ("450多", "万吨"): "450多万吨",
    ("450左右", "亿元"): "450亿元左右",
    ("over 450", "GWh"): "over 450 GWh",
    ("450 or so", "kt"): "450,000 tonnes or so",
    ("450–500", "tonnes"): "450 to 500 tonnes",
    ("3.4", "US$ million"): "US$3.4 million",
    ("3.4", "€bn"): "€3.4bn",
    ("3.4", "£m"): "£3.4m",
    ("0.98", "€/kg"): "€0.98/kg",
    ("37", "'000 ha"): "37 thousand ha",
    ("37", "(000s)".strip("()")): "37 thousand",
    ("37", "millions"): "37 million",
    ("37", "% of GDP"): "37%",
    ("3.1", "% change"): "up 3.1%",
    ("-2.0", "% change"): "down 2.0%",
    ("-2.0%", "% change"): "down 2.0%",
    ("-2.0", "share-change"): "down 2.0%",
    ("2019", "thousand tonnes"): "2,019 thousand tonnes",
    ("37", "m"): "37 metres",
    ("260", "TRY/kg"): "260 Turkish lira/kg",
    ("37", "EUR/count"): "37 euros a person",
    ("37", "count"): "37",
    ("2008", "count"): "2,008",
    ("37", "万人"): "37万人",
    ("450 tonnes", "tonnes"): "450 tonnes",
    ("3rd", "rank"): "no. 3",
}


@pytest.mark.parametrize(("printed", "unit"), TOLD)
def test_it_is_read_as_though_the_unit_stood_beside_it(printed, unit):
    assert parse(printed, unit=unit) == parse(TOLD[printed, unit])


def test_a_print_with_a_unit_may_be_told_to_be_a_rate_of_it():
    assert parse("10 to 12 tonnes", unit="tonnes/hectare").unit == "tonne/ha"
    assert parse("€39", unit="€ per head").unit == "EUR/count"


def test_a_currency_of_several_countries_may_be_told_to_be_that_of_one():
    assert parse("12.5 dinars").unit == "dinar"
    assert parse("12.5 dinars", currency="TND").unit == "TND"
    assert parse("12.5 dinars", unit="TND").unit == "TND"
    assert parse("260 lira a kilo", unit="TRY").unit == "TRY/kg"


@pytest.mark.parametrize(
    ("printed", "unit", "why"),
    [
        ("450,000 tonnes", "kg", "it is printed as tonne, and its unit is told as 'kg'"),
        ("9%", "rank", "it is printed as share, and its unit is told as 'rank'"),
        ("450 firms", "%", "it is followed by 'firms %', which is no unit and no noun"),
        (
            "0.24",
            "share",
            "it may be a share of 1 or of 100; write '%' for the unit if it is percent",
        ),
        ("37", "bla", "it is followed by 'bla', which is no unit and no noun"),
    ],
)
def test_a_unit_that_the_print_contradicts_or_nobody_knows_is_refused(printed, unit, why):
    with pytest.raises(UnreadableFigure, match="cannot read") as error:
        parse(printed, unit=unit)
    assert why in str(error.value)


def test_a_column_has_its_units_row_by_row_and_keeps_its_hedges():
    import pandas as pd

    printed = pd.Series(["over 450", "16%", "1"], [3, 5, 8])
    read = parse_column(printed, told=pd.Series(["tonnes", "", "rank"], printed.index))
    assert list(read["unit"]) == ["tonne", "share", "rank"]
    assert hedge_of("over 450", "tonnes") == "more than"


def test_the_other_model_of_hedges_reads_the_same_unit():
    assert parse("over 450", "readers", unit="kt").low == 450_000
