"""What source.yaml may not hold, as the user who typed it is told. Beside test_sources.py."""

import pytest

from analysis import sources
from analysis.errors import DataError

INFO = "data/raw/post/source.yaml"


def problems(raw, old, new):
    """Replace the one `old` in source.yaml; return the problems for which reading is refused."""
    path = raw / "post/source.yaml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(DataError) as raised:
        sources.read(raw)
    return str(raised.value).splitlines()


def test_it_is_not_yaml(raw):
    assert problems(raw, "publisher_en: The Post", "publisher_en: [The Post") == [
        f"{INFO}, line 2: found expected ',' or ']', but got ':'; expected well-formed YAML. "
        "Correct it."
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "language: zh-Hant\n",
            "",
            "column 'language': found no such field; expected field required.",
        ),
        (
            "language: zh-Hant",
            "language: no",
            "column 'language': found False; expected input should be a valid string.",
        ),
        (
            "subject:",
            "published: 2025\nsubject:",
            "column 'published': found 2025; expected extra inputs are not permitted.",
        ),
        (
            "27d32c603c314db3f69d7eb1cc775b13f2dcb1cb8c071d508a00a1f4a006b39d",
            "27d32c60",
            "column 'sha256': found '27d32c60'; "
            "expected string should match pattern '^[0-9a-f]{64}$'.",
        ),
        (
            "line: 2",
            "line: 0",
            "column 'not_figures.0.line': found 0; "
            "expected input should be greater than or equal to 1.",
        ),
    ],
    ids=["missing", "type", "unknown", "fingerprint", "nested"],
)
def test_a_fault_in_a_field(raw, old, new, problem):
    assert problems(raw, old, new) == [f"{INFO}, {problem} Correct the field."]


def test_every_field_at_fault_is_listed(raw):
    found = problems(raw, "subject: Two cities\nlanguage: zh-Hant", "subject: 1\nlanguage: 2")
    assert found == [
        f"{INFO}, column '{name}': found {value}; expected input should be a valid string. "
        "Correct the field."
        for name, value in (("subject", 1), ("language", 2))
    ]
