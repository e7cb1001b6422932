"""The front page's headlines, sources, grounds and what would change them."""

import pandas as pd
import pytest

from analysis import findings
from analysis.errors import DataError

from .reading import links, words

CLAIM = {
    "claim_id": "equal",
    "kind": "assertion",
    "references": "r",
    "held_against": "",
    "template_en": "Wuhan has {a}, as R&D.",
    "template_zh": "武汉有{a}。",
    "says_en": "Wuhan has 5%, as R&D.",
    "says_zh": "武汉有5%。",
    "verdict": "holds",
    "reason_en": "It comes to 5%.",
    "reason_zh": "得5%。",
    "supported": "none",
    "supported_how": "",
    "supported_proof": "r",
    "reason_supported_en": "",
    "reason_supported_zh": "",
    "proof": "a",
    "flips_at_tolerance": "",
    "flips_at_hedge": float("nan"),
    "reason_figures": "",
    "reason_supported_figures": "",
    **dict.fromkeys(("headline_en", "headline_zh", "change_en", "change_zh"), ""),
}
OUTSIDE = {**CLAIM, "supported": "supported", "reason_supported_en": "They count 7."}
CITED = pd.DataFrame(
    {
        "figure_id": ["a", "r", "other"],
        "source_id": ["post", None, None],
        "place": ["Wuhan"] * 3,
        "metric": ["share"] * 3,
        "year": [None, 2023, None],
        "hedge": ["exact", "nearly", "exact"],
        "value": [0.05, 0.07, 0.1],
        "unit": ["share"] * 3,
    }
)
AMOUNTS = pd.DataFrame(
    {
        "claim_id": ["equal"],
        "by": ["within"],
        "name_en": ["Wuhan's share (2023)"],
        "name_zh": ["2023年武汉企业占比"],
        "low": [0.0661],
        "high": [0.0779],
        "unit": ["share"],
        "ids": ["a;r"],
    }
)
FLIPS = pd.DataFrame(
    {
        "claim_id": ["equal"] * 2,
        "by": ["within"] * 2,
        "family": ["about", "nearly"],
        "factor": [3.0, 0.5],
        "verdict_below": ["holds", "open"],
        "verdict_above": ["fails", "holds"],
    }
)
IMPLIED = pd.DataFrame(
    {
        "figure_id": ["", "a"],
        "place": ["China", "Wuhan"],
        "metric": ["firms", "share"],
        "low": [10.0, 0.0],
        "high": [12.0, 1.0],
        "unit": ["count", "share"],
        "proof_low": ["a", ""],
        "proof_high": ["r", ""],
    }
)


def test_a_headline_is_the_claim_s_own_words(english, chinese):
    """Without a full stop, its numbers linked."""
    found = findings.front.headline(CLAIM, AMOUNTS, CITED, english)
    assert found.startswith("Wuhan has <a ")
    assert found.endswith(">5%</a>, as R&amp;D")
    assert findings.front.headline(CLAIM, AMOUNTS, CITED, chinese).endswith(">5%</a>")


@pytest.mark.parametrize(
    ("verdicts", "told", "in_chinese"),
    [
        ({"verdict": "fails"}, "“Wuhan has 5%, as R&D” does not hold", "“武汉有5%”不成立"),
        (
            {"supported": "contradicted"},
            "“Wuhan has 5%, as R&D” is contradicted by others",
            "“武汉有5%”与独立数据不符",
        ),
        ({"verdict": "open"}, "“Wuhan has 5%, as R&D”: open", "“武汉有5%”：未定"),
        ({"verdict": "conflicting"}, "“Wuhan has 5%, as R&D”: conflicting", "“武汉有5%”：自相矛盾"),
        ({"verdict": "open", "supported": "supported"}, "Wuhan has 5%, as R&D", "武汉有5%"),
        ({"verdict": "by definition"}, "Wuhan has 5%, as R&D", "武汉有5%"),
    ],
)
def test_a_claim_that_is_not_borne_out_is_no_headline_without_its_verdict(
    verdicts, told, in_chinese, english, chinese
):
    claim, front = {**CLAIM, **verdicts}, findings.front
    for said, words_in in ((told, english), (in_chinese, chinese)):
        headline = front.headline(claim, AMOUNTS, CITED, words_in)
        assert words(findings.prose.sentence(headline)) == said
        none, leading = pd.DataFrame(), pd.DataFrame([claim])
        assert front.title(none, leading, CITED, words_in) == said


def test_a_headline_may_be_written_for_a_claim(english):
    """It shows figures by their ids, amounts by number, and the tolerance rounded up."""
    text = "{a} & {r}: about {about_within_1}, {within_1}, within {tolerance}"
    claim = {**CLAIM, "headline_en": text, "flips_at_tolerance": "3.358%;3.538%"}
    found = findings.prose.sentence(findings.front.headline(claim, AMOUNTS, CITED, english))
    assert words(found) == "5% & nearly 7%: about 7.2%, 6.6% to 7.8%, within 3.54%"
    assert [ids for _, ids in links(found)] == ["a", "r", "a;r", "a;r", "claim-equal"]
    untold = findings.front.headline({**claim, "flips_at_tolerance": ""}, AMOUNTS, CITED, english)
    own = findings.front.headline(CLAIM, AMOUNTS, CITED, english)
    assert untold == own, "no tolerance is told where there is none"


