"""Hand-typed CSV and YAML: read strictly, each part with its line, each fault named."""

from datetime import date

import pandas as pd
import pandera.pandas as pa
import pytest
from pydantic import TypeAdapter, ValidationError

from analysis.readers import check_rows, line_of, read_rows, read_yaml, tell

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
YAML = """\
- name: a
  parts: [x,
    y]
  more: {k: 1}
- just words
"""


@pytest.fixture
def file(tmp_path, monkeypatch):
    """Return the path of a file to write, in the project's top folder."""
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    return tmp_path / "places.csv"


def messages(problems):
    """Return the problems as a user reads them."""
    return [str(problem) for problem in problems]


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
            "note\n",
            [
                "places.csv, line 1: found no columns place, kind; expected them. "
                "The columns are: place, kind.",
                "places.csv, line 1, column 'note': found an unknown column; expected none. "
                "The columns are: place, kind.",
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
                "places.csv, line 3: found quotation marks that do not match; expected each cell "
                "in quotation marks closed by one, and those in it doubled. "
                "Correct the row.",
            ],
        ),
        (
            'place,kind\n"Beijing,city\n',
            [
                "places.csv, line 2: found quotation marks that do not match; expected each cell "
                "in quotation marks closed by one, and those in it doubled. "
                "Correct the row."
            ],
        ),
    ],
    ids=["missing", "several", "unknown", "twice", "ragged", "quote", "open quote"],
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


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Return a function that reads a file of this text."""
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))

    def read(text):
        path = tmp_path / "file.yaml"
        path.write_text(text, "utf-8")
        return read_yaml(path)

    return read


def test_data_and_the_line_of_each_part(read):
    """A field begins where its name stands, and an item of a list where it does itself."""
    data, lines, problems = read(YAML)
    assert problems == []
    assert data == [{"name": "a", "parts": ["x", "y"], "more": {"k": 1}}, "just words"]
    assert lines == {
        (): 1,
        (0,): 1,
        (0, "name"): 1,
        (0, "parts"): 2,
        (0, "parts", 0): 2,
        (0, "parts", 1): 3,
        (0, "more"): 4,
        (0, "more", "k"): 4,
        (1,): 5,
    }


@pytest.mark.parametrize(
    ("place", "line"), [((0, "parts", 1), 3), ((0, "more", "k", "deeper"), 4), ((7, "x"), 1)]
)
def test_the_line_of_a_part_that_is_not_there_is_that_around_it(read, place, line):
    assert line_of(read(YAML)[1], place) == line


def test_nothing_has_no_line(read):
    data, lines, problems = read("# to do\n")
    assert (data, lines, problems, line_of(lines, ("x",))) == (None, {}, [], None)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "a: &a\n  b: *a\n",
            ", line 1: found a part that stands inside itself; expected parts that do not go in a "
            "circle. Write it out.",
        ),
        (
            "- &a [b,\n  *a]\n",
            ", line 1: found a part that stands inside itself; expected parts that do not go in a "
            "circle. Write it out.",
        ),
        (
            "a: 1\nb:\n  a: 1\n  a: 2\n",
            ", line 4: found 'a' again; expected each field once. Remove one.",
        ),
        (
            "a: 1\n---\nb: 2\n",
            ", line 2: found text that is no YAML (but found another document); expected YAML. "
            "Correct it.",
        ),
        (
            "- 1\n- {[a]: b}\n",
            ", line 2: found text that is no YAML (found unhashable key); expected YAML. Correct "
            "it.",
        ),
        (
            "- a\x07\n",
            ", line 1: found U+0007 (a control character) at character 4; expected text that can "
            "be seen. Delete it.",
        ),
        (
            "- b\n- 'a\u202eb'\n",
            ", line 2: found U+202E (right-to-left override) at character 5; expected text that "
            "can be seen. Delete it.",
        ),
        (
            '- b\n- "a\\u200fb"\n',
            ", line 2: found U+200F (right-to-left mark) at character 2; expected text that can "
            "be seen. Delete it.",
        ),
        (
            "a: b\n2024-1-2: b\nc: [2024-13-45]\n",
            ", line 3: found '2024-13-45' (month must be in 1..12); expected a date, or a text in "
            "quotes. Put it in quotes.",
        ),
    ],
    ids=[
        *("circle", "list in a circle", "twice", "two documents", "key", "control"),
        *("right to left", "escaped", "date"),
    ],
)
def test_yaml_that_is_refused(read, text, problem):
    data, _, problems = read(text)
    assert data is None
    assert [str(found) for found in problems] == [f"file.yaml{problem}"]


def test_what_is_merged_may_be_given_again(read):
    """A field of one's own goes before that which is merged in; it is not given twice."""
    data, _, problems = read("- &a {x: 1, y: 2}\n- {<<: *a, y: 3}\n")
    assert (data, problems) == ([{"x": 1, "y": 2}, {"x": 1, "y": 3}], [])


