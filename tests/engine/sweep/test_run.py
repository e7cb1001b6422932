"""What a sweep runs and writes, with real kernels; and what it takes for a change."""

import os
import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, unquote

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_notebook

from analysis.engine import imports, installed
from analysis.engine.kernels import tempdirs
from analysis.engine.sweep.run import Sweep, tasks
from analysis.errors import NotebookError

COMMAND = Path(sys.executable).parent / "analysis"
SLOW = ["pandas", "papermill", "IPython", "pydantic", "jinja2", "rich"]  # to import
PARAMETERS = """\
from pathlib import Path
import matplotlib.pyplot as plt
place: str = "Beijing"; n = 3
label = f"{place} {n}"
"""
WORK = """\
%matplotlib inline
import warnings
import helper
print(place, n + helper.ONE)
warnings.warn("beware")
Path(f"made-{place}.txt").write_text(place)
plt.plot([1, 2, n])
"""
FAIL = 'assert n < 5, f"<b>{n} is too many</b>"'


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Write anyone's notebook, which prints, warns, writes and draws, with a module beside it."""
    monkeypatch.chdir(tmp_path)
    cells = [
        new_code_cell(PARAMETERS, id="a", metadata={"tags": ["parameters"]}),
        *(new_code_cell(source, id=id) for id, source in [("b", WORK), ("c", FAIL)]),
    ]
    nbformat.write(new_notebook(cells=cells), tmp_path / "model.ipynb")
    (tmp_path / "helper.py").write_text("ONE = 1\n")
    return tmp_path


def sweep(rows, *words):
    """Sweep the notebook over a table; return the status, what ran, what else was said, errors."""
    Path("sets.csv").write_text("place,n\n" + "".join(f"{row}\n" for row in rows), "utf-8")
    command = [
        str(COMMAND),
        "sweep",
        "model.ipynb",
        "--params",
        "sets.csv",
        "--out",
        "out",
        "-j",
        "2",
    ]
    done = subprocess.run([*command, *words], capture_output=True, text=True)
    lines = done.stdout.splitlines()
    ran = sorted(line.split()[1] for line in lines if line.startswith("  "))
    return done.returncode, ran, [line for line in lines if line[0] != " "], done.stderr


def rows_of_index():
    """Return the texts of the index's table, a list a row."""
    soup = BeautifulSoup(Path("out/index.html").read_text("utf-8"), "html.parser")
    assert not soup.find_all("script")
    assert all(image["src"].startswith("data:image/png;") for image in soup.find_all("img"))
    for link in soup.select("td.done + td a"):
        assert Path("out", unquote(link["href"])).is_file()
    return [[cell.text for cell in row.find_all(["th", "td"])] for row in soup.select("tr")]


