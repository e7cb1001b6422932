"""The article's claims as judged against what was worked out by hand, and what they must show."""

import math
from fractions import Fraction

import pytest

from analysis import claims, messages
from analysis.claims.facts import Facts
from analysis.claims.firmness import Turns, opened, turns
from analysis.claims.reasons import Reason
from analysis.claims.sources import is_about_lists
from analysis.claims.verdict import judge
from analysis.claims.words import names

from . import ledger
from .by_hand import ARTICLE


@pytest.fixture(scope="module")
def typed():
    """Return the article's claims as read."""
    return ledger.typed()


@pytest.fixture(scope="module")
def tables():
    """Return the tables that come of the article's claims."""
    return ledger.published()


@pytest.fixture(scope="module")
def judged(tables):
    """Return the article's claims by id."""
    return tables["claims"].set_index("claim_id", drop=False)


@pytest.fixture(scope="module")
def implied(tables):
    """Return the bounds that the article's figures imply, by metric and place."""
    return tables["implied"].set_index(["metric", "place"])


def test_every_claim_is_worked_out_by_hand(judged):
    """In any order: a claim is added where it belongs."""
    assert sorted(judged["claim_id"]) == sorted(ARTICLE)


@pytest.mark.parametrize("claim_id", ARTICLE)
def test_a_claim(judged, claim_id):
    row = judged.loc[claim_id]
    how = filter(None, row["supported_how"].split(";"))
    assert (row["verdict"], row["supported"], *how) == ARTICLE[claim_id]


def test_no_card_names_a_reading_that_no_width_would_change(judged):
    start = messages.say("reason.reading", "en", figures="").rstrip(".")
    own, others = (
        judged[column].str.contains(start, regex=False)
        for column in ("reason_en", "reason_supported_en")
    )
    assert judged.loc[own, "flips_at_hedge"].lt(math.inf).all()
    assert others.any()


def test_a_headline_shows_at_which_width_others_no_longer_bear_it_out(tables):
    flips = tables["flips"].set_index("claim_id").loc[["two-firms-world-wide"]]
    assert flips[
        ["by", "family", "factor", "verdict_below", "verdict_above"]
    ].to_numpy().tolist() == [
        ["supported", "about", 0.15, "contradicted", "open"],
        ["supported", "about", 0.3, "open", "supported"],
    ]


def test_words_and_reasons_stand_in_both_languages(judged):
    for language in ("en", "zh"):
        for column in ("says", "reason"):
            texts = judged[f"{column}_{language}"]
            assert texts.str.strip().all()
            assert not texts.str.contains("{", regex=False).any()


def test_every_figure_is_on_trial(judged):
    """Each figure that the article prints is in the words, the formula or the proof of a claim."""
    told = " ".join([*judged["template_en"], *judged["proof"], *judged["claim"]])
    figures = ledger.frames()["figures"]
    assert [one for one in figures["figure_id"] if one not in told] == []


def test_nearly_half_is_supported_by_44_percent(judged):
    row = judged.loc["guangdong-robots-half"]
    assert (row["supported"], row["supported_proof"]) == (
        "supported",
        "guangdong-industrial-robot-share-2024",
    )


@pytest.mark.parametrize(
    "claim_id", ["two-cities-within-guangdong", "firm-shares-within-whole", "talent-within-whole"]
)
def test_what_follows_from_the_parts_of_a_place_is_by_definition(judged, claim_id):
    row = judged.loc[claim_id]
    assert row["verdict"] == "by definition"
    assert all(name.endswith("holds its parts") for name in row["proof"].split(";"))


def test_rank_that_only_repeats_stated_ranks_is_as_stated():
    finding = ledger.judged("rank(robot_firms[Shenzhen], 'city') == 1")
    assert (finding.verdict, finding.proof.figures) == ("as stated", ("shenzhen-robot-firms-rank",))


