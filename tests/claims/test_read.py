"""What a claim may not hold, as the user who typed it is told, all at once."""

import pandas as pd
import pytest

from analysis import claims, files
from analysis.errors import DataError

from .typed import FIGURES, FRAMES, GOOD, WHERE, edited

FIRST, SECOND = "claim 'ash-before-birch'", "claim 'about-equal'"
FORMULA = "firms[Ash] > firms[Birch]"
NO_DIGITS = "expected words without digits: {figure_id} stands for a number. Correct the claim."
CORRECT = "Correct the claim."
EITHER = "a formula, or 'opinion_en' and 'opinion_zh' with the reason. Correct the claim."


def test_good_claims(post):
    first, second, third = post(GOOD)
    assert (first.source_id, first.typed.claim_id, first.typed.line) == (
        "post",
        "ash-before-birch",
        1,
    )
    assert second.typed.within == "5%"
    assert (second.formula is None, third.formula is None) == (False, True)


@pytest.mark.parametrize(
    ("formula", "problem"),
    [
        (
            "firm[Ash] > firms[Birch]",
            "found metric 'firm' (did you mean 'firms'?); expected a metric of metrics.csv. "
            "Correct the name, or add it there.",
        ),
        (
            "firms[Ahs] > firms[Birch]",
            "found place 'Ahs' (did you mean 'Ash'?); expected a place of places.csv. Correct the "
            "name, or add it there.",
        ),
        (
            "as_printed(ashes)",
            "found figure 'ashes' (did you mean 'ash'?); expected a figure of figures.csv. Correct "
            "the name, or add it there.",
        ),
        (
            "count(wolfs) == 2",
            "found list 'wolfs' (did you mean 'wolves'?); expected a list of rosters.csv. Correct "
            "the name, or add it there.",
        ),
        (
            "firms[Ash] > talent[Birch]",
            "found count compared with share; expected the same unit on both sides. Correct the "
            "formula.",
        ),
        (
            "firms[Ash] == firms[Birch]",
            "found '==' between amounts that are known to lie in intervals; expected a tolerance, "
            "as in 'within: 5%', or < and >. Correct the formula.",
        ),
        (
            "__import__('os')",
            "found '__import__('os')'; expected a comparison, same(..), as_printed(..), or these "
            "joined by and, or. Correct the formula.",
        ),
        (
            "firms[Ash] > ",
            "found 'firms[Ash] >'; expected amounts with operators between them, names with blanks "
            "in quotes. Correct the formula.",
        ),
    ],
    ids=["metric", "place", "figure", "list", "units", "exact", "import", "syntax"],
)
def test_formula_at_fault_is_one_problem(problems, formula, problem):
    where = f"{WHERE}, line 6, {FIRST}, field 'claim'"
    assert problems(edited(FORMULA, formula)) == [f"{where}: {problem}"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "Ash has {ash} firms",
            "Ash has 320 firms",
            f"line 3, {FIRST}, field 'says_en': found '320'; {NO_DIGITS}",
        ),
        (
            "Ash has {ash} firms",
            "Ash has {ahs} firms",
            f"line 3, {FIRST}, field 'says_en': found '{{ahs}}' (did you mean 'ash'?); expected a "
            "figure or a reference in braces. Correct the claim.",
        ),
        (
            "Ash has {ash} firms",
            "Ash has {ash firms",
            f"line 3, {FIRST}, field 'says_en': found a single brace; expected {{figure_id}}. "
            "Correct the claim.",
        ),
        (
            "claim_id: about-equal",
            "claim_id: ash-before-birch",
            f"line 7, {FIRST}, field 'claim_id': found 'ash-before-birch'; expected an id that is "
            f"not in use at {WHERE}, line 1. Rename it.",
        ),
        (
            "kind: check",
            "kind: cheque",
            f"line 8, {SECOND}, field 'kind': found 'cheque'; expected one of 'assertion', 'check' "
            "or 'list'. Correct the claim.",
        ),
        (
            "line: 1\n",
            "line: yes\n",
            f"line 5, {FIRST}, field 'line': found True; expected a whole number. Correct the "
            "claim.",
        ),
        (
            "within: 5%",
            "within: [5]",
            f"line 13, {SECOND}, field 'within': found within [5]; expected a share between 0 and "
            "1, such as 5%. Correct the claim.",
        ),
        (
            "  line: 3\n",
            "  line: 3\n  within: 5%\n",
            "line 21, claim 'better', field 'within': found a tolerance without a formula; "
            "expected a formula with '=='. Correct the claim.",
        ),
        (
            "  line: 3\n",
            "  line: 3\n  within: abc\n",
            "line 21, claim 'better', field 'within': found a tolerance without a formula; "
            "expected a formula with '=='. Correct the claim.",
        ),
        (
            "within: 5%",
            "within: 500%",
            f"line 13, {SECOND}, field 'within': found within '500%'; expected a share between 0 "
            "and 1, such as 5%. Correct the claim.",
        ),
        (
            "  because_zh: 容许相差二十分之一。\n",
            "",
            f"line 7, {SECOND}, field 'because_zh': found nothing; expected the words in both "
            "languages. Correct the claim.",
        ),
        (
            "  opinion_zh: 好坏无从统计。\n",
            "",
            f"line 21, claim 'better', field 'opinion_en': found no formula; expected {EITHER}",
        ),
        (
            "  line: 3\n",
            f"  line: 3\n  claim: {FORMULA}\n",
            "line 22, claim 'better', field 'opinion_en': found an opinion beside a formula; "
            "expected either 'claim' or an opinion. Correct the claim.",
        ),
        (
            "  line: 1\n",
            "  line: 1\n  restates: [ash, brich]\n",
            f"line 6, {FIRST}, field 'restates.1': found 'brich' (did you mean 'birch'?); expected "
            "a figure of the source. Correct the claim.",
        ),
        (
            "  line: 1\n",
            "  line: 1\n  grants: [ash-2023]\n",
            f"line 6, {FIRST}, field 'grants.0': found 'ash-2023'; expected a figure "
            "of the source. Correct the claim.",
        ),
        (
            "  line: 1\n",
            "  line: 1\n  held_against: articles\n",
            f"line 6, {FIRST}, field 'held_against': found 'articles'; expected one of "
            "'references' or 'article'. Correct the claim.",
        ),
        (
            "  line: 1\n",
            "  line: 1\n  withins: 5%\n",
            f"line 6, {FIRST}, field 'withins': found '5%'; expected no such field (did you mean "
            "'within'?). Correct the claim.",
        ),
        (
            "  line: 1\n",
            "",
            f"line 1, {FIRST}, field 'line': found no such field; expected the field. Correct the "
            "claim.",
        ),
    ],
    ids=[
        *(
            "digits",
            "placeholder",
            "brace",
            "twice",
            "kind",
            *("line", "within a list", "within an opinion", "within a word", "within"),
            "because",
            "half an opinion",
        ),
        *("both", "restates", "grants", "held against", "unknown field", "missing field"),
    ],
)
def test_field_at_fault_is_one_problem(problems, old, new, problem):
    assert problems(edited(old, new)) == [f"{WHERE}, {problem}"]


