"""Claims on their way through the pipeline: added, misread, and judged anew."""

import csv
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

from bs4 import BeautifulSoup

from .command import NOTEBOOK, ROOT, WRITTEN, analysis, edit, published

CLAIMS = "data/raw/city-bulletin/claims.yaml"
NEW = """
- claim_id: more-firms-than-universities
  kind: check
  says_en: Guangzhou has more AI-related firms than universities.
  says_zh: 广州的人工智能相关企业多于高校。
  line: 5
  claim: ai_firms[Guangzhou] > universities[Guangzhou]
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
    columns = ("proof", "supported_proof", "references", "template_en", "claim")
    return {
        name
        for name, row in claims(root).items()
        if any(figure in row[column] for figure in hedged for column in columns)
    }


def test_a_claim_typed_is_a_claim_in_the_report(project):
    """No code changes: it is judged, told of, and stands in the report with its evidence."""
    (project / NOTEBOOK).unlink()  # one chapter is enough
    path = project / CLAIMS
    path.write_text(path.read_text("utf-8") + NEW, "utf-8")
    result = analysis(project, "build")
    assert (result.returncode, result.stderr) == (0, "")
    assert "  verdict   more-firms-than-universities: new, holds\n" in result.stdout
    row = claims(project)["more-firms-than-universities"]
    assert row["proof"] == "cb-guangzhou-uni;cb-guangzhou-firms"
    assert row["reason_en"] == (
        "Guangzhou has more than 150,000 AI-related firms; Guangzhou has 84 universities."
    )
    page = (project / "reports" / "claims.html").read_text("utf-8")
    section = BeautifulSoup(page, "html.parser").find(id="claim-more-firms-than-universities")
    assert "Guangzhou has more AI-related firms than universities." in section.get_text()
    assert {"cb-guangzhou-uni", "cb-guangzhou-firms"} <= {
        link["href"].removeprefix("#") for link in section.find_all("a", href=True)
    }


def test_a_hedge_read_otherwise_changes_the_verdicts_that_rest_on_it(whole, tmp_path):
    """And no other; the build says which. The package is a copy whose table of hedges differs.

    Of the notebooks one is enough: none of them judges.
    """
    before, concerned = claims(whole), rests_on(whole, "about")
    for path in sorted((whole / "notebooks").glob("*.ipynb"))[1:]:
        path.unlink()
    package = tmp_path / "src"
    shutil.copytree(ROOT / "src", package, ignore=WRITTEN)
    hedges = package / "analysis" / "quantity" / "hedges.py"
    start, row = hedges.read_text("utf-8").split('    name="about",', 1)
    assert row.index("below=Opening(roundings=1, percent=5") < row.index("reason=")
    hedges.write_text(
        f'{start}    name="about",' + row.replace("percent=5,", "percent=1,", 2), "utf-8"
    )
    result = build_with(package, whole)
    assert (result.returncode, result.stderr) == (0, "")
    after = claims(whole)
    moved = {
        f"{name}{where}: {row[column]} -> {after[name][column]}"
        for name, row in before.items()
        for column, where in (("verdict", ""), ("supported", ", against references"))
        if row[column] != after[name][column]
    }
    told = {line.strip() for line in result.stdout.splitlines() if "verdict " in line}
    assert told == {f"verdict   {line}" for line in moved}
    assert "two-firms-world-wide, against references: supported -> open" in moved
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= concerned


def build_with(package: Path, root: Path) -> subprocess.CompletedProcess[str]:
    """Build the project with the modules of `package` in place of ours."""
    code = "from analysis.cli import main; main(['build'])"
    environment = {**os.environ, "PYTHONPATH": str(package), "ANALYSIS_ROOT": str(root)}
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True
    )


FORMULA = "claim: gdp_cny[Shenzhen] > gdp_cny[Guangzhou]"


def test_a_formula_at_fault_stops_the_build(project):
    edit(project / CLAIMS, FORMULA, FORMULA.replace("gdp_cny[S", "gdp_cyn[S"))
    before = published(project)
    result = analysis(project, "build")
    assert result.returncode == 2
    assert result.stderr == (
        f"{CLAIMS}, line 6, claim 'cb-gdp-ahead', field 'claim': found metric 'gdp_cyn' (did you "
        "mean 'gdp_cny'?); expected a metric of metrics.csv. Correct the name, or add it there.\n"
    )
    assert published(project) == before
