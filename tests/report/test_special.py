"""What the pages without a notebook say."""

import json
import shutil
from dataclasses import replace

import pandas as pd
import pytest

from analysis.data import tables
from analysis.data.words import words
from analysis.findings import prose
from analysis.messages import say
from analysis.quantity.hedges import HEDGES
from analysis.report import chapters, special
from analysis.report.chapters import Chapter, Chart, Exhibit
from analysis.report.overview import gather


def report(language="en", *chapters):
    """Return what the pages of the small tables are made of."""
    return gather(list(chapters), words(language))


def test_every_hedge_is_a_row_with_the_reason_of_the_table(processed):
    """The page's English words are those that the table itself gives."""
    rows = special.method(report())["hedges"]
    assert [row["why"] for row in rows] == [hedge.reason for hedge in HEDGES]
    about = next(row for row in rows if row["name"] == "about")
    assert prose.plain(about["below"]) == (
        "half a unit of the last printed place, or 5% of the number, or one of what is counted"
    )
    (link,) = chapters.derived(about["below"])
    assert (link["text"], link["how"]) == ("5%", about["why"])
    nearly = next(row for row in rows if row["name"] == "nearly")
    assert (nearly["below"], nearly["above"]) == (
        "one unit of the last non-zero digit",
        "not at all",
    )


def test_half_a_unit_is_not_one_and_a_half_in_chinese(processed):
    rows = special.method(report("zh"))["hedges"]
    exact = next(row for row in rows if row["name"] == say("hedge.exact", "zh"))
    assert exact["below"] == "末位的半个单位"


def test_the_narrowest_opening_leads_to_what_it_is_of(processed):
    found = special.method(report())
    (row,) = [row for row in found["derived"] if row["text"] == "0.37"]
    assert row["figures"] == "b-firms;s-firms;b-industry"
    assert f'"#{row["id"]}"' in found["narrowest"][0]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Taken as exact, the printed numbers fit together: no hedge has to open for that."),
        ("zh", "即使都当作精确数字，文中数字也彼此相容，无须为模糊措辞留出余地。"),
    ],
)
def test_numbers_that_fit_as_they_are_do_not_contradict_each_other(processed, language, said):
    rows = tables.read("sources").assign(narrowest_opening=0.0)
    (processed / "sources.csv").write_bytes(tables.to_csv("sources", rows))
    assert special.method(report(language))["narrowest"] == [said]


def test_each_hedge_that_is_used_has_a_slider_and_says_where_nothing_flips(processed):
    found = special.what_if(report())
    said = {one["id"]: prose.plain(one["steady"]) for one in found["families"]}
    assert said == {
        name: say("page.whatif_steady", "en", low=low, high=high)
        for name, low, high in (("nearly", "0.05", "2.5"), ("more than", "0.65", "4"))
    }
    assert {row["text"] for row in found["derived"]} == {"0.05", "2.5", "0.65", "4"}


def test_that_all_contradicts_is_said_once(processed):
    """And not of each claim: below that factor no world is left to judge it in."""
    path = processed / "flips.csv"
    path.write_text(path.read_text() + "first,within,nearly,0.4,conflicting,holds\n")
    found = special.what_if(report())
    nearly = next(one for one in found["families"] if one["id"] == "nearly")
    assert (nearly["limit"], nearly["conflict"]) == (
        0.4,
        "Below 0.4 times as far, the article’s figures contradict each other.",
    )
    moves = [one["moves"] for one in json.loads(found["flips"])["claims"]]
    assert [[factor for factor, _, _ in one] for one in moves] == [[0.65], [2.5]]


def test_references_that_conflict_are_no_contradiction_of_the_article(processed):
    path = processed / "flips.csv"
    path.write_text(path.read_text() + "first,supported,nearly,1.55,conflicting,supported\n")
    found = special.what_if(report())
    nearly = next(one for one in found["families"] if one["id"] == "nearly")
    assert (nearly["limit"], nearly["conflict"]) == (0, "")
    moves = [move for one in json.loads(found["flips"])["claims"] for move in one["moves"]]
    assert [1.55, "conflicting", "supported"] in moves


