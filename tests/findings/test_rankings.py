"""Rankings in words: what survives all choices, which figure decides, what silence leaves open."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis import findings

from .reading import cells, words

FIGURES = pd.DataFrame(
    {
        "figure_id": ["a-firms", "b-firms", "b-talent"],
        "place": ["A", "B", "B"],
        "metric": ["firms", "firms", "talent"],
        "year": [2024.0, 2021.0, None],
        "hedge": ["exact", "nearly", "exact"],
        "value": [300.0, 200.0, 0.5],
        "unit": ["count", "count", "share"],
    }
)
NOTHING = FIGURES.head(0)
ROWS = pd.DataFrame({"place": ["A", "B", "C"] * 2})
SPANS = pd.DataFrame(
    {
        "place": ["A", "B", "C"],
        "first_low": [1.0, 0.0, 0.0],
        "best": [1, 2, 2],
        "worst": [1, 3, 3],
        "usual_best": [1, 2, 2],
        "usual_worst": [1, 2, 3],
        "decides": ["score", "silence", "silence"],
        "better": ["rank", "at its best", "at its best"],
        "worse": ["z-score", "at its worst", "at its worst"],
        "low": [1.0, 2.04, 2.5],
        "high": [1.0, 2.96, 2.6],
    }
)
CHANCES = pd.DataFrame(
    {
        "place": ["A", "A", "A", "B", "B", "B", "C", "C", "C"],
        "rank": [1, 2, 3] * 3,
        "probability": [1.0, 0.0, 0.0, 0.0, 0.746, 0.254, 0.0, 0.4996, 0.4995],
    }
)
INFLUENCE = pd.DataFrame(
    {
        "figure_id": ["a-firms", "b-firms"],
        "place": ["A", "B"],
        "metric": ["firms", "firms"],
        "mover": ["A", "A"],
        "moved": [1.0, 0.5],
        "before": [1.25, 1.25],
        "after": [2.5, 1.75],
    }
)
OPTIONS = pd.DataFrame(
    {
        "choice": ["silence"] * 4,
        "option": ["drawn", "drawn", "left out", "left out"],
        "place": ["A", "B"] * 2,
        "low": [1.0, 2.0, 1.0, 1.5],
        "high": [1.0, 2.04, 1.0, 2.0],
    }
)


def test_the_headline_names_who_leads_by_all_choices(english, chinese):
    assert findings.rankings.headline(SPANS, english) == (
        "By the article's own figures, A leads; the order behind it depends on what you count"
    )
    assert findings.rankings.headline(SPANS, chinese) == "按文中数字，A居首；其后怎么排，要看怎么算"
    named = replace(english, contest="China's AI cities"), replace(chinese, contest="人工智能")
    assert "figures, A leads China's AI cities; " in findings.rankings.headline(SPANS, named[0])
    assert "数字，人工智能A居首；" in findings.rankings.headline(SPANS, named[1])
    publisher = replace(english, publisher="The Sun")
    assert findings.rankings.headline(SPANS, publisher).startswith("By The Sun's own figures, A ")
    settled = SPANS.assign(usual_worst=[1, 2, 2])
    assert "settled" in findings.rankings.headline(settled, english)
    nobody = SPANS.assign(first_low=0.0)
    assert findings.rankings.headline(nobody, english).startswith(
        "By the article's own figures, who "
    )
    assert "nothing ranks them" in findings.rankings.headline(SPANS.head(0), english)


def test_what_survives_is_said_first(english):
    """Places between the same ranks are told together; B's talent is the largest."""
    assert words(findings.rankings.survives(ROWS, SPANS, FIGURES, english)) == (
        "A comes first whichever of the 2 combinations of choices is made. Behind the leader the "
        "order is a matter of choice: B and C can come anywhere from second to third. Even the "
        "rank that each takes most often varies: B comes second whatever is chosen; C can "
        "come anywhere "
        "from second to third."
    )
    found = findings.rankings.survives(ROWS, SPANS, FIGURES.head(2), english)
    assert "is made, because its figure is the largest on the one metric compared. Behind" in words(
        found
    )


