"""source.yaml is read strictly: each field at fault is told with its line."""

import pytest

INFO = "post/source.yaml"


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
    ],
    ids=["bracket", "alias", "code"],
)
def test_info_that_is_not_yaml(edit, problems, old, new, problem):
    edit(INFO, old, new)
    assert problems() == [f"data/raw/{INFO}{problem}; expected YAML. Correct it."]


def test_a_control_character_in_info(edit, problems):
    edit(INFO, "Two cities", "Two\x07cities")
    assert problems() == [
        f"data/raw/{INFO}, line 5: found U+0007 (a control character) at character 13; expected "
        "text that can be seen. Delete it."
    ]


def test_a_field_of_info_given_twice(edit, problems):
    """The second would silently win."""
    edit(INFO, "language:", "subject: One city\nlanguage:")
    assert problems() == [
        f"data/raw/{INFO}, line 6: found 'subject' again; expected each field once. Remove one."
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# to do\n", ": found None"),
        ("- a\n", ", line 1: found ['a']"),
        ("a\n", ", line 1: found 'a'"),
    ],
)
def test_info_without_fields(raw, problems, text, found):
    (raw / INFO).write_text(text, "utf-8")
    assert problems() == [f"data/raw/{INFO}{found}; expected fields and their values. Correct it."]


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
            "line 6, field 'language': found False; expected a text, in quotes: YAML reads a bare "
            "yes, no, on, off, true or false as a truth value.",
        ),
        (
            "subject:",
            "publishd: 2025\nsubject:",
            "line 5, field 'publishd': found 2025; expected no such field.",
        ),
        (
            "27d32c603c314db3f69d7eb1cc775b13f2dcb1cb8c071d508a00a1f4a006b39d",
            "27d32c60",
            "line 7, field 'sha256': found '27d32c60'; "
            "expected 64 digits of 0 to 9 and a to f, as sha256sum gives.",
        ),
        (
            "language: zh-Hant",
            "language: klingon",
            "line 6, field 'language': found 'klingon'; expected a language's tag, such as 'en', "
            "'de' or 'zh-Hant'.",
        ),
        (
            "language: zh-Hant",
            "language: zh-Hant\nleads: first",
            "line 7, field 'leads': found 'first'; expected a list, each part of it on a line of "
            "its own after '- '.",
        ),
        (
            "{line: 2, start: 12,",
            "{line: two, start: 12,",
            "line 14, field 'not_figures.0.line': found 'two'; expected a whole number.",
        ),
        (
            '{line: 2, start: 12, printed: "2024", why: a year}',
            "a year",
            "line 14, field 'not_figures.0': found 'a year'; expected fields and their values.",
        ),
        (
            "subject: Two cities",
            "subject: 2024-12-25",
            "line 5, field 'subject': found 2024-12-25; expected a text, in quotes: YAML reads a "
            "bare date as a date.",
        ),
        (
            "line: 2",
            "line: 0",
            "line 14, field 'not_figures.0.line': found 0; expected a number of 1 or more.",
        ),
    ],
    ids=[
        "missing",
        "type",
        "unknown",
        "fingerprint",
        "language",
        "no list",
        "no number",
        "no fields",
        "date",
        "nested",
    ],
)
def test_a_fault_in_a_field_of_info(edit, problems, old, new, problem):
    edit(INFO, old, new)
    assert problems() == [f"data/raw/{INFO}, {problem} Correct it."]


DATES = "a year, a month or a day, such as '2025', '2025-02' or '2025-02-13', in quotes"
YEARS = "two years, the first and the last, such as [2022, 2025]"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"2025-02"', "2025", f"line 8, field 'published': found 2025; expected {DATES}"),
        ('"2025-02"', "2025-13", f"line 8, field 'published': found '2025-13'; expected {DATES}"),
        (
            "2023, 2025",
            "2023",
            f"line 9, field 'window': found [2023]; expected {YEARS}",
        ),
        (
            "[2023, 2025]",
            '[2024, "2025"]',
            f"line 9, field 'window': found [2024, '2025']; expected {YEARS}",
        ),
        (
            "2023, 2025",
            "2025, 2023",
            f"line 9, field 'window': found [2025, 2023]; expected {YEARS}",
        ),
        (
            "2023, 2025",
            "2026, 2027",
            "line 9, field 'window': found [2026, 2027]; expected a first year no later than "
            "'published', which is 2025-02",
        ),
        (
            ", title: 雙城",
            "",
            "line 12, field 'named_sources.1.title': found no such field; expected the field",
        ),
        (
            "https://a.cn/y",
            "a.cn/y",
            "line 11, field 'named_sources.0.address': found 'a.cn/y'; expected the address "
            "of a page",
        ),
    ],
)
def test_a_fault_in_dates_or_named_sources(edit, problems, old, new, problem):
    edit(INFO, old, new)
    assert problems() == [f"data/raw/{INFO}, {problem}. Correct it."]


def test_every_field_of_info_at_fault_is_listed(edit, problems):
    edit(INFO, "subject: Two cities\nlanguage: zh-Hant", "subject: 1\nlanguage: 2")
    assert problems() == [
        f"data/raw/{INFO}, line {line}, field '{name}': found {value}; expected a text, in quotes: "
        "YAML reads a bare number, or a time such as 12:30, as a number. Correct it."
        for line, name, value in ((5, "subject", 1), (6, "language", 2))
    ]
