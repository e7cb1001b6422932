"""Units: known words, labels, currencies of a source, and what converts into what."""

import subprocess
import sys

import pytest

from analysis.quantity import Quantity, UnitError, parse, units, wording

ROW = {
    **{"unit": "TEU", "definition": "[TEU]", "words": "teu|标准箱|万标准箱=4"},
    **{"label_en": "{} TEU", "label_zh": "{}标准箱"},
}


@pytest.fixture
def teu(monkeypatch):
    """Define containers of twenty feet for the time of a test."""
    monkeypatch.setattr(units, "UNITS", dict(units.UNITS))
    monkeypatch.setattr(units, "WORDS", dict(units.WORDS))
    units.define([ROW])
    yield
    units.registry.cache_clear()


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("50GW", 5e10, "W"),
        ("415 TWh", 4.15e14, "Wh"),
        ("3万千瓦", 3e7, "W"),
        ("500兆瓦", 5e8, "W"),
        ("32 GB", 3.2e10, "byte"),
        ("16 Gb", 1.6e10, "bit"),
        ("100 Mbps", 1e8, "bit/s"),
        ("5 mW", 0.005, "W"),
        ("312 TFLOPS", 3.12e14, "flops"),
        ("3.14E+23 flops", 3.14e23, "flop"),
        ("5公里", 5, "km"),
        ("120 km²", 120, "km2"),
        ("120 km2", 120, "km2"),
        ("3000亩", 3000, "mu"),
        ("1.6亿平方米", 1.6e8, "m2"),
        ("2亿人次", 2e8, "count"),
        ("零下40度", -40, "celsius"),
        ("18岁", 18, "age"),
        ("90天", 90, "day"),
        ("13.8 billion years", 1.38e10, "year"),
        ("3550元/月", 3550, "CNY/month"),
        ("US $2 a day", 2, "USD/day"),
        ("$79,000 per person", 79000, "USD/count"),
        ("6.2级", 6.2, "magnitude"),
        ("2.5千克", 2.5, "kg"),
        ("7nm", 7, "nm"),
    ],
)
def test_units_of_measure(printed, value, unit):
    """Metric prefixes are folded into watts, bytes and the like; other units stay as printed."""
    read = parse(printed)
    assert (read.value, read.unit) == (value, unit)


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("5.07億港元", "HKD"),
        ("HK$45m", "HKD"),
        ("NT$300億", "TWD"),
        ("新台幣3,090億元", "TWD"),
        ("十二兆元", "TWD"),
        ("€2.5bn", "EUR"),
        ("18億鎊", "GBP"),
        ("5000億日圓", "JPY"),
        ("Rs 30,000 crore", "INR"),
        ("$5.3 billion", "USD"),
        ("387億元", "CNY"),
    ],
)
def test_currencies(printed, unit):
    assert parse(printed).unit == unit


@pytest.mark.parametrize(
    ("printed", "currency", "unit"),
    [
        ("5億元", "TWD", "TWD"),
        ("5億元", "HKD", "HKD"),
        ("5億元", "", "CNY"),
        ("5億美元", "TWD", "USD"),
        ("5億元人民币", "TWD", "CNY"),
        ("十二兆元", "CNY", "CNY"),
        ("$5m", "CAD", "CAD"),
        ("$5m", "CNY", "USD"),
        ("5 million dollars", "SGD", "SGD"),
        ("¥500", "JPY", "JPY"),
        ("£5", "TWD", "GBP"),
    ],
)
def test_a_bare_word_takes_the_currency_of_the_source(printed, currency, unit):
    """元 and $ by themselves are of the source's money; a word that names one is of that."""
    assert parse(printed, currency=currency).unit == unit


