"""The tables of one source of two, from tables of a few rows."""

import io

import pandas as pd
import pytest

from analysis.data import tables

TABLES = {
    "sources": "source_id\npost\nsun\n",
    "figures": """\
figure_id,source_id,place,metric
p-firms,post,Wuhan,firms
s-beds,sun,Ulm,beds
""",
    "implied": """\
source_id,place,metric
post,Wuhan,firms
sun,Ulm,beds
""",
    "claims": """\
claim_id,source_id,claim
many,post,firms[Wuhan] > 5
few,sun,"wards[Bonn, 2024] < beds[Ulm]"
""",
    "flips": "claim_id,factor\nmany,2\nfew,3\n",
    "metrics": """\
metric,share_of,whole,ranks
firms,,,
firms_share,firms,,
firms_rank,,,firms
beds,,,
wards,,,
people,,,
""",
    "places": """\
place,part_of
Wuhan,Hubei
Hubei,China
China,
Ulm,Germany
Bonn,Germany
Germany,
Mars,
""",
    "references": """\
figure_id,place,metric,stands_for
r-share,China,firms_share,
r-beds,Germany,beds,
r-people,Mars,people,wards
""",
    "changes": """\
row,table,of,inputs
p-firms,figures,"firms[Wuhan]",src/analysis
few,claims,,post/claims.yaml: many
"firms[Wuhan, 2024]",implied,"firms[Wuhan, 2024]",src/analysis
firms[Bonn],implied,firms[Bonn],references/figures.csv;sun/figures.csv: s-firms
gone,claims,,metrics.csv;post/claims.yaml: gone
lost,claims,,fled/claims.yaml: lost
r-share,references,"firms_share[China]",post/figures.csv;sun/figures.csv
r-gone,references,people[Mars],references/figures.csv: r-gone
"wards[Bonn, 2023]",implied,"wards[Bonn, 2023]",src/analysis
""",
}


@pytest.fixture
def read():
    """Return a function that returns a table of one of the two sources."""
    whole = {
        name: pd.read_csv(io.StringIO(text), keep_default_na=False) for name, text in TABLES.items()
    }

    def read(name, source, alone=False):
        known = whole | {"sources": whole["sources"].head(1)} if alone else whole
        return tables.separate(known.__getitem__, source, name).iloc[:, 0].tolist()

    return read


def test_rows_of_another_source_are_left_out(read):
    assert read("figures", "post") == ["p-firms"]
    assert read("claims", "sun") == ["few"]
    assert read("flips", "sun") == ["few"]
    assert read("sources", "sun") == ["sun"]


def test_metrics_are_those_spoken_of_with_what_definitions_join_to_them(read):
    assert read("metrics", "post") == ["firms", "firms_share", "firms_rank"]
    assert read("metrics", "sun") == ["beds", "wards", "people"]


def test_places_are_those_spoken_of_and_what_they_lie_in(read):
    assert read("places", "post") == ["Wuhan", "Hubei", "China"]
    assert read("places", "sun") == ["Ulm", "Bonn", "Germany", "Mars"]


def test_references_are_those_on_the_metrics_spoken_of(read):
    """One that stands for such a metric is among them."""
    assert read("references", "post") == ["r-share"]
    assert read("references", "sun") == ["r-beds", "r-people"]


def test_changes_of_another_source_are_left_out(read):
    """What is withdrawn is of the source whose files moved it, or which speaks of its metric."""
    own = ["p-firms", "firms[Wuhan, 2024]", "gone", "r-share"]
    assert read("changes", "post") == own
    assert read("changes", "sun") == ["few", "firms[Bonn]", "r-gone", "wards[Bonn, 2023]"]


def test_a_claim_may_be_called_as_a_figure_of_the_other_source_is():
    frames = {
        "sources": pd.DataFrame({"source_id": ["post", "sun"]}),
        "figures": pd.DataFrame({"figure_id": ["area"], "source_id": ["post"]}),
        "claims": pd.DataFrame({"claim_id": ["area"], "source_id": ["sun"]}),
        "implied": pd.DataFrame({"source_id": [], "metric": [], "place": []}),
        "changes": pd.DataFrame(
            {"row": ["area", "area"], "table": ["figures", "claims"], "of": "", "inputs": ""}
        ),
    }
    told = tables.separate(frames.__getitem__, "sun", "changes")
    assert told["table"].tolist() == ["claims"]


def test_the_only_source_has_every_row(read):
    assert read("places", "post", alone=True)[-1] == "Mars"
    assert read("flips", "post", alone=True) == ["many", "few"]
