"""Charts of verdicts, amounts, wholes and independent figures: one mark a row, where it says."""

from math import inf

import pandas as pd
import pytest

from analysis import charts
from analysis.charts.svg import Link

from .drawn import assert_fits, bands, bars, heads, legend, links, marks, row_names

TALLY = pd.DataFrame(
    {
        "verdict": ["holds", "fails"],
        "assertion": [3, 0],
        "check": [1, 1],
        "list": [0, 2],
        "ids": ["claim-a;claim-b", "claim-c"],
    }
)
IMPLIED = pd.DataFrame(
    {
        "figure_id": ["a", "b"],
        "place": ["Beijing", "Shanghai"],
        "metric": ["talent", "firms"],
        "unit": ["share", "count"],
        "low": [0.2, 100.0],
        "high": [0.21, 150.0],
        "printed_low": [0.2, 100.0],
        "printed_high": [0.3, 200.0],
    }
)
MET = pd.DataFrame(
    {
        "figure_id": ["r1", "r2"],
        "printed_id": "p",
        "claim_id": "counted",
        "place": "Beijing",
        "metric": "firms",
        "low": 0.9,
        "high": 1.0,
        "from": [2.0, 0.4],
        "value": [2.1, 0.5],
        "to": [2.2, 0.6],
        "decides": [True, False],
        "grade": ["B", "C"],
    }
)
AMOUNTS = pd.DataFrame(
    {
        "claim_id": "fifth",
        "name_en": ["Shenzhen's share", "its amount over the total"],
        "name_zh": ["深圳占比", "深圳数额除以全国"],
        "low": [0.19, 0.067],
        "high": [0.21, 0.068],
        "unit": "share",
        "ids": ["share", "amount;total"],
        "printed": [True, False],
    }
)


def test_verdicts_stack_the_kinds(en):
    tallies = {"verdict": TALLY, "supported": TALLY.iloc[:1].assign(verdict="none", assertion=0)}
    figure = charts.claims.verdicts(tallies, "Most hold", en)
    first, second = figure.axes
    assert row_names(first) == ["holds", "fails"]
    assert bars(first) == [(0, 3), (3, 4), (0, 1), (1, 3)]
    assert bars(second) == [(0, 1)]
    assert [text.get_text() for text in first.texts] == ["4", "3"]
    assert first.get_title(loc="left") == "By the article's own figures"
    assert legend(figure) == ["the article's assertions", "our own checks", "lists"]
    assert figure.get_label() == (
        "Most hold: By the article's own figures: holds: 3 assertions and 1 check of our own and "
        "fails: 1 check of our own and 2 lists; By independent figures: none to go by: 1 check of "
        "our own."
    )
    assert links(figure)[1] == Link(
        "claim-c", "fails: 1 check of our own and 2 lists", ("claim-c",)
    )


def test_kinds_look_different_in_grey():
    looks = charts.claims.KINDS.values()
    assert len({(look["facecolor"] == "none", "hatch" in look) for look in looks}) == len(looks)


def test_amounts_are_bars_of_their_bounds_with_their_spans_in_words(en):
    figure = charts.claims.amounts(AMOUNTS, "It is no fifth", en)
    (ax,) = figure.axes
    told = ["Shenzhen's share: 19% to 21%", "its amount over the total: 6.7% to 6.8%"]
    assert heads(ax) == told
    assert bars(ax) == [(0.19, 0.21), (0.067, 0.068)]
    assert (ax.get_xlim()[0], ax.get_xlabel()) == (0, "")
    assert legend(figure) == ["as printed", "computed from other figures"]
    assert figure.get_label() == f"It is no fifth: {told[0]}; {told[1]}."
    assert links(figure) == [
        Link("share", told[0], ("share",)),
        Link("claim-fifth", told[1], ("amount", "total")),
    ]


