"""No number is typed: each that a reader meets in a chapter can be checked, in both languages."""

import json
import re
from collections import Counter
from functools import cache
from itertools import pairwise

import pytest
from article import REPORTS  # type: ignore[import-not-found]  # beside this file
from bs4 import BeautifulSoup, NavigableString

PAGES = sorted(REPORTS.glob("**/*.html"))
NAMES = sorted(path.name for path in REPORTS.glob("*.html"))
WITHOUT_NOTEBOOK = {"claims", "method", "data", "changes"}
CHAPTERS = [path for path in PAGES if path.stem not in WITHOUT_NOTEBOOK]
PARTS = ".chapter svg, .chapter table, .chapter p"
TRACED = (
    "a, [data-how], .numbers, svg, figcaption, code, script, select, form output, .where, .count, "
    "details.code, .codebook, .exhibits td, .literature, .hedges td.why, .hedges [lang], "
    "h2[id^=revision], th:has(~ [data-how]), [data-how] ~ td, "  # what moved, and by which input
    "dd ul:not(.begun) > li:has(> a)"  # the name of what a link leads to
)
SHORT = 80  # letters, up to which texts may be alike
PROPER = {"Insta360"}  # names that hold digits
SCALES = {
    **{"million": 1e6, "billion": 1e9, "trillion": 1e12, "万": 1e4, "亿": 1e8},
    **{"万亿": 1e12, "": 1.0},
}
NUMBER = re.compile(r"[−-]?\d[\d,]*(?:\.\d+)?(?: ?(万亿|[万亿]|million|billion|trillion))?")


def named(path):
    return path.relative_to(REPORTS).with_suffix("").as_posix()


every_page = pytest.mark.parametrize("path", PAGES, ids=named)
every_chapter = pytest.mark.parametrize("path", CHAPTERS, ids=named)


@cache
def parsed(path):
    """Return a page, parsed; no test changes it."""
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


@cache
def ids(path):
    """Return how often each id stands in a page."""
    return Counter(part["id"] for part in parsed(path).select("[id]"))


def words(path, *left_out):
    """Return the texts of a chapter and of its title, those of some elements left out."""
    texts = parsed(path).select(".chapter, h1")
    found = [text for part in texts for text in part.find_all(string=True) if text.strip()]
    return [str(text) for text in found if not text.find_parent(_is_one_of(left_out))]


def _is_one_of(selectors):
    """Return a function that says whether an element is a tag, or one with a class."""

    def is_one(element):
        classes = {f"{element.name}.{one}" for one in element.get("class", ())}
        return bool({element.name, *classes} & set(selectors))

    return is_one


@every_chapter
def test_every_digit_of_a_chapter_is_linked(path):
    texts = words(path, "details.code", "a.figure", "svg", "figcaption")
    assert texts
    strays = [text for text in texts if re.search(r"\d", text)]
    assert [text for text in strays if not PROPER & set(text.split())] == []


@every_page
def test_every_digit_of_a_page_is_linked_or_says_how_it_came_about(path):
    """Left out: formulas, file names, lines of the text, codebooks, literature, why of a hedge."""
    main = parsed(path).select_one("main")
    texts = [
        text for text in main.find_all(string=re.compile(r"\d")) if type(text) is NavigableString
    ]
    allowed = {id(part) for part in main.select(TRACED)}
    strays = [
        str(text)
        for text in texts
        if not any(id(part) in allowed for part in text.parents) and not PROPER & set(text.split())
    ]
    assert strays == []


@every_chapter
def test_every_number_of_a_chapter_has_a_row_to_check_it_by(path):
    """All of them, those in charts and titles included: a card shows that row."""
    soup = parsed(path)
    rows = {row["id"] for row in soup.select(".numbers .number")}
    links = soup.select(".chapter a.figure, h1 a.figure, figure.chart svg a")
    assert links or path.stem == "place-guangdong"
    assert [link["href"] for link in links if link["href"][1:] not in rows] == []


@every_page
def test_every_row_can_be_followed_to_its_end(path):
    """What a row rests on has a row of its own, and a printed one says where it stands."""
    soup = parsed(path)
    rows = soup.select(".numbers .number")
    known = {row["id"] for row in rows}
    inside = {link["href"][1:] for row in rows for link in row.select("a.figure")}
    assert inside <= known
    printed = [row for row in rows if "printed" in row["class"]]
    assert [row["id"] for row in printed if not re.search(r"\d+\D+\d+", row.dl.get_text())] == []


