"""Pages from executed notebooks and small processed tables, in both languages."""

import base64
import hashlib
import json
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis import files
from analysis.data import tables
from analysis.data.words import words as words_of
from analysis.errors import DataError
from analysis.messages import LANGUAGES
from analysis.report import chapters, overview, pages

WHO = "[a](01-who-leads.ipynb#Firms) [b](./01-index.ipynb) [c](09-none.ipynb)"
CITED = '<a class="figure" href="#s-firms-2024">20</a>'
CLAIMED = '<a class="figure derived" href="#claim-sales" data-claim="sales">215.3</a>'
LINK = '<a href="#b-industry" class="figure" aria-label="38.7" data-figures="b-industry">7</a>'
SVG = f'<svg viewBox="0 0 9 9">{LINK}</svg>'
BUNDLE = {
    "name": "firms",
    "title": "It leads",
    "alt": "It leads.",
    "svg": SVG,
}
CITATION = """\
version: "1"
license: MIT
"""
NAMES = ["index", "who-leads", "place-shanghai", "claims", "method", "data", "changes"]


@pytest.fixture
def made(processed, tmp_path):
    """Return a function that gives the pages of a language, by name, parsed."""
    (files.root() / "CITATION.cff").write_text(CITATION)

    def part(page, html, place="", bundle=BUNDLE):
        outputs = [new_output("display_data", {"text/html": html})]
        data = {chapters.BUNDLE: bundle, "image/svg+xml": "<svg/>", "text/plain": "x"}
        outputs += [new_output("display_data", data)] if not place else []
        cells = [
            new_markdown_cell(f"# It leads\n\n## Firms\n\n{WHO}\n\n## Talent\n\n## R&D"),
            new_code_cell("n", outputs=outputs),
        ]
        path = tmp_path / "one.ipynb"
        nbformat.write(new_notebook(cells=cells), path)
        chapter = chapters.read(path, anchor=page)
        return replace(chapter, notebook=f"01-{page}.ipynb", place=place)

    def made(language="en", bundle=BUNDLE):
        parts = [part("index", CITED), part("who-leads", "<p>So.</p>", bundle=bundle)]
        parts.append(part("place-shanghai", CLAIMED, "Shanghai"))
        whole = pages.pages(overview.gather(parts, words_of(language)))
        return {name[:-5]: BeautifulSoup(text, "html.parser") for name, text in whole.items()}

    return made


def words(part):
    """Return the text of a part, its blanks made one."""
    return " ".join(part.get_text().split())


