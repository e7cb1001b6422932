"""What axe finds on published pages: nothing, by all rules of WCAG 2.2, level AA."""

import nbformat
import pytest
from axe_playwright_python.base import AXE_SCRIPT
from nbformat.v4 import new_markdown_cell, new_notebook

from analysis.data.words import words
from analysis.report import chapters, overview, pages

from .conftest import PAGES

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
EVERY = {"type": "tag", "values": LEVELS}
# The rules that the width of the page or its colours can break; the others read the document.
SEEN = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]
LOOKED_AT = {"type": "rule", "values": SEEN}
# Pages of places are all of one notebook: one with charts, and one without.
PLACES = ("-hangzhou.html", "-guangdong.html")
KINDS = [name for name in PAGES if "place-" not in name or name.endswith(PLACES)]


def violations(page, rules):
    """Return what axe complains of: the rule, how often, and the first place."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = {"runOnly": rules, "resultTypes": ["violations"], "iframes": False}
    found = page.evaluate("options => axe.run(options)", options)
    assert found["passes"]
    return [
        f"{one['id']} ({len(one['nodes'])}): {one['nodes'][0]['html'][:120]}"
        for one in found["violations"]
    ]


def in_both_colours(page):
    """Return what axe complains of in light, and in dark."""
    found = []
    for colours, rules in (("light", EVERY), ("dark", LOOKED_AT)):
        page.emulate_media(color_scheme=colours)
        found += violations(page, rules)
    return found


def unfold(page):
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


@pytest.mark.parametrize("page", KINDS, indirect=True, scope="module")
def test_axe_finds_nothing_on_a_desktop_in_light(wide):
    assert violations(wide, EVERY) == []


@pytest.mark.parametrize("page", KINDS, indirect=True, scope="module")
def test_axe_finds_nothing_on_a_phone_in_dark(narrow):
    assert violations(narrow, LOOKED_AT) == []


@pytest.mark.parametrize("name", ["index.html", "zh/place-hangzhou.html"])
def test_axe_finds_nothing_in_what_is_unfolded(open_page, name):
    page = open_page(name)
    unfold(page)
    assert in_both_colours(page) == []


def test_axe_finds_nothing_on_an_open_card(open_page):
    page = open_page("zh/index.html")
    page.locator("main a.figure.derived").first.press("Enter")
    page.locator("#card").wait_for(state="visible")
    assert in_both_colours(page) == []


def test_axe_finds_nothing_in_a_chapter_with_formulas(browser, tmp_path):
    inline, block = r"$g = \frac{x_1 - x_0}{x_0}$", r"$$\sum_{i=1}^{n} w_i \le \sqrt{n}$$"
    text = f"# How it is counted\n\nGrowth is {inline}.\n\n{block}"
    path = tmp_path / "01-how-is-it-counted.ipynb"
    nbformat.write(new_notebook(cells=[new_markdown_cell(text)]), path)
    written = tmp_path / "how-is-it-counted.html"
    read = [chapters.read(path, anchor=name) for name in ("index", written.stem)]
    report = overview.gather(read, words("en"))
    written.write_text(pages.pages(report)[written.name], "utf-8")
    page = browser.new_page()
    page.goto(written.as_uri())
    assert page.locator("math").count() == len(("inline", "block"))
    assert in_both_colours(page) == []
    page.close()
