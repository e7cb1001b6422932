"""Types that a notebook declares."""

import ast
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from analysis.engine import annotations, values


@pytest.mark.parametrize(
    ("annotation", "right", "wrong"),
    [
        ("int", [0, -3], [True, 1.0, "1", None]),
        ("float", [0, 1.5], [True, "1"]),
        ("bool", [True], [1, "true"]),
        ("str | None", ["", None], [1]),
        ("Optional[float]", [None, 1], ["x"]),
        ("typing.Union[int, str]", [1, "x"], [1.5]),
        ("list[int]", [[], [1]], [["1"], 1]),
        ("List", [[1, "a"]], ["a"]),
        *((f"{kind}[int]", [[1]], [["a"], "a"]) for kind in ("Sequence", "abc.Iterable")),
        *(("Mapping[str, int]", [{"a": 1}], [{"a": "b"}, "a"]), ("Collection", [["a"]], ["a"])),
        ("dict[str, float]", [{"a": 1}], [{"a": "b"}, []]),
        ("Literal['a', 1]", ["a", 1], ["b"]),
        ("pd.DataFrame | None", [None, 1, "x"], []),
        ("Annotated[int, 'help']", [1], ["x"]),
        ("set[int]", [], [[1], "x"]),
        ("timedelta", [timedelta(3)], ["3", 3]),
        ("'int'", [1], ["x"]),
        ("'no type at all'", [1, "x"], []),
        ("no type", [1, "x"], []),
        *(("dict[str]", [{}], [1]), ("list[int, str]", [[1, "a"]], [1])),
        ("tuple[int, ...]", [(), (1, 2, 3)], [[1], ("a",)]),
        ("Tuple[int, str]", [(1, "a")], [(1, 2), (1,)]),
        ("pathlib.Path", [Path("a")], ["a"]),
        ("pd.Timestamp | None", [None, annotations.Timestamp(2024, 3, 5)], ["2024-03-05"]),
    ],
)
def test_an_annotation_says_which_values_are_allowed(annotation, right, wrong):
    expected_type = annotations.type_of_annotation(annotation)
    assert [value for value in right if not values.fits(expected_type, value)] == []
    assert [value for value in wrong if values.fits(expected_type, value)] == []


@pytest.mark.parametrize(
    ("default", "name"),
    [
        *[([[1.5]], "list of list of float"), ([], "list"), ({"a": 1}, "dict"), (True, "bool")],
        ((1, 2), "tuple"),
        *[([0, 0.5, 1], "list of float"), ([1, "a"], "list of int or str"), ([1, None], "list")],
        *[({1}, "set"), (b"x", "bytes")],
    ],
)
def test_a_default_is_named(default, name):
    assert annotations.type_name(annotations.type_of_default(default)) == name


@pytest.mark.parametrize("default", [None, ...])
def test_a_default_that_says_little_allows_anything(default):
    assert annotations.type_of_default(default) is Any


@pytest.mark.parametrize(
    ("expression", "name"),
    [
        *[("f'{n}'", "str"), ("'a' + b", "str"), ("'%s' % n", "str"), ("str(5)", "str")],
        *[("date.today().isoformat()", "str"), ("os.path.join('a', 'b')", "str")],
        *[("os.environ['A']", "str"), ("os.environ.get('A', 'b')", "str"), ("'A'.lower()", "str")],
        *[("'a' if n else 'b'", "str"), ("os.getenv('A') or 'b'", "str")],
        *[
            ("Path('a')", "Path"),
            ("Path.cwd().parent / 'b'", "Path"),
            ("Path('a').resolve()", "Path"),
        ],
        *[("date.today() - timedelta(days=1)", "date"), ("date.today().replace(day=1)", "date")],
        *[("dt.date(2024, 1, 1)", "date"), ("datetime.now().date()", "date")],
        *[("date.today() - date(2024, 1, 1)", "timedelta"), ("timedelta(days=1)", "timedelta")],
        *[
            ("pd.Timestamp('2024').normalize()", "Timestamp"),
            ("pd.to_datetime('2024')", "Timestamp"),
        ],
        *[("Decimal('1')", "Decimal"), ("time(12, 30)", "time"), ("datetime.now().time()", "time")],
        *[
            ("np.array([1, 2])", "ndarray"),
            ("np.zeros(3)", "ndarray"),
            ("{a for a in b}", "set"),
        ],
        *[("uuid.uuid4()", "UUID"), ("UUID('a')", "UUID"), ("str(uuid4())", "str")],
        *[("[date(2024, 1, 1)]", "list[date]"), ("(Path('a'), Path('b'))", "tuple[Path, ...]")],
        *[("[n, 1]", "list"), ("[*a]", "list"), ("[]", "list"), ("[x for x in y]", "list")],
        *[("{'a': n}", "dict"), ("{a: 1 for a in b}", "dict"), ("(n, 'a')", "tuple")],
        *[("np.float64(2.5)", "float64"), ("set([1])", "set"), ("frozenset()", "frozenset")],
        *((text, "") for text in ("np.sqrt(2)", "config.set(3)", "np.float64(2.5).item()")),
        *((text, "") for text in ("time.time()", "3 * 4", "f(x)", "a.b", "pd.to_datetime(['1'])")),
    ],
)
def test_an_expression_shows_its_type(expression, name):
    assert annotations.annotation_of(ast.parse(expression, mode="eval").body) == name
