"""Verdicts in words in both languages, each number linked."""

import pandas as pd
import pytest

from analysis import findings

from .reading import cells, links, words

CLAIMS = pd.DataFrame(
    {
        "claim_id": ["one", "two", "three", "four"],
        "kind": ["assertion", "assertion", "check", "list"],
        "template_en": ["A & B have {a}.", "B is a fifth.", "C leads.", "They are {a}."],
        "template_zh": ["甲乙有{a}。", "乙占五分之一。", "丙领先。", "共{a}。"],
        "says_en": ["A & B have about 5%.", "B is a fifth.", "C leads.", "They are 5."],
        "says_zh": ["甲乙有5%左右。", "乙占五分之一。", "丙领先。", "共五。"],
        "verdict": ["holds", "not checkable", "fails", "holds"],
        "reason_en": ["It comes to 5%.", "Nothing is given.", "It is no. 2.", "It lists 5."],
        "reason_zh": ["得5%。", "没有数字。", "第2。", "共5个。"],
        "supported": ["none", "contradicted", "open", "none"],
        "supported_how": ["", "weakly;hindsight", "", ""],
        "references": ["r1", "r1", "r1", ""],
        "held_against": [""] * 4,
        "flips_at_tolerance": [""] * 4,
        "reason_supported_en": ["", "It is 7%.", "It may be.", ""],
        "reason_supported_zh": ["", "为7%。", "也许。", ""],
    }
)
FIGURES = pd.DataFrame(
    {
        "figure_id": ["a", "b"],
        "place": ["Wuhan", "Wuhan"],
        "metric": ["firms", "share"],
        "hedge": ["exact", "more than"],
        "low": [9e4, 0.2],
        "value": [1e5, 0.2],
        "high": [1.1e5, 0.3],
        "open_low": [False, False],
        "open_high": [False, False],
        "unit": ["count", "share"],
        "year": pd.array([None, None], dtype="Int64"),
    }
)
REFERENCES = pd.DataFrame(
    {
        "figure_id": ["r1", "r2"],
        "place": ["China", "China"],
        "metric": ["firms", "firms"],
        "counter": ["A & Co", "B"],
        "hedge": ["exact", "nearly"],
        "low": [1e6, 1.9e6],
        "value": [1e6, 2e6],
        "high": [1e6, 2e6],
        "unit": ["count", "count"],
        "year": pd.array([2023, None], dtype="Int64"),
        "grade": ["B", "C"],
    }
)
IMPLIED = pd.DataFrame(
    {
        "place": ["Wuhan", "Wuhan"],
        "metric": ["share", "firms"],
        "figure_id": ["b", ""],
        "low": [0.2, 495_000],
        "high": [0.205, 500_000],
        "unit": ["share", "count"],
        "proof_low": ["b", "a;b"],
        "proof_high": ["a;b", "b"],
        "width": [0.02, 0.01],
    }
)
PARTS = pd.DataFrame(
    {
        "figure_id_part": ["a", "a"],
        "figure_id": ["r1", "r2"],
        "printed_id": ["b", "b"],
        "printed_low": [0.2, 0.2],
        "printed_high": [0.3, 0.3],
        "low": [0.09, 0.045],
        "high": [0.11, 0.058],
        "ids": ["a;r1", "a;r2"],
        "grade": ["B", "C"],
    }
)


def test_counts_of_assertions(english, chinese):
    found = findings.claims.counts(CLAIMS, english)
    assert words(found) == (
        "We tested each of the article's 2 assertions on its own figures and then on those of "
        "others. By its own, 1 holds and 1 cannot be checked. By those of others, 1 is "
        "contradicted and on 1, other figures say nothing that decides. Besides, we made 1 "
        "check of "
        "our own and 1 test of a list that goes by a nickname; they are counted apart."
    )
    assert links(found)[:2] == [("2", "claim-one;claim-two"), ("1", "claim-one")]
    assert words(findings.claims.counts(CLAIMS, chinese)) == (
        "文中的2条论断，我们先用它自己的数字核对，再用别人的数字核对。按文中数字，1条成立、"
        "1条无从核对。按独立数据，1条不符、1条没有独立数据可以判定。此外，我们自己所作的核对有1条、"
        "关于绰号名单的核对有1条，另行统计。"
    )


def test_kinds_of_claims_that_there_are_none_of_are_not_counted(english):
    checks = words(findings.claims.counts(CLAIMS[CLAIMS["kind"] != "list"], english))
    assert "nickname" not in checks
    assert checks.endswith("Besides, we made 1 check of our own; they are counted apart.")
    alone = words(findings.claims.counts(CLAIMS[CLAIMS["kind"] == "assertion"], english))
    assert "Besides" not in alone


