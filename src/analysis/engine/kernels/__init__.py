"""Kernels forked from a process that has imported what notebooks need.

Modules here import nothing of the packages around this one, so that it can be published by itself.
"""

import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

GRAMMAR = "rfc3987_syntax"  # of web addresses: takes a second to build, for a check of few schemas
CHECK = "is_valid_syntax"


def defer_jsonschema_formats() -> None:
    """Let jsonschema load without the grammar of web addresses, which its first check then loads.

    That grammar takes more time than all else that nbformat imports. Nothing else changes for
    whoever uses jsonschema or the grammar in this process.
    """
    if GRAMMAR in sys.modules or "jsonschema" in sys.modules or find_spec(GRAMMAR) is None:
        return
    stand_in = ModuleType(GRAMMAR)
    setattr(stand_in, CHECK, _check_address)
    sys.modules[GRAMMAR] = stand_in
    try:
        import_module("jsonschema")
    finally:
        del sys.modules[GRAMMAR]


def _check_address(rule: str, text: str) -> bool:
    return bool(getattr(import_module(GRAMMAR), CHECK)(rule, text))
