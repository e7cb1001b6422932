"""Typed rows to tidy tables: every figure with its reading, and every place by every metric."""

from dataclasses import replace
from itertools import product

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.data import sources
from analysis.data.clean import (
    clean,
    describe_sources,
    grid,
    list_named_sources,
    tidy,
    tidy_figures,
    tidy_rosters,
    title_metrics,
)

PLACES, METRICS = ["Beijing", "Shanghai"], ["firms", "talent"]
cells = st.tuples(st.sampled_from(PLACES), st.sampled_from(METRICS), st.sampled_from([None, 2023]))


@pytest.fixture
def read(raw):
    """Read the made-up project."""
    return sources.read(raw)


def test_tables_come_in_the_order_of_the_codebook(read):
    assert [(name, len(table)) for name, table in clean(read).items()] == [
        ("places", 2),
        ("metrics", 3),
        ("sources", 1),
        ("named_sources", 2),
        ("figures", 3),
        ("references", 0),
        ("rosters", 2),
        ("place_metrics", 6),
    ]


def test_references_are_read_in_the_order_of_their_file(references):
    made = clean(sources.read(references))["references"]
    columns = ["figure_id", "hedge", "low", "value", "high", "unit", "grade", "title"]
    assert made[columns].to_numpy().tolist() == [
        ["beijing-firms-2023", "more than", 300.0, 300.0, 400.0, "count", "A", "Yearbook"],
        ["shanghai-talent-undated", "exact", 0.145, 0.15, 0.155, "share", "C", ""],
    ]
    assert made["year"].tolist() == [2023, pd.NA]


def test_printed_rows_get_their_reading():
    rows = pd.DataFrame({"printed": ["近32萬家", "7.3%"], "year": ["", "2021"]}, index=[5, 9])
    found = tidy(rows)
    assert found["year"].tolist() == [pd.NA, 2021]
    assert found.drop(columns="year").to_numpy().tolist() == [
        ["近32萬家", "nearly", 310000.0, 320000.0, 320000.0, "count", False, True],
        ["7.3%", "exact", 0.0725, 0.073, 0.0735, "share", False, False],
    ]


def test_metrics_get_a_title():
    """Only the first letter grows; the label inside a sentence stays as it is."""
    labels = ["share of China's AI talent", "R&D staff", "AI core industry", "5G masts"]
    found = title_metrics(pd.DataFrame({"label_en": labels}))
    assert found["label_en"].tolist() == labels
    assert found["title_en"].tolist() == [
        "Share of China's AI talent",
        "R&D staff",
        "AI core industry",
        "5G masts",
    ]


def test_figures_are_read_and_sorted_by_their_place_in_the_text(read):
    figures = tidy_figures(read.sources)
    columns = ["figure_id", "source_id", "line", "start", "hedge", "low", "value", "high", "unit"]
    assert figures[columns].to_numpy().tolist() == [
        ["beijing-firms", "post", 1, 3, "nearly", 310000.0, 320000.0, 320000.0, "count"],
        ["shanghai-talent", "post", 1, 14, "exact", 0.155, 0.16, 0.165, "share"],
        ["beijing-list", "post", 2, 0, "exact", 2.0, 2.0, 2.0, "count"],
    ]
    assert figures["year"].tolist() == [pd.NA, 2024, pd.NA]
    assert figures["year"].dtype == "Int64"


def test_figures_of_several_sources_are_sorted_by_source(read):
    post = read.sources[0]
    found = tidy_figures([post, replace(post, source_id="abend")])
    assert found["source_id"].tolist() == ["abend"] * 3 + ["post"] * 3


def test_members_are_counted_list_by_list_in_the_order_of_the_text(read):
    """The rows' order in the file does not count; offsets are compared as numbers, 9 before 10."""
    rosters = pd.DataFrame(
        {
            "figure_id": ["a", "b", "a"],
            "member_zh": ["二", "甲", "一"],
            "line": ["2", "2", "2"],
            "start": ["10", "20", "9"],
        }
    )
    found = tidy_rosters([replace(read.sources[0], rosters=rosters)])
    assert found[["figure_id", "member_zh", "position"]].to_numpy().tolist() == [
        ["a", "一", 1],
        ["a", "二", 2],
        ["b", "甲", 1],
    ]


