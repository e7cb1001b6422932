"""Rows of CONTRIBUTING.md that the build checks or shows, and those of claims, followed."""

import os
import re
import shutil
import subprocess
import sys

import nbformat
import pandas as pd
from additions import add  # type: ignore[import-not-found]  # in the folder above
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell

from .command import (
    BULLETIN,
    BULLETIN_ID,
    NOTEBOOK,
    ROOT,
    WRITTEN,
    analysis,
    edit,
    edit_all,
    published,
)

TEXT = "Wuhan has 300 laboratories, and 35 universities.\nHangzhou has over 250 laboratories.\n"
SOURCE = "data/raw/lab-report"
FILLED = {  # of source.yaml
    **{"title_en": "Laboratories", "title_zh": "实验室", "publisher_en": "Lab Report"},
    **{"publisher_zh": "实验室报告", "subject": "A report on laboratories", "published": "2025-01"},
}
PLACE = "Wuhan,city,China,Wuhan,武汉,#6133FB\n"
METRIC = (
    "labs,count,,,,yes,AI laboratories,人工智能实验室,Laboratories that are open,开放的实验室\n"
)
CLAIM = """\
- claim_id: more-labs
  kind: assertion
  says_en: Wuhan has more laboratories than Hangzhou.
  says_zh: 武汉的实验室多于杭州。
  line: 1
  claim: labs[Wuhan] > labs[Hangzhou]
"""
ARTICLES = """\
- claim_id: guangzhou-above-hangzhou
  kind: check
  says_en: Guangzhou has more AI-related firms than Hangzhou.
  says_zh: 广州的人工智能相关企业多于杭州。
  line: 22
  claim: ai_firms[Guangzhou] > ai_firms[Hangzhou]
"""
VERDICT = """\
    # 211,500 > 116,500
    "guangzhou-above-hangzhou": (HOLDS, NONE),
}
"""
COUNTED = "{0},{1},{2},2024,,{3},A,statistics,统计,Bureau,2024-12,,,Count,统计,https://c.cn/{0},Counted,统计"
BY_HAND, COLOURS = "tests/claims/by_hand.py", "tests/charts/test_look.py"
CELL = """\
dated = measures.figures.with_year(read("figures"))
display(findings.figures.with_year(dated, words))
rows = dated.assign(colour=dated["place"].map(read("places").set_index("place")["colour"]))
charts.show(charts.figures.years(rows, words.say("figures.how_dated"), words))
"""
SLOW = "mistyped_figure or amounts_are_bounded or plain_fractions"  # laws, of any claims
HEADER = (ROOT / "data/raw/references/figures.csv").read_text("utf-8").partition("\n")[0]


def append(path, text):
    """Add lines at the end of a file that is typed by hand."""
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def table(root, name):
    """Return a published table by its first column."""
    return pd.read_csv(root / f"data/processed/{name}.csv", dtype=str, index_col=0)


def test_a_source_with_its_places_and_metric_is_added(project):
    """And independent figures: the build checks all of it, and names verdicts that changed."""
    text = project / "report.txt"
    text.write_text(TEXT)
    assert analysis(project, "new-source", str(text), "--id", "lab-report").returncode == 0
    before = published(project)
    refused = analysis(project, "build")
    assert (refused.returncode, published(project)) == (2, before)
    for path, column in (("source.yaml", "title_en"), ("figures.csv", "place")):
        assert re.search(rf"{SOURCE}/{path}.*'{column}'", refused.stderr), refused.stderr
    for name, value in FILLED.items():
        edit_all(project / SOURCE / "source.yaml", rf'(?m)^{name}: ""', f'{name}: "{value}"')
    edit(project / SOURCE / "source.yaml", "window: []", "window: [2024, 2024]")
    figures = project / SOURCE / "figures.csv"
    rows = [("Wuhan", "labs"), ("Wuhan", "universities"), ("Hangzhou", "labs")]
    for number, (place, metric) in enumerate(rows, 1):
        new = rf"\1,{place},{metric},"
        edit_all(figures, rf"(?m)^(lab-report-{number}),\w*,\w*,", new)
    refused = analysis(project, "build")
    assert refused.returncode == 2
    assert "found 'Wuhan'" in refused.stderr
    append(project / "data/raw/places.csv", PLACE)
    append(project / "data/raw/metrics.csv", METRIC)
    append(project / SOURCE / "claims.yaml", CLAIM)
    sealed = analysis(project, "check-source", str(text), "--source", "lab-report", "--seal")
    assert sealed.returncode == 0, sealed.stderr
    counts = [
        *[("wuhan", "Wuhan", "labs", 290), ("hangzhou", "Hangzhou", "labs", 255)],
        ("shenzhen", "Shenzhen", "gdp_cny", "3.68 trillion yuan"),
        ("guangzhou", "Guangzhou", "gdp_cny", "3.1 trillion yuan"),
    ]
    (project / "data/raw/references").mkdir()
    lines = [HEADER, *(COUNTED.format(*one) for one in counts), ""]
    (project / "data/raw/references/figures.csv").write_text("\n".join(lines), "utf-8")
    for path in (project / "notebooks").glob("06-*"):
        path.unlink()  # one chapter is enough
    built = analysis(project, "build")
    assert (built.stderr, built.returncode) == ("", 0)
    verdicts = [line for line in built.stdout.splitlines() if line.startswith("  verdict")]
    assert verdicts == [
        "  verdict   cb-gdp-ahead, against references: none -> supported",
        "  verdict   more-labs: new, holds",
    ]
    judged = table(project, "claims").loc["more-labs"]
    assert (judged["verdict"], judged["supported"]) == ("holds", "supported")
    assert table(project, "figures").loc["lab-report-1", "place"] == "Wuhan"
    page = (project / "reports/lab-report/claims.html").read_text("utf-8")
    assert "Wuhan has more laboratories than Hangzhou." in page


