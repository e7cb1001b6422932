"""A hand-typed YAML file: its data, the line of each part, and what no such file may hold."""

import pytest

from analysis.readers import line_of, read_yaml

TEXT = """\
- name: a
  parts: [x,
    y]
  more: {k: 1}
- just words
"""


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
    data, lines, problems = read(TEXT)
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
    assert line_of(read(TEXT)[1], place) == line


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
            ": found text that is no YAML (unacceptable character #x0007: special characters are "
            "not allowed); expected YAML. Correct it.",
        ),
        (
            "- 2024-13-45\n",
            ": found text that is no YAML (month must be in 1..12); expected YAML. Correct it.",
        ),
    ],
    ids=["circle", "list in a circle", "twice", "two documents", "key", "control", "date"],
)
def test_what_is_refused(read, text, problem):
    data, _, problems = read(text)
    assert data is None
    assert [str(found) for found in problems] == [f"file.yaml{problem}"]


def test_what_is_merged_may_be_given_again(read):
    """A field of one's own goes before that which is merged in; it is not given twice."""
    data, _, problems = read("- &a {x: 1, y: 2}\n- {<<: *a, y: 3}\n")
    assert (data, problems) == ([{"x": 1, "y": 2}, {"x": 1, "y": 3}], [])
