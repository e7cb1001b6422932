"""Progress as it is shown on a terminal, and nowhere else."""

import io
import re

from rich.console import Console

from analysis.progress import Progress


def shown(terminal):
    """Return what is written while two of three tasks run and one has nothing to do."""
    written = io.StringIO()
    console = Console(file=written, force_terminal=terminal, width=100)
    with Progress(3, console) as progress:
        for name in ("tables", "one", "two"):
            progress.begin(name)
        progress.end("tables", ran=False)
        progress.end("one", ran=True)
    return written.getvalue()


def test_a_terminal_sees_what_runs_and_how_much_is_done():
    text = shown(terminal=True)
    plain = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", text)
    assert re.search(r" 1/2 -:--:-- left  two\s*$", plain), "the time left is not known yet"


def test_elsewhere_nothing_is_written():
    assert shown(terminal=False) == ""
