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
  kind: check
  says_en: Shanghai has more AI-related firms than universities.
  says_zh: 上海的人工智能相关企业多于高校。
  line: 22
  claim: ai_firms[Shanghai] > universities[Shanghai]
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
    path = project / CLAIMS
    path.write_text(path.read_text("utf-8") + NEW, "utf-8")
    result = analysis(project, "build")
    assert (result.returncode, result.stderr) == (0, "")
    assert "  verdict   more-firms-than-universities: new, holds\n" in result.stdout
    row = claims(project)["more-firms-than-universities"]
    assert row["proof"] == "shanghai-universities;shanghai-firms"
    assert row["reason_en"] == (
        "Shanghai has 208,500 to 209,500 AI-related firms; Shanghai has 69 universities."
    )
    page = (project / "reports" / "claims.html").read_text("utf-8")
    section = BeautifulSoup(page, "html.parser").find(id="claim-more-firms-than-universities")
    assert "Shanghai has more AI-related firms than universities." in section.get_text()
    assert {"shanghai-universities", "shanghai-firms"} <= {
        link["href"].removeprefix("#") for link in section.find_all("a", href=True)
    }


def test_a_hedge_read_otherwise_changes_the_verdicts_that_rest_on_it(project, tmp_path):
    """And no other; the build says which. The package is a copy whose table of hedges differs."""
    before, concerned = claims(project), rests_on(project, "about")
    package = tmp_path / "src"
    shutil.copytree(ROOT / "src", package)
    hedges = package / "analysis" / "quantity" / "hedges.py"
    start, row = hedges.read_text("utf-8").split('    name="about",', 1)
    assert row.index("below=Opening(roundings=1, percent=5") < row.index("reason=")
    hedges.write_text(
        f'{start}    name="about",' + row.replace("percent=5,", "percent=1,", 2), "utf-8"
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


FORMULA = "claim: universities[Shanghai] < universities[Beijing]"


@pytest.mark.parametrize(
    ("formula", "problem"),
    [
        (
            "claim: university[Shanghai] < universities[Beijing]",
            "found metric 'university' (did you mean 'universities'?); expected a metric of "
            "metrics.csv. Correct the name, or add it there.",
        ),
        (
            "claim: universities[Shanghai] < ai_talent_share[Beijing]",
            "found count compared with share; expected the same unit on both sides. Correct the "
            "formula.",
        ),
        (
            "claim: __import__('os').system('true') < 1",
            "found '__import__('os').system('true')'; expected a number, metric[place], + - * /, "
            "or one of sum, rank, rankcorr, count, same, as_printed. Correct the formula.",
        ),
    ],
    ids=["unknown name", "unit clash", "import"],
)
def test_a_formula_at_fault_stops_the_build(project, formula, problem):
    lines = (project / CLAIMS).read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if text.strip() == FORMULA)
    edit(project / CLAIMS, FORMULA + "\n", formula + "\n")
    before = published(project)
    result = analysis(project, "build")
    assert result.returncode == 2
    assert result.stderr == (
        f"{CLAIMS}, line {line}, claim 'universities-shanghai-below-beijing', field 'claim': "
        f"{problem}\n"
    )
    assert published(project) == before


def test_a_circle_of_places_stops_the_build(project):
    edit(project / "data/raw/places.csv", "China,country,,", "China,country,Beijing,")
    before = published(project)
    result = analysis(project, "build")
    assert result.returncode == 2
    told = (
        "column 'part_of': found 'Beijing' in 'China', in 'Beijing'; expected places of which none"
    )
    assert told in result.stderr
    assert published(project) == before
