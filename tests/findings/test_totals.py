"""What all figures imply and others count, in words in both languages, each number linked."""

import pandas as pd

from analysis import findings

from .reading import cells, links, words
from .small import FIGURES, REFERENCES

IMPLIED = pd.DataFrame(
    {
        "place": ["Wuhan", "Wuhan"],
        "metric": ["share", "firms"],
        "figure_id": ["b", ""],
        "low": [0.2, 495_000],
        "high": [0.205, 500_000],
        "unit": ["share", "count"],
        "proof_low": ["b", "a;b"],
        "proof_high": ["a;b", "b"],
        "width": [0.02, 0.01],
    }
)
PARTS = pd.DataFrame(
    {
        "figure_id_part": ["a", "a"],
        "figure_id": ["r1", "r2"],
        "printed_id": ["b", "b"],
        "printed_low": [0.2, 0.2],
        "printed_high": [0.3, 0.3],
        "low": [0.09, 0.045],
        "high": [0.11, 0.058],
        "ids": ["a;r1", "a;r2"],
        "grade": ["B", "C"],
    }
)


def test_counters_apart(english, chinese):
    found = findings.totals.counters(REFERENCES, "firms", "China", english)
    assert words(found).startswith(
        "Counters put the number of firms in China anywhere from 1,000,000 (2023) to nearly "
        "2,000,000, a factor of 2. Who counts matters more here than any hedge"
    )
    assert links(found)[-1] == ("2", "r1;r2")
    assert words(findings.totals.counters(REFERENCES, "firms", "China", chinese)).startswith(
        "China的企业究竟有多少，各家说法从100万（2023年）到近200万不等，最多的是最少的2倍。"
    )


def test_what_rests_on_contested_counts_says_so(english, chinese):
    found = findings.totals.contested(REFERENCES, english)
    assert words(found) == ("How many firms there are depends on who counts, by a factor of 2.")
    assert links(found)[-1] == ("2", "r1;r2")
    assert words(findings.totals.contested(REFERENCES, chinese)) == (
        "企业有多少，要看谁来数：各家统计中最多的是最少的2倍。"
    )


def test_nobody_else_counts(english):
    found = findings.totals.counters(REFERENCES.iloc[:0], "firms", "China", english)
    assert words(found) == "We found nobody else who counts the firms of China."


def test_what_all_figures_narrow(english, chinese):
    rows = IMPLIED.iloc[:1]
    found = findings.totals.tighter(rows, FIGURES, english)
    assert words(found) == (
        "Read together, the figures say more than each does alone. Wuhan's share, printed as 20% "
        "or more, can only be 20% to 20.5%."
    )
    assert links(found)[1] == ("20% to 20.5%", "b;a")
    assert words(findings.totals.tighter(rows, FIGURES, chinese)) == (
        "几个数字合起来看，说得比各自更多：武汉的企业占比写作20%以上，实际只能是20%至20.5%。"
    )
    assert words(findings.totals.tighter(IMPLIED.iloc[:0], FIGURES, english)) == (
        "No figure is pinned down more closely by the others than by its own words."
    ), "which is so beside a total that nobody prints as well"
    assert words(findings.totals.tighter(IMPLIED.iloc[:0], FIGURES, chinese)) == (
        "没有哪个数字因为其他数字，变得比自身措辞更确切。"
    )
    assert findings.totals.tighter_title(rows, english).startswith("Wuhan's share is pinned down")


def test_a_total_that_nobody_prints(english, chinese):
    rows = IMPLIED.iloc[[1]]
    found = findings.totals.totals(rows, english)
    assert words(found) == (
        "No figure was read for Wuhan's firms, yet 2 others together pin it to 495,000 to 500,000."
    )
    wide = pd.concat([rows, rows.assign(place="Xian", width=0.5)], ignore_index=True)
    assert words(findings.totals.totals(wide, english)).endswith(
        "The figures also limit Xian's firms to 495,000 to 500,000."
    )
    assert words(findings.totals.totals(rows, chinese)) == (
        "这里没有读到武汉企业的数字，但文中另外2个数字合起来，已把它限定在49.5万至50万。"
    )


def test_the_implied_bounds_beside_the_print_s(english):
    found = findings.totals.implied_table(IMPLIED.iloc[:1], FIGURES, english)
    assert cells(found) == [
        ["Figure", "Printed", "Each alone allows", "All together allow"],
        ["Wuhan, share", "20% or more", "20% to 30%", "20% to 20.5%"],
    ]
    assert [leads for _, leads in links(found)] == ["b", "b", "b;a"]


def test_implied_bounds_of_one_thing_in_two_years_have_their_years(english):
    rows = pd.concat([IMPLIED.iloc[:1]] * 2).assign(figure_id=["a", "b"])
    figures = FIGURES.assign(metric="share", year=[2022, 2023])
    found = findings.totals.implied_table(rows, figures, english)
    assert [row[0] for row in cells(found)[1:]] == ["Wuhan, share (2022)", "Wuhan, share (2023)"]


def test_titles_of_totals_and_counters_say_what_was_found(english, chinese):
    title = findings.totals.shares_title
    said = findings.prose.plain(title(PARTS, FIGURES, english))
    assert said == "Every national total makes it 4.5% to 11%, not 20% or more"
    assert findings.prose.plain(title(PARTS, FIGURES, chinese)) == (
        "按哪个全国总数算，都只占4.5%至11%，而不是20%以上"
    )
    level = findings.prose.plain(title(PARTS.assign(printed_low=0.05), FIGURES, english))
    assert level == "The national totals make it 4.5% to 11%"
    counts = pd.DataFrame({"figure_id": ["a", "b"], "value": [6.0, 42.5]})
    said = findings.totals.counters_title(counts, english)
    assert findings.prose.plain(said) == "Counters differ by a factor of seven"
    assert findings.totals.counters_title(counts.head(1), english) == "Nobody else has counted"


def test_a_share_that_no_total_bears_out(english, chinese):
    found = findings.totals.shares(PARTS, FIGURES, english)
    assert words(found) == (
        "Wuhan's firms, at 100,000, is 4.5% to 11% of the country's by 2 independent totals; "
        "the article prints 20% or more."
    )
    assert "by the 1 independent total there is" in words(
        findings.totals.shares(PARTS.head(1), FIGURES, english)
    )
    level = PARTS.assign(printed_low=0.05)
    assert words(findings.totals.shares(level, FIGURES, chinese)) == (
        "武汉的企业为10万，按2个独立的全国总数计算，占全国4.5%至11%；文中写作20%以上。"
    )
    assert words(findings.totals.shares(PARTS.iloc[:0], FIGURES, english)) == (
        "We found nobody else who gives a total to hold the share against."
    )


def test_the_part_of_each_total(english):
    found = findings.totals.shares_table(PARTS, REFERENCES, english)
    assert cells(found)[1] == ["1,000,000", "2023", "9% to 11%", "B"]
