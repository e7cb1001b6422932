"""The characters that fonts are cut down to."""

import string

import nbformat
from nbformat.v4 import new_code_cell, new_notebook, new_output

from analysis.report import alphabet

PLAIN = set(string.printable) | {"–", "−"}


def test_characters_of_files_are_those_of_their_texts_and_ascii(tmp_path):
    """A mark before the text is none of it, nor are outputs; entities are what they stand for."""
    (tmp_path / "a.csv").write_bytes("\ufeff杭".encode())
    (tmp_path / "b.html").write_text("&eacute;", "utf-8")
    cell = new_code_cell("'州'", outputs=[new_output("stream", text="京")])
    nbformat.write(new_notebook(cells=[cell]), tmp_path / "c.ipynb")
    found = alphabet.of_files([tmp_path / name for name in ("a.csv", "b.html", "c.ipynb")])
    assert set(found) == PLAIN | {"杭", "州", "é", "É"}
    assert found == "".join(sorted(found))


def test_characters_of_pages_are_those_shown_and_their_capitals():
    assert alphabet.of_pages(["&#x676d;b", "b2"]) == "2Bb杭"
