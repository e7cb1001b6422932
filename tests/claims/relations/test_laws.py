"""Laws of every kind of relation: what widening, exact readings and order may change."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.claims.relations import KINDS, Reading, Readings, support, weigh
from analysis.claims.verdicts import Verdict
from analysis.quantity import Quantity

from .strategies import ADAPTER, RELATIONS, TYPED, narrowed, readings, redated, widened

every_kind = pytest.mark.parametrize("relation", RELATIONS.values(), ids=RELATIONS)
JUDGES = {"alone": lambda kind, given: kind.judge(given), "weighed": weigh, "supported": support}
every_judge = pytest.mark.parametrize("judge", JUDGES.values(), ids=JUDGES)


def test_no_kind_is_forgotten():
    assert {relation.kind for relation in RELATIONS.values()} == set(KINDS)


@every_judge
@every_kind
@given(st.data())
def test_widening_moves_a_verdict_towards_depends_alone(judge, relation, data):
    before = data.draw(readings(relation))
    after = data.draw(widened(before))
    assert judge(relation, after).verdict in (judge(relation, before).verdict, Verdict.DEPENDS)


@every_judge
@given(st.data())
def test_a_rank_among_some_alone_never_holds(judge, data):
    """Where all are counted, what fails is the same, and what holds or depends is left open."""
    given = data.draw(readings(RELATIONS["rank"]))
    some, every = (judge(RELATIONS[name], given).verdict for name in ("rank of some", "rank"))
    assert some == (Verdict.DEPENDS if every == Verdict.HOLDS else every)


@every_kind
@given(st.data())
def test_a_verdict_is_that_of_every_exact_reading(relation, data):
    """What is read exactly and dated never depends, but for rival references that differ."""
    loose = redated(data.draw(readings(relation)), 2023)
    verdict, exact = (
        relation.judge(given).verdict for given in (loose, data.draw(narrowed(loose)))
    )
    assert verdict in (exact, Verdict.DEPENDS)
    if relation.kind != "compare-with-reference" and relation != RELATIONS["rank of some"]:
        assert exact != Verdict.DEPENDS


@every_kind
@given(st.data())
def test_the_range_encloses_the_value(relation, data):
    found = relation.judge(data.draw(readings(relation)))
    if found.value is not None:
        assert found.low <= found.value <= found.high


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("rank", "others"),
        ("sum at most", "parts"),
        ("sum of shares", "parts"),
        ("share-of-whole", "pairs"),
        ("reference", "references"),
        ("comparable", "between"),
    ],
)
@given(st.data())
def test_the_order_of_parts_changes_nothing(name, field, data):
    given_readings = data.draw(readings(RELATIONS[name]))
    parts = data.draw(st.permutations(TYPED[name][field]))
    turned = ADAPTER.validate_python({**TYPED[name], field: parts})
    one, other = (kind.judge(given_readings) for kind in (RELATIONS[name], turned))
    assert replace(one, reason="") == replace(other, reason="")


@given(st.lists(st.integers(1, 999), min_size=2, max_size=6))
def test_shares_are_a_whole_to_the_last_thousandth(thousandths):
    """Parts that fill the whole are within it, in decimals; a millionth more and they are not."""
    rest = 1000 - sum(thousandths)
    if rest <= 0:
        return
    shares = [number / 1000 for number in (*thousandths, rest)]
    names = [str(index) for index in range(len(shares))]
    kind = ADAPTER.validate_python({"kind": "sum", "parts": names, "how": "at-most"})
    for more, verdict in ((0, Verdict.HOLDS), (1e-6, Verdict.FAILS)):
        numbers = [shares[0] + more, *shares[1:]]
        figures = {
            name: Reading(Quantity(number, number, number, "share"), name, "m")
            for name, number in zip(names, numbers, strict=True)
        }
        assert kind.judge(Readings(figures)).verdict == verdict
