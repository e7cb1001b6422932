"""Tests for analysis.claims.solver."""

import os
import signal
import threading
from itertools import combinations

import pytest
import z3

from analysis.claims import solver

HOLES = 9  # for one more pigeon, which takes millions of steps


@pytest.mark.parametrize("kind", [z3.Solver, z3.Optimize])
def test_ctrl_c_during_a_question_is_no_answer_to_it(monkeypatch, kind):
    monkeypatch.setattr(solver, "STEPS", 500_000)
    held = solver._Held(kind(), lambda _: [])
    sits = [[z3.Bool(f"{one} in {hole}") for hole in range(HOLES)] for one in range(HOLES + 1)]
    held.solver.add(*map(z3.Or, sits))
    for hole in range(HOLES):
        pairs = combinations([row[hole] for row in sits], 2)
        held.solver.add(*(z3.Not(z3.And(*pair)) for pair in pairs))
    interrupt = threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT))
    interrupt.start()
    with pytest.raises(KeyboardInterrupt):
        held.solver.check()
    interrupt.join()
