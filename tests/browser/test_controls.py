"""What a reader can move: the filter of claims, the sliders, light and dark, the language."""

import pytest
from article import REPORTS, read  # type: ignore[import-not-found]  # tests/article.py

from analysis import messages

CLAIMS, FLIPS = read("claims"), read("flips")
STEP = 1.05  # of the sliders


def shown(page):
    """Return the ids of the claims that the filter lets through, and what it announces."""
    ids = page.locator("article.claim:visible").evaluate_all("all => all.map(one => one.id)")
    return {name.removeprefix("claim-") for name in ids}, page.locator(
        "#filter output"
    ).inner_text()


def test_the_filter_says_how_many_claims_it_shows(open_page):
    page = open_page("claims.html")
    every = set(CLAIMS["claim_id"])
    assert shown(page) == (every, f"{len(every)} of {len(every)} claims shown")
    assert page.locator("#filter output").get_attribute("aria-live") == "polite"
    page.locator("#filter select[name=kind]").select_option("check")
    checks = set(CLAIMS[CLAIMS["kind"] == "check"]["claim_id"])
    assert shown(page) == (checks, f"{len(checks)} of {len(every)} claims shown")
    headings = page.locator("[data-section] > h2:visible")
    assert headings.all_inner_texts() == [messages.say("kind.check", "en")]
    page.locator("#filter button[type=reset]").click()
    page.locator("#filter output", has_text=f"{len(every)} of").wait_for()
    assert shown(page)[0] == every


def test_claims_are_filtered_by_verdict_place_and_words(open_page):
    page = open_page("zh/claims.html")
    page.locator("#filter select[name=verdict]").select_option("outside contradicted")
    contradicted = set(CLAIMS[CLAIMS["supported"] == "contradicted"]["claim_id"])
    assert shown(page)[0] == contradicted
    page.locator("#filter select[name=places]").select_option("Shanghai")
    of_shanghai = shown(page)[0]
    assert of_shanghai
    assert of_shanghai < contradicted
    page.locator("#filter button[type=reset]").click()
    page.locator("#filter output", has_text=f"显示{len(CLAIMS)}条").wait_for()
    page.locator("#filter input[name=words]").fill("高校 上海")
    found = CLAIMS["says_zh"].str.contains("高校") & CLAIMS["says_zh"].str.contains("上海")
    assert set(CLAIMS[found]["claim_id"]) <= shown(page)[0]
    assert len(shown(page)[0]) < len(CLAIMS)
    page.locator("#filter input[name=words]").fill("没有这样的词")
    assert shown(page) == (set(), f"显示0条，共{len(CLAIMS)}条")


def test_a_link_to_a_claim_that_is_filtered_out_shows_it(open_page):
    page = open_page("claims.html")
    page.locator("#filter input[name=words]").fill("no such words")
    name = f"claim-{CLAIMS['claim_id'].iloc[0]}"
    claim = page.locator(f"#{name}")
    assert claim.is_hidden()
    page.evaluate("name => { location.hash = name; }", name)
    claim.wait_for(state="visible")


def flipped(family, factor):
    """Yield the claims whose verdict at a factor is not the one as read, as flips.csv tells.

    Where the article's own figures contradict each other, the page says so once, and not of each.
    """
    for (claim, by), rows in FLIPS[FLIPS["family"] == family].groupby(["claim_id", "by"]):
        ordered = rows.sort_values("factor")
        verdicts = [ordered["verdict_below"].iloc[0], *ordered["verdict_above"]]
        before, now = (verdicts[(ordered["factor"] <= at).sum()] for at in (1, factor))
        if before != now and (by, now) != ("within", "conflicting"):
            key = "verdict" if by == "within" else "supported"
            yield f"claim-{claim}", *(messages.say(f"{key}.{one}", "en") for one in (before, now))


def contradicting(family, factor):
    """Tell whether the article's own figures contradict each other at a factor."""
    own = FLIPS[(FLIPS["family"] == family) & (FLIPS["by"] == "within")]
    return bool((own[own["verdict_below"] == "conflicting"]["factor"] > factor).any())


@pytest.mark.parametrize("family", sorted(set(FLIPS["family"])))
def test_a_slider_flips_the_verdicts_that_the_table_says(open_page, family):
    page = open_page("claims.html")
    slider = page.locator(f"#what-if input[name='{family}']")
    changed = page.locator("#what-if .changed")
    assert changed.inner_text() == ""
    steps = [int(slider.get_attribute(end)) for end in ("min", "max")]
    for step in (steps[0], -1, 1, steps[1]):
        slider.fill(str(step))
        items = changed.locator("li")
        told = {
            (
                item.locator("a").get_attribute("href")[1:],
                *item.inner_text().split(": ")[-1].split(" → "),
            )
            for item in items.all()
        }
        assert told == set(flipped(family, STEP**step))
        conflict = slider.get_attribute("data-conflict")
        assert contradicting(family, STEP**step) == (
            conflict != "" and conflict in changed.inner_text()
        )
        assert changed.inner_text()
    assert any(set(flipped(family, STEP**step)) for step in steps)
    slider.fill("0")
    assert changed.inner_text() == ""
    assert slider.get_attribute("aria-valuetext") == messages.say("page.whatif_as_read", "en")


def test_one_slider_at_a_time_and_by_keyboard(open_page):
    page = open_page("claims.html")
    first, second = page.locator("#what-if input").all()[:2]
    first.press("ArrowRight")
    assert (first.input_value(), second.input_value()) == ("1", "0")
    second.press("ArrowLeft")
    assert (first.input_value(), second.input_value()) == ("0", "-1")
    assert first.get_attribute("aria-valuetext") == messages.say("page.whatif_as_read", "en")


@pytest.mark.parametrize("preferred", ["light", "dark"])
def test_the_switch_of_colours_turns_over_what_the_machine_prefers(open_page, preferred):
    page = open_page("index.html", color_scheme=preferred)
    colours = (
        "[document.body, document.querySelector('.chart svg text')].map(one => {"
        "const style = getComputedStyle(one); return [style.backgroundColor, style.fill]})"
    )
    before = page.evaluate(colours)
    button = page.locator("#theme")
    other = {"light": "dark", "dark": "light"}[preferred]
    assert button.inner_text() == messages.say(f"page.theme_{other}", "en")
    button.click()
    after = page.evaluate(colours)
    assert page.locator("html").get_attribute("data-theme") == other
    assert before[0][0] != after[0][0]
    assert before[1][1] != after[1][1]
    assert button.inner_text() == messages.say(f"page.theme_{preferred}", "en")

    def is_kept():
        page.reload()
        return page.evaluate(colours) == after

    # A busy Chromium may load the page anew before it has written what the page stored.
    assert any(is_kept() for _ in range(5))


def test_the_switch_of_language_keeps_the_claim_that_is_read(open_page):
    page = open_page("claims.html")
    name = f"claim-{CLAIMS['claim_id'].iloc[-1]}"
    page.evaluate("name => { location.hash = name; }", name)
    page.locator("#other").click()
    page.wait_for_url(f"**/zh/claims.html#{name}")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    page.locator("#other").click()
    page.wait_for_url(f"**/{REPORTS.name}/claims.html#{name}")
