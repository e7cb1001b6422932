"""Each finding on figures as a reader meets it: words computed from rows, every number linked."""

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


def cells(html):
    """Return the table's rows, header first, each a list of the cells' texts."""
    rows = BeautifulSoup(html.data, "html.parser").find_all("tr")
    return [[cell.get_text("|") for cell in row.find_all(["th", "td"])] for row in rows]


def sources(html):
    """Return the ids that each link leads to or is derived from."""
    found = BeautifulSoup(html.data, "html.parser").find_all("a")
    return [link.get("data-figures", link["href"].removeprefix("#")) for link in found]


def test_coverage_table():
    covered = pd.DataFrame(
        {"place": ["Beijing", "Xian"], "stated": [2, 0], "silent": [0, 2], "ids": ["a;b", ""]}
    )
    found = findings.figures.coverage_table(covered)
    assert cells(found) == [
        ["Place", "Metrics stated", "Metrics left silent"],
        ["Beijing", "2", "0"],
        ["Xian", "0", "2"],
    ]
    assert sources(found) == ["a;b", "a;b", "", ""]


def test_reading_table(figures, titles):
    found = findings.figures.reading_table(figures.iloc[[0, 2]], titles)
    assert cells(found) == [
        ["Figure", "Printed", "Reading", "Bounds"],
        ["Beijing, Firms", "近|32|萬家", "nearly 320,000", "310,000 to 320,000"],
        ["Shenzhen, Firms", "16|家", "16", "16"],
    ]
    assert sources(found) == ["b-firms"] * 3 + ["z-firms"] * 3


def test_a_reading_without_limit(figures, titles):
    limitless = figures.iloc[[2]].assign(printed="至少3家", hedge="at least", low=3.0, value=3.0)
    found = findings.figures.reading_table(limitless.assign(high=float("inf")), titles)
    assert cells(found)[1] == ["Shenzhen, Firms", "至少|3|家", "at least 3", "3 or more"]


def test_tables_show_what_is_typed_as_typed(figures):
    """A label, a print or a note may hold what HTML takes for its own."""
    titles = pd.Series({"firms": "R&D <i>5"})
    rows = figures.iloc[[2]].assign(printed="<u>5", note="the R&D <i>5")
    shown = [
        findings.figures.reading_table(rows, titles),
        findings.figures.comparison_table(rows, titles),
        findings.figures.rank_table(measures.figures.rank_table(rows), titles),
        findings.figures.gap_table(measures.figures.relative_to_largest(rows), titles),
    ]
    assert [cells(table)[1][0] for table in shown] == ["Shenzhen, R&D <i>5", *["R&D <i>5"] * 3]
    assert cells(shown[0])[1][1] == "<u>5"
    members = pd.DataFrame({"figure_id": ["z-firms"], "member_en": ["A&B"], "member_zh": ["<b>"]})
    (_, found) = cells(findings.figures.roster_table(members, rows))
    assert (found[0], found[1]) == ("the R&D <i>5 (Shenzhen)", "A&B <b>")


def test_roster_table(figures):
    """A member whose name is the same in both languages is named once."""
    members = pd.DataFrame(
        {
            "figure_id": ["b-talent", "z-firms", "b-talent"],
            "member_en": ["Jiayi", "BrainCo", "DeepSeek"],
            "member_zh": ["甲乙", "BrainCo", "DeepSeek"],
        }
    )
    noted = figures.assign(note=["", "", "the wolves", "the dragons", ""])
    found = findings.figures.roster_table(members, noted)
    assert cells(found) == [
        ["List", "Members", "Size printed", "Counted"],
        ["the dragons (Beijing)", "Jiayi |甲乙|DeepSeek", "24%", "2"],
        ["the wolves (Shenzhen)", "BrainCo", "16", "1"],
    ]
    assert sources(found) == ["b-talent", "b-talent", "z-firms", "z-firms"]


