"""Inputs from public bug reports, run by the command; notebook_cases.md has them as a table.

They are no part of the project: $ANALYSIS_SHARED names their folder, or they lie in ../shared
beside the checkout.
"""

import ast
import json
import os
import re
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

from analysis.cli import main
from analysis.engine import execute
from analysis.report import chapters

from .command import COMMAND, ROOT, analysis, published

CASES = Path(os.environ.get("ANALYSIS_SHARED") or ROOT.parent / "shared") / "cases" / "notebooks"
TABLE = Path(__file__).with_name("notebook_cases.md")
LONG = 1000  # characters of an output from which on its length and its ends are compared
DONE = "Executed: out.ipynb\n"
RAN = "(?s)  set       .*Swept: {0} of {0} sets ran. Open .*index.html\n"
NOTHING = "(?s)Nothing to do: all 1 sets .* --force runs all again.\n"

pytestmark = pytest.mark.skipif(
    not CASES.is_dir(), reason="no inputs in $ANALYSIS_SHARED or ../shared beside the checkout"
)


@dataclass
class Case:
    """What one input must come to; patterns are of `re`, texts of outputs too where they say so."""

    shows: list[str | re.Pattern[str]] = field(default_factory=list)  # of out.ipynb, in order
    said: str = re.escape(DONE)  # on the terminal, whole
    status: int = 0
    writes: tuple[str, ...] = ("out.ipynb",)
    words: tuple[str, ...] = ()  # behind those that the README of the input names
    alone: bool = False  # whether it takes a process of its own


def failed(shows, said):
    """Return a case that fails: what it shows is kept beside where its result would be."""
    kept = "Kept as far as it ran: out.failed.ipynb\n"
    return Case(shows, f"(?s)nb.ipynb.*{said}.*{kept}", 1, ("out.failed.ipynb",))


def refused(said):
    """Return a case that is refused before anything runs."""
    return Case(said=f"nb.ipynb: {said}\n", status=2, writes=())


def dead(kernel):
    """Return what is said of a notebook that asks for another Python's kernel."""
    return rf"{DONE}Note: it asks for the kernel '{kernel}' and ran in this environment's .*\n"


