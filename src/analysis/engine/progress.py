"""Show how far the work is: on a terminal a bar with what runs and the time left; else nothing.

What has been done is printed by the tasks, a line each, and stands above the bar.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress as Bar

Item = TypeVar("Item")


class Progress:
    """How many of the tasks are done, and which run; a context that shows it while it is open."""

    def __init__(self, total: int, console: "Console | None" = None) -> None:
        self._left, self._run = total, dict[str, None]()
        self._bar = _bar(total, console) if console or sys.stderr.isatty() else None

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def begin(self, name: str) -> None:
        """Show that a task runs."""
        self._run[name] = None
        self._show()

    def end(self, name: str, ran: bool) -> None:
        """Show that a task is done; one that had nothing to do was never part of the work."""
        self._run.pop(name, None)
        self._left -= not ran
        self._show(advance=ran)

    def _show(self, advance: int = 0) -> None:
        if self._bar:
            (bar,), told = self._bar.task_ids, ", ".join(self._run)
            self._bar.update(bar, total=self._left, advance=advance, description=told)


def _bar(total: int, console: "Console | None") -> "Bar":
    from rich import console as consoles  # which takes a while, and is for terminals only
    from rich import progress

    console = console or consoles.Console(stderr=True)
    bar = progress.Progress(
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeRemainingColumn(),
        progress.TextColumn("left  {task.description}"),
        console=console,
        disable=not console.is_terminal,
        redirect_stdout=sys.stdout.isatty(),
        transient=True,
    )
    bar.add_task("", total=total)
    return bar


def watch(items: Sequence[Item], console: "Console | None" = None) -> Iterator[Item]:
    """Yield the items one by one, and show how many are done and the time left."""
    with Progress(len(items), console) as shown:
        for item in items:
            yield item
            shown.end("", ran=True)


def say(kind: str, what: str) -> None:
    """Print a line about what was done.

    If the reader of a pipe has gone (`analysis build | head`), further lines go to the null device,
    so that the work goes on.
    """
    try:
        print(f"  {kind:<9} {what}\n", end="", flush=True)  # at once: several threads say things
    except BrokenPipeError:
        with open(os.devnull, "w") as null:
            os.dup2(null.fileno(), sys.stdout.fileno())
