"""A notebook in a folder that holds what it is given and nothing else."""

import ast
import json
import os
import re

import pytest
from nbformat.v4 import new_code_cell, new_notebook, writes

from analysis.engine.sandbox import perform
from analysis.errors import NotebookError, ParameterError

READ = "from pathlib import Path\nPath('../data/processed/a.csv').read_text()"


def notebook(*sources):
    """Return a notebook with a parameter `place`, and with cells of these sources."""
    first = new_code_cell("place = 'Beijing'", metadata={"tags": ["parameters"]})
    return writes(new_notebook(cells=[first, *map(new_code_cell, sources)])).encode()


def run(*sources, given=None):
    return perform(notebook(*sources), "a.ipynb", {"data/processed/a.csv": b"7"}, given or {})


def texts(executed):
    """Return what the cells of an executed notebook show."""
    outputs = [out for cell in json.loads(executed)["cells"] for out in cell["outputs"]]
    return ["".join(out["data"]["text/plain"]) for out in outputs]


def test_it_reads_what_it_is_given_and_sees_its_parameters():
    executed = run("place", READ, given={"place": "Wuhan"})
    assert texts(executed) == ["'Wuhan'", "'7'"]


def test_where_it_ran_does_not_show():
    shown = texts(run("import os\nos.environ['ANALYSIS_ROOT']", "os.getcwd()", "os.listdir('..')"))
    assert shown[:2] == ["'<project>'", "'<project>/notebooks'"]
    assert sorted(ast.literal_eval(shown[2])) == ["data", "notebooks"]
    assert os.environ.get("ANALYSIS_ROOT") != "<project>"


def test_an_error_names_the_notebook_and_no_passing_folder():
    with pytest.raises(NotebookError) as caught:
        run("open(place)", given={"place": "../data/raw"})
    assert str(caught.value).startswith("a.ipynb, cell In[3] ('open(place)') raised FileNotFound")
    with pytest.raises(NotebookError, match=r"<project>/data/raw'$"):
        run("import os\nopen(os.environ['ANALYSIS_ROOT'] + '/data/raw')")


def test_a_wrong_parameter_is_refused():
    message = "a.ipynb: found 'plaec'; expected one of: place (did you mean 'place'?)."
    with pytest.raises(ParameterError, match=f"^{re.escape(message)}$"):
        run(given={"plaec": "Wuhan"})