def test_amounts_in_chinese(zh):
    figure = charts.claims.amounts(AMOUNTS, "并非五分之一", zh)
    assert figure.get_label() == (
        "并非五分之一：深圳占比：19%至21%；深圳数额除以全国：6.7%至6.8%。"
    )


@pytest.mark.parametrize(("least", "start"), [(0.149, 0), (0.151, 0.145)])
def test_the_axis_leaves_zero_where_all_lie_in_its_last_quarter(least, start, en):
    """And says so: bounds as narrow as these would not be seen otherwise."""
    rows = AMOUNTS.assign(low=[0.199, least], high=[0.2, least + 0.001])
    (ax,) = charts.claims.amounts(rows, "Nearly alike", en).axes
    assert ax.get_xlim()[0] == pytest.approx(start, abs=0.002)
    assert ax.get_xlabel() == ("the axis does not start at zero" if start else "")


def test_an_amount_without_limit_ends_within_sight(en):
    rows = AMOUNTS.assign(high=[inf, 0.08])
    figure = charts.claims.amounts(rows, "It is no fifth", en)
    assert bars(figure.axes[0])[0] == (0.19, pytest.approx(0.19 * 1.25))
    assert "Shenzhen's share: 19% or more;" in str(figure.get_label())


def test_equal_amounts_are_drawn_all_the_same(en):
    """One number on either side has no width: the strokes at its ends are seen."""
    rows = AMOUNTS.assign(low=3.0, high=3.0, unit="count").drop(columns="printed")
    figure = charts.claims.amounts(rows, "Alike", en)
    assert heads(figure.axes[0])[0] == "Shenzhen's share: 3"
    assert not figure.legends


def test_amounts_of_unlike_units_are_refused(en):
    with pytest.raises(ValueError, match=r"^amounts: found the units count and share; expected"):
        charts.claims.amounts(AMOUNTS.assign(unit=["share", "count"]), "Unlike", en)


def test_implied_bounds_stand_inside_the_print_s(en):
    figure = charts.claims.implied(IMPLIED, "Together they say more", en)
    (ax,) = figure.axes
    assert heads(ax) == ["Beijing, share of China's talent", "Shanghai, firms"]
    assert bars(ax) == [(0, 1), (0, 0.1), (0, 1), (0, 0.5)]
    assert figure.get_label() == (
        "Together they say more: Beijing, share of China's talent: 20% to 21%, of 20% to 30% as "
        "printed; Shanghai, firms: 100 to 150, of 100 to 200 as printed."
    )
    assert [link.target for link in links(figure)] == ["a", "b"]


def test_confronted_fills_what_decides(en):
    figure = charts.claims.confronted(MET, "They differ", en)
    (ax,) = figure.axes
    assert heads(ax) == ["Beijing, firms"]
    assert [x for x, _ in marks(ax)] == [2.1, 0.5]
    assert bands(ax)[0][:2] == (0.9, 1.0)
    found = ax.collections[3]
    assert [face[3] for face in found.get_facecolor()] == [1, 0]
    assert legend(figure) == ["claimed", "independent, decides", "independent, does not decide"]
    assert figure.get_label() == ("They differ: Beijing, firms: 210% (grade B) and 50% (grade C).")
    assert links(figure) == [
        Link("claim-counted", "Beijing, firms: 210% (grade B) and 50% (grade C)", ("p", "r1", "r2"))
    ]


def test_all_texts_have_room(either):
    said = ("Whose? " * 12 if either.language == "en" else "哪里领先，" * 9, either)
    long = {
        "name_en": "Shenzhen's share of all that the country makes, as printed",
        "name_zh": "深圳占全国" * 6,
    }
    assert_fits(charts.claims.amounts(AMOUNTS.assign(**long), *said))
    assert_fits(charts.claims.amounts(AMOUNTS.assign(low=0.16525, high=0.16535), *said))
    assert_fits(charts.claims.implied(IMPLIED, *said))
    assert_fits(charts.claims.confronted(MET, *said))
    assert_fits(charts.claims.verdicts({"verdict": TALLY}, *said))
