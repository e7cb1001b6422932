"""What the benchmark of notebooks tells of its measurements, and that all do the same work."""

import base64
import math
import re
import subprocess
import sys

import nbformat
import pytest
from race import results, rounds, sets, verdicts  # type: ignore[import-not-found]  # beside this file
from race.measure import Measurement  # type: ignore[import-not-found]
from race.peers import HERE, ROOT  # type: ignore[import-not-found]
from race.results import Aim  # type: ignore[import-not-found]

from analysis.engine import execute


def runs(*seconds, processor=1.0, samples=()):
    return [Measurement(each, processor, list(samples)) for each in seconds]


def test_the_table_of_a_race():
    samples = [{"tree_mb": 90.0}, {"tree_mb": 120.4}]
    measured = {
        "script": runs(3.0, 1.0, 2.0, processor=1.5),
        "ours": runs(3.0, samples=samples),
    }
    assert results.race_table(measured, "script") == (
        "| how | runs | seconds | times script | processor, s | peak, MB |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
        "| script | 3 | 2.00 (1.00-3.00) | 1.00 | 1.50 (1.50-1.50) | 0 |\n"
        "| ours | 1 | 3.00 | 1.50 | 1.00 | 120 |"
    )


def test_what_one_more_costs():
    few = {"script": runs(2.0, processor=2.0), "ours": runs(3.0, processor=4.0)}
    many = {"script": runs(6.0, processor=6.0), "ours": runs(11.0, processor=10.0)}
    assert results.marginal_table(few, many, 4, "script").splitlines()[2:] == [
        "| script | 1.000 | 1.00 | 1.000 | 0.000 |",
        "| ours | 2.000 | 2.00 | 1.500 | 0.500 |",
    ]


def test_aims():
    aims = [Aim("at", 1, 1), Aim("under", 1, 1, below=True), Aim("unseen", math.nan, 1)]
    assert results.aims_table(aims).splitlines()[2:] == [
        "| at | 1.00 | at most 1.00 | reached |",
        "| under | 1.00 | less than 1.00 | **not reached** |",
        "| unseen | nan | at most 1.00 | **not reached** |",
    ]


def test_what_verdicts_take():
    made = verdicts.section([0.004, 0.006, 0.1], 4.5, {10: 0.002, 100: 0.004})
    assert made.table.splitlines()[2:] == [
        "| a claim with proof or worlds, median | 6.0 ms |",
        "| a claim with proof or worlds, most | 100.0 ms |",
        "| all 3 claims with implied bounds and flips | 4.50 s |",
        "| a claim of 10 over 100 figures | 2.00 ms |",
        "| a claim of 100 over 1,000 figures | 4.00 ms |",
    ]
    assert [(aim.found, aim.reached) for aim in made.aims] == [
        (6.0, True),
        (4.5, True),
        (2.0, False),
    ]


def test_made_up_claims_are_judged():
    assert verdicts.among_many(2) > 0


def test_aims_over_many_sets():
    """Of 0.35 s of processor time for one more notebook, its own cells take 0.25."""
    few = {rounds.BARE: runs(2, processor=2.0), rounds.OURS_TWO: runs(2, processor=3.0)}
    many = {
        rounds.BARE: runs(10.0, processor=10.0),
        sets.PLOOMBER_NAME: runs(8.0),
        rounds.PAPERMILL: runs(100.0),
        rounds.OURS_TWO: runs(8.0, processor=14.2),
    }
    aims = rounds.many_aims(few, many, 40, 32)
    assert [round(aim.found, 4) for aim in aims] == [0.8, 1.0, 0.08, 0.1, 0.105]
    assert [aim.reached for aim in aims] == [True, False, True, True, True]


@pytest.mark.parametrize(("outputs", "grown"), [([5, 10, 40], 20.0), ([5, 40, 100], math.nan)])
def test_growth_of_the_command_itself(outputs, grown):
    """From its tenth output on; its end, when it is gone, is not seen as memory set free."""
    memory = [50.0, 60.0, 80.0]
    seen = [{"outputs": o, "main_mb": mb} for o, mb in zip(outputs, memory, strict=True)]
    (run,) = runs(1.0, samples=[*seen, {"outputs": 100, "main_mb": 0.0}])
    assert results.growth(run, 10) == pytest.approx(grown, nan_ok=True)


def test_the_script_runs_the_cells_of_the_notebook(tmp_path):
    """What it prints and draws is what the executed notebook holds, to the byte."""
    sets.write_sets(tmp_path, [7])
    command = [sys.executable, sets.SCRIPT, sets.SAMPLE, tmp_path / "sets.csv", tmp_path / "out"]
    subprocess.run(command, check=True)
    execute.run(sets.SAMPLE, {"seed": 7}, tmp_path / "executed.ipynb")
    cells = nbformat.read(tmp_path / "executed.ipynb", as_version=4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    printed = "".join(output.text for output in outputs if output.output_type == "stream")
    assert (tmp_path / "out" / "7.txt").read_text("utf-8") == printed
    drawn = [path.read_bytes() for path in sorted((tmp_path / "out").glob("*.png"))]
    shown = [output.data["image/png"] for output in outputs if "data" in output]
    assert [base64.b64decode(chart) for chart in shown] == drawn
    assert len(drawn) == 2


def test_peers_run_on_the_versions_that_we_run_on():
    ours = dict(
        re.findall(r"^([\w.-]+)==([^ ;\\]+)", (ROOT / "requirements.lock").read_text(), re.M)
    )
    asked = dict(re.findall(r"^([\w.-]+)==(\S+)", (HERE / "peers.in").read_text(), re.M))
    pinned = dict(re.findall(r"^([\w.-]+)==([^ ;\\]+)", (HERE / "peers.lock").read_text(), re.M))
    assert asked.items() <= pinned.items()
    shared = asked.keys() - {"snakemake", "ploomber-engine"}
    assert {name: asked[name] for name in shared} == {name: ours[name] for name in shared}