def test_rank_table(figures, titles):
    """A rank that the bounds do not settle is the span of those they allow; a gap is a dash."""
    found = findings.figures.rank_table(measures.figures.rank_table(figures), titles)
    assert cells(found) == [
        ["Metric", "Beijing", "Shanghai", "Shenzhen"],
        ["Firms", "1–2", "1–2", "3"],
        ["Talent", "1", "2", "–"],
    ]
    assert sources(found)[0] == "b-firms;s-firms;z-firms"
    assert sources(found)[3] == "b-talent;s-talent"


def test_comparison_table_keeps_the_order_of_its_rows(figures, titles):
    found = findings.figures.comparison_table(figures.iloc[[4, 3, 2]], titles)
    assert cells(found) == [
        ["Metric", "Shanghai", "Beijing", "Shenzhen"],
        ["Talent", "12%", "24%", "–"],
        ["Firms", "–", "–", "16"],
    ]


def test_gap_table(figures, titles):
    """A share of the largest rests on both figures; the largest on itself alone."""
    found = findings.figures.gap_table(
        measures.figures.relative_to_largest(figures.iloc[[0, 1, 3, 4]]), titles
    )
    assert cells(found) == [
        ["Metric", "Beijing", "Shanghai"],
        ["Firms", "100%", "93.8% (89% to 102%)"],
        ["Talent", "100%", "50% (46.9% to 53.2%)"],
    ]
    assert sources(found) == ["b-firms", "s-firms;b-firms", "b-talent", "s-talent;b-talent"]


@pytest.mark.parametrize(
    ("high", "low", "settled"),
    [
        (3.0, 2.5, "the bounds settle both"),
        (3.0, 1.9, "the bounds settle the lowest alone"),
        (2.0, 2.5, "the bounds settle the highest alone"),
        (2.0, 1.9, "the bounds settle neither"),
    ],
)
def test_rates(high, low, settled):
    """Bounds that only touch settle nothing."""
    middle = {"low": 1.5 if high == 3.0 else 1.0, "value": 2.0, "high": 2.0}
    found = pd.DataFrame(
        [
            {"place": "A", "low": low, "value": 3.0, "high": 3.0, "unit": "count", "ids": "a;b"},
            {"place": "B", **middle, "unit": "count", "ids": "c;d"},
            {"place": "C", "low": 0.9, "value": 1.0, "high": 1.0, "unit": "count", "ids": "e;f"},
        ]
    )
    assert words(findings.figures.rate_ends(found, "Firms over talent")) == (
        f"Firms over talent. It is highest in A with 3 and lowest in C with 1; {settled}."
    )
    assert cells(findings.figures.rate_table(found))[1:] == [
        ["A", "3", f"{low} to 3"],
        ["B", "2", f"{middle['low']:g} to 2"],
        ["C", "1", "0.9 to 1"],
    ]


def test_a_rate_of_one_place_is_no_comparison():
    found = pd.DataFrame(
        [{"place": "A", "low": 1.0, "value": 1.0, "high": 1.0, "unit": "count", "ids": "a;b"}]
    )
    assert words(findings.figures.rate_ends(found, "Firms over talent")) == (
        "Firms over talent. Fewer places than a comparison needs are measured by both."
    )


def test_a_rate_is_told_in_its_unit():
    found = pd.DataFrame(
        [
            {"place": "A", "low": 2e9, "value": 3e9, "high": 3e9, "unit": "CNY", "ids": "a;b"},
            {"place": "B", "low": 5e8, "value": 1e9, "high": 1e9, "unit": "CNY", "ids": "c;d"},
        ]
    )
    assert words(findings.figures.rate_ends(found, "Sales over firms")) == (
        "Sales over firms. It is highest in A with 3 billion yuan and lowest in B with 1 billion "
        "yuan; the bounds settle both."
    )
    assert cells(findings.figures.rate_table(found))[1:] == [
        ["A", "3 billion yuan", "2 to 3 billion yuan"],
        ["B", "1 billion yuan", "500 million yuan to 1 billion yuan"],
    ]
