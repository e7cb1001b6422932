"""What source.yaml may not hold, as the user who typed it is told. Beside test_sources.py."""

import pytest

INFO = "data/raw/post/source.yaml"
FILE = "post/source.yaml"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "publisher_en: The Post",
            "publisher_en: [The Post",
            ", line 4: found text that is no YAML (expected ',' or ']', but got ':')",
        ),
        (
            "Two cities",
            "*two",
            ", line 5: found text that is no YAML (found undefined alias 'two')",
        ),
        (
            "Two cities",
            "!!python/name:os.name ''",
            ", line 5: found text that is no YAML (could not determine a constructor for the tag "
            "'tag:yaml.org,2002:python/name:os.name')",
        ),
        (
            "Two cities",
            "2024-13-45",
            ": found text that is no YAML (month must be in 1..12)",
        ),
    ],
    ids=["bracket", "alias", "code", "date"],
)
def test_it_is_not_yaml(edit, problems, old, new, problem):
    edit(FILE, old, new)
    assert problems() == [f"{INFO}{problem}; expected YAML. Correct it."]


def test_a_control_character(edit, problems):
    edit(FILE, "Two cities", "Two\x07cities")
    assert problems() == [
        f"{INFO}: found text that is no YAML (unacceptable character #x0007: special characters "
        "are not allowed); expected YAML. Correct it."
    ]


def test_a_field_given_twice(edit, problems):
    """The second would silently win."""
    edit(FILE, "language:", "subject: One city\nlanguage:")
    assert problems() == [
        f"{INFO}, line 6: found 'subject' again; expected each field once. Remove one."
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# to do\n", ": found None"),
        ("- a\n", ", line 1: found ['a']"),
        ("a\n", ", line 1: found 'a'"),
    ],
)
def test_it_holds_no_fields(raw, problems, text, found):
    (raw / FILE).write_text(text, "utf-8")
    assert problems() == [f"{INFO}{found}; expected fields and their values. Correct it."]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "language: zh-Hant\n",
            "",
            "line 1, field 'language': found no such field; expected the field.",
        ),
        (
            "language: zh-Hant",
            "language: no",
            "line 6, field 'language': found False; expected input should be a valid string.",
        ),
        (
            "subject:",
            "published: 2025\nsubject:",
            "line 5, field 'published': found 2025; expected no such field.",
        ),
        (
            "27d32c603c314db3f69d7eb1cc775b13f2dcb1cb8c071d508a00a1f4a006b39d",
            "27d32c60",
            "line 7, field 'sha256': found '27d32c60'; "
            "expected string should match pattern '^[0-9a-f]{64}$'.",
        ),
        (
            '{line: 2, start: 12, printed: "2024", why: a year}',
            "a year",
            "line 9, field 'not_figures.0': found 'a year'; expected fields and their values.",
        ),
        (
            "subject: Two cities",
            "subject: 2024-12-25",
            "line 5, field 'subject': found datetime.date(2024, 12, 25); "
            "expected input should be a valid string.",
        ),
        (
            "line: 2",
            "line: 0",
            "line 9, field 'not_figures.0.line': found 0; "
            "expected input should be greater than or equal to 1.",
        ),
    ],
    ids=["missing", "type", "unknown", "fingerprint", "no fields", "date", "nested"],
)
def test_a_fault_in_a_field(edit, problems, old, new, problem):
    edit(FILE, old, new)
    assert problems() == [f"{INFO}, {problem} Correct it."]


def test_every_field_at_fault_is_listed(edit, problems):
    edit(FILE, "subject: Two cities\nlanguage: zh-Hant", "subject: 1\nlanguage: 2")
    assert problems() == [
        f"{INFO}, line {line}, field '{name}': found {value}; expected input should be a valid "
        "string. Correct it."
        for line, name, value in ((5, "subject", 1), (6, "language", 2))
    ]
