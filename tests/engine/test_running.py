"""How cells are run: what is given to them, which errors end the run, and what is kept of it."""

import json
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from uuid import UUID

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis.engine import execute, notebook, outputs, running
from analysis.engine.annotations import Timestamp
from analysis.errors import NotebookError

PLAIN = ["text/plain"]
TEE = """
class Loud:
    def write(self, text): own.write(text.upper())
    def flush(self): pass
own, sys.stdout = sys.stdout, Loud()
"""
SHOWS = "import matplotlib.pyplot as plt\nprint('begun')\nplt.plot([1, 2]);"


def write(tmp_path, *cells, **metadata):
    """Write a notebook; a cell is its source, or its source and a tag."""
    made = []
    for cell in cells:
        source, *tags = (cell,) if isinstance(cell, str) else cell
        made.append(new_code_cell(source, metadata={"tags": tags} if tags else {}))
    path = tmp_path / "some.ipynb"
    nbformat.write(new_notebook(cells=made, metadata=metadata), path)
    return path


def shown(path):
    """Return what each code cell of an executed notebook shows: texts and names of errors."""
    cells = nbformat.read(path, as_version=4).cells
    return [
        [
            output.get("text") or output.get("ename") or sorted(output.data)
            for output in cell.outputs
        ]
        for cell in cells
        if cell.cell_type == "code"
    ]


@pytest.mark.parametrize(
    ("tags", "order"),
    [
        ((), ["given", "one", "two"]),
        (("", "parameters"), ["one", "two", "given"]),
        (("parameters", "injected-parameters"), ["one", "given"]),
        (("injected-parameters", "parameters"), ["given", "two"]),
    ],
)
def test_what_is_given_stands_where_papermill_puts_it(tags, order):
    made = new_notebook(cells=[new_code_cell("one"), new_code_cell("two")])
    for cell, tag in zip(made.cells, tags, strict=False):
        cell.metadata["tags"] = [tag]
    running.give(made, {"given": 1})
    sources = [
        "given" if cell.source == "# Parameters\ngiven = 1" else cell.source for cell in made.cells
    ]
    assert sources == order


VALUES = [
    *("a 'b' \"c\" \\ {d}\n深圳 😀", True, None, -5, 1e-300, float("inf"), -float("inf")),
    *([1, ["x", None]], {"a": {"b": [False]}, 3: 0.1}, date(2024, 3, 5), datetime(2024, 3, 5, 12)),
    *[(), (1,), (1, ("a", None)), time(12, 30), timedelta(1, 2.5), Path("a/b"), Decimal("2.50")],
    *(Fraction(1, 3), UUID(int=7)),
    pd.Timestamp(2024, 3, 5),
]


def test_values_reach_python_as_they_are():
    made = new_notebook()
    given = [*VALUES[:-1], Timestamp(2024, 3, 5)]  # which pandas is not loaded for
    running.give(made, {f"v{number}": value for number, value in enumerate(given)})
    names: dict[str, object] = {"datetime": "a name of the notebook's own"}
    exec(made.cells[0].source, names)
    read = [names[f"v{number}"] for number in range(len(VALUES))]
    assert [(type(value), value) for value in read] == [(type(value), value) for value in VALUES]


@pytest.mark.parametrize(
    ("stream", "cell", "expected"),
    [
        *((f"sys.{name} = None", "3", [[PLAIN]]) for name in ("stdout", "stderr")),
        *((f"sys.stdout = sys.stderr = {odd}", "3", [[PLAIN]]) for odd in ("5", "io.BytesIO()")),
        ("del sys.stdout", "3", "AttributeError"),
        *((f"sys.{name}.close()", "3", [[PLAIN]]) for name in ("stdout", "__stdout__")),
        ("sys.stdout = open(os.devnull, 'w')\nsys.stdout.close()", "3", [[PLAIN]]),
        ("sys.stdout = type('', (), {'__slots__': (), 'write': id})()", "3", [[PLAIN]]),
        ("sys.stdout = sys.stderr = None", "%nosuch", "UsageError"),
        ("sys.stdout = sys.stderr = None", "1 / 0", "ZeroDivisionError"),
        ("sys.stdout = sys.stderr = None\n1 / 0", "3", "ZeroDivisionError"),
        ("sys.stdout = None\n3", "4", [[PLAIN], [PLAIN]]),
        ("sys.stdout = 5", "print(3)", "AttributeError"),
        (
            "own, sys.stdout = sys.stdout, io.StringIO()",
            "print(3)\nsys.stdout = own\nprint(4)",
            [["4\n"]],
        ),
        (TEE, "print('loud')", [["LOUD\n"]]),
    ],
)  # fmt: skip
def test_whatever_a_notebook_puts_in_place_of_its_streams_its_cells_run(
    tmp_path, stream, cell, expected
):
    """The kernel answers, and what a cell writes to its own streams in the end belongs to it."""
    path = write(tmp_path, f"import io, os, sys\n{stream}", cell)
    if isinstance(expected, str):
        with pytest.raises(NotebookError, match=expected):
            execute.run(path, {}, tmp_path / "out.ipynb", limit=60)
    else:
        execute.run(path, {}, tmp_path / "out.ipynb", limit=60)
        assert [said for said in shown(tmp_path / "out.ipynb") if said] == expected


