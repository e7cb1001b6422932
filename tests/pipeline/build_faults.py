"""Build a project again and again, with a full disk each time where it was not full before.

A script: its argument is the project's folder. What an attempt has made is kept, so that the next
goes on from there, until one ends well. Tasks run one after the other, and the memory of them is
written after each, so that changes to files come in one order. It prints as JSON, for each attempt,
in which kind of change to a file the disk was full, the status, what was said, and the published
files that differ.
"""

import errno
import json
import os
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future
from importlib import import_module
from pathlib import Path
from threading import get_ident
from types import FrameType
from typing import Any

import analysis
from analysis.cli import main
from analysis.engine import contents, execute, graph

PACKAGE = str(Path(analysis.__file__).parent)
CHANGES = {"os.rename": 1, "os.chmod": 0, "os.mkdir": 0, "os.symlink": 1, "os.link": 1}
LOADED = (  # by the tasks of a build: here once, and not in each attempt
    *("pipeline", "pipeline.tasks", "engine.graph", "engine.kernels.provisioner"),
    *("claims", "data.clean", "findings.front", "findings.rates", "measures"),
    *("report.pages", "report.pdf", "report.chapters", "report.changes", "report.overview"),
    *("report.special", "report.typesetting"),
)


def kind_of(event: str, frame: FrameType | None) -> str:
    """Return an event with the functions of ours that led to it, the innermost four.

    Of what writes files whole, the first event tells who called it; the others are alike for all.
    """
    names: list[str] = []
    while frame and len(names) < 4:
        if frame.f_code.co_filename.startswith(PACKAGE):
            names.append(f"{Path(frame.f_code.co_filename).stem}.{frame.f_code.co_name}")
        frame = frame.f_back
    if event != "open" and "files.write_all" in names:
        names = names[: names.index("files.write_all")]
    return " < ".join([event, *names])


def fill(known: set[str], writer: int) -> None:
    """Have the first change to a file of a kind that is not known fail; write that to the pipe.

    Where the work goes on in spite of it, the next such change fails too.
    """
    thread = list[int]()

    def hook(event: str, given: tuple[object, ...]) -> None:
        opened = event == "open" and isinstance(given[2], int) and given[2] & os.O_ACCMODE
        failing = thread and (thread[0] != get_ident() or sys.exc_info()[0])
        if failing or not (opened or event in CHANGES):
            return
        path = str(given[CHANGES.get(event, 0)])
        if (
            not path.startswith("/")
            or path.startswith(("/dev/", "/proc/"))
            or (event == "os.mkdir" and os.path.isdir(path))
        ):
            return
        kind = kind_of(event, sys._getframe(1))
        if "." in kind.partition(" < ")[2] and kind not in known:
            thread[:] = [get_ident()]
            known.add(kind)
            os.write(writer, f"{kind}\n".encode())
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)

    sys.addaudithook(hook)


class InTurn(Executor):
    """Does what it is given before it goes on, in place of any number of threads."""

    def __init__(self, _: int) -> None:
        pass

    def submit(self, call: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """Return what came of a call."""
        future = Future[Any]()
        try:
            future.set_result(call(*given, **named))
        except Exception as error:
            future.set_exception(error)
        return future


def attempt(known: set[str], said: Path) -> tuple[list[str], int]:
    """Build in a process of its own; return the kinds of change that failed, and the status."""
    reader, writer = os.pipe()
    if not (child := os.fork()):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
        fill(known, writer)
        main(["build", "-j", "1"])
    os.close(writer)
    with os.fdopen(reader) as told:
        kinds = told.read().splitlines()
    return kinds, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def held(root: Path) -> dict[str, bytes]:
    """Return what each published file holds."""
    folders = [root / "data/processed", root / "notebooks", root / "reports"]
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(root)): path.read_bytes() for path in [*paths, root / "README.md"]}


def run(root: Path) -> None:
    """Print what came of every attempt."""
    execute._load_once()
    contents.PAUSE = 0
    vars(graph)["ThreadPoolExecutor"] = InTurn
    for name in LOADED:
        import_module(f"analysis.{name}")
    before, known = held(root), set[str]()
    said = root.parent / "said.txt"
    outcomes = []
    while True:
        kinds, status = attempt(known, said)
        now = held(root)
        changed = [name for name in {*now, *before} if now.get(name) != before.get(name)]
        outcomes.append((kinds, status, said.read_text(), sorted(changed)))
        known.update(kinds)
        if not status:
            break
    json.dump(outcomes, sys.stdout)


run(Path(sys.argv[1]))
