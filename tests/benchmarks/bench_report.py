"""What the report asks of a reader: words, screens, bytes, tab stops and the wait for a chart.

Usage: .venv/bin/python tests/benchmarks/bench_report.py [PAGE ...]

Without a page: the front pages of reports/. Times are the medians of RUNS visits, each in a new
context of one browser, from the start of the navigation.
"""

import shutil
import statistics
import sys
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

REPORTS = Path(__file__).parents[2] / "reports"
SCREEN = ViewportSize(width=1280, height=900)
RUNS = 5
STOPS = "a[href], button, select, input, summary, [tabindex='0']"
# The time at which the first chart has been painted: it stands in the page when the frame ends.
CHART = """new Promise(done => new PerformanceObserver((list, observer) => {
  const paint = list.getEntriesByName('first-contentful-paint')[0];
  if (!paint) return;
  observer.disconnect();
  const chart = document.querySelector('figure.chart svg, figure.chart img');
  const drawn = () => requestAnimationFrame(() => setTimeout(() =>
    done([paint.startTime, performance.now()])));
  if (chart && chart.tagName === 'IMG') chart.decode().then(drawn); else drawn();
}).observe({type: 'paint', buffered: true}))"""
READ = f"""() => {{
  const first = document.querySelector('article.claim, main a.figure, main a.claim');
  const stops = [...document.querySelectorAll("{STOPS}")].filter(one => one.checkVisibility());
  const text = document.querySelector('main').innerText;
  const word = /\\p{{Script=Han}}|[\\p{{L}}\\p{{N}}][^\\s\\p{{Script=Han}}]*/gu;  // or a character
  return {{words: text.match(word).length,
    screens: document.documentElement.scrollHeight / innerHeight,
    stops: stops.filter(one => first && first.compareDocumentPosition(one) & 2).length}} }}"""


def measure(browser: Browser, page: Path) -> dict[str, float]:
    """Return what is read, scrolled, sent, tabbed and waited for on a page."""
    read: dict[str, float] = {}
    paints, charts = [], []
    for _ in range(RUNS):
        context = browser.new_context(offline=True, viewport=SCREEN)
        visit = context.new_page()
        visit.goto(page.as_uri())
        paint, chart = visit.evaluate(CHART)
        paints.append(paint)
        charts.append(chart)
        read = visit.evaluate(READ)
        context.close()
    return {
        **read,
        "kB": page.stat().st_size / 1000,
        "first paint, ms": statistics.median(paints),
        "first chart painted by, ms": statistics.median(charts),
    }


def main(names: list[str]) -> None:
    """Print the measures of pages, one a line."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("no chromium on this machine: apt-get install chromium")
    pages = [Path(name).resolve() for name in names] or [
        REPORTS / "index.html",
        REPORTS / "zh" / "index.html",
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for page in pages:
            found = measure(browser, page)
            print(page, *(f"{name} {value:,.0f}" for name, value in found.items()), sep="\n  ")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