@pytest.mark.parametrize(
    ("after", "words", "expected"),
    [
        ("  line: 1\n", "{tolerance}", "a figure, as the claim has no 'within'"),
        ("  line: 3\n", "{within_1}", "a figure, as the claim has no formula"),
        (
            "  line: 1\n  held_against: article\n",
            "{about_supported_1}",
            "a figure, as the claim is held against the article alone",
        ),
        (
            "  line: 1\n",
            "{firm-Land}",
            "a metric of metrics.csv (did you mean 'firms'?), '-' and a place",
        ),
        (
            "  line: 1\n",
            "{firms-Lund}",
            "a metric, '-' and a place of places.csv (did you mean 'Land'?)",
        ),
    ],
)
def test_words_of_the_front_page_show_what_the_claim_has(problems, after, words, expected):
    line = after.partition("\n")[0] + "\n"
    text = edited(line, f'{after}  headline_en: "It is {words}."\n  headline_zh: 甲\n')
    (told,) = problems(text)
    assert told.endswith(f"field 'headline_en': found '{words}'; expected {expected}. {CORRECT}")


def test_words_of_the_front_page_may_show_what_is_computed(post):
    more = '  headline_en: "{tolerance} {within_1} {about_supported_2} {firms-Land}"\n'
    claim = post(edited("  line: 2\n", f"  line: 2\n{more}  headline_zh: 甲\n"))[1]
    assert claim.typed.headline_en.startswith("{tolerance}")


