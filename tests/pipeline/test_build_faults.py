"""A disk that is full, wherever a build writes: nothing that was published changes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from .command import BULLETIN_ID, NOTEBOOK, analysis, edit_all

SCRIPT = Path(__file__).with_name("build_faults.py")
FULL = "cannot be written (No space left on device). Free space or allow writing, then try again.\n"
WRITERS = (
    *("files.locked", "tempdirs.isolated_environment", "tasks.make_tables", "tasks.make_changes"),
    *("execute.perform", "execute.executed", "provisioner.start_kernel", "graph._end"),
    *("tasks.make_chapter", "tasks.make_pages", "publishing.make_charts", "typesetting.charts"),
    *("typesetting.to_pdf", "publishing.publish", "contents.note", "contents.note_complete"),
)


def test_wherever_the_disk_is_full_a_build_says_so_once_and_publishes_nothing(project):
    """Each attempt meets it at another kind of change, and the last one at none.

    test_publish_faults fails publishing at every change.
    """
    shutil.rmtree(project / ".cache")
    (project / NOTEBOOK).unlink()
    edit_all(
        project / "data/raw" / BULLETIN_ID / "source.yaml", "(?m)^title_en: ", "title_en: New "
    )
    done = subprocess.run(
        [sys.executable, SCRIPT, project],
        env={**os.environ, "ANALYSIS_ROOT": str(project)},
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    *failed, (kinds, status, said, whole) = json.loads(done.stdout)
    assert (kinds, status, said) == ([], 0, "")
    assert "reports/index.html" in whole
    met = [kind for kinds, *_ in failed for kind in kinds]
    writers = {name for kind in met for name in kind.split(" < ")}
    assert [name for name in WRITERS if name not in writers] == [], met
    for kinds, status, said, changed in failed:
        assert (status, said.count("\n"), said.endswith(FULL)) == (1, 1, True), (kinds, said)
        # Only once all is published is it noted to be complete.
        noted = any("note_complete" in kind for kind in kinds)
        assert changed == (whole if noted else []), kinds
    assert analysis(project, "build").stdout.startswith("Nothing to do: ")
