"""Charts inside a page, in a real browser: text as wide as laid out, rows to touch, colours."""

import re
from html import unescape

import pandas as pd
import pytest

from analysis import charts, fonts
from analysis.charts.look import DARK, PALETTE, theme, width_of
from analysis.data.words import words

PLACES = ["Beijing", "Shanghai", "Shenzhen", "Guangzhou", "Hangzhou"]
METRICS = ["ai_firms", "ai_firms_share", "ai_talent_share", "universities"]
COLOURS = dict(zip(PLACES, ["#d5521c", "#00808c", "#3d3aa4", "#5a8ff0", "#8a0f4f"], strict=True))
TITLES = {
    "en": "Beijing leads, whatever the hedges stand for",
    "zh": "无论约数怎样理解，北京都领先",
}
FACES = {
    ("Report Sans", 400): "sans",
    ("Report Sans", 600): "sans-bold",
    ("Report Chinese", 400): "chinese",
}
LIGHT = {name: colour for colour, name in PALETTE.items()}
WIDER = 0.01  # of a text, at most, than matplotlib lays it out
LEAST = 24  # pixels of a target: WCAG 2.2, level AA
TEXTS = """[...document.querySelectorAll('svg')].flatMap((svg, chart) => {
  const whole = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text')].map(text => {
    const box = text.getBoundingClientRect();
    return {text: text.textContent, chart, size: parseFloat(text.style.fontSize),
      weight: text.style.fontWeight ? 'semibold' : 'normal', wide: text.getComputedTextLength(),
      left: box.left, right: box.right, top: box.top, bottom: box.bottom,
      inside: box.left >= whole.left && box.right <= whole.right + .5
        && box.top >= whole.top - .5 && box.bottom <= whole.bottom + .5}})})"""
LINKS = """[...document.querySelectorAll('svg a')].map(link => {
  const box = link.getBoundingClientRect();
  return [link.getAttribute('aria-label'), box.width, box.height]})"""


def drawn(language):
    """Return charts with five places and four metrics, as a page takes them in."""
    rows = pd.DataFrame(
        [(place, metric) for metric in METRICS for place in PLACES], columns=["place", "metric"]
    )
    rows = rows.assign(
        figure_id=rows["place"] + rows["metric"],
        value=[0.2 + 0.037 * at for at in range(len(rows))],
        low=0.2,
        high=0.97,
        unit="share",
        colour=rows["place"].map(COLOURS),
        hedge="about",
        printed_low=0.1,
        printed_high=1.0,
        claim_id="one",
        printed=True,
    )
    said = (TITLES[language], words(language))
    amounts = rows.head(3).assign(name=[said[1].title(name) for name in METRICS[:3]])
    figures = [
        charts.figures.readings(rows.head(5), *said),
        charts.figures.standings(rows, *said),
        charts.figures.standing(rows, *said, "Shenzhen"),
        charts.claims.implied(rows.head(6), *said),
        charts.claims.amounts(amounts, *said),
    ]
    return [charts.to_inline(figure, str(figure.get_gid())) for figure in figures]


@pytest.fixture(scope="module", params=["en", "zh"])
def page(request, browser, tmp_path_factory):
    """Open a page of charts that follows light and dark, as wide as a phone."""
    svgs = "".join(drawn(request.param))
    shown = unescape(re.sub(r"<[^>]+>", "", svgs))
    faces = [
        f"@font-face {{ font-family: '{family}'; font-weight: {weight}; "
        f"src: url(data:font/woff2;base64,{fonts.subset(name, shown)}) }}"
        for (family, weight), name in FACES.items()
    ]
    pairs = [f"--{name}: light-dark({LIGHT[name]}, {DARK[name]})" for name in LIGHT]
    style = " ".join([*faces, f":root {{ color-scheme: light dark; {'; '.join(pairs)} }}"])
    path = tmp_path_factory.mktemp("charts") / "charts.html"
    path.write_text(
        f"<!doctype html><html lang={request.param}><meta charset=utf-8><style>{style} body "
        f"{{ margin: 20px; background: var(--paper) }}</style>{svgs}",
        encoding="utf-8",
    )
    context = browser.new_context(offline=True, viewport={"width": 360, "height": 900})
    page = context.new_page()
    page.goto(path.as_uri())
    page.evaluate("document.fonts.ready")
    yield page
    context.close()


def test_text_is_as_wide_as_it_was_laid_out(page):
    texts = page.evaluate(TEXTS)
    assert len(texts) > 60
    with theme():
        laid = [width_of(text["text"], text["size"], text["weight"]) * 72 for text in texts]
    wide = [text["wide"] / own for text, own in zip(texts, laid, strict=True)]
    assert max(wide) <= 1 + WIDER


def test_no_text_is_cut_off_or_meets_another(page):
    texts = page.evaluate(TEXTS)
    assert [text["text"] for text in texts if not text["inside"]] == []
    for at, one in enumerate(texts):
        for other in texts[at + 1 :]:
            across = min(one["right"], other["right"]) - max(one["left"], other["left"])
            down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
            height = one["bottom"] - one["top"]
            alike = one["chart"] == other["chart"]
            assert not (alike and across > 1 and down > height / 3), (one["text"], other["text"])


def test_every_row_is_large_enough_to_touch(page):
    links = page.evaluate(LINKS)
    assert len(links) == 22
    assert [link for link in links if min(link[1:]) < LEAST] == []
    assert all(name for name, *_ in links)


@pytest.mark.parametrize(("scheme", "colour"), [("light", "#d5521c"), ("dark", "#fe8a61")])
def test_marks_and_text_follow_light_and_dark(page, scheme, colour):
    page.emulate_media(color_scheme=scheme)
    ink = (LIGHT if scheme == "light" else DARK)["ink"]
    for selector, expected in (("use", colour), ("a text", ink)):
        found = page.eval_on_selector(f"svg {selector}", "one => getComputedStyle(one).fill")
        assert found == "rgb({}, {}, {})".format(*bytes.fromhex(expected[1:]))


def test_the_whole_row_leads_to_its_figure(page):
    """Also where nothing is drawn: the eye is on the row, and so is the finger."""
    box = page.locator("svg a").first.bounding_box()
    page.mouse.click(box["x"] + 5, box["y"] + box["height"] - 3)
    page.wait_for_url("**#Beijingai_firms")
    assert page.evaluate("location.hash") == "#Beijingai_firms"
