"""Where every folder of the project is. Imports nothing of ours; touches nothing at import."""

import os
import re
from functools import cache
from pathlib import Path

REFERENCES = "references"  # the folder of independent figures, which is no source
CHAPTER = re.compile(r"[0-9]+(?:-(?:(?![A-Z_])\w)+)+")  # of a notebook: a number, words, hyphens
TABLES = (
    *("places", "metrics", "sources", "named_sources", "figures", "references", "rosters"),
    *("place_metrics", "implied", "claims", "amounts", "flips", "hedge_models", "changes"),
)


def root() -> Path:
    """Return the project's top folder: $ANALYSIS_ROOT where set, else the checkout of this file."""
    return _resolved(os.environ.get("ANALYSIS_ROOT", ""))


@cache
def _resolved(given: str) -> Path:
    return Path(given).resolve() if given else Path(__file__).resolve().parents[2]


def raw() -> Path:
    """Return the folder of the hand-typed sources."""
    return root() / "data" / "raw"


def typed() -> list[Path]:
    """Return the files that were typed there."""
    return [path for path in below(raw()) if path.suffix in {".csv", ".yaml"}]


def processed() -> Path:
    """Return the folder of the tables that the pipeline writes."""
    return root() / "data" / "processed"


def tables() -> list[Path]:
    """Return the tables themselves."""
    return [processed() / f"{name}.csv" for name in TABLES]


def notebooks() -> Path:
    """Return the folder of the committed notebooks."""
    return root() / "notebooks"


def chapters() -> list[Path]:
    """Return the notebooks that a build runs, sorted: those named NN-a-question-in-words.ipynb."""
    return [path for path in sorted(notebooks().glob("*.ipynb")) if CHAPTER.fullmatch(path.stem)]


def drafts() -> list[Path]:
    """Return the other notebooks there, such as Untitled.ipynb or a copy that JupyterLab made."""
    return sorted(set(notebooks().glob("*.ipynb")) - set(chapters()))


def reports() -> Path:
    """Return the folder of the published report."""
    return root() / "reports"


def readme() -> Path:
    """Return the README, whose findings the pipeline writes."""
    return root() / "README.md"


def citation() -> Path:
    """Return the file that says how the project is cited, which pages quote."""
    return root() / "CITATION.cff"


def scratch() -> Path:
    """Return the folder of executed notebooks and of the build's memory; safe to delete."""
    return root() / ".cache"


def relative(path: Path) -> str:
    """Return `path` as read from the project's top folder, or unchanged where it lies outside."""
    top, whole = str(root()), os.path.abspath(path)
    if not f"{whole}{os.sep}".startswith(f"{top}{os.sep}"):
        whole = os.path.realpath(path)
    if f"{whole}{os.sep}".startswith(f"{top}{os.sep}"):
        whole = whole[len(top) + 1 :]
    return Path(whole).as_posix()


def source_folders(raw: Path) -> list[Path]:
    """Return the folders of the sources below data/raw, sorted."""
    found = (path for path in raw.glob("[!.]*") if path.is_dir())
    return sorted(path for path in found if path.name != REFERENCES)


def below(folder: Path) -> list[Path]:
    """Return the files below a folder, those in folders linked to included, sorted."""
    found, met = [], {os.path.realpath(folder)}
    for at, folders, names in os.walk(folder, followlinks=True):
        found += [path for name in names if os.path.isfile(path := os.path.join(at, name))]
        inside = {name: os.path.realpath(os.path.join(at, name)) for name in folders}
        folders[:] = [name for name in folders if inside[name] not in met]
        met |= set(inside.values())
    return sorted(map(Path, found))
