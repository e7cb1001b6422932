"""What axe finds on every published page: nothing, by all rules of WCAG 2.2, level AA."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": LEVELS}, "resultTypes": ["violations"]}


def violations(page):
    """Return what axe complains of: the rule, how often, and the first place."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(options)", OPTIONS)
    assert len(found["passes"]) > 10
    return [
        f"{one['id']} ({len(one['nodes'])}): {one['nodes'][0]['html'][:120]}"
        for one in found["violations"]
    ]


def unfold(page):
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


def test_axe_finds_nothing_on_a_desktop_in_light(wide):
    assert violations(wide) == []


def test_axe_finds_nothing_on_a_phone_in_dark(narrow):
    assert violations(narrow) == []


@pytest.mark.parametrize("name", ["index.html", "zh/place-hangzhou.html"])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_in_what_is_unfolded(open_page, name, colours):
    page = open_page(name, color_scheme=colours)
    unfold(page)
    assert violations(page) == []


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_on_an_open_card(open_page, colours):
    page = open_page("zh/index.html", color_scheme=colours)
    page.locator("main a.figure.derived").first.press("Enter")
    page.locator("#card").wait_for(state="visible")
    assert violations(page) == []
