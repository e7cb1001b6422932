"""Every published page in a real browser with the network off, as a reader sees it."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

from article import REPORTS  # type: ignore[import-not-found]  # tests/article.py
from fontTools.ttLib import TTFont

from analysis import fonts

LEAST = 24  # pixels of a target: WCAG 2.2, level AA
SEEN = "one => one.checkVisibility() && one.getClientRects().length > 0"
STOPS = "a[href], button, select, input, summary, [tabindex='0']"


@cache
def ids_of(path: Path) -> set[str]:
    return set(re.findall(r'\bid="([^"]+)"', path.read_text("utf-8")))


@cache
def drawn() -> set[str]:
    """Return the characters that the fonts of pages have a glyph for."""
    faces = (TTFont(fonts.path(name)) for name in fonts.FILES)
    return set().union(*(map(chr, face.getBestCmap()) for face in faces))


def links_of(page):
    """Return the links of a page within the project: the file and what is named in it."""
    hrefs = page.locator("a[href]").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    here = REPORTS / page.name
    for href in hrefs:
        if not re.match(r"https?:|data:", href):
            file, _, anchor = href.partition("#")
            yield (here.parent / file).resolve() if file else here, anchor


def test_it_asks_for_nothing_but_itself_and_its_policy_forbids_the_rest(page):
    assert [url for url in page.asked if not url.startswith("data:")] == [
        (REPORTS / page.name).as_uri()
    ]
    assert page.complaints == []
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert not re.search(r"https?:|\*|script-src[^;]*unsafe", policy)


def test_every_chart_is_drawn_put_into_words_and_can_be_carried_away(wide):
    charts = wide.locator("figure.chart")
    for chart in charts.all():
        svg = chart.locator("svg")
        assert svg.bounding_box()["width"] > 300
        assert svg.get_attribute("aria-label")
        words = svg.locator(f"desc#{svg.get_attribute('aria-describedby')}")
        assert len(words.text_content()) > 40
        files = chart.locator("a[download]").evaluate_all("all => all.map(a => a.href)")
        assert [file.rpartition(".")[2] for file in files] == ["svg", "png"]
    assert charts.count() or not wide.locator("main .cell").count() or "guangdong" in wide.name


def test_every_link_leads_somewhere(page):
    links = list(links_of(page))
    assert links
    lost = [
        f"{file.name}#{anchor}"
        for file, anchor in links
        if not file.exists() or (anchor and anchor not in ids_of(file))
    ]
    assert lost == []


def test_every_number_leads_to_its_row(page):
    figures = page.locator("a.figure[href^='#']")
    links = figures.evaluate_all("all => all.map(a => a.getAttribute('href'))")
    rows = page.locator(".number").evaluate_all("all => all.map(row => '#' + row.id)")
    within = {link for link in links if link.startswith("#")}
    assert within <= set(rows)
    assert {link for link in links if "#claim-" not in link} <= within


def test_the_switch_of_language_leads_to_the_same_page(page):
    switch = page.locator("#other")
    said, other = page.locator("html").get_attribute("lang"), switch.get_attribute("lang")
    assert {said, other} == {"en", "zh-Hans"}
    assert ("zh/" in page.name) == (said == "zh-Hans")
    aim = ((REPORTS / page.name).parent / switch.get_attribute("href")).resolve()
    assert aim.name == Path(page.name).name
    assert aim.parent != (REPORTS / page.name).parent
    assert f'<html lang="{other}">' in aim.read_text("utf-8")


def test_nothing_sticks_out_sideways(narrow):
    assert narrow.evaluate("document.documentElement.scrollWidth") == 360


def test_what_is_touched_is_large_enough(narrow):
    """Links within a line of text are excepted, as WCAG does; marks of charts are tested apart."""
    small = narrow.locator("button, select, input, summary, nav a, .tools a, .carry a, .links a")
    sizes = small.evaluate_all(
        f"all => all.filter({SEEN}).map(one => [one.outerHTML.slice(0, 80),"
        " one.getBoundingClientRect().width, one.getBoundingClientRect().height])"
    )
    assert sizes
    assert [size for size in sizes if min(size[1:]) < LEAST] == []


def test_the_first_claim_is_near_by_keyboard(wide):
    before = wide.evaluate(
        f"""() => {{
          const first = document.querySelector('article.claim, main a.figure, main a.claim');
          const follows = one => first.compareDocumentPosition(one) & 4;
          return [...document.querySelectorAll("{STOPS}")].filter(({SEEN}))
            .filter(one => !first || !follows(one)).length }}"""
    )
    assert 3 < before < 150


def test_headings_nest(page):
    levels = page.locator("h1, h2, h3, h4, h5, h6").evaluate_all(
        "all => all.map(one => +one.tagName[1])"
    )
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_motion_is_left_out_for_who_asks(page):
    scrolls = "getComputedStyle(document.documentElement).scrollBehavior"
    page.emulate_media(reduced_motion="reduce")
    still = page.evaluate(scrolls)
    page.emulate_media(reduced_motion="no-preference")
    assert (still, page.evaluate(scrolls)) == ("auto", "smooth")


def test_print_shows_what_is_folded_and_hides_what_cannot_be_used(wide):
    folded = "main details:not(.code) > :not(summary)"
    controls = ".masthead nav, .tools, .skip, .carry, .controls, #card, .code"
    see = f"all => all.map({SEEN})"
    assert not any(wide.locator(folded).evaluate_all(see))
    assert any(wide.locator(controls).evaluate_all(see))
    wide.emulate_media(media="print")
    assert all(wide.locator(folded).evaluate_all(see))
    assert not any(wide.locator(controls).evaluate_all(see))


def test_every_character_has_a_glyph_of_the_page_s_own_fonts(page):
    """A character outside the embedded fonts would show in the machine's own, or as a box."""
    faces = page.evaluate("[...document.fonts].map(face => face.family + face.status)")
    assert faces
    assert not [face for face in faces if face.endswith("error")]
    text = page.evaluate("document.body.textContent")
    assert set(text) - drawn() - set("\n\t") == set()


def test_ids_are_never_shown_as_words(page):
    """Neither in the rows that cards are made of, nor anywhere in the text but in code."""
    shown = page.evaluate(
        """() => { const all = document.body.cloneNode(true);
        all.querySelectorAll('code, pre, script, style').forEach(one => one.remove());
        return all.textContent; }"""
    )
    ids = page.locator(".number, article.claim").evaluate_all("all => all.map(one => one.id)")
    names = {name.removeprefix("claim-") for name in ids}
    words = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", shown))
    assert {name for name in names & words if name.count("-") > 1 or "_" in name} == set()