def test_a_sweep_runs_every_set_then_only_what_is_missing_or_changed(folder):
    status, ran, said, errors = sweep(["Beijing,3", "長 沙,9", "beijing,4"])
    failed = next(name for name in ran if "沙" in name)
    beside = next(name for name in ran if name.startswith("place=beijing"))
    assert (status, ran, said) == (1, sorted(["place=Beijing,n=3", failed, beside]), [])
    last = "AssertionError: <b>9 is too many</b>"
    assert errors == (
        "1 of 3 sets failed; out/index.html shows all of it.\n" + f"  {failed}: {last}\n"
    )
    done = "place=Beijing,n=3.ipynb"
    assert rows_of_index() == [
        ["Set", "place", "n", "State", "Executed notebook, or error", "First chart"],
        ["1", "Beijing", "3", "done", done, ""],
        ["2", "長 沙", "9", "failed", last, ""],
        ["3", "beijing", "4", "done", f"{beside}.ipynb", ""],
    ]
    assert not (folder / "out" / f"{failed}.ipynb").exists()
    kept = nbformat.read(folder / "out" / f"{failed}.failed.ipynb", as_version=4)
    assert (kept.cells[0].metadata.tags, kept.cells[-1].outputs[0].ename) == (
        ["failed-run"],
        "AssertionError",
    )
    assert (folder / "made-Beijing.txt").read_text() == "Beijing"
    executed = nbformat.read(folder / "out" / done, as_version=4)
    outputs = [output for cell in executed.cells for output in cell.get("outputs", [])]
    assert outputs[0].text == "Beijing 4\n"
    assert "UserWarning: beware" in "".join(output.get("text", "") for output in outputs)
    assert any("image/png" in output.get("data", {}) for output in outputs)

    index = (folder / "out" / "index.html").read_bytes()
    status, ran, said, _ = sweep(["Beijing,3", "長 沙,9", "beijing,4"])
    assert (status, ran) == (1, [failed]), "a set that failed is run again, and no other"
    assert (folder / "out" / "index.html").read_bytes() == index

    status, ran, said, _ = sweep(["Beijing,3", "beijing,1"])
    changed = next(name for name in ran if name.startswith("place=beijing"))
    assert (status, ran) == (0, [changed])
    assert said == [
        f"Swept: 1 of 2 sets ran. Open {folder}/out/index.html",
        "Left alone in out: notebooks of sets not asked for (1).",
    ]
    (folder / "out" / done).unlink()
    assert sweep(["Beijing,3"])[1] == ["place=Beijing,n=3"]
    notebook = nbformat.read(folder / "model.ipynb", as_version=4)
    notebook.cells[1].execution_count = 7
    nbformat.write(notebook, folder / "model.ipynb")
    status, ran, said, _ = sweep(["Beijing,3"])
    assert (status, ran) == (0, []), "the notebook's own outputs are no reason"
    nothing = f"Nothing to do: all 1 sets are up to date. Open {folder}/out/index.html"
    unseen = "Data that it reads and code that it names only as it runs are not looked at"
    assert said[:2] == [nothing, f"{unseen}: --force runs all again."]

    code = "from analysis.cli import main; import sys; main(standalone_mode=False)\n"
    told = f"{code}print([name for name in {SLOW} if name in sys.modules])"
    words = ["sweep", "model.ipynb", "--params", "sets.csv", "--out", "out"]
    again = subprocess.run([sys.executable, "-c", told, *words], capture_output=True, text=True)
    assert (again.stdout.splitlines()[0], again.stdout.splitlines()[-1]) == (nothing, "[]")


def test_code_that_changed_and_force_are_reasons_to_run(folder):
    names = ["place=A,n=1"]
    assert sweep(["A,1"])[1] == names
    (folder / "helper.py").write_text("ONE = 2\n")
    assert sweep(["A,1"])[1] == names
    assert sweep(["A,1"], "--force")[1] == names
    assert sweep(["A,1"])[1] == []
    (folder / "helper.py").write_text("raise OSError('no')\n")
    status, ran, _, errors = sweep(["A,1"])
    assert (status, ran) == (1, names)
    assert errors.endswith("  place=A,n=1: OSError: no\n")
    kept = [path.name for path in (folder / "out").glob("*.ipynb")]
    assert kept == ["place=A,n=1.failed.ipynb"], "what it made before is out of date"
    (folder / "helper.py").write_text("ONE = 3\n")
    assert sweep(["A,1"])[:2] == (0, names)
    kept = [path.name for path in (folder / "out").glob("*.ipynb")]
    assert kept == ["place=A,n=1.ipynb"], "it no longer fails"


def test_nothing_runs_or_is_written_where_a_set_is_at_fault(folder):
    status, ran, _, errors = sweep(["A,1", "B,x"])
    assert (status, ran) == (2, [])
    expected = r"sets\.csv, line 3, column 'n': found 'x'; expected int, like the default 3\. Corr"
    assert re.search(expected, errors)
    assert not (folder / "out").exists()


@pytest.mark.parametrize("file", ["index.html", ".cache/notebook"])
def test_a_folder_that_holds_anything_else_is_refused(folder, file):
    (folder / "out" / file).parent.mkdir(parents=True)
    (folder / "out" / file).write_text("../other.ipynb")
    status, ran, _, errors = sweep(["A,1"])
    assert (status, ran) == (2, [])
    found = "a folder that holds 'index.html'" if file == "index.html" else "a sweep of ../other.ip"
    assert errors.startswith(f"out: found {found}")
    assert (folder / "out" / file).read_text() == "../other.ipynb"


