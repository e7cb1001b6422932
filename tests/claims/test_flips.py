"""Each flip that the article's tables tell, asked of the engine just inside and just outside."""

from collections import defaultdict
from dataclasses import replace
from fractions import Fraction

import pytest

from analysis.claims.assertions import UNHEDGED
from analysis.claims.firmness import WIDEST, nearest, opened, turns
from analysis.claims.sources import read_sources
from analysis.claims.statements import TRUE
from analysis.claims.support import SIDES
from analysis.claims.syntax import Arithmetic, Comparison, Number
from analysis.claims.verdict import judge, with_limits
from analysis.data.tables import FIRST, GRID, LAST
from analysis.quantity.hedges import HEDGES

from . import ledger

STEP = Fraction(1, GRID)
NEAR = Fraction(1, 1000)  # ends are told to four digits
FAMILIES = [one.name for one in HEDGES if one.name not in UNHEDGED]


@pytest.fixture(scope="module")
def source():
    return read_sources(ledger.frames(), defaultdict(dict))[ledger.SOURCE]


@pytest.fixture(scope="module")
def typed():
    return [one for one in ledger.typed() if one.formula]


@pytest.fixture(scope="module")
def tables():
    """Return the tables that come of the article's claims, rows by claim."""
    made = ledger.published()
    moves = dict(list(made["flips"].groupby("claim_id")))
    return made["claims"].set_index("claim_id").to_dict("index"), moves


def ends(cell):
    """Return the two ends that a cell tells, None where an end has no limit."""
    told = cell.replace("\N{MINUS SIGN}", "-").split(";")
    return [None if one == "no limit" else Fraction(one.rstrip("%")) / 100 for one in told]


def truth(question, claim):
    return judge(replace(question, meaning=question.scope.meaning(claim))).truth


def ahead(part, by):
    """Return that the side which has to be larger is so by a part of the other; below 0, behind."""
    larger, smaller = part.left, part.right
    if part.operator in ("<", "<="):
        larger, smaller = smaller, larger
    if by < 0:
        larger = Arithmetic("*", larger, Number(1 - by))
    else:
        smaller = Arithmetic("*", smaller, Number(1 + by))
    return Comparison(">", larger, smaller)


@pytest.fixture(scope="module")
def sides(source, typed):
    """Return by claim what is asked of it by each side, what became of it, and what changes it."""
    return {claim.typed.claim_id: asked(source, claim) for claim in typed}


@pytest.fixture(scope="module")
def findings(source, typed):
    """Return what is asked of each claim within the article, and what became of it."""
    return {claim.typed.claim_id: source.judge(claim) for claim in typed}


def asked(source, claim):
    """Return what is asked of a claim by each side, what became of it, and what would change it."""
    question, finding = source.judge(claim)
    sides = [("", question, finding, turns(question, finding))]
    supported = source.support(claim)
    cases = [one for one in supported.cases if one.question]
    if supported.support in SIDES and cases:
        is_true = SIDES[supported.support]
        told = [(turns(one.question, one.finding), one) for one in cases]
        least = nearest([one for one, _ in told], is_true)
        case = next(case for one, case in told if one == least)
        sides.append(("_supported", case.question, case.finding, least))
    return sides


def test_margins_are_as_far_as_they_are_told(sides, typed, tables):
    judged, tried = tables[0], 0
    for claim in typed:
        for by, question, _, found in sides[claim.typed.claim_id]:
            cell = judged[claim.typed.claim_id][f"flips_at_margin{by}"]
            assert bool(cell) == bool(found.margin), claim.typed.claim_id
            if not cell:
                continue
            least, most = ends(cell)
            wide = NEAR * max(abs(one) for one in (least, most) if one is not None)
            if least is not None:
                assert truth(question, ahead(found.part, least - wide)) is True
                assert truth(question, ahead(found.part, least + wide)) is not True
            if most is not None:
                assert truth(question, ahead(found.part, most + wide)) is False
                assert truth(question, ahead(found.part, most - wide)) is not False
            tried += 1
    assert tried > 20


def test_equality_fails_below_and_holds_from_the_tolerances_told(sides, typed, tables):
    tried = 0
    for claim in typed:
        for by, question, _, _ in sides[claim.typed.claim_id]:
            cell = tables[0][claim.typed.claim_id][f"flips_at_tolerance{by}"]
            if cell:
                fails, holds = ends(cell)
                said = [
                    truth(question, replace(claim.formula, within=end * (1 + side * NEAR)))
                    for end, side in ((fails, -1), (fails, 1), (holds, -1), (holds, 1))
                ]
                assert said == [False, None, None, True]
                tried += 1
    assert tried


