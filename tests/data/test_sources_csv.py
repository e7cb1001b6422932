"""What figures.csv and rosters.csv may not hold, as the user is told. Beside test_sources.py."""

import pytest

FIGURES, ROSTERS = "post/figures.csv", "post/rosters.csv"


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
            "543857df",
            "543857de",
            "line 4, column 'seal': found '近32萬家' at line 1, offset 3; expected a token last "
            "seen at its place in the text, as its seal shows. Hold the ledger against the text: "
            "analysis check-source FILE --seal.",
        ),
    ],
    ids=["place", "metric", "figure", "unit", "year", "seal"],
)
def test_a_fault_in_a_cell(edit, problems, old, new, problem):
    edit(FIGURES, old, new)
    expected = f"data/raw/post/figures.csv, {problem}"
    assert problems(sealed="seal" in problem.split(":")[0]) == [expected]


def test_an_id_used_twice(edit, problems):
    """Both rows are named, as either may be the wrong one."""
    edit(FIGURES, "shanghai-talent", "beijing-list")
    assert problems() == [
        f"data/raw/post/figures.csv, line {line}, column 'figure_id': found 'beijing-list'; "
        "expected each value once. Correct the row."
        for line in (2, 3)
    ]


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        (
            FIGURES,
            "figure_id, place, metric, year, printed, line, start, attributed_to, note, seal",
        ),
        (ROSTERS, "figure_id, member_zh, member_en, printed, line, start, seal"),
    ],
)
def test_a_column_named_twice(raw, problems, name, columns):
    """Only that is told of the file: what its rows hold cannot be."""
    rows = [line.split(",") for line in (raw / name).read_text("utf-8").splitlines()]
    at = rows[0].index("line")
    text = "\n".join(",".join([*row[:at], row[at], *row[at:]]) for row in rows)
    (raw / name).write_text(text, "utf-8")
    assert problems() == [
        f"data/raw/{name}, line 1, column 'line': found the column twice; expected it once. "
        f"The columns are: {columns}."
    ]


def test_a_list_whose_size_is_no_figure(edit, problems):
    edit(ROSTERS, "beijing-list,甲乙", "beijing-lists,甲乙")
    assert problems() == [
        "data/raw/post/rosters.csv, line 2, column 'figure_id': found 'beijing-lists'; expected "
        "one of beijing-list, shanghai-talent, beijing-firms (did you mean 'beijing-list'?). "
        "Name the figure that prints the list's size."
    ]


def test_faults_of_all_files_are_listed_together(edit, problems):
    """Two faults in one file, and one in another, are three problems of one error."""
    edit(FIGURES, ",2024,", ",24,")
    edit(FIGURES, "beijing-firms,Beijing", "beijing-firms,Beijng")
    edit(ROSTERS, "Jiayi", "")
    assert [problem.split("; ")[0] for problem in problems()] == [
        "data/raw/post/figures.csv, line 4, column 'place': found 'Beijng'",
        "data/raw/post/figures.csv, line 3, column 'year': found '24'",
        "data/raw/post/rosters.csv, line 2, column 'member_en': found nothing",
    ]