PNG, SVG, FIGURE = (
    "image/png text/plain",
    "image/svg+xml text/plain",
    "<Figure size {} with 1 Axes>",
)
QUOTED = """say "hi" it's {x} C:\\new\\table 深圳 😀 $HOME %d"""
ROWS = {
    "01-date-for-text-parameter": Case(["{'day': ('str', '2024-03-05')}\n"]),
    "03-hash-in-text-only": Case(["{'title': ('str', 'Trial #2')}\n"]),
    "04-colon-star-text": Case(
        [
            "{'title': ('str', 'Result: final'), 'pattern': ('str', '*.csv'), "
            "'when': ('str', '12:30'), 'land': ('str', 'NO')}\n"
        ]
    ),
    "06-int-default-float-given": refused(".* write in the cell: threshold: float = 1."),
    "07-type-comment": Case(["{'threshold': ('float', 0.5)}\n"]),
    "09-union-none-first": Case(["{'foo': ('str', 'BAR')}\n"]),
    "10-equals-in-default": Case(["{'s': ('str', 'c=d')}\n"]),
    "11-conditional-parameter": Case(["{'n': ('int', 3), 'alpha': ('int', 5)}\n"]),
    "13-magic-in-parameters": Case(["4\n"]),
    "15-quotes-newline-unicode": Case([f"{{'s': ('str', {QUOTED!r})}}\n"]),
    "16-slide-metadata": Case(["2"]),
    "17-partial-on-failure": failed(
        ["slow step finished\n", PNG, "ZeroDivisionError: division by zero"],
        r"cell In\[3\] \('1/0'\) raised ZeroDivisionError:",
    ),
    "18-atexit-and-unflushed": Case(["ok\n"], writes=("bye.txt", "out.ipynb", "rows.txt")),
    "19-logging-warnings-stderr": Case(
        [
            "INFO:a\nWARNING:b\n",
            "out\n",
            re.compile(r"(?s)<cell>:2: UserWarning: careful\n.*\nerr\nerr2\n"),
            re.compile("(?s).*divide by zero.*invalid value.*"),
            "array([-inf,  nan])",
        ]
    ),
    "21-fork-pool-spawn": Case(
        [re.compile(r"(?s)in.*\[0, 1, 4, 9\]\n"), "[1.0, 2.0, 3.0]\n", "3\n", "[1.0, 2.0, 3.0]\n"]
    ),
    "22-left-behind-child-and-thread": Case(["started\n"]),
    "24-sys-exit-zero": Case(
        ["a\n", "SystemExit: 0", re.compile("(?s).*To exit: use.*")],
        rf"{DONE}Note: out.ipynb: In\[2\] ended it, and the cell behind it was not run.\n",
    ),
    "25-magic-failures": failed(
        [re.compile("(?s)CPU times.*"), "ValueError: x"], "raised ValueError:"
    ),
    "27-flood": Case([("x" * 99 + "\n") * 300_000 + "last line\n"]),
    "29-display-update-clear": Case(["'second'", "tick\n", "kept\n", "stays\n", "'w'", "'w'"]),
    "30-no-kernelspec-language": Case(["2\n"], dead("venv")),
    "31-r-kernel-no-language": refused("found a notebook for the kernel 'ir', .*expected Python.*"),
    "33-nbformat-3": Case(["old\n"]),
    "34-own-module-called-analysis": Case(["8\n", "mine\n"], alone=True),
    "36-notebook-in-subfolder": Case(
        ["36-notebook-in-subfolder\nNo module named 'helper_here'\n"],
    ),
    "37-argv-main-signal": failed(
        [re.compile(r"(?s)True __main__\n.* True\n"), "TimeoutError: late"], "raised TimeoutError:"
    ),
    "39-c-locale-no-home": Case(
        ["深圳 ü Zoë\nNone\n", PNG], writes=("out.ipynb", "ü.txt"), alone=True
    ),
    "40-mpl-config-and-leftover-figures": Case(
        [SVG, SVG, SVG, "after\n", PNG, "module://matplotlib_inline.backend_inline [] 100.0 None\n"]
    ),
    "42-tqdm-cr": Case(["\r0/3\r3/3\n\rstep 0\rstep 1\rstep 2\x1b[31mred\x1b[0m\n"]),
    "43-input-stdin": failed(
        ["a\n", re.compile("StdinNotImplementedError.*")], "raised StdinNotImplementedError:"
    ),
    "45-bom-and-no-cells": Case([]),
    "46-rerun-of-executed": Case(["7\n"]),
    "50-cell-over-ten-minutes": Case(
        said=r"nb.ipynb ran longer than 1 seconds in the cell 'import time'.\nKept .*\n",
        status=1,
        writes=("out.failed.ipynb",),
        words=("--cell-timeout", "1"),
    ),
    "62-name-of-conda-env": Case(["ran\n"], dead("conda-env-tf-py")),
    "63-error-inside-raises-exception-nbclient": Case(
        ["ValueError: invalid literal for int() with base 10: 'x'", "after\n"]
    ),
    "64-hash-in-list-and-dict": Case(["['#1', 'b: c'] {'k': None, 'on': True}\n"]),
    "66-recursion-and-segfault": failed(["RecursionError\n"], "lost its kernel .Kernel died. in"),
    "71-one-long-line": Case(["x" * 200_000 + "\n", "done\n"]),
    "73-negative-number": Case(["-5 -0.5\n"]),
    "75-duplicate-cell-ids": Case(["1\n", "2\n"]),
}
SWEEPS = {
    "54-csv-separator-values": ("sets.csv", ["'\\t' '  padded '\n", "' ' 'b'\n", "'|' 'c'\n"]),
    "55-csv-semicolon-bom": ("ok.csv", ["1 Köln\n", "2 Bonn\n"]),
    "57-yaml-dates": (
        "sets.yaml",
        ["{'day': ('str', '2024-03-05'), 'span': ('str', '2024-03-06')}\n"],
    ),
    "76-long-line-in-one-set": ("sets.csv", ["x" * 10 + "\n", "x" * 60_000 + "\n"]),
}
SHOWN = {  # of 68: what is there, and what the messages of a build ask for
    "<div id='z'></div>": "<p>kept</p>",
    "plt.plot([1, 2]);": "plt.plot([1, 2])\\ndisplay(plt.gcf(), metadata={'image/png': {'alt': "
    "'A line.'}})\\nplt.close()",
    '![](attachment:p.png) <img src=\\"attachment:p.png\\">': "![A dot.](attachment:p.png)",
}
BUILDS = ("67-build-touch-future", "68-build-odd-outputs")
OTHERS = ("52-stale-helper-by-run-and-path", "60-interrupt", "70-nbval-warm-equals-plain")


