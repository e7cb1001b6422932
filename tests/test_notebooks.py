"""The committed notebooks as they lie there; that they re-run alike is nbval's part."""

import json
import re
from pathlib import Path

import nbformat
import pytest

from analysis import messages
from analysis.engine import parameters
from analysis.engine.outputs import normalised

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))
LANGUAGES = ("en", "zh")
CHART = "application/vnd.analysis.chart+json"
every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path, kind):
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


def outputs(path):
    """Return the data of each output, by type."""
    return [output.data for cell in cells(path, "code") for output in cell.outputs]


def test_there_are_notebooks():
    """Those of the report; there may be more."""
    assert {
        "01-what-did-we-find",
        "02-who-leads",
        "03-does-talent-turn-into-firms",
        "04-what-does-the-article-print",
        "05-do-independent-figures-agree",
        "06-a-brief-on-one-place",
    } <= {path.stem for path in NOTEBOOKS}


@every_notebook
def test_every_cell_was_executed_in_order(path):
    """A cell without outputs would pass nbval whatever it does."""
    counts = [cell.execution_count for cell in cells(path, "code")]
    assert counts == list(range(1, len(counts) + 1))


@every_notebook
def test_no_cell_is_kept_from_nbval(path):
    tags = {tag for cell in cells(path, "code") for tag in cell.metadata.get("tags", [])}
    assert tags <= {"parameters"}
    assert not [cell for cell in cells(path, "code") if "NBVAL" in cell.source]


@every_notebook
def test_the_language_is_a_parameter_and_english_as_committed(path):
    first = parameters.literals(path)[0]
    assert (first.name, first.default) == ("lang", "en")


@every_notebook
def test_prose_comes_in_pairs_of_both_languages(path):
    """One after the other, with as many headings, list items and links; Chinese is Chinese."""
    prose = cells(path, "markdown")
    tags = [cell.metadata.get("tags") for cell in prose]
    assert tags == [["en"], ["zh"]] * (len(prose) // 2)
    for english, chinese in zip(prose[::2], prose[1::2], strict=True):
        marks = [
            [text.count(mark) for mark in ("\n", "# ", "- ", "](")]
            for text in (english.source, chinese.source)
        ]
        assert marks[0] == marks[1], english.source
        assert not [letter for letter in english.source if "\u3400" <= letter <= "\u9fff"]
        assert [letter for letter in chinese.source if "\u3400" <= letter <= "\u9fff"]


@every_notebook
def test_no_number_is_typed_in_prose(path):
    text = "".join(cell.source for cell in cells(path, "markdown"))
    assert [letter for letter in text if letter.isdigit()] == []


@every_notebook
def test_a_notebook_is_short(path):
    """Prose is counted once a language; a cell has under 15 lines."""
    code, prose = cells(path, "code"), cells(path, "markdown")
    assert 9 <= len(code) + len(prose) / len(LANGUAGES) <= 20
    assert max(len(cell.source.splitlines()) for cell in code) < 15


@every_notebook
def test_the_title_is_computed(path):
    pages = [data.get("text/html", "") for data in outputs(path)]
    assert len([page for page in pages if page.startswith("<h1>")]) == 1
    assert not [cell for cell in cells(path, "markdown") if cell.source.startswith("# ")]


@every_notebook
def test_charts_are_svg_with_words_beside_them(path):
    charts = [data for data in outputs(path) if "image/svg+xml" in data]
    assert charts
    assert all(len(chart["text/plain"]) > 40 and CHART in chart for chart in charts)
    assert not [data for data in outputs(path) if "image/png" in data]


@every_notebook
def test_what_is_shown_is_said_as_text_too(path):
    """Where Jupyter shows no HTML it shows the sentence, and not the name of an object."""
    texts = [data["text/plain"] for data in outputs(path)]
    assert texts
    assert not [text for text in texts if text.startswith("<") or not text.strip()]


@every_notebook
def test_links_lead_into_the_report(path):
    data = json.dumps([data.get("text/html", "") for data in outputs(path)])
    assert 'href=\\"../reports/' in data
    assert 'href=\\"#' not in data


@every_notebook
def test_nothing_was_printed_or_warned(path):
    kinds = {output.output_type for cell in cells(path, "code") for output in cell.outputs}
    assert kinds <= {"display_data", "execute_result"}


@every_notebook
def test_what_is_committed_is_what_the_pipeline_writes(path):
    assert path.read_bytes() == normalised(nbformat.read(path, as_version=4))


def test_no_paragraph_stands_in_two_notebooks():
    """A chapter does not repeat another: no sentence, table or chart is shown twice.

    But that counts are contested, which stands at the head of each chapter that rests on them.
    """
    contested = messages.say("counters.contested", "en", label="|", times="|").split("|")[1]
    shown = [
        text
        for path in NOTEBOOKS
        for text in (
            *(cell.source for cell in cells(path, "markdown") if "\n" in cell.source),
            *(data["text/plain"] for data in outputs(path)),
        )
    ]
    again = [text for text in set(shown) if shown.count(text) > 1]
    assert [text for text in again if contested not in text] == []


def test_what_is_written_for_a_claim_names_one():
    """A headline under a name that no claim has any more would silently not be shown."""
    files = (ROOT / "data" / "raw").glob("*/claims.yaml")
    text = "\n".join(path.read_text("utf-8") for path in files)
    known = set(re.findall(r"^- claim_id: (\S+)", text, re.MULTILINE))
    for key in messages.keys("en"):
        kind, _, name = key.partition(".")
        if kind in ("headline", "change"):
            assert name in known, key
