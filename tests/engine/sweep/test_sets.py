"""Sets of parameters: how a file of them is read, its faults in one message, and their names."""

import re
from datetime import date
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook

from analysis.engine import parameters
from analysis.engine.sweep import sets
from analysis.errors import DataError

CELL = """\
place = "Beijing"  # the place
share = 0.5
n: int = 3
flag = False
years = [2021]
extra = None
root = len("x")
"""
KNOWN = "place, share, n, flag, years, extra, root"
NAMES = st.from_regex(r"[a-z_]{1,12}", fullmatch=True)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=4,
)
SETS = st.lists(st.dictionaries(NAMES, VALUES, max_size=4), max_size=8, unique_by=sets.identity)
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def declared(tmp_path, source=CELL, tags=("parameters",)):
    path = tmp_path / "model.ipynb"
    cell = new_code_cell(source, metadata={"tags": list(tags)})
    nbformat.write(new_notebook(cells=[cell]), path)
    return parameters.declared(path)


def read(tmp_path, name, content):
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return sets.read(tmp_path / name, declared(tmp_path))


def faults(tmp_path, name, content):
    """Return the message for which a file is refused, without the folder's name."""
    with pytest.raises(DataError) as caught:
        read(tmp_path, name, content)
    assert caught.value.exit_status == 2
    return str(caught.value).replace(f"{tmp_path.as_posix()}/", "").splitlines()


def test_cells_of_a_csv_are_read_by_their_parameter(tmp_path):
    text = (
        "\ufeffplace,share,n,flag,years,extra,root\r\n"
        ' 007 ,1e3,7,TRUE,"[1, 2]",,data/x\r\n'
        "\r\n"
        '"a, ""b""",2,-1,false,[],"{""a"": 1}",3\r\n'
    )
    assert read(tmp_path, "sets.csv", text) == [
        {
            **{"place": " 007 ", "share": 1000.0, "n": 7, "flag": True, "years": [1, 2]},
            **{"extra": None, "root": "data/x"},
        },
        {
            **{"place": 'a, "b"', "share": 2.0, "n": -1, "flag": False, "years": []},
            **{"extra": {"a": 1}, "root": 3},
        },
    ]


def test_a_yaml_gives_its_values_as_they_are(tmp_path):
    text = "- {place: '007', n: 7}\n- share: 1\n  extra: {a: [true]}\n- {}\n"
    assert read(tmp_path, "sets.yml", text) == [
        {"place": "007", "n": 7},
        {"share": 1, "extra": {"a": [True]}},
        {},
    ]


def test_no_value_of_a_yaml_is_changed_silently(tmp_path):
    text = (
        "- {place: NO, extra: 12:30, years: [2021]}\n- {place: 007, extra: 2024-05-01, flag: no}\n"
    )
    assert read(tmp_path, "sets.yaml", text) == [
        {"place": "NO", "extra": "12:30", "years": [2021]},
        {"place": "007", "extra": "2024-05-01", "flag": False},
    ]


def test_dates_are_read_shown_and_told_apart(tmp_path):
    known = declared(tmp_path, "day = date(2024, 1, 1)\nnote = ''")
    (tmp_path / "sets.csv").write_text("day,note\n2024-03-05,\n2024-03-06,2024-03-05\n")
    found = sets.read(tmp_path / "sets.csv", known)
    assert found == [
        {"day": date(2024, 3, 5), "note": ""},
        {"day": date(2024, 3, 6), "note": "2024-03-05"},
    ]
    assert list(sets.named(found)) == ["day=2024-03-05,note=", "day=2024-03-06,note=2024-03-05"]


def test_names_of_an_untagged_notebook_are_not_checked(tmp_path):
    (tmp_path / "sets.csv").write_text("n,text\n3,a\n")
    untagged = declared(tmp_path, "print(n)", tags=())
    assert sets.read(tmp_path / "sets.csv", untagged) == [{"n": 3, "text": "a"}]