@pytest.fixture
def case(tmp_path, monkeypatch):
    """Return what copies an input, makes its folder the working folder, and returns what it has.

    That is its notebook, and the parameters and variables that its README names.
    """

    def copy(name):
        folder = tmp_path / name
        shutil.copytree(CASES / name, folder, copy_function=shutil.copyfile)
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)
        monkeypatch.chdir(folder)
        told = (folder / "README").read_text("utf-8")
        (folder / "README").unlink()
        given, variables = (
            ast.literal_eval(found[1]) if (found := re.search(rf"(?m)^{word}: (.*)$", told)) else []
            for word in ("params", "env")
        )
        for variable, value in dict(variables).items():
            monkeypatch.delenv(variable, raising=False)
            if value is not None:
                monkeypatch.setenv(variable, value)
        notebook = next(folder.rglob("*.ipynb")).relative_to(folder)
        return str(notebook), [word for pair in given for word in ("-p", *pair)]

    return copy


def command(*words, alone=False):
    """Run the command, in this process unless it is to have its own; return status and words."""
    if alone:
        done = subprocess.run([COMMAND, *words], capture_output=True, text=True, encoding="utf-8")
        return done.returncode, done.stdout + done.stderr
    result = CliRunner().invoke(main, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def shown(path):
    """Return what the cells of a notebook show: texts, errors, and of pictures their kinds."""
    cells = nbformat.read(path, as_version=4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return [_text(output) for output in outputs]


def _text(output):
    if output.output_type == "stream":
        return output.text
    if output.output_type == "error":
        return f"{output.ename}: {output.evalue}"
    return " ".join(sorted(output.data)) if len(output.data) > 1 else output.data["text/plain"]


def matches(expected, found):
    """Return whether each output is what was expected."""
    fit = [
        one.fullmatch(text) is not None if isinstance(one, re.Pattern) else one == text
        for one, text in zip(expected, found, strict=False)
    ]
    return len(expected) == len(found) and all(fit)


def short(texts):
    """Return texts as an error of the test shows them."""
    return [text if len(text) < LONG else (len(text), text[:20], text[-20:]) for text in texts]


def test_every_input_has_a_row_in_the_table():
    rows = re.findall(r"(?m)^\| (\d\d-[\w-]+) \|", TABLE.read_text("utf-8"))
    assert rows == sorted(path.name for path in CASES.iterdir())
    assert {*rows} == {*ROWS, *SWEEPS, *BUILDS, *OTHERS}


@pytest.mark.parametrize("name", ROWS)
def test_run(case, name):
    """One folder is all that it reads and writes, and nothing is said but what has to be."""
    wanted = ROWS[name]
    notebook, given = case(name)
    before = {path.name for path in Path().iterdir()}
    words = ("run", notebook, "-o", "out.ipynb", *given, *wanted.words)
    status, said = command(*words, alone=wanted.alone)
    assert (status, re.fullmatch(wanted.said, said) is not None) == (wanted.status, True), said
    assert sorted({path.name for path in Path().iterdir()} - before) == sorted(wanted.writes)
    for written in (path for path in wanted.writes if path.endswith(".ipynb")):
        found = shown(written)
        assert matches(wanted.shows, found), short(found)
        cells = nbformat.read(written, as_version=4).cells
        ids = [cell.id for cell in cells]
        assert len(ids) == len({*ids})


def test_what_an_author_notes_on_slides_is_kept(case):
    notebook, given = case("16-slide-metadata")
    assert command("run", notebook, "-o", "out.ipynb", *given)[0] == 0
    before, after = (json.loads(Path(name).read_bytes()) for name in (notebook, "out.ipynb"))
    assert after["metadata"].items() >= before["metadata"].items()
    kept = {cell["id"]: cell["metadata"] for cell in after["cells"]}
    assert all(kept[cell["id"]].items() >= cell["metadata"].items() for cell in before["cells"])


@pytest.mark.parametrize("words", [("run",), ("sweep", "--params", "README")])
def test_a_cell_of_ten_minutes_meets_no_limit(case, words):
    notebook, _ = case("50-cell-over-ten-minutes")
    Path("README").touch()
    command, *given = words
    assert main.commands[command].make_context(command, [notebook, *given]).params["limit"] is None


@pytest.mark.parametrize("name", SWEEPS)
def test_sweep(case, name):
    """Sets run in the order of the file, and each once."""
    file, shows = SWEEPS[name]
    notebook, _ = case(name)
    words = ("sweep", notebook, "--params", file, "--out", "out")
    status, said = command(*words, alone=True)
    assert (status, re.fullmatch(RAN.format(len(shows)), said) is not None) == (0, True), said
    found = sorted(text for path in Path("out").glob("*.ipynb") for text in shown(path))
    assert matches(sorted(shows), found), short(found)


def test_another_separator_is_named(case):
    notebook, _ = case("55-csv-semicolon-bom")
    status, said = command("sweep", notebook, "--params", "sets.csv", "--out", "out")
    assert status == 2
    assert "found columns parted by semicolons; expected commas" in said
    assert not Path("out").exists()


def test_a_helper_that_changed_is_noticed(case):
    """One on an appended path, one that is run, one that is imported by its name as text."""
    notebook, _ = case("52-stale-helper-by-run-and-path")
    words = ("sweep", notebook, "--params", "sets.csv", "--out", "out")
    changes = {"lib/tools.py": "NAME", "part.py": "PART", "dyn.py": "D"}
    for path, name in {"": "", **changes}.items():
        if path:
            Path(path).write_text(f'{name} = "new"\n')
        status, said = command(*words, alone=True)
        assert (status, re.fullmatch(RAN.format(1), said) is not None) == (0, True), said
    assert shown("out/n=1.ipynb") == ["new\n"] * 3
    assert re.fullmatch(NOTHING, command(*words, alone=True)[1])


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_ends_at_once(case, sent):
    """With the kernel; what a cell started by itself goes on, as it does under papermill."""
    notebook, _ = case("60-interrupt")
    nb = json.loads(Path(notebook).read_bytes())
    nb["cells"][2]["source"] = f"open('begun', 'w').close()\n{''.join(nb['cells'][2]['source'])}"
    Path(notebook).write_text(json.dumps(nb))
    os.mkfifo("begun")
    words = [COMMAND, "run", notebook, "-o", "out.ipynb"]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as running:
        Path("begun").read_bytes()  # waits until the cell has begun
        running.send_signal(sent)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 130, said
    assert said == (
        "Interrupted: nb.ipynb was stopped in the cell 'open('begun', 'w').close()'.\n"
        "Kept as far as it ran: out.failed.ipynb\n"
    )


def test_nbval_on_forked_kernels_finds_what_it_finds_on_ordinary_ones(case):
    """The outcomes are those that the README of the input names."""
    case("70-nbval-warm-equals-plain")
    words = [
        str(COMMAND.with_name("pytest")),
        "--nbval",
        "-p",
        "analysis.engine.kernels.pytest_plugin",
    ]
    done = subprocess.run([*words, "-p", "no:cacheprovider", "-q"], capture_output=True, text=True)
    assert "11 failed, 20 passed, 1 skipped" in done.stdout.splitlines()[-1], done.stdout


def test_a_build_goes_by_content_and_not_by_time(project):
    later = time.time() + 400 * 24 * 3600
    for folder in ("notebooks", "data"):
        for path in (project / folder).rglob("*"):
            os.utime(path, (later, later))
    done = analysis(project, "build")
    assert done.stdout.startswith("Nothing to do: "), done.stdout + done.stderr


def test_each_odd_output_is_shown_or_its_cell_is_named(case, project):
    """As a chapter of a report: first as it is, then with what the message asks for."""
    notebook, _ = case("68-build-odd-outputs")
    before = published(project)
    shutil.copy(notebook, project / "notebooks")
    done = analysis(project, "build")
    assert done.returncode == 1
    found = re.findall(r"(?m)^07-odd\.ipynb, (.+?): found (.{14})", done.stderr)
    assert found == [
        *(("cell In[4]", "HTML that only"), ("cell In[5]", "a picture that")),
        *(("text under 'Odd outputs'", end) for end in ("a picture with", "a picture at '")),
    ], done.stderr
    (project / "notebooks" / notebook).unlink()
    assert published(project) == before
    text = Path(notebook).read_text("utf-8")
    for old, new in SHOWN.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    Path(notebook).write_bytes(execute.perform(text.encode(), notebook, {}, {}, isolated=True))
    made = chapters.read(Path(notebook), "en", "odd").body
    page = re.sub("(?s)<details.*?</details>", "", made)  # which hold the code
    assert "hacked" not in page
    assert all("alt=" in picture for picture in re.findall("<img[^>]*>", page))
    for part in ("<msup>", "step 2", "column_39", "<strong>bold", '"a": 1', "to stderr", "A dot."):
        assert part in page, part
