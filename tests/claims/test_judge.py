"""Claims to a table of verdicts: what is said of each, what shows it, and what changed."""

import math

import pandas as pd
import pytest

from analysis import claims
from analysis.errors import DataError
from analysis.quantity import hedge_of, parse_column

from .typed import FIGURES, FRAMES, WHERE, edited, judged, read

BEFORE = """\
claim_id,verdict,supported
stays,holds,none
inside,holds,none
outside,fails,open
twice,holds,supported
goes,holds,contradicted
"""


def test_row_of_a_claim_that_holds(path):
    row = dict(judged(path).to_dict("index")["ash-before-birch"])
    shown = [row.pop(f"reason_supported_{language}") for language in ("en", "zh", "figures")]
    assert row == {
        "claim_id": "ash-before-birch",
        "source_id": "post",
        "kind": "assertion",
        "claim": "firms[Ash] > firms[Birch]",
        "within": "",
        "held_against": "references",
        "template_en": "Ash has {ash} firms, more than Birch's {birch}.",
        "template_zh": "甲城有企业{ash}，多于乙城的{birch}。",
        "says_en": "Ash has nearly 320,000 firms, more than Birch's 300,000.",
        "says_zh": "甲城有企业近32萬家，多于乙城的30万家。",
        "verdict": "holds",
        "proof": "ash;birch",
        "world_true": "",
        "world_false": "",
        "flips_at_tolerance": "",
        "flips_at_margin": "1.639%;8.475%",
        "margin_en": "Ash ahead of Birch by 1.6% to 8.5%",
        "margin_zh": "甲城比乙城高出1.6%至8.5%",
        "flips_at_hedge": pytest.approx(1.5),
        "supported": "supported",
        "supported_how": "hindsight",
        "supported_proof": "ash-2023;birch-2023",
        "references": "ash-2023;birch-2023",
        "references_for": "ash-2023;birch-2023",
        "references_against": "",
        "reason_en": "Ash has 310,000 to 320,000 firms, Birch 295,000 to 305,000. The verdict "
        "rests on how we read “nearly 320,000”.",
        "reason_figures": "ash;birch",
        "flips_at_tolerance_supported": "",
        "flips_at_margin_supported": "6.54%;7.254%",
        "margin_supported_en": "Ash ahead of Birch by 6.54% to 7.26%",
        "margin_supported_zh": "甲城比乙城高出6.54%至7.26%",
        **dict.fromkeys(("headline_en", "headline_zh", "change_en", "change_zh"), ""),
        "reason_zh": "甲城企业31万至32万家，乙城29.5万至30.5万家。"
        "这一判断取决于我们如何解读“近32萬家”。",
        "because_en": "",
        "because_zh": "",
        "opinion_en": "",
        "opinion_zh": "",
        "line": 1,
    }
    assert all(shown)


def test_open_claim_has_a_world_each_way(path):
    row = judged(path, edited("firms[Ash] > firms[Birch]", "firms[Ash] > 315000")).iloc[0]
    assert (row["verdict"], row["proof"]) == ("open", "")
    assert (row["world_true"], row["world_false"]) == ("firms[Ash]=319900", "firms[Ash]=315000")
    assert row["reason_en"] == (
        "It would be true if Ash had 319,900 firms; it would be false if Ash had 315,000 firms."
    )
    assert row["reason_zh"] == (
        "如果甲城的企业为31.99万家，说法成立；如果甲城的企业为31.5万家，说法就不成立。"
    )


def test_equality_tells_the_tolerances_at_which_it_turns(path):
    row = judged(path).loc["about-equal"]
    assert (row["verdict"], row["flips_at_tolerance"]) == ("holds", "0%;4.082%")
    assert (row["because_en"], row["because_zh"]) == ("One part in twenty.", "容许相差二十分之一。")


