"""Independent figures support a claim or not, by year, grade, counter and date of publication."""

from dataclasses import replace
from fractions import Fraction

import pytest

from analysis.claims.assertions import Reference
from analysis.claims.naming import Known
from analysis.claims.support import References

from . import ledger
from .small import LISTS, definitions, figure

PRINTED = {
    "ash": figure("firms[Ash]", "40", "50"),
    "birch": figure("firms[Birch,2022]", "10", "20"),
    "share": figure("talent_share[Ash]", "4/10", "5/10", open_high=True),
}


def reference(amount, low, high, grade="A", **more):
    made = figure(amount, low, high)
    named = replace(made, figure_id=more.pop("name", f"{amount} {low} {grade}"))
    return Reference(named, grade, **({"published": "2020"} | more))


def support(references, text, grants=(), published=""):
    known = Known(definitions(), PRINTED, LISTS)
    return References(known, references, (2021, 2023), published).support(known.read(text), grants)


def said(*arguments, **more):
    found = support(*arguments, **more)
    return str(found.support), found.how


def test_hedged_claim_is_supported_where_the_truth_lies_inside_what_it_says():
    for low, high, expected in (
        ("43/100", "45/100", "supported"),
        ("39/100", "41/100", "open"),
        ("49/100", "50/100", "open"),
        ("51/100", "52/100", "contradicted"),
    ):
        found = said([reference("talent_share[Ash,2022]", low, high)], "as_printed(share)")
        assert found == (expected, ())


def test_every_year_with_evidence_must_say_so():
    one, other = reference("firms[Ash,2021]", "45", "46"), reference("firms[Ash,2022]", "47", "48")
    against = reference("firms[Ash,2023]", "60", "61")
    assert said([one, other], "as_printed(ash)") == ("supported", ())
    assert said([one, against], "as_printed(ash)") == ("conflicting", ())
    assert said([against], "as_printed(ash)") == ("contradicted", ())
    half = reference("firms[Ash,2022]", "45", "55")
    assert said([one, half], "as_printed(ash)") == ("open", ())


def test_references_that_say_the_same_are_weighed_once():
    """However many there are, the question is as small; all of them speak."""
    one = reference("firms[Ash,2022]", "45", "46", name="r0")
    other = reference("firms[Birch,2022]", "15", "16")
    copies = [replace(one, figure=replace(one.figure, figure_id=f"r{at}")) for at in range(1, 99)]
    few, many = (support(some, "as_printed(ash)") for some in ([one, other], [one, *copies, other]))
    assert (
        (many.support, many.references) == (few.support, few.references) == ("supported", ("r0",))
    )
    assert many.speaking == tuple(f"r{at}" for at in range(99))
    assert many.cases[0].question.near == few.cases[0].question.near


def test_references_that_say_the_same_outvote_one_that_contradicts_them():
    """One is left out in turn; two would have to be, so that the third is at fault."""
    one, other = (reference("firms[Ash,2022]", "45", "46", name=name) for name in ("a", "b"))
    third = reference("firms[Ash,2022]", "60", "61", name="c")
    assert said([one, third], "as_printed(ash)") == ("conflicting", ())
    assert said([one, third, other], "as_printed(ash)") == ("supported", ())


def test_year_outside_the_window_is_not_tried():
    assert said([reference("firms[Ash,2019]", "45", "46")], "as_printed(ash)") == ("none", ())


def test_dated_claim_is_held_against_its_own_year():
    references = [
        reference("firms[Birch,2022]", "15", "16"),
        reference("firms[Birch,2021]", "1", "2"),
    ]
    assert said(references, "as_printed(birch)") == ("supported", ())


def test_undated_unknowns_of_a_claim_share_the_year():
    references = [
        *(reference("firms[Ash,2021]", "5", "6"), reference("firms[Cedar,2021]", "7", "8")),
        *(reference("firms[Ash,2022]", "5", "6"), reference("firms[Cedar,2023]", "1", "2")),
    ]
    found = support(references, "firms[Ash] < firms[Cedar]")
    assert (found.support, {name.split(",")[1][:4] for name in found.references}) == (
        "supported",
        {"2021"},
    )


def test_grade_c_is_heard_where_a_and_b_are_silent_and_weakly():
    weak = reference("firms[Ash,2022]", "60", "61", "C")
    assert said([weak], "as_printed(ash)") == ("contradicted", ("weakly",))
    strong = reference("firms[Ash,2022]", "45", "46", "B")
    assert said([weak, strong], "as_printed(ash)") == ("supported", ())
    mixed = [reference("firms[Cedar,2022]", "70", "71"), weak]
    assert said(mixed, "firms[Ash] < firms[Cedar]") == ("supported", ("weakly",))