def test_what_survives_in_chinese(chinese):
    assert words(findings.rankings.survives(ROWS, SPANS, FIGURES, chinese)) == (
        "无论采用2种组合中的哪一种，A都居首位。其后的次序则取决于做法：B、C从第二到第三都有可能。"
        "即使只看最常出现的名次，结果也不一样：B总是居第二；C从第二到第三都有可能。"
    )


def test_nobody_may_survive(english):
    spans = SPANS.assign(first_low=[0.9, 0.0, 0.0], best=[1, 1, 2])
    assert words(findings.rankings.survives(ROWS, spans, FIGURES, english)).startswith(
        "Who comes first depends on which of 2 combinations of choices is made: A and B can."
    )
    said = words(findings.rankings.survives(ROWS, spans, FIGURES, english))
    assert "leader" not in said
    assert findings.rankings.moves_title(spans, english).startswith("Who comes first is decided by")


def test_an_order_that_no_choice_moves_is_no_matter_of_choice(english, chinese):
    spans = SPANS.assign(best=[1, 2, 3], worst=[1, 2, 3], low=[1.0, 2.0, 3.0], high=[1.0, 2.0, 3.0])
    said = words(findings.rankings.survives(ROWS, spans, FIGURES, english))
    assert said.endswith(
        "Behind the leader the order is the same by all of them: B comes second whatever is "
        "chosen; C comes last whatever is chosen."
    )
    assert (
        findings.rankings.moves_title(spans, english) == "The order is the same whatever is chosen"
    )
    assert findings.rankings.moves_title(spans, chinese) == "无论怎么算，次序都一样"


def test_there_may_be_nothing_to_rank(english):
    said = [
        findings.rankings.survives(ROWS.head(0), SPANS.head(0), NOTHING, english),
        findings.rankings.usual(CHANCES.head(0), NOTHING, 10, english),
        findings.rankings.moves(SPANS.head(0), NOTHING, english),
        findings.rankings.decisive(INFLUENCE.head(0), NOTHING, english),
    ]
    assert {words(one) for one in said} == {
        "No two of the places have a figure of the same metric here: nothing ranks them."
    }


def test_the_usual_choices(english):
    """A rank of half of the draws is a place's; the shares have the digits of their draws."""
    assert words(findings.rankings.usual(CHANCES, FIGURES, 20_000, english)) == (
        "Scored the usual way (as shares of the largest figure, averaged arithmetically, blanks "
        "drawn at random), A comes first in all of the draws; B comes second in 75% of the draws. "
        "C takes no rank in as many as half of them. With 20,000 draws a share may be off by 0.8 "
        "percentage points."
    )


@pytest.mark.parametrize(
    ("probability", "draws", "expected"),
    [
        (0.0, 20_000, "none"),
        (1.0, 20_000, "all"),
        (25 / 20_000, 20_000, "less than 1%"),
        (19 / 20_000, 20_000, "fewer than one in a thousand"),
        (1 - 19 / 20_000, 20_000, "all but fewer than one in a thousand"),
        (0.998, 20_000, "more than 99%"),
        (0.7434, 20_000, "74%"),
        (0.7434, 10_000_000, "74%"),
        (0.7434, 100, "70%"),
        (0.02, 100, "less than 10%"),
        (0.5, 2, "some"),
    ],
)
def test_shares_have_no_more_digits_than_the_draws_support(probability, draws, expected, english):
    assert findings.rankings.share_of(probability, draws, english) == expected


def test_chances_name_a_place_once_and_no_rank_never_taken(english):
    assert cells(findings.rankings.chance_table(CHANCES, FIGURES, 20_000, english))[:4] == [
        ["Place", "Rank", "Share of draws"],
        ["A", "first", "all"],
        ["B", "second", "75%"],
        ["", "last", "25%"],
    ]


