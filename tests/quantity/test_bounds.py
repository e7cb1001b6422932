"""What each printed figure is read as: bounds, value and unit."""

import math
import re

import pytest

from analysis.quantity import Quantity, UnreadableFigure, parse

INF = math.inf

COUNTS = [
    ("92所", 92, 92, 92),
    ("6080件", 6080, 6080, 6080),
    ("320,000", 320_000, 320_000, 320_000),
    ("2,400 firms", 2400, 2400, 2400),
    ("474,000 person-years", 474_000, 474_000, 474_000),
    ("七匹", 7, 7, 7),
    ("三萬二千", 32_000, 32_000, 32_000),
    ("twenty-five firms", 25, 25, 25),
    ("498249611234763", 498249611234763, 498249611234763, 498249611234763),
    ("3.5家", 3.45, 3.5, 3.55),
    ("42.85萬", 428_450, 428_500, 428_550),
    ("21.2萬家", 211_500, 212_000, 212_500),
    ("三十二萬", 315_000, 320_000, 325_000),
    ("12,706万人", 127_055_000, 127_060_000, 127_065_000),
    ("1.28亿人", 127_500_000, 128_000_000, 128_500_000),
    ("1.8 million people", 1_750_000, 1_800_000, 1_850_000),
    ("32万家企业", 315_000, 320_000, 325_000),
    ("近32萬家", 310_000, 320_000, 320_000),
    ("nearly 320,000", 310_000, 320_000, 320_000),
    ("close to 320,000", 310_000, 320_000, 320_000),
    ("近100", 90, 100, 100),
    ("近万家", 9000, 10_000, 10_000),
    ("超過60.6萬家", 606_000, 606_000, 607_000),
    ("5萬多家", 50_000, 50_000, 60_000),
    ("超过5万多", 50_000, 50_000, 60_000),
    ("50多万", 500_000, 500_000, 600_000),
    ("十余万人", 100_000, 100_000, 200_000),
    ("兩百多所", 200, 200, 300),
    ("上百家", 100, 100, 200),
    ("2200余家", 2200, 2200, 2300),
    ("100+ firms", 100, 100, 200),
    ("约2400家", 2280, 2400, 2520),
    ("~207000", 196_650, 207_000, 217_350),
    ("至少3家", 3, 3, INF),
    ("at least 12", 12, 12, INF),
    (">2,400", 2400, 2400, INF),
    ("≥12", 12, 12, INF),
    ("20 or more", 20, 20, INF),
    ("fewer than 100", 0, 100, 100),
    ("<595000", 0, 595_000, 595_000),
    ("不超过30家", 0, 30, 30),
    ("最多30家", 0, 30, 30),
    ("10-20万", 100_000, 150_000, 200_000),
    ("10万至20万家", 100_000, 150_000, 200_000),
    ("3到5万", 30_000, 40_000, 50_000),
    ("between 3 and 5 million", 3_000_000, 4_000_000, 5_000_000),
    ("from 3 to 5 million", 3_000_000, 4_000_000, 5_000_000),
    ("3–5 million", 3_000_000, 4_000_000, 5_000_000),
    ("5 thousand to 1 million", 5000, 502_500, 1_000_000),
    ("十幾家", 11, 15, 19),
    ("几家", 2, 5.5, 9),
    ("several million people", 2_000_000, 5_999_999.5, 9_999_999),
]
SHARES = [
    ("9.78%", 0.09775, 0.0978, 0.09785),
    ("6.73%", 0.06725, 0.0673, 0.06735),
    ("20%", 0.195, 0.2, 0.205),
    ("20 per cent", 0.195, 0.2, 0.205),
    ("0%", 0, 0, 0.005),
    ("百分之十二", 0.115, 0.12, 0.125),
    ("千分之三", 0.0025, 0.003, 0.0035),
    ("四成", 0.35, 0.4, 0.45),
    ("九成五", 0.945, 0.95, 0.955),
    ("7成5", 0.745, 0.75, 0.755),
    ("over 20%", 0.2, 0.2, 0.3),
    ("14%以上", 0.14, 0.14, 0.15),
    ("近10%", 0.09, 0.1, 0.1),
    ("近五成", 0.4, 0.5, 0.5),
    ("about 45%", 0.4275, 0.45, 0.4725),
    ("约45%左右", 0.4275, 0.45, 0.4725),
    ("约5%", 0.045, 0.05, 0.055),
    ("不足10%", 0, 0.1, 0.1),
    (">50%", 0.5, 0.5, INF),
    ("10%~20%", 0.1, 0.15, 0.2),
    ("10%~20", 0.1, 0.15, 0.2),
    ("10-20%", 0.1, 0.15, 0.2),
    ("三到五成", 0.3, 0.4, 0.5),
    ("1/5", 0.18, 0.2, 0.22),
    ("one-fifth", 0.18, 0.2, 0.22),
    ("one in five", 0.18, 0.2, 0.22),
    ("1 in 5", 0.18, 0.2, 0.22),
    ("a third", 0.3, 1 / 3, 11 / 30),
    ("三分之一", 0.3, 1 / 3, 11 / 30),
    ("約三分之一", 0.3, 1 / 3, 11 / 30),
    ("three quarters", 0.675, 0.75, 0.825),
    ("½", 0.45, 0.5, 0.55),
    ("一半", 0.45, 0.5, 0.55),
    ("三万分之一", 3e-05, 1 / 30_000, 11 / 300_000),
    ("近一半", 0.4, 0.5, 0.5),
    ("nearly half", 0.4, 0.5, 0.5),
    ("more than half", 0.5, 0.5, 0.6),
    ("一半以上", 0.5, 0.5, 0.6),
    ("近1/5", 1 / 6, 0.2, 0.2),
    ("over a fifth", 0.2, 0.2, 0.25),
    ("超过三分之二", 2 / 3, 2 / 3, 23 / 30),
    ("at least a third", 1 / 3, 1 / 3, INF),
    ("不足三分之一", 0, 1 / 3, 1 / 3),
]
MONEY = [
    ("387元", 386.5, 387, 387.5, "CNY"),
    ("387億元", 386.5e8, 387e8, 387.5e8, "CNY"),
    ("人民币387亿元", 386.5e8, 387e8, 387.5e8, "CNY"),
    ("逾3000亿元", 3000e8, 3000e8, 4000e8, "CNY"),
    ("RMB 38.7 billion", 38.65e9, 38.7e9, 38.75e9, "CNY"),
    ("38.7bn yuan", 38.65e9, 38.7e9, 38.75e9, "CNY"),
    ("4.72 trillion yuan", 4.715e12, 4.72e12, 4.725e12, "CNY"),
    ("数十亿元", 2e9, 5_999_999_999.5, 9_999_999_999, "CNY"),
    ("$1.5bn", 1.45e9, 1.5e9, 1.55e9, "USD"),
    ("US$25 billion", 24.5e9, 25e9, 25.5e9, "USD"),
    ("25億美元", 24.5e8, 25e8, 25.5e8, "USD"),
    ("$3-5bn", 3e9, 4e9, 5e9, "USD"),
]
RANKS = [
    *(("第2", 2), ("第四", 4), ("第一名", 1), ("最多", 1), ("No. 1", 1), ("number 2", 2)),
    *(
        ("2nd", 2),
        ("second", 2),
        ("11th", 11),
        ("20th", 20),
        ("22nd", 22),
        ("112th", 112),
        ("ranked 3rd", 3),
    ),
]
EXPECTED = [
    *((printed, Quantity(low, value, high, "count")) for printed, low, value, high in COUNTS),
    *((printed, Quantity(low, value, high, "share")) for printed, low, value, high in SHARES),
    *((printed, Quantity(low, value, high, unit)) for printed, low, value, high, unit in MONEY),
    *((printed, Quantity(rank, rank, rank, "rank")) for printed, rank in RANKS),
]


@pytest.mark.parametrize(("printed", "expected"), EXPECTED)
def test_parse(printed, expected):
    """Each figure reads as exactly these floats."""
    assert parse(printed) == expected


FALLING = "its first bound is above its second"
FRACTION = "a fraction lies between 0 and 1"
RANK = "a rank counts from 1 and ends in st, nd, rd, th to match"
ZERO = "zero has no round figure next to it"


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ("20-10", FALLING),
        ("5000-1万", FALLING),
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
def test_digits_that_do_not_suit(printed, reason):
    """A figure whose words are read but whose digits do not suit them raises with the reason."""
    with pytest.raises(
        UnreadableFigure, match=re.escape(f"cannot read {printed!r}, as {reason}. ")
    ):
        parse(printed)
