"""One table a finding: what each cell says, and where its number leads."""

import pandas as pd
from bs4 import BeautifulSoup

from analysis import findings, measures


def cells(html):
    """Return the table's rows, header first, each a list of the cells' texts."""
    rows = BeautifulSoup(html.data, "html.parser").find_all("tr")
    return [[cell.get_text("|") for cell in row.find_all(["th", "td"])] for row in rows]


def sources(html):
    """Return the ids that each link leads to or is derived from."""
    found = BeautifulSoup(html.data, "html.parser").find_all("a")
    return [link.get("data-figures", link["href"].removeprefix("#")) for link in found]


def test_coverage():
    covered = pd.DataFrame(
        {"place": ["Beijing", "Xian"], "stated": [2, 0], "silent": [0, 2], "ids": ["a;b", ""]}
    )
    found = findings.tabulations.coverage(covered)
    assert cells(found) == [
        ["Place", "Metrics stated", "Metrics left silent"],
        ["Beijing", "2", "0"],
        ["Xian", "0", "2"],
    ]
    assert sources(found) == ["a;b", "a;b", "", ""]


def test_readings(figures, titles):
    found = findings.tabulations.readings(figures.iloc[[0, 2]], titles)
    assert cells(found) == [
        ["Figure", "Printed", "Reading", "Bounds"],
        ["Beijing, Firms", "近|32|萬家", "nearly 320,000", "310,000 to 320,000"],
        ["Shenzhen, Firms", "16|家", "16", "16"],
    ]
    assert sources(found) == ["b-firms"] * 3 + ["z-firms"] * 3


def test_a_reading_without_limit(figures, titles):
    limitless = figures.iloc[[2]].assign(printed="至少3家", hedge="at least", low=3.0, value=3.0)
    found = findings.tabulations.readings(limitless.assign(high=float("inf")), titles)
    assert cells(found)[1] == ["Shenzhen, Firms", "至少|3|家", "at least 3", "3 or more"]


def test_what_is_typed_is_shown_as_typed(figures):
    """A label, a print or a note may hold what HTML takes for its own."""
    titles = pd.Series({"firms": "R&D <i>5"})
    rows = figures.iloc[[2]].assign(printed="<u>5", note="the R&D <i>5")
    shown = [
        findings.tabulations.readings(rows, titles),
        findings.tabulations.comparison(rows, titles),
        findings.tabulations.ranks(measures.figures.rank_table(rows), titles),
        findings.tabulations.gaps(measures.figures.relative_to_largest(rows), titles),
    ]
    assert [cells(table)[1][0] for table in shown] == ["Shenzhen, R&D <i>5", *["R&D <i>5"] * 3]
    assert cells(shown[0])[1][1] == "<u>5"
    members = pd.DataFrame({"figure_id": ["z-firms"], "member_en": ["A&B"], "member_zh": ["<b>"]})
    (_, found) = cells(findings.tabulations.rosters(members, rows))
    assert (found[0], found[1]) == ("the R&D <i>5 (Shenzhen)", "A&B <b>")


def test_rosters(figures):
    """A member whose name is the same in both languages is named once."""
    members = pd.DataFrame(
        {
            "figure_id": ["b-talent", "z-firms", "b-talent"],
            "member_en": ["Jiayi", "BrainCo", "DeepSeek"],
            "member_zh": ["甲乙", "BrainCo", "DeepSeek"],
        }
    )
    noted = figures.assign(note=["", "", "the wolves", "the dragons", ""])
    found = findings.tabulations.rosters(members, noted)
    assert cells(found) == [
        ["List", "Members", "Size printed", "Counted"],
        ["the dragons (Beijing)", "Jiayi |甲乙|DeepSeek", "24%", "2"],
        ["the wolves (Shenzhen)", "BrainCo", "16", "1"],
    ]
    assert sources(found) == ["b-talent", "b-talent", "z-firms", "z-firms"]


def test_ranks(figures, titles):
    """A rank that the bounds do not settle is the span of those they allow; a gap is a dash."""
    found = findings.tabulations.ranks(measures.figures.rank_table(figures), titles)
    assert cells(found) == [
        ["Metric", "Beijing", "Shanghai", "Shenzhen"],
        ["Firms", "1–2", "1–2", "3"],
        ["Talent", "1", "2", "–"],
    ]
    assert sources(found)[0] == "b-firms;s-firms;z-firms"
    assert sources(found)[3] == "b-talent;s-talent"


def test_comparison_keeps_the_order_of_its_rows(figures, titles):
    found = findings.tabulations.comparison(figures.iloc[[4, 3, 2]], titles)
    assert cells(found) == [
        ["Metric", "Shanghai", "Beijing", "Shenzhen"],
        ["Talent", "12%", "24%", "–"],
        ["Firms", "–", "–", "16"],
    ]


def test_gaps(figures, titles):
    """A share of the largest rests on both figures; the largest on itself alone."""
    found = findings.tabulations.gaps(
        measures.figures.relative_to_largest(figures.iloc[[0, 1, 3, 4]]), titles
    )
    assert cells(found) == [
        ["Metric", "Beijing", "Shanghai"],
        ["Firms", "100%", "93.8% (89.1% to 102%)"],
        ["Talent", "100%", "50% (46.9% to 53.2%)"],
    ]
    assert sources(found) == ["b-firms", "s-firms;b-firms", "b-talent", "s-talent;b-talent"]