def test_the_choice_that_moves_most(english):
    assert words(findings.rankings.moves(SPANS, FIGURES, english)) == (
        "What matters most is how blanks are filled: it takes B from a mean rank of 2.0 (blanks at "
        "best) to 3.0 (blanks at worst)."
    )
    assert words(findings.rankings.moves(SPANS.head(1), FIGURES, english)) == (
        "No choice moves any place's mean rank."
    )


def test_options_are_tabulated(english):
    assert cells(findings.rankings.option_table(OPTIONS, FIGURES, english)) == [
        ["Choice", "Option", "A", "B"],
        ["how blanks are filled", "blanks drawn", "1.0", "2.0"],
        ["how blanks are filled", "blanks left out", "1.0", "1.5 to 2.0"],
    ]


def test_unlike_years_are_named(english, chinese):
    unlike = FIGURES.head(2).assign(attributed_to="")
    (found,) = findings.rankings.unlike(unlike, english)
    assert words(found) == "The figures for firms are of different years: B in 2021; A in 2024."
    (found,) = findings.rankings.unlike(unlike, chinese)
    assert words(found) == "企业的数字年份不一：B为2021年；A为2024年。"
    assert findings.rankings.unlike(unlike.assign(year=2024), english) == []


def test_unlike_sources_are_named(english, chinese):
    """In Chinese without what the name means in English."""
    unlike = FIGURES.head(2).assign(year=2024, attributed_to=["天眼查 (Tianyancha)", "Sun"])
    (found,) = findings.rankings.unlike(unlike, english)
    assert words(found) == (
        "The figures for firms are credited to different sources: Sun for B; "
        "天眼查 (Tianyancha) for A."
    )
    (found,) = findings.rankings.unlike(unlike, chinese)
    assert words(found) == "企业的数字出处不一：B出自Sun；A出自天眼查。"


def test_silence(english):
    missing = pd.DataFrame({"place": ["A", "C", "C"], "metric": ["talent", "talent", "firms"]})
    assert words(findings.rankings.silence(missing, NOTHING, english)).startswith(
        "There are blanks: talent (A and C); firms (C). Whoever ranks"
    )
    assert words(findings.rankings.silence(missing.head(0), NOTHING, english)) == (
        "Every place has a figure here on every metric compared."
    )


def test_blanks_that_the_figures_bound_are_told(english, chinese):
    missing = pd.DataFrame({"place": ["C"], "metric": ["firms"]})
    row = {"place": "C", "metric": "firms", "low": 50.0, "high": 200.0, "unit": "count"}
    left = pd.DataFrame([row | {"proof_low": "", "proof_high": "b-firms"}])
    assert words(findings.rankings.silence(missing, left, english)).endswith(
        "Where the article's figures together leave a blank less room than that, it stays within "
        "their bounds: they limit C's firms to 50 to 200."
    )
    assert words(findings.rankings.silence(missing, left, chinese)).endswith(
        "取值：C企业，50至200。"
    )


def test_decisive_counts_a_place_s_only_figure(english):
    assert words(findings.rankings.decisive(INFLUENCE, FIGURES, english)) == (
        "No single figure moves a mean rank by more than 1.2 or so. Without A's firms (300), for "
        "one, A's would be 2.5 and not 1.2."
    )
    found = findings.rankings.influence_table(INFLUENCE, FIGURES, english)
    assert cells(found)[1:] == [["A, firms", "A", "1.2", "2.5"], ["B, firms", "A", "1.2", "1.8"]]
    assert 'data-how="mean rank of A: without the figure: A, firms"' in found.data


def test_nothing_decides(english):
    influence = INFLUENCE.tail(1).assign(moved=0.0, before=1.0, after=1.0)
    assert words(findings.rankings.decisive(influence, FIGURES, english)) == (
        "No single figure moves any place's rank."
    )
    rows = cells(findings.rankings.influence_table(influence, FIGURES, english))
    assert rows[1] == ["B, firms", "no place's", "1.0", "1.0"]
