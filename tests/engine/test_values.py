"""How a text is read as a value of a parameter."""

import json
import math
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import yaml
from hypothesis import given, strategies

from analysis.engine import annotations, values


@pytest.mark.parametrize(
    ("annotation", "text", "value"),
    [
        ("str", "007", "007"),
        ("str", "", ""),
        ("str", " padded\t", " padded\t"),
        ("str", "2024-05-01", "2024-05-01"),
        ("str", "#ff0000", "#ff0000"),
        ("str", "[a", "[a"),
        ("str | None", "", ""),
        ("str | None", "null", "null"),
        ("int", "007", 7),
        ("int", " 5 ", 5),
        *[("int", "１２", 12), ("Any", "１２", "１２"), ("int | str", "１２", "１２")],
        ("int", "1.5", 1.5),
        ("int", "", ""),
        ("float", "1e3", 1000.0),
        ("float", "-.5", -0.5),
        ("float", "-.inf", -math.inf),
        *[("complex", "3+4j", 3 + 4j), ("int", "2_000", 2000), ("float", "1_000.5", 1000.5)],
        ("float | None", "", None),
        ("int | float", "3", 3),
        ("bool", "TRUE", True),
        ("bool", "1", "1"),
        ("bool", "yes", True),
        ("bool", "Off", False),
        ("date", "2024-03-05", date(2024, 3, 5)),
        ("datetime.datetime", "2024-03-05 12:30", datetime(2024, 3, 5, 12, 30)),
        ("date | None", "", None),
        ("date", "soon", "soon"),
        ("Literal['a', 1]", "1", 1),
        ("list[int]", "[1, 2]", [1, 2]),
        ("list[str]", "[007, NO, 12:30, '#1']", ["007", "NO", "12:30", "#1"]),
        ("dict[str, float]", "{0123: 1e-3}", {"0123": 0.001}),
        ("dict", "{a: 1}", {"a": 1}),
        ("list | str", "[1]", [1]),
        ("list | str", "1", "1"),
        *(("list | str", text, text) for text in ("[draft]", "{a}")),
        *(("str | bool", text, text) for text in ("NO", "1", "null")),
        *(("int | str", text, text) for text in ("007", "+5", "5.0", "1_0")),
        *(("str | float", text, text) for text in ("infinity", "nan", "012.5")),
        *(("date | str", text, text) for text in ("20240501", "2024", "2024-W18-3")),
        ("date | str", "2024-05-01", date(2024, 5, 1)),
        *[("str | bool", "true", True), ("int | str", "-5", -5), ("str | float", "0.5", 0.5)],
        *[("str | Foo", "2024", "2024"), ("str | Path", "a", "a")],
        *[("timedelta", "3 days", timedelta(3)), ("timedelta", "01:30:00", timedelta(hours=1.5))],
        *[("timedelta", "3", "3"), ("tuple[int, int]", "(3, 4)", (3, 4))],
        *(("list[int]", text, text) for text in ("1,2", "a", "")),
        ("Literal['a', 1]", "b", "b"),
        ("dict", "7", "7"),
        *((kind, "{3, 4}", "{3, 4}") for kind in ("set", "set | None", "bytes")),
        *(("tuple", text, (3, "4")) for text in ("(3, '4')", "3, '4'", "[3, '4']")),
        ("tuple", "((1, 2), 3)", ((1, 2), 3)),
        ("tuple[str, ...]", "[007, NO]", ("007", "NO")),
        *(("tuple", text, text) for text in ("(a, b)", "5")),
        ("'list[int]'", "[1]", [1]),
        ("time", "12:30", time(12, 30)),
        ("Decimal", "2.50", Decimal("2.50")),
        ("Decimal", "many", "many"),
        ("Path | None", "", None),
        ("pd.Timestamp", "2024-03-05", annotations.Timestamp(2024, 3, 5)),
        ("Any", "2.5", 2.5),
        ("Any", "", ""),
        ("Any", "-5", -5),
        ("Any", "-.5", -0.5),
        ("Any", "1e-3", 0.001),
        ("Any", "True", True),
        ("Any", "null", None),
        ("Any", '{"a": ["NO", 1, null]}', {"a": ["NO", 1, None]}),
        *(("Any", text, text) for text in ("{year}", "{x:.2f}", "[draft]", "{a: 1}", "[a, 1]")),
        *(
            ("Any", text, text)
            for text in ("12:30", "NO", "0123", "2024-05-01", "1_000", "+49", "[a")
        ),
        ("Any", "9e999", "9e999"),
        *(
            (kind, text, text)
            for kind in ("float", "int")
            for text in ("1e400", "-1e400", "1e-400")
        ),
        *[("float", "0e5", 0.0), ("float", "-0.000", -0.0), ("list[float]", "[1e400]", ["1e400"])],
        *[("Fraction", "1/3", Fraction(1, 3)), ("Fraction", "1/0", "1/0"), ("UUID", "x", "x")],
        (
            "uuid.UUID",
            "12345678123456781234567812345678",
            UUID(int=0x12345678123456781234567812345678),
        ),
    ],
)
def test_a_cell_is_read_by_its_type(annotation, text, value):
    read = values.from_text(annotations.type_of_annotation(annotation), text)
    assert (type(read), read) == (type(value), value)


@pytest.mark.parametrize("text", ["nan", "NaN", ".nan"])
def test_not_a_number_is_a_float(text):
    assert math.isnan(values.from_text(float, text))


def test_a_cell_that_is_no_yaml_is_reported():
    with pytest.raises(ValueError, match="expected the node content"):
        values.from_text(list, "[")


def test_yaml_keeps_what_is_quoted_and_reads_the_rest_by_its_type():
    text = "{a: 007, b: '007', c: null, d: [1, x], e: 2024-05-01, f: !!int 7, <<: {g: on}}"
    data = yaml.load(text, values.loader())
    assert values.typed(dict[str, str], data) == {
        **{"a": "007", "b": "007", "c": None, "d": [1, "x"], "e": "2024-05-01", "f": 7, "g": "on"},
    }
    assert values.typed(Any, data)["a"] == "007"


@pytest.mark.parametrize(
    ("annotation", "text", "value"),
    [
        ("Decimal", "2.20", Decimal("2.20")),
        ("date | None", "2024-03-05", date(2024, 3, 5)),
        ("list[time]", ["12:30"], [time(12, 30)]),
        ("dict[str, Path]", {"a": "b"}, {"a": Path("b")}),
        ("pd.Timestamp", "2024-03-05", annotations.Timestamp(2024, 3, 5)),
        *[("timedelta", "3 days", timedelta(3)), ("complex", "3+4j", 3 + 4j)],
        *(("date | str", "2024-03-05", "2024-03-05"), ("int", "3", "3"), ("date", "soon", "soon")),
    ],
)
def test_a_text_in_quotes_is_read_where_only_a_text_makes_the_value(annotation, text, value):
    data = yaml.load(json.dumps(text), values.loader())
    assert values.typed(annotations.type_of_annotation(annotation), data) == value


@given(strategies.text(), strategies.sampled_from([str, Any, str | None]))
def test_no_text_is_lost_where_text_is_allowed(text, kind):
    """Without a type, what is read as a value is what the text plainly says."""
    read = values.from_text(kind, text)
    assert read == text or (kind is Any and not isinstance(read, str))
