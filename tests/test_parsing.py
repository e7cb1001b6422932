"""Python's parser, and what reads by it, from several threads at once."""

import gc
import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from analysis import files
from analysis.claims import formula

CODE = "\n".join(["x = ((((1 + 2) * 3) + f(a, [b, (c, d)])) if y else {1: (2, 3)})"] * 40)
FORMULA = " and ".join(["(((firms[Ulm] + 2) * 3 + sum(firms[Bonn], 1)) > 4)"] * 15)


class Finalized:
    """Garbage whose finalizer lets another thread run, as that of a socket does."""

    def __init__(self):
        self.itself = self

    def __del__(self):
        os.stat(".")


@pytest.fixture
def often_collected():
    """Collect garbage every few objects."""
    usual = gc.get_threshold()
    gc.set_threshold(50)
    yield
    gc.set_threshold(*usual)


@pytest.mark.usefixtures("often_collected")
@pytest.mark.parametrize(
    ("read", "text"), [(files.syntax_tree, CODE), (formula.parse, FORMULA)], ids=["code", "claim"]
)
def test_threads_parse_at_the_same_time(read, text):
    """Python 3.11 raises SystemError where threads switch in the middle of ast.parse()."""

    def parsed(_):
        for _ in range(5):
            Finalized()
        return type(read(text))

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(parsed, range(200)))) == 1


@pytest.mark.parametrize("mode", ["exec", "eval"])
@pytest.mark.parametrize("text", ["(" * 500, "-" * 100_000 + "1", "a\0b", "1 +"])
def test_what_python_cannot_read_is_a_syntax_error(mode, text):
    with pytest.raises(SyntaxError):
        files.syntax_tree(text, mode)