def test_all_faults_are_told_at_once(problems):
    text = edited(FORMULA, "firm[Ash] > 1").replace("kind: check", "kind: cheque")
    text = text.replace("Ash is better", "Ash is 1st")
    assert [line.split(": found")[0] for line in problems(text)] == [
        f"{WHERE}, line 6, {FIRST}, field 'claim'",
        f"{WHERE}, line 8, {SECOND}, field 'kind'",
        f"{WHERE}, line 18, claim 'better', field 'says_en'",
    ]


def test_field_that_is_wrong_hides_no_digits(problems):
    text = edited("kind: check", "kind: cheque").replace("Ash has the talent", "Ash has 5% talent")
    assert [line.split(": found")[0] for line in problems(text)] == [
        f"{WHERE}, line 8, {SECOND}, field 'kind'",
        f"{WHERE}, line 9, {SECOND}, field 'says_en'",
    ]


def test_reference_may_stand_in_the_words(post):
    first, *_ = post(edited("Birch's {birch}", "Birch's {birch-2023}"))
    assert first.typed.says_en.endswith("{birch-2023}.")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("claims", "line 1: found no list; expected a list of claims. Begin each claim with '- '."),
        ("- 5", "line 1: found 5; expected fields and their values. Correct the claim."),
    ],
)
def test_file_that_holds_no_claims(problems, text, problem):
    assert problems(text) == [f"{WHERE}, {problem}"]


def test_same_id_on_one_line_and_by_an_alias(problems):
    flow = "{claim_id: a, kind: check, says_en: b, says_zh: 甲, line: 1, claim: 'firms[Ash] > 1'}"
    again = "claim 'a', field 'claim_id': found 'a'; expected an id that is not in use at"
    assert problems(f"[{flow}, {flow}]") == [
        f"{WHERE}, line 1, {again} {WHERE}, line 1. Rename it."
    ]
    assert problems(f"- &a {flow}\n- *a\n")[0].startswith(f"{WHERE}, line 1, {again}")


def test_same_id_in_two_files(path):
    other = path.parents[1] / "mail" / "claims.yaml"
    other.parent.mkdir()
    for file in (path, other):
        file.write_text(GOOD, "utf-8")
    figures = pd.concat([FIGURES, FIGURES.assign(source_id="mail")])
    with pytest.raises(DataError) as raised:
        claims.read([path, other], {**FRAMES, "figures": figures})
    assert [line.split("; ")[0] for line in str(raised.value).splitlines()] == [
        f"data/raw/mail/claims.yaml, line {line}, claim '{name}', field 'claim_id': found '{name}'"
        for line, name in ((1, "ash-before-birch"), (7, "about-equal"), (16, "better"))
    ]


def test_a_report_leads_with_claims_of_its_source_alone(post, tmp_path, monkeypatch):
    """`other` has no claim, and may not lead with one of `post`."""
    read = post(GOOD)
    monkeypatch.setattr(files, "raw", lambda: tmp_path)
    for name, leads in (("post", "about-equal\n  - ash-befor-birch"), ("other", "about-equal")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "source.yaml").write_text(f"leads:\n  - {leads}\n")
    sources = pd.DataFrame(
        {"source_id": ["post", "other"], "leads": ["about-equal;ash-befor-birch", "about-equal"]}
    )
    with pytest.raises(DataError) as raised:
        claims.check_leads(read, sources)
    assert [str(one).partition("/source.yaml, ")[2] for one in raised.value.problems] == [
        "line 3, field 'leads': found 'ash-befor-birch'; expected the id of a claim (did you mean "
        "'ash-before-birch'?). Correct it.",
        "line 2, field 'leads': found 'about-equal'; expected the id of a claim. Correct it.",
    ]


def test_a_report_may_lead_with_nothing_named(post):
    claims.check_leads(post(GOOD), pd.DataFrame({"source_id": ["post"], "leads": [""]}))
