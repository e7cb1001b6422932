"""What tasks have in common: where what they make waits, and which files they rest on."""

from collections.abc import Callable, Iterable
from pathlib import Path

from analysis import messages, paths
from analysis.engine import imports
from analysis.engine.task import Task

TEMPLATES = Path(__file__).parents[1] / "report" / "templates"
PAGE = "page/*"  # the templates of a page; those of a chapter are in fragment/
DATAPACKAGE = "datapackage.json"


def waiting(name: str) -> Path:
    """Return where a file or folder waits until all is published."""
    return paths.scratch() / name


def tables(but: str = "", source: str = "") -> list[Path]:
    """Return where the tables wait, in the order of paths.TABLES; `but` one is left out.

    Those of one `source` of several wait in a folder of their own.
    """
    return [folder_of(source) / path.name for path in paths.tables() if path.stem != but]


def folder_of(source: str = "") -> Path:
    """Return the folder in which the tables wait, or those of one source of several."""
    return waiting("separate") / source if source else waiting("tables")


def code(*modules: str, templates: str = "") -> list[Path]:
    """Return what a task rests on besides its data: modules with their words, those of the
    pipeline too, templates, the lock.

    Raises ModuleNotFoundError or FileNotFoundError where there are none of such a name.
    """
    found = sorted(TEMPLATES.glob(templates)) if templates else []
    if templates and not found:
        raise FileNotFoundError(f"No templates like '{templates}' in {TEMPLATES}")
    own = [*sorted(Path(__file__).parent.glob("*.py")), paths.root() / "requirements.lock"]
    return list(dict.fromkeys([*with_words(imports.of_module(*modules, "files")), *own, *found]))


def with_words(modules: Iterable[Path]) -> list[Path]:
    """Return modules, and the message files where one of them says words."""
    known = list(modules)
    return [*known, *(messages.files() if Path(messages.__file__) in known else [])]


def here(
    name: str,
    function: Callable[[], None],
    inputs: Iterable[Path],
    outputs: Iterable[Path],
    rests_on: list[Path],
) -> Task:
    """Return a task that computes in this process."""
    return Task(
        name=name,
        function=function,
        inputs=list(dict.fromkeys([*inputs, *rests_on])),
        outputs=list(outputs),
        here=True,
    )
