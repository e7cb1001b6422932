"""Cards over numbers: opened by mouse, keyboard and touch, followed, gone back, and without."""

import pytest

CARD = {
    "index.html": [
        "近32萬家",
        "310,000 to 320,000",
        "line 22",
        "Nearly. Lower, and the writer would have named the next round figure down.",
        "Nanfang Plus",
    ],
    "zh/index.html": ["近32萬家", "31万至32万", "第22行", "近。若再低，作者会用更小的整数", "南方"],
}
FIRMS = ".chapter p a.figure[href='#beijing-firms']"
both_languages = pytest.mark.parametrize("name", list(CARD))


def is_open(page) -> bool:
    return bool(page.evaluate("document.querySelector('#card').matches(':popover-open')"))


def card(page):
    """Return the open card, once it shows."""
    page.locator("#card").wait_for(state="visible")
    return page.locator("#card .body")


def tells(page, name) -> bool:
    text = card(page).inner_text()
    return all(words in text for words in CARD[name])


@both_languages
def test_the_mouse_opens_a_card_and_leaving_closes_it(open_page, name):
    page = open_page(name)
    page.locator(FIRMS).first.hover()
    assert tells(page, name)
    page.locator("#card .body").hover()  # the way to the card does not close it
    assert is_open(page)
    page.locator("h1").hover()
    page.locator("#card").wait_for(state="hidden")


@both_languages
def test_the_keyboard_opens_a_card_and_escape_gives_the_number_back(open_page, name):
    page = open_page(name)
    number = page.locator(FIRMS).first
    number.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert tells(page, name)
    assert number.evaluate("one => one === document.activeElement")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('#card .body')")
    page.keyboard.press("Escape")
    page.locator("#card").wait_for(state="hidden")
    assert number.evaluate("one => one === document.activeElement")


@both_languages
def test_a_tap_opens_a_card_at_the_foot_of_a_phone(open_page, name):
    page = open_page(name, has_touch=True, viewport={"width": 390, "height": 844})
    page.locator(FIRMS).first.tap()
    assert tells(page, name)
    box = page.locator("#card").bounding_box()
    assert box["x"] == 0
    assert box["width"] == 390
    assert round(box["y"] + box["height"]) == 844
    page.locator("#card .close").tap()
    page.locator("#card").wait_for(state="hidden")


def test_a_mark_of_a_chart_has_a_card(open_page):
    page = open_page("index.html")
    page.locator("#chart-reach svg a").first.click()
    text = card(page).inner_text()
    assert text.startswith("Beijing: first")
    assert "近32萬家" in text


def test_inputs_of_a_computed_number_are_followed_and_gone_back(open_page):
    page = open_page("index.html")
    page.locator("h2 a.figure.derived", has_text="45%").press("Enter")
    first = card(page).inner_text()
    assert "45%" in first
    inputs = page.locator("#card .body a.figure")
    token = inputs.first.inner_text()
    back = page.locator("#card .back")
    assert back.is_hidden()
    inputs.first.press("Enter")
    assert card(page).locator(".shown").inner_text() == token
    back.press("Enter")
    assert card(page).inner_text() == first
    assert back.is_hidden()


def test_a_card_stays_within_the_window_and_leads_to_its_row(open_page):
    page = open_page("index.html")
    page.locator("main p a.figure").last.click()
    box = page.locator("#card").bounding_box()
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= 1280
    assert box["y"] + box["height"] <= 900
    page.locator("#card .row").click()
    page.locator("#card").wait_for(state="hidden")
    row = page.locator(".number:target")
    assert row.is_visible()


@both_languages
def test_without_script_the_link_leads_to_the_row(open_page, name):
    page = open_page(name, java_script_enabled=False)
    page.locator(FIRMS).first.click()
    row = page.locator(".number:target")
    assert row.get_attribute("id") == "beijing-firms"
    assert row.is_visible()
    text = row.inner_text()
    assert all(words in text for words in CARD[name])
