"""Hand-typed CSV is read strictly, and every fault is named with the line it is on."""

import pandas as pd
import pandera.pandas as pa
import pytest

from analysis.readers import check_rows, read_rows, read_text

COLUMNS = ["place", "kind"]
SCHEMA = pa.DataFrameSchema(
    {
        "place": pa.Column(str, pa.Check.str_contains(r"\S", error="a text"), unique=True),
        "kind": pa.Column(
            str,
            pa.Check.isin(["city", "province"], error="one of city, province"),
            metadata={"known": ["city", "province"], "do": "See the list."},
        ),
    }
)


@pytest.fixture
def file(tmp_path, monkeypatch):
    """Return the path of a file to write, in the project's top folder."""
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    return tmp_path / "places.csv"


def messages(problems):
    """Return the problems as a user reads them."""
    return [str(problem) for problem in problems]


def test_the_text_is_read_without_its_byte_order_mark(file):
    file.write_bytes("\ufeff北京\r\n".encode())
    assert read_text(file) == ("北京\r\n", [])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (None, "places.csv: found no such file; expected the file. Add it."),
        (
            b" \n\n",
            "places.csv: found an empty file; expected its content. Restore it.",
        ),
        (
            b"place,kind\n\xb1\xb1\xbe\xa9,city\n",
            "places.csv, line 2: found byte 0xb1; expected UTF-8 text. Save it as UTF-8.",
        ),
    ],
)
def test_a_file_that_holds_no_text(file, data, message):
    if data is not None:
        file.write_bytes(data)
    text, problems = read_text(file)
    assert (text, messages(problems)) == ("", [message])
    frame, problems = read_rows(file, COLUMNS)
    assert (list(frame.columns), len(frame), messages(problems)) == (COLUMNS, 0, [message])


def test_rows_keep_the_line_on_which_they_end(file):
    """Blank lines are passed over, blanks around cells dropped, and a cell may hold a line feed."""
    file.write_bytes(b'kind,place\r\n\r\ncity, Beijing \r\ncity,"Shang\nhai"\r\n,NA\r\n')
    frame, problems = read_rows(file, COLUMNS)
    assert problems == []
    assert frame.to_dict("index") == {
        3: {"place": "Beijing", "kind": "city"},
        5: {"place": "Shang\nhai", "kind": "city"},
        6: {"place": "NA", "kind": ""},
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "place\nBeijing\n",
            [
                "places.csv, line 1, column 'kind': found no such column; expected the column. "
                "The columns are: place, kind."
            ],
        ),
        (
            "place,kind,knd\nBeijing,city,x\n",
            [
                "places.csv, line 1, column 'knd': found an unknown column; expected none "
                "(did you mean 'kind'?). The columns are: place, kind."
            ],
        ),
        (
            "place,kind,place\nBeijing,city,x\n",
            [
                "places.csv, line 1, column 'place': found the column twice; expected it once. "
                "The columns are: place, kind."
            ],
        ),
        (
            "place,kind\nBeijing\nShanghai,city\nGuangdong,province,south\n",
            [
                "places.csv, line 2: found 1 cells; expected 2, as in the header. Correct the row.",
                "places.csv, line 4: found 3 cells; expected 2, as in the header. Correct the row.",
            ],
        ),
        (
            'place,kind\nBeijing\n"Shang"hai,city\n',
            [
                "places.csv, line 2: found 1 cells; expected 2, as in the header. Correct the row.",
                "places.csv, line 3: found ',' expected after '\"'; expected well-formed CSV. "
                "Correct the row.",
            ],
        ),
        (
            'place,kind\n"Beijing,city\n',
            [
                "places.csv, line 2: found unexpected end of data; expected well-formed CSV. "
                "Correct the row."
            ],
        ),
    ],
    ids=["missing", "unknown", "twice", "ragged", "quote", "open quote"],
)
def test_faults_of_form(file, text, expected):
    file.write_text(text, "utf-8")
    assert messages(read_rows(file, COLUMNS)[1]) == expected


def test_blank_lines_before_the_header(file):
    """They are passed over and counted, for the header's faults too."""
    file.write_text("\n\nplace,kind\nBeijing,city\n", "utf-8")
    frame, problems = read_rows(file, COLUMNS)
    assert problems == []
    assert frame.to_dict("index") == {4: {"place": "Beijing", "kind": "city"}}
    file.write_text("\nplace\n", "utf-8")
    assert messages(read_rows(file, COLUMNS)[1]) == [
        "places.csv, line 2, column 'kind': found no such column; expected the column. "
        "The columns are: place, kind."
    ]


def test_a_fault_in_the_header_leaves_no_rows(file):
    """Whether a cell is right cannot be told where its column cannot."""
    for header in ("place,kind,place", "place,kind,knd", "place,knd,x"):
        file.write_text(f"{header}\nBeijing,city,x\n", "utf-8")
        frame, _ = read_rows(file, COLUMNS)
        assert (list(frame.columns), len(frame)) == (COLUMNS, 0)


def test_rows_that_hold(file):
    frame = pd.DataFrame({"place": ["Beijing"], "kind": ["city"]}, index=[2])
    assert check_rows(file, frame, SCHEMA) == []


def test_every_failing_cell_is_a_problem(file):
    """The line is the frame's index; advice and nearest name come from the column's metadata."""
    places, kinds = ["Beijing", "Beijing", ""], ["citty", "city", "sea"]
    frame = pd.DataFrame({"place": places, "kind": kinds}, index=[2, 3, 7])
    assert sorted(messages(check_rows(file, frame, SCHEMA))) == [
        "places.csv, line 2, column 'kind': found 'citty'; expected one of city, province "
        "(did you mean 'city'?). See the list.",
        "places.csv, line 2, column 'place': found 'Beijing'; expected each value once. "
        "Correct the row.",
        "places.csv, line 3, column 'place': found 'Beijing'; expected each value once. "
        "Correct the row.",
        "places.csv, line 7, column 'kind': found 'sea'; expected one of city, province. "
        "See the list.",
        "places.csv, line 7, column 'place': found nothing; expected a text. Correct the row.",
    ]
