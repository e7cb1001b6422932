"""What a worker must run: the code and the packages that are installed here."""

import pickle

import pytest

from analysis.engine import release

HERE = {"Python": "3.11", "analysis": "0a1b2c3d", "numpy": "2.4.6"}


def test_what_runs_here_is_named():
    found = release.installed()
    assert {"Python", "analysis", "pandas", "ipykernel", "distributed"} <= found.keys()
    assert "missing" not in found.values()
    assert pickle.loads(pickle.dumps(release.installed)) is release.installed


def test_code_that_changed_since_it_was_loaded_is_other_code(monkeypatch):
    monkeypatch.setattr(release, "CODE", "0a1b2c3d")
    assert release.installed()["analysis"] == "changed since it was loaded"


@pytest.mark.parametrize(
    ("found", "message"),
    [
        (HERE, ""),
        (HERE | {"colorama": "1"}, ""),  # on another system other packages are needed
        ({"Python": "3.11", "analysis": "0a1b2c3d"}, ""),
        (
            HERE | {"Python": "3.12", "numpy": "missing"},
            "a: found Python 3.12, numpy missing; expected Python 3.11, numpy 2.4.6. Install there "
            "what is installed here (make setup, at the same commit), then start it again.",
        ),
        (
            ModuleNotFoundError("No module named 'analysis'"),
            "a: found ModuleNotFoundError (No module named 'analysis'); expected what is installed "
            "here. Install there what is installed here (make setup, at the same commit), then "
            "start it again.",
        ),
    ],
)
def test_a_difference_is_told(found, message):
    assert release.differences("a", found, HERE) == message