def test_guangdong_is_first_by_beijings_pair(judged):
    row = judged.loc["guangdong-firms-first"]
    assert row["verdict"] == "holds"
    assert {"beijing-firms", "beijing-firms-share", "guangdong-firms"} <= set(
        row["proof"].split(";")
    )
    assert "440,000 at most" in row["reason_en"]
    assert "44万家" in row["reason_zh"]


def test_beijings_share_is_pinned(implied):
    row = implied.loc[("ai_firms_share", "Beijing")]
    assert (row["low"], row["high"]) == (0.2, pytest.approx(0.205012, abs=1e-6))
    assert row["proof_low"] == "beijing-firms-share"


def test_national_total_is_pinned(implied):
    row = implied.loc[("ai_firms", "China")]
    assert (round(row["low"], 1), round(row["high"], 1)) == (1_560_885.6, 1_569_288.4)


def test_share_of_a_place_whose_count_alone_is_printed_is_implied(implied):
    """606,000 of 1,569,288 at least, 607,000 of 1,560,886 at most."""
    row = implied.loc[("ai_firms_share", "Guangdong")]
    assert (row["low"], row["high"]) == (
        pytest.approx(606_000 / 1_569_288.4, abs=1e-6),
        pytest.approx(607_000 / 1_560_885.6, abs=1e-6),
    )


def test_rank_by_which_others_decide_is_told_as_a_rank(judged):
    row = judged.loc["guangdong-firms-first"]
    assert row["reason_supported_en"] == (
        "By AI-related firms (2024) Guangdong is first of all provinces."
    )
    assert row["reason_supported_zh"] == "按2024年人工智能相关企业数量，广东居各省首位。"
    assert judged.loc["applicants-shenzhen-above-shanghai", "reason_supported_en"].endswith(
        "Shenzhen is second of all cities, Shanghai third."
    )


def test_figure_that_nothing_else_forces_is_as_stated_with_what_the_others_leave(judged):
    row = judged.loc["beijing-firms-share-of-nation"]
    assert (row["verdict"], row["proof"]) == ("as stated", "beijing-firms-share")
    assert row["reason_en"] == (
        "The article prints 20% or more, which we read as 20% to 30%. "
        "Its other figures leave anything from 19.75% to 20.51%."
    )
    assert judged["flips_at_hedge"].isna()[judged["verdict"] == "as stated"].all()


def test_counters_that_contradict_each_other_are_both_told(judged):
    """What the article prints is told above already."""
    assert "The article prints 16." in judged.loc["universities-shenzhen", "reason_en"]
    assert judged.loc["universities-shenzhen", "reason_supported_en"] == (
        "Shenzhen has 16 universities (2024). By another count: Shenzhen has 17 universities "
        "(2024)."
    )


def test_orders_come_with_their_rank_correlation(judged):
    said = {name: judged.loc[name, "reason_en"] for name in judged.index}
    assert said["talent-decides"].endswith("a rank correlation of 0.2.")
    assert said["talent-decides-without-beijing"].endswith("a rank correlation of −1.")
    with_guangzhou = judged.loc["universities-decide-with-guangzhou", "reason_supported_en"]
    assert with_guangzhou.endswith("a rank correlation of 0.4.")


def test_fractions_ranks_and_small_numbers_stand_in_words(judged):
    said = dict(zip(judged.index, judged["says_en"], strict=True))
    assert "not a fifth" in said["core-industry-not-a-fifth"]
    assert said["guangdong-robots-half"].startswith("Guangdong makes nearly half of")
    assert said["shenzhen-firms-ranked"].startswith("Shenzhen is second of the five cities")
    assert said["dragons-seats"].startswith("All of Hangzhou's six dragons")


