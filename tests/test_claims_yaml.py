"""What claims.yaml may not hold, as the user who typed it is told, all at once."""

import pandas as pd
import pytest

from analysis import claims
from analysis.errors import DataError

WHERE = "data/raw/post/claims.yaml"
KINDS = (
    "one of rank, equals-about, sum, share-of-whole, roster-count, same-roster, ratio, "
    "compare-with-reference, comparable, not-checkable"
)
GOOD = """\
- claim_id: talent-equal
  says_en: Beijing has twice the talent.
  says_zh: 北京的人才是兩倍。
  line: 1
  relation:
    kind: sum
    parts: [s-talent, b-talent]
    how: at-most
- claim_id: two-listed
  says_en: As many are listed as are said to be.
  says_zh: 名單與所示數目相符。
  line: 2
  relation: {kind: roster-count, size: z-firms}
"""
ROSTERS = pd.DataFrame([("z-firms", "甲", "Jia")], columns=["figure_id", "member_zh", "member_en"])
REFERENCES = pd.DataFrame({"figure_id": ["china-talent"], "unit": ["share"]})


@pytest.fixture
def post(tmp_path, monkeypatch, figures):
    """Return a function that reads a claims.yaml of this text, of the source `post`."""
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    path = tmp_path / WHERE
    path.parent.mkdir(parents=True)

    def read(text):
        path.write_text(text, encoding="utf-8")
        return claims.read([path], figures.assign(source_id="post"), ROSTERS, REFERENCES)

    return read


def problems(read, text):
    """Return the problems for which reading is refused, each as its line of the message."""
    with pytest.raises(DataError) as raised:
        read(text)
    return str(raised.value).splitlines()


def edited(old, new):
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new)


def test_good_claims(post):
    first, second = post(GOOD)
    assert (first.claim_id, first.source_id, first.line) == ("talent-equal", "post", 1)
    assert first.relation.figures() == ("s-talent", "b-talent")
    assert second.relation.kind == "roster-count"


SUM = "line 7, claim 'talent-equal', field 'relation.parts'"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "[s-talent, b-talent]",
            "[s-talent, b-talnt]",
            f"{SUM}: found 'b-talnt'; expected a figure of the source (did you mean 'b-talent'?). "
            "Correct the claim, or add the figure.",
        ),
        (
            "[s-talent, b-talent]",
            "[s-talent, china-talent]",
            f"{SUM}: found 'china-talent'; expected a figure of the source (did you mean "
            "'s-talent'?). Correct the claim, or add the figure.",
        ),
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
            "[s-talent, b-talent]",
            "[s-talent, b-firms]",
            f"{SUM}: found 'b-firms', a count; expected a share. Correct the claim.",
        ),
        (
            "[s-talent, b-talent]",
            "[s-talent, s-talent]",
            f"{SUM}: found 's-talent', which 'parts' names already; expected each figure once, as "
            "none can be held against itself. Correct the claim.",
        ),
        (
            "[s-talent, b-talent]",
            "&all [s-talent, *all]",
            "line 7: found a part that stands inside itself; expected parts that do not go in a "
            "circle. Write it out.",
        ),
        (
            "size: z-firms",
            "size: s-firms",
            "line 13, claim 'two-listed', field 'relation.size': found 's-firms'; expected the "
            "size of a list whose members are known (did you mean 'z-firms'?). Correct the "
            "claim, or add the members to rosters.csv.",
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
            "  line: 1\n  line: 2\n",
            "line 5: found 'line' again; expected each field once. Remove one.",
        ),
        (
            "  line: 1\n",
            "  line: 1\n  source_id: post\n",
            "line 5, claim 'talent-equal', field 'source_id': found 'post'; expected no such "
            "field: it is the folder's name. Correct the claim.",
        ),
        (
            "- claim_id: talent-equal",
            "- talent-equal",
            "line 2: found text that is no YAML (mapping values are not allowed here); expected "
            "YAML. Correct it.",
        ),
        (
            "- claim_id: two-listed",
            "- just words\n- claim_id: two-listed",
            "line 9: found 'just words'; expected fields and their values. Correct the claim.",
        ),
    ],
)
def test_a_malformed_claim(post, old, new, problem):
    assert problems(post, edited(old, new)) == [f"{WHERE}, {problem}"]


RATIO = "{kind: ratio, numerator: %s, denominator: %s, how: at-most, bound: %s}"


@pytest.mark.parametrize(
    ("relation", "problem"),
    [
        (
            "{kind: rank, stated: b-talent, of: b-firms, others: [s-firms]}",
            "field 'relation.stated': found 'b-talent', a share; expected a rank.",
        ),
        (
            RATIO % ("b-firms", "s-talent", "b-talent"),
            "field 'relation.bound': found 'b-talent', a share; expected a count.",
        ),
        (
            RATIO % ("b-talent", "b-firms", "s-firms"),
            "field 'relation.denominator': found 'b-firms', a count; expected a share.",
        ),
    ],
)
def test_mixed_units(post, relation, problem):
    text = edited("{kind: roster-count, size: z-firms}", relation)
    assert problems(post, text) == [
        f"{WHERE}, line 13, claim 'two-listed', {problem} Correct the claim."
    ]


def test_a_reference_is_known_to_the_second_relation_alone(post):
    compared = "{kind: compare-with-reference, amount: b-talent, references: [%s], how: at-most}"
    assert post(GOOD + f"  reference: {compared % 'china-talent'}\n")[1].reference is not None
    assert problems(post, GOOD + f"  reference: {compared % 'china-talents'}\n") == [
        f"{WHERE}, line 14, claim 'two-listed', field 'reference.references': found "
        "'china-talents'; expected a figure of the source or a reference (did you mean "
        "'china-talent'?). Correct the claim, or add the figure."
    ]


def test_every_problem_is_listed(post):
    """A field at fault does not hide a name at fault, in the same claim or in another."""
    text = edited("b-talent]", "b-talnt]").replace("line: 2", "line: two").replace("z-", "y-")
    assert [problem.split("; ")[0] for problem in problems(post, text)] == [
        f"{WHERE}, {SUM}: found 'b-talnt'",
        f"{WHERE}, line 12, claim 'two-listed', field 'line': found 'two'",
        f"{WHERE}, line 13, claim 'two-listed', field 'relation.size': found 'y-firms'",
    ]


@pytest.mark.parametrize("text", ["a: 1\n", "just words\n", "# nothing yet\n"])
def test_no_list(post, text):
    assert problems(post, text) == [
        f"{WHERE}, line 1: found no list; expected a list of claims. Begin each claim with '- '."
    ]


def test_no_file(post, tmp_path, figures):
    with pytest.raises(DataError, match=r"claims\.yaml: found no such file; expected the file"):
        claims.read([tmp_path / "x" / "claims.yaml"], figures.assign(source_id="x"), ROSTERS)
