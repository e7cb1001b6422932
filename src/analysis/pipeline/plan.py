"""Which notebooks are run, with what, and which page shows each: once a source and a language.

A source has a report of its own: that of the only one stands in the folder of reports itself, of
several each in a folder below, named as the source. What the tasks make waits in the scratch folder
until all of it is published; what they rest on is told here, too.
"""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from analysis import files
from analysis.engine import execute, imports, parameters
from analysis.engine.contents import Task
from analysis.errors import NotebookError
from analysis.messages import LANGUAGES

FIRST = LANGUAGES[0]  # the language of the committed notebooks, and of the pages in reports/ itself
INDEX = "index"
TEMPLATED = ("claims", "method", "data", "changes")  # pages that no notebook makes
Defaults = dict[str, Any]  # of a notebook's parameters, by name
NUMBER = re.compile(r"^\d+-")  # orders the notebooks, and is no part of a page's name
TEMPLATES = Path(__file__).parents[1] / "report" / "templates"
PAGE = "page/*"  # the templates of a page; those of a chapter are in fragment/
DATAPACKAGE = "datapackage.json"


@dataclass(frozen=True)
class Run:
    """One execution of a notebook: at its defaults or for one place, in one language, on a source.

    `page` is the name of the page that shows it; None: no page does. `speaks`: whether the notebook
    has a parameter `lang`; one that has none is run once, for the pages of every language. `source`
    is whose report it is in, where there are several; `given_source` is what the notebook's
    parameter of that name is given: nothing where it has none, or means that source by default.
    """

    notebook: Path
    place: str | None = None
    lang: str = FIRST
    page: str | None = None
    speaks: bool = True
    source: str = ""
    given_source: str = ""

    @property
    def name(self) -> str:
        """Name of the run: the notebook's or the page's, and the language, below the source's."""
        return below(self.source, _in_language(self._stem, self.lang))

    @property
    def given(self) -> dict[str, str]:
        """The parameters that are given: those that differ from the notebook's defaults."""
        given = {} if self.place is None else {"place": self.place}
        given |= {"source": self.given_source} if self.given_source else {}
        return given if self.executed_as(self.lang) == FIRST else given | {"lang": self.lang}

    @property
    def called(self) -> str:
        """The notebook and what it is given, as a message has it."""
        return execute.called(self.notebook.name, self.given)

    @property
    def executed(self) -> Path:
        """Where the executed notebook waits until the report is published."""
        name = _in_language(self._stem, self.executed_as(self.lang))
        return waiting("executed") / f"{below(self.given_source, name)}.ipynb"

    @property
    def chapter(self) -> Path:
        """Where its chapter of the report waits, as JSON."""
        return waiting("chapters") / f"{self.name}.json"

    @property
    def committed(self) -> bool:
        """Whether it is the one that is published as the notebook itself."""
        return self.place is None and self.lang == FIRST and not self.given_source

    @property
    def _stem(self) -> str:
        return self.notebook.stem if self.place is None else place_page(self.place)

    def executed_as(self, lang: str) -> str:
        """Return the language that the notebook is executed in, for pages of a language."""
        return lang if self.speaks else FIRST


def plan() -> list[Run]:
    """Return each notebook at its defaults, then those with a parameter `place` for every place.

    First all of them in the language of the notebooks themselves, then in every other; and so for
    each source. A notebook whose parameter `source` names one is about that source alone; one with
    a parameter `fewest` is for sources that print one amount of as many places at least. Raises
    NotebookError where two are for places, none is for the index, or two would make one page.
    """
    named = {path: _defaults(path) for path in files.chapters()}
    known = sources()
    runs = [run for source in known or [""] for run in _of_source(source, known, named)]
    _refuse_shared([run for run in runs if run.lang == FIRST and run.page])
    return runs


def _of_source(source: str, known: list[str], every: Mapping[Path, Defaults]) -> list[Run]:
    about, compared = places(source), _compared(source)
    named = {
        path: found
        for path, found in every.items()
        if found.get("source", "") in ("", source) and found.get("fewest", 0) <= compared
    }
    notebooks = list(named)
    swept = [path for path in notebooks if "place" in named[path]]
    chapters = [path for path in notebooks if path not in swept]
    _check(swept, chapters)
    runs = []
    for lang in LANGUAGES:
        at_defaults = notebooks if lang == FIRST else chapters
        for path in at_defaults:
            name = INDEX if path == chapters[0] else NUMBER.sub("", path.stem)
            page = name if path in chapters else None
            runs.append(Run(path, None, lang, page, "lang" in named[path]))
        for path in swept:
            speaks = "lang" in named[path]
            runs += [Run(path, one, lang, place_page(one), speaks) for one in about]
    return [_sourced(run, source, known, named[run.notebook]) for run in runs]


def _sourced(run: Run, source: str, known: list[str], defaults: Defaults) -> Run:
    if len(known) < len(("one", "other")):
        return run
    means = defaults.get("source", source) or known[0]  # what it runs on where nothing is given
    return replace(run, source=source, given_source="" if means == source else source)


def left_out(every: list[Run]) -> list[Path]:
    """Return the chapters that no report has."""
    return sorted(set(files.chapters()) - {run.notebook for run in every})


def reported(every: list[Run]) -> list[str]:
    """Return the sources that have a report below the folder of reports, or '' for that of all."""
    return list(dict.fromkeys(run.source for run in every))