@pytest.mark.parametrize(
    ("formula", "said_en", "said_zh"),
    [
        (
            "firms[Ash] < firms[Birch]",
            "Ash ahead of Birch by 1.6% to 8.5%",
            "甲城比乙城高出1.6%至8.5%",
        ),
        (
            "firms[Birch] >= 0.5 * firms[Ash]",
            "Birch ahead of half of Ash's firms by 84% to 97%",
            "乙城比甲城企业数量的一半高出84%至97%",
        ),
        (
            "3 * firms[Birch] > firms[Ash] + firms[Birch]",
            "3 times Birch's firms ahead of Ash and Birch together by 43.9% to 48.8%",
            "乙城企业数量的3倍比甲城与乙城合计高出43.9%至48.8%",
        ),
        (
            "firms[Ash] > 315000",
            "anything from 315,000 ahead by 1.613% to Ash's firms ahead by 1.588%",
            "从31.5万高出1.613%到甲城企业数量高出1.588%，都有可能",
        ),
        (
            "rank(firms[Ash], [firms[Birch]]) == 1",
            "ranks have no margin: only another order would change them",
            "名次没有幅度可言：顺序变了，结论才会变",
        ),
    ],
)
def test_margin_names_the_side_that_is_ahead(path, formula, said_en, said_zh):
    row = judged(path, edited("firms[Ash] > firms[Birch]", formula)).iloc[0]
    assert (row["margin_en"], row["margin_zh"]) == (said_en, said_zh)


def test_opinion_has_its_reason(path):
    row = dict(judged(path).to_dict("index")["better"])
    assert (row["verdict"], row["supported"], row["claim"]) == ("opinion", "none", "")
    assert row["reason_en"] == row["opinion_en"] == "Nobody counts what is better."
    assert row["reason_zh"] == row["opinion_zh"] == "好坏无从统计。"
    assert math.isnan(float(row["flips_at_hedge"]))


@pytest.mark.parametrize(
    ("formula", "verdict", "reason"),
    [
        ("firms[Ash] < firms[Birch]", "fails", "Ash has 310,000 to 320,000 firms"),
        (
            "as_printed(ash)",
            "as stated",
            "The article prints nearly 320,000, which we read as 310,000 to 320,000.",
        ),
        ("firms[Ash] <= firms[Land]", "by definition", "It follows from what the words mean"),
        ("firms[Ash] > firms[Land]", "fails", "It contradicts what the words mean"),
        ("firms[Land] > 900000", "not checkable", "bears on Land's firms."),
        ("count(wolves where seat_en == 'Ash') == 2", "fails", "One of the two is based in Ash;"),
        ("rank(firms[Ash], [firms[Birch]]) == 1", "holds", "Birch 295,000 to 305,000."),
    ],
)
def test_verdict_and_its_reason(path, formula, verdict, reason):
    row = judged(path, edited("firms[Ash] > firms[Birch]", formula)).iloc[0]
    assert row["verdict"] == verdict
    assert reason in row["reason_en"]


def test_restated_figure_does_not_prove_itself(path):
    text = edited(
        "  claim: firms[Ash] > firms[Birch]", "  restates: [ash]\n  claim: firms[Ash] > 1"
    )
    row = judged(path, text).iloc[0]
    assert (row["verdict"], row["proof"]) == ("not checkable", "")


def test_figures_that_contradict_each_other_are_named(path):
    other = FIGURES[FIGURES["figure_id"] == "ash"]
    other = other.assign(figure_id="ash-again", low=199500.0, value=200000.0, high=200500.0)
    figures = pd.concat([FIGURES, other])
    row = judged(path, figures=figures).iloc[0]
    assert (row["verdict"], row["proof"]) == ("conflicting", "ash;ash-again")
    assert row["reason_en"].startswith("The article contradicts itself")
    assert judged(path, figures=figures).loc["about-equal", "verdict"] == "holds"


def test_reference_that_a_source_draws_on_does_not_support_it(path):
    assert "birch-origin" not in judged(path).iloc[0]["references"]


