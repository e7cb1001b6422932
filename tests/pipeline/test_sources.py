"""A second source beside the article: a report of its own, and the article's as it was."""

import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pandas as pd
import pytest

from .command import BULLETIN as SECOND
from .command import ROOT, analysis, published

ARTICLE, BULLETIN = "wanliu-economic-review", "city-bulletin"
SENTENCES = (  # columns that name the publisher
    *("name_", "says_", "template_", "reason_en", "reason_zh", "reason_supported_"),
    *("because_", "opinion_", "headline_", "change_"),
)
# Tests of what the article's tables, pages and prose say; none is to be changed for another source.
CONTENT = (
    "tests/claims/test_article.py",
    "tests/test_report_numbers.py",
    "tests/test_report_languages.py",
    "tests/test_readme.py::test_the_findings_are_those_of_the_tables",
)


@pytest.fixture(scope="module")
def two(built, tmp_path_factory):
    """Build a project with a second source, whose folder comes first by its name."""
    root = Path(shutil.copytree(built, tmp_path_factory.mktemp("two") / "project"))
    shutil.copytree(SECOND, root / "data" / "raw" / BULLETIN)
    result = analysis(root, "build")
    assert (result.returncode, result.stderr) == (0, "")
    return root


def text(path):
    """Return the words of a page, code and scripts left out."""
    page = re.sub(r"<(script|style|pre)[ >].*?</\1>", "", path.read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", page)))


def test_each_source_has_a_report_of_the_same_shape(two):
    """But for the pages of places, and for that of a notebook which is about the article alone."""
    names = [
        {
            path.relative_to(two / "reports" / source).as_posix()
            for path in (two / "reports" / source).rglob("*")
            if path.suffix in (".html", ".pdf") and "place-" not in path.name
        }
        for source in (ARTICLE, BULLETIN)
    ]
    assert names[0] - names[1] == {
        f"{folder}does-talent-turn-into-firms.html" for folder in ("", "zh/")
    }
    assert not names[1] - names[0]
    own = two / "reports" / BULLETIN
    assert sorted(path.stem for path in own.glob("place-*.html")) == [
        f"place-{name}" for name in ("beijing", "guangzhou", "shanghai", "shenzhen")
    ]


@pytest.mark.parametrize("name", ["figures", "claims", "implied", "amounts", "place_metrics"])
def test_a_source_is_judged_as_it_is_alone(two, built, name):
    """No figure of another moves a verdict, a bound or a proof."""
    alone, both = (
        pd.read_csv(root / "data" / "processed" / f"{name}.csv", dtype=str, keep_default_na=False)
        for root in (built, two)
    )
    told = [name for name in alone.columns if not str(name).startswith(SENTENCES)]
    rows = set(both[told].itertuples(index=False, name=None))
    assert [row for row in alone[told].itertuples(index=False, name=None) if row not in rows] == []


def test_sentences_name_the_publisher_and_no_article(two):
    page = text(two / "reports" / BULLETIN / "claims.html")
    assert "By City Bulletin's own figures: holds" in page
    assert "Wanliu" not in page
    for path in (two / "reports" / BULLETIN).glob("*.html"):
        if path.stem != "data":  # the codebook is that of every source
            assert "the article" not in text(path).lower(), path.name
    own = text(two / "reports" / BULLETIN / "index.html")
    assert "City Bulletin and another source both print 5 numbers: on 2 they agree" in own
    assert "按城市公报的数字" in text(two / "reports" / BULLETIN / "zh" / "claims.html")


def test_the_index_lists_the_sources_and_where_they_agree(two):
    page = text(two / "reports" / "index.html")
    assert "China's AI cities, by the figures" in page
    assert "The bulletin's figures" in page
    assert "Two sources print 5 numbers" in page
    assert "on 2 they agree; on 3 they are in conflict" in page
    links = re.findall(
        r'href="([^"#:]+\.html)', (two / "reports" / "index.html").read_text("utf-8")
    )
    assert [link for link in links if not (two / "reports" / link).exists()] == []


def test_a_second_build_of_both_does_nothing(two):
    before = published(two)
    assert analysis(two, "build").stdout.startswith("Nothing to do: all ")
    assert published(two) == before


def test_no_test_of_the_article_s_content_is_broken(two):
    """They read what they expect from tests/, and the article's own rows and pages alone."""
    environment = {**os.environ, "ANALYSIS_ROOT": str(two), "ANALYSIS_TESTED": str(two)}
    command = [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", *CONTENT]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:]
