"""Temporary folders that are removed with their process, however it ends."""

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from analysis.engine.kernels import process, tempdirs

WAIT = (
    "import sys; from analysis.engine.kernels import tempdirs; "
    "print(tempdirs.of_process(), flush=True)"
)


def test_a_folder_is_removed_after_its_work():
    with tempdirs.folder() as folder:
        (folder / "file").write_text("x")
        assert folder.parent == tempdirs.of_process().resolve()
    assert not folder.exists()


def test_those_who_ask_at_once_get_one_folder():
    process.close()  # its fork servers keep the folder
    tempdirs.close()
    both = threading.Barrier(2, timeout=30)

    def ask(_: int) -> Path:
        both.wait()
        return tempdirs.of_process()

    with ThreadPoolExecutor(2) as threads:
        assert len(set(threads.map(ask, range(2)))) == 1


@pytest.mark.parametrize("kill", [True, False])
def test_the_folder_of_a_process_is_removed_with_it(kill, tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", f"{WAIT}; sys.stdin.read()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        folder = process.stdout.readline().strip()
        assert os.path.isdir(folder)
        watchdogs = psutil.Process(process.pid).children()
        if kill:
            process.kill()
    _, running = psutil.wait_procs(watchdogs, timeout=60)
    assert (len(watchdogs), running) == (1, [])
    assert not os.path.exists(folder)
