"""What a claim may name for its support, as its typist is told: independent figures."""

import pytest

from .typed import GOOD, WHERE

ADD = "Correct the claim, or add the figure."
ONCE = "expected each figure once, as none can be held against itself. Correct the claim."
COMPARED = "{kind: compare-with-reference, amount: %s, references: [%s], how: at-most}"


def test_a_reference_is_known_to_the_second_relation(post):
    _, second = post(GOOD + f"  reference: {COMPARED % ('b-talent', 'china-talent')}\n")
    assert second.reference.figures() == ("b-talent", "china-talent")


@pytest.mark.parametrize(
    ("reference", "problem"),
    [
        (
            COMPARED % ("b-talent", "china-talents"),
            "field 'reference.references': found 'china-talents'; expected a reference (did you "
            f"mean 'china-talent'?). {ADD}",
        ),
        (
            COMPARED % ("b-talent", "s-talent"),
            "field 'reference.references': found 's-talent'; expected a reference (did you "
            f"mean 'china-talent'?). {ADD}",
        ),
        (
            COMPARED % ("c-talent", "china-talent"),
            "field 'reference.amount': found 'c-talent'; expected a figure of the source or a "
            f"reference (did you mean 's-talent'?). {ADD}",
        ),
        (
            COMPARED % ("b-talent", "us-firms"),
            "field 'reference.references': found 'us-firms', a count; expected a share. Correct "
            "the claim.",
        ),
        (
            COMPARED % ("china-talent", "china-talent"),
            f"field 'reference.references': found 'china-talent', which 'amount' names already; "
            f"{ONCE}",
        ),
        (
            "{kind: ratio, numerator: s-talent, denominator: b-talent, how: at-most, bound: 1}",
            "field 'reference': found figures of the source alone; expected a reference among "
            "them. Correct the claim.",
        ),
    ],
    ids=["unknown", "own", "amount", "unit", "itself", "none"],
)
def test_what_supports_a_claim_is_independent(problems, reference, problem):
    """A source's own figures do not support it."""
    found = problems(GOOD + f"  reference: {reference}\n")
    assert found == [f"{WHERE}, line 14, claim 'two-listed', {problem}"]
