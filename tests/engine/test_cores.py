"""How many cores there are, by files as the kernel of Linux shows them to a container."""

import math
import os

import pytest

from analysis.engine import graph


@pytest.mark.parametrize(
    ("own", "files", "expected"),
    [
        ("0::/\n", {"cpu.max": "150000 100000\n"}, 1.5),
        ("0::/\n", {"cpu.max": "max 100000\n"}, math.inf),
        ("0::/a/b\n", {"a/b/cpu.max": "400000 100000\n", "a/cpu.max": "200000 100000\n"}, 2),
        ("4:memory:/\n3:cpu,cpuacct:/docker/x\n", {}, math.inf),
        ("0::/\n", {}, math.inf),
    ],
)
def test_a_container_s_limit_is_read(tmp_path, own, files, expected):
    (tmp_path / "own").write_text(own)
    for name, text in files.items():
        path = tmp_path / "groups" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    assert graph.core_limit(tmp_path / "groups", tmp_path / "own") == expected


def test_a_system_without_control_groups_has_no_limit(tmp_path):
    assert graph.core_limit(tmp_path / "none", tmp_path / "none") == math.inf


@pytest.mark.parametrize(("limit", "expected"), [(0.2, 1), (1.5, 2), (math.inf, 3)])
def test_the_least_of_the_limits_counts(monkeypatch, limit, expected):
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0, 1, 2})
    monkeypatch.setattr(graph, "core_limit", lambda: limit)
    assert graph.cores() == expected
    with graph.executor(None, None) as (_, jobs):
        assert jobs == expected
