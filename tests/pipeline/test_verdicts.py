"""Claims on their way through the pipeline: added, misread, and judged anew."""

import csv
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from .command import ROOT, analysis, edit, published

CLAIMS = "data/raw/wanliu-economic-review/claims.yaml"
NEW = """
- claim_id: more-firms-than-universities
  says_en: Shanghai has more AI-related firms than universities.
  says_zh: 上海的人工智能相關企業多於高校。
  line: 22
  relation:
    kind: ratio
    numerator: shanghai-universities
    denominator: shanghai-firms
    how: at-most
    bound: 1
"""


def claims(root):
    """Return the rows of the published claims by id."""
    text = published(root)["data/processed/claims.csv"].decode()
    return {row["claim_id"]: row for row in csv.DictReader(io.StringIO(text))}


def rests_on(root, hedge):
    """Return the claims that rest on a figure, or an independent one, with the hedge."""
    hedged = {
        row["figure_id"]
        for name in ("figures", "references")
        for row in csv.DictReader(
            io.StringIO(published(root)[f"data/processed/{name}.csv"].decode())
        )
        if row["hedge"] == hedge
    }
    return {
        name
        for name, row in claims(root).items()
        if hedged & {*row["figures"].split(";"), *row["references"].split(";")}
    }


def test_a_claim_typed_is_a_claim_in_the_report(project):
    """No code changes: it is judged, told of, and stands in the report with its evidence."""
    path = project / CLAIMS
    path.write_text(path.read_text("utf-8") + NEW, "utf-8")
    result = analysis(project, "build")
    assert (result.returncode, result.stderr) == (0, "")
    assert "  verdict   more-firms-than-universities: new, holds\n" in result.stdout
    assert claims(project)["more-firms-than-universities"]["reason"] == (
        "Shanghai's universities over Shanghai's AI-related firms comes to 0.03294% to 0.03309%: "
        "in every reading at most 100%."
    )
    page = (project / "reports" / "index.html").read_text("utf-8")
    section = BeautifulSoup(page, "html.parser").find(id="claim-more-firms-than-universities")
    assert "Shanghai has more AI-related firms than universities." in section.get_text()
    assert {"shanghai-universities", "shanghai-firms"} <= {
        link["href"].removeprefix("#") for link in section.find_all("a", href=True)
    }


def test_a_hedge_read_otherwise_changes_the_verdicts_that_rest_on_it(project, tmp_path):
    """And no other; the build says which. The package is a copy whose table of hedges differs."""
    before, concerned = claims(project), rests_on(project, "nearly")
    package = tmp_path / "src"
    shutil.copytree(ROOT / "src", package)
    hedges = package / "analysis" / "quantity" / "hedges.py"
    start, row = hedges.read_text("utf-8").split('    name="nearly",', 1)
    assert row.index("below=Opening(steps=1)") < row.index("reason=")
    hedges.write_text(
        f'{start}    name="nearly",' + row.replace("steps=1", "percent=50", 1), "utf-8"
    )
    result = build_with(package, project)
    assert (result.returncode, result.stderr) == (0, "")
    after = claims(project)
    moved = {
        f"{name}{where}: {row[column]} -> {after[name][column]}"
        for name, row in before.items()
        for column, where in (("verdict", ""), ("supported", ", against references"))
        if row[column] != after[name][column]
    }
    told = {line.strip() for line in result.stdout.splitlines() if "verdict " in line}
    assert told == {f"verdict   {line}" for line in moved}
    assert "beijing-firms-ranked: holds -> depends" in moved
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= concerned


def build_with(package: Path, root: Path) -> subprocess.CompletedProcess[str]:
    """Build the project with the modules of `package` in place of ours."""
    code = "from analysis.cli import main; main(['build'])"
    environment = {**os.environ, "PYTHONPATH": str(package), "ANALYSIS_ROOT": str(root)}
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True
    )


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "{kind: roster-count, size: hangzhou-dragons}",
            "{kind: roster-count, size: hangzhou-dragon}",
            "line 9, claim 'dragons-size', field 'relation.size': found 'hangzhou-dragon'; "
            "expected a figure of the source (did you mean 'hangzhou-dragons'?). Correct the "
            "claim, or add the figure.",
        ),
        (
            "{kind: roster-count, size: hangzhou-dragons}",
            "{kind: roster-counts, size: hangzhou-dragons}",
            "line 9, claim 'dragons-size', field 'relation.kind': found 'roster-counts'; expected "
            "one of rank, equals-about, sum, share-of-whole, roster-count, same-roster, ratio, "
            "compare-with-reference, comparable, not-checkable (did you mean 'roster-count'?). "
            "Correct the claim.",
        ),
    ],
)
def test_a_claim_at_fault_stops_the_build(project, old, new, problem):
    edit(project / CLAIMS, old, new)
    before = published(project)
    result = analysis(project, "build")
    assert result.returncode == 2
    assert result.stderr == f"{CLAIMS}, {problem}\n"
    assert published(project) == before
