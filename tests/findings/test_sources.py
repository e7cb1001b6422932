"""What is said of what two sources both print."""

import pandas as pd

from analysis import findings

from .reading import words


def test_it_is_counted_on_what_sources_agree(english):
    rows = pd.DataFrame({"state": ["conflict", "agree", "agree"]})
    assert words(findings.sources.agreement(rows, english)) == (
        "Two sources print 3 numbers of the same place, metric and year: on 2 they agree; on 1 "
        "they are in conflict."
    )
    one = findings.sources.agreement(pd.DataFrame({"state": ["undated"]}), english)
    assert words(one).endswith(
        "1 number of the same place, metric and year: 1 may be of unlike years."
    )
    assert words(findings.sources.agreement(rows.head(0), english)) == (
        "No two of them print the same."
    )


def test_an_unknown_is_named_with_its_year(english):
    row = {"place": "Ulm", "metric": "firms", "year": 2024}
    assert "2024" in findings.sources.unknown(row, english)
    assert "Ulm" in findings.sources.unknown({**row, "year": pd.NA}, english)