def test_sources_are_described_without_the_tokens_set_aside(read):
    assert describe_sources(read.sources).to_dict("records") == [
        {
            "source_id": "post",
            "title_en": "A tale",
            "title_zh": "兩城",
            "publisher_en": "The Post",
            "publisher_zh": "郵報",
            "subject": "Two cities",
            "language": "zh-Hant",
            "sha256": "27d32c603c314db3f69d7eb1cc775b13f2dcb1cb8c071d508a00a1f4a006b39d",
            "published": "2025-02",
            "window_first": 2023,
            "window_last": 2025,
            **dict.fromkeys(("leads", "compares", "named"), ""),
            **dict.fromkeys(("about_en", "about_zh", "contest_en", "contest_zh"), ""),
        }
    ]


def test_sentences_name_publishers_where_there_are_several_sources(read):
    (post,) = read.sources
    both = describe_sources([post, replace(post, source_id="times")])
    assert both["named"].tolist() == ["yes", "yes"]


def test_named_sources_are_counted_in_the_order_of_the_text(read):
    found = list_named_sources([read.sources[0], replace(read.sources[0], source_id="times")])
    assert found.to_numpy().tolist()[:3] == [
        ["post", 1, "The Bureau", "Yearbook", "https://a.cn/y"],
        ["post", 2, "甲報", "雙城", ""],
        ["times", 1, "The Bureau", "Yearbook", "https://a.cn/y"],
    ]


def test_what_only_the_source_knows_of_a_figure_is_kept(read):
    """A figure that is no longer so stays in the table: what binds is for claims to say."""
    figures = tidy_figures(read.sources).set_index("figure_id")
    columns = ["stance", "attributed_to", "credited", "open_low", "open_high"]
    assert figures[columns].to_dict("index") == {
        name: dict(zip(columns, cells, strict=True))
        for name, *cells in (
            ("beijing-firms", "asserted", "", "none", False, True),
            ("shanghai-talent", "asserted", "The Bureau", "listed", False, False),
            ("beijing-list", "former", "", "needs none", False, False),
        )
    }


def test_definitions_counters_dates_and_seats_are_kept(references):
    made = clean(sources.read(references))
    assert made["places"]["kinds"].tolist() == ["city;province", "city"]
    assert made["metrics"]["adds_up"].tolist() == ["yes", "yes", ""]
    columns = ["counter", "published", "stands_for", "source_of", "open_low", "open_high"]
    assert made["references"][columns].to_numpy().tolist() == [
        ["Bureau", "2024-05-01", "listed_firms", "", True, False],
        ["Blogger", "", "", "post", False, False],
    ]
    columns = ["seat_en", "origin_en", "known_from", "address"]
    assert made["rosters"][columns].to_numpy().tolist() == [
        ["Beijing", "Shanghai", "press", "https://a.cn/j"],
        ["", "", "", ""],
    ]


def printed(*rows):
    """Return figures of one source from rows of id, place, metric, year, low, value, high."""
    columns = ["figure_id", "place", "metric", "year", "low", "value", "high"]
    frame = pd.DataFrame(rows, columns=columns).astype({"year": "Int64"})
    return frame.assign(source_id="post", unit="count")


def test_stance_of_references_is_told_where_one_is_not_asserted(references, edit):
    assert "stance" not in clean(sources.read(references))["references"]
    edit("references/figures.csv", ",2023,,", ",2023,denied,")
    made = clean(sources.read(references))["references"]
    assert list(made["stance"]) == ["denied", "asserted"]


