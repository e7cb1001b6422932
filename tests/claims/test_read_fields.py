"""What the fields of a claim may not hold, as the user who typed it is told, all at once."""

import pytest

from .typed import GOOD, WHERE, edited

KINDS = (
    "one of rank, equals-about, sum, share-of-whole, roster-count, same-roster, ratio, "
    "compare-with-reference, comparable, not-checkable"
)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "kind: sum",
            "kind: summ",
            f"line 6, claim 'talent-equal', field 'relation.kind': found 'summ'; expected {KINDS} "
            "(did you mean 'sum'?). Correct the claim.",
        ),
        (
            "    kind: sum\n",
            "",
            f"line 5, claim 'talent-equal', field 'relation.kind': found no such field; expected "
            f"{KINDS}. Correct the claim.",
        ),
        (
            "two-listed",
            "talent-equal",
            "line 9, claim 'talent-equal', field 'claim_id': found 'talent-equal'; expected an id "
            f"that is not in use at {WHERE}, line 1. Rename it.",
        ),
        (
            "how: at-most",
            "how: about-equal",
            "line 5, claim 'talent-equal', field 'relation': found 'about-equal' without one; "
            "expected a tolerance for 'about-equal' alone. Correct the claim.",
        ),
        (
            "how: at-most",
            "how: at-most\n    totl: b-talent",
            "line 9, claim 'talent-equal', field 'relation.totl': found 'b-talent'; expected no "
            "such field. Correct the claim.",
        ),
        (
            "has twice the",
            "has 2 times the",
            "line 2, claim 'talent-equal', field 'says_en': found 'Beijing has 2 times the talent.'"
            "; expected words without digits: a number comes from a figure. Correct the claim.",
        ),
        (
            "  line: 1\n",
            "",
            "line 1, claim 'talent-equal', field 'line': found no such field; expected the field. "
            "Correct the claim.",
        ),
        (
            "  line: 1\n",
            "  line: 1\n  source_id: post\n",
            "line 5, claim 'talent-equal', field 'source_id': found 'post'; expected no such "
            "field: it is the folder's name. Correct the claim.",
        ),
        (
            "- claim_id: two-listed",
            "- just words\n- claim_id: two-listed",
            "line 9: found 'just words'; expected fields and their values. Correct the claim.",
        ),
    ],
    ids=[
        *("kind", "no kind", "id", "tolerance", "unknown", "digits", "missing", "source", "words"),
    ],
)
def test_a_malformed_claim(problems, old, new, problem):
    assert problems(edited(old, new)) == [f"{WHERE}, {problem}"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "  line: 1\n",
            "  line: 1\n  line: 2\n",
            "line 5: found 'line' again; expected each field once. Remove one.",
        ),
        (
            "- claim_id: talent-equal",
            "- talent-equal",
            "line 2: found text that is no YAML (mapping values are not allowed here); expected "
            "YAML. Correct it.",
        ),
        (
            "line: 2",
            "[line]: 2",
            "line 12: found text that is no YAML (found unhashable key); expected YAML. Correct "
            "it.",
        ),
    ],
    ids=["twice", "no YAML", "key"],
)
def test_malformed_yaml(problems, old, new, problem):
    """It is told alone: what the claims say cannot be made out."""
    assert problems(edited(old, new)) == [f"{WHERE}, {problem}"]


def test_every_problem_is_listed(problems):
    """A field at fault does not hide a name at fault, in the same claim or in another."""
    text = edited("b-talent]", "b-talnt]").replace("line: 2", "line: two").replace("z-", "y-")
    assert [problem.split("; ")[0] for problem in problems(text)] == [
        f"{WHERE}, line 7, claim 'talent-equal', field 'relation.parts': found 'b-talnt'",
        f"{WHERE}, line 12, claim 'two-listed', field 'line': found 'two'",
        f"{WHERE}, line 13, claim 'two-listed', field 'relation.size': found 'y-firms'",
    ]


@pytest.mark.parametrize("text", ["a: 1\n", "just words\n", "# nothing yet\n"])
def test_no_list(problems, text):
    assert problems(text) == [
        f"{WHERE}, line 1: found no list; expected a list of claims. Begin each claim with '- '."
    ]


def test_a_merged_part_is_told_at_the_claim(problems):
    """What comes in by an alias stands on another line; the nearest part around it is told."""
    text = GOOD.replace("  relation:\n", "  relation: &sum\n", 1)
    merged = "{<<: *sum, parts: [s-talent, c-talent]}"
    assert problems(text.replace("{kind: roster-count, size: z-firms}", merged)) == [
        f"{WHERE}, line 13, claim 'two-listed', field 'relation.parts': found 'c-talent'; expected "
        "a figure of the source (did you mean 's-talent'?). Correct the claim, or add the figure."
    ]
