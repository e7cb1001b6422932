"""Twenty country profiles, held against what must be so: which contradict themselves.

The source stands beside this file and is judged by the same code as any; make.py typed it.
"""

import os
import runpy
from pathlib import Path

import pytest

from analysis import claims
from analysis.data import clean, sources

HERE = Path(__file__).parent
SOURCE = "world-factbook"
SHARED = Path(os.environ.get("ANALYSIS_SHARED") or HERE.parents[2] / "shared")
# The countries whose figures no reading lets be so, read by eye off the profiles themselves.
CONTRADICTED = {
    "area": "",
    "people": "",
    "ages": "",
    "uses": "austria china germany united-states",
    "sectors": "argentina australia austria brazil chile denmark egypt finland germany ghana "
    "indonesia italy japan kenya mongolia norway south-africa united-states vietnam",
    "religions": "indonesia",
    "head": "brazil chile egypt ghana italy mongolia south-africa vietnam",
    "balance": "argentina australia brazil chile indonesia japan kenya mongolia",
}


@pytest.fixture(scope="module")
def judged():
    """Judge every identity of every profile; return the tables by name."""
    frames = clean.clean(sources.read(HERE / "raw"))
    typed = claims.read([HERE / "raw" / SOURCE / "claims.yaml"], frames)
    return frames | claims.judge_all(typed, frames)


@pytest.mark.parametrize("kind", CONTRADICTED)
def test_a_profile_contradicts_itself_where_no_reading_lets_an_identity_be_so(judged, kind):
    rows = judged["claims"].set_index("claim_id")["verdict"]
    own = rows[rows.index.str.endswith(f"-{kind}")]
    assert set(own) <= {"fails", "holds", "open"}
    found = [name.removesuffix(f"-{kind}") for name in own.index[own == "fails"]]
    assert found == CONTRADICTED[kind].split()


def test_it_is_told_by_how_much(judged):
    """Germany's 47.5% farmed, 32.8% wooded and 15% other land make 95.3%."""
    row = judged["claims"].set_index("claim_id").loc["germany-uses"]
    assert row["proof"].split(";") == ["germany-farmed", "germany-wooded", "germany-other-land"]
    assert "94.7% to 95.9%" in row["reason_en"]
    least = row["flips_at_tolerance"].partition(";")[0]
    assert least == "4.1%"


def test_sectors_fall_short_by_as_much_as_readme_says(judged):
    """Between the least, Japan's, and the most, Argentina's, however the shares were rounded."""
    rows = judged["claims"].set_index("claim_id")
    failed = rows[rows.index.str.endswith("-sectors") & (rows["verdict"] == "fails")]
    least = failed["flips_at_tolerance"].str.partition(";")[0].str.rstrip("%").astype(float)
    assert (least.idxmin(), round(least.min(), 2)) == ("japan-sectors", 0.55)
    assert (least.idxmax(), round(least.max(), 2)) == ("argentina-sectors", 15.55)
    readme = (HERE.parents[1] / "README.md").read_text("utf-8")
    assert "between 0.55% of it (Japan) and 15.55% (Argentina) is missing" in readme


def test_there_are_twenty_profiles_of_some_fifteen_figures_or_more(judged):
    counts = judged["figures"]["place"].value_counts()
    assert len(counts) == 20
    assert counts.min() >= 15


def test_the_files_are_what_the_profiles_print(tmp_path):
    """Made anew they are the same; and each figure stands at its line and offset."""
    path = SHARED / "benchmarks" / "factbook.jsonl"
    if not path.is_file():
        pytest.skip("no country profiles on this machine: set ANALYSIS_SHARED to their folder")
    runpy.run_path(str(HERE / "make.py"))["main"](path, tmp_path)
    made = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert len(made) == 5
    for one in made:
        assert one.read_bytes() == (HERE / "raw" / one.relative_to(tmp_path)).read_bytes()
    lines = path.read_text("utf-8").splitlines()
    for row in sources.read(HERE / "raw").sources[0].figures.to_dict("records"):
        start, line = int(row["start"]), lines[int(row["line"]) - 1]
        assert line[start : start + len(row["printed"])] == row["printed"]