def test_c_of_another_year_does_not_shake_what_a_and_b_say():
    references = [
        reference("firms[Ash,2021]", "45", "46"),
        reference("firms[Ash,2022]", "60", "61", "C"),
    ]
    assert said(references, "as_printed(ash)") == ("supported", ())


def test_references_that_contradict_each_other_are_conflicting():
    references = [
        reference("firms[Ash,2022]", "45", "46", name="one"),
        reference("firms[Ash,2022]", "60", "61", name="two"),
    ]
    found = support(references, "as_printed(ash)")
    assert (found.support, found.references) == ("conflicting", ("one", "two"))


def test_other_definition_speaks_only_where_marked_and_each_counter_alone():
    other = reference("money[Ash,2022]", "45", "46")
    assert said([other], "as_printed(ash)") == ("none", ())
    marked = replace(other, counter="Bureau", stands_for=("firms",))
    found = support([marked], "as_printed(ash)")
    assert (found.support, found.references) == ("supported", (marked.figure.figure_id,))
    rival = reference("money[Ash,2022]", "60", "61", counter="Club", stands_for=("firms",))
    assert said([marked, rival], "as_printed(ash)") == ("conflicting", ())
    own = reference("firms[Ash,2022]", "60", "61")
    assert said([marked, own], "as_printed(ash)") == ("contradicted", ())


def test_stand_in_of_grade_b_goes_before_a_figure_of_grade_c():
    other = reference("money[Ash,2022]", "45", "46", "B", counter="Bureau", stands_for=("firms",))
    own = reference("firms[Ash,2022]", "60", "61", "C")
    assert said([other, own], "as_printed(ash)") == ("supported", ())


def test_figures_of_two_counters_are_never_weighed_against_each_other():
    ash = reference("firms[Ash,2022]", "5", "6", counter="Bureau")
    cedar = reference("firms[Cedar,2022]", "70", "71", counter="Club")
    assert said([ash, cedar], "firms[Ash] < firms[Cedar]") == ("none", ())
    same = replace(cedar, counter="Bureau")
    assert said([ash, same], "firms[Ash] < firms[Cedar]") == ("supported", ())


def test_counter_that_leaves_out_what_is_claimed_does_not_shake_another():
    ash, cedar = reference("firms[Ash,2022]", "5", "6"), reference("firms[Cedar,2022]", "7", "8")
    partly = reference("firms[Ash,2022]", "5", "6", counter="Club", name="partly")
    assert said([ash, cedar, partly], "firms[Ash] < firms[Cedar]") == ("supported", ())


def test_count_is_measured_by_its_share_and_the_whole():
    share = reference("research_share[Ash,2022]", "4/10", "5/10")
    whole = reference("money[Ash,2022]", "100", "100")
    assert said([share, whole], "research[Ash] > 45") == ("open", ())
    assert said([share], "research[Ash] > 45") == ("none", ())


def test_what_is_granted_is_held_against_no_counter_of_the_same():
    rival = reference("firms[Ash,2022]", "1", "2", name="rival")
    cedar = reference("firms[Cedar,2022]", "70", "71", name="cedar")
    found = support([rival, cedar], "firms[Ash] < firms[Cedar]", ["ash"])
    assert (found.support, found.references) == ("supported", ("cedar",))


def test_publication_is_compared_as_far_as_both_dates_are_known():
    for published, how in (("2025-02-22", ()), ("2025", ()), ("2025-03", ("hindsight",))):
        late = reference("firms[Ash,2022]", "45", "46", published=published)
        assert said([late], "as_printed(ash)", published="2025-02") == ("supported", how)


def test_article_figures_may_be_granted():
    references = [reference("firms[Cedar,2022]", "70", "71", name="cedar")]
    assert said(references, "firms[Ash] < firms[Cedar]") == ("none", ())
    found = support(references, "firms[Ash] < firms[Cedar]", ["ash"])
    assert (found.support, found.references) == ("supported", ("cedar",))


def test_what_was_granted_does_not_support_by_itself():
    references = [reference("firms[Cedar,2022]", "70", "71")]
    assert said(references, "firms[Ash] < 51", ["ash"]) == ("none", ())


def test_definition_is_no_support():
    references = [reference("firms[Land,2022]", "70", "71"), reference("firms[Ash,2022]", "7", "8")]
    assert said(references, "firms[Ash] <= firms[Land]") == ("none", ())


