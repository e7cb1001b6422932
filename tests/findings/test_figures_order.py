"""Who leads and who is last, and whether the print settles it. Beside test_findings.py."""

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from analysis import findings, measures


def words(html):
    """Return a finding's text, without its links."""
    return BeautifulSoup(html.data, "html.parser").get_text()


def links(html):
    """Return each link's text with the ids that it leads to or is derived from."""
    found = BeautifulSoup(html.data, "html.parser").find_all("a")
    return [(a.get_text(), a.get("data-figures", a["href"].removeprefix("#"))) for a in found]


def test_a_leader_whose_lead_the_print_does_not_settle(figures):
    found = findings.figures.leader(measures.figures.ranked(figures.head(2)), "Firms")
    assert words(found) == (
        "Firms. Beijing is ahead with nearly 320,000, before Shanghai with about 300,000. "
        "Its bounds meet those of Shanghai: the print leaves open who, if anybody, is ahead."
    )
    assert links(found) == [("nearly 320,000", "b-firms"), ("about 300,000", "s-firms")]


def test_a_leader_whatever_the_hedges_stand_for(figures):
    found = findings.figures.leader(measures.figures.ranked(figures.iloc[[3, 4]]), "Talent")
    assert words(found) == (
        "Talent. Beijing is ahead with 24% (2023), before Shanghai with 12% (2021). "
        "No other place's bounds reach its own, so this holds whatever the hedges stand for."
    )
    assert links(found)[1] == ("2023", "b-talent")


def test_a_place_measured_alone_leads_nobody(figures):
    found = findings.figures.leader(measures.figures.ranked(figures.iloc[[2]]), "Firms")
    assert words(found) == "Firms. Only Shenzhen is measured: 16 (2023)."


def test_a_leader_whose_bounds_a_third_place_reaches(figures):
    """The second is far behind; the last, 16 or more, may still be ahead of both."""
    limitless = figures.head(3).assign(high=[320000.0, 300000.0, float("inf")])
    found = findings.figures.leader(measures.figures.ranked(limitless), "Firms")
    assert words(found) == (
        "Firms. Beijing is ahead with nearly 320,000, before Shanghai with about 300,000. "
        "Its bounds meet those of Shenzhen: the print leaves open who, if anybody, is ahead."
    )


def test_every_place_that_may_lead_is_named(figures):
    rows = figures.head(3).assign(high=[320000.0, 315000.0, float("inf")])
    assert "Its bounds meet those of Shanghai and Shenzhen: the" in words(
        findings.figures.leader(measures.figures.ranked(rows), "Firms")
    )


@pytest.mark.parametrize(
    ("high", "verdict"),
    [
        (309999.0, "No other place's bounds reach its own"),
        (310000.0, "Its bounds meet those of Shanghai"),
    ],
)
def test_bounds_that_touch_leave_it_open(figures, high, verdict):
    rows = figures.head(2).assign(high=[320000.0, high])
    assert verdict in words(findings.figures.leader(measures.figures.ranked(rows), "Firms"))


def test_places_that_are_level(figures):
    """Neither is called ahead; the one that comes first is named first."""
    rows = figures.head(2).assign(value=310000.0)
    assert words(findings.figures.leader(measures.figures.ranked(rows), "Firms")) == (
        "Firms. Beijing with nearly 310,000 is level with Shanghai with about 310,000. "
        "Its bounds meet those of Shanghai: the print leaves open who, if anybody, is ahead."
    )


def test_a_title_is_shown_as_typed(figures):
    found = findings.figures.leader(measures.figures.ranked(figures.iloc[[2]]), "R&D <5")
    assert found.data.startswith("<p><b>R&amp;D &lt;5.</b> Only Shenzhen")


def test_ranks_that_the_bounds_settle_in_part(figures):
    found = findings.figures.settled(measures.figures.rank_table(figures))
    assert words(found) == (
        "Of 5 ranks, 3 hold for every reading of the figures; "
        "not so for Beijing and Shanghai, whose bounds meet another's."
    )
    assert links(found)[1] == ("3", "b-firms;s-firms;z-firms;b-talent;s-talent")


def test_the_one_rank_is_settled(figures):
    found = findings.figures.settled(measures.figures.rank_table(figures.iloc[[2]]))
    assert words(found) == "Of 1 rank, 1 holds for every reading of the figures."


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("Beijing", "2 metrics by which others are measured too, Beijing leads on 1 (talent)"),
        ("Shanghai", "2 metrics by which others are measured too, Shanghai leads on 0"),
        ("Shenzhen", "1 metric by which others are measured too, Shenzhen leads on 0"),
    ],
)
def test_standing_counts_only_what_is_sure(figures, labels, place, expected):
    """Beijing may be first by firms too, but so may Shanghai."""
    last = {"Beijing": "0", "Shanghai": "1 (talent)", "Shenzhen": "1 (firms)"}
    found = findings.figures.standing(measures.figures.shared(figures, place), place, labels)
    assert words(found) == f"Of {expected} and is last on {last[place]}."


def test_a_place_without_others_has_no_standing(figures, labels):
    found = findings.figures.standing(
        measures.figures.shared(figures.iloc[[2]], "Shenzhen"), "Shenzhen", labels
    )
    assert words(found) == "The article measures no other place of Shenzhen's kind by the same."


def test_the_metrics_of_a_standing_are_shown_as_typed(figures):
    labels = pd.Series({"firms": "firms", "talent": "R&D <i>talent"})
    found = findings.figures.standing(
        measures.figures.shared(figures, "Beijing"), "Beijing", labels
    )
    assert "leads on 1 (R&D <i>talent)" in words(found)
