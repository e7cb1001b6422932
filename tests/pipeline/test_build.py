"""What a build compares to find out whether there is anything to do."""

from analysis.engine import installed
from analysis.pipeline import build


def test_what_is_installed_is_part_of_the_state(monkeypatch):
    before = build._state()
    assert build._state() == before
    monkeypatch.setattr(installed, "everything", lambda: "one package more")
    assert build._state() != before
