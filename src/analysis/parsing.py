"""Parse code by Python's own parser, from any thread.

Python 3.11 counts for all threads together how deep a syntax tree is while it is made, and raises
SystemError where they take turns in the middle: here one parses at a time. Imports nothing of ours.
"""

import ast
from threading import RLock
from typing import Any

PARSING = RLock()


def syntax_tree(source: str | bytes) -> ast.Module:
    """Return the syntax tree of code; raise SyntaxError for what is nested too deep, too."""
    tree: ast.Module = _parsed(source, "exec")
    return tree


def expression(source: str) -> ast.expr:
    """Return the syntax tree of an expression; raise SyntaxError as syntax_tree() does."""
    tree: ast.Expression = _parsed(source, "eval")
    return tree.body


def _parsed(source: str | bytes, mode: str) -> Any:
    try:
        with PARSING:
            return ast.parse(source, mode=mode)
    except (MemoryError, RecursionError, ValueError) as error:
        raise SyntaxError(f"found what Python cannot read ({type(error).__name__})") from None