def test_sources_are_what_a_claim_shows_and_rests_on(english, chinese):
    assert words(findings.front.sources(OUTSIDE, CITED, english)) == (
        "Printed: Wuhan, share: 5%. Independent: Wuhan, share (2023): nearly 7%."
    )
    assert words(findings.front.sources(CLAIM, CITED, chinese)) == "文中数字：武汉企业占比：5%。"


def test_what_a_claim_rests_on(english, chinese):
    found = findings.front.rests(CLAIM, english)
    assert words(found) == (
        "What it rests on. The article's own figures bear it out. It comes to 5%. Every step"
    )
    assert [ids for _, ids in links(found)] == ["claim-equal", "claim-equal"]
    assert words(findings.front.rests(CLAIM, chinese)) == (
        "依据：按文中数字，这一说法成立。得5%。逐步推导"
    )


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (
            {"flips_at_tolerance": "3.358%;3.538%"},
            "Allow a difference of 3.538%, and the claim holds",
        ),
        (
            {"flips_at_tolerance": "0%;16.67%"},
            "Allow a difference of 16.67%, and the claim holds; allow less, and it stays open",
        ),
        ({"flips_at_hedge": 20.24}, "Were all its hedges read 20.2 times as wide"),
        ({"flips_at_hedge": float("inf")}, "no other reading of its hedges does"),
        ({}, "Other figures than the article's would"),
        ({"supported": "supported"}, "Better figures than the independent ones"),
    ],
)
def test_what_would_change_a_verdict(claim, expected, english):
    found = findings.front.changes(
        {**CLAIM, **claim}, AMOUNTS, FLIPS.head(0), CITED, IMPLIED, english
    )
    assert expected in words(found)
    assert words(found).startswith("What would change it. ")


def test_the_hedge_that_flips_a_verdict_first_is_named(english, chinese):
    found = findings.front.changes(CLAIM, AMOUNTS, FLIPS, CITED, IMPLIED, english)
    assert words(found) == (
        "What would change it. Were “nearly” read less than 0.5 times as wide, the verdict would "
        "be: open."
    )
    wider = findings.front.changes(CLAIM, AMOUNTS, FLIPS.head(1), CITED, IMPLIED, chinese)
    assert words(wider) == ("结论何时会变：若把“约”的幅度放宽到现在的3倍，结论就变成：不成立。")


def test_a_headline_of_amounts_that_a_verdict_lacks_gives_way_to_the_claim_s_words(english):
    claim = {**CLAIM, "headline_en": "About {about_supported_1}"}
    plain = findings.front.headline(CLAIM, AMOUNTS, CITED, english)
    within = AMOUNTS[AMOUNTS["by"] == "within"]
    assert findings.front.headline(claim, within, CITED, english) == plain


def test_a_headline_that_names_what_there_is_not_is_refused(english):
    claim = {**CLAIM, "headline_en": "Over {within_3}"}
    with pytest.raises(DataError, match=r"claim 'equal'.*'\{within_3\}'.*within_1"):
        findings.front.headline(claim, AMOUNTS, CITED, english)


def test_a_change_may_be_written_for_a_claim(english):
    """It may show what the figures imply, by metric and place."""
    claim = {**CLAIM, "change_en": "A total of {firms-China}."}
    found = findings.front.changes(claim, AMOUNTS, FLIPS, CITED, IMPLIED, english)
    assert words(found) == "What would change it. A total of 10 to 12."
    assert links(found) == [("10 to 12", "a;r")]


def test_why_whoever_leads_does(english):
    spans = pd.DataFrame(
        {
            "place": ["A", "B", "C"],
            "first_low": [1.0, 0.0, 0.0],
            "best": [1, 2, 2],
            "worst": [1, 3, 3],
            "turns": [False, True, True],
        }
    )
    figures = pd.DataFrame(
        {
            "figure_id": ["x", "y", "z"],
            "place": ["A", "A", "B"],
            "metric": ["firms", "talent", "talent"],
            "value": [2.0, 2.0, 1.0],
            "year": [None, 2024.0, 2021.0],
            "attributed_to": ["", "", "Sun"],
        }
    )
    assert words(findings.front.leads(spans, figures, english)) == (
        "What it rests on. By the article's figures A comes first on all two metrics compared "
        "(firms and talent), so that no way of scoring, averaging or weighting them can take the "
        "lead away. B and C change rank as soon as one of these choices is made differently. "
        "The figures for talent are of different years: B in 2021; A in 2024."
    )
    behind = figures.assign(value=[2.0, 1.0, 2.0])
    assert "two metrics A comes first by every" in words(
        findings.front.leads(spans, behind, english)
    )
    nobody = spans.assign(first_low=0.0)
    assert "no place comes first" in words(findings.front.leads(nobody, figures, english))
    settled = findings.front.leads(spans.assign(worst=[1, 2, 3], best=[1, 2, 3]), figures, english)
    assert "the order behind is the same" in words(settled)
    assert "change rank" not in words(settled)
    partly = words(findings.front.leads(spans.assign(turns=[False, True, False]), figures, english))
    assert "B changes rank as soon as one of these choices is made differently. C comes " in partly
    assert "elsewhere only in some draws, or where several choices are made differently." in partly
    one = findings.front.leads(spans, figures.head(1), english)
    assert "first on the one metric compared (firms)" in words(one)


