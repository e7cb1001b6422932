"""Each cell at fault in the figures and lists of a source is told with what was expected."""

import pytest

from analysis.data import sources

FIGURES, ROSTERS, INFO = "post/figures.csv", "post/rosters.csv", "post/source.yaml"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "beijing-firms,Beijing",
            "beijing-firms,Beijng",
            "line 4, column 'place': found 'Beijng'; expected one of Beijing, Shanghai "
            "(did you mean 'Beijing'?). Correct the row, or add the place to places.csv.",
        ),
        (
            "Beijing,firms",
            "Beijing,firm",
            "line 4, column 'metric': found 'firm'; expected one of firms, talent_share, "
            "listed_firms (did you mean 'firms'?). Correct the row, or add the metric to "
            "metrics.csv.",
        ),
        (
            "近32萬家",
            "circa many",
            "line 4, column 'printed': found 'circa many'; expected a figure such as '近32萬家' or "
            "'over 20%'. Correct the row; src/analysis/quantity/hedges.py lists the hedges it "
            "reads.",
        ),
        (
            "talent_share,2024",
            "firms,2024",
            "line 3, column 'printed': found '16%', a share; expected a count. Correct the row, or "
            "the unit of 'firms' in metrics.csv.",
        ),
        (
            ",2024,",
            ",24,",
            "line 3, column 'year': found '24'; expected a year of four digits, or nothing. "
            "Correct the row.",
        ),
        (
            "former",
            "formerly",
            "line 2, column 'stance': found 'formerly'; expected one of asserted, denied, former, "
            "reported (did you mean 'former'?). Correct the row.",
        ),
        (
            "needs none",
            "need none",
            "line 2, column 'credited': found 'need none'; expected one of beside, listed, none, "
            "needs none (did you mean 'needs none'?). Correct the row.",
        ),
        (
            "The Bureau",
            "",
            "line 3, column 'attributed_to': found nothing; expected whom the text credits, as "
            "'credited' says 'listed'. Correct the row.",
        ),
        (
            "3,,none,",
            "3,The Bureau,none,",
            "line 4, column 'attributed_to': found 'The Bureau'; expected nothing, as 'credited' "
            "says 'none'. Correct the row.",
        ),
        (
            "The Bureau",
            "A Bureau",
            "line 3, column 'attributed_to': found 'A Bureau'; expected an author of "
            "'named_sources' of source.yaml (did you mean 'The Bureau'?), as 'credited' says "
            "'listed'. Correct the row.",
        ),
        (
            "543857df",
            "543857de",
            "line 4, column 'seal': found a row that has not been held against the text as it "
            "stands; expected a token last seen at its place there, as a seal shows. Run: analysis "
            "check-source FILE --source post --seal.",
        ),
    ],
    ids=[
        *("place", "metric", "figure", "unit", "year", "stance", "credited"),
        *("uncredited", "credit without need", "not named", "seal"),
    ],
)
def test_a_fault_in_a_cell_of_figures(edit, problems, old, new, problem):
    edit(FIGURES, old, new)
    expected = f"data/raw/post/figures.csv, {problem}"
    assert problems(sealed="seal" in problem.split(":")[0]) == [expected]


def test_a_list_whose_size_is_no_figure(edit, problems):
    edit(ROSTERS, "beijing-list,甲乙", "beijing-lists,甲乙")
    assert problems() == [
        "data/raw/post/rosters.csv, line 2, column 'figure_id': found 'beijing-lists'; expected "
        "one of beijing-list, shanghai-talent, beijing-firms (did you mean 'beijing-list'?). "
        "Name the figure that prints the list's size."
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "press,",
            ",",
            "line 2, column 'known_from': found nothing; expected how the seat or the origin is "
            "known, such as 'press'. Correct the row.",
        ),
        (
            "https://a.cn/j",
            "a.cn/j",
            "line 2, column 'address': found 'a.cn/j'; expected the address of a page, or "
            "nothing. Correct the row.",
        ),
    ],
)
def test_a_fault_in_what_is_known_of_a_member(edit, problems, old, new, problem):
    edit(ROSTERS, old, new)
    assert problems() == [f"data/raw/{ROSTERS}, {problem}"]


def test_a_figure_may_credit_a_named_source_in_more_words(raw, edit):
    edit(FIGURES, "The Bureau", "The Bureau (in English)")
    assert sources.read(raw).sources[0].figures["attributed_to"][3] == "The Bureau (in English)"


def test_credits_are_not_looked_up_in_info_that_is_at_fault(edit, problems):
    edit(INFO, "language: zh-Hant", "language: 1")
    edit(FIGURES, "The Bureau", "A Bureau")
    assert [problem.split(":")[0] for problem in problems()] == [
        f"data/raw/{INFO}, line 6, field 'language'"
    ]


@pytest.mark.parametrize("printed", ["140%", "under 140%", "over 100%", "1.4倍", "百分之一百四十"])
def test_a_share_above_the_whole(edit, problems, printed):
    edit(FIGURES, "16%", printed)
    assert problems(sealed=False) == [
        f"data/raw/{FIGURES}, line 3, column 'printed': found '{printed}'; expected 100% at "
        "most of a share that adds up, or is in a share, by metrics.csv. Correct the row, or the "
        "unit of 'talent_share' in metrics.csv."
    ]


def test_a_share_of_a_country_is_of_a_part_of_one(raw, edit, problems):
    """Else it would be a share of itself: all of it."""
    edit("metrics.csv", "talent_share,share,,,,yes", "talent_share,share,firms,,,")
    assert problems() == [
        f"data/raw/{FIGURES}, line 3, column 'place': found 'Shanghai', which is part of no other "
        "place; expected a part of a place: 'talent_share' is a share of its 'firms'. Say what it "
        "is 'part_of' in places.csv, or the 'whole' of 'talent_share' in metrics.csv, or leave "
        "'share_of' empty, and it is a number by itself."
    ]
    edit("places.csv", "Shanghai,city,,", "Shanghai,institution,Beijing,")
    assert sources.read(raw).sources


def test_a_share_below_nothing(edit, problems):
    edit(FIGURES, "16%", "-3%")
    assert problems(sealed=False) == [
        f"data/raw/{FIGURES}, line 3, column 'printed': found '-3%'; expected nothing below zero "
        "of what adds up, or is in a share, by metrics.csv. Correct the row, or the unit of "
        "'talent_share' in metrics.csv."
    ]


@pytest.mark.parametrize("printed", ["118%", "over 100%", "-3%"])
def test_a_ratio_is_part_of_no_whole(raw, edit, printed):
    edit(FIGURES, "16%", printed)
    edit("metrics.csv", "talent_share,share,,,,yes", "talent_share,share,,,,")
    figures = sources.read(raw, sealed=False).sources[0].figures
    assert figures["printed"][3] == printed


@pytest.mark.parametrize("printed", ["100%", "about 100%", "over 99%"])
def test_a_share_of_all_or_nearly_all(raw, edit, printed):
    edit(FIGURES, "16%", printed)
    figures = sources.read(raw, sealed=False).sources[0].figures
    assert figures["printed"][3] == printed


def test_a_reference_above_the_whole(references, edit, problems):
    edit("references/figures.csv", "15%", "150%")
    assert problems() == [
        "data/raw/references/figures.csv, line 3, column 'printed': found '150%'; expected 100% "
        "at most of a share that adds up, or is in a share, by metrics.csv. Correct the row, or "
        "the unit of 'talent_share' in metrics.csv."
    ]
