"""A file of data/raw at fault is not held against the others. Beside test_sources.py."""

import pytest

FIGURES, METRICS, PLACES = "post/figures.csv", "metrics.csv", "places.csv"
FILES = [PLACES, METRICS, FIGURES, "post/rosters.csv", "post/source.yaml"]


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_not_utf8(raw, problems, name):
    """It alone is at fault: what other files name in it is not held against them."""
    (raw / name).write_bytes(b"\n\xff\n")
    assert problems() == [
        f"data/raw/{name}, line 2: found byte 0xff; expected UTF-8 text. Save it as UTF-8."
    ]


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_absent(raw, problems, name):
    (raw / name).unlink()
    assert problems() == [f"data/raw/{name}: found no such file; expected the file. Add it."]


@pytest.mark.parametrize("name", [PLACES, METRICS, FIGURES])
def test_a_header_alone(raw, problems, name):
    (raw / name).write_text((raw / name).read_text("utf-8").splitlines()[0], "utf-8")
    assert problems() == [
        f"data/raw/{name}: found a header alone; expected rows below it. Add them."
    ]


@pytest.mark.parametrize("name", [PLACES, METRICS, FIGURES])
def test_a_table_whose_header_is_at_fault(edit, problems, name):
    """The misspelt column is told twice, as missing and as unknown; nothing else is."""
    column = {PLACES: "place", METRICS: "metric", FIGURES: "figure_id"}[name]
    edit(name, f"{column},", f"{column}s,")
    found = [problem.split("; ")[0] for problem in problems()]
    assert found == [
        f"data/raw/{name}, line 1, column '{column}': found no such column",
        f"data/raw/{name}, line 1, column '{column}s': found an unknown column",
    ]


@pytest.mark.parametrize(
    ("name", "row", "width"),
    [
        (PLACES, "Beijing,city,,", 6),
        (METRICS, "firms,count,firms,", 5),
        (FIGURES, "beijing-list,Beijing,listed_firms,,", 10),
    ],
)
def test_a_row_of_another_width_is_the_only_fault(edit, problems, name, row, width):
    edit(name, f"\n{row}", f"\n{row},")
    assert problems() == [
        f"data/raw/{name}, line 2: found {width + 1} cells; expected {width}, as in the header. "
        "Correct the row."
    ]


def test_a_misspelt_unit_of_a_metric_is_the_only_fault(edit, problems):
    edit(METRICS, "firms,count,firms,", "firms,cuont,firms,")
    assert problems() == [
        "data/raw/metrics.csv, line 2, column 'unit': found 'cuont'; expected one of count, share, "
        "rank, CNY, USD (did you mean 'count'?). Correct the row."
    ]


def test_metrics_without_names(raw, problems):
    """Where no metric can be read, any name of a figure's will do, and has no unit."""
    header = (raw / METRICS).read_text("utf-8").splitlines()[0]
    (raw / METRICS).write_text(f"{header}\n,count,firms,企業,Firms\n", "utf-8")
    assert problems() == [
        "data/raw/metrics.csv, line 2, column 'metric': found nothing; expected words joined by "
        "'_'. Correct the row."
    ]
