"""What a module or notebook rests on, found in a small package made for the purpose."""

import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.engine import imports

MODULES = {
    "__init__.py": "",
    "errors.py": "import os\n",
    "tables.py": "import json\nfrom analysis import errors\n",
    "charts.py": "def late():\n    from analysis.inner import draw\n",
    "loop.py": "import analysis.pool\n",
    "pool.py": "from analysis.loop import swim\n",
    "inner/__init__.py": "from analysis.inner.marks import dot\n",
    "inner/marks.py": "",
    "inner/deep/__init__.py": "from analysis import errors\n",
    "inner/deep/ink.py": "",
    "inner/deep/near.py": "from . import ink\nfrom ..marks import dot\nfrom ... import errors\n",
}


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Write a package called `analysis`, and look for imports there; return its folder."""
    folder = tmp_path / "analysis"
    for name, code in MODULES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(code)
    monkeypatch.setattr(imports, "PACKAGE", folder)
    return folder


def names(package, paths):
    """Return paths as read from the package's folder."""
    return [path.relative_to(package).as_posix() for path in paths]


@pytest.mark.parametrize(
    ("modules", "expected"),
    [
        (["errors"], ["__init__.py", "errors.py"]),
        (["tables"], ["__init__.py", "errors.py", "tables.py"]),
        (["charts"], ["__init__.py", "charts.py", "inner/__init__.py", "inner/marks.py"]),
        (["loop"], ["__init__.py", "loop.py", "pool.py"]),
        (["errors", "pool"], ["__init__.py", "errors.py", "loop.py", "pool.py"]),
        (["inner.marks"], ["__init__.py", "inner/__init__.py", "inner/marks.py"]),
        (
            ["inner.deep.ink"],
            [
                "__init__.py",
                "errors.py",
                "inner/__init__.py",
                "inner/deep/__init__.py",
                "inner/deep/ink.py",
                "inner/marks.py",
            ],
        ),
        (
            ["inner.deep.near"],
            [
                "__init__.py",
                "errors.py",
                "inner/__init__.py",
                "inner/deep/__init__.py",
                "inner/deep/ink.py",
                "inner/deep/near.py",
                "inner/marks.py",
            ],
        ),
        ([], ["__init__.py"]),
    ],
    ids=[
        *("leaf", "direct", "inside a function", "circle", "two", "package", "nested"),
        *("relative", "none"),
    ],
)
def test_of_module(package, modules, expected):
    assert names(package, imports.of_module(*modules)) == expected


@pytest.mark.parametrize(
    ("name", "close"),
    [
        ("tabels", " (did you mean 'tables'?)"),
        ("inner.mark", " (did you mean 'inner.marks'?)"),
        ("tables.Read", " (did you mean 'tables'?)"),
        ("inner.deep.link", " (did you mean 'inner.deep.ink'?)"),
        ("zzz", ""),
    ],
)
def test_a_module_that_is_not_there_is_named_with_the_nearest(package, name, close):
    message = f"analysis.{name}: found no such module{close}; expected one below src/analysis."
    with pytest.raises(ModuleNotFoundError, match=f"^{re.escape(message)}$"):
        imports.of_module("errors", name)


def test_what_changes_is_followed(package):
    """The imports are read anew each time, so that a new one counts at once."""
    imports.of_module("errors")
    (package / "errors.py").write_text("from analysis import pool\n")
    found = names(package, imports.of_module("errors"))
    assert found == ["__init__.py", "errors.py", "loop.py", "pool.py"]


def test_what_a_module_reads_from_beside_itself_is_found(package):
    (package / "tables.py").write_text(
        'file, folder = with_name("units.csv"), with_name("words")\nfrom . import errors\n'
    )
    (package / "units.csv").write_text("unit\ncount\n")
    (package / "words").mkdir()
    (package / "words" / "en.po").write_text("")
    assert names(package, imports.of_module("tables")) == [
        *("__init__.py", "errors.py", "tables.py", "units.csv", "words/en.po"),
    ]