def test_hedges_open_as_far_as_it_is_told(findings, typed, tables):
    """All hedges of a claim together, by hundredths."""
    tried = 0
    for claim in typed:
        times = tables[0][claim.typed.claim_id]["flips_at_hedge"]
        if times == times:  # a number
            question, finding = findings[claim.typed.claim_id]
            widest = Fraction(WIDEST) if times > WIDEST else Fraction(f"{times:.2f}")
            below, at, above = (
                judge(opened(question, widest + Fraction(step, 100))).truth for step in (-1, 0, 1)
            )
            if times > WIDEST:
                assert at == finding.truth
            elif finding.truth is None:
                assert (at is not None, above) == (True, None)
            else:
                assert (below, at) == (finding.truth, None)
            tried += 1
    assert tried > 10


def verdict(source, findings, claim, by, factor, family):
    if by == "supported":
        return source.support(claim, source.references.opened(factor, family)).support
    question, _ = findings[claim.typed.claim_id]
    return judge(opened(question, factor, family), with_limits).verdict


def test_each_row_of_flips_is_so_at_its_width_and_not_below(source, findings, typed, tables):
    known = {claim.typed.claim_id: claim for claim in typed}
    rows = [row for moves in tables[1].values() for row in moves.to_dict("records")]
    for row in rows:
        factor = Fraction(round(row["factor"] * GRID), GRID)
        asked = (source, findings, known[row["claim_id"]], row["by"])
        assert verdict(*asked, factor, row["family"]) == row["verdict_above"]
        assert verdict(*asked, factor - STEP, row["family"]) == row["verdict_below"]
    assert len(rows) > 5


@pytest.mark.parametrize("family", FAMILIES)
def test_no_flip_is_missing(source, findings, typed, tables, family):
    """What is told of a hedge at its narrowest and its widest is where its rows begin and end.

    Where figures contradict each other, what stands whichever is left out may vary further down.
    """
    judged, moves = tables
    for claim in typed:
        name = claim.typed.claim_id
        for by, column in (("within", "verdict"), ("supported", "supported")):
            now = judged[name][column]
            if by == "within" and now in ("as stated", "not checkable", "by definition"):
                continue
            rows = moves[name].to_dict("records") if name in moves else []
            own = [one for one in rows if (one["by"], one["family"]) == (by, family)]
            below, above = (
                (own[0]["verdict_below"], own[-1]["verdict_above"]) if own else (now,) * 2
            )
            narrow, wide = (
                verdict(source, findings, claim, by, end * STEP, family) for end in (FIRST, LAST)
            )
            assert wide == above, name
            narrowest = opened(findings[name][0], FIRST * STEP, family)
            if by == "supported" or narrowest.possible(TRUE):
                assert narrow == below, name


def test_what_is_decided_says_what_would_change_it_or_why_nothing_would(tables):
    stands = ("holds", "fails", "as stated", "by definition")
    for name, row in tables[0].items():
        for by, is_decided in (
            ("", row["verdict"] in stands),
            ("_supported", row["supported"] in SIDES),
        ):
            told = row[f"flips_at_tolerance{by}"] or row[f"margin{by}_en"]
            assert bool(told) or not is_decided, name
            assert bool(row[f"margin{by}_en"]) == bool(row[f"margin{by}_zh"])


BY_HAND = {  # by references: how far the one side is ahead of the other, at least and at most
    # 44% is 43.5% to 44.5%; "nearly half" begins at 40%
    "guangdong-robots-half": (Fraction(435, 400) - 1, Fraction(445, 400) - 1),
    # a tenth of 500 billion, give or take 50 million, over 38.65 to 38.75 billion
    "core-industry-not-a-fifth": (
        Fraction(49995, 38750) - 1,
        Fraction(50005, 38650) - 1,
    ),
    # 7.3% in Shenzhen over 6.77% in the country in 2023, which is nearer than 6.57% in 2022
    "shenzhen-basic-research-above-nation": (
        Fraction(7250, 6775) - 1,
        Fraction(7350, 6765) - 1,
    ),
    # 47.25%, where "about 45%" ends, over what both firms' staff are of the city's 428,500
    "two-firms-world-wide": (
        Fraction("0.4725") * 428450 / (Fraction("114781.5") + Fraction("80784.82")) - 1,
        Fraction("0.4725") * 428550 / (Fraction("114574.5") + Fraction("79700.46")) - 1,
    ),
}


@pytest.mark.parametrize("claim_id", BY_HAND)
def test_margins_of_references_are_those_worked_out_by_hand(tables, claim_id):
    told = ends(tables[0][claim_id]["flips_at_margin_supported"])
    least, most = BY_HAND[claim_id]
    digit = Fraction(
        1, 10**5
    )  # the last that is told of a margin below a tenth; else a tenth of it
    assert least - 10 * digit < told[0] <= least
    assert most <= told[1] < most + 10 * digit
