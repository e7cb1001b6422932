"""The page that lists the sources, from small processed tables and a second source in them."""

import re
from dataclasses import replace

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from analysis.data import tables
from analysis.report import overview, pages


@pytest.fixture
def two(processed, tmp_path):
    """Add a source, `sun`, that prints of Beijing's firms what the other does not allow."""
    (tmp_path / "CITATION.cff").write_text("version: 1.0\nlicense: MIT\n")
    add = {
        "sources": "sun,A sum,總數,The Sun & Sons,太陽報,One city,en,99aa,2024,2024,2024,"
        ",,A *daily* page.,日报一页。,,,yes,",
        "figures": 'sun-firms,sun,Beijing,firms,2024,"200,000",exact,asserted,200000.0,200000.0,'
        "200000.0,count,False,False,1,0,,none,,",
        "implied": "sun,Beijing,firms,2024,sun-firms,200000.0,200000.0,count,sun-firms,sun-firms",
    }
    for name, row in add.items():
        path = processed / f"{name}.csv"
        text = path.read_text("utf-8")
        if name == "sources":  # sentences name the publisher of either
            text = text.replace(",sales,,,,,,,0.37", ",sales,,,,,,yes,0.37")
        path.write_text(f"{text}{row}\n", "utf-8")
    return processed


def words(page):
    """Return the words of the main part of a page."""
    return re.sub(r"\s+", " ", BeautifulSoup(page, "html.parser").main.get_text())


def test_each_source_is_listed_with_what_was_found(two):
    said = words(pages.page_of_sources("en", two))
    assert "A tale Two cities, published by The Post (February 2025)." in said
    assert "We tested 3 assertions of The Post on its own figures" in said
    assert "A sum A daily page. 1 figure was read here" in said
    page = pages.page_of_sources("en", two)
    assert '<a href="post/index.html">A tale</a>' in page
    assert 'href="post/claims.html#claim-sales"' in page
    assert "A <em>daily</em> page." in page


def test_a_claim_is_listed_with_its_verdict_and_whose_it_is(two):
    said = words(pages.page_of_sources("en", two))
    assert "“Sales are a fifth” is contradicted by others (our own check)" in said
    assert "Sales are a fifth. " not in said
    in_chinese = words(pages.page_of_sources("zh", two))
    assert "“五分之一”与独立数据不符（我们自己的核对）" in in_chinese


def test_what_both_print_is_held_against_each_other(two):
    """An undated figure may be of another year; one of that year is in conflict."""
    said = words(pages.page_of_sources("en", two))
    assert "Two sources print 1 number of the same place and metric" in said
    assert "differ, perhaps because the years do" in said
    path = two / "figures.csv"
    path.write_text(path.read_text("utf-8").replace("Beijing,firms,,近", "Beijing,firms,2024,近"))
    path = two / "implied.csv"
    path.write_text(path.read_text("utf-8").replace("firms,,b-firms", "firms,2024,b-firms"))
    page = pages.page_of_sources("en", two)
    assert "in conflict: no number fits both" in words(page)
    assert '<a href="sun/data.html#sun-firms">200,000</a>' in page
    assert "Printed in the sources 2" in words(page)
    assert "Printed in the article" not in words(page)
    assert "<title>What several sources print</title>" in page
    chinese = words(pages.page_of_sources("zh", two))
    assert re.search("第[0-9]+字起（", chinese)
    assert "字起 (" not in chinese


def test_chinese_pages_lead_to_chinese_ones(two):
    page = pages.page_of_sources("zh", two)
    assert '<a href="../sun/zh/index.html">總數</a>' in page
    assert "太陽報" in page
    assert "The Sun" not in words(page)


def test_the_tables_of_one_source_have_its_rows_alone(two):
    read = tables.of("sun", two)
    assert list(read("figures")["figure_id"]) == ["sun-firms"]
    assert read("claims").empty


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_number_leads_to_what_it_was_counted_from(two, language):
    """Those on what both print to a row of the page, those on a source to its own pages."""
    main = BeautifulSoup(pages.page_of_sources(language, two), "html.parser").main
    told = main.find_all(string=re.compile(r"\d"))
    traced = main.select("a, #numbers, tbody th")
    loose = [text for text in told if not any(part in traced for part in text.parents)]
    assert [text for text in loose if "2025" not in text] == []  # when it was published
    rows = {row["id"]: row.get_text() for row in main.select(".number")}
    counts = main.select("a.derived")
    assert len(counts) == 2
    assert all("32萬" in rows[link["href"][1:]] for link in counts)


def said_of(finding):
    return " ".join(finding.text.split())


def links(finding):
    """Return each number of a finding, with the figures that it rests on."""
    found = BeautifulSoup(finding.data, "html.parser").select("a.derived")
    return [(link.get_text(), link["data-figures"]) for link in found]


def test_it_is_counted_on_what_sources_agree(english):
    rows = pd.DataFrame({"state": ["conflict", "agree", "agree"], "ids": ["a;b", "c", "d"]})
    assert said_of(overview.agreement(rows, english)) == (
        "Two sources print 3 numbers of the same place and metric: on 2 they agree; on 1 "
        "they are in conflict."
    )
    assert links(overview.agreement(rows, english)) == [
        ("3", "a;b;c;d"),
        ("2", "c;d"),
        ("1", "a;b"),
    ]
    one = overview.agreement(pd.DataFrame({"state": ["undated"], "ids": "a"}), english)
    assert said_of(one).endswith(
        "1 number of the same place and metric: 1 differs, perhaps because the years do."
    )
    assert said_of(overview.agreement(rows.head(0), english)) == (
        "No two of them print a number for the same thing."
    )


def test_in_its_own_report_a_source_is_one_of_the_two(english, chinese):
    rows = pd.DataFrame({"state": ["conflict", "agree", "agree"], "ids": ["a;b", "c", "d"]})
    own, said = replace(english, publisher="The Sun"), overview.agreement
    assert said_of(said(rows, own)) == (
        "The Sun and another source both print 3 numbers: on 2 they agree; on 1 they are in "
        "conflict."
    )
    assert said_of(said(rows.head(0), own)) == "No other source prints what The Sun does."
    in_chinese = said_of(said(rows, replace(chinese, publisher="太阳报")))
    assert in_chinese == "太阳报的数字有3个也见于别的来源：2个彼此相符；1个互相矛盾。"