def test_of_notebook(package, tmp_path):
    """Imports count in code only; lines for IPython are passed over, other packages not ours."""
    cells = [
        new_markdown_cell("from analysis import charts"),
        new_code_cell("%matplotlib inline\nimport pandas as pd\nfrom analysis import tables"),
        new_code_cell("!ls\nfrom pandas import analysis"),
    ]
    nbformat.write(new_notebook(cells=cells), tmp_path / "a.ipynb")
    found = names(package, imports.of_notebook(tmp_path / "a.ipynb"))
    assert found == ["__init__.py", "errors.py", "tables.py"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("if True:\n    %matplotlib inline\nfrom analysis import errors", ["errors.py"]),
        ("files = !ls -l | sort\nfrom analysis import errors", ["errors.py"]),
        ("errors?\nfrom analysis import errors", ["errors.py"]),
        ("%%bash\nfor file in *; do echo $file; done", []),
        ("text = '''\n%d of them\n'''\nfrom analysis import errors", ["errors.py"]),
        ("%%time\nfrom analysis import errors", ["errors.py"]),
        ("%time from analysis import errors", ["errors.py"]),
    ],
    ids=["indented", "shell", "help", "other language", "text", "cell magic", "line magic"],
)
def test_cells_are_read_as_ipython_reads_them(package, tmp_path, source, expected):
    nbformat.write(new_notebook(cells=[new_code_cell(source)]), tmp_path / "a.ipynb")
    found = names(package, imports.of_notebook(tmp_path / "a.ipynb"))
    assert found == ["__init__.py", *expected]


LIB = ["lib/tools.py"]


def cells_of(tmp_path, **changes):
    """Return what determines the outputs of a notebook of one code cell with `changes`."""
    settings = {"source": "1 + 1", "tags": ["parameters"], "kind": new_code_cell} | changes
    metadata = {"tags": settings["tags"], **settings.get("metadata", {})}
    cell = settings["kind"](settings["source"], metadata=metadata)
    if "outputs" in settings:
        cell.outputs, cell.execution_count = settings["outputs"], 7
    nbformat.write(new_notebook(cells=[cell]), tmp_path / "a.ipynb")
    return imports.cells(tmp_path / "a.ipynb")


@pytest.mark.parametrize(
    "changes", [{"source": "1 + 2"}, {"tags": []}, {"kind": new_markdown_cell}]
)
def test_what_determines_a_notebook_s_outputs(tmp_path, changes):
    assert cells_of(tmp_path, **changes) != cells_of(tmp_path)


@pytest.mark.parametrize(
    "changes",
    [{"outputs": [new_output("stream", text="2")]}, {"metadata": {"collapsed": True}}],
)
def test_outputs_do_not_determine_themselves(tmp_path, changes):
    assert cells_of(tmp_path, **changes) == cells_of(tmp_path)


def test_files_beside_a_notebook_that_it_imports_are_found(tmp_path):
    folder, elsewhere = tmp_path / "here", tmp_path / "elsewhere"
    for name, code in {
        "here/one.py": "from parts import two\nimport pandas\n",
        "here/parts/__init__.py": "from .three import x\n",
        "here/parts/two.py": "import one\nfrom .deep.low import y\n",
        "here/parts/deep/low.py": "from ..three import x\nfrom .. import four\n",
        "here/parts/four.py": "",
        "here/parts/three.py": "x = 1\n",
        "here/torn.py": "def\n",
        "here/unused.py": "",
        "elsewhere/one.py": "",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(code)
    cells = [new_markdown_cell("import unused"), new_code_cell("%time\nimport one, torn, os")]
    nbformat.write(new_notebook(cells=cells), folder / "a.ipynb")
    found = imports.beside(folder / "a.ipynb", [folder, elsewhere])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "elsewhere/one.py",
        *("here/one.py", "here/parts/__init__.py", "here/parts/deep/low.py"),
        *("here/parts/four.py", "here/parts/three.py", "here/parts/two.py"),
        "here/torn.py",
    ]


