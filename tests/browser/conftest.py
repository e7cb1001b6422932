"""A real browser for the tests of this folder, and the published pages opened in it."""

import shutil

import pytest
from article import REPORTS  # type: ignore[import-not-found]  # tests/article.py
from playwright.sync_api import sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
PAGES = sorted(str(path.relative_to(REPORTS)) for path in REPORTS.rglob("*.html"))


@pytest.fixture(scope="module")
def browser():
    """Start Debian's Chromium, or skip where it is missing.

    For one file: while playwright is there an event loop runs, and asyncio.run() fails in it.
    """
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


def show(page, name):
    """Show a published page, by its path from the reports."""
    page.goto((REPORTS / name).as_uri())
    page.evaluate("document.fonts.ready")
    return page


@pytest.fixture
def open_page(browser):
    """Open a page in a context of its own, whose network is off: open_page(name, **options)."""
    contexts = []

    def open_it(name, **options):
        options = {"viewport": {"width": 1280, "height": 900}, **options}
        contexts.append(browser.new_context(offline=True, **options))
        contexts[-1].set_default_timeout(10_000)
        return show(contexts[-1].new_page(), name)

    yield open_it
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def window(browser):
    """A page that remembers what it asked for and what it complained of; its network is off."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.asked, page.complaints = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("requestfailed", lambda request: page.complaints.append(request.url))
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    context.close()


@pytest.fixture(scope="module", params=PAGES)
def page(request, window):
    """Each published page, shown once for all tests of a module."""
    window.name = request.param
    window.asked.clear()
    window.complaints.clear()
    return show(_shown(window, 1280, "light"), request.param)


@pytest.fixture
def wide(page):
    """The page as a desktop shows it, in light."""
    return _shown(page, 1280, "light")


@pytest.fixture
def narrow(page):
    """The page as a small phone shows it, in dark."""
    return _shown(page, 360, "dark")


def _shown(page, width, colours):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media="screen", color_scheme=colours)
    return page
