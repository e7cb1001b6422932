"""Texts held against the committed tables, for the tests of this folder."""

from functools import cache
from pathlib import Path

from analysis.drafts import check_text, plain

ROOT = Path(__file__).parents[2]


@cache
def committed():
    """Return what the committed tables say; reading them takes a second."""
    return check_text.known(ROOT / "data" / "processed")


def marks_of(text, name="draft.md", known=None):
    """Return the marks of a text."""
    draft = plain.words_of(text, name.endswith(".html"))
    return check_text.check_words(draft, known or committed())


def wrong(marks):
    """Return the wrong ones."""
    return [mark for mark in marks if mark.verdict == "wrong"]
