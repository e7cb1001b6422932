"""Pages from executed notebooks and small processed tables."""

import json
from collections import Counter

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.report import chapters, pages

CITED = '<a class="figure" href="#s-firms-2024">20</a>'
CLAIMED = '<a class="figure derived" href="#claim-sales" data-claim="sales">215.3</a>'


@pytest.fixture
def made(processed, tmp_path):
    """Return the pages of a chapter that cites a reference, and of Shanghai's, by name, parsed."""

    def write(name, html):
        data = {"text/html": html, "image/svg+xml": "<svg/>", "text/plain": "A chart"}
        outputs = [new_output("display_data", {kind: data[kind]}) for kind in data]
        cells = [new_markdown_cell("# Title\n\n## Firms"), new_code_cell("n", outputs=outputs)]
        nbformat.write(new_notebook(cells=cells), tmp_path / name)
        return tmp_path / name

    chapter = chapters.read(write("01-who.ipynb", CITED), below=1)
    brief = chapters.read(write("place-shanghai.ipynb", CLAIMED))
    whole = pages.pages([chapter], {"Shanghai": brief})
    return {name: BeautifulSoup(text, "html.parser") for name, text in whole.items()}


def words(part):
    """Return the text of a part, its blanks made one."""
    return " ".join(part.get_text().split())


def anchors(page, selector):
    return [part["id"] for part in page.select(selector)]


def test_a_claim_with_both_verdicts_and_its_evidence(made):
    article = made["index.html"].select_one("#claim-sales")
    assert words(article) == (
        "Sales are a fifth. 五分之一。 "
        "By the article's own figures: not checkable By independent figures: contradicted, weakly "
        "No whole is printed. 没有总数。 By independent figures: It is 7.7%. 为7.7%。 "
        "Formula industry[Beijing] == industry[China] / 5 within 5% "
        "How firm Holds from 3.6%, fails below 3.4% "
        "Against it 5000亿元 China, Industry grade C "
        "Line 3 of the text"
    )
    assert [link["href"] for link in article.select("a.figure")] == ["#c-industry"]
    assert article.select_one("[lang=zh-Hans]").get_text() == "五分之一。"
    classes = [badge["class"] for badge in article.select(".badge")]
    assert classes == [["badge", "not-checkable"], ["badge", "contradicted"]]
    assert article.script is None, "a check of our own is no claim of the article"


def test_a_claim_that_holds_has_its_proof(made):
    article = made["index.html"].select_one("#claim-first")
    badges = [words(badge) for badge in article.select(".badge")]
    assert badges == ["By the article's own figures: holds"]
    (proof,) = [part for part in article.select(".rests") if part.span.get_text() == "Proof"]
    assert words(proof) == (
        "Proof 近32萬家 Beijing, Firms 16家 Shanghai, Firms, 2023 "
        "Definition: firms[China] holds its parts"
    )
    assert article.h4.a["href"] == "#b-firms"


def test_an_open_claim_has_a_case_each_way(made):
    article = made["index.html"].select_one("#claim-many")
    (ways,) = [part for part in article.select(".rests") if part.span.get_text() == "Either way"]
    assert [words(item) for item in ways.select("li")] == [
        "It would be true if Shanghai had 16 firms.",
        "It would be false if Shanghai had 17 firms and Beijing's industry came to 38.7 billion "
        "yuan in 2023.",
    ]


def test_no_text_of_a_claim_breaks_out_of_its_review(made):
    article = made["index.html"].select_one("#claim-words")
    assert article.h4.get_text() == "R&D is at </script><b>home."
    assert json.loads(article.script.string)["claimReviewed"] == "R&D is at </script><b>home."
    assert article.find("b") is None


def test_the_index_holds_every_row_by_kind(made):
    page = made["index.html"]
    assert anchors(page, "#claims article") == [
        *("claim-first", "claim-words", "claim-many", "claim-sales"),
    ]
    titles = [words(part) for part in page.select("#claims h3")]
    assert titles == ["What the article asserts", "Our own checks"]
    assert len(anchors(page, "#references tbody tr")) == 3
    assert [words(part) for part in page.select("nav.verdicts summary")] == [
        "By independent figures: supported 1 assertion",
        "By the article's own figures: holds 1 assertion",
        "By the article's own figures: an opinion 1 assertion",
    ]


def test_a_place_holds_its_own_claims_and_what_they_rest_on(made):
    page = made["place-shanghai.html"]
    assert anchors(page, "#claims article") == ["claim-many", "claim-sales"]
    assert anchors(page, "#figures tbody tr") == ["s-firms"]
    assert anchors(page, "#references tbody tr") == ["c-industry", "s-firms-2024"]
    assert page.select("script, nav.verdicts, #references details") == []


@pytest.mark.parametrize("name", ["index.html", "place-shanghai.html"])
def test_every_link_within_a_page_leads_to_one_place_of_it(made, name):
    ids = Counter(anchors(made[name], "[id]"))
    inside = {link["href"][1:] for link in made[name].select('a[href^="#"]')}
    assert {"claims", "references", "figures"} <= inside
    assert [target for target in sorted(inside) if ids[target] != 1] == []


def test_an_independent_figure_leads_to_its_page(made):
    row = made["index.html"].select_one("#c-industry")
    (link,) = row.select("a")
    assert (link["href"], link.get_text()) == ("http://b.example/x", "b.example")
    assert [list(cell.stripped_strings) for cell in row.select("td")] == [
        ["China", "Industry", "Sales"],
        ["500 billion yuan", "exact"],
        ["499.95 to 500.05 billion yuan"],
        ["C"],
        ["b.example", "blog"],
    ]


def test_fonts_are_put_where_the_style_sheet_has_them_and_nowhere_else():
    page = "<style>src: url(data:font/woff2;base64,@serif@)</style><p>mail@serif@home</p>"
    assert pages.with_fonts(page, {"serif": "d09G"}) == (
        "<style>src: url(data:font/woff2;base64,d09G)</style><p>mail@serif@home</p>"
    )
