"""What the pages without a notebook say."""

import pandas as pd

from analysis.data import codebook, tables
from analysis.data.words import words
from analysis.messages import say
from analysis.quantity.hedges import HEDGES
from analysis.report import evidence, numbers, special
from analysis.report.chapters import Chapter, Chart, Exhibit
from analysis.report.pages import Part


def known(language="en"):
    """Return the rows of all numbers of the small tables."""
    return numbers.of(evidence.read(words(language)), words(language))


def test_every_hedge_is_a_row_with_the_reason_of_the_table(processed):
    """The page's English words are those that the table itself gives."""
    rows = special.method(words("en"))["hedges"]
    assert [row["why"] for row in rows] == [hedge.reason for hedge in HEDGES]
    about = next(row for row in rows if row["name"] == "about")
    assert about["below"] == (
        "half a unit of the last printed place, or 5% of the number, or one of what is counted"
    )
    nearly = next(row for row in rows if row["name"] == "nearly")
    assert (nearly["below"], nearly["above"]) == (
        "one unit of the last non-zero digit",
        "not at all",
    )


def test_only_verdicts_that_differ_by_readers_are_told(processed):
    assert special.method(words("en"))["models"] == [
        {
            "id": "sales",
            "says": "Sales are a fifth.",
            "by": "By the article's own figures",
            "ours": "not checkable",
            "readers": "open",
        }
    ]


def test_every_table_has_its_codebook(processed):
    found = special.data([], known(), processed)["tables"]
    assert [table["name"] for table in found] == list(codebook.CODEBOOK)
    assert found[0]["rows"] == 3
    assert all(column["description"] for table in found for column in table["columns"])


def test_exhibits_are_charts_and_numbers_with_their_cells(processed):
    derived = [{"id": "d-1", "text": "7", "how": "sum", "figures": "b-firms"}]
    chart = Chart("firms", "Beijing leads", "", "", "", (), 2)
    shown = (Exhibit("7", "d-1", 3), Exhibit("16", "s-firms", 4))
    chapter = Chapter("T", "t", [], "", [], derived, charts=(chart,), exhibits=shown)
    (part,) = special.data([(Part("t", "01-t.ipynb", chapter), "Title")], known())["exhibits"]
    assert (part["page"], part["notebook"], part["title"]) == ("t", "01-t.ipynb", "Title")
    assert [(row["text"], row["cell"], row["anchor"], row["name"]) for row in part["rows"]] == [
        ("Beijing leads", 2, "chart-firms", "Chart"),
        ("7", 3, "d-1", "sum"),
        ("16", 4, "s-firms", "Shanghai, Firms, 2023"),
    ]


def test_changes_are_told_from_the_last_with_names_in_words(processed):
    (last, gone), (first, rows) = special.changes(known())["revisions"]
    assert (last, first) == (2, 1)
    assert (gone[0]["what"], gone[0]["old"]) == ("<code>gone</code>", "holds")
    assert gone[0]["new"] == say("page.withdrawn", "en")
    assert (rows[0]["what"], rows[0]["where"]) == ("Beijing, Firms", "figures.csv, low")
    assert (rows[0]["old"], rows[0]["new"]) == ("300,000", "310,000")
    assert rows[0]["inputs"] == ["post/figures.csv: b-firms"]
    assert rows[1]["what"] == "Sales are a fifth."


def test_there_may_be_no_changes(processed):
    empty = tables.read("changes").head(0)
    (processed / "changes.csv").write_bytes(tables.to_csv("changes", pd.DataFrame(empty)))
    assert special.changes(known())["revisions"] == []
