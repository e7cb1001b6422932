"""Which published numbers moved."""

import pytest

from analysis.data import tables
from analysis.report import changes

FIGURES = b"figure_id,value,low,high\na,1.0,1.0,1.0\nb,2.0,1.5,2.5\n"
CLAIMS = b"claim_id,verdict,proof\nx,holds,b\ny,open,\n"
TYPED = b"figure_id,printed\na,one\nb,two\n"
MOVED = FIGURES.replace(b"2.5", b"2.6")


def moved(before, after, typed=TYPED, retyped=TYPED, revision=1):
    """Return the moves between tables, as lists of all but the revision."""
    rows = changes.moved(before, after, {"post/f.csv": typed}, {"post/f.csv": retyped}, revision)
    assert set(rows["revision"]) <= {revision}
    return rows.drop(columns="revision").to_numpy().tolist()


def test_what_is_published_again_as_it_was_has_not_moved():
    assert moved({"figures": FIGURES}, {"figures": FIGURES}) == []


def test_a_number_that_moved_names_the_input_that_it_rests_on():
    retyped = TYPED.replace(b"two", b"three").replace(b"one", b"won")
    assert moved({"figures": FIGURES}, {"figures": MOVED}, retyped=retyped) == [
        ["figures", "b", "high", "2.5", "2.6", "post/f.csv: b"]
    ]


def test_a_verdict_names_the_inputs_of_its_proof_or_all_that_changed():
    retyped = TYPED.replace(b"two", b"three").replace(b"one", b"won")
    after = CLAIMS.replace(b"holds", b"fails").replace(b"open", b"holds")
    assert moved({"claims": CLAIMS}, {"claims": after}, retyped=retyped) == [
        ["claims", "x", "verdict", "holds", "fails", "post/f.csv: b"],
        ["claims", "y", "verdict", "open", "holds", "post/f.csv: a;post/f.csv: b"],
    ]


def test_without_another_input_the_code_moved_it():
    assert moved({"figures": FIGURES}, {"figures": MOVED})[0][-1] == "src/analysis"


def test_a_number_that_is_withdrawn_moved_and_a_new_one_did_not():
    after = b"figure_id,value,low,high\na,1.0,1.0,1.0\nc,3.0,3.0,3.0\n"
    typed = b"figure_id,printed\na,one\nc,three\n"
    assert moved({"figures": FIGURES}, {"figures": after}, retyped=typed) == [
        ["figures", "b", "value", "2.0", "", "post/f.csv: b"]
    ]


def test_bounds_of_an_unknown_go_by_its_name():
    before = b"metric,place,year,low,high,proof_low\nfirms,Beijing,2024,1.0,2.0,a\n"
    rows = moved({"implied": before}, {"implied": before.replace(b"2.0", b"3.0")})
    assert rows[0][:5] == ["implied", "firms[Beijing, 2024]", "high", "2.0", "3.0"]


def test_a_column_or_table_that_is_new_moves_nothing():
    without = b"claim_id,proof\nx,b\ny,\n"
    assert moved({"claims": without}, {"claims": CLAIMS, "figures": FIGURES}) == []


def test_a_typed_file_that_is_no_table_is_named_whole():
    found = changes.changed({"claims.yaml": b"a"}, {"claims.yaml": b"b", "new.csv": b"k\nr\n"})
    assert found == {"claims.yaml": "", "new.csv: k": "k", "new.csv: r": "r"}


@pytest.mark.parametrize("published", [b"", b"revision,table,row,column,old,new,inputs\n"])
def test_the_log_begins_with_the_first_move(published):
    assert changes.next_revision(published) == 1
    assert len(changes.log(published, changes.moved({}, {}, {}, {}, 1))) == 0


def test_the_log_goes_on_where_it_ended(processed):
    published = (processed / "changes.csv").read_bytes()
    assert changes.next_revision(published) == 3
    moves = changes.moved({"figures": FIGURES}, {"figures": MOVED}, {}, {}, 3)
    log = changes.log(published, moves)
    assert list(log["revision"]) == [1, 1, 2, 3]
    assert tables.to_csv("changes", log).startswith(published)