def test_a_notebook_that_failed_is_kept_as_far_as_it_ran(tmp_path):
    output = tmp_path / "out.ipynb"
    path = write(tmp_path, SHOWS, "1 / 0", "print('never')")
    with pytest.raises(NotebookError, match=r"out\.failed\.ipynb$"):
        execute.run(path, {}, output)
    kept = tmp_path / "out.failed.ipynb"
    assert shown(kept) == [["begun\n", ["image/png", "text/plain"]], ["ZeroDivisionError"], []]
    first = nbformat.read(kept, as_version=4).cells[0]
    assert (first.cell_type, first.metadata.tags) == ("markdown", ["failed-run"])
    assert "some.ipynb, cell In[2] ('1 / 0') raised ZeroDivisionError: " in first.source
    assert not output.exists()


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("raise KeyError('my break')", "KeyError: 'my break'"),
        ("raise ValueError('one\\ntwo\\n\\nthree')", "ValueError: one two  three"),
        ("class E(Exception): pass\nraise E", "E:"),
        ("try:\n    1 / 0\nexcept ZeroDivisionError:\n    raise OSError('a\\nb')", "OSError: a b"),
    ],
)
def test_the_note_on_a_failure_has_all_of_what_was_raised(tmp_path, source, told):
    with pytest.raises(NotebookError) as caught:
        execute.run(write(tmp_path, source), {}, tmp_path / "out.ipynb")
    first = nbformat.read(tmp_path / "out.failed.ipynb", as_version=4).cells[0]
    assert first.source.endswith(f" raised {told.partition(':')[0]}: {told}")
    message = str(caught.value).partition("\nKept as far")[0]
    assert outputs.last_words(message) == told


def test_what_failed_once_is_no_longer_marked_where_it_is_run_again(tmp_path):
    path = write(tmp_path, "from pathlib import Path", "assert Path('there').exists()")
    mark = "assert Path('there').exists()"
    with pytest.raises(NotebookError):
        execute.run(path, {}, tmp_path / "out.ipynb", project=tmp_path)
    (tmp_path / "there").touch()
    execute.run(tmp_path / "out.failed.ipynb", {}, tmp_path / "again.ipynb", project=tmp_path)
    cells = nbformat.read(tmp_path / "again.ipynb", as_version=4).cells
    assert [cell.source for cell in cells] == ["from pathlib import Path", mark]
    execute.run(path, {}, tmp_path / "out.ipynb", project=tmp_path)
    assert sorted(file.name for file in tmp_path.glob("out*")) == ["out.ipynb"]


def test_outputs_before_the_end_of_a_kernel_or_of_patience_are_kept(tmp_path):
    for number, end in enumerate(["import os; os._exit(3)", "while True: pass"]):
        output = tmp_path / f"{number}.ipynb"
        with pytest.raises(NotebookError):
            execute.run(write(tmp_path, "print('begun')", end), {}, output, limit=1)
        assert shown(tmp_path / f"{number}.failed.ipynb") == [["begun\n"], []]


def test_a_cell_that_may_raise_does_and_the_next_runs(tmp_path):
    path = write(tmp_path, ("int('x')", "raises-exception"), ("1", "raises-exception"), "print(2)")
    execute.run(path, {}, tmp_path / "out.ipynb")
    assert shown(tmp_path / "out.ipynb") == [["ValueError"], [["text/plain"]], ["2\n"]]


@pytest.mark.parametrize(
    "leave",
    [
        *("sys.exit()", "sys.exit(0)", "sys.exit(None)", "sys.exit(False)", "raise SystemExit"),
        *("exit()", "quit()"),
    ],
)
def test_a_notebook_may_end_early_with_success(tmp_path, leave):
    skipped = ("print(2)", "skip-execution")  # by nbclient
    path, output = tmp_path / "some.ipynb", tmp_path / "out.ipynb"
    for behind, told in {
        ("print(1)",): "In[1] ended it, and the cell behind it was not run",
        ("print(1)", "", "print(1)"): "In[1] ended it, and the 2 cells behind it were not run",
        (skipped, " "): "",
    }.items():
        write(tmp_path, f"import sys\n{leave}", *behind)
        execute.run(path, {}, output)
        assert [cell for cell in shown(output)[1:] if cell] == []
        assert notebook.cut_short(output) == told
        first = nbformat.read(output, as_version=4).cells[0]
        noted = [f"**Not all of this notebook was run: {told}.**"] if told else []
        assert [
            first.source for tag in first.metadata.get("tags", []) if tag == "ended-run"
        ] == noted
        assert {cell.cell_type for cell in notebook.read(output).cells} == {"code"}


