"""Publishing is stopped at every change that it makes to a file: nothing is ever half written."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).with_name("publish_faults.py")


def outcomes(tmp_path, happens):
    """Return what was published before, then what came of each change that was made to fail."""
    root = tmp_path / "project"
    words = [sys.executable, str(SCRIPT), str(root), happens]
    environment = {**os.environ, "ANALYSIS_ROOT": str(root)}
    done = subprocess.run(words, env=environment, capture_output=True, text=True)
    assert done.stderr == ""
    (_, before, *_), *failed, (said, whole, *_) = json.loads(done.stdout)
    assert said == "done"
    assert len(failed) > 2 * len(whole)
    return before, failed, whole


def test_wherever_it_is_killed_each_file_is_whole_and_the_next_build_completes_it(tmp_path):
    before, failed, whole = outcomes(tmp_path, "kill")
    for said, after, again, then in failed:
        assert said == f"status {-signal.SIGKILL}"
        assert all(after[name] in (before.get(name), whole.get(name)) for name in after)
        assert before.keys() - {"reports/gone.html"} <= after.keys()
        assert (again, then) == ("done", whole)


def test_wherever_the_disk_is_full_it_says_so_and_the_next_build_completes_it(tmp_path):
    """Before the first file is put in its place, nothing has changed."""
    before, failed, whole = outcomes(tmp_path, "full")
    for said, after, again, then in failed:
        assert said.endswith(
            ": cannot be written (No space left on device). Free space or allow writing, then try "
            "again."
        )
        assert all(after[name] in (before.get(name), whole.get(name)) for name in after)
        assert (again, then) == ("done", whole)
    renamed = [after != before for _, after, *_ in failed]
    assert renamed == sorted(renamed)
    assert renamed.count(False) > len(whole)
