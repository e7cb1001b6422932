"""What a claim may not hold, as the user who typed it is told, all at once."""

import pytest

from analysis import claims
from analysis.errors import DataError

from .typed import GOOD, ROSTERS, WHERE, edited

ADD = "Correct the claim, or add the figure."
SUM = "line 7, claim 'talent-equal', field 'relation.parts'"
ONCE = "expected each figure once, as none can be held against itself. Correct the claim."
RATIO = "{kind: ratio, numerator: %s, denominator: %s%s}"
BOUND = ", how: at-most, bound: "
KINDS = (
    "one of rank, equals-about, sum, share-of-whole, roster-count, same-roster, ratio, "
    "compare-with-reference, comparable, not-checkable"
)
COMPARED = "{kind: compare-with-reference, amount: %s, references: [%s], how: at-most}"
SHARES = "kind: sum\n    parts: [s-talent, b-talent]"
SHARES_OVER = "kind: ratio\n    numerator: s-talent\n    denominator: b-talent\n    bound: "
LIST = "{kind: roster-count, size: z-firms}"
UNSAID = "{kind: not-checkable, reason_en: Nobody says., reason_zh: 無人說明。}"
ABOUT = "how: about-equal\n    tolerance: {share: 0.05, reason: one in twenty}"
NO_DIGITS = "expected words without digits: a number comes from a figure. Correct the claim."


def test_good_claims(post):
    first, second = post(GOOD)
    assert (first.claim_id, first.source_id, first.line) == ("talent-equal", "post", 1)
    assert first.relation.figures() == ("s-talent", "b-talent")
    assert second.relation.kind == "roster-count"


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        (
            "[s-talent, b-talnt]",
            "found 'b-talnt'; expected a figure of the source (did you mean 'b-talent'?). " + ADD,
        ),
        (
            "[s-talent, china-talent]",
            "found 'china-talent'; expected a figure of the source (did you mean 's-talent'?). "
            + ADD,
        ),
        (
            "[s-talent, b-firms]",
            "found 'b-firms', a count; expected a share. Correct the claim.",
        ),
        ("[s-talent, s-talent]", f"found 's-talent', which 'parts' names already; {ONCE}"),
    ],
    ids=["unknown", "a reference", "unit", "itself"],
)
def test_a_part_of_a_sum(problems, parts, problem):
    text = edited("[s-talent, b-talent]", parts)
    assert problems(text) == [f"{WHERE}, {SUM}: {problem}"]


def test_an_alias_in_a_circle(problems):
    text = edited("[s-talent, b-talent]", "&all [s-talent, *all]")
    assert problems(text) == [
        f"{WHERE}, line 7: found a part that stands inside itself; expected parts that do not go "
        "in a circle. Write it out."
    ]


@pytest.mark.parametrize(
    ("relation", "problem"),
    [
        (
            "{kind: roster-count, size: s-firms}",
            "field 'relation.size': found 's-firms'; expected the size of a list whose members are "
            "known (did you mean 'z-firms'?). Correct the claim, or add the members to "
            "rosters.csv.",
        ),
        (
            "{kind: rank, stated: b-talent, of: b-firms, others: [s-firms]}",
            "field 'relation.stated': found 'b-talent', a share; expected a rank. Correct the "
            "claim.",
        ),
        (
            RATIO % ("b-firms", "s-talent", f"{BOUND}b-talent"),
            "field 'relation.bound': found 'b-talent', a share; expected a count. Correct the "
            "claim.",
        ),
        (
            RATIO % ("b-talent", "b-firms", f"{BOUND}s-firms"),
            "field 'relation.denominator': found 'b-firms', a count; expected a share. Correct the "
            "claim.",
        ),
        (
            RATIO % ("b-talent", "b-firms", ""),
            "field 'relation.denominator': found 'b-firms', a count; expected a share. Correct the "
            "claim.",
        ),
        (
            RATIO % ("b-talent", "b-talent", f"{BOUND}1"),
            f"field 'relation.denominator': found 'b-talent', which 'numerator' names already; "
            f"{ONCE}",
        ),
        (
            "{kind: compare-with-reference, amount: b-talent, references: [china-talent], how: "
            "at-most}",
            "field 'relation.references': found 'china-talent'; expected a reference, which only "
            f"'reference' may name. {ADD}",
        ),
    ],
)
def test_names_that_do_not_fit(problems, relation, problem):
    text = edited("{kind: roster-count, size: z-firms}", relation)
    assert problems(text) == [f"{WHERE}, line 13, claim 'two-listed', {problem}"]


def test_no_file(tmp_path, figures):
    with pytest.raises(DataError, match=r"claims\.yaml: found no such file; expected the file"):
        claims.read([tmp_path / "x" / "claims.yaml"], figures.assign(source_id="x"), ROSTERS)


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


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "how: at-most",
            ABOUT.replace("twenty", "20"),
            "line 9, claim 'talent-equal', field 'relation.tolerance.reason': found 'one in 20'; "
            f"{NO_DIGITS}",
        ),
        (
            LIST,
            UNSAID.replace("Nobody says.", "Nobody says in 2021."),
            "line 13, claim 'two-listed', field 'relation.reason_en': found 'Nobody says in 2021.'"
            f"; {NO_DIGITS}",
        ),
        (
            LIST,
            UNSAID.replace("無人說明。", "2021年無人說明。"),
            "line 13, claim 'two-listed', field 'relation.reason_zh': found '2021年無人說明。'; "
            f"{NO_DIGITS}",
        ),
    ],
    ids=["tolerance", "English", "Chinese"],
)
def test_a_reason_holds_no_digits(problems, old, new, problem):
    assert problems(edited(old, new)) == [f"{WHERE}, {problem}"]


def test_reasons_in_words(post):
    first, second = post(edited("how: at-most", ABOUT).replace(LIST, UNSAID))
    assert first.relation.allowance() == "one in twenty"
    assert second.relation.reason_in_chinese() == "無人說明。"


@pytest.mark.parametrize("bound", ["true", "false", ".inf", ".nan", "-1"])
def test_what_is_no_amount_is_no_bound(problems, bound):
    """Python takes true for 1; and below what has no limit everything is."""
    found = {"true": "True", "false": "False", ".inf": "inf", ".nan": "nan"}.get(bound, bound)
    assert problems(edited(SHARES, SHARES_OVER + bound)) == [
        f"{WHERE}, line 9, claim 'talent-equal', field 'relation.bound': found {found}; expected a "
        "figure, or a number that is finite and not below zero. Correct the claim."
    ]


@pytest.mark.parametrize(("bound", "read"), [("1", 1.0), ("0", 0.0), ("0.5", 0.5)])
def test_a_number_is_a_bound(post, bound, read):
    assert post(edited(SHARES, SHARES_OVER + bound))[0].relation.bound == read
