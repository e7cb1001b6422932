"""What is said of what two sources both print."""

from dataclasses import replace

import pandas as pd

from analysis import findings

from .reading import links, words


def test_it_is_counted_on_what_sources_agree(english):
    rows = pd.DataFrame({"state": ["conflict", "agree", "agree"], "ids": ["a;b", "c", "d"]})
    assert words(findings.sources.agreement(rows, english)) == (
        "Two sources print 3 numbers of the same place and metric: on 2 they agree; on 1 "
        "they are in conflict."
    )
    assert links(findings.sources.agreement(rows, english)) == [
        ("3", "a;b;c;d"),
        ("2", "c;d"),
        ("1", "a;b"),
    ]
    one = findings.sources.agreement(pd.DataFrame({"state": ["undated"], "ids": "a"}), english)
    assert words(one).endswith(
        "1 number of the same place and metric: 1 differs, perhaps because the years do."
    )
    assert words(findings.sources.agreement(rows.head(0), english)) == (
        "No two of them print a number for the same thing."
    )


def test_in_its_own_report_a_source_is_one_of_the_two(english, chinese):
    rows = pd.DataFrame({"state": ["conflict", "agree", "agree"], "ids": ["a;b", "c", "d"]})
    own, said = replace(english, publisher="The Sun"), findings.sources.agreement
    assert words(said(rows, own)) == (
        "The Sun and another source both print 3 numbers: on 2 they agree; on 1 they are in "
        "conflict."
    )
    assert words(said(rows.head(0), own)) == "No other source prints what The Sun does."
    in_chinese = words(said(rows, replace(chinese, publisher="太阳报")))
    assert in_chinese == "太阳报的数字有3个也见于别的来源：2个彼此相符；1个互相矛盾。"


def test_an_unknown_is_named_with_its_year(english):
    row = {"place": "Ulm", "metric": "firms", "year": 2024}
    assert "2024" in findings.sources.unknown(row, english)
    assert "Ulm" in findings.sources.unknown({**row, "year": pd.NA}, english)