def test_what_no_source_prints_is_in_no_cell_of_the_grid(references, edit):
    """A place and a metric of references alone are known, and no source is silent on them."""
    edit("places.csv", "\nShanghai", "\nChina,country,,China,中國,#000000\nShanghai")
    edit("metrics.csv", "\ntalent", "\npeople,count,,,,yes,people,人口,Residents,常住人口\ntalent")
    edit("references/figures.csv", "Beijing,firms", "China,people")
    made = clean(sources.read(references))
    assert list(made["places"]["place"]) == ["Beijing", "China", "Shanghai"]
    cells = made["place_metrics"]
    assert list(cells["place"].unique()) == ["Beijing", "Shanghai"]
    assert list(cells["metric"].unique()) == ["firms", "talent_share", "listed_firms"]


def test_a_cell_is_the_figure_or_empty():
    rows = printed(
        ("a", "Shanghai", "firms", 2023, 1.0, 2.0, 3.0),
        ("b", "Beijing", "talent", 2023, 5.0, 5.0, 5.0),
    )
    found = grid(rows, PLACES, METRICS)
    cells = found[["place", "metric", "value", "unit", "figures"]].fillna({"value": -1})
    assert cells.to_numpy().tolist() == [
        ["Beijing", "firms", -1, "", ""],
        ["Beijing", "talent", 5.0, "count", "b"],
        ["Shanghai", "firms", 2.0, "count", "a"],
        ["Shanghai", "talent", -1, "", ""],
    ]


def test_a_source_is_silent_on_nothing_that_only_another_speaks_of():
    """Each has the places and metrics of its own figures, whatever the other has."""
    rows = printed(
        ("a", "Shanghai", "firms", 2023, 1.0, 2.0, 3.0),
        ("b", "Beijing", "talent", 2023, 5.0, 5.0, 5.0),
    )
    found = grid(rows.assign(source_id=["post", "sun"]), PLACES, METRICS)
    assert found[["source_id", "place", "metric"]].to_numpy().tolist() == [
        ["post", "Shanghai", "firms"],
        ["sun", "Beijing", "talent"],
    ]


def test_a_figure_printed_twice_is_one_cell():
    """The bounds enclose both printings; the value is that of the first; years stay apart."""
    rows = [
        ("a", "Beijing", "firms", None, 2.0, 3.0, 4.0),
        ("b", "Beijing", "firms", None, 1.0, 2.0, 3.0),
        ("c", "Beijing", "firms", 2023, 7.0, 7.0, 7.0),
    ]
    found = grid(printed(*rows), ["Beijing"], ["firms"])
    columns = ["low", "value", "high", "figures"]
    assert found[columns].to_numpy().tolist() == [[1.0, 3.0, 4.0, "a;b"], [7.0, 7.0, 7.0, "c"]]
    assert found["year"].tolist() == [pd.NA, 2023]


@given(st.lists(cells, min_size=1, max_size=6))
def test_the_grid_covers_every_place_by_every_metric(stated):
    """Every place spoken of by every metric, and every figure in one cell, that of its own."""
    rows = [(f"f{at}", *cell, 1.0, 1.0, 1.0) for at, cell in enumerate(stated)]
    found = grid(printed(*rows), PLACES, METRICS)
    keys = list(zip(found["place"], found["metric"], strict=True))
    spoken = [{cell[at] for cell in stated} for at in (0, 1)]
    assert sorted(set(keys)) == sorted(product(*spoken))
    named = [
        (name, *key)
        for key, names in zip(keys, found["figures"], strict=True)
        for name in names.split(";")
        if name
    ]
    assert sorted(named) == sorted(row[:3] for row in rows)


def test_a_bare_currency_is_that_of_the_source(raw, edit):
    edit("metrics.csv", "\ntalent", "\nsales,TWD,,,,yes,sales,銷售額,Sales,銷售額\ntalent")
    edit("post/source.yaml", "language: zh-Hant", "language: zh-Hant\ncurrency: TWD")
    text = (raw / "post/figures.csv").read_text("utf-8")
    row = "beijing-sales,Beijing,sales,,asserted,5億元,1,3,,none,,,\n"
    (raw / "post/figures.csv").write_text(text + row, "utf-8")
    made = tidy_figures(sources.read(raw, sealed=False).sources)
    (sales,) = made[made["figure_id"] == "beijing-sales"].to_dict("records")
    assert (sales["unit"], sales["value"]) == ("TWD", 5e8)
