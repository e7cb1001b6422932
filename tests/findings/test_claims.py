"""Verdicts in words in both languages, each number linked."""

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from analysis import findings

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
        "reason_supported_en": ["", "It is 7%.", "It may be.", ""],
        "reason_supported_zh": ["", "为7%。", "也许。", ""],
        "references": ["", "r1", "r2", ""],
        "flips_at_tolerance": [""] * 4,
        "held_against": ["references"] * 4,
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
LABELS = {
    "en": pd.Series({"firms": "firms", "share": "share of firms"}),
    "zh": pd.Series({"firms": "企业", "share": "企业占比"}),
}


def words(html):
    """Return a finding's text, without its links."""
    return BeautifulSoup(html.data, "html.parser").get_text()


def links(html):
    """Return each link's text and where it leads."""
    found = BeautifulSoup(html.data, "html.parser").find_all("a")
    return [(link.get_text(), link["href"]) for link in found]


def how(html):
    """Return what each computed number rests on."""
    found = BeautifulSoup(html.data, "html.parser").select("a[data-how]")
    return [(link.get_text(), link["data-figures"]) for link in found]


def test_counts_of_assertions():
    found = findings.claims.counts(CLAIMS)
    assert words(found) == (
        "We tested each of the article's 2 assertions on its own figures and then on those of "
        "others. By its own, 1 holds and 1 cannot be checked. By those of others, 1 is "
        "contradicted and on 1 other figures say nothing that decides. Besides, there are 1 checks "
        "of our own and 1 on lists that go by a nickname; they are counted apart."
    )
    assert how(found)[:2] == [("2", "claim-one;claim-two"), ("1", "claim-one")]
    assert words(findings.claims.counts(CLAIMS, "zh")) == (
        "文中2条论断，我们先用它自己的数字核对，再用别人的数字核对。按文中数字，1条成立，"
        "1条无从核对；按独立数据，1条不符，1条没有独立数据可以判定。另有我们自己的核对1条、"
        "关于名单的核对1条，单独统计。"
    )


def test_the_leading_claims_with_what_became_of_them_and_why():
    found = findings.claims.leading(CLAIMS.iloc[:2])
    assert words(found) == (
        "A & B have about 5%. The article's own figures bear it out. It comes to 5%. "
        "Nobody else has been found to count the same. Proof"
        "B is a fifth. Others contradict it, though on weak sources. It is 7%. Proof"
    )
    assert links(found) == [
        ("about 5%", "#a"),
        ("5%", "#claim-one"),
        ("Proof", "#claim-one"),
        ("7%", "#claim-two"),
        ("Proof", "#claim-two"),
    ]
    assert words(findings.claims.leading(CLAIMS.iloc[:1], "zh")) == (
        "甲乙有5%左右。照文中的数字，这一说法成立。得5%。未见他人的同类统计。证据"
    )


def test_nobody_is_looked_for_where_only_the_article_is_asked():
    row = CLAIMS.iloc[0].to_dict() | {"held_against": "article"}
    said = ["The article's own figures bear it out.", "It comes to 5%."]
    assert findings.claims.account(row) == said


def test_equality_that_holds_is_told_with_how_closely():
    row = CLAIMS.iloc[0].to_dict() | {"flips_at_tolerance": "3.475%;3.668%"}
    said = "The article's own figures bear it out, to within 3.668%."
    assert findings.claims.account(row)[0] == said


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
def test_each_verdict_that_says_something_with_its_reason(inside, outside, expected):
    row = {
        "verdict": inside,
        "supported": outside,
        **dict.fromkeys(("supported_how", "flips_at_tolerance", "references"), ""),
        "kind": "assertion",
        "held_against": "references",
        "reason_en": "It is silent.",
        "reason_supported_en": "They count 5.",
    }
    assert findings.claims.account(row) == expected


def test_counters_apart():
    found = findings.claims.counters(REFERENCES, "firms", "China")
    assert words(found).startswith(
        "Counters put the number of firms in China anywhere from 1,000,000 (2023) to nearly "
        "2,000,000 (no year), a factor of 2. Who counts matters more here than any hedge"
    )
    assert how(found) == [("2", "r1;r2")]
    assert words(findings.claims.counters(REFERENCES, "企业", "全国", "zh")).startswith(
        "全国的企业究竟有多少，各家说法从100万（2023）到近200万（no year）不等，相差2倍。"
    )


def test_nobody_else_counts():
    found = findings.claims.counters(REFERENCES.iloc[:0], "firms", "China")
    assert words(found) == "Nobody but the article counts the firms of China."