def test_what_would_take_the_lead_away(english, chinese):
    """Ranks that put another first are named, since no number stands beside them."""
    spans = pd.DataFrame({"place": ["A", "B"], "first_low": [1.0, 0.0]})
    figures = pd.DataFrame({"place": ["A", "B"], "metric": ["firms"] * 2, "value": [2.0, 1.0]})
    rivals = pd.DataFrame({"figure_id": ["r"], "place": ["B"], "of": ["talent"]})
    found = findings.front.leads_change(spans, figures, rivals, english)
    assert words(found) == (
        "What would change it. A metric on which another place is ahead might. Among those "
        "compared there is none; the article ranks B first by talent, where A has no number here."
    )
    assert links(found) == [("talent", "r")]
    none = findings.front.leads_change(spans, figures, rivals.head(0), chinese)
    assert words(none).endswith("还没有这样的指标。")
    behind = figures.assign(value=[1.0, 2.0])
    found = findings.front.leads_change(spans, behind, rivals, english)
    assert "choice that was not tried" in words(found)


def test_the_title_is_who_leads_else_the_first_lead_else_of_whom_most_is_printed(english):
    spans = pd.DataFrame({"place": ["A"], "first_low": [1.0], "usual_best": 1, "usual_worst": 2})
    leading = pd.DataFrame([CLAIM])
    figures = pd.DataFrame({"place": ["Ulm", "Bonn", "Ulm"]})
    title = findings.front.title
    assert title(spans, leading, figures, english).startswith(
        "By the article's own figures, A leads"
    )
    assert title(spans.head(0), leading, figures, english) == "Wuhan has 5%, as R&D"
    none = leading.head(0)
    assert (
        title(spans.head(0), none, figures, english) == "The figures read here tell most about Ulm"
    )
    assert "as much of one place" in title(spans.head(0), none, figures.head(2), english)


def test_a_text_is_introduced_in_its_own_words_or_by_its_publisher(english):
    told = pd.Series(
        {"publisher_en": "Sun & Sons", "published": "2025-02", "about_en": "A *post* on R&D."}
    )
    claims = pd.DataFrame({"kind": ["check"], "supported": ["none"], "verdict": ["holds"]})
    opening = findings.front.opening(told, claims, english)
    assert opening.data == "<p>A <em>post</em> on R&amp;D.</p>"
    told["about_en"] = "Early in 2025 a post on 12025 things."
    opening = findings.front.opening(told, claims, english)
    assert [shown for shown, _ in links(opening)] == ["2025"], "a date leads to what it is"
    told["about_en"] = ""
    assert links(findings.front.opening(told, claims, english))[0][0] == "February 2025"
    assert (
        findings.front.about(told, english) == "A text published by Sun &amp; Sons (February 2025)."
    )
    told["subject"] = "A press release on R&D."
    assert findings.front.about(told, english) == (
        "A press release on R&amp;D, published by Sun &amp; Sons (February 2025)."
    )


def judged(*supported):
    """Return as many assertions that the article's own figures bear out."""
    names = [f"c{number}" for number, _ in enumerate(supported)]
    same = {"kind": "assertion", "verdict": "holds", "claim_id": names, "supported": supported}
    return pd.DataFrame(same)


def test_the_opening_says_what_others_make_of_the_assertions(english):
    told = pd.Series({"publisher_en": "Sun", "published": "2025-02", "about_en": "A post."})
    opening = findings.front.opening(told, judged("supported", "contradicted", "none"), english)
    assert opening.text == (
        "A post. We held 3 of its assertions against what others had counted: 1 is supported, "
        "1 is contradicted and 1 is left undecided because nobody else has a figure for it. By "
        "the article's own figures no assertion is false, which does not make any of them right."
    )
    assert opening.data.count("data-how") == 4, "every number leads to the claims it counts"
    more = judged("supported", "none", "none", "open")
    assert (
        "1 is supported and 3 are left undecided, 2 of them because nobody else "
        "has a figure for them." in findings.front.opening(told, more, english).text
    )
    some = findings.front.opening(told, judged("supported", "open"), english).text
    assert "1 is supported and 1 is left undecided. By" in some


def test_of_a_source_that_nobody_else_meets_the_opening_says_what_its_own_figures_make(english):
    told = pd.Series({"publisher_en": "Sun", "published": "2025-02", "about_en": "A post."})
    opening = findings.front.opening(told, judged("none", "none"), english).text
    assert "By its own, 2 hold." in opening
