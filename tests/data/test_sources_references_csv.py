"""What a row of references/figures.csv may not hold. Beside test_sources_references.py."""

import pytest

FILE = "references/figures.csv"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "beijing-firms-2023,",
            "Beijing firms,",
            "line 2, column 'figure_id': found 'Beijing firms'; expected words joined by '-'. "
            "Correct the row.",
        ),
        (
            ",Beijing,",
            ",Beijng,",
            "line 2, column 'place': found 'Beijng'; expected one of Beijing, Shanghai (did you "
            "mean 'Beijing'?). Correct the row, or add the place to places.csv.",
        ),
        (
            ",firms,",
            ",firm,",
            "line 2, column 'metric': found 'firm'; expected one of firms, talent_share, "
            "listed_firms (did you mean 'firms'?). Correct the row, or add the metric to "
            "metrics.csv.",
        ),
        (
            ",2023,",
            ",23,",
            "line 2, column 'year': found '23'; expected a year of four digits, or nothing. "
            "Correct the row.",
        ),
        (
            "over 300 firms",
            "a good many",
            "line 2, column 'printed': found 'a good many'; expected a figure such as '近32萬家' "
            "or 'over 20%'. Correct the row; src/analysis/quantity/hedges.py lists the hedges it "
            "reads.",
        ),
        (
            "over 300 firms",
            "over 300 yuan",
            "line 2, column 'printed': found 'over 300 yuan', a CNY; expected a count. Correct the "
            "row, or the unit of 'firms' in metrics.csv.",
        ),
        (
            ",A,",
            ",D,",
            "line 2, column 'grade': found 'D'; expected one of A, B, C. Correct the row.",
        ),
        (
            ",A,",
            ",,",
            "line 2, column 'grade': found nothing; expected one of A, B, C. Correct the row.",
        ),
        (
            "official",
            "",
            "line 2, column 'kind': found nothing; expected a text. Correct the row.",
        ),
        (
            "https://a.cn/1",
            "a.cn/1",
            "line 2, column 'address': found 'a.cn/1'; expected the address of a page. Correct the "
            "row.",
        ),
        (
            "https://a.cn/1",
            "https://a.cn/a page",
            "line 2, column 'address': found 'https://a.cn/a page'; expected the address of a "
            "page. Correct the row.",
        ),
        (
            "Registered",
            "",
            "line 2, column 'definition': found nothing; expected a text. Correct the row.",
        ),
    ],
)
def test_a_fault_in_a_cell(references, edit, problems, old, new, problem):
    edit(FILE, old, new)
    assert problems() == [f"data/raw/{FILE}, {problem}"]
