"""What a process that loads this package, or the plugin for pytest, leaves of jsonschema."""

import subprocess
import sys
from importlib.util import find_spec

import pytest

CHECKS = """\
import sys
import {module}
{call}
import jsonschema
checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
print("rfc3987_syntax.syntax_helpers" in sys.modules)
print([checker.conforms(text, kind) for text, kind in (
    ("http://a.cn/x", "iri"), ("no address", "iri"), ("http://a.cn", "uri"), ("x y", "uri"),
    ("P3D", "duration"), ("3 days", "duration"))])
import rfc3987_syntax
print(rfc3987_syntax.is_valid_syntax("iri", "http://a.cn/x"))
"""


@pytest.mark.skipif(find_spec("rfc3987_syntax") is None, reason="the grammar is not installed")
@pytest.mark.parametrize(
    ("module", "call"),
    [
        ("analysis.engine.kernels as kernels", "kernels.defer_jsonschema_formats()"),
        ("analysis.engine.execute as execute", "execute.load()"),
    ],
)
def test_its_checks_stay_and_are_loaded_late(module, call):
    code = CHECKS.format(module=module, call=call)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["False", "[True, False, True, False, True, False]", "True"]
