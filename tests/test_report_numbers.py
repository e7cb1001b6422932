"""No number is typed: each digit a reader meets in the chapters stands in a link to its row."""

import base64
import json
import re
from collections import Counter
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "reports").glob("*.html"))
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
IN_WORDS = {
    "a fifth": "1/5",
    "first": "no. 1",
    "second": "no. 2",
    "fifth": "no. 5",
    "nearly half": "近一半",
}  # as told
NAMES = {"Insta360"}  # names that hold digits


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_digit_of_the_chapters_is_linked(path):
    soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
    for part in soup.select("details.code, a.figure"):
        part.decompose()
    texts = [text for part in soup.select(".chapter") for text in part.stripped_strings]
    assert texts
    strays = [text for text in texts if re.search(r"\d", text)]
    assert [text for text in strays if not NAMES & set(text.split())] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_linked_number_is_that_of_its_row(path):
    """What a sentence says of a figure stands in its row: reading or bound; of a claim, in its own.

    Figures are printed ones and independent ones alike; the row of a claim is its article.
    """
    soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
    rows = {row["id"]: row.get_text() for row in soup.select(".ledger tbody tr, article.claim")}
    for link in soup.select(".chapter a.figure"):
        assert link.get("data-claim", "") == link["href"].partition("#claim-")[2]
        row, said = rows[link["href"][1:]], link.get_text()
        hedged = re.match(r"(nearly|more than|about|at least|at most) (.*)", said)
        words = hedged.groups() if hedged else [IN_WORDS.get(said, said)]
        assert [word for word in words if word not in row] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_link_within_a_page_leads_to_one_place_of_it(path):
    soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
    ids = Counter(part["id"] for part in soup.select("[id]"))
    inside = {link["href"][1:] for link in soup.select('a[href^="#"]')}
    assert inside
    assert [name for name in sorted(inside) if ids[name] != 1] == []


def test_every_claim_carries_its_review():
    """Each claim of the article is a ClaimReview of its own address; places' pages repeat none."""
    for path in PAGES:
        soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        every = soup.select("article.claim") if path.stem == "index" else []
        checks = soup.select("#claims-check ~ article.claim")
        lists = soup.select("#claims-list ~ article.claim")
        claims = [one for one in every if one not in checks or one in lists]
        reviews = [json.loads(part.string) for part in soup.select("script")]
        assert [review["url"] for review in reviews] == [f"#{claim['id']}" for claim in claims]
        said = [review["claimReviewed"] for review in reviews]
        assert said == [claim.h4.get_text() for claim in claims]


def test_alt_texts_hold_the_plotted_numbers_alone():
    """Digits of an alt text come from plotted rows: none is in a title, which the code holds."""
    soup = BeautifulSoup((ROOT / "reports" / "index.html").read_text("utf-8"), "html.parser")
    alts = [image["alt"] for image in soup.select("figure.chart img")]
    assert len(alts) >= 8
    assert [alt for alt in alts if re.search(r"\d", alt.partition("?")[0])] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_number_of_an_alt_text_stands_in_the_page(path):
    """Who does not see a chart is told the numbers of the tables, and no others."""
    number = re.compile(r"\d[\d,]*\d(?:\.\d+)?|\d(?:\.\d+)?")
    soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
    alts = [image["alt"] for image in soup.select("figure.chart img")]
    for part in soup.select("details.code, script"):
        part.decompose()
    known = set(number.findall(soup.get_text(" ")))
    assert alts or path.stem == "place-guangdong"  # the one province: nothing to draw it against
    assert [one for alt in alts for one in number.findall(alt) if one not in known] == []


def test_no_counting_word_is_typed():
    """Words that count are computed like digits: prose and notebooks name no number."""
    counted = re.compile(r"\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen|twice)\b")
    soup = BeautifulSoup((ROOT / "reports" / "index.html").read_text("utf-8"), "html.parser")
    for part in soup.select("details.code, a.figure, table"):
        part.decompose()
    said = [text for part in soup.select(".chapter p") for text in part.stripped_strings]
    assert [text for text in said if counted.search(text)] == []


def test_charts_are_the_ones_that_the_notebooks_hold():
    """The page shows the bytes that nbval compared."""
    page = (ROOT / "reports" / "index.html").read_text("utf-8")
    soup = BeautifulSoup(page, "html.parser")
    shown = [image["src"].partition(",")[2] for image in soup.select("figure.chart img")]
    cells = [cell for path in NOTEBOOKS for cell in nbformat.read(path, as_version=4).cells]
    outputs = [output.get("data", {}) for cell in cells for output in cell.get("outputs", [])]
    held = [data["image/svg+xml"] for data in outputs if "image/svg+xml" in data]
    assert [base64.b64decode(data).decode() for data in shown] == held[: len(shown)]