def test_implied_bounds_are_what_all_figures_leave():
    share = FIGURES[FIGURES["figure_id"] == "ash-talent"].assign(
        figure_id="ash-share", metric="firms_share", low=0.2, value=0.2, high=0.21
    )
    figures = pd.concat([FIGURES, share])
    table = claims.judge_all([], {**FRAMES, "figures": figures})["implied"]
    (row,) = table[(table["place"] == "Land") & (table["metric"] == "firms")].to_dict("records")
    assert (row["low"], row["high"]) == (pytest.approx(310000 / 0.21), 320000 / 0.2)
    assert (row["source_id"], row["figure_id"], row["unit"]) == ("post", "", "count")
    assert (row["proof_low"], row["proof_high"]) == ("ash-share;ash", "ash-share;ash")


def test_what_changed_since_the_last_build():
    rows = [
        ("stays", "holds", "none"),
        ("inside", "fails", "none"),
        ("outside", "fails", "supported"),
        ("twice", "open", "none"),
        ("comes", "holds", "none"),
    ]
    after = claims_table(rows)
    assert claims.changes(BEFORE, after) == [
        "inside: holds -> fails",
        "outside, against references: open -> supported",
        "twice: holds -> open",
        "twice, against references: supported -> none",
        "comes: new, holds",
        "goes: gone",
    ]
    assert claims.changes("", after) == []


def claims_table(rows):
    """Return a table of claims with their two verdicts."""
    return pd.DataFrame(rows, columns=["claim_id", "verdict", "supported"])


def test_all_that_is_found_in_judging_is_told_with_its_lines(path):
    text = edited("firms[Ash] > firms[Birch]", "firms[Ash] / (2 - 2) > 1")
    text = text.replace("talent[Ash] == talent[Birch]", "rank(firms[Ash], 'country') == 1")
    with pytest.raises(DataError) as raised:
        judged(path, text.replace("  within: 5%\n", ""))
    assert [str(one).partition(";")[0] for one in raised.value.problems] == [
        f"{WHERE}, line 6, claim 'ash-before-birch', field 'claim': found a division by zero",
        f"{WHERE}, line 12, claim 'about-equal', field 'claim': found 'Ash' ranked among kind "
        "'country'",
    ]


@pytest.mark.parametrize("divisor", ["0", "(firms[Ash] - firms[Ash])", "(2 - 1 - 1)"])
def test_a_division_by_zero_is_told_with_its_claim(path, divisor):
    text = edited("firms[Ash] > firms[Birch]", f"firms[Ash] / {divisor} > 1")
    with pytest.raises(DataError) as raised:
        judged(path, text)
    assert str(raised.value).partition("claims.yaml, ")[2] == (
        "line 6, claim 'ash-before-birch', field 'claim': found a division by zero; expected a "
        "divisor other than zero. Correct the formula."
    )


