"""Imports point one way: the contracts in pyproject.toml hold, and would catch what breaks them."""

import ast
import os
import re
import shutil
import subprocess
import sys
from itertools import chain
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[1]
FOR_NOTEBOOKS = {
    "analysis": {"charts", "findings", "measures"},
    "analysis.data": {"tables"},
    "analysis.data.words": {"words"},
}
BROKEN = {  # by contract: a file, an import the wrong way, and which module it imports
    "The order of the rooms": [
        ("quantity/hedges.py", "from analysis import claims", "claims"),
        ("data/tables.py", "from analysis.report import pages", "report.pages"),
        ("measures/figures.py", "import analysis.findings.prose", "findings.prose"),
        ("report/chapters.py", "from analysis.engine import notebook", "engine.notebook"),
        ("drafts/check_text.py", "from analysis.claims import judge", "claims.judge"),
        ("errors.py", "from analysis import files", "files"),
    ],
    "The order of the room of claims": [
        ("claims/syntax.py", "from analysis.claims import worlds", "claims.worlds"),
    ],
    "The order of the room of the engine": [
        ("engine/notebook.py", "from . import imports", "engine.imports"),
        ("engine/kernels/client.py", "from ..outputs import normalised", "engine.outputs"),
    ],
    "The engine knows no study": [
        ("engine/progress.py", "from analysis.data import tables", "data.tables"),
        ("engine/sweep/page.py", "from analysis import quantity", "quantity"),
    ],
    "Kernels stand by themselves": [
        ("engine/kernels/tempdirs.py", "from analysis import errors", "errors"),
        ("engine/kernels/client.py", "from ... import readers", "readers"),
    ],
}


@pytest.fixture
def project(tmp_path):
    """Return a copy of the package and of the contracts, in which a test may break one."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=ignore)
    return tmp_path


def contracts(project):
    """Return what import-linter says of the contracts of a project, and its exit status."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    environment = os.environ | {"PYTHONPATH": str(project / "src"), "PYTHONSAFEPATH": "1"}
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True)
    return done.stdout, done.returncode


def test_the_contracts_hold(project):
    said, status = contracts(project)
    assert status == 0, said
    assert "Contracts: 5 kept, 0 broken." in said


def test_an_import_the_wrong_way_is_caught(project):
    """Each of them, by the contract that forbids it."""
    for file, line, _ in chain(*BROKEN.values()):
        with (project / "src" / "analysis" / file).open("a", encoding="utf-8") as module:
            module.write(f"\n\n{line}\n")
    said, status = contracts(project)
    assert status == 1
    for contract, edits in BROKEN.items():
        assert f"{contract} BROKEN" in said
        told = re.split(r"\n(?=\w.*\n---)", said.partition(f"\n{contract}\n---")[2])[0]
        for file, _, imported in edits:
            importer = file.removesuffix(".py").replace("/", ".")
            assert f" analysis.{importer} -> analysis.{imported} (l." in told, file


def test_a_new_module_at_the_top_has_to_be_given_its_place(project):
    (project / "src" / "analysis" / "loose.py").write_text("from analysis import cli\n", "utf-8")
    said, status = contracts(project)
    assert status == 1
    assert "analysis.loose" in said


def test_modules_of_kernels_import_each_other_by_a_dot_and_nothing_else_of_ours():
    """Of the package itself too, which no contract can hold; so that they run under another."""
    for path in (ROOT / "src" / "analysis" / "engine" / "kernels").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                ours = node.level > 1 or str(node.module).startswith("analysis")
                assert node.level == 1 or not ours, path.name
            elif isinstance(node, ast.Import):
                assert not [one for one in node.names if one.name.startswith("analysis")], path.name


def test_the_room_of_kernels_works_elsewhere(tmp_path):
    """It may be moved as it is: modules in it name each other by where they stand."""
    room = Path(shutil.copytree(ROOT / "src/analysis/engine/kernels", tmp_path / "elsewhere"))
    names = [f"elsewhere.{path.stem}" for path in room.glob("[!_]*.py")]
    code = f"import sys, {', '.join(names)}; print([n for n in sys.modules if 'analysis' in n])"
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")


@pytest.mark.parametrize(
    "path", sorted((ROOT / "notebooks").glob("[0-9]*.ipynb")), ids=lambda p: p.stem
)
def test_notebooks_import_what_is_meant_for_them_and_define_nothing(path):
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    nodes = [node for cell in cells for node in ast.walk(ast.parse(cell.source))]
    assert not [node for node in nodes if isinstance(node, ast.Import)]
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("analysis"):
            assert {alias.name for alias in node.names} <= FOR_NOTEBOOKS[str(node.module)]
    definitions = (ast.FunctionDef, ast.ClassDef, ast.Lambda)
    assert not [node for node in nodes if isinstance(node, definitions)]


@pytest.mark.parametrize(
    "statement",
    [
        "from analysis import charts, findings, measures; from analysis.data import tables, words",
        "from analysis.report import chapters, evidence, overview, pages, pdf",
    ],
    ids=["notebooks", "pages"],
)
def test_what_only_reads_tables_loads_no_solver_and_no_reader(statement):
    """A notebook is a process of its own, and an edit of one makes pages and no tables."""
    slow = "{'z3', 'analysis.claims', 'analysis.quantity.grammar'}"
    code = f"import sys; {statement}; print({slow} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.stderr, done.stdout) == ("", "set()\n")
