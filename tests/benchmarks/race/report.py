"""The whole report from nothing, beside what a user would run over the same notebooks."""

import json
import shlex
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from analysis.pipeline import plan
from analysis.pipeline.plan import Run

from . import results
from .measure import Candidate, Command, race
from .peers import OURS, ROOT
from .results import Aim, Section

Say = Callable[[str], None]
REPORT = "make report"
TOOLS = "papermill CLI, then nbconvert CLI"
EACH = "xargs -a runs.txt -L1"
# The peers' own commands are lighter than with our packages beside them; their kernels need those.
KERNEL = {
    "argv": [str(OURS / "python"), "-m", "ipykernel_launcher", "-f", "{connection_file}"],
    "display_name": "Python 3",
    "language": "python",
}
CONVERT = "jupyter nbconvert --to html --log-level=WARN out/*.ipynb"


def copy_project(home: Path) -> None:
    """Make `home` the project before its first build, with its tables for those who make none."""
    shutil.rmtree(home)
    for name in ("data", "notebooks"):
        shutil.copytree(ROOT / name, home / name, ignore=shutil.ignore_patterns(".*"))
    for name in ("requirements.lock", "README.md", "CITATION.cff", "LICENSE"):
        shutil.copy(ROOT / name, home)


def executions() -> list[Run]:
    """Return the runs, of those that pages of two languages share one."""
    return list({run.executed: run for run in plan.plan()}.values())


def list_runs(home: Path) -> None:
    """Copy the project, and list its runs for papermill: notebook, output and parameters a line."""
    copy_project(home)
    lines = []
    for run in executions():
        given = "".join(f" -p {name} {shlex.quote(text)}" for name, text in run.given.items())
        lines.append(f"notebooks/{run.notebook.name} out/{run.executed.name}{given}\n")
    (home / "runs.txt").write_text("".join(lines), "utf-8")
    (home / "out").mkdir()
    kernel = home / "jupyter" / "kernels" / "python3" / "kernel.json"
    kernel.parent.mkdir(parents=True)
    kernel.write_text(json.dumps(KERNEL), "utf-8")


def candidates(folder: Path, binaries: Path, fast: int, slow: int) -> list[Candidate]:
    """Return ours and the tools, one after another and two at a time, each in its own copy."""
    runs, pages = executions(), len(plan.pages(plan.plan(), plan.FIRST))

    def candidate(
        name: str,
        command: Command,
        at: Path,
        made: tuple[str, int],
        prepare: Callable[[Path], None],
        times: int,
    ) -> Candidate:
        home = folder / name
        found = {"ANALYSIS_ROOT": str(home), "JUPYTER_PATH": str(home / "jupyter")}
        return Candidate(name, command, at, *made, "<html", prepare, home, times, found)

    outputs = ("out/*.html", len(runs))
    tool = partial(candidate, at=binaries, made=outputs, prepare=list_runs, times=slow)
    make: Command = ["make", "-C", ROOT, "report"]
    shell = f"papermill --no-progress-bar && {CONVERT}"
    return [
        tool(TOOLS, ["sh", "-c", f"{EACH} {shell}"]),
        tool(f"{TOOLS}, two at a time", ["sh", "-c", f"{EACH} -P2 {shell}"]),
        candidate(REPORT, make, OURS, ("reports/*.html", pages), copy_project, fast),
    ]


def run_report(folder: Path, binaries: Path, fast: int, slow: int, say: Say) -> Section:
    """Race for the report in a copy of the project without its memory; the set-up is done."""
    say("A full clean report:")
    measured = race(candidates(folder, binaries, fast, slow), say)
    over = results.ratio(measured, REPORT, TOOLS)
    return Section(
        "A full clean report",
        "The project's own notebooks: each at its defaults, and the one on a place for each place. "
        "Ours also makes the tables, judges the claims, cuts the fonts and publishes the pages. "
        "The tools run in their own environment, their kernels in the project's.",
        results.race_table(measured, TOOLS),
        [Aim(f"a full clean report, times {TOOLS}", over, 0.18)],
    )