@pytest.mark.parametrize(
    ("value", "how"),
    [
        (
            "no",
            "found False; expected a text, in quotes: YAML reads a bare yes, no, on, off, true ",
        ),
        (
            "2024-05-01",
            "found 2024-05-01; expected a text, in quotes: YAML reads a bare date as a ",
        ),
        ("12:30", "found 750; expected a text, in quotes: YAML reads a bare number, or a time "),
        ("~", "found None; expected a text, in quotes: YAML reads a bare null, a '~' or nothing"),
        ("[a]", "found ['a']; expected input should be a valid string"),
    ],
)
def test_a_bare_word_that_yaml_makes_no_text_of_is_to_be_quoted(read, value, how):
    data, _, problems = read(f"name: {value}\n")
    assert problems == []
    with pytest.raises(ValidationError) as raised:
        TypeAdapter(dict[str, str]).validate_python(data)
    found, expected = tell(raised.value.errors()[0])
    assert f"found {found}; expected {expected}".startswith(how)


@pytest.mark.parametrize(
    ("mark", "name"),
    [(";", "semicolons"), ("\t", "tabs"), ("|", "bars"), ("，", "full-width commas")],
)
def test_another_separator_is_the_only_fault(file, mark, name):
    """As Excel writes CSV where the comma is the decimal sign, or text from the clipboard."""
    rows = ["place,kind", "北京,city", "Wuhan,city"]
    file.write_bytes("\r\n".join(rows).replace(",", mark).encode("utf-8-sig"))
    frame, problems = read_rows(file, COLUMNS)
    assert frame.empty
    assert messages(problems) == [
        f"places.csv, line 1: found {name} between the cells; expected commas, and the header "
        "first. Save it as CSV with ',' as the separator, and no other first line."
    ]


def test_a_line_for_excel_is_the_only_fault(file):
    file.write_text("sep=;\nplace;kind\nWuhan;city\n")
    _, problems = read_rows(file, COLUMNS)
    assert messages(problems) == [
        "places.csv, line 1: found 'sep=;', which only Excel reads, between the cells; expected "
        "commas, and the header first. Save it as CSV with ',' as the separator, and no other "
        "first line."
    ]


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("\1", "U+0001 (a control character)"),
        ("\u200f", "U+200F (right-to-left mark)"),
        ("\u202e", "U+202E (right-to-left override)"),
        ("\u2066", "U+2066 (left-to-right isolate)"),
        ("\u200b", "U+200B (zero width space)"),
        ("\xad", "U+00AD (soft hyphen)"),
        ("\u2028", "U+2028 (line separator)"),
        ("\ue000", "U+E000 (a control character)"),
        ("\ufffd", "U+FFFD (replacement character)"),
    ],
)
def test_a_character_that_no_reader_sees(file, char, name):
    file.write_text(f"place,kind\nWu{char}han,city\n", "utf-8")
    frame, problems = read_rows(file, COLUMNS)
    assert frame.empty
    assert messages(problems) == [
        f"places.csv, line 2: found {name} at character 3; expected text that can be seen. "
        "Delete it."
    ]


def test_characters_that_join_letters_are_text(file):
    file.write_text("place,kind\nक्\u200dष,\tcity\n", "utf-8")
    frame, problems = read_rows(file, COLUMNS)
    assert (list(frame["place"]), problems) == (["क्\u200dष"], [])


def test_a_bare_date_is_told_as_it_was_typed():
    """YAML makes a date of it, which is not what stands in the file."""
    with pytest.raises(ValidationError) as raised:
        TypeAdapter(int).validate_python(date(2025, 2, 3))
    assert tell(raised.value.errors()[0]) == ("2025-02-03", "a whole number")
