"""The published pages in a real browser with the network off, as a reader sees them."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from analysis import fonts

REPORTS = Path(__file__).parents[2] / "reports"
PAGES = sorted(path.name for path in REPORTS.glob("*.html"))
every_page = pytest.mark.parametrize("name", PAGES)


@pytest.fixture
def page(browser):
    """Open a page whose network is off and that remembers every request and complaint."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.seen = {"requests": [], "complaints": []}
    page.on("request", lambda request: page.seen["requests"].append(request.url))
    page.on("requestfailed", lambda request: page.seen["complaints"].append(request.url))
    page.on("console", lambda message: page.seen["complaints"].append(message.text))
    page.on("pageerror", lambda error: page.seen["complaints"].append(str(error)))
    yield page
    context.close()


def open_page(page: Page, name: str, width: int = 1280) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto((REPORTS / name).as_uri())
    page.evaluate("document.fonts.ready")


def luminance(colour: str) -> float:
    """Return the relative luminance of `rgb(r, g, b)`, as WCAG defines it."""
    shares = [int(number) / 255 for number in re.findall(r"\d+", colour)[:3]]
    parts = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@every_page
def test_a_page_asks_for_nothing_but_itself(page, name):
    open_page(page, name)
    outside = [url for url in page.seen["requests"] if not url.startswith("data:")]
    assert outside == [(REPORTS / name).as_uri()]
    assert page.seen["complaints"] == []


@every_page
def test_every_chart_is_drawn_and_put_into_words(page, name):
    open_page(page, name)
    charts = page.locator("figure.chart img").evaluate_all(
        "all => all.map(img => [img.complete && img.naturalWidth > 100, img.alt.length > 40])"
    )
    assert charts or name == "place-guangdong.html"
    assert all(drawn and worded for drawn, worded in charts)


@every_page
def test_every_number_leads_to_its_row(page, name):
    open_page(page, name)
    links = page.locator("a.figure").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    rows = page.locator("table.ledger tbody tr, article.claim").evaluate_all(
        "all => all.map(row => '#' + row.id)"
    )
    assert links
    assert set(links) <= set(rows)


def test_a_click_on_a_number_shows_what_was_printed(page):
    open_page(page, "index.html")
    page.locator("a.figure[href='#beijing-firms']").first.click()
    row = page.locator("tr:target")
    assert row.get_attribute("id") == "beijing-firms"
    assert row.is_visible()
    cells = row.locator("th, td").all_inner_texts()
    assert cells[0] == "近32萬家"
    assert cells[3] == "310,000 to 320,000"
    assert cells[4].split() == ["line", "22", "offset", "50"]
    assert cells[5] == "南方+ (Nanfang Plus)"


def test_a_claim_is_reached_from_its_verdict_and_leads_to_its_evidence(page):
    """By keyboard: from the contents to the claims, to one claim, to the print it rests on."""
    open_page(page, "index.html")
    page.locator(".toc a[href='#claims']").press("Enter")
    assert page.locator("section:target").get_attribute("id") == "claims"
    listed = page.locator("nav.verdicts details").first
    assert listed.locator("a").first.is_visible()
    listed.locator("a").first.press("Enter")
    claim = page.locator("article.claim:target")
    assert claim.locator("h4").inner_text() == listed.locator("a").first.inner_text()
    badges = claim.locator(".badge").all_inner_texts()
    # the article's badge says besides how the verdict was reached
    assert any(badge.startswith(listed.locator(".badge").inner_text()) for badge in badges)
    printed = claim.locator(".rests a.figure").last
    text = printed.inner_text()
    printed.press("Enter")
    row = page.locator("tr:target")
    assert row.is_visible()
    assert row.locator("th").inner_text() == text


@every_page
def test_verdicts_can_be_read_on_the_page_s_own_background(page, name):
    """The colours of badges differ from what is behind them as WCAG asks of small text."""
    open_page(page, name)
    pairs = page.locator(".badge").evaluate_all(
        """all => all.map(one => {
            const own = getComputedStyle(one), body = getComputedStyle(document.body);
            const clear = own.backgroundColor === 'rgba(0, 0, 0, 0)';
            return [own.color, clear ? body.backgroundColor : own.backgroundColor];
        })"""
    )
    assert pairs
    assert all(contrast(*pair) >= 4.5 for pair in pairs)


@every_page
@pytest.mark.parametrize("width", [360, 390, 768, 1440])
def test_nothing_sticks_out_sideways(page, name, width):
    open_page(page, name, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@every_page
def test_inputs_are_folded_away(page, name):
    open_page(page, name)
    folded = page.locator("details.code")
    assert folded.count() > 0
    assert page.locator("details.code[open]").count() == 0


@every_page
def test_every_character_has_a_glyph_of_the_page_s_own_fonts(page, name):
    """A character outside the embedded fonts would show in the machine's own, or as a box."""
    open_page(page, name)
    faces = page.evaluate("[...document.fonts].map(face => face.family + face.status)")
    assert faces
    assert not [face for face in faces if face.endswith("error")]
    text = page.evaluate("document.body.innerText")
    known = set().union(*(fonts.characters(name) for name in fonts.FILES))
    assert set(text) - known - set("\n\t") == set()
