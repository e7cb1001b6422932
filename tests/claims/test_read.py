"""What a claim may not name, as its typist is told: unknown, circular, or of other units."""

import pytest

from analysis import claims
from analysis.errors import DataError

from .typed import GOOD, ROSTERS, WHERE, edited

ADD = "Correct the claim, or add the figure."
SUM = "line 7, claim 'talent-equal', field 'relation.parts'"
ONCE = "expected each figure once, as none can be held against itself. Correct the claim."


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


RATIO = "{kind: ratio, numerator: %s, denominator: %s%s}"
BOUND = ", how: at-most, bound: "


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