def test_sets_run_in_the_order_of_the_file(folder):
    rows = [f"{place},1" for place in "dacbe"]
    said = sweep_in_order(rows, "-j", "1")
    assert said == [f"place={place},n=1" for place in "dacbe"]
    assert [row[1] for row in rows_of_index()[1:]] == list("dacbe")


def sweep_in_order(rows, *words):
    """Sweep the notebook; return the names of the sets as they were done."""
    Path("sets.csv").write_text("place,n\n" + "".join(f"{row}\n" for row in rows), "utf-8")
    command = [COMMAND, "sweep", "model.ipynb", "--params", "sets.csv", "--out", "out", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [line.split()[1] for line in done.stdout.splitlines() if line.startswith("  ")]


def test_a_set_that_runs_elsewhere_is_written_as_one_that_runs_here(folder, monkeypatch):
    """Its warnings and traceback name the files here, also where temporary ones lie in the home."""
    monkeypatch.setenv("HOME", str(tempdirs.of_process().parent))
    (folder / "helper.py").write_text("import warnings\nwarnings.warn('odd')\nONE = 1 // 0\n")
    made = []
    for remote in (False, True):
        (task,) = tasks(Sweep(folder / "model.ipynb", {"n=3": {"n": 3}}, folder / "out"), remote)
        with pytest.raises(NotebookError) as raised:
            task.function(**task.arguments())
        made.append((str(raised.value), (raised.value.executed or b"").decode()))
    assert made[0] == made[1]
    assert f"File {folder}/helper.py:3" in made[0][0]
    assert f"{folder}/helper.py:2: UserWarning: odd" in made[0][1]


def test_an_interrupted_sweep_has_an_index_of_what_was_done(folder):
    """The third set waits in a cell, until Ctrl-C ends it; the fourth was never begun."""
    os.mkfifo("begun")
    wait = new_code_cell(
        "if n == 3:\n    open('begun', 'w').close()\n    while True:\n        pass"
    )
    made = nbformat.read("model.ipynb", as_version=4)
    made.cells.append(wait)
    nbformat.write(made, "model.ipynb")
    Path("sets.csv").write_text("place,n\n" + "".join(f"A,{n}\n" for n in (1, 9, 3, 2)))
    words = ["sweep", "model.ipynb", "--params", "sets.csv", "--out", "out", "-j", "1"]
    with subprocess.Popen([COMMAND, *words], stderr=subprocess.PIPE, text=True) as command:
        Path("begun").read_text()
        command.send_signal(signal.SIGINT)
        told = command.communicate(timeout=60)[1]
    assert (command.returncode, told.splitlines()) == (
        130,
        [
            "Interrupted: 1 of 4 sets are finished, in out. Run the command again for the others; "
            "out/index.html shows all of it.",
            "  place=A,n=9: AssertionError: <b>9 is too many</b>",
            "  place=A,n=3: model.ipynb was stopped in the cell 'if n == 3:'.",
        ],
    )
    states = [row[3] for row in rows_of_index()[1:]]
    assert states == ["done", "failed", "not run", "not run"]
    index = Path("out/index.html").read_text()
    for name in ("place=A,n=9", "place=A,n=3"):
        assert f'href="{quote(name)}.failed.ipynb"' in index
        assert Path(f"out/{name}.failed.ipynb").is_file()
    assert "place=A,n=2.failed.ipynb" not in unquote(index)


def test_a_set_that_a_cell_ended_early_says_so_in_the_index(folder):
    made = nbformat.read("model.ipynb", as_version=4)
    made.cells[1:] = [new_code_cell("if n == 2: quit()"), *map(new_code_cell, ("1", "2"))]
    nbformat.write(made, "model.ipynb")
    status, ran, _, told = sweep(["A,1", "A,2"])
    ended = "In[3] ended it, and the 2 cells behind it were not run"
    assert (status, len(ran), told) == (0, 2, f"Note: place=A,n=2.ipynb: {ended}.\n")
    names = [row[4] for row in rows_of_index()[1:]]
    assert names == ["place=A,n=1.ipynb", f"place=A,n=2.ipynb ({ended})"]


def test_helpers_that_are_run_or_found_elsewhere_are_reasons_to_run(folder):
    for name in ("lib/tools.py", "part.py", "dyn.py", "lib/deep.py"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("import deep\n" if name == "lib/tools.py" else "PART = 1\n")
    cells = [
        "place = 'A'; n = 1",
        "import sys\nsys.path.append('lib')\nimport tools",
        "%run -i part.py",
        "import importlib\nimportlib.import_module('dyn')",
    ]
    made = new_notebook(cells=list(map(new_code_cell, cells)))
    made.cells[0].metadata["tags"] = ["parameters"]
    nbformat.write(made, "model.ipynb")
    assert sweep(["A,1"])[1] == ["place=A,n=1"]
    found = imports.beside(folder / "model.ipynb", [folder])
    names = ["dyn.py", "lib/deep.py", "lib/tools.py", "part.py"]
    assert [path.relative_to(folder).as_posix() for path in found] == names
    (folder / "lib" / "deep.py").write_text("PART = 2\n")
    assert sweep(["A,1"])[1] == ["place=A,n=1"]
    status, ran, said, _ = sweep(["A,1"])
    assert (status, ran) == (0, [])
    assert said[1] == (
        "Data that it reads and code that it names only as it runs are not looked at: --force runs "
        "all again."
    )


@pytest.fixture
def swept(tmp_path, monkeypatch):
    """Return a sweep of a notebook with a module beside it, whose only set has been run."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "model.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell("import helper")]), path)
    (tmp_path / "helper.py").write_text("ONE = 1\n")
    (tmp_path / "table.csv").write_text("a\n1\n")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "index.html").write_text("index")
    data = {"engine.notebook": [tmp_path / "table.csv"]}
    one = Sweep(path, {"n=1": {"n": 1}}, tmp_path / "out", data)
    one.output("n=1").write_text("executed")
    return one


def test_a_notebook_s_own_outputs_are_no_change(swept):
    before = swept.state()
    edited = nbformat.read(swept.notebook, as_version=4)
    edited.cells[0].execution_count = 7
    nbformat.write(edited, swept.notebook)
    assert swept.state() == before


@pytest.mark.parametrize("name", ["helper.py", "out/index.html", "out/n=1.ipynb"])
def test_a_file_that_changes_is_noticed(swept, name):
    before = swept.state()
    (swept.notebook.parent / name).write_text("changed")
    assert swept.state() != before


def test_what_is_installed_anew_is_noticed(swept, monkeypatch):
    before = swept.state()
    monkeypatch.setattr(installed, "everything", lambda: "one package more")
    assert swept.state() != before


def test_cells_and_sets_that_change_are_noticed(swept):
    before = swept.state()
    assert replace(swept, sets={"n=1": {"n": True}}).state() != before
    assert replace(swept, sets={"m=1": {"n": 1}}).state() != before
    nbformat.write(new_notebook(cells=[new_code_cell("import helper\n")]), swept.notebook)
    assert swept.state() != before


@pytest.mark.parametrize("source", ["import helper", "from analysis.engine import notebook"])
def test_data_counts_where_the_module_that_reads_it_is_imported(swept, source):
    nbformat.write(new_notebook(cells=[new_code_cell(source)]), swept.notebook)
    before = swept.state()
    (swept.notebook.parent / "table.csv").write_text("a\n2\n")
    assert (swept.state() != before) == ("analysis" in source)


def test_data_that_no_module_reads_is_a_fault(swept):
    odd = replace(swept, data={"engine.notebok": [swept.notebook.parent / "table.csv"]})
    expected = r"^analysis\.engine\.notebok: found no such module \(did you mean 'engine\.notebook'"
    with pytest.raises(ModuleNotFoundError, match=expected):
        odd.state()


def test_a_program_that_changes_is_noticed(swept, tmp_path, monkeypatch):
    """Also where it makes the index only."""
    package = tmp_path / "package"
    for name in ("engine/execute.py", "engine/kernels/forkserver.py", "sweep.html.j2"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("")
    (package / "__init__.py").write_text("")
    monkeypatch.setattr(imports, "PACKAGE", package)
    one = replace(swept, data={})
    before = one.state()
    (package / "sweep.html.j2").write_text("two")
    assert one.state() != before