def test_a_cell_that_asks_to_keep_the_kernel_does_not_end_the_notebook(tmp_path):
    execute.run(write(tmp_path, "exit(keep_kernel=True)", "print(1)"), {}, tmp_path / "out.ipynb")
    assert shown(tmp_path / "out.ipynb") == [[], ["1\n"]]
    assert notebook.cut_short(tmp_path / "out.ipynb") == ""


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("import sys\nsys.exit(3)", "SystemExit"),
        ("%%time\nraise KeyError('x')", "KeyError"),
        ("input('who?')", "StdinNotImplementedError"),
    ],
)
def test_an_error_ends_the_run_whoever_shows_it(tmp_path, cell, name):
    with pytest.raises(NotebookError, match=rf"In\[1\] \('.+'\) raised {name}:\n"):
        execute.run(write(tmp_path, cell, "print(1)"), {}, tmp_path / "out.ipynb")
    assert shown(tmp_path / "out.failed.ipynb")[1] == []


def test_a_module_beside_the_notebook_counts_whatever_was_imported_beforehand(
    tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seaborn.py").write_text("MINE = 1\n")
    (tmp_path / "pandas").mkdir()
    (tmp_path / "pandas/__init__.py").write_text("MINE = 2\n")
    (tmp_path / "numpy").mkdir()  # of data: no module
    code = "import numpy, pandas, seaborn\nprint(numpy.arange(2), pandas.MINE, seaborn.MINE)"
    execute.run(write(tmp_path, code), {}, tmp_path / "out.ipynb")
    assert shown(tmp_path / "out.ipynb") == [["[0 1] 2 1\n"]]


def test_half_a_character_in_metadata_is_kept_as_it_is():
    made = outputs.normalised(new_notebook(metadata={"title": "\ud800"}))
    assert json.loads(made)["metadata"]["title"] == "\ud800"


def test_metadata_of_another_shape_is_left_out(tmp_path):
    path = write(tmp_path, "1")
    whole = json.loads(path.read_bytes())
    path.write_text(json.dumps(whole | {"metadata": {"language_info": "python", "a": 1}}))
    execute.run(path, {}, tmp_path / "out.ipynb")
    metadata = nbformat.read(tmp_path / "out.ipynb", as_version=4).metadata
    assert (metadata.language_info, metadata.a) == ({"name": "python"}, 1)


def test_metadata_of_the_author_s_stay_and_what_is_volatile_goes(tmp_path):
    kernel = {"name": "geo", "display_name": "Geo", "language": "python"}
    told = {"title": "T", "rise": {"theme": "sky"}, "papermill": {"duration": 1}}
    language = {"name": "python", "version": "2.7", "pygments_lexer": "ipython3"}
    path = write(tmp_path, "1", kernelspec=kernel, language_info=language, **told)
    made = nbformat.read(path, as_version=4)
    made.cells[0].metadata = {"slideshow": {"slide_type": "slide"}, "execution": {"x": "1"}}
    made.cells.append(new_markdown_cell("m", metadata={"collapsed": True, "tags": []}))
    nbformat.write(made, path)
    execute.run(path, {}, tmp_path / "out.ipynb")
    found = json.loads((tmp_path / "out.ipynb").read_bytes())
    assert found["metadata"] == {
        **{"kernelspec": kernel, "title": "T", "rise": {"theme": "sky"}},
        "language_info": {"name": "python", "pygments_lexer": "ipython3"},
    }
    assert [cell["metadata"] for cell in found["cells"]] == [
        {"slideshow": {"slide_type": "slide"}},
        {"collapsed": True},
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace('"tags": []', '"tags": null'),
        lambda text: text.replace('"id": "b"', '"id": "a"'),
        lambda text: text.replace('"nbformat_minor": 5', '"nbformat_minor": 2'),
    ],
)
def test_odd_files_run(tmp_path, change):
    cells = [new_code_cell(f"print('{id}')", id=id, metadata={"tags": []}) for id in "ab"]
    path = tmp_path / "odd.ipynb"
    text = json.dumps(new_notebook(cells=cells))
    assert change(text) != text
    path.write_text(change(text), "utf-8")
    execute.run(path, {}, tmp_path / "out.ipynb")
    assert shown(tmp_path / "out.ipynb") == [["a\n"], ["b\n"]]
    ids = [cell.id for cell in nbformat.read(tmp_path / "out.ipynb", as_version=4).cells]
    assert len(set(ids)) == 2