@pytest.mark.parametrize(
    ("supported", "expected"),
    [
        (
            ["supported", "none"],
            "most of the article's assertions: one supported, none contradicted",
        ),
        (
            ["contradicted"] * 2,
            "most of the article's assertions: none supported, two contradicted",
        ),
        (["none", "open"], "few of the article's assertions: none supported, none contradicted"),
    ],
)
def test_the_title_counts_what_independent_figures_decide(supported, expected, english):
    rows = CLAIMS.head(2).assign(supported=supported)
    assert findings.claims.counts_title(rows, english) == f"Independent figures decide {expected}"


def test_verdicts_without_their_reasons(english, chinese):
    found = findings.claims.verdicts(CLAIMS.iloc[:2], english)
    assert repr(found) == (
        "- A & B have about 5%. The article's own figures bear it out.\n"
        "- B is a fifth. Others contradict it, though on weak sources."
    )
    assert [leads for _, leads in links(found)] == ["claim-one", "claim-two"]
    assert repr(findings.claims.verdicts(CLAIMS.iloc[:1], chinese)) == (
        "- 甲乙有5%左右。照文中的数字，这一说法成立。"
    )


@pytest.mark.parametrize(
    ("inside", "outside", "expected"),
    [
        ("not checkable", "supported", ["Others bear it out.", "They count 5."]),
        ("not checkable", "none", ["The article gives nothing to check it by.", "It is silent."]),
        (
            "holds",
            "conflicting",
            [
                *("The article's own figures bear it out.", "It is silent."),
                *("Others disagree on it.", "They count 5."),
            ],
        ),
        (
            "open",
            "open",
            [
                *("The article itself leaves it open.", "It is silent."),
                *("Others leave it open.", "They count 5."),
            ],
        ),
    ],
)
def test_each_verdict_that_says_something_with_its_reason(inside, outside, expected, english):
    row = {
        "verdict": inside,
        "supported": outside,
        "supported_how": "",
        "kind": "assertion",
        "references": "",
        "held_against": "",
        "flips_at_tolerance": "",
        "reason_en": "It is silent.",
        "reason_supported_en": "They count 5.",
    }
    assert findings.claims.account(row, english) == expected


def test_counters_apart(english, chinese):
    found = findings.claims.counters(REFERENCES, "firms", "China", english)
    assert words(found).startswith(
        "Counters put the number of firms in China anywhere from 1,000,000 (2023) to nearly "
        "2,000,000 (no year), a factor of 2. Who counts matters more here than any hedge"
    )
    assert links(found)[-1] == ("2", "r1;r2")
    assert words(findings.claims.counters(REFERENCES, "firms", "China", chinese)).startswith(
        "China的企业究竟有多少，各家说法从100万（2023）到近200万（年份不详）不等，相差2倍。"
    )


def test_nobody_else_counts(english):
    found = findings.claims.counters(REFERENCES.iloc[:0], "firms", "China", english)
    assert words(found) == "Nobody but the article counts the firms of China."


def test_what_all_figures_narrow(english, chinese):
    rows = IMPLIED.iloc[:1]
    found = findings.claims.tighter(rows, FIGURES, english)
    assert words(found) == (
        "Read together, the figures say more than each does alone. Wuhan's share, printed as 20% "
        "or more, can only be 20% to 20.5%."
    )
    assert links(found)[1] == ("20% to 20.5%", "b;a")
    assert words(findings.claims.tighter(rows, FIGURES, chinese)) == (
        "几个数字合起来，比各自所说更多：武汉的企业占比写作20%以上，实际只能是20%至20.5%。"
    )
    assert words(findings.claims.tighter(IMPLIED.iloc[:0], FIGURES, english)) == (
        "Read together, the figures say no more than each does alone."
    )
    assert findings.claims.tighter_title(rows, english).startswith("Wuhan's share is pinned down")


def test_a_total_that_nobody_prints(english, chinese):
    rows = IMPLIED.iloc[[1]]
    found = findings.claims.totals(rows, english)
    assert words(found) == (
        "Nobody prints a total for Wuhan, yet 2 of the article's figures pin its firms to 495,000 "
        "to 500,000."
    )
    wide = pd.concat([rows, rows.assign(place="Xian", width=0.5)], ignore_index=True)
    assert words(findings.claims.totals(wide, english)).endswith(
        "The figures also limit Xian's firms to 495,000 to 500,000."
    )
    assert words(findings.claims.totals(rows, chinese)) == (
        "文中没有给出武汉的总数，但其中2个数字已把企业限定为49.5万至50万。"
    )


