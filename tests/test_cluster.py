"""What a worker must run: the code and the packages that are installed here."""

import pickle

import pytest

from analysis import cluster

HERE = {"Python": "3.11", "analysis": "0a1b2c3d", "numpy": "2.4.6"}


def test_what_runs_here_is_named():
    release = cluster.release()
    assert {"Python", "analysis", "pandas", "ipykernel", "distributed"} <= release.keys()
    assert "missing" not in release.values()
    assert pickle.loads(pickle.dumps(cluster.release)) is cluster.release


def test_code_that_changed_since_it_was_loaded_is_other_code(monkeypatch):
    monkeypatch.setattr(cluster, "CODE", "0a1b2c3d")
    assert cluster.release()["analysis"] == "changed since it was loaded"


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
    assert cluster._differences("a", found, HERE) == message
