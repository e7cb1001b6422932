"""The rows of numbers, from processed tables of a few rows."""

import pytest

from analysis.data import tables
from analysis.data.words import words
from analysis.messages import say
from analysis.report import evidence, numbers


@pytest.fixture
def known(processed):
    """Return a function that gives the rows of all numbers in a language."""

    def known(language="en"):
        return numbers.of(words(language), claims=evidence.read(words(language)))

    return known


def test_a_printed_number_says_where_it_stands_and_how_it_is_read(known):
    row = known().rows["b-firms"]
    assert row["shown"] == '近32<span lang="zh-Hant">萬家</span>'.replace(
        "近32", '<span lang="zh-Hant">近</span>32'
    )
    assert (row["name"], row["hedge"]) == ("Beijing, Firms", "nearly")
    assert row["facts"] == {
        "read": "nearly 320,000: 310,000 to 320,000",
        "hedge": f"Nearly. {say('hedge.why.nearly', 'en')}",
        "where": "line 1, offset 3",
        "credit": "The Bureau",
    }
    assert known("zh").rows["b-firms"]["facts"]["read"] == "近32万，即31万至32万"


def test_what_the_text_no_longer_says_is_told_as_what_was(processed):
    path = processed / "figures.csv"
    path.write_text(path.read_text("utf-8").replace("asserted", "former"), "utf-8")
    row = numbers.of(words("en")).rows["b-firms"]
    assert row["facts"]["read"] == "formerly nearly 320,000: 310,000 to 320,000"


def test_all_digits_that_are_printed_are_shown(processed):
    """More than ten of them; a number that is exact has no bounds beside it."""
    path = processed / "figures.csv"
    ends = ",".join(["1234567891239.0"] * 3)
    text = path.read_text("utf-8").replace("16家", "1234567891239")
    path.write_text(text.replace("16.0,16.0,16.0", ends), "utf-8")
    row = numbers.of(words("en")).rows["s-firms"]
    assert row["facts"]["read"] == "1.234567891239 trillion"


@pytest.mark.parametrize("stance", ["denied", "former", "reported"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_card_says_of_what_it_looked_at_that_it_is_not_asserted(processed, language, stance):
    """Beside the number of each reference, wherever a claim's card lists it."""
    plain = numbers.of(words(language)).of("s-firms-2024").name
    table = tables.read("references")
    table["stance"] = stance
    table.to_csv(processed / "references.csv", index=False)
    told = say(f"card.named_{stance}", language, name=plain)
    assert numbers.of(words(language)).of("s-firms-2024").name == told != plain


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_others_only_report_is_told_to_decide_nothing(processed, language):
    table = tables.read("references")
    table["stance"] = "reported"
    table.to_csv(processed / "references.csv", index=False)
    told = {
        "en": "20, as the page reports others to say: it decides nothing",
        "zh": "20（该网页转述他人，不作判定依据）",
    }
    assert numbers.of(words(language)).rows["s-firms-2024"]["facts"]["read"] == told[language]


def test_a_number_credited_to_nobody_says_so(known):
    assert known().rows["s-firms"]["facts"]["credit"] == "nobody"


def test_an_independent_number_says_who_counted_what(known):
    row = known().rows["s-firms-2024"]
    assert (row["kind"], row["name"]) == ("reference", "Shanghai, Firms, 2024")
    assert row["facts"]["grade"] == "B: named and checkable"
    assert row["facts"]["counts"] == "As told"
    assert known().rows["b-firms-2024"]["facts"] == {
        "read": "more than 2,400: 2,400 to 2,500",
        "hedge": f"More than. {say('hedge.why.more than', 'en')}",
        "grade": "A: official",
        "source": '<a href="http://a.example/1" rel="noreferrer">News</a>',
        "told": "official",
        "counts": "By a strict count",
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("b-firms-2024", '<a href="http://a.example/1" rel="noreferrer">News</a>'),
        ("c-industry", 'b.example <span class="address">(http://b.example/x)</span>'),
        ("s-firms-2024", 'Count, 2025 <span class="address">(http://c.example/)</span>'),
    ],
    ids=["official", "grade C", "grade B without a secured address"],
)
def test_only_pages_beyond_doubt_are_linked(known, name, expected):
    assert known().rows[name]["facts"]["source"] == expected


def test_a_claim_leads_to_its_figures_and_its_definitions_in_words(known):
    row = known().rows["claim-first"]
    assert row["facts"]["formula"] == "<code>firms[Beijing] &gt; firms[Shanghai]</code>"
    assert [(one.href, one.name) for one in row["inputs"]] == [
        ("#b-firms", "Beijing, Firms"),
        ("#s-firms", "Shanghai, Firms, 2023"),
        ("", "Definition: the parts of a place come to no more than the place (China, Firms)"),
    ]


def test_a_computed_number_says_how_and_from_what(known):
    derived = {"id": "d-1", "text": "7", "how": "a < b", "figures": "b-firms;claim-many"}
    (row,) = known().on_page([], [derived], [])["computed"]
    assert row["facts"] == {"how": "a &lt; b"}
    assert [one.href for one in row["inputs"]] == ["#b-firms", "claims.html#claim-many"]


def test_many_inputs_are_listed_once_and_referred_to_with_what_is_left_out(known):
    names = [f"f-{number}" for number in range(12)]
    some = {"d-1": names, "d-2": names[::-1], "d-3": names[1:], "d-4": names[:5]}
    derived = [
        {"id": name, "text": name[2:], "how": "h", "figures": ";".join(figures)}
        for name, figures in some.items()
    ]
    rows = known().on_page([], derived, [])["computed"]
    told = [[(one.href, one.text, one.name) for one in row["inputs"]] for row in rows]
    assert [len(one) for one in told] == [12, 1, 2, 5]
    assert told[1] == [("#d-1", "1", "(the same 12 inputs)")]
    assert told[2] == [("#d-1", "1", "(the same inputs, but not these:)"), ("", "", "f-0")]


def test_a_page_has_the_numbers_it_uses_and_those_that_these_rest_on(known):
    """And no others: claims that a number only counts are elsewhere."""
    derived = {"id": "d-1", "text": "7", "how": "h", "figures": "c-industry;claim-many"}
    groups = known().on_page(["b-industry"], [derived], ["first"])
    assert {kind: [row["id"] for row in rows] for kind, rows in groups.items()} == {
        "printed": ["b-firms", "s-firms", "b-industry"],
        "reference": ["c-industry"],
        "claim": ["claim-first"],
        "computed": ["d-1"],
    }


def test_what_is_left_for_the_unlisted_is_named(known):
    said = known("zh").definition("what is left for an unlisted city: firms")
    assert said == "定义：留给其他城市的余数（企業）"
    assert known().definition("industry[Beijing, 2023] is part of industry[China]") == (
        "Definition: a share is a part of its whole (Beijing, Industry, 2023)"
    )


def test_a_chinese_page_says_in_chinese_what_is_counted(known):
    found = known("zh").rows["b-firms-2024"]["facts"]
    assert found["counts"] == "嚴格口徑"
    assert found["grade"] == "A级：官方"
