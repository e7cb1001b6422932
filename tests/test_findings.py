"""Each finding as a reader meets it: its words computed from rows, its numbers linked."""

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


def test_coverage():
    covered = pd.DataFrame(
        {"place": ["Wuhan", "Beijing", "Xian"], "stated": [1, 2, 0], "ids": ["a", "b;c", ""]}
    )
    found = findings.coverage(covered)
    assert words(found) == (
        "The article measures Beijing in 2 ways and Xian in 0: "
        "a place that is not measured can neither win nor lose there."
    )
    assert links(found) == [("2", "b;c"), ("0", "")]


def test_widest(figures, labels):
    found = findings.widest(measures.widths(figures), labels)
    assert words(found) == (
        "None is looser than Shanghai's about 300,000 (firms). As worded, it may be anything from "
        "285,000 to 315,000, a spread of 10% of the best reading."
    )
    assert [ids for _, ids in links(found)] == ["s-firms"] * 4


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (5, "More than half of the 5 figures are credited to nobody: 3."),
        (4, "The largest group of the 4 figures are credited to The Bureau: 2."),
    ],
)
def test_most_of(figures, rows, expected):
    """Exactly half is not more than half."""
    chosen = figures.head(rows)
    credits = measures.tally(chosen, "attributed_to", "nobody")
    assert words(findings.most_of(credits, chosen, "are credited to")) == expected


def test_a_leader_whose_lead_the_print_does_not_settle(figures):
    found = findings.leader(measures.ranked(figures.head(2)), "Firms")
    assert words(found) == (
        "Firms. Beijing is ahead with nearly 320,000, before Shanghai with about 300,000. "
        "The two readings overlap, so the print does not settle who is ahead."
    )
    assert links(found) == [("nearly 320,000", "b-firms"), ("about 300,000", "s-firms")]


def test_a_leader_whatever_the_hedges_stand_for(figures):
    found = findings.leader(measures.ranked(figures.iloc[[3, 4]]), "Talent")
    assert words(found) == (
        "Talent. Beijing is ahead with 24% (2023), before Shanghai with 12% (2021). "
        "The two readings do not overlap, so the order holds whatever the hedges stand for."
    )
    assert links(found)[1] == ("2023", "b-talent")


def test_a_place_measured_alone_leads_nobody(figures):
    found = findings.leader(measures.ranked(figures.iloc[[2]]), "Firms")
    assert words(found) == "Firms. Only Shenzhen is measured: 16 (2023)."


def test_ranks_that_the_bounds_settle_in_part(figures):
    found = findings.settled(measures.rank_table(figures))
    assert words(found) == (
        "Of 5 ranks, 3 hold for every reading of the figures; "
        "not so for Beijing and Shanghai, whose bounds meet another's."
    )
    assert links(found)[1] == ("3", "z-firms;b-talent;s-talent")


def test_the_one_rank_is_settled(figures):
    found = findings.settled(measures.rank_table(figures.iloc[[2]]))
    assert words(found) == "Of 1 rank, 1 holds for every reading of the figures."


def test_statements_carry_note_year_and_credit(figures, labels):
    found = findings.statements(figures.iloc[[0, 3]], labels)
    assert words(found) == (
        "Firms: nearly 320,000, credited to The BureauTalent (by headcount): 24% (2023)"
    )
    assert len(BeautifulSoup(found.data, "html.parser").find_all("li")) == 2


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
    found = findings.standing(measures.shared(figures, place), place, labels)
    assert words(found) == f"Of {expected} and is last on {last[place]}."


def test_a_place_without_others_has_no_standing(figures, labels):
    found = findings.standing(measures.shared(figures.iloc[[2]], "Shenzhen"), "Shenzhen", labels)
    assert words(found) == "The article measures no other place of Shenzhen's kind by the same."


@pytest.mark.parametrize(
    ("rows", "place", "expected"),
    [
        ([0, 1, 2, 3, 4], "Shenzhen", "Talent: stated of Beijing and Shanghai"),
        ([0, 1], "Beijing", "Nothing that the article states of others is missing for Beijing."),
        ([2], "Shenzhen", "There is no other place of Shenzhen's kind to hold it against."),
    ],
)
def test_unsaid(figures, labels, rows, place, expected):
    assert words(findings.unsaid(figures.iloc[rows], place, labels)) == expected


def test_lists_printed_again_are_counted_once(figures):
    """Two lists, one of them printed twice; the number of members does not matter."""
    sizes = figures.iloc[[0, 0, 2, 3]].assign(
        figure_id=["dragons", "dragons-again", "wolves", "talent"]
    )
    sizes = sizes.reset_index(drop=True)
    members = pd.DataFrame({"figure_id": ["dragons", "dragons", "wolves", "dragons-again"]})
    found = findings.lists(members, sizes)
    assert words(found) == (
        "The article names 2 lists by a nickname, and prints 1 of them again. "
        "Each is shown with the size that its nickname states."
    )
    assert links(found) == [("2", "dragons;wolves"), ("1", "dragons")]
