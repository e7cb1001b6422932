"""A ledger held against a text: its fingerprint, its tokens, the digits that no row covers."""

import os
from pathlib import Path

import pytest

from analysis import files
from analysis.data import sources
from analysis.data.proofread import check, describe, seal_rows
from analysis.errors import DataError

SHA256 = "27d32c603c314db3f69d7eb1cc775b13f2dcb1cb8c071d508a00a1f4a006b39d"
CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def source(raw):
    """Read the one source of the made-up project."""
    return sources.read(raw).sources[0]


def test_the_text_that_was_typed_holds(source, text):
    finding = check(source, text)
    assert finding.holds
    assert describe(source, finding) == (
        "post: sha256 27d32c603c314db3… is the text studied\n"
        "  3 figures, 2 list members and 1 tokens set aside: 0 not at their place\n"
        "  digits that no row covers: 0"
    )


def test_another_text_is_told_token_by_token(source, text):
    """Words put in move the rest of their line; the hint says where each token went."""
    words = "據本報駐北京記者二月三日夜所發來的電訊," + text.read_text("utf-8")
    text.write_bytes((words.replace("2024", "二四") + "第7和8,900.\n").encode())
    finding = check(source, text)
    assert not finding.holds
    assert finding.misplaced == [
        "line 1, offset 14: expected '16%', found '發來的'; it stands at offset 34",
        "line 1, offset 3: expected '近32萬家', found '駐北京記者'; it stands at offset 23",
        "line 2, offset 12: expected '2024', found '二四年。'",
    ]
    assert finding.uncovered == [
        "line 1, offset 24: '32'",
        "line 1, offset 34: '16'",
        "line 3, offset 1: '7'",
        "line 3, offset 3: '8,900'",
    ]


def test_a_misplaced_token_covers_nothing(source, text):
    """Where the text prints 17% and the row says 16%, the digits are nobody's."""
    text.write_bytes(text.read_bytes().replace(b"16%", b"17%"))
    finding = check(source, text)
    assert finding.misplaced == ["line 1, offset 14: expected '16%', found '17%'"]
    assert finding.uncovered == ["line 1, offset 14: '17'"]


def test_a_text_that_ends_early(source, text):
    text.write_bytes("北京有近32萬家企業,上海有16%的人才。".encode())
    finding = check(source, text)
    assert (finding.same_text, finding.uncovered) == (False, [])
    assert finding.misplaced == [
        f"line 2: expected '{token}'; the text has 1 lines"
        for token in ("兩家", "甲乙", "丙丁", "2024")
    ]


def test_a_claim_of_a_line_beyond_the_text_is_told(source, text):
    (source.folder / "claims.yaml").write_text(
        "- {claim_id: here, line: 2}\n- {claim_id: beyond, line: 9999}\n- 5\n"
    )
    finding = check(source, text)
    assert not finding.holds
    assert finding.misplaced == ["claims.yaml, claim 'beyond': line 9999; the text has 3 lines"]


def test_every_finding_is_described(source, text):
    text.write_bytes("北京有近32萬家企業,9家".encode())
    lines = describe(source, check(source, text)).splitlines()
    assert lines[1:4] + lines[-2:] == [
        "  3 figures, 2 list members and 1 tokens set aside: 5 not at their place",
        "    line 2: expected '兩家'; the text has 1 lines",
        "    line 1, offset 14: expected '16%', found ''",
        "  digits that no row covers: 1",
        "    line 1, offset 11: '9'",
    ]


def test_a_figure_covered_in_part_is_uncovered(source, text):
    """Where the text prints 9,16% and the row says 16%, the row has misread it."""
    text.write_bytes(text.read_bytes().replace("海有16%".encode(), b"9,16%"))
    finding = check(source, text)
    assert (finding.misplaced, finding.uncovered) == ([], ["line 1, offset 12: '9,16'"])


def test_sealing_marks_rows_at_their_place_alone(raw, text):
    """The row put right gets its seal back, the one misplaced stays refused; a list is left."""
    path, rosters = raw / "post/figures.csv", raw / "post/rosters.csv"
    typed, listed = path.read_bytes(), rosters.read_bytes()
    path.write_bytes(typed.replace(b"543857df", b"").replace(b",14,The", b",13,The"))
    source = sources.read(raw, sealed=False).sources[0]
    assert seal_rows(source, text) == [path]
    assert path.read_bytes() == typed.replace(b",14,The", b",13,The")
    assert rosters.read_bytes() == listed


def test_what_sealing_has_not_put_in_place_yet_is_not_among_what_is_typed(raw, text, monkeypatch):
    """Else a kill would leave it there."""
    path = raw / "post/figures.csv"
    path.write_bytes(path.read_bytes().replace(b"543857df", b""))
    before = sorted(raw.rglob("*"))

    def replace(staged, target):
        assert sorted(raw.rglob("*")) == before
        real(staged, target)

    real = os.replace
    monkeypatch.setattr(os, "replace", replace)
    assert seal_rows(sources.read(raw, sealed=False).sources[0], text) == [path]


def test_only_the_text_studied_seals(source, text):
    text.write_bytes(b"another")
    with pytest.raises(DataError) as raised:
        seal_rows(source, text)
    assert str(raised.value) == (
        f"{text}: found a text with sha256 "
        "ae448ac86c4e8e4dec645729708ef41873ae79c6dff84eff73360989487f08e5; "
        f"expected {SHA256}, the text studied. Use that text, or correct source.yaml."
    )


def test_a_text_in_another_encoding(source, text):
    text.write_bytes("北京\n上海".encode("gb18030"))
    with pytest.raises(DataError) as raised:
        check(source, text)
    assert str(raised.value) == (
        "text.txt, line 1: found byte 0xb1; expected UTF-8 text. Save it as UTF-8."
    )


def test_the_committed_ledger_holds():
    """The article itself is not ours to publish, so that this runs where a copy of it is at hand.

    ANALYSIS_ARTICLE names the copy; else it is the one text in shared/source beside the checkout.
    """
    given = os.environ.get("ANALYSIS_ARTICLE")
    beside = sorted((CHECKOUT.parent / "shared" / "source").glob("*.txt"))
    if not given and len(beside) != 1:
        pytest.skip("no copy of the article: set ANALYSIS_ARTICLE to its file")
    (source,) = sources.read(files.raw()).sources
    finding = check(source, Path(given) if given else beside[0])
    assert (finding.misplaced, finding.uncovered, finding.same_text) == ([], [], True)


def test_sealing_changes_seals_and_nothing_else(raw, text):
    """Not the order of columns, blanks, quotes, empty lines, line ends or the byte order mark."""
    path = raw / "post/figures.csv"
    path.write_bytes(
        "\ufefffigure_id,place,seal,metric,year,stance,printed,line,start,attributed_to,credited,"
        '"note",note_zh\r\n'
        "\r\n"
        "beijing-list,Beijing,,listed_firms,,former, 兩家 ,2,0,,needs none,"
        '"the ""two"",\nof old",\r\n'
        "shanghai-talent,Shanghai,9383e803,talent_share,2024,asserted,16%,1,14,The Bureau,listed,,"
        "\r\n"
        'beijing-firms,Beijing,"543857de",firms,,asserted,近32萬家,1,3,,none,,'.encode()
    )
    typed = path.read_bytes()
    assert seal_rows(sources.read(raw, sealed=False).sources[0], text) == [path]
    expected = typed.replace(b"list,Beijing,,", b"list,Beijing,59d815b4,")
    assert path.read_bytes() == expected.replace(b'"543857de"', b"543857df")
    assert len(sources.read(raw).sources[0].figures) == 3
