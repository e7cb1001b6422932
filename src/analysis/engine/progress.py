"""Show how far the work is: on a terminal a bar with what runs and the time left; else nothing.

What has been done is printed by the tasks, a line each, and stands above the bar.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

from rich import progress
from rich.console import Console

Item = TypeVar("Item")


class Progress(progress.Progress):
    """How many of the tasks are done, and which run; a context that shows it while it is open."""

    def __init__(self, total: int, console: Console | None = None) -> None:
        console = console or Console(stderr=True)
        super().__init__(
            progress.BarColumn(),
            progress.MofNCompleteColumn(),
            progress.TimeRemainingColumn(),
            progress.TextColumn("left  {task.description}"),
            console=console,
            disable=not console.is_terminal,
            redirect_stdout=sys.stdout.isatty(),
            transient=True,
        )
        self._bar = self.add_task("", total=total)
        self._left = total
        self._run: dict[str, None] = {}

    def begin(self, name: str) -> None:
        """Show that a task runs."""
        self._run[name] = None
        self.update(self._bar, description=", ".join(self._run))

    def end(self, name: str, ran: bool) -> None:
        """Show that a task is done; one that had nothing to do was never part of the work."""
        self._run.pop(name, None)
        self._left -= not ran
        self.update(self._bar, total=self._left, advance=ran, description=", ".join(self._run))


def watch(items: Sequence[Item], console: Console | None = None) -> Iterator[Item]:
    """Yield the items one by one, and show how many are done and the time left."""
    with Progress(len(items), console) as shown:
        for item in items:
            yield item
            shown.advance(shown.task_ids[0])


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
