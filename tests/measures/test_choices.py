"""What is compared where nobody has chosen."""

import pandas as pd

from analysis.measures import choices

PLACES = pd.DataFrame(
    {
        "place": ["China", "Wuhan", "Hubei", "Xian", "Ulm", "Mars"],
        "kinds": ["country", "city", "province", "city;province", "city", "city"],
        "part_of": ["", "Hubei", "China", "China", "", ""],
    }
)
METRICS = pd.DataFrame(
    {
        "metric": ["share", "firms", "rank", "list", "beds", "few"],
        "unit": ["share", "count", "rank", "count", "count", "count"],
        "share_of": ["firms", "", "", "", "", ""],
        "whole": [""] * 6,
        "adds_up": ["", "yes", "", "", "yes", "yes"],
    }
)


def figures(*rows):
    """Return figures, each given as place, metric, value."""
    frame = pd.DataFrame(rows, columns=["place", "metric", "value"])
    names = frame["place"].str.lower() + "-" + frame["metric"]
    units = frame["metric"].map(METRICS.set_index("metric")["unit"])
    return frame.assign(figure_id=names, low=frame["value"], high=frame["value"], unit=units)


PRINTED = figures(
    ("Xian", "firms", 10.0),
    ("Wuhan", "firms", 30.0),
    ("Wuhan", "share", 0.2),
    ("Xian", "share", 0.1),
    ("Ulm", "firms", 5.0),
    ("Ulm", "few", 1.0),
    ("Xian", "rank", 1.0),
    ("Wuhan", "rank", 2.0),
    ("Hubei", "firms", 50.0),
    ("Wuhan", "beds", 7.0),
)
OTHERS = figures(("China", "firms", 300.0), ("China", "firms", 100.0), ("China", "beds", 9.0))
OTHERS = OTHERS.assign(counter=["a", "b", "a"], figure_id=["r1", "r2", "r3"])


def test_places_are_of_the_kind_of_which_most_is_printed():
    """In the order of their table; Mars is a city of which nothing is printed."""
    assert choices.places(PRINTED, PLACES) == ["Wuhan", "Xian", "Ulm"]
    assert choices.place(PRINTED, PLACES) == "Wuhan"


def test_metrics_are_those_printed_of_most_places():
    """No rank, nothing printed of one place alone; what a source names goes before."""
    cities = ["Wuhan", "Xian", "Ulm"]
    assert choices.metrics(PRINTED, METRICS, cities) == ["share", "firms"]
    assert choices.metrics(PRINTED, METRICS, cities, "beds;firms") == ["beds", "firms"]
    assert choices.metrics(PRINTED, METRICS, ["Ulm"]) == []


def test_a_share_of_what_is_ranked_by_is_not_ranked_by_again():
    assert choices.ranked(["share", "firms"], METRICS) == ["firms"]
    assert choices.ranked(["share", "beds"], METRICS) == ["share", "beds"]


def test_places_without_a_metric_in_common_are_not_ranked_against_each_other():
    """Makers against buyers: the group with most figures is kept, or none where none is linked."""
    makers = (("Wuhan", "firms", 3.0), ("Xian", "firms", 2.0), ("Xian", "beds", 1.0))
    buyers = (("Ulm", "few", 2.0), ("Mars", "few", 1.0))
    apart = choices.linked(figures(*buyers, *makers, ("Hubei", "beds", 4.0)))
    assert list(apart["place"]) == ["Wuhan", "Xian", "Xian", "Hubei"]
    assert list(choices.linked(figures(*buyers, *makers[1:]))["place"]) == ["Ulm", "Mars"]
    alone = figures(("Ulm", "few", 2.0), ("Xian", "firms", 2.0))
    assert choices.linked(alone).empty


def test_the_share_furthest_from_totals_is_held_against_them():
    """Both totals miss the fifth printed of Wuhan; one of them makes Xian's tenth."""
    assert choices.share(PRINTED, OTHERS, METRICS, PLACES) == "wuhan-share"
    assert choices.share(PRINTED, OTHERS.head(0), METRICS, PLACES) == ""
    denied = PRINTED.assign(stance="asserted")
    denied.loc[denied["figure_id"] == "wuhan-share", "stance"] = "denied"
    assert choices.share(denied, OTHERS, METRICS, PLACES) != "wuhan-share"


def test_what_is_counted_is_that_on_which_counters_differ_most():
    assert choices.counted(PRINTED, OTHERS, PLACES) == ("firms", "China")
    assert choices.counted(PRINTED, OTHERS.tail(1), PLACES) == ("", "")
    assert choices.counted(PRINTED, OTHERS.head(0), PLACES) == ("", "")


def test_one_place_s_number_calls_no_counters_of_a_country():
    """Two places' numbers do, and the country's own."""
    firms = figures(("Xian", "firms", 10.0))
    assert choices.counted(firms, OTHERS, PLACES) == ("", "")
    whole = figures(("China", "firms", 10.0))
    assert choices.counted(whole, OTHERS, PLACES) == ("firms", "China")
    two = figures(("Xian", "firms", 10.0), ("Wuhan", "firms", 30.0))
    assert choices.counted(two, OTHERS, PLACES) == ("firms", "China")
    denied = two.assign(stance=["asserted", "denied"])
    assert choices.counted(denied, OTHERS, PLACES) == ("", "")


def test_counts_are_contested_where_the_most_is_twice_the_least():
    told = choices.contested(PRINTED, OTHERS, PLACES, ["firms", "beds"])
    assert list(told["value"]) == [100, 300]
    assert choices.contested(PRINTED, OTHERS, PLACES, ["beds"]).empty
    near = OTHERS.assign(value=OTHERS["value"].replace(100.0, 151.0))
    assert choices.contested(PRINTED, near, PLACES, ["firms"]).empty
