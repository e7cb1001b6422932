"""Imports without looking for garbage."""

import gc
from importlib import import_module

import pytest

from analysis.engine.loading import loading


def test_garbage_is_looked_for_again_afterwards():
    with loading():
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.unfreeze()


def test_also_after_an_import_that_fails():
    with pytest.raises(ModuleNotFoundError), loading():
        import_module("no_such_module")
    assert gc.isenabled()
    gc.unfreeze()