def anchors(page, selector):
    return [part["id"] for part in page.select(selector)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_leads_to_every_other_and_says_where_it_is(made, language):
    found = made(language)
    assert list(found) == NAMES
    for name, page in found.items():
        links = page.select(".masthead nav a")
        assert {link["href"] for link in links} == {f"{one}.html" for one in NAMES}
        current = [link["href"] for link in links if link.get("aria-current") == "page"]
        assert current == [f"{name}.html"]


def test_every_page_leads_to_itself_in_the_other_language(made):
    for language, lang, other, href in (
        ("en", "en", "zh-Hans", "zh/{}.html"),
        ("zh", "zh-Hans", "en", "../{}.html"),
    ):
        for name, page in made(language).items():
            assert page.html["lang"] == lang
            link = page.select_one("#other")
            assert (link["href"], link["lang"]) == (href.format(name), other)


def test_a_link_to_a_notebook_leads_to_its_page(made):
    """As it does in JupyterLab; one that is no chapter stays."""
    links = [
        link["href"] for link in made()["index"].select("main p > a") if link.get_text() in "abc"
    ]
    assert links == ["who-leads.html", "index.html", "09-none.ipynb"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_how_to_cite_and_rebuild_it_and_what_it_studies(made, language):
    root = {"en": "../", "zh": "../../"}[language]
    for page in made(language).values():
        said = words(page.footer)
        parts = (
            "The authors of this project",
            "A tale",
            "MIT",
            "The Post",
            "February 2025",
            "27d3",
            "make report",
        )
        assert [one for one in parts if one not in said and language == "en"] == []
        assert "git log -1 -- reports" in said
        links = [link["href"] for link in page.footer.select("a")]
        pdf = {"en": "report.en.pdf", "zh": "../report.zh.pdf"}[language]
        assert links == [f"{root}CITATION.cff", f"{root}LICENSE", pdf]


def test_the_policy_allows_the_one_script_and_no_network(made):
    for page in made().values():
        policy = page.select_one("meta[http-equiv=Content-Security-Policy]")["content"]
        own = [script for script in page.select("script") if not script.get("type")]
        (script,) = own
        digest = hashlib.sha256(script.string.encode()).digest()
        assert f"script-src 'sha256-{base64.b64encode(digest).decode()}'" in policy
        assert policy.startswith("default-src 'none'; ")
        allowed = re.findall(r"[\w-]+-src ([^;]+)", policy)
        assert {"data:", "'none'", "'unsafe-inline'"} >= {
            one for one in allowed if not one.startswith("'sha256-")
        }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_within_a_page_leads_to_one_place_of_it(made, language):
    for name, page in made(language).items():
        ids = Counter(anchors(page, "[id]"))
        inside = {link["href"][1:] for link in page.select('a[href^="#"]')} - {"numbers"}
        assert [(name, one) for one in sorted(inside) if ids[one] != 1] == []


def test_links_between_pages_lead_to_what_is_there(made):
    found = made()
    for page in found.values():
        for link in page.select('a[href*=".html#"]'):
            name, anchor = link["href"].split(".html#")
            assert found[name].find(id=anchor) is not None


def test_a_page_ends_in_the_numbers_it_uses(made):
    found = made()
    assert anchors(found["index"], ".number") == ["b-industry", "s-firms-2024"]
    assert anchors(found["who-leads"], ".number") == ["b-industry"]
    assert anchors(found["place-shanghai"], ".number") == ["c-industry", "claim-sales"]
    assert anchors(found["claims"], ".number.printed, .number.reference") == [
        *("b-firms", "s-firms", "b-firms-2024", "c-industry", "s-firms-2024"),
    ]


def test_headings_nest(made):
    for page in [*made().values(), *made("zh").values()]:
        levels = [int(heading.name[1]) for heading in page.select("h1, h2, h3, h4")]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_chart_stands_inline_with_its_source_and_can_be_carried_away(made):
    figure = made()["index"].select_one("figure.chart")
    assert figure["id"] == "chart-firms"
    assert figure.svg.a["href"] == "#b-industry"
    assert words(figure.figcaption) == "Carry it away: SVG PNG"
    links = [link["href"] for link in figure.select("figcaption a")]
    assert links == ["charts/firms.svg", "charts/firms.png"]


def test_a_chart_of_another_page_than_the_first_names_its_source_and_its_title(made):
    """A title that a heading of the page says already is not said again."""
    page = made(bundle={**BUNDLE, "title": "Beijing has most"})["who-leads"]
    figure = page.select_one("figure.chart")
    assert words(figure.figcaption).startswith("Source: The Post. ")
    assert words(figure.select_one(".chart-title")) == "Beijing has most"
    assert made()["who-leads"].select(".chart-title") == []


def test_a_claim_with_both_verdicts_and_its_evidence(made):
    article = made()["claims"].select_one("#claim-sales")
    assert words(article) == (
        "Sales are a fifth. "
        "By the article's own figures: not checkable No whole is printed. "
        "By independent figures: contradicted, weakly It is 7.7%. "
        "Why soOne part in twenty. "
        "How firmHolds from 3.6%, fails below 3.4%"
        "By independent figures, a fifth ahead of Beijing by 156% to 158.1%"
        "Were “more than” or “or more” read less than 0.65 times as wide, the verdict would be: "
        "open. "
        "Against it 5000亿元 China, Industry "
        "Formulaindustry[Beijing] == industry[China] / 5 (equal within 5%) "
        "Line 3 of the text"
    )
    assert article["data-kind"] == "check"
    assert article["data-verdict"] == "within not checkable;outside contradicted"
    assert article["data-places"] == "Beijing;China"
    classes = [badge["class"] for badge in article.select(".badge")]
    assert classes == [["badge", "not-checkable"], ["badge", "contradicted"]]
    assert article.script is None, "a check of our own is no claim of the article"


def test_every_number_of_a_claim_leads_to_what_it_was_computed_from(made):
    """Of reasons, of how firm it is and of the tolerance; the row is of the claim."""
    page = made()["claims"]
    texts = page.select_one("#claim-sales").find_all(string=re.compile(r"\d"))
    strays = [text for text in texts if not text.find_parent(["a", "code"])]
    assert [str(text) for text in strays] == ["Line 3 of the text"]
    links = page.select("#claim-sales a[data-claim]")
    assert {link["href"] for link in links} == {"#judged-claim-sales"}
    assert "number" in page.select_one("#judged-claim-sales")["class"]


def test_where_there_are_no_numbers_no_card_leads_to_them(made, processed):
    """Nor may the script of a page need one."""
    changes = tables.read("changes", processed).head(0)
    (processed / "changes.csv").write_bytes(tables.to_csv("changes", changes))
    found = made()
    for name, page in found.items():
        assert bool(page.select("#card")) == bool(page.select("#numbers")), name
    assert found["changes"].select("#numbers") == []


def test_a_file_of_another_folder_is_called_by_its_name(made):
    (link,) = made("zh")["index"].select('footer a[href$=".pdf"]')
    assert (link["href"], link.get_text()) == ("../report.zh.pdf", "report.zh.pdf")


def test_the_reason_of_an_open_claim_stands_below_its_verdict(made):
    article = made()["claims"].select_one("#claim-many")
    assert [words(reason) for reason in article.select(".reason")] == ["It may be.", "They say so."]
    badge = article.select_one(".reason").find_previous_sibling("p")
    assert words(badge) == "By the article's own figures: open"


def test_no_text_of_a_claim_breaks_out_of_its_review(made):
    article = made()["claims"].select_one("#claim-words")
    assert article.h3.get_text() == "R&D is at </script><b>home."
    assert json.loads(article.script.string)["claimReviewed"] == "R&D is at </script><b>home."
    assert article.find("b") is None


def test_claims_can_be_filtered_by_what_there_is(made):
    form = made()["claims"].select_one("#filter")
    options = {
        select["name"]: [option["value"] for option in select.select("option")[1:]]
        for select in form.select("select")
    }
    assert options == {
        "verdict": [
            *("outside contradicted", "outside supported", "within holds", "within open"),
            *("within not checkable", "within opinion"),
        ],
        "kind": ["assertion", "check"],
        "places": ["Beijing", "Shanghai", "China"],
    }
    assert form.select_one("output")["aria-live"] == "polite"


def test_the_page_of_a_place_lists_the_claims_about_it(made):
    page = made()["place-shanghai"]
    links = [link["href"] for link in page.select(".related a.claim")]
    assert links == ["claims.html#claim-many", "claims.html#claim-first"]


def test_the_page_of_a_place_says_how_sure_a_verdict_is(made):
    """As the page of claims does: weakly, with hindsight, date unknown."""
    pages_of = made()
    for claim in pages_of["place-shanghai"].select(".related li"):
        anchor = claim.a["href"].partition("#")[2]
        badges = pages_of["claims"].select(f"#{anchor} .badge")
        assert claim.select_one(".badge").get_text() in [one.get_text() for one in badges]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_region_that_scrolls_has_a_name_and_can_be_reached(made, language):
    for page in made(language).values():
        for region in page.select(".scroll"):
            assert (region["tabindex"], region["role"]) == ("0", "region")
            assert region["aria-label"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("version: 1\n", "field 'license': found no such field; expected the field. Restore it."),
        ("version: [", "line 1: found text that is no YAML"),
    ],
)
def test_a_citation_that_says_too_little_is_refused(made, content, told):
    files.citation().write_text(content)
    with pytest.raises(DataError) as raised:
        made()
    assert str(raised.value).startswith(f"CITATION.cff, {told}")


@pytest.mark.parametrize(
    ("language", "differ", "same"),
    [
        ("en", "These are the verdicts that differ.", "No verdict differs."),
        ("zh", "以下是两套读法判定不同的论断。", "两套读法的判定没有不同。"),
    ],
)
def test_that_no_verdict_differs_between_readings_is_said(made, processed, language, differ, same):
    def told():
        section = made(language)["method"].select_one("#models").parent
        return section.find_all("p")[-1].get_text(), len(section.select("table"))

    assert told() == (differ, 1)
    rows = tables.read("hedge_models").head(1)
    (processed / "hedge_models.csv").write_bytes(tables.to_csv("hedge_models", rows))
    assert told() == (same, 0)
