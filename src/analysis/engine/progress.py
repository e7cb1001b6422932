"""Show how far the work is: on a terminal a bar with what runs and the time left; else nothing.

What has been done is printed by the tasks, a line each, and stands above the bar.
"""

import os
import sys

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress


class Progress:
    """How many of the tasks are done, and which run; a context that shows it while it is open."""

    def __init__(self, total: int, console: Console | None = None) -> None:
        console = console or Console(stderr=True)
        columns = (
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("left  {task.description}"),
        )
        self._shown = RichProgress(
            *columns,
            console=console,
            disable=not console.is_terminal,
            redirect_stdout=sys.stdout.isatty(),
            transient=True,
        )
        self._bar = self._shown.add_task("", total=total)
        self._left = total
        self._run: dict[str, None] = {}

    def __enter__(self) -> "Progress":
        self._shown.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._shown.stop()

    def begin(self, name: str) -> None:
        """Show that a task runs."""
        self._run[name] = None
        self._tell()

    def end(self, name: str, ran: bool) -> None:
        """Show that a task is done; one that had nothing to do was never part of the work."""
        self._run.pop(name, None)
        if ran:
            self._shown.advance(self._bar)
        else:
            self._left -= 1
        self._tell()

    def _tell(self) -> None:
        names = ", ".join(self._run)
        self._shown.update(self._bar, total=self._left, description=names)


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
