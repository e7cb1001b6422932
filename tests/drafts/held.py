"""Texts held against the committed tables, for the tests of this folder."""

from pathlib import Path

from analysis.drafts import check_text, plain

ROOT = Path(__file__).parents[2]
KNOWN = check_text.known(ROOT / "data" / "processed")


def marks_of(text, name="draft.md", known=KNOWN):
    """Return the marks of a text."""
    return check_text.check_words(plain.words_of(text, name.endswith(".html")), known)


def wrong(marks):
    """Return the wrong ones."""
    return [mark for mark in marks if mark.verdict == "wrong"]