def test_reference_of_which_nobody_knows_when_it_was_published_does_not_pass_as_earlier():
    undated = reference("firms[Ash,2022]", "45", "46", published="")
    assert said([undated], "as_printed(ash)", published="2025-02") == ("supported", ("undated",))


def test_reference_published_after_the_article_is_hindsight():
    late = reference("firms[Ash,2022]", "45", "46", published="2025-08")
    assert said([late], "as_printed(ash)", published="2025-02") == ("supported", ("hindsight",))
    assert said([late], "as_printed(ash)", published="2025-09") == ("supported", ())


@pytest.mark.parametrize(
    ("text", "grants", "expected", "references"),
    [
        (
            "as_printed(guangdong-robots)",
            (),
            "supported",
            {"guangdong-industrial-robot-share-2024"},
        ),
        (
            "as_printed(beijing-universities)",
            (),
            "supported",
            {"beijing-universities-2024", "beijing-universities-undated"},
        ),
        (
            "ai_core_industry_cny[Shenzhen, 2023] / ai_core_industry_cny[China, 2022] < 8%",
            ("shenzhen-core-industry",),
            "supported",
            {"china-ai-core-industry-2022-ministry"},
        ),
        ("ai_firms[Shenzhen] + ai_firms[Guangzhou] <= ai_firms[Guangdong]", (), "none", set()),
    ],
)
def test_todays_references(text, grants, expected, references):
    found = ledger.references().support(ledger.read(text), grants)
    assert (found.support, set(found.references)) == (expected, references)


def test_what_was_published_later_does_not_overrule_the_articles_own_time():
    late = reference("firms[Ash,2022]", "60", "61", published="2024-08", counter="late")
    timely = reference("firms[Ash,2022]", "45", "46", "C", published="2024-02", counter="timely")
    asked = {"published": "2024-02"}
    assert said([late], "as_printed(ash)", **asked) == ("contradicted", ("hindsight",))
    assert said([late, timely], "as_printed(ash)", **asked) == ("conflicting", ())
    undated = replace(timely, published="")
    assert said([late, undated], "as_printed(ash)", **asked) == ("contradicted", ("hindsight",))


def side(one, text, *others):
    """Return whether the first of some references speaks for a claim, which all of them judge."""
    known = Known(definitions(), PRINTED, LISTS)
    asked, claim = References(known, [one, *others], (2021, 2023)), known.read(text)
    found = asked.support(claim)
    return asked.side(one.figure.figure_id, claim, found, found.references)


def test_references_speak_for_a_printed_figure_inside_its_bounds_and_against_it_outside():
    for low, high, expected in (("45", "46", True), ("60", "61", False), ("45", "55", None)):
        assert side(reference("firms[Ash,2022]", low, high), "as_printed(ash)") is expected
    stands_in = replace(reference("money[Ash,2022]", "45", "46"), stands_for=("firms",))
    assert side(stands_in, "as_printed(ash)") is True


def test_end_that_a_print_leaves_out_speaks_against_it():
    for value, expected in (("5/10", False), ("49/100", True), ("4/10", True)):
        one = reference("talent_share[Ash,2022]", value, value)
        assert side(one, "as_printed(share)") is expected


def test_ends_are_told_apart_exactly():
    """As floats, both ends of the one would be ends of the other."""
    little = "1/" + "1" + "0" * 30
    one = reference("firms[Ash,2022]", f"{Fraction(50) + Fraction(little)}", "60")
    assert side(one, "as_printed(ash)") is False


def test_of_another_claim_those_speak_that_force_the_verdict():
    ash = reference("firms[Ash,2021]", "5", "6")
    cedar = reference("firms[Cedar,2021]", "7", "8")
    beside = reference("talent_share[Ash,2021]", "1/10", "2/10")
    assert side(ash, "firms[Ash] < firms[Cedar]", cedar, beside) is True
    assert side(ash, "firms[Ash] > firms[Cedar]", cedar, beside) is False
    assert side(beside, "firms[Ash] < firms[Cedar]", ash, cedar) is None


@pytest.mark.parametrize("grade", ["A", "C"])
def test_what_is_denied_reported_or_no_longer_so_decides_nothing(grade):
    one = reference("firms[Ash,2022]", "60", "61", grade)
    told = replace(one, figure=replace(one.figure, asserted=False))
    found = support([told], "as_printed(ash)")
    assert (found.support, found.references) == ("none", ())
    assert found.speaking == (one.figure.figure_id,)
    assert side(told, "as_printed(ash)") is None
    other = reference("firms[Ash,2022]", "45", "46", "C")
    assert said([told, other], "as_printed(ash)") == ("supported", ("weakly",))
