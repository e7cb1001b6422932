"""One notebook: its parameters, its errors, and what is left of a run."""

import ast
import gc
import json
import os
import re
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import nbformat
import pytest
from hypothesis import example, given, strategies
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, writes

from analysis.engine import execute, graph, outputs
from analysis.errors import CheckError, DataError, NotebookError, ParameterError, ValueRefused

READ = "from pathlib import Path\nPath('../data/processed/a.csv').read_text()"


@pytest.fixture
def notebook(tmp_path):
    """Write a notebook with one parameters cell and one cell that shows the parameters."""
    defaults = (
        'place = "Beijing"  # the place\nshare = 0.5  # a fraction\nyears = [2021]  # which\nn = 3'
    )
    cells = [
        new_markdown_cell("# A title"),
        new_code_cell(defaults, metadata={"tags": ["parameters"]}),
        new_code_cell("(place, share, years, n)"),
    ]
    path = tmp_path / "some notebook.ipynb"
    nbformat.write(new_notebook(cells=cells), path)
    return path


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"plaec": "Wuhan"},
            "some notebook.ipynb: found 'plaec'; expected one of: place, share, years, n "
            "(did you mean 'place'?).",
        ),
        (
            {"n": "3"},
            "some notebook.ipynb: found n = '3'; expected int, like the default 3.",
        ),
        (
            {"years": ["2021"]},
            "some notebook.ipynb: found years = ['2021']; expected list of int, like the default "
            "[2021] (which).",
        ),
        (
            {"n": True, "share": False},
            "some notebook.ipynb: found n = True; expected int, like the default 3.\n"
            "some notebook.ipynb: found share = False; expected float, like the default 0.5 "
            "(a fraction).",
        ),
    ],
)
def test_a_wrong_parameter_is_refused_before_a_kernel_starts(notebook, given, message):
    with pytest.raises(ParameterError, match=f"^{re.escape(message)}$"):
        execute.run(notebook, given, notebook.with_name("out.ipynb"))
    assert not notebook.with_name("out.ipynb").exists()


def test_given_parameters_reach_the_cells_and_two_runs_are_alike(notebook, tmp_path):
    given = {"place": "杭州 'x' = # y", "share": 1, "years": [], "n": -2}
    outputs = [tmp_path / "a.ipynb", tmp_path / "b.ipynb"]
    for output in outputs:
        execute.run(notebook, given, output)
    shown = nbformat.read(outputs[0], as_version=4).cells[-1].outputs[0].data["text/plain"]
    assert shown == str(tuple(given.values()))
    assert outputs[0].read_bytes() == outputs[1].read_bytes()


@pytest.mark.parametrize("link", [None, os.symlink, os.link])
def test_a_notebook_is_not_written_over_by_its_own_run(notebook, tmp_path, link):
    output, before = notebook, notebook.read_bytes()
    if link:
        output = tmp_path / "linked.ipynb"
        link(notebook, output)
    expected = (
        f"{output}: found the notebook itself; expected another file, so that the notebook stays "
        "as it is. Name another."
    )
    with pytest.raises(DataError, match=f"^{re.escape(expected)}$") as raised:
        execute.run(notebook, {"n": 4}, output)
    assert raised.value.exit_status == 2
    assert notebook.read_bytes() == before


