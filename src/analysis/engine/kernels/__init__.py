"""Kernels forked from a process that has imported what notebooks need.

Modules here import nothing of the packages around this one, so that it can be published by itself.
"""

import sys


def skip_jsonschema_grammar() -> None:
    """Let jsonschema load without the grammar of web addresses, which no notebook's schema uses.

    It takes a second to build, more than all else that nbformat and papermill import. jsonschema
    works without it where it is not installed, and that is how it looks after this call.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
