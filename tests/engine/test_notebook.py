"""Notebook files as they come: of any format 4, older ones, and what is no notebook."""

import ast
import json
import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.engine import notebook
from analysis.engine.notebook import Cell
from analysis.errors import DataError


@pytest.fixture
def path(tmp_path):
    """Write an executed notebook, and return its path."""
    outputs = [new_output("stream", text="1\n")]
    code = new_code_cell("print(1)", id="one", outputs=outputs, execution_count=3)
    code.metadata["tags"] = ["parameters"]
    cells = [new_markdown_cell("# 北京", id="top"), code]
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    made = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(made, tmp_path / "some.ipynb")
    return tmp_path / "some.ipynb"


def test_cells_ids_and_language_are_read(path):
    assert notebook.cells(path) == [
        Cell("markdown", (), "# 北京"),
        Cell("code", ("parameters",), "print(1)"),
    ]
    assert notebook.ids(path) == {"top", "one"}
    assert notebook.kernel(path) == notebook.Kernel("python3", "python", "Python 3")


def test_a_notebook_of_format_3_is_read_as_one_of_format_4(tmp_path):
    old = {"cell_type": "code", "input": ["n = 1\n", "n"], "language": "python", "outputs": []}
    sheet = {"cells": [old], "metadata": {}}
    whole = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [sheet]}
    (tmp_path / "old.ipynb").write_text(json.dumps(whole))
    assert notebook.cells(tmp_path / "old.ipynb") == [Cell("code", (), "n = 1\nn")]
    assert notebook.ids(tmp_path / "old.ipynb") == set()


@pytest.mark.parametrize(
    ("metadata", "language", "found"),
    [
        ({"name": ""}, "R", "a notebook in R"),
        ({"name": "", "language": "Julia"}, "python", "a notebook in Julia"),
        *[({"name": ""}, "python", None), (None, "python", None)],
    ],
)
def test_the_language_of_an_older_notebook_is_that_of_its_cells(
    tmp_path, metadata, language, found
):
    cell = {"cell_type": "code", "input": "x", "language": language, "outputs": []}
    sheets = [{"cells": [{"cell_type": "markdown", "source": "# T"}, cell]}]
    for version in (2, 3):
        whole = {"nbformat": version, "metadata": metadata, "worksheets": sheets}
        (tmp_path / "old.ipynb").write_text(json.dumps(whole))
        assert notebook.kernel(tmp_path / "old.ipynb").foreign == found


def test_metadata_that_is_null_is_none(path):
    whole = json.loads(path.read_bytes())
    for part in (whole, whole["cells"][0]):
        part["metadata"] = None
        path.write_text(json.dumps(whole))
        assert notebook.cells(path)[0] == Cell("markdown", (), "# 北京")


def test_of_a_bare_notebook_the_outputs_are_gone(path):
    before = json.loads(path.read_bytes())
    bare = json.loads(notebook.bare(path))
    assert (bare["cells"][1]["outputs"], bare["cells"][1]["execution_count"]) == ([], None)
    before["cells"][1].update(outputs=[], execution_count=None)
    assert bare == before


def of_cells(*cells, **metadata):
    """Return a notebook's JSON with these cells, whatever they are."""
    whole = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": list(cells)}
    return json.dumps(whole).encode()


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"[]", b"3", b'{"cells": 3}', "März".encode("latin-1"), b'{"nbformat": 4}'),
        *(b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": 3}', of_cells(3)),
        b'{"nbformat": 4, "nbformat_minor": 5, "cells": []}',
        of_cells({"cell_type": "raw", "source": ""}),
        *(of_cells({}), of_cells({"cell_type": "code"}), of_cells({"cell_type": 3, "source": ""})),
        of_cells({"cell_type": "code", "source": [3], "metadata": {}, "outputs": []}),
        of_cells({"cell_type": "code", "source": "", "metadata": {}, "outputs": 3}),
        of_cells({"cell_type": "code", "source": "", "metadata": {"tags": 3}, "outputs": []}),
        b'{"nbformat": 4, "metadata": {}, "cells": []}',
        b'{"nbformat": 4, "nbformat_minor": "x", "metadata": {}, "cells": []}',
        b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": {}}',
        b"[" * 100_000,
        of_cells({"cell_type": "code", "source": "'\ud800'", "metadata": {}, "outputs": []}),
    ],
)
def test_what_is_no_notebook_is_named(tmp_path, content):
    (tmp_path / "odd.ipynb").write_bytes(content)
    expected = r"^odd\.ipynb: found a file that is no notebook \(.+\); expected Jupyter's JSON\. "
    with pytest.raises(DataError, match=expected):
        notebook.cells(tmp_path / "odd.ipynb")


@pytest.mark.parametrize("version", [0, 5, 4.5, "4"])
def test_a_notebook_of_another_format_is_told_in_a_whole_sentence(tmp_path, version):
    whole = {"nbformat": version, "nbformat_minor": 0, "metadata": {}, "cells": []}
    (tmp_path / "odd.ipynb").write_text(json.dumps(whole))
    expected = f"odd.ipynb: found a notebook of nbformat {version!r}; expected one of nbformat 4. "
    with pytest.raises(DataError, match=f"^{re.escape(expected)}Save it as one in Jupyter.$"):
        notebook.cells(tmp_path / "odd.ipynb")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({"cells": []}, "JSON that names no nbformat"),
        (
            {"nbformat": 1},
            "Notebook could not be converted from version 1 to version 2 because it's missing a "
            "key: cells",
        ),
        (
            {"nbformat": 3, "nbformat_minor": 0, "worksheets": []},
            "Notebook could not be converted from version 3 to version 4 because it's missing a "
            "key: metadata",
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_not_cut(tmp_path, content, reason):
    (tmp_path / "odd.ipynb").write_text(json.dumps(content))
    with pytest.raises(DataError, match=re.escape(f"no notebook ({reason}); expected")):
        notebook.cells(tmp_path / "odd.ipynb")


def test_metadata_of_another_shape_says_nothing(tmp_path):
    (tmp_path / "odd.ipynb").write_bytes(of_cells(kernelspec=None, language_info=["R"]))
    assert notebook.kernel(tmp_path / "odd.ipynb") == notebook.Kernel("", "")


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("n = 1  # one", "n = 1"),
        (
            "%matplotlib inline\nn = 1",
            "get_ipython().run_line_magic('matplotlib', 'inline')\nn = 1",
        ),
        ("%%time\n%%capture out\nn = 1", "n = 1"),
        ("%%bash\nls", "get_ipython().run_cell_magic('bash', '', 'ls\\n')"),
        ("files = !ls", "files = get_ipython().getoutput('ls')"),
        ("text = '''\n%d of\n'''", "text = '\\n%d of\\n'"),
    ],
)
def test_a_cell_is_parsed_as_ipython_runs_it(source, plain):
    tree, text = notebook.parse(source)
    assert ast.unparse(tree) == plain
    assert ast.unparse(ast.parse(text)) == plain


@pytest.mark.parametrize("source", ["-" * 100_000 + "1", "x = '\0'", "(" * 500])
def test_what_python_cannot_read_is_a_syntax_error(source):
    with pytest.raises(SyntaxError):
        notebook.parse(source)


def test_a_cell_that_does_not_parse_is_a_syntax_error():
    with pytest.raises(SyntaxError, match="invalid syntax"):
        notebook.parse("n = = 1")