def shown(every: list[Run], lang: str, source: str = "") -> list[Run]:
    """Return the runs that a source's pages of a language show: a brief has none at defaults."""
    return [run for run in every if run.page and run.lang == lang and run.source == source]


def pages(every: list[Run], lang: str, source: str = "") -> list[str]:
    """Return the file names of the pages of a language, as read from the folder of reports."""
    names = [*(str(run.page) for run in shown(every, lang, source)), *TEMPLATED]
    return [f"{folder(lang, source)}{name}.html" for name in names]


def folder(lang: str, source: str = "") -> str:
    """Return where pages of a language stand, as read from the folder of reports: '' or 'zh/'."""
    return below(source, "" if lang == FIRST else f"{lang}/")


def below(source: str, name: str) -> str:
    """Return a name in the folder of a source, or as it is where there is one source alone."""
    return f"{source}/{name}" if source else name


def sources() -> list[str]:
    """Return the names of the sources' folders, sorted."""
    return [folder.name for folder in files.source_folders(files.raw())]


def place_page(place: str) -> str:
    """Return the name of the page of a place."""
    return "place-" + place.lower().replace(" ", "-")


def places(source: str = "") -> list[str]:
    """Return the places that a source's figures are about, or any's, in the order of places.csv.

    None where a file is at fault, which reading the data reports.
    """
    stated = {name for ledger in _ledgers(source) for name in _column(ledger, "place")}
    known = dict.fromkeys(_column(files.raw() / "places.csv", "place"))
    return [name for name in known if name in stated]


def _ledgers(source: str) -> list[Path]:
    folders = files.source_folders(files.raw())
    return [one / "figures.csv" for one in folders if source in ("", one.name)]


def _compared(source: str) -> int:
    """Return of how many places a source, or all of them, print the same amount, at most."""
    metrics = files.raw() / "metrics.csv"
    units = dict(zip(_column(metrics, "metric"), _column(metrics, "unit"), strict=True))
    pairs = {
        pair
        for one in _ledgers(source)
        for pair in zip(_column(one, "metric"), _column(one, "place"), strict=True)
    }
    counted = Counter(metric for metric, _ in pairs if units.get(metric) != "rank")
    return max(counted.values(), default=0)


def waiting(name: str) -> Path:
    """Return where a file or folder waits until all is published."""
    return files.scratch() / name


def tables(but: str = "", source: str = "") -> list[Path]:
    """Return where the tables wait, in the order of files.TABLES; `but` one is left out.

    Those of one `source` of several wait in a folder of their own.
    """
    return [folder_of(source) / f"{name}.csv" for name in files.TABLES if name != but]


def folder_of(source: str = "") -> Path:
    """Return the folder in which the tables wait, or those of one source of several."""
    return waiting("separate") / source if source else waiting("tables")


def code(*modules: str, templates: str = "") -> list[Path]:
    """Return what a task rests on besides its data: modules, templates, the lock.

    Raises ModuleNotFoundError or FileNotFoundError where there are none of such a name.
    """
    found = sorted(TEMPLATES.glob(templates)) if templates else []
    if templates and not found:
        raise FileNotFoundError(f"No templates like '{templates}' in {TEMPLATES}")
    own = [*sorted(Path(__file__).parent.glob("*.py")), files.root() / "requirements.lock"]
    return list(dict.fromkeys([*imports.of_module(*modules, "files"), *own, *found]))


def here(
    name: str,
    function: Callable[[], None],
    inputs: Iterable[Path],
    outputs: Iterable[Path],
    rests_on: list[Path],
) -> Task:
    """Return a task that computes in this process."""
    read = list(dict.fromkeys([*inputs, *rests_on]))
    return Task(name=name, function=function, inputs=read, outputs=list(outputs), here=True)


def _in_language(stem: str, lang: str) -> str:
    return stem if lang == FIRST else f"{stem}.{lang}"


def _defaults(path: Path) -> Defaults:
    """Return a notebook's parameters; raise NotebookError where its `lang` is another than ours."""
    found = {parameter.name: parameter.default for parameter in parameters.literals(path)}
    if found.get("lang", FIRST) != FIRST:
        where = f"{path.name}, parameter 'lang'"
        expected = f"'{FIRST}', the language that notebooks are committed in"
        do = "Put it back: a build runs the notebook in every language"
        raise NotebookError(f"{where}: found {found['lang']!r}; expected {expected}. {do}.")
    return found


def _check(swept: list[Path], chapters: list[Path]) -> None:
    if len(swept) > 1:
        names = " and ".join(path.name for path in swept)
        raise NotebookError(f"found a parameter 'place' in {names}; expected it in one notebook.")
    if not chapters:
        at = files.relative(files.notebooks())
        found = "none for the index; expected a notebook without a parameter 'place'"
        raise NotebookError(f"{at}: found {found}. Restore one.")


def _refuse_shared(runs: list[Run]) -> None:
    kept = [(run.source, name) for run in runs for name in TEMPLATED]
    counted = Counter([*((run.source, run.page) for run in runs), *set(kept)])
    for run in runs:
        if counted[run.source, run.page] > 1:
            found = f"would be the page '{run.page}.html', which is made already"
            expected = "a name of its own behind the number"
            told = f"found that it {found}; expected {expected}. Rename it."
            raise NotebookError(f"{run.notebook.name}: {told}")


def _column(path: Path, column: str) -> list[str]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        return [(row.get(column) or "").strip() for row in csv.DictReader(file)]