def test_every_fault_of_a_csv_is_reported_at_once(tmp_path):
    text = "place,n,share,flag,plaec,years\nA,x,-,ja,,[\nA,1\nA,1,,true,p,[a]\n"
    row = "Correct the row."
    flag = f"expected bool, such as true or false, like the default False. {row}"
    share = f"expected float, like the default 0.5. {row}"
    assert faults(tmp_path, "bad.csv", text) == [
        f"bad.csv, line 1: found 'plaec'; expected one of: {KNOWN} (did you mean 'place'?). "
        "Correct the header.",
        "bad.csv, line 2, column 'years': found '['; expected a value in YAML (expected the node "
        f"content, but found '<stream end>'). {row}",
        f"bad.csv, line 2, column 'n': found 'x'; expected int, like the default 3. {row}",
        f"bad.csv, line 2, column 'share': found '-'; {share}",
        f"bad.csv, line 2, column 'flag': found 'ja'; {flag}",
        f"bad.csv, line 3: found 2 cells; expected 6, as in the header. {row}",
        f"bad.csv, line 4, column 'share': found ''; {share}",
        "bad.csv, line 4, column 'years': found ['a']; expected list of int, like the default "
        f"[2021]. {row}",
    ]


def test_every_fault_of_a_yaml_is_reported_at_once(tmp_path):
    text = (
        "- {n: '3', flag: 1}\n- 3\n- {plaec: a}\n- extra: !!binary ''\n- {n: 1, share: .nan}\n"
        "- {n: 1, share: 2}\n- share: 2\n  n: 1\n"
    )
    row = "Correct the row."
    quotes = "expected text, a number or a list; put it in quotes"
    assert faults(tmp_path, "bad.yaml", text) == [
        f"bad.yaml, line 1, field 'n': found '3'; expected int, like the default 3. {row}",
        f"bad.yaml, line 1, field 'flag': found '1'; expected bool, such as true or false, like "
        f"the default False. {row}",
        f"bad.yaml, line 2: found 3; expected a list of sets such as '- n: 3'. {row}",
        f"bad.yaml, line 3: found 'plaec'; expected one of: {KNOWN} (did you mean 'place'?). {row}",
        f"bad.yaml, line 4, field 'extra': found b''; {quotes}. {row}",
        "bad.yaml, line 7: found the set of line 6 again; expected each once. Remove one.",
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"", "a.csv: found an empty file; expected its content."),
        ("a.csv", b"n\n", "a.csv: found no set; expected a set a row. Add a row."),
        (
            "a.csv",
            "place\nMärz".encode("latin-1"),
            "a.csv, line 2: found byte 0xe4; expected UTF-8",
        ),
        ("a.csv", b"n,n\n1,2\n", "a.csv, line 1, column 'n': found the column twice; expected it"),
        ("a.csv", b"n,\n1,2\n", "a.csv, line 1: found a column without a name; expected a param"),
        (
            "a.csv",
            b'n\n"1',
            "a.csv, line 2: found quotation marks that do not match; expected each",
        ),
        (
            "a.csv",
            b"n;place\n1,5;A\n2;B\n",
            "a.csv, line 1: found columns parted by semicolons; exp",
        ),
        (
            "a.csv",
            b'\n"n"\t"place"\n1\tA\n',
            "a.csv, line 2: found columns parted by tabs; expected comm",
        ),
        *(
            ("a.csv", b"# my sets\nn,place\n", "a.csv, line 1: found '# my sets'; expected one of"),
            (
                "a.csv",
                b' \nn\n7\n"1\n2\n',
                "a.csv, line 4: found quotation marks that do not match",
            ),
            ("a.csv", b"\n  \n\nn\n1\n1\n", "a.csv, line 6: found the set of line 5 again"),
        ),
        ("a.csv", b"n place\n1 A\n", "a.csv, line 1: found columns parted by blanks; expected com"),
        (
            "a.csv",
            "n，place\n1，A\n".encode(),
            "a.csv, line 1: found columns parted by wide commas; expected co",
        ),
        ("a.csv", "n,place\n".encode("utf-16-le"), "a.csv, line 1: found a NUL; expected UTF-8 te"),
        ("a.csv", b"n\n1\n2\n1\n", "a.csv, line 4: found the set of line 2 again; expected each"),
        ("a.yaml", b"[]", "a.yaml: found no set; expected a set a row. Add a row."),
        ("a.yaml", b"[{n: 1}, {n: 1}]", "a.yaml, line 1: found the set of line 1 again; expected"),
        ("a.yaml", b"n: 3", "a.yaml, line 1: found {'n': 3}; expected a list of sets such as"),
        ("a.yaml", b"- {n: 1, n: 2}", "a.yaml, line 1: found 'n' again; expected each field once."),
        (
            "a.yaml",
            b"- place: ~",
            "a.yaml, line 1, field 'place': found None; expected str, like the default 'Beijing' "
            "(the place); put a text in quotes. Correct the row.",
        ),
        ("a.yaml", b"- [", "a.yaml, line 1: found text that is no YAML ("),
        ("a.json", b"[]", "a.json: found a file ending in '.json'; expected one ending in .csv"),
    ],
)
def test_a_file_that_holds_no_sets_is_reported(tmp_path, name, content, message):
    (line,) = faults(tmp_path, name, content)
    assert line.startswith(message)