def test_what_all_figures_narrow():
    found = findings.claims.tighter(IMPLIED.iloc[:1], FIGURES, LABELS["en"])
    assert words(found) == (
        "Read together, the figures say more than each does. Wuhan's share of firms, printed as "
        "more than 20%, can only be 20% to 20.5%."
    )
    assert how(found) == [("20% to 20.5%", "b;a")]
    chinese = IMPLIED.iloc[:1].assign(place="武汉")
    assert words(findings.claims.tighter(chinese, FIGURES, LABELS["zh"], "zh")) == (
        "几个数字合起来，比各自所说更多：武汉的企业占比写作20%以上，实际只能是20%至20.5%。"
    )
    assert words(findings.claims.tighter(IMPLIED.iloc[:0], FIGURES, LABELS["en"])) == (
        "Read together, the figures say no more than each does."
    )


def test_a_total_that_nobody_prints():
    rows = IMPLIED.iloc[[1]]
    found = findings.claims.totals(rows, LABELS["en"])
    assert words(found) == (
        "No total is printed for Wuhan, yet 2 of the article's figures pin its firms: "
        "495,000 to 500,000."
    )
    wide = pd.concat([rows, rows.assign(place="Xian", width=0.5)], ignore_index=True)
    assert words(findings.claims.totals(wide, LABELS["en"])).endswith(
        "What no figure prints and the others pin as well: Xian's firms, 495,000 to 500,000."
    )
    assert words(findings.claims.totals(rows.assign(place="武汉"), LABELS["zh"], "zh")) == (
        "文中没有给出武汉的总数，但其中2个数字已把企业限定为49.5万至50万。"
    )


def test_the_implied_bounds_beside_the_print_s():
    found = findings.claims.implied_table(IMPLIED.iloc[:1], FIGURES, LABELS["en"])
    assert links(found) == [
        ("more than 20%", "#b"),
        ("20% to 30%", "#b"),
        ("20% to 20.5%", how_anchor(found)),
    ]


def how_anchor(html):
    """Return where the computed number leads."""
    return BeautifulSoup(html.data, "html.parser").select_one("a[data-how]")["href"]


def test_a_share_that_no_total_bears_out():
    found = findings.claims.shares(PARTS, FIGURES, LABELS["en"])
    assert words(found) == (
        "Wuhan's firms, at 100,000, is 4.5% to 11% of the country's by 2 independent totals, and "
        "not the more than 20% that the article prints."
    )
    level = PARTS.assign(printed_low=0.05)
    assert words(findings.claims.shares(level, FIGURES, LABELS["zh"], "zh")) == (
        "Wuhan的企业为10万，按2个独立的全国总数计算，占全国4.5%至11%；文中写作20%以上。"
    )
    assert words(findings.claims.shares(PARTS.iloc[:0], FIGURES, LABELS["en"])) == (
        "Nobody but the article gives a total to hold the share against."
    )


def test_the_part_of_each_total():
    found = findings.claims.shares_table(PARTS, REFERENCES)
    cells = BeautifulSoup(found.data, "html.parser").select("tbody tr")[0].select("td")
    assert [cell.get_text() for cell in cells] == ["1,000,000", "2023", "9% to 11%", "B"]


def met(**changes):
    rows = {
        "claim_id": ["one"],
        "printed_id": ["a"],
        "figure_id": ["r1"],
        "side": ["against"],
        "value": [10.0],
    }
    return pd.DataFrame(rows | changes)


def test_independent_figures_within_and_without():
    assert words(findings.claims.confronted(met())) == (
        "Of 1 independent figures for what the article prints, 0 lie within its bounds, 1 lie "
        "outside of them, and 0 reach beyond them."
    )
    assert words(findings.claims.confronted(met(), "zh")) == (
        "与文中所印同一事物的独立数据有1项，其中0项落在其幅度之内，1项落在其外，0项部分重合。"
    )
    assert words(findings.claims.confronted(met().iloc[:0])) == (
        "No independent figure measures what the article prints."
    )


def test_the_table_names_a_claim_once():
    rows = pd.concat([met(), met(figure_id=["r2"], side=["for"], value=[20.0])])
    found = findings.claims.confronted_table(rows, FIGURES, REFERENCES, LABELS["en"])
    cells = [
        [cell.get_text() for cell in row.select("td")]
        for row in BeautifulSoup(found.data, "html.parser").select("tbody tr")
    ]
    assert cells == [
        ["Wuhan, firms", "100,000", "1,000,000", "1,000%", "outside", "2023", "B"],
        ["", "", "nearly 2,000,000", "2,000%", "within", "no year", "C"],
    ]
