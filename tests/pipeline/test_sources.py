"""Two sources beside the article: a report of their own each, and the article's as it was.

They are a bulletin of cities, and two of the country profiles. All are only typed in, beside what
they are called by: no file of the package is changed.
"""

import csv
import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
import yaml

from .command import BULLETIN as TYPED
from .command import BULLETIN_ID as BULLETIN
from .command import NOTEBOOK, ROOT, analysis, edit, published
from .conftest import build

ARTICLE, PROFILES = "wanliu-economic-review", "world-factbook"
FACTBOOK = Path(__file__).parents[1] / "factbook" / "raw"
COUNTRIES = ("Germany", "Japan")
SENTENCES = (  # columns that name the publisher
    *("name_", "says_", "template_", "reason_en", "reason_zh", "reason_supported_"),
    *("because_", "opinion_", "headline_", "change_"),
)
# Tests of what the article's pages and prose say; none is to be changed for another source. Those
# of its claims run beside another in test_rows.
CONTENT = (
    "tests/test_report_numbers.py",
    "tests/test_report_languages.py",
    "tests/test_readme.py::test_the_findings_are_those_of_the_tables",
)


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write(path, table):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(table)


def lay_out_profiles(raw):
    """Lay out the country profiles, cut down to a few, and what they add to places and metrics."""
    for name, key in (("places.csv", COUNTRIES), ("metrics.csv", None)):
        own, others = rows(raw / name), rows(FACTBOOK / name)
        known = {row[0] for row in own}
        added = [row for row in others[1:] if row[0] not in known and (not key or row[0] in key)]
        write(raw / name, own + added)
    head, *figures = rows(FACTBOOK / PROFILES / "figures.csv")
    kept = [row for row in figures if row[1] in COUNTRIES]
    write(raw / PROFILES / "figures.csv", [head, *kept])
    claims = yaml.safe_load((FACTBOOK / PROFILES / "claims.yaml").read_text("utf-8"))
    own = [one for one in claims if any(f"'{name}'" in one["claim"] for name in COUNTRIES)]
    (raw / PROFILES / "claims.yaml").write_text(yaml.safe_dump(own, allow_unicode=True), "utf-8")
    shutil.copy(FACTBOOK / PROFILES / "source.yaml", raw / PROFILES)
    # Of a sign that no file here has, each page would have all fonts cut anew, which takes seconds.
    edit(raw / PROFILES / "source.yaml", "of countries", "of countries, areas in km²")


@pytest.fixture(scope="module")
def three(built, tmp_path_factory):
    """Build a project with two more sources, of which the folder of one comes first by its name.

    Briefs on places are about one of them alone; test_plan has them of each.
    """
    root = Path(shutil.copytree(built, tmp_path_factory.mktemp("three") / "project"))
    shutil.copytree(TYPED, root / "data" / "raw" / BULLETIN)
    lay_out_profiles(root / "data" / "raw")
    edit(root / NOTEBOOK, r'"source = \"\"', rf'"source = \"{PROFILES}\"')
    build(root)
    return root


def links(page):
    """Return where the links of a page lead that stay in the report."""
    found = re.findall(r'href="([^"#:]+)(?:#[^"]*)?"', page.read_text("utf-8"))
    return {(page.parent / address).resolve() for address in found}


