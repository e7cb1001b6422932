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
    found = findings.figures.coverage(covered)
    assert words(found) == (
        "The article measures Beijing in 2 ways, and Xian in 0 ways: "
        "a place that is not measured can neither win nor lose there."
    )
    assert links(found) == [("2", "b;c"), ("0", "")]


def test_widest(figures, labels):
    found = findings.figures.widest(measures.figures.widths(figures), labels)
    assert words(found) == (
        "Of the bounded readings, none is looser than Shanghai's about 300,000 (firms). As worded, "
        "it may be anything from 285,000 to 315,000, a spread of 10% of the best reading."
    )
    assert [ids for _, ids in links(found)] == ["s-firms"] * 4


def test_the_widest_has_a_limit(figures, labels):
    """What has none is not measured, so that the spread is a number."""
    limitless = figures.iloc[[2]].assign(figure_id="limitless", high=float("inf"))
    found = findings.figures.widest(
        measures.figures.widths(pd.concat([limitless, figures])), labels
    )
    assert found.data == findings.figures.widest(measures.figures.widths(figures), labels).data


def test_what_is_typed_is_shown_as_typed(figures):
    """A label, note or credit may hold what HTML takes for its own; Chinese is marked."""
    labels = pd.Series({"firms": "R&D <i>5"})
    rows = figures.head(2).assign(attributed_to="<b>5 & 局", note="A&B <i>")
    assert "Shanghai's about 300,000 (R&D <i>5). " in words(
        findings.figures.widest(measures.figures.widths(rows), labels)
    )
    stated = findings.figures.statements(rows.head(1), labels)
    assert words(stated) == "R&D <i>5 (A&B <i>): nearly 320,000, credited to <b>5 & 局"
    assert '<span lang="zh">局</span>' in stated.data
    assert words(findings.figures.unsaid(rows, "Wuhan", labels)) == (
        "R&D <i>5: stated of Beijing and Shanghai"
    )
    credits = measures.figures.tally(rows, "attributed_to", "nobody")
    assert words(findings.figures.most_of(credits, rows, "are credited to")) == (
        "More than half of the 2 figures are credited to <b>5 & 局: 2."
    )


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
    credits = measures.figures.tally(chosen, "attributed_to", "nobody")
    assert words(findings.figures.most_of(credits, chosen, "are credited to")) == expected


def test_statements_carry_note_year_and_credit(figures, titles):
    found = findings.figures.statements(figures.iloc[[0, 3]], titles)
    assert words(found) == (
        "Firms: nearly 320,000, credited to The BureauTalent (by headcount): 24% (2023)"
    )
    assert len(BeautifulSoup(found.data, "html.parser").find_all("li")) == 2


@pytest.mark.parametrize(
    ("rows", "place", "expected"),
    [
        ([0, 1, 2, 3, 4], "Shenzhen", "Talent: stated of Beijing and Shanghai"),
        ([0, 1], "Beijing", "Nothing that the article states of others is missing for Beijing."),
        ([2], "Shenzhen", "There is no other place of Shenzhen's kind to hold it against."),
    ],
)
def test_unsaid(figures, titles, rows, place, expected):
    assert words(findings.figures.unsaid(figures.iloc[rows], place, titles)) == expected


def test_lists_printed_again_are_counted_once(figures):
    """Two lists, one of them printed twice; the number of members does not matter."""
    sizes = figures.iloc[[0, 0, 2, 3]].assign(
        figure_id=["dragons", "dragons-again", "wolves", "talent"]
    )
    sizes = sizes.reset_index(drop=True)
    members = pd.DataFrame({"figure_id": ["dragons", "dragons", "wolves", "dragons-again"]})
    found = findings.figures.lists(members, sizes)
    assert words(found) == (
        "The article names 2 lists by a nickname, and prints 1 of them with their members a second "
        "time. Each is shown with the size that its nickname states."
    )
    assert links(found) == [("2", "dragons;wolves"), ("1", "dragons")]
