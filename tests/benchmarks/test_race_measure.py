"""How the race measures: what it counts, and what it refuses to count."""

import sys
from pathlib import Path

import pytest
from race.measure import BenchError, Candidate, measure, race  # type: ignore[import-not-found]

BINARIES = Path(sys.executable).parent
PAGE = "from pathlib import Path; Path('page.html').write_text('<html>')"


def candidate(code, name="ours", **fields):
    """Return a candidate that runs Python code and makes one page."""
    given = {"outputs": "*.html", "makes": 1, **fields}
    return Candidate(name, ["python", "-c", code], BINARIES, **given)


def test_a_run_is_timed_with_all_its_processes():
    """The child outlives its parent, and is still counted: it burns a fifth of a second."""
    child = "import time\nwhile time.process_time() < 0.2: pass"
    code = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {child!r}]); {PAGE}"
    measured = measure(candidate(code))
    assert measured.processor > 0.19
    assert measured.peak_mb > 0


def test_candidates_take_turns():
    said: list[str] = []
    every = [candidate(PAGE, "one", runs=2), candidate(PAGE, "other")]
    measured = race(every, said.append)
    assert [line.partition(":")[0] for line in said] == [
        "  one, 1 of 2",
        "  other, 1 of 1",
        "  one, 2 of 2",
    ]
    assert {name: len(each) for name, each in measured.items()} == {"one": 2, "other": 1}


def test_a_command_that_fails_stops_with_what_it_printed():
    failing = candidate("import sys; print('no kernel', file=sys.stderr); sys.exit(3)")
    with pytest.raises(BenchError, match=r"^ours ended with 3:\nno kernel\n$"):
        race([failing, candidate(PAGE)], [].append)


def test_a_command_that_is_missing_stops():
    missing = Candidate("peer", ["no-such-command"], BINARIES, "*", 0)
    with pytest.raises(BenchError, match=r"^peer could not be watched:\n[^$]*no-such-command"):
        measure(missing)


def test_outputs_that_are_missing_stop():
    with pytest.raises(BenchError, match=r"^ours made 1 of '\*\.html', not 2:"):
        measure(candidate(PAGE, makes=2))


def test_outputs_that_are_not_what_they_should_be_stop():
    with pytest.raises(BenchError, match=r"^ours: page\.html lacks <svg:"):
        measure(candidate(PAGE, holds="<svg"))


def test_nothing_to_do_makes_nothing(tmp_path):
    measure(candidate(PAGE, home=tmp_path))
    measure(candidate("pass", home=tmp_path, makes=0))
    with pytest.raises(BenchError, match=r"^ours made 1 of '\*\.html', not 0:"):
        measure(candidate(PAGE, home=tmp_path, makes=0))


def test_nobody_is_flattered(monkeypatch):
    """Whoever runs the benchmark may have set what keeps bytecode from being kept."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    measure(candidate(f"import sys; assert not sys.dont_write_bytecode; {PAGE}"))
