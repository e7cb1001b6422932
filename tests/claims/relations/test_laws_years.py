"""Laws of years and grades: what may decide, and what has to be left open."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.claims.relations import CompareWithReference, support, weigh
from analysis.claims.verdicts import Verdict

from .strategies import RELATIONS, readings, redated

COMPARED = [name for name in RELATIONS if name.startswith("reference")]
with_references = pytest.mark.parametrize("name", COMPARED)
with_other_kinds = pytest.mark.parametrize(
    "relation", [RELATIONS[name] for name in RELATIONS if name not in COMPARED]
)


def test_references_are_weighed_one_by_one():
    """So that none of the other kinds is asked to, and no comparison is left out."""
    kinds = {name: isinstance(kind, CompareWithReference) for name, kind in RELATIONS.items()}
    assert [name for name, compares in kinds.items() if compares] == COMPARED


@with_other_kinds
@given(st.data())
def test_amounts_of_different_years_are_not_weighed(relation, data):
    given = data.draw(readings(relation))
    years = {figure.year for figure in given.figures.values()} - {None}
    apart = relation.of_one_year and len(years) > 1
    found = Verdict.NOT_CHECKABLE if apart else relation.judge(given).verdict
    assert weigh(relation, given).verdict == found


@with_other_kinds
@given(st.data())
def test_support_rests_on_what_decides_and_fails_in_years_that_are_given(relation, data):
    given = data.draw(readings(relation))
    inside, found = weigh(relation, given).verdict, support(relation, given).verdict
    if any(figure.grade == "C" for figure in given.figures.values()):
        assert found == Verdict.NOT_CHECKABLE
    elif relation.of_one_year and None in {figure.year for figure in given.figures.values()}:
        assert found == (Verdict.DEPENDS if inside == Verdict.FAILS else inside)
    else:
        assert found == inside


@given(st.data())
def test_a_year_that_is_forgotten_leaves_open_whether_figures_are_comparable(data):
    relation = RELATIONS["comparable"]
    before = data.draw(readings(relation))
    after = redated(before, None, data.draw(st.sampled_from("abc")))
    assert relation.judge(after).verdict in (relation.judge(before).verdict, Verdict.DEPENDS)


@with_references
@given(st.data())
def test_a_figure_without_a_year_is_never_at_odds_with_references(name, data):
    """What fails in the same year depends without one; what holds or depends stays."""
    dated = redated(data.draw(readings(RELATIONS[name])), 2023)
    before, after = (
        RELATIONS[name].judge(given).verdict
        for given in (dated, redated(dated, None, "a", "share-a"))
    )
    assert after == (Verdict.DEPENDS if before == Verdict.FAILS else before)


@pytest.mark.parametrize("name", ["reference over", "reference times"])
@given(st.data())
def test_a_share_with_a_year_dates_what_it_is_of(name, data):
    """That the figure has no year of its own changes nothing, not even the words."""
    dated = redated(data.draw(readings(RELATIONS[name])), 2023, "a", "share-a")
    assert RELATIONS[name].judge(redated(dated, None, "a")) == RELATIONS[name].judge(dated)
    apart = RELATIONS[name].judge(redated(dated, 2021, "a"))
    assert apart.verdict == Verdict.NOT_CHECKABLE


@with_references
@given(st.data())
def test_what_does_not_decide_changes_no_verdict(name, data):
    """Of a reference of grade C, or of another year or place, any other reading would do."""
    before = redated(data.draw(readings(RELATIONS[name])), 2023, "a", "share-a")
    of_places = [{"place": "q"}] if RELATIONS[name].takes_ranks() else []
    aside = data.draw(st.sampled_from([{"grade": "C"}, {"year": 2022}, *of_places]))
    b = replace(before.figures["b"], **aside)
    other = replace(b, quantity=data.draw(readings(RELATIONS[name])).quantity("b"))
    one, two = (
        RELATIONS[name].judge(replace(before, figures={**before.figures, "b": reading}))
        for reading in (b, other)
    )
    assert replace(one, reason="") == replace(two, reason="")
