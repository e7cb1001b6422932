"""Progress as it is shown on a terminal, and nowhere else."""

import io
import os
import re
import subprocess
import sys

from rich.console import Console

from analysis.engine.progress import Progress, watch


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


def test_items_are_counted_as_they_are_done():
    written = io.StringIO()
    console = Console(file=written, force_terminal=True, width=100)
    assert list(watch("abc", console)) == ["a", "b", "c"]
    assert "3/3" in re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", written.getvalue())


def test_work_goes_on_where_nobody_reads_what_is_said():
    reads, writes = os.pipe()
    os.close(reads)
    code = (
        "from analysis.engine.progress import say; "
        "say('set', 'one'); say('set', 'two'); print('end')"
    )
    done = subprocess.run([sys.executable, "-c", code], stdout=writes, stderr=subprocess.PIPE)
    os.close(writes)
    assert (done.returncode, done.stderr) == (0, b"")
