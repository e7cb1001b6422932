"""Work that Ctrl-C stops, and work that it must not cut off."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .dask import wait_for

WORK = """\
import sys
from pathlib import Path
from typing import Annotated
from pytask import Product, task
from analysis.engine import schedule
from analysis.errors import Interrupted

folder = Path(sys.argv[1])

@task(kwargs={"made_here": folder / "made"})
def slow(made_here: Annotated[Path, Product]) -> None:
    (folder / "begun").write_text("x")
    (folder / "go").read_text()
    made_here.write_text("whole")

try:
    schedule.run([slow], folder / "memory", jobs=1)
except Interrupted as error:
    print(error)
"""


def is_deaf(pid: int) -> bool:
    """Return whether the process takes no notice of Ctrl-C."""
    found = re.search(r"SigIgn:\t(\w+)", Path(f"/proc/{pid}/status").read_text())
    return bool(found and int(found.group(1), 16) >> (signal.SIGINT - 1) & 1)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc: not Linux")
def test_a_user_in_a_hurry_cuts_nothing_off(tmp_path):
    """What computes in the process itself comes to its end, however often Ctrl-C is pressed."""
    for name in ("begun", "go"):
        os.mkfifo(tmp_path / name)
    (tmp_path / "work.py").write_text(WORK)
    words = [sys.executable, str(tmp_path / "work.py"), str(tmp_path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as command:
        (tmp_path / "begun").read_text()
        command.send_signal(signal.SIGINT)
        wait_for(lambda: is_deaf(command.pid))
        command.send_signal(signal.SIGINT)
        (tmp_path / "go").write_text("x")
        told, _ = command.communicate(timeout=60)
    assert (tmp_path / "made").read_text() == "whole"
    assert told.startswith("Interrupted: what was done is kept, no file is half written.")
