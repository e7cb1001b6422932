"""What README.md and `make help` say is so."""

import doctest
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_readme_s_examples_are_right():
    assert doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8") == (
        doctest.TestResults(failed=0, attempted=3)
    )


def test_make_help_lists_every_target():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True).stdout
    listed = re.findall(r"^  make (\w+)", said, re.MULTILINE)
    assert sorted(listed) == sorted(phony.group(1).split())


def test_every_file_the_readme_names_is_there():
    links = re.findall(r"\]\(([^)#]+)\)", (ROOT / "README.md").read_text("utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
