"""Which values a type allows, and how the cells of a table are read."""

from typing import Any

import pytest

from analysis.engine import hints


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
        ("dict[str, float]", [{"a": 1}], [{"a": "b"}, []]),
        ("Literal['a', 1]", ["a", 1], ["b"]),
        ("pd.DataFrame | None", [None, 1, "x"], []),
        ("Annotated[int, 'help']", ["x"], []),
        ("'int'", ["x"], []),
    ],
)
def test_an_annotation_says_which_values_are_allowed(annotation, right, wrong):
    hint = hints.of_annotation(annotation)
    assert [value for value in right if not hints.fits(hint, value)] == []
    assert [value for value in wrong if hints.fits(hint, value)] == []


@pytest.mark.parametrize(
    ("default", "name"),
    [([[1.5]], "list of list of float"), ([], "list"), ({"a": 1}, "dict"), (True, "bool")],
)
def test_a_default_is_named(default, name):
    assert hints.name(hints.of_default(default)) == name


@pytest.mark.parametrize("default", [None, (1, 2), b"x", {1}])
def test_a_default_that_says_little_allows_anything(default):
    assert hints.of_default(default) is Any


@pytest.mark.parametrize(
    ("annotation", "text", "value"),
    [
        ("str", "007", "007"),
        ("str", "", ""),
        ("str | None", "", None),
        ("str | None", "null", "null"),
        ("int", "007", 7),
        ("int", "1_0", "1_0"),
        ("int", "1.5", "1.5"),
        ("int", "", ""),
        ("float", "1e3", 1000.0),
        ("float", "nan", "nan"),
        ("float | None", "", None),
        ("int | float", "3", 3),
        ("bool", "TRUE", True),
        ("bool", "1", "1"),
        ("bool", "yes", "yes"),
        ("list[int]", "[1, 2]", [1, 2]),
        ("dict", "{a: 1}", {"a": 1}),
        ("list | str", "[1]", [1]),
        ("list | str", "1", "1"),
        ("Any", "2.5", 2.5),
        ("Any", "", None),
    ],
)
def test_a_cell_is_read_by_its_type(annotation, text, value):
    read = hints.from_text(hints.of_annotation(annotation), text)
    assert (type(read), read) == (type(value), value)


def test_a_cell_that_is_no_yaml_is_told():
    with pytest.raises(ValueError, match="expected the node content"):
        hints.from_text(list, "[")