def test_the_implied_bounds_beside_the_print_s(english):
    found = findings.claims.implied_table(IMPLIED.iloc[:1], FIGURES, english)
    assert cells(found) == [
        ["Figure", "Printed", "Each alone allows", "All together allow"],
        ["Wuhan, share", "20% or more", "20% to 30%", "20% to 20.5%"],
    ]
    assert [leads for _, leads in links(found)] == ["b", "b", "b;a"]


def test_titles_of_totals_and_counters_say_what_was_found(english, chinese):
    title = findings.claims.shares_title
    said = findings.prose.plain(title(PARTS, FIGURES, english))
    assert said == "Every national total makes it 4% or 11%, not 20% or more"
    assert findings.prose.plain(title(PARTS, FIGURES, chinese)) == (
        "按哪个全国总数算，都只占4%或11%，而不是20%以上"
    )
    level = findings.prose.plain(title(PARTS.assign(printed_low=0.05), FIGURES, english))
    assert level == "The national totals make it 4% or 11%"
    counts = pd.DataFrame({"figure_id": ["a", "b"], "value": [6.0, 42.5]})
    said = findings.claims.counters_title(counts, english)
    assert findings.prose.plain(said) == "Counters differ by a factor of seven"
    assert findings.claims.counters_title(counts.head(1), english) == "Nobody else has counted"


def test_a_share_that_no_total_bears_out(english, chinese):
    found = findings.claims.shares(PARTS, FIGURES, english)
    assert words(found) == (
        "Wuhan's firms, at 100,000, is 4.5% to 11% of the country's by 2 independent totals, and "
        "not the 20% or more that the article prints."
    )
    assert "by the 1 independent total there is" in words(
        findings.claims.shares(PARTS.head(1), FIGURES, english)
    )
    level = PARTS.assign(printed_low=0.05)
    assert words(findings.claims.shares(level, FIGURES, chinese)) == (
        "武汉的企业为10万，按2个独立的全国总数计算，占全国4.5%至11%；文中写作20%以上。"
    )
    assert words(findings.claims.shares(PARTS.iloc[:0], FIGURES, english)) == (
        "Nobody but the article gives a total to hold the share against."
    )


def test_the_part_of_each_total(english):
    found = findings.claims.shares_table(PARTS, REFERENCES, english)
    assert cells(found)[1] == ["1,000,000", "2023", "9% to 11%", "B"]


def met(**changes):
    rows = {
        "claim_id": ["one"],
        "printed_id": ["a"],
        "figure_id": ["r1"],
        "side": ["against"],
        "value": [10.0],
    }
    return pd.DataFrame(rows | changes)


def both():
    return pd.concat([met(), met(figure_id=["r2"], side=["for"], value=[20.0])])


def test_independent_figures_within_and_without(english, chinese):
    assert words(findings.claims.confronted(met(), english)) == (
        "1 independent figure measures what the article prints: 1 lies outside."
    )
    assert words(findings.claims.confronted(both(), english)) == (
        "2 independent figures measure what the article prints: 1 lies within its bounds and 1 "
        "lies outside."
    )
    assert words(findings.claims.confronted(met(), chinese)) == (
        "与文中数字统计同一事物的独立数据有1项：1项落在其外。"
    )
    assert words(findings.claims.confronted(met().iloc[:0], english)) == (
        "No independent figure measures what the article prints."
    )


def test_the_title_says_where_most_independent_figures_lie(english):
    title = findings.claims.confronted_title
    assert title(met(), english) == "Most independent figures disagree with the print"
    assert title(both(), english) == "Half of the independent figures lie outside what is printed"
    third = pd.concat([both(), both().assign(side="neither"), both().tail(1)])
    assert title(third, english) == "Independent figures lie within and outside of what is printed"


def test_the_table_names_a_claim_once(english):
    found = findings.claims.confronted_table(both(), FIGURES, REFERENCES, english)
    assert cells(found)[1:] == [
        ["Wuhan, firms", "100,000", "1,000,000", "1,000%", "outside", "2023", "B"],
        ["", "", "nearly 2,000,000", "2,000%", "within", "no year", "C"],
    ]
    none = findings.claims.confronted_table(met().iloc[:0], FIGURES, REFERENCES, english)
    assert words(none).startswith("No independent figure")
