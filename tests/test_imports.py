"""The order of the house: a module imports only modules that stand before it in this list."""

import ast
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "analysis"
ORDER = [
    *("paths", "errors", "loading", "files", "stamp", "alone", "fleeting", "texts", "quantity"),
    *(
        "rows",
        "yaml_lines",
        "raw_schemas",
        "row_checks",
        "sources",
        "check_source",
        "codebook",
        "tables",
        "clean",
    ),
    *("wording", "verdicts", "relations", "claims"),
    *("measures", "robustness", "trials"),
    *("prose", "findings", "tabulations", "rulings", "leaders", "rates"),
    *("fonts", "theme", "charts", "show"),
    *(
        "notebook",
        "alphabet",
        "dependencies",
        "nodes",
        "hints",
        "assignments",
        "parameters",
        "zygote",
        "warm",
        "clients",
        "kernels",
        "execute",
        "nbval_warm",
        "sandbox",
        "chapters",
        "claim_review",
        "evidence",
        "render",
        "readme",
        "runs",
        "release",
        "cluster",
        "progress",
        "threads",
        "hooks",
        "schedule",
        "freshness",
        "report_parts",
        "publishing",
        "pipeline",
        "build",
        "set_names",
        "set_files",
        "sets",
        "sweep_page",
        "sweep_files",
        "sweep_tasks",
        "sweep",
        "sweep_command",
        "cli",
    ),
]
FOR_NOTEBOOKS = {
    *("tables", "measures", "robustness", "wording", "prose", "findings", "tabulations"),
    *("trials", "rulings", "leaders", "rates", "charts", "show"),
}


def imported(code: str) -> set[str]:
    """Return the names of our modules that the code imports, at the top or inside a function."""
    names = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    ours = {name.split(".")[1] for name in names if name.startswith("analysis.")}
    return ours & set(ORDER)


def test_every_module_has_its_place():
    modules = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__"}
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert modules | packages == set(ORDER)


@pytest.mark.parametrize("name", ORDER)
def test_imports_point_one_way(name):
    files = [PACKAGE / f"{name}.py", *(PACKAGE / name).glob("*.py")]
    found = {used for path in files if path.is_file() for used in imported(path.read_text("utf-8"))}
    allowed = {*ORDER[: ORDER.index(name)], name}
    assert found <= allowed


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda p: p.stem)
def test_notebooks_import_what_is_meant_for_them_and_define_nothing(path):
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    trees = [ast.parse(cell.source) for cell in cells]
    assert set().union(*(imported(cell.source) for cell in cells)) <= FOR_NOTEBOOKS
    definitions = (ast.FunctionDef, ast.ClassDef, ast.Lambda)
    assert not [node for tree in trees for node in ast.walk(tree) if isinstance(node, definitions)]