@every_chapter
def test_a_number_says_what_its_row_says(path):
    """Reading, bound or year of a figure, or what was printed; a computed one is its row."""
    soup = parsed(path)
    rows = {row["id"]: row.get_text() for row in soup.select(".numbers .number")}
    for link in soup.select(".chapter a.figure:not([data-claim])"):
        if not link.find_parent("svg"):
            row = rows[link["href"][1:]]
            assert set(NUMBER.findall(link.get_text())) <= set(NUMBER.findall(row))


@pytest.mark.parametrize("name", [name for name in NAMES if name[:-5] not in WITHOUT_NOTEBOOK])
def test_both_languages_say_the_same_numbers(name):
    """Of the same figures, and of the same amount: 32万 and 320,000."""
    one, other = (_numbers(parsed(folder / name)) for folder in (REPORTS, REPORTS / "zh"))
    assert one == other


def _numbers(page):
    """Return each number that a chapter links, with what it rests on, and how often."""
    links = page.select(".chapter a.figure, h1 a.figure")
    links = [link for link in links if not link.find_parent("svg")]
    return Counter(
        (link.get("data-figures", link["href"]), amount)
        for link in links
        for amount in _amounts(link.get_text())
    )


def _amounts(text):
    """Return the amounts of a text; a scale behind the second of two is that of both."""
    found = [(float(_digits(match[0])), match[1] or "") for match in NUMBER.finditer(text)]
    if len(found) == 2 and not found[0][1]:
        found[0] = (found[0][0], found[1][1])
    return [round(value * SCALES[scale], 6) for value, scale in found]


def _digits(text):
    return re.sub(r"[^\d.−-]", "", text).replace("−", "-")


@every_chapter
def test_who_does_not_see_a_chart_is_told_the_numbers_of_the_page(path):
    soup = parsed(path)
    told = [part.get_text() for part in soup.select("figure.chart svg desc")]
    others = [text for text in soup.find_all(string=True) if not text.find_parent("desc")]
    known = set(NUMBER.findall(" ".join(others)))
    assert told or path.stem == "place-guangdong"  # the one province: nothing to draw it against
    assert [one for text in told for one in NUMBER.findall(text) if one not in known] == []


@every_page
def test_every_link_within_a_page_leads_to_one_place_of_it(path):
    inside = {link["href"][1:] for link in parsed(path).select('a[href^="#"]')} - {"numbers"}
    assert inside
    assert [name for name in sorted(inside) if ids(path)[name] != 1] == []


@every_page
def test_every_link_between_files_leads_to_one(path):
    """To an anchor there as well; what is linked stands in the project."""
    for link in parsed(path).select("a[href]"):
        name, _, anchor = link["href"].partition("#")
        if name and "://" not in name:
            target = (path.parent / name).resolve()
            assert target.is_file(), link["href"]
            assert not anchor or anchor in ids(target), link["href"]


@pytest.mark.parametrize("folder", ["", "zh"])
def test_every_claim_carries_its_review(folder):
    """Each claim of the article is a ClaimReview of its own address; checks of our own are none."""
    soup = parsed(REPORTS / folder / "claims.html")
    claims = soup.select("article.claim:not([data-kind=check])")
    reviews = [json.loads(part.string) for part in soup.select("script[type$=ld\\+json]")]
    assert [review["url"] for review in reviews] == [f"#{claim['id']}" for claim in claims]
    said = [review["claimReviewed"] for review in reviews]
    assert said == [claim.h3.get_text() for claim in claims]


@every_page
def test_headings_nest(path):
    levels = [int(part.name[1]) for part in parsed(path).select("h1, h2, h3, h4, h5, h6")]
    assert levels[0] == 1
    assert [one for one in pairwise(levels) if one[1] > one[0] + 1] == []


@pytest.mark.parametrize("folder", ["", "zh"])
def test_no_chart_table_or_paragraph_stands_twice(folder):
    pages = [parsed(REPORTS / folder / name) for name in NAMES]
    parts = [part for page in pages for part in page.select(PARTS)]
    texts = Counter(part.get_text(" ", strip=True) for part in parts)
    assert [text for text, times in texts.items() if times > 1 and len(text) > SHORT] == []


def test_the_front_page_is_short():
    """At most 1,500 words before the numbers that it rests on."""
    said = " ".join(words(REPORTS / "index.html", "details.code", "svg"))
    assert len(said.split()) <= 1500


@every_page
def test_no_page_is_larger_than_a_reader_should_wait_for(path):
    assert path.stat().st_size <= 700_000
