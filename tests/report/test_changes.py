"""Which published numbers moved."""

import pytest

from analysis.data import tables
from analysis.report import changes

FIGURES = (
    b"figure_id,metric,place,year,value,low,high,unit\n"
    b"a,firms,Beijing,,1.0,1.0,1.0,count\nb,firms,Beijing,2024,2.0,1.5,2.5,count\n"
)
CLAIMS = b"claim_id,verdict,proof\nx,holds,b\ny,open,\n"
TYPED = b"figure_id,printed\na,one\nb,two\n"
MOVED = FIGURES.replace(b"2.5", b"2.6")


def moved(before, after, typed=TYPED, retyped=TYPED):
    """Return the moves between tables, as lists of all but the revision."""
    rows = changes.log(b"", before, after, {"post/f.csv": typed}, {"post/f.csv": retyped})
    assert set(rows["revision"]) <= {1}
    return rows.drop(columns="revision").to_numpy().tolist()


def test_what_is_published_again_as_it_was_has_not_moved():
    assert moved({"figures": FIGURES}, {"figures": FIGURES}) == []


def test_a_number_that_moved_names_the_input_that_it_rests_on():
    retyped = TYPED.replace(b"two", b"three").replace(b"one", b"won")
    assert moved({"figures": FIGURES}, {"figures": MOVED}, retyped=retyped) == [
        ["figures", "b", "firms[Beijing, 2024]", "high", "2.5", "2.6", "count", "post/f.csv: b"]
    ]


def test_a_verdict_names_the_inputs_of_its_proof_or_the_files_that_changed():
    retyped = TYPED.replace(b"two", b"three").replace(b"one", b"won")
    after = CLAIMS.replace(b"holds", b"fails").replace(b"open", b"holds")
    assert moved({"claims": CLAIMS}, {"claims": after}, retyped=retyped) == [
        ["claims", "x", "", "verdict", "holds", "fails", "", "post/f.csv: b"],
        ["claims", "y", "", "verdict", "open", "holds", "", "post/f.csv"],
    ]


def test_without_another_input_the_code_moved_it():
    assert moved({"figures": FIGURES}, {"figures": MOVED})[0][-1] == "src/analysis"


def test_a_number_that_is_withdrawn_moved_and_a_new_one_did_not():
    after = FIGURES.replace(b"\nb,", b"\nc,")
    typed = b"figure_id,printed\na,one\nc,three\n"
    assert moved({"figures": FIGURES}, {"figures": after}, retyped=typed) == [
        ["figures", "b", "firms[Beijing, 2024]", "value", "2.0", "", "count", "post/f.csv: b"]
    ]


def test_bounds_of_an_unknown_go_by_its_name():
    before = b"metric,place,year,low,high,unit,proof_low\nfirms,Beijing,2024,1.0,2.0,count,a\n"
    rows = moved({"implied": before}, {"implied": before.replace(b"2.0", b"3.0")})
    name = "firms[Beijing, 2024]"
    assert rows[0][:7] == ["implied", name, name, "high", "2.0", "3.0", "count"]


def test_a_column_or_table_that_is_new_moves_nothing():
    without = b"claim_id,proof\nx,b\ny,\n"
    assert moved({"claims": without}, {"claims": CLAIMS, "figures": FIGURES}) == []


def test_a_typed_file_that_is_no_table_is_named_whole():
    found = changes.changed({"source.yaml": b"a"}, {"source.yaml": b"b", "new.csv": b"k\nr\n"})
    assert found == {"source.yaml": "", "new.csv: k": "k", "new.csv: r": "r"}


def test_claims_are_compared_one_by_one():
    """A claim that moved by the code is not said to have moved by another's edit."""
    before = b"- claim_id: a\n  line: 1\n- claim_id: b\n  line: 2\n"
    after = b"# more\n- claim_id: a\n  line: 1\n\n- claim_id: 'b'\n  line: 3\n- claim_id: c\n"
    path = "post/claims.yaml"
    assert changes.changed({path: before}, {path: after}) == {f"{path}: b": "b", f"{path}: c": "c"}


@pytest.mark.parametrize("published", [b"", b"revision,table,row,of,column,old,new,unit,inputs\n"])
def test_the_log_begins_with_the_first_move(published):
    assert len(changes.log(published, {}, {}, {}, {})) == 0
    found = changes.log(published, {"figures": FIGURES}, {"figures": MOVED}, {}, {})
    assert list(found["revision"]) == [1]


def test_the_log_goes_on_where_it_ended(processed):
    published = (processed / "changes.csv").read_bytes()
    log = changes.log(published, {"figures": FIGURES}, {"figures": MOVED}, {}, {})
    assert list(log["revision"]) == [1, 1, 2, 3]
    assert tables.to_csv("changes", log).startswith(published)
