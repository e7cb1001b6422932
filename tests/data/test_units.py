"""Units that a project adds to the package's, and a currency that is none."""

import pytest

from analysis.data import clean, sources
from analysis.quantity import units

HEADER = "unit,definition,words,label_en,label_zh\n"
TEU = "TEU,[TEU],teu|标准箱,{} TEU,{}标准箱\n"
METRIC = "firms,count,,,,yes,firms,"


@pytest.fixture(autouse=True)
def tables(monkeypatch):
    """Forget after a test what it has defined."""
    monkeypatch.setattr(units, "UNITS", dict(units.UNITS))
    monkeypatch.setattr(units, "WORDS", dict(units.WORDS))
    yield
    units.registry.cache_clear()


@pytest.fixture
def define(raw):
    """Return a function that writes the rows of units.csv."""
    return lambda rows: (raw / "units.csv").write_text(HEADER + rows, "utf-8")


def test_figures_are_read_in_a_unit_of_the_project(raw, edit, define):
    define(TEU)
    edit("metrics.csv", METRIC, "firms,TEU,,,,yes,firms,")
    edit("post/figures.csv", "近32萬家", "近32萬标准箱")
    table = clean.tidy_figures(sources.read(raw, sealed=False).sources)
    assert set(table["unit"]) == {"TEU", "share", "count"}


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            "km,kilometer,kms|klicks,{} km,{}公里\n",
            "found the unit 'km' is defined already; expected a unit of its own.",
        ),
        (
            "klick,kilometer,km,{} km,{}公里\n",
            "found 'km' is a word for 'km' already; expected a unit of its own.",
        ),
        (
            "klick,3 * nothing,klicks,{} km,{}公里\n",
            "found '3 * nothing' does not define 'klick': ",
        ),
        (
            "klick,kilometer,klicks,klicks,{}公里\n",
            "column 'label_en': found 'klicks'; expected a text with {} for the number.",
        ),
    ],
)
def test_a_row_that_defines_no_unit_is_told(define, problems, row, problem):
    define(TEU + row)
    (told,) = problems()
    assert told.startswith("data/raw/units.csv, line 3")
    assert problem in told


def test_money_that_is_none_is_told(edit, problems):
    edit("post/source.yaml", "sha256:", "currency: shells\nsha256:")
    assert problems() == [
        "data/raw/post/source.yaml, line 7, field 'currency': found 'shells'; expected a currency "
        "by its three letters, such as 'TWD'. Correct it."
    ]