def test_a_measure_a_finding_and_a_chart_are_shown_by_a_notebook_of_the_report(project, tmp_path):
    """On its pages in both languages: the sentence, and the chart with its alt text."""
    for name in ("src", "tests"):
        ignore = shutil.ignore_patterns("*.pyc.*")  # which is being written
        shutil.copytree(ROOT / name, tmp_path / "code" / name, ignore=ignore)
    for row in ("a measure", "a finding", "a chart", "a sentence, a label of a chart or page"):
        add(tmp_path / "code", row)
    code = {"PYTHONPATH": str(tmp_path / "code/src")}
    (project / NOTEBOOK).unlink()  # one chapter besides is enough
    words = ("new-notebook", "Which figures carry a year?", "--zh", "哪些数字注明年份？")
    laid_out = analysis(project, *words, **code)
    assert laid_out.returncode == 0, laid_out.stderr
    (path,) = (project / "notebooks").glob("*-which-figures-carry-a-year.ipynb")
    made = nbformat.read(path, as_version=4)
    made.cells.append(new_code_cell(CELL))
    nbformat.write(made, path)
    built = analysis(project, "build", **code)
    assert (built.returncode, built.stderr) == (0, "")
    number = table(project, "figures")["year"].notna().sum()
    pages = {"": f"{number} figures carry a year.", "zh/": f"{number}个数字注明年份。"}
    for folder, said in pages.items():
        page = project / f"reports/{folder}which-figures-carry-a-year.html"
        soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
        assert said in [part.get_text() for part in soup.select("p")]
        (drawn,) = soup.select("figure#chart-years svg")
        alt = soup.find(id=drawn["aria-describedby"])
        assert alt is not None
        assert "2024" in alt.get_text()
        assert (project / f"reports/{folder}charts/years.svg").is_file()


def test_claims_of_the_article_are_held_against_their_verdicts_by_hand(tmp_path):
    """A claim is added, and two independent figures by which another is judged anew.

    A source stands beside the article, which changes nothing of its claims.
    """
    for name in ("src", "tests", "data/raw"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=WRITTEN)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(BULLETIN, tmp_path / "data/raw" / BULLETIN_ID)
    append(tmp_path / "data/raw/wanliu-economic-review/claims.yaml", ARTICLES)
    append(tmp_path / "data/raw/places.csv", PLACE)
    for place, share in (("Beijing", "16%"), ("Shanghai", "11%")):
        row = COUNTED.format(f"{place.lower()}-basic", place, "basic_research_share", share)
        append(tmp_path / "data/raw/references/figures.csv", f"{row}\n")
    named = {"a claim": BY_HAND, "an independent figure": BY_HAND, "a place or metric": COLOURS}
    rows = (ROOT / "CONTRIBUTING.md").read_text("utf-8").splitlines()
    told = [
        row for name, file in named.items() for row in rows if f"| {name} |" in row and file in row
    ]
    assert len(told) == len(named), "the tests that are extended here are those of the rows"
    by_hand = tmp_path / BY_HAND
    edit_all(by_hand, r"}\n\Z", VERDICT)
    changed = "basic-research-(shanghai-below-beijing|beijing|shanghai)"
    edit_all(by_hand, rf'("{changed}": \(\w+, )NONE', r"\1FOR")
    own = {"ANALYSIS_ROOT": str(tmp_path), "PYTHONPATH": str(tmp_path / "src")}
    tests = ["-n", "0", "-rf", "tests/claims/test_article.py", COLOURS, "-k", f"not ({SLOW})"]
    command = [sys.executable, "-m", "pytest", *tests]
    ran = subprocess.run(
        command, cwd=tmp_path, env=os.environ | own, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stdout[-900:]