def test_two_firms_world_wide_staff_is_what_the_article_prints(judged):
    """207,000 x 55.4% and 108,436 x 74%, over 428,500: 45.5%, which lies in 42.75% to 47.25%."""
    row = judged.loc["two-firms-world-wide"]
    assert (row["supported"], row["supported_how"]) == ("supported", "weakly")
    assert {"huawei-staff-2022-report", "tencent-staff-2022"} <= set(row["references"].split(";"))
    for bounds, support in (("> 45.3%", "supported"), ("< 45.7%", "supported")):
        text = "(huawei_rd_staff[Shenzhen, 2022] + tencent_rd_staff[Shenzhen, 2022])"
        claim = ledger.read(f"{text} / rd_staff[Shenzhen, 2022] {bounds}")
        assert ledger.references().support(claim, ["shenzhen-rd-staff"]).support == support


def test_core_industry_is_7_percent_of_the_country(judged):
    assert judged.loc["core-industry-not-a-fifth", "supported"] == "supported"
    share = "ai_core_industry_cny[Shenzhen, 2023] / ai_core_industry_cny[China, {}]"
    for year, bounds in ((2023, "> 6.6%"), (2023, "< 6.9%"), (2022, "> 7.6%"), (2022, "< 7.8%")):
        claim = ledger.read(f"{share.format(year)} {bounds}")
        support = ledger.references().support(claim, ["shenzhen-core-industry"]).support
        assert support == "supported"


def test_hangzhou_against_the_two_flips_between_3_and_4_percent(judged):
    """16.525 to 16.535 against 15.95 to 15.97: 3.3585% at least, 3.5384% at most, of the larger."""
    assert judged.loc["hangzhou-talent-equals-two", "flips_at_tolerance"] == "3.358%;3.538%"
    text = "ai_talent_share[Hangzhou] == ai_talent_share[Shanghai] + ai_talent_share[Shenzhen]"
    assert ledger.judged(text, "3%").verdict == "fails"
    assert ledger.judged(text, "4%").verdict == "holds"


def test_mistyped_figure_spoils_nothing_that_it_does_not_touch(typed, judged):
    """Shanghai's firms ten times too many contradict its share; the talent is not touched.

    Of the claims on firms two are judged anew, of all the others each.
    """
    made = ledger.frames()
    figures = made["figures"].copy()
    mistyped = figures["figure_id"] == "shanghai-firms"
    figures.loc[mistyped, ["low", "value", "high"]] *= 10
    touched = judged["claim"].str.contains("ai_firms|-firms")
    asked = {*judged.index[~touched], "beijing-share-pinned", "shanghai-firms-counted"}
    few = [one for one in typed if one.typed.claim_id in asked]
    after = claims.judge_all(few, {**made, "figures": figures})["claims"].set_index("claim_id")
    columns = ["verdict", "proof", "world_true", "world_false", "reason_en", "flips_at_tolerance"]
    for name in judged.index[~touched]:
        assert list(after.loc[name, columns]) == list(judged.loc[name, columns])
    assert "Shanghai's AI-related firms (2,090,000)" in str(
        after.loc["beijing-share-pinned", "reason_en"]
    )
    assert after.loc["beijing-share-pinned", "verdict"] == "holds"
    assert after.loc["shanghai-firms-counted", "verdict"] == "fails"


def test_flips_tell_the_published_verdict_where_hedges_open_as_ours(tables, judged):
    """Walked from the narrowest opening to ours, each hedge ends at the verdict of claims.csv."""
    flips = tables["flips"]
    assert set(flips["by"]) == {"within", "supported"}
    for (claim_id, by, _), rows in flips.groupby(["claim_id", "by", "family"]):
        published = judged.loc[claim_id, "verdict" if by == "within" else "supported"]
        before, after = rows[rows["factor"] <= 1], rows[rows["factor"] > 1]
        assert before["verdict_above"].tolist()[-1:] in ([], [published])
        assert after["verdict_below"].tolist()[:1] in ([], [published])
        assert rows["verdict_above"].tolist()[:-1] == rows["verdict_below"].tolist()[1:]


def test_nearly_half_flips_where_nearly_opens_less(tables):
    """44% (43.5 to 44.5%) lies in 50% less 10% times the factor from 0.65 on, partly from 0.55."""
    flips = tables["flips"]
    rows = flips[(flips["claim_id"] == "guangdong-robots-half") & (flips["by"] == "supported")]
    assert rows.drop(columns=["claim_id", "by"]).to_dict("split")["data"] == [
        ["nearly", 0.55, "contradicted", "open"],
        ["nearly", 0.65, "open", "supported"],
    ]