@pytest.mark.usefixtures("teu")
def test_a_unit_of_a_table_is_read_and_shown():
    """A row more, and its words are read, its labels shown in both languages."""
    read = parse("逾4900万标准箱")
    assert (read.low, read.unit) == (49_000_000, "TEU")
    assert wording.amount(read.value, "TEU") == "49 million TEU"
    assert wording.amount(read.value, "TEU", language="zh") == "4900万标准箱"
    assert units.factor("TEU", "count") is None


@pytest.mark.usefixtures("teu")
def test_no_unit_takes_the_word_of_another():
    with pytest.raises(UnitError, match=r"^the unit 'TEU' is defined already$"):
        units.define([{**ROW, "label_en": "{} boxes"}])
    with pytest.raises(UnitError, match=r"^'km' is a word for 'km' already$"):
        units.define([{**ROW, "unit": "boxes", "words": "km"}])
    units.define([{**ROW, "unit": "boxes", "definition": "3 * nothing", "words": "boxes"}])
    with pytest.raises(UnitError, match=r"^'3 \* nothing' does not define 'boxes': "):
        units.verify("boxes")


@pytest.mark.parametrize("name", units.UNITS)
def test_pint_knows_what_each_unit_is_made_of(name):
    units.verify(name)
    assert "{}" in units.label(name, "en")
    assert "{}" in units.label(name, "zh")


@pytest.mark.parametrize(
    ("unit", "other", "expected"),
    [("km", "m", 1000), ("ha", "mu", 15), ("Wh", "J", 3600), ("CNY", "USD", None)],
)
def test_what_converts_into_what(unit, other, expected):
    """Units of one kind convert; currencies do not, and no count into a share."""
    assert units.factor(unit, other) == (expected and pytest.approx(expected))


def test_amounts_of_one_kind_go_together():
    """The unit of the first is that of the sum; a comparison needs no unit in common either."""
    assert parse("5公里") + parse("500米") == Quantity(5.5, 5.5, 5.5, "km")
    assert parse("5公里").less_than(parse("6000米"))
    with pytest.raises(UnitError, match=r"^cannot add 'km' and 'kg': the units differ$"):
        parse("5公里") + parse("5公斤")


def test_an_article_needs_no_pint():
    """Counts, shares, ranks and money are read, compared and shown without importing it."""
    code = (
        "import sys; from analysis.quantity import parse, wording; a = parse('近32萬家'); "
        "a.less_than(parse('约5万')); wording.amount(parse('387億元').value, 'CNY'); "
        "sys.exit('pint' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


@pytest.mark.parametrize(
    ("value", "unit", "english", "chinese"),
    [
        (5e10, "W", "50 billion W", "500亿瓦"),
        (0.0094, "pp", "0.94 percentage points", "0.94个百分点"),
        (-0.153, "share-change", "−15.3%", "−15.3%"),
        (2, "USD/day", "$2 per day", "2美元每天"),
        (12, "CNY/count", "12", "12"),
    ],
)
def test_amounts_are_shown_in_their_units(value, unit, english, chinese):
    assert wording.amount(value, unit) == english
    assert wording.amount(value, unit, language="zh") == chinese


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        *(("260 lira", "lira"), ("3.4 billion dinars", "dinar"), ("5法郎", "franc")),
        *(("500 Swedish kronor", "SEK"), ("TND 12.5m", "TND"), ("₺260", "TRY"), ("500奈拉", "NGN")),
        *(("2,000 hryvnias", "UAH"), ("3,000 m³", "m3"), ("45 hm³", "m3"), ("5 cm²", "m2")),
    ],
)
def test_currencies_of_the_world_and_raised_signs(printed, unit):
    assert parse(printed).unit == unit


def test_a_name_that_countries_share_is_one_unit_of_each_of_them():
    for name, codes in units.SHARED.items():
        assert units.is_money(name)
        assert all(units.is_money(code) for code in codes), name


def test_a_crown_is_the_source_s():
    assert [parse("1388克朗", currency=one).unit for one in ("SEK", "NOK", "ISK", "CNY")] == [
        *("SEK", "NOK", "ISK"),
        "krone",
    ]