def test_only_verdicts_that_differ_by_readers_are_told(processed):
    assert special.method(report())["models"] == [
        {
            "id": "sales",
            "says": "Sales are a fifth.",
            "by": "By the article's own figures",
            "ours": "not checkable",
            "readers": "open",
        }
    ]


def test_every_table_has_its_codebook(processed):
    found = special.data(report())["tables"]
    assert [table["name"] for table in found] == list(tables.CODEBOOK)
    assert found[0]["rows"].endswith(".csv, 3 rows")
    assert all(column["description"] for table in found for column in table["columns"])


def test_a_table_of_several_sources_says_which_rows_are_this_one_s(processed, tmp_path):
    """One of which no row is, is left out."""
    whole = shutil.copytree(processed, tmp_path / "whole")
    rows = tables.read("figures")
    other = rows.head(1).assign(figure_id="other", source_id="sun")
    (whole / "figures.csv").write_bytes(tables.to_csv("figures", pd.concat([rows, other])))
    none = tables.to_csv("rosters", tables.read("rosters").head(0))
    (processed / "rosters.csv").write_bytes(none)
    for language, said in (
        ("en", "figures.csv, 3 of its 4 rows"),
        ("zh", "figures.csv，共4行，其中3行属此"),
    ):
        own = gather([], words(language), whole=whole)
        found = {table["name"]: table["rows"] for table in special.data(own)["tables"]}
        assert found["figures"] == said
        assert set(tables.CODEBOOK) - {*found} == {"rosters"}


def test_exhibits_are_charts_and_numbers_with_their_cells(processed):
    derived = [
        {"id": "d-1", "text": "7", "how": "sum", "figures": "b-firms"},
        {"id": "d-2", "text": "8", "how": "sum", "figures": "b-firms;s-firms"},
    ]
    chart = Chart("firms", "Beijing leads", "", "", "", (), 2)
    shown = (Exhibit("7", "d-1", 3), Exhibit("8", "d-2", 3), Exhibit("16", "s-firms", 4))
    chapter = Chapter("T", "t", [], "", [], derived, charts=(chart,), exhibits=shown)
    (part,) = special.data(report("en", replace(chapter, notebook="01-t.ipynb")))["exhibits"]
    assert (part["page"], part["notebook"], part["title"]) == ("t", "01-t.ipynb", "T")
    assert [(row["shown"], row["cell"], row["name"]) for row in part["rows"]] == [
        ([("chart-firms", "Beijing leads")], 2, "Chart"),
        ([("d-1", "7"), ("d-2", "8")], 3, "sum"),
        ([("s-firms", "16")], 4, "Shanghai, Firms, 2023"),
    ]
    stand = ["firms.svg", "figures.csv, row 1 and 1 more", "figures.csv, row 2"]
    assert [row["file"] for row in part["rows"]] == stand


def test_changes_are_told_from_the_last_with_names_in_words(processed):
    (last, gone), (first, rows) = special.changes(report())["revisions"]
    assert (last, first) == (2, 1)
    assert (gone[0]["what"], gone[0]["old"]) == ("<code>gone</code>", "holds")
    assert gone[0]["new"] == say("page.withdrawn", "en")
    assert (rows[0]["what"], rows[0]["where"]) == (
        "Beijing, Firms",
        "Figures printed in the article: lower bound",
    )
    assert rows[0]["old"] == "300,000"
    assert rows[0]["new"] == '<a class="figure" href="#b-firms">310,000</a>'
    assert rows[0]["inputs"] == "Beijing, Firms (<code>b-firms</code>)"
    assert rows[1]["inputs"] == "our rules"
    assert gone[0]["inputs"] == "<code>post/claims.yaml</code>"
    assert rows[1]["what"] == "Sales are a fifth."


def test_there_may_be_no_changes(processed):
    empty = tables.read("changes").head(0)
    (processed / "changes.csv").write_bytes(tables.to_csv("changes", pd.DataFrame(empty)))
    assert special.changes(report())["revisions"] == []