@pytest.mark.parametrize(
    ("cells", "names"),
    [
        (["%run -i part.py 3"], ["part.py"]),
        (["%run part"], ["part.py"]),
        (["!python part.py"], ["part.py"]),
        (["get_ipython().run_line_magic('run', 'part.py')"], ["part.py"]),
        (["import runpy\nrunpy.run_path('part.py')"], ["part.py"]),
        (["exec(open('part.py').read())"], ["part.py"]),
        (["%load_ext part"], ["part.py"]),
        (["from importlib import import_module\nfor m in ['part']: import_module(m)"], ["part.py"]),
        (["__import__('part')"], ["part.py"]),
        (["print('part')"], []),
        (["import tools"], []),
        ([f"import_module('{'n' * 280}')\n%cd {'名' * 200}\n%run {'名' * 200}.py"], []),
        (["import sys\nsys.path.insert(0, 'lib')", "import tools"], ["lib/tools.py"]),
        (["import sys\nsys.path += ['lib']\nimport tools"], ["lib/tools.py"]),
        (["from sys import path\npath.append('lib')\nimport tools"], ["lib/tools.py"]),
        (["import site\nsite.addsitedir('./lib')\nimport tools"], ["lib/tools.py"]),
        (
            [
                "import sys\nfrom pathlib import Path\nsys.path.append(str(Path('.') / 'lib'))",
                "import tools",
            ],
            ["lib/tools.py"],
        ),
        (["%run adds.py", "import tools"], ["adds.py", "lib/tools.py"]),
        (["%run other.ipynb"], ["other.ipynb", "part.py"]),
        (['%run "part.py"'], ["part.py"]),
        (["%run -i 'lib/my tools.py' 3"], ["lib/my tools.py"]),
        (["%%bash\npython part.py"], ["part.py"]),
        (["%%bash\npython -m part"], ["part.py"]),
        (["%%bash\n" + "# a word\n" * 100 + "PYTHONPATH=lib python -c 'import tools'"], LIB),
        (["out = !python part.py"], ["part.py"]),
        (["if True:\n    %run part.py"], ["part.py"]),
        (["%reload_ext part"], ["part.py"]),
        (["%load_ext autoreload\n%autoreload 2\n%aimport part"], ["part.py"]),
        (["%load part.py"], ["part.py"]),
        (["%%timeit\nimport part"], ["part.py"]),
        (["import runpy\nrunpy.run_module('part')"], ["part.py"]),
        (["import runpy\nrunpy.run_path('app')"], ["app/__main__.py"]),
        (["!python -m app"], ["app/__main__.py"]),
        (["import subprocess, sys\nsubprocess.run([sys.executable, '-m', 'part'])"], ["part.py"]),
        (["import os\nos.system('python part.py')"], ["part.py"]),
        (["%cd lib", "import tools"], LIB),
        (["cd lib", "import tools"], LIB),
        (["import os\nos.chdir('lib')\nimport tools"], LIB),
        (["import sys as s\ns.path.append('lib')\nimport tools"], LIB),
        (["%env PYTHONPATH=lib", "!python -m tools"], LIB),
        (["from pathlib import Path\nexec((Path('lib') / 'tools.py').read_text())"], LIB),
        (["where = 'lib'\n%run {where}/tools.py"], LIB),
        (["where = 'lib'\n%run $where/tools.py"], LIB),
        (["import runpy\nwhere = 'lib'\nrunpy.run_path(f'{where}/tools.py')"], LIB),
        (["import runpy\nfor n in 'rt': runpy.run_path(f'pa{n}t.py')"], ["part.py"]),
        (["exec(open('%s.py' % 'part').read())"], ["adds.py", "lib/my tools.py", *LIB, "part.py"]),
    ],
)
def test_what_a_notebook_runs_or_finds_elsewhere_is_beside_it(tmp_path, cells, names):
    for name in ("part.py", "lib/tools.py", "adds.py", "app/__main__.py", "lib/my tools.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(
            "import sys\nsys.path.append('lib')" if name == "adds.py" else ""
        )
    write = {"other.ipynb": ["import part"], "some.ipynb": cells}
    for name, sources in write.items():
        made = new_notebook(cells=[new_code_cell(source) for source in sources])
        nbformat.write(made, tmp_path / name)
    found = imports.beside(tmp_path / "some.ipynb", [tmp_path])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == names


def test_every_table_beside_a_module_is_found():
    """What a module reads beside itself is named in it, so that a build knows it."""
    tables = [path for path in imports.PACKAGE.rglob("*.csv") if "__pycache__" not in path.parts]
    assert len(tables) > 10
    for table in tables:
        room = table.relative_to(imports.PACKAGE).parent.as_posix().replace("/", ".")
        beside = [f"{room}.{path.stem}" for path in table.parent.glob("*.py")]
        assert table in imports.of_module(*beside), table