def text(path):
    """Return the words of a page, code and scripts left out."""
    page = re.sub(r"<(script|style|pre)[ >].*?</\1>", "", path.read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", page)))


def test_each_source_has_a_report_of_the_same_shape(three):
    """But for pages of notebooks which are about one alone: a chapter here, briefs on places."""
    names = [
        {
            path.relative_to(three / "reports" / source).as_posix()
            for path in (three / "reports" / source).rglob("*")
            if path.suffix in (".html", ".pdf") and "place-" not in path.name
        }
        for source in (ARTICLE, BULLETIN)
    ]
    assert names[0] - names[1] == {
        f"{folder}does-talent-turn-into-firms.html" for folder in ("", "zh/")
    }
    assert not names[1] - names[0]
    assert {path.parent.name for path in three.glob("reports/*/place-*")} == {PROFILES}


@pytest.mark.parametrize("name", ["figures", "claims", "implied", "amounts", "place_metrics"])
def test_a_source_is_judged_as_it_is_alone(three, built, name):
    """No figure of another moves a verdict, a bound or a proof."""
    alone, both = (
        pd.read_csv(root / "data" / "processed" / f"{name}.csv", dtype=str, keep_default_na=False)
        for root in (built, three)
    )
    told = [name for name in alone.columns if not str(name).startswith(SENTENCES)]
    rows = set(both[told].itertuples(index=False, name=None))
    assert [row for row in alone[told].itertuples(index=False, name=None) if row not in rows] == []


def test_sentences_name_the_publisher_and_no_article(three):
    page = text(three / "reports" / BULLETIN / "claims.html")
    assert "By City Bulletin's own figures: holds" in page
    assert "Wanliu" not in page
    for source in (BULLETIN, PROFILES):
        for path in (three / "reports" / source).glob("*.html"):
            if path.stem != "data":  # the codebook is that of every source
                assert "the article" not in text(path).lower(), path
    own = text(three / "reports" / BULLETIN / "index.html")
    assert "City Bulletin and another source both print 5 numbers: on 2 they agree" in own
    assert "按城市公报的数字" in text(three / "reports" / BULLETIN / "zh" / "claims.html")


def test_the_index_lists_the_sources_and_where_they_agree(three):
    page = text(three / "reports" / "index.html")
    assert "China's AI cities, by the figures" in page
    assert "The bulletin's figures" in page
    assert "Two sources print 5 numbers" in page
    assert "on 2 they agree; on 3 they are in conflict" in page
    own = text(three / "reports" / PROFILES / "index.html")
    assert "No other source prints what" in own


@pytest.mark.parametrize("page", ["index.html", "zh/index.html"])
def test_the_index_leads_to_every_report(three, page):
    led = links(three / "reports" / page)
    for source in (ARTICLE, BULLETIN, PROFILES):
        assert (three / "reports" / source / page).resolve() in led
    assert [path for path in led if not path.exists()] == []


@pytest.mark.parametrize("source", [BULLETIN, PROFILES])
def test_each_has_a_folder_with_pages_charts_and_papers(three, source):
    own = three / "reports" / source
    for folder in (own, own / "zh"):
        names = {path.name for path in folder.iterdir()}
        assert {"index.html", "claims.html", "method.html", "data.html", "charts"} <= names
        assert all(path.exists() for page in folder.glob("*.html") for path in links(page))
    assert (own / "report.en.pdf").read_bytes().startswith(b"%PDF")
    assert (own / "report.zh.pdf").read_bytes().startswith(b"%PDF")


def test_a_country_has_a_page_and_one_left_out_has_none(three):
    pages = {path.stem for path in (three / "reports" / PROFILES).glob("place-*.html")}
    assert pages == {f"place-{name.lower()}" for name in COUNTRIES}


def test_what_contradicts_itself_is_told_on_its_own_pages_alone(three):
    said = "The uses of land in Germany add up."
    assert said in (three / "reports" / PROFILES / "claims.html").read_text("utf-8")
    for page in (three / "reports" / BULLETIN).rglob("*.html"):
        assert "Germany" not in page.read_text("utf-8"), page.name


def test_a_second_build_of_all_does_nothing(three):
    before = published(three)
    assert analysis(three, "build").stdout.startswith("Nothing to do: all ")
    assert published(three) == before


def test_no_test_of_the_article_s_content_is_broken(three):
    """They read what they expect from tests/, and the article's own rows and pages alone."""
    environment = {**os.environ, "ANALYSIS_ROOT": str(three), "ANALYSIS_TESTED": str(three)}
    command = [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", *CONTENT]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:]
