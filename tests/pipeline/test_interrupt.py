"""Work that Ctrl-C stops, and work that it must not cut off."""

import json
import os
import signal
import subprocess
import sys

import pytest

WORK = """\
import sys
from pathlib import Path
from analysis.engine import graph
from analysis.engine.contents import Memory
from analysis.errors import Interrupted

folder = Path(sys.argv[1])

def slow():
    (folder / "begun").write_text("x")
    (folder / "go").read_text()
    (folder / "made").write_text("whole")

def run(ran):
    tasks = [
        graph.Task(name="slow", function=slow, outputs=[folder / "made"], here=True),
        graph.Task(name="next", function=lambda: b"", inputs=[folder / "made"],
                   outputs=[folder / "next"]),
    ]
    try:
        with graph.executor(None, None) as (threads, jobs):
            print(graph.run(tasks, Memory(folder / "memory.json"), threads, jobs).ran)
    except Interrupted as error:
        print(error)

run(1)
run(2)
"""


def test_a_user_in_a_hurry_cuts_nothing_off(tmp_path):
    """What computes in the process itself comes to its end, however often Ctrl-C is pressed."""
    for name in ("begun", "go"):
        os.mkfifo(tmp_path / name)
    (tmp_path / "work.py").write_text(WORK)
    words = [sys.executable, str(tmp_path / "work.py"), str(tmp_path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as command:
        (tmp_path / "begun").read_text()
        for _ in range(20):
            command.send_signal(signal.SIGINT)
        (tmp_path / "go").write_text("x")
        told, _ = command.communicate(timeout=60)
    assert (tmp_path / "made").read_text() == "whole"
    assert told.splitlines() == [
        "Interrupted: what was done is kept, no file is half written. Run the command again.",
        "['next']",
    ]


HURRY = """\
import atexit, os, signal
from analysis import cli, pipeline

def interrupt(*_):
    os.kill(os.getpid(), signal.SIGINT)

pipeline.build = interrupt
atexit.register(interrupt)
cli.main(["build"])
"""


def test_ctrl_c_once_more_while_the_command_ends_changes_nothing():
    done = subprocess.run([sys.executable, "-c", HURRY], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "Interrupted: no file is half written.\n"


EARLY = """\
import os, signal, sys

module = sys.argv.pop(1)

class Interrupting:
    def find_spec(self, name, *_):
        if name == module:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupting())
from analysis.__main__ import main
main()
"""


@pytest.mark.parametrize(
    ("module", "words"),
    [
        ("analysis.cli", "build"),
        ("click.types", "run a.ipynb"),
        ("nbclient", "build"),
        ("jupyter_client", "run a.ipynb"),
    ],
)
def test_ctrl_c_while_modules_are_imported_is_told_in_one_line(tmp_path, module, words):
    """While another thread imported them, what ends kernels could not be imported."""
    (tmp_path / "requirements.lock").write_text("")
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}
    (tmp_path / "a.ipynb").write_text(json.dumps(notebook))
    done = subprocess.run(
        [sys.executable, "-c", EARLY, module, *words.split()],
        cwd=tmp_path,
        env={**os.environ, "ANALYSIS_ROOT": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "Interrupted: no file is half written.\n"