def test_margin_stands_beside_what_is_larger(judged):
    """Half of 20% against 7.45% at least; half of 320,000 against 115,500 firms at most."""
    assert judged.loc["deepseek-not-strength", "flips_at_margin"] == "34.22%;38.53%"


def test_printed_numbers_taken_exactly_contradict_each_other(tables):
    assert tables["sources"]["narrowest_opening"].tolist() == [0.37]


def test_what_follows_from_the_article_is_held_against_no_reference(judged):
    row = judged.loc["firms-imply-one-whole"]
    columns = ["supported", "supported_how", "supported_proof", "references", "reason_supported_en"]
    assert list(row[columns]) == ["none", "", "", "", ""]


def test_amounts_are_bounded_as_far_by_the_figures_that_they_name(typed):
    """With no other figures than those named, each amount lies within the bounds told of it."""
    found, english = [], names("en", ledger.frames())
    for claim in typed:
        if claim.formula is None or is_about_lists(claim.formula):
            continue
        question = ledger.worlds().about(claim.formula, claim.typed.restates)
        reason = Reason(Facts(question, ledger.known(), judge(question), {}), english)
        for _, fact in reason.named():
            ids = reason.facts.forced_by(fact)
            near = [one for one in question.near if not one.figure or one.name in ids]
            amount = question.scope.amount(fact.amount)
            assert amount
            ends = [question.furthest(amount, most, near) for most in (False, True)]
            found.append((ends[0] or 0) >= (fact.bounds[0] or 0) and ends[1] == fact.bounds[1])
    assert len(found) > 20
    assert all(found)


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "all provinces of which it gives no number, together"),
        ("zh", "文中没有给出数字的各省合计"),
    ],
)
def test_amounts_of_the_rest_say_that_they_are_of_those_without_a_number(typed, language, name):
    claim = next(one for one in typed if one.typed.claim_id == "guangdong-firms-first")
    question = ledger.worlds().about(claim.formula, claim.typed.restates)
    words = names(language, ledger.frames())
    reason = Reason(Facts(question, ledger.known(), judge(question), {}), words)
    assert reason.named()[-1][0] == name


def test_bounds_that_all_figures_force_name_more_than_the_proof_of_the_verdict(judged):
    named = set(judged.loc["guangdong-over-a-third", "reason_figures"].split(";"))
    assert {"guangzhou-firms-share", "shanghai-firms-share"} <= named
    used = judged.loc["two-firms-world-wide", "reason_supported_figures"].split(";")
    assert "huawei-staff-2022-report" in used


def test_what_the_other_shares_leave_is_told_where_it_ends_on_one_side(judged):
    row = judged.loc["talent-beijing"]
    assert row["reason_en"].endswith("Its other figures leave at most 67.53%.")
    assert row["reason_zh"].endswith("文中其他数字容许至多67.53%。")


def test_claims_on_sizes_of_lists_have_no_margin():
    question = ledger.ask("count(hangzhou-dragons) > count(shenzhen-wolves)")
    assert turns(question, judge(question)) == Turns(why="list")


def test_no_flip_within_is_told_that_the_engine_does_not_give(typed, tables):
    """As the hedge opens a little less than to where the verdict turns."""
    asked = {one.typed.claim_id: one for one in typed}
    within = tables["flips"].query("by == 'within'").to_dict("records")
    assert len(within) > 1
    for row in within:
        claim, factor = asked[row["claim_id"]], Fraction(str(row["factor"]))
        question = ledger.worlds().about(claim.formula, claim.typed.restates)
        turned = {"verdict_below": factor - Fraction(1, 20), "verdict_above": factor}
        for column, wide in turned.items():
            assert judge(opened(question, wide, row["family"])).verdict == row[column]
