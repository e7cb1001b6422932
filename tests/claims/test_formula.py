"""Formulas are read by a short list of forms, and everything else is refused in one message."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.claims.formula import parse, parse_within
from analysis.claims.syntax import (
    UNWRITTEN,
    Arithmetic,
    AsPrinted,
    Comparison,
    FormulaError,
    Junction,
    Negation,
    Number,
    Rank,
    RankCorrelation,
    Same,
    Size,
    Unknown,
    walk,
)

BEIJING = Unknown("ai_firms", "Beijing", UNWRITTEN)
SHENZHEN = Unknown("ai_firms", "Shenzhen", UNWRITTEN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ai_firms[Beijing] > ai_firms[Shenzhen]", Comparison(">", BEIJING, SHENZHEN)),
        (
            "ai_firms[Beijing, 2024] < 5%",
            Comparison("<", Unknown("ai_firms", "Beijing", 2024), Number(Fraction(1, 20), "share")),
        ),
        (
            "ai_firms['Hong Kong', undated] >= 1.5",
            Comparison(">=", Unknown("ai_firms", "Hong Kong"), Number(Fraction(3, 2))),
        ),
        (
            "ai_firms[Xi-an] <= 200 billion CNY",
            Comparison(
                "<=", Unknown("ai_firms", "Xi-an", UNWRITTEN), Number(Fraction(2 * 10**11), "CNY")
            ),
        ),
        (
            "sum(ai_firms[Beijing], ai_firms[Shenzhen]) < 2 * 3 million",
            Comparison(
                "<",
                Arithmetic("+", BEIJING, SHENZHEN),
                Arithmetic("*", Number(Fraction(2)), Number(Fraction(3 * 10**6))),
            ),
        ),
        (
            "1 < ai_firms[Beijing] <= 0.25",
            Junction(
                "and",
                (
                    Comparison("<", Number(Fraction(1)), BEIJING),
                    Comparison("<=", BEIJING, Number(Fraction(1, 4))),
                ),
            ),
        ),
        (
            "rank(ai_firms[Beijing], 'province') == 2",
            Comparison("==", Rank(BEIJING, None, "province"), Number(Fraction(2))),
        ),
        (
            "rank(ai_firms[Beijing], [ai_firms[Shenzhen]]) == 1",
            Comparison("==", Rank(BEIJING, (SHENZHEN,)), Number(Fraction(1))),
        ),
        (
            "rankcorr([ai_firms[Beijing], ai_firms[Shenzhen]], [1, 2]) == -1",
            Comparison(
                "==",
                RankCorrelation((BEIJING, SHENZHEN), (Number(Fraction(1)), Number(Fraction(2)))),
                Arithmetic("-", Number(Fraction(0)), Number(Fraction(1))),
            ),
        ),
        (
            "count(little-dragons where seat == 'Shenzhen') == 1",
            Comparison("==", Size("little-dragons", "seat", "Shenzhen"), Number(Fraction(1))),
        ),
        (
            "count(dragons, seat == Shenzhen) == count(wolves)",
            Comparison("==", Size("dragons", "seat", "Shenzhen"), Size("wolves")),
        ),
        ("not same(dragons, dragons-again)", Negation(Same("dragons", "dragons-again"))),
        ("as_printed('huawei-2022')", AsPrinted("huawei-2022")),
        (
            "as_printed(huawei-2022-report, ai_firms[Beijing]) or 1 < 2",
            Junction(
                "or",
                (
                    AsPrinted("huawei-2022-report", BEIJING),
                    Comparison("<", Number(Fraction(1)), Number(Fraction(2))),
                ),
            ),
        ),
    ],
)
def test_formula_is_read_as_the_tree_that_it_says(text, expected):
    assert parse(text) == expected


def test_within_belongs_to_every_equality():
    tree = parse("ai_firms[Beijing] == ai_firms[Shenzhen]", parse_within("5%"))
    assert tree == Comparison("==", BEIJING, SHENZHEN, Fraction(1, 20))


def test_within_without_equality_is_refused():
    with pytest.raises(FormulaError, match=r"'within' without '=='"):
        parse("ai_firms[Beijing] > 1", Fraction(1, 20))


@pytest.mark.parametrize("text", ["0", "0%", "100%", "1", "-5%", "about 5%", ""])
def test_tolerance_is_between_nothing_and_all(text):
    with pytest.raises(FormulaError, match="a share between 0 and 1, such as 5%"):
        parse_within(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "no formula"),
        ("__import__('os').system('true')", "__import__('os').system('true')"),
        ("__import__('os')", "__import__('os')"),
        ("eval('1') > 2", "eval('1')"),
        ("(lambda: 1)() > 2", "(lambda: 1)()"),
        ("ai_firms[Beijing].real > 1", "ai_firms[Beijing].real"),
        ("[x for x in y] > 1", "[x for x in y]"),
        ("f'{1}' > 2", "f'{1}'"),
        ("ai_firms > 2", "ai_firms"),
        ("ai_firms[Beijing] ** 2 > 1", "ai_firms[Beijing] ** 2"),
        ("ai_firms[Beijing] > True", "True"),
        ("ai_firms[Beijing] in [1]", "[1]"),
        ("ai_firms[Beijing, 2024, 2] > 1", "Beijing, 2024, 2"),
        ("ai_firms[Beijing] > 0x10", "0x10"),
        ("ai_firms[Beijing] > 1e999", "1e999"),
        ("ai_firms[Beijing]", "ai_firms[Beijing]"),
        ("ai_firms[Beijing] > (1", "(1"),
        ("ai_firms[Beijing] > 1 if 1 else 2", "if 1 else 2"),
        ("rankcorr([ai_firms[Beijing]], [1]) > 0", "rankcorr of 1 and 1 amounts"),
        ("sum() > 1", "sum()"),
        ("count(dragons where) == 1", "count(dragons where)"),
        ("_number('1', 'b', 'c') > 1", "_number"),
        ("-" * 300 + "1 > 2", "a formula of more than 300 parts"),
        ("-" * 990 + "1 > 2", "a formula of more than 300 parts"),
        ("(" * 300 + "1" + ")" * 300, "brackets too deep inside each other"),
        ("1 + " * 3_000 + "1 > 2", "a formula of 12,005 letters"),
        ("1 < 2 and " * 200 + "1 < 2", "a formula of more than 300 parts"),
        ("[" * 90 + "1" + "]" * 90, "[[[1]]]"),
        ("[" * 200 + "1" + "]" * 200, "[[[…]]]"),
        ("'#5%' < 2", "'#5%'"),
        ("ai_firms[Beijing] > 9e99", "9e99"),
        ("ai_firms[Beijing] > " + "9" * 30, "9" * 30),
        ("ai_firms[Beijing, 20240] > 1", "Beijing, 20240"),
        ("ai_firms[Beijing, True] > 1", "Beijing, True"),
        ("1,000 < ai_firms[Beijing]", "000"),
    ],
)
def test_everything_else_is_refused_with_what_was_found(text, found):
    with pytest.raises(FormulaError) as error:
        parse(text)
    assert found in error.value.found
    assert error.value.expected
    assert str(error.value).startswith(f"found {error.value.found}; expected ")


def test_what_was_found_is_clipped():
    for text in ("x" * 5_000, "ai_firms[Beijing] > " + "9" * 3_000):
        with pytest.raises(FormulaError) as error:
            parse(text)
        assert "…" in error.value.found
        assert len(error.value.found) < 400


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("ai_firms[Beijing] ＞ 1", "'＞'", "'>'"),
        ("（ai_firms[Beijing] > 1)", "'（'", "'('"),
        ("ai_firms[Beijing] > ３", "'３'", "'3'"),
        ("ai_firms[Beijing] − 1 > 1", "'−'", "'-'"),
        ("ai_firms[Beijing] ≥ 1", "'≥'", "'>='"),
        ("ai_firms[Beijing] = 1", "'='", "one of < <= > >= == and or not"),
        ("ai_firms[Beijing] === 1", "'==='", "one of < <= > >= == and or not"),
        ("not 1 < 2 and !1 < 2", "'!'", "one of < <= > >= == and or not"),
        ("1 ≧ 2", "'≧'", "'>='"),
        ("ai_firms['Beijing] > 1", "''Beijing] > 1'", "each quote closed that is opened"),
        ("ai_firms[Beijing] => 1", "'=>'", "one of < <= > >= == and or not"),
        ("1 > 2 && 2 > 1", "'&&'", "one of < <= > >= == and or not"),
        ("5% of ai_firms[China] < 1", "'% of'", "'*', as in 5% * ai_firms[China]"),
        (
            "010 < ai_firms[Beijing]",
            "'010'",
            "a number without zeros before it, and without commas",
        ),
        (
            "ai_firms[Beijing] > 1  # sure and ai_firms[Beijing] < 2",
            "'# sure and ai_firms[Beijing] < 2'",
            "no comment in a formula, whose lines are one",
        ),
        (
            "ai_firms[Hong Kong] > 1",
            "'ai_firms[Hong Kong] > 1', which makes no sense from 'Hong Kong] > 1' on",
            "amounts with operators between them, names with blanks in quotes",
        ),
        (
            "ai_firms[where] > 1",
            "'ai_firms[where] > 1', which makes no sense from 'where] > 1' on",
            "amounts with operators between them, names with blanks in quotes",
        ),
        (
            "ai_firms[Beijing where a == 'b'] > 1",
            "'[Beijing where a == 'b']'",
            "[place] or [place, year], a year of four digits",
        ),
        ("ai_firms[Beijing] <> 1", "'<>'", "not (a == b), and 'within' where they are not exact"),
        ("ai_firms[Beijing] != 1", "'!='", "not (a == b), and 'within' where they are not exact"),
        ("ai_firms[Beijing] ≠ 1", "'≠'", "not (a == b), and 'within' where they are not exact"),
        ("1 < 2 && 2 < 3", "'&&'", "one of < <= > >= == and or not"),
        (
            "count(dragons 5where seat == 'Shenzhen') == 1",
            "'5where'",
            "a blank after the number, or quotes round a name",
        ),
        *(
            (text, f"{text!r}{where}", "each bracket closed that is opened")
            for text, where in (
                ("ai_firms] > 1", ", which makes no sense from '] > 1' on"),
                ("ai_firms[Beijing] > 1]", ", which makes no sense from ']' on"),
                ("(ai_firms[Beijing) > 1]", ", which makes no sense from ') > 1]' on"),
                ("ai_firms[Beijing > 1", ", which makes no sense from '[Beijing > 1' on"),
                ("(ai_firms[Beijing] > 1", ""),
            )
        ),
    ],
)
def test_what_is_nearly_a_formula_is_refused_with_what_was_meant(text, found, expected):
    with pytest.raises(FormulaError) as error:
        parse(text)
    assert (error.value.found, error.value.expected) == (found, expected)


def test_marks_in_quotes_belong_to_names():
    tree = parse("ai_firms['Zone #1（East）'] > 1")
    assert tree == Comparison(
        ">", Unknown("ai_firms", "Zone #1（East）", UNWRITTEN), Number(Fraction(1))
    )


def test_tolerance_is_of_what_is_equal_and_not_of_what_is_unlike():
    with pytest.raises(FormulaError, match=r"'within' without '=='"):
        parse("ai_firms[Beijing] > 1", Fraction(1, 20))


@given(st.text(alphabet="ab[]()<>=.%1 ',-+*/:and_", max_size=60))
def test_no_text_raises_anything_but_a_formula_error(text):
    tree = refused = None
    try:
        tree = parse(text)
    except FormulaError as error:
        refused = error.expected
    assert refused or (tree is not None and walk(tree)[0] is tree)


def test_numbers_are_read_to_their_last_digit_and_told_where_they_are_too_large():
    (found,) = [
        one for one in walk(parse("ai_firms[Beijing] > 300000.12345678901234567"))
        if isinstance(one, Number)
    ]  # fmt: skip
    assert found.value == Fraction("300000.12345678901234567")
    with pytest.raises(FormulaError, match=r"found 1e30; expected a number below 1e\+21"):
        parse("ai_firms[Beijing] > 1e30")
