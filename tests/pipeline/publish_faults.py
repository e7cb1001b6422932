"""Publish a small report once for each thing that this does to a file, and fail at that.

A script: its arguments are a folder and what happens, `kill` or `full`, a full disk. It prints as
JSON, for each time, what was said and what each published file holds, then and after another try.
"""

import base64
import errno
import json
import os
import shutil
import signal
import sys
from itertools import count
from pathlib import Path

from analysis.errors import CheckError
from analysis.pipeline import publishing

CHANGES = {"os.rename": 1, "os.remove": 0, "os.chmod": 0, "os.mkdir": 0}  # which argument counts
MARKERS = "<!-- findings -->\n{}\n<!-- /findings -->"
NOTEBOOK = '{{"cells": [], "metadata": {{"a": "{}"}}, "nbformat": 4, "nbformat_minor": 5}}'
TEXTS = {
    "data/processed/claims.csv": "claim_id\n",
    "data/processed/figures.csv": "{}\n",
    "notebooks/01-a-question.ipynb": NOTEBOOK,
    "reports/index.html": "<p>{}</p>",
    "reports/zh/index.html": "<p>{}</p>",
}
CHARTS = {"index-1.svg": "<svg>{}</svg>", "index-1.png": "PNG {}"}


def lay_out(root: Path) -> None:
    """Write a project that has published old files, and has new ones waiting."""
    shutil.rmtree(root, ignore_errors=True)
    old = {**TEXTS, **{f"reports/charts/{name}": text for name, text in CHARTS.items()}}
    old |= {"reports/gone.html": "gone {}", "README.md": MARKERS}
    files = {name: text.format("old") for name, text in old.items()}
    files |= {f".cache/waiting/{name}": text.format("new") for name, text in TEXTS.items()}
    files |= {".cache/tables/claims.csv": TEXTS["data/processed/claims.csv"]}
    files[".cache/findings.md"] = "new"
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    report = [root / name for name in old if name.startswith("reports/")]
    sums = publishing._sums({path: path.read_bytes() for path in report})
    (root / "reports/SHA256SUMS").write_bytes(sums)
    drawn = {name: text.format("new").encode() for name, text in CHARTS.items()}
    encoded = {name: base64.b64encode(data).decode() for name, data in drawn.items()}
    (root / ".cache/charts.json").write_text(json.dumps(encoded))


def publish(root: Path) -> None:
    """Publish what waits, as a build does."""
    copied = {root / name: root / ".cache/waiting" / name for name in TEXTS}
    drawn = {root / "reports/charts": root / ".cache/charts.json"}
    publishing.publish(copied, drawn, [root / "notebooks/01-a-question.ipynb"])


def held(root: Path) -> dict[str, str]:
    """Return what each published file holds."""
    paths = [path for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts]
    return {path.relative_to(root).as_posix(): path.read_text() for path in paths}


def attempt(root: Path, nth: int, happens: str) -> str:
    """Publish in a process of its own that fails at the nth change; return how that ended."""
    reader, writer = os.pipe()
    if child := os.fork():
        os.close(writer)
        with os.fdopen(reader) as said:
            text = said.read()
        return text or f"status {os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}"
    seen = count(1)

    def hook(event: str, given: tuple[object, ...]) -> None:
        opened = (
            event == "open" and isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR)
        )
        if not opened and event not in CHANGES:
            return
        path = str(given[CHANGES.get(event, 0)])
        if not path.startswith(str(root)):
            return
        if event == "os.mkdir" and os.path.isdir(path):
            return  # which changes nothing
        if next(seen) == nth:
            if happens == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)

    sys.addaudithook(hook)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    try:
        publish(root)
        message = "done"
    except CheckError as error:
        message = str(error)
    except BaseException as error:
        message = f"{type(error).__name__}: {error}"
    os.write(writer, message.encode())
    os._exit(0)


def main(root: Path, happens: str) -> None:
    """Print what was published before, and what came of every change that was made to fail."""
    lay_out(root)
    outcomes: list[tuple[str, dict[str, str], str, dict[str, str]]] = [("", held(root), "", {})]
    for nth in count(1):
        lay_out(root)
        said, after = attempt(root, nth, happens), held(root)
        outcomes.append((said, after, attempt(root, 0, happens), held(root)))
        if said == "done":
            break
    json.dump(outcomes, sys.stdout)


main(Path(sys.argv[1]), sys.argv[2])