def figures(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Return figures: place, metric and what is printed."""
    typed = {"source_id": "post", "stance": "asserted"}
    made = [
        typed
        | {
            "figure_id": f"f{at}",
            "place": place,
            "metric": metric,
            "printed": number,
            "hedge": hedge_of(number),
        }
        for at, (place, metric, number) in enumerate(rows)
    ]
    read = parse_column(pd.Series([one["printed"] for one in made]))
    year = pd.array([pd.NA] * len(made), dtype="Int64")
    return pd.concat([pd.DataFrame(made).assign(year=year), read], axis=1)


def said(path, formula, *rows):
    frames = FRAMES | {"figures": figures(*rows), "rosters": FRAMES["rosters"].head(0)}
    text = f"- {{claim_id: a, kind: check, says_en: a, says_zh: 甲, line: 1, claim: '{formula}'}}"
    path.write_text(text, "utf-8")
    made = claims.judge_all(claims.read([path], frames), frames)
    return made["claims"].iloc[0], made["implied"]


def test_numbers_are_told_to_the_digits_that_are_printed(path):
    ash, birch = "1234567891239", "1234567891219"
    rows = [("Ash", "firms", ash), ("Birch", "firms", birch)]
    row, _ = said(path, "firms[Ash] > firms[Birch]", *rows)
    assert row["reason_en"] == (
        "Ash has 1.234567891239 trillion firms, Birch 1.234567891219 trillion."
    )
    assert row["reason_zh"] == "甲城企业12345.67891239亿家，乙城12345.67891219亿家。"
    assert row["margin_en"] == "Ash ahead of Birch by up to 0.01%", "no dozen of noughts"


def test_numbers_of_two_worlds_are_told_apart(path):
    row, _ = said(path, "firms_share[Ash] > 20.0000001%", ("Ash", "firms_share", "20%"))
    true, false = row["reason_en"].split(";")
    assert true.split("came to")[1] != false.split("came to")[1]


def test_margin_that_may_be_next_to_nothing_is_told_by_its_most(path):
    row, _ = said(path, "firms[Ash] >= 30", ("Ash", "firms", "over 30"))
    assert (row["margin_en"], row["margin_zh"]) == (
        "Ash's firms ahead of 30 by up to 33.34%",
        "甲城企业数量最多比30高出33.34%",
    )


def test_whole_of_nothing_is_told_as_what_it_is(path):
    rows = [("Land", "firms", "0"), ("Ash", "firms_share", "20%")]
    row, implied = said(path, "firms_share[Ash] > 5%", *rows)
    assert "By what the words mean this cannot be so, as parts of it are told: " in row["reason_en"]
    assert "cannot all be so" not in row["reason_en"]
    assert "按定义不可能为真" in row["reason_zh"]
    unproved = implied[(implied["proof_low"] == "") & (implied["proof_high"] == "")]
    assert unproved.empty, "not the country's share of itself"


@pytest.mark.parametrize(
    ("formula", "en", "zh"),
    [
        (
            "(firms[Ash] - firms[Birch]) / firms[Birch] > 0.1",
            "(Ash's firms less Birch's firms) over Birch's firms ahead of 10% by 900%",
            "（甲城企业数量减乙城企业数量）与乙城企业数量之比比10%高出900%",
        ),
        (
            "firms[Ash] - (firms[Birch] - 5) > 20",
            "Ash's firms less (Birch's firms less 5) ahead of 20 by 25%",
            "甲城企业数量减（乙城企业数量减5）比20高出25%",
        ),
        (
            "firms[Ash] / (firms[Birch] + 5) > 1",
            "Ash's firms over (Birch's firms plus 5) ahead of 1 by 60%",
            "甲城企业数量与（乙城企业数量加5）之比比1高出60%",
        ),
        (
            "(firms[Ash] - firms[Birch]) * 3 - firms[Birch] > 32",
            "3 times (Ash's firms less Birch's firms) less Birch's firms ahead of 32 by 25%",
            "（甲城企业数量减乙城企业数量）的3倍减乙城企业数量比32高出25%",
        ),
        (
            "(firms[Ash] + firms[Birch]) / firms[Ash] > 1.2",
            "Ash's firms and Birch's firms together over Ash's firms ahead of 1.2 by 25%",
            "甲城企业数量与乙城企业数量合计与甲城企业数量之比比1.2高出25%",
        ),
        (
            "firms[Ash] / firms[Birch] > 1 / 2",
            "Ash's firms over Birch's firms ahead of 50% by 300%",
            "甲城企业数量与乙城企业数量之比比50%高出300%",
        ),
    ],
)
def test_amounts_inside_others_are_told_apart(path, formula, en, zh):
    row, _ = said(path, formula, ("Ash", "firms", "40"), ("Birch", "firms", "20"))
    assert (row["margin_en"], row["margin_zh"]) == (en, zh)


@pytest.mark.parametrize(
    ("formula", "birch", "margin"),
    [
        ("firms[Birch] > firms[Ash]", "55 to 60", "10%;20%"),
        ("firms[Birch] < firms[Ash]", "55 to 60", "\N{MINUS SIGN}20%;\N{MINUS SIGN}10%"),
        ("firms[Birch] > 2 * firms[Ash]", "130 to 140", "30%;40%"),
    ],
)
def test_margins_are_rounded_exactly(path, formula, birch, margin):
    row, _ = said(path, formula, ("Ash", "firms", "50"), ("Birch", "firms", birch))
    assert row["flips_at_margin"] == margin


def test_margin_that_is_known_exactly_is_one_number(path):
    row, _ = said(path, "firms[Ash] > 30", ("Ash", "firms", "40"))
    assert (row["flips_at_margin"], row["margin_en"]) == (
        "33.33%;33.33%",
        "Ash's firms ahead of 30 by 33.33%",
    )


ROWS = (("Ash", "firms", "40"), ("Birch", "firms", "20"))


@pytest.mark.parametrize(
    "formula",
    [
        "firms[Ash] > firms[Birch]",
        "firms[Ash] - firms[Birch] > 0",
        "0 < firms[Ash] - firms[Birch]",
        "firms[Ash] > firms[Birch] and firms[Ash] > 0",
    ],
)
def test_difference_beside_zero_has_the_margin_of_its_parts(path, formula):
    row, _ = said(path, formula, *ROWS)
    assert row["margin_en"].partition(";")[0] == "Ash ahead of Birch by 100%"


def test_beside_zero_alone_there_is_no_margin(path):
    row, _ = said(path, "firms[Ash] > 0", *ROWS)
    assert (row["verdict"], row["flips_at_margin"]) == ("as stated", "")
    assert row["margin_en"] == (
        "how much more than nothing an amount is has no measure: no part of nothing can be told"
    )


@pytest.mark.parametrize(
    ("formula", "margin"),
    [
        ("count(wolves) == 2 and firms[Ash] > firms[Birch]", "Ash ahead of Birch by 1.6% to 8.5%"),
        ("count(wolves) == 3 or firms[Ash] > firms[Birch]", "Ash ahead of Birch by 1.6% to 8.5%"),
        (
            "count(wolves) == 2 or firms[Ash] > firms[Birch]",
            "only other names on the list, or something else told of them, would change it",
        ),
    ],
)
def test_list_joined_to_a_comparison_leaves_it_its_margin(path, formula, margin):
    text = edited("firms[Ash] > firms[Birch]", formula)
    assert judged(path, text).loc["ash-before-birch", "margin_en"] == margin


@pytest.mark.parametrize(
    ("at", "name"),
    [
        *(("headline", "within_9"), ("headline", "within_0"), ("headline", "about_within_3")),
        *(("headline", "firms-Land"), ("change", "firms-Ash")),
    ],
)
def test_words_that_show_an_amount_which_is_not_there_are_refused(path, at, name):
    """The claim holds by two amounts; references support it by as many, beside two prints."""
    more = f'  {at}_en: "It is {{{name}}}."\n  {at}_zh: 甲\n'
    with pytest.raises(DataError) as raised:
        judged(path, edited("  line: 1\n", f"  line: 1\n{more}"))
    assert str(raised.value) == (
        f"{WHERE}, line 6, claim 'ash-before-birch', field '{at}_en': found '{{{name}}}'; "
        "expected one of {supported_1}, {supported_2}, {supported_3}, {supported_4}, {within_1}, "
        "{within_2}. Correct the claim."
    )


def test_words_may_wait_for_amounts_of_what_is_not_decided_yet(path):
    """Where no reference speaks at all, nothing is awaited."""
    more = '  headline_en: "It is {%s_1}."\n  headline_zh: 甲\n'
    text = edited("  line: 2\n", "  line: 2\n" + more % "within").replace(
        "within: 5%", "within: 1%"
    )
    assert judged(path, text).loc["about-equal", "verdict"] == "open"
    with pytest.raises(
        DataError, match=r"line 12, .* found '\{supported_1\}'; expected one of \{w"
    ):
        judged(path, edited("  line: 2\n", "  line: 2\n" + more % "supported"))


def test_how_far_the_judging_is_is_told(path):
    told: list[str] = []
    claims.judge_all(read(path, edited("within: 5%", "within: 6%")), FRAMES, told.append)
    assert told == [
        *(f"{number} of 3 claims judged" for number in range(3)),
        "all claims judged; once more by the other model of hedges",
    ]