def test_a_place_is_swept_over(tmp_path):
    path = tmp_path / "model.ipynb"
    assert sets.over("place", ["Beijing", "Wuhan"], declared(tmp_path), path) == [
        {"place": "Beijing"},
        {"place": "Wuhan"},
    ]


@pytest.mark.parametrize(
    ("name", "values", "source", "message"),
    [
        ("city", ["A"], CELL, "found --over city; expected one of: place, share"),
        ("n", ["A"], CELL, "found --over n; expected int, like the default 3"),
        ("place", [], CELL, "found --over place; expected place, with places in data/raw"),
        (
            "place",
            ["A"],
            None,
            "found no cell tagged 'parameters'; expected one that holds",
        ),
    ],
)
def test_what_cannot_be_swept_over_is_reported(tmp_path, name, values, source, message):
    known = declared(tmp_path, source or "1", tags=("parameters",) if source else ())
    with pytest.raises(DataError, match=f"^model.ipynb: {message}"):
        sets.over(name, values, known, tmp_path / "model.ipynb")


@pytest.mark.parametrize(
    ("one", "name"),
    [
        ({"place": "Beijing", "year": 2024}, r"place=Beijing,year=2024"),
        ({"place": "北京", "share": -0.5, "flag": True}, r"place=北京,share=-0\.5,flag=true"),
        ({}, r"defaults"),
        ({"path": "../a b"}, r"path=\.\._a_b~[0-9a-f]{8}"),
        ({"x": None, "y": [1]}, r"x=null,y=_1_~[0-9a-f]{8}"),
        ({"text": "長" * 90}, r"text=長{26}~[0-9a-f]{8}"),
    ],
)
def test_a_name_tells_the_set(one, name):
    (found,) = sets.named([one])
    assert re.fullmatch(name, found)


def test_sets_that_read_alike_are_kept_apart():
    alike: list[dict[str, Any]] = [
        {"n": "a"},
        {"n": "A"},
        {"n": 1},
        {"n": "1"},
        {"n": 1.0},
        {"n": True},
        {"n": "true"},
    ]
    names = list(sets.named(alike))
    assert [*sets.named(alike).values()] == alike
    assert [name.partition("~")[0] for name in names] == [
        *("n=a", "n=A", "n=1", "n=1", "n=1.0", "n=true", "n=true"),
    ]
    assert ["~" in name for name in names] == [False, True, False, True, False, False, True]


@given(SETS)
def test_no_name_is_shared_or_leaves_its_folder(some):
    files = [f"{name}.ipynb" for name in sets.named(some)]
    assert len({file.casefold() for file in files}) == len(some)
    for file in files:
        assert len(file.encode()) <= sets.LONGEST
        assert re.fullmatch(r"[\w.=,+~-]+", file)
        assert file[0] not in ".-~"
        assert not RESERVED.fullmatch(file)