def test_an_output_that_is_no_file_is_refused_before_anything_runs(notebook, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for name, found in [("pipe", "a device or a pipe"), (".", "a folder")]:
        with pytest.raises(CheckError, match=f": found {found}; expected a file, or none yet"):
            execute.run_stoppable(notebook, {"n": 4}, tmp_path / name)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pipe", "some notebook.ipynb"]


def failing(tmp_path, source):
    path = tmp_path / "fails.ipynb"
    cells = [new_markdown_cell("# A title"), new_code_cell("n = 1"), new_code_cell(source)]
    nbformat.write(new_notebook(cells=cells), path)
    return path


@pytest.mark.parametrize(
    ("defined", "kind", "message"),
    [
        (
            "class ParameterError(Exception): pass",
            NotebookError,
            "fails.ipynb, cell In[2] ('print('before')') raised ParameterError:\n",
        ),
        ("from analysis.errors import ParameterError", ValueRefused, "fails.ipynb: why\nKept "),
    ],
)
def test_only_our_refusal_of_a_value_needs_no_traceback(tmp_path, defined, kind, message):
    """One of the same name that a notebook makes itself is an error like any other."""
    source = f"print('before')\n{defined}\nraise ParameterError('why')"
    with pytest.raises(NotebookError) as caught:
        execute.run(failing(tmp_path, source), {}, tmp_path / "out.ipynb")
    assert type(caught.value) is kind
    assert str(caught.value).startswith(message)
    kept = nbformat.read(tmp_path / "out.failed.ipynb", as_version=4)
    assert [output.output_type for output in kept.cells[-1].outputs] == ["stream", "error"]


def test_a_cell_that_raises_is_named_with_its_traceback(tmp_path):
    output = tmp_path / "out.ipynb"
    with pytest.raises(NotebookError) as caught:
        execute.run(failing(tmp_path, "m = n + 1\n1 / 0"), {}, output)
    message = str(caught.value)
    assert message.startswith("fails.ipynb, cell In[2] ('m = n + 1') raised ZeroDivisionError:\n")
    kept = tmp_path / "out.failed.ipynb"
    assert message.endswith(f"ZeroDivisionError: division by zero\nKept as far as it ran: {kept}")
    assert "\x1b" not in message


@pytest.mark.parametrize("linked", [False, True])
def test_an_earlier_result_cannot_pass_for_that_of_a_run_that_failed(tmp_path, linked):
    """It is set aside, and said so; the next good run writes where it was, a link included."""
    output = tmp_path / "out.ipynb"
    at = tmp_path / "elsewhere.ipynb" if linked else output
    at.write_text("as it was")
    if linked:
        output.symlink_to(at)
    aside = at.with_name(f"{at.stem}.earlier.ipynb")
    with pytest.raises(NotebookError, match=f"\nThe result of an earlier run: {aside}$"):
        execute.run(failing(tmp_path, "1 / 0"), {}, output)
    assert (output.exists(), aside.read_text()) == (False, "as it was")
    with pytest.raises(NotebookError, match=r"out\.failed\.ipynb$"):
        execute.run(failing(tmp_path, "1 / 0"), {}, output)
    execute.run(failing(tmp_path, "1"), {}, output)
    assert (at.is_file(), output.is_symlink()) == (True, linked)
    assert aside.read_text() == "as it was"


def test_what_a_notebook_raised_is_told_where_it_cannot_be_kept(tmp_path, monkeypatch):
    def full(*_):
        raise CheckError("out.failed.ipynb: cannot be written (No space left on device).")

    monkeypatch.setattr(execute, "write_all", full)
    with pytest.raises(NotebookError) as caught:
        execute.run(failing(tmp_path, "1 / 0"), {}, tmp_path / "out.ipynb")
    assert str(caught.value).splitlines()[-2:] == [
        "ZeroDivisionError: division by zero",
        "out.failed.ipynb: cannot be written (No space left on device).",
    ]


def test_a_long_line_of_a_traceback_is_cut_in_the_message_alone(tmp_path):
    with pytest.raises(NotebookError) as caught:
        execute.run(failing(tmp_path, "raise ValueError('x' * 9999)"), {}, tmp_path / "out.ipynb")
    assert max(map(len, str(caught.value).splitlines())) < 2100
    assert "xx… (the notebook has it whole)\nKept as far" in str(caught.value)
    assert "x" * 9999 in (tmp_path / "out.failed.ipynb").read_text()


def test_a_kernel_that_dies_is_named_with_its_cell(tmp_path):
    expected = (
        r"^fails\.ipynb lost its kernel \(.+\) in the cell 'import os; os\._exit\(3\)'\.\nKept"
    )
    with pytest.raises(NotebookError, match=expected):
        execute.run(failing(tmp_path, "import os; os._exit(3)"), {}, tmp_path / "out.ipynb")


def test_a_cell_that_hangs_is_named(tmp_path, caplog):
    """And nothing is left that asyncio would complain of."""
    expected = r"^fails\.ipynb ran longer than 1 seconds in the cell 'while True: pass'\.\nKept"
    hangs = failing(tmp_path, "while True: pass")
    with pytest.raises(NotebookError, match=expected), ThreadPoolExecutor(1) as thread:
        thread.submit(execute._run_and_close_loop, hangs, {}, tmp_path / "out.ipynb", 1).result()
    gc.collect()
    assert [record for record in caplog.records if record.name == "asyncio"] == []


def test_a_cell_that_prints_until_its_time_is_up_leaves_no_task(tmp_path, caplog):
    """Its outputs are still awaited when the kernel ends, of which asyncio then would complain."""
    prints = failing(tmp_path, "while True: print(1, flush=True)")
    expected = "ran longer than 1 seconds"
    with pytest.raises(NotebookError, match=expected), ThreadPoolExecutor(1) as thread:
        thread.submit(execute._run_and_close_loop, prints, {}, tmp_path / "out.ipynb", 1).result()
    gc.collect()
    assert [record for record in caplog.records if record.name == "asyncio"] == []


def test_a_file_that_is_no_notebook_is_named(tmp_path):
    path = tmp_path / "torn.ipynb"
    path.write_text('{"cells": [', "utf-8")
    with pytest.raises(DataError, match=r"^torn\.ipynb: found a file that is no notebook \("):
        execute.run(path, {}, tmp_path / "out.ipynb")


def test_what_is_imported_once_is_set_aside_once(notebook, tmp_path):
    """Whoever sets it aside again sets aside what notebooks left, which then is never freed."""
    execute.run(notebook, {}, tmp_path / "one.ipynb")
    before = gc.get_freeze_count()
    execute.run(notebook, {}, tmp_path / "two.ipynb")
    assert gc.get_freeze_count() <= before


def a_notebook(*sources):
    """Return a notebook with a parameter `place`, and with cells of these sources."""
    first = new_code_cell("place = 'Beijing'", metadata={"tags": ["parameters"]})
    return writes(new_notebook(cells=[first, *map(new_code_cell, sources)])).encode()


def performed(*sources, given=None, isolated=False):
    data = {"data/processed/a.csv": b"7"}
    return execute.perform(a_notebook(*sources), "a.ipynb", data, given or {}, isolated)


def texts(executed):
    """Return what the cells of an executed notebook show."""
    outputs = [out for cell in json.loads(executed)["cells"] for out in cell["outputs"]]
    return ["".join(out["data"]["text/plain"]) for out in outputs]


def test_it_reads_what_it_is_given_and_sees_its_parameters():
    executed = performed("place", READ, given={"place": "Wuhan"})
    assert texts(executed) == ["'Wuhan'", "'7'"]


def test_where_it_ran_does_not_show():
    shown = texts(
        performed("import os\nos.environ['ANALYSIS_ROOT']", "os.getcwd()", "os.listdir('..')")
    )
    assert shown[:2] == ["'<project>'", "'<project>/notebooks'"]
    assert sorted(ast.literal_eval(shown[2])) == ["data", "notebooks"]
    assert os.environ.get("ANALYSIS_ROOT") != "<project>"


def test_an_error_names_the_notebook_and_no_passing_folder():
    with pytest.raises(NotebookError) as caught:
        performed("open(place)", given={"place": "../data/raw"})
    assert str(caught.value).startswith("a.ipynb, cell In[3] ('open(place)') raised FileNotFound")
    with pytest.raises(NotebookError, match=r"<project>/data/raw'\n"):
        performed("import os\nopen(os.environ['ANALYSIS_ROOT'] + '/data/raw')")


def test_garbage_is_collected_again_after_imports():
    with execute.loading():
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.unfreeze()


def test_garbage_is_collected_again_after_an_import_that_fails():
    with pytest.raises(ModuleNotFoundError), execute.loading():
        import_module("no_such_module")
    assert gc.isenabled()
    gc.unfreeze()


PRINTS_AND_WARNS = """\
import sys
print(0, flush=True)
print(1, flush=True)
print(2, file=sys.stderr, flush=True)
print(3, flush=True)
display(4)
print(5, file=sys.stderr, flush=True)
print(6)
"""


@pytest.mark.parametrize(
    ("isolated", "expected"),
    [
        (False, ["stdout 0 1", "stderr 2", "stdout 3", " 4", "stderr 5", "stdout 6"]),
        (True, ["stdout 0 1 3", "stderr 2", " 4", "stdout 6", "stderr 5"]),
    ],
    ids=["a user's", "a build's"],
)
def test_a_text_is_one_in_however_many_pieces_it_comes(isolated, expected):
    """Each flush sends what was written so far, and so does a fifth of a second."""
    outputs = json.loads(performed(PRINTS_AND_WARNS, isolated=isolated))["cells"][-1]["outputs"]
    found = [
        (out.get("name", ""), *out.get("text", out.get("data", {}).get("text/plain", [])))
        for out in outputs
    ]
    assert [" ".join(map(str.strip, parts)) for parts in found] == expected


def test_a_long_line_is_cleaned(tmp_path):
    """Five million letters: with the square of a line's length, it would take a day."""
    line = "x" * 5_000_000
    assert outputs.without_cell_files(line) == line
    names = "/tmp/ipykernel_1/2.py" * 100_000
    assert outputs.without_cell_files(f"{names}{line} y") == f"<cell>{line} y"


PIECES = [
    "/",
    "/ipykernel_",
    "12",
    "3/",
    "4.py",
    "/ipykernel_5/67.py",
    " ",
    "\n",
    "\u3000",
    "a",
    '"',
]


@given(strategies.lists(strategies.sampled_from(PIECES), max_size=30).map("".join))
@example("a/ipykernel_1/2.pyb/ipykernel_3/4.py c /ipykernel_5/6.py/ipykernel_7/8.p")
def test_the_names_of_cells_files_are_found_as_by_the_plain_pattern(text):
    """Which takes time with the square of a line's length, and is short."""
    plain = r"""[^\s"']*/ipykernel_\d+/\d+\.py"""
    assert outputs.without_cell_files(text) == re.sub(plain, "<cell>", text)


def test_a_traceback_that_the_code_prints_keeps_its_quotes():
    line = '  File "/tmp/ipykernel_12/345.py", line 2, in <module>'
    assert outputs.without_cell_files(line) == '  File "<cell>", line 2, in <module>'


@pytest.mark.parametrize("source", ["open('notes.txt')", "import helpers_beside_it"])
def test_what_works_in_jupyterlab_and_not_in_a_build_is_told_with_the_rule(source):
    """There the notebook's folder holds more than the tables."""
    with pytest.raises(NotebookError) as raised:
        performed(source)
    assert str(raised.value).endswith(
        "A build runs it in a folder of its own, where it finds ../data/processed/ and nothing "
        "else, and imports installed packages, the project's among them. Read from there, or move "
        "what it needs into src/analysis."
    )
    with pytest.raises(NotebookError) as raised:
        performed("1 / 0")
    assert "a folder of its own" not in str(raised.value)


def test_the_runs_of_a_build_are_told_apart_by_what_they_were_given():
    """And of those that failed alike one is told."""
    told = []
    for place in ({}, {"place": "Wuhan"}, {"place": "Lu (an)"}):
        with pytest.raises(NotebookError) as caught:
            performed("1 / 0", given=place, isolated=True)
        told.append(caught.value)
    assert str(told[0]).startswith("a.ipynb, cell In[2] ('1 / 0') raised ZeroDiv")
    assert str(told[1]).startswith("a.ipynb (place Wuhan), cell In[3] ('1 / 0') raised ZeroDiv")
    result = graph.Result(errors={str(number): error for number, error in enumerate(told)})
    assert result.failure() is told[0]
