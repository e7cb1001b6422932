"""What articles print: figures with their hedges, read, compared, and traced to their print.

Importing the package first checks its bytecode, so that what runs is what the files hold. It has to
be at import: once Python has imported a module from old bytecode, nothing can be put right.
"""

import os
import time
from collections.abc import Iterable
from importlib.util import cache_from_source

__version__ = "0.1.0"
STARTED_NS = time.time_ns()  # before any module is loaded: what changes later may not be what runs
CHECKED = b"\3\0\0\0"  # flags of a .pyc file that holds its source's digest, checked at import


def check_bytecode(sources: Iterable[str]) -> None:
    """Compile anew the bytecode of those sources that Python would not hold against their content.

    Python itself writes bytecode that it takes to be of a source of that size and second. Edits
    can keep both. What this writes holds a digest instead, now and when Python renews it. Bytecode
    in a folder where this process may not write is left to who may.
    """
    for source in sources:
        cache = cache_from_source(source)
        try:
            with open(cache, "rb") as file:
                flags = file.read(8)[4:]
        except FileNotFoundError:
            continue  # not compiled yet
        if flags != CHECKED and os.access(os.path.dirname(cache), os.W_OK):
            _compile(source, cache)


def _compile(source: str, cache: str) -> None:
    """Replace the bytecode of a source; remove it where the source cannot be compiled to a file."""
    import py_compile
    from pathlib import Path
    from threading import get_ident

    own = f"{cache}.{os.getpid()}.{get_ident()}"  # processes and threads may do so at once
    mode = py_compile.PycInvalidationMode.CHECKED_HASH
    try:
        made = py_compile.compile(source, own, quiet=2, invalidation_mode=mode)
    except OSError:
        made = None  # no source any more, or a full disk: Python does without bytecode, or says why
    if made:
        os.replace(own, cache)
    else:
        Path(cache).unlink(missing_ok=True)


def _modules() -> Iterable[str]:
    for folder, _, names in os.walk(__path__[0]):
        yield from (os.path.join(folder, name) for name in names if name.endswith(".py"))


check_bytecode(_modules())
