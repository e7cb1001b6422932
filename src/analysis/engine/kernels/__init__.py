"""Kernels forked from a process that has imported what notebooks need.

Modules here import nothing of the packages around this one, so that it can be published by itself.
"""

import sys

FORMATS = ("rfc3987_syntax", "rfc3986_validator", "isoduration")  # of web addresses and durations


def skip_jsonschema_formats() -> None:
    """Let jsonschema load without formats that no notebook's schema uses.

    The grammar of web addresses takes a second to build, more than all else that nbformat and
    papermill import. jsonschema works without these modules where they are not installed, and that
    is how it looks after this call.
    """
    for name in FORMATS:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]
