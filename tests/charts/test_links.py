"""A row's marks lead to what it rests on."""

import pandas as pd
import pytest

from analysis.charts.links import Link, address, joined, link_of


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"figure_id": "a"}, Link("a", "A: 3 & 4", ("a",))),
        ({"ids": "a;b", "figure_id": "c"}, Link("a", "A: 3 & 4", ("a", "b"))),
        ({"ids": "a;b", "claim_id": "fifth"}, Link("claim-fifth", "A: 3 & 4", ("a", "b"))),
        ({"ids": "a", "claim_id": "fifth"}, Link("a", "A: 3 & 4", ("a",))),
        ({"ids": float("nan"), "figure_id": "a"}, Link("a", "A: 3 & 4", ("a",))),
    ],
)
def test_a_row_leads_to_its_figure_its_claim_or_its_first_figure(row, expected):
    text = str(address(row, "A: 3 & 4"))
    assert text.startswith(f"#{expected.target}?")
    assert link_of(text) == expected


@pytest.mark.parametrize("row", [{}, {"ids": ""}, {"figure_id": float("nan")}])
def test_a_row_without_figures_leads_nowhere(row):
    assert address(row, "A") is None


def test_rows_joined_rest_on_all_of_their_figures_once():
    rows = pd.DataFrame({"figure_id": ["a", "b", "a"]})
    assert joined(rows) == {"ids": "a;b"}
    assert joined(pd.DataFrame({"place": ["A"]})) == {}
