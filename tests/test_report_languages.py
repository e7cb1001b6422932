"""A page is in its language: no English is left on a Chinese one but what is printed so."""

import re
from functools import cache

import pytest
from article import REPORTS, read  # type: ignore[import-not-found]  # beside this file
from bs4 import BeautifulSoup, Doctype

from analysis.data.tables import CODEBOOK

PAGES = sorted((REPORTS / "zh").glob("*.html"))
# Formulas and code, titles of books and papers, and the English words of hedges in a table.
AS_PRINTED = "script, style, code, pre, cite, li > span[lang=en], td > span[lang=en]"
WORD = r"[A-Za-z][\w'’.-]*"
CHINESE = re.compile(r"[\u3400-\u9fff]+")  # marked as such inside a title
RUN = re.compile(rf"{WORD}(?:[ ,;:]+{WORD}){{3,}}")
ADDRESS = re.compile(r"https?://\S+|\S+\.csv")


@cache
def titles():
    """Return what finds the titles of pages, which stay as they are."""
    whole = set(read("references")["title_zh"]) - {""}
    known = whole | {part for one in whole for part in CHINESE.split(one) if RUN.search(part)}
    return re.compile("|".join(re.escape(one) for one in sorted(known, key=len, reverse=True)))


def texts(path):
    """Return the texts of a page that are in its own words."""
    soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
    for tag in soup.select(AS_PRINTED):
        tag.decompose()
    return [
        ADDRESS.sub("", titles().sub("", text))
        for text in soup.find_all(string=True)
        if not isinstance(text, Doctype)
    ]


def test_the_chinese_report_has_pages():
    assert PAGES


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_chinese_page_has_no_run_of_english(path):
    assert [found[0] for text in texts(path) for found in RUN.finditer(text)] == []


@pytest.mark.parametrize("table", CODEBOOK)
def test_every_column_and_unit_is_described_in_chinese(table):
    for column, spec in CODEBOOK[table].columns.items():
        told = spec.metadata
        assert spec.description
        assert told["description_zh"], column
        assert bool(told["unit"]) == bool(told["unit_zh"]), column
