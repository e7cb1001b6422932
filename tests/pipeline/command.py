"""The command `analysis` on a project of its own, and what it publishes there."""

import json
import os
import re
import select
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
WRITTEN = shutil.ignore_patterns("*.pyc.*")  # bytecode on its way: it may go before it is copied
COMMAND = Path(sys.executable).parent / "analysis"
ELSEWHERE = {"TZ": "Asia/Shanghai", "LC_ALL": "C", "LANG": "de_DE", "PYTHONHASHSEED": "7"}
CHAPTER = "notebooks/04-what-does-the-article-print.ipynb"  # of which the small index is
NOTEBOOK = "notebooks/06-a-brief-on-one-place.ipynb"
BULLETIN, BULLETIN_ID = Path(__file__).parent / "bulletin", "city-bulletin"
FIGURES = f"data/raw/{BULLETIN_ID}/figures.csv"  # of the small project


def analysis(root: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command on the project in `root`, from another working folder."""
    with start(root, *words, **variables) as command:
        stdout, stderr = command.communicate()
    return subprocess.CompletedProcess(command.args, command.returncode, stdout, stderr)


def start(root: Path, *words: str, **variables: str) -> "subprocess.Popen[str]":
    """Start the command, with its output captured and in a process group of its own."""
    return subprocess.Popen(
        [COMMAND, *words],
        cwd=root.parent,
        env={**os.environ, **ELSEWHERE, "ANALYSIS_ROOT": str(root), **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    )


def published(root: Path) -> dict[str, bytes]:
    """Return every file that a build publishes, by its path from the root."""
    folders = [root / "data" / "processed", root / "notebooks", root / "reports"]
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    kept = [path for path in paths if ".ipynb_checkpoints" not in path.parts]
    kept.append(root / "README.md")
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in kept}


def opened(pipe: Path, seconds: float = 300) -> bool:
    """Wait until something has opened the pipe for writing and closed it; False if nothing does."""
    events = select.poll()
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        events.register(reader, select.POLLIN)
        return bool(events.poll(seconds * 1000))
    finally:
        os.close(reader)


def edit(path: Path, old: str, new: str) -> None:
    """Replace the one place where `old` stands in the file."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def edit_all(path: Path, pattern: str, new: str) -> None:
    """Replace every match of the pattern in the file."""
    path.write_text(re.sub(pattern, new, path.read_text("utf-8")), "utf-8")


def insert(path, *lines):
    """Put lines of code before a notebook's second code cell."""
    found = json.loads(path.read_bytes())
    cell = [cell for cell in found["cells"] if cell["cell_type"] == "code"][1]
    cell["source"] = [f"{line}\n" for line in lines] + cell["source"]
    path.write_text(json.dumps(found, ensure_ascii=False), "utf-8")
