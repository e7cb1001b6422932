"""Two sources in one report: a bulletin of cities, and three of the country profiles.

Both are only typed in, beside what they are called by: no file of the package is changed.
"""

import csv
import hashlib
import re
import shutil
from pathlib import Path

import pytest
import yaml

from .command import BULLETIN_ID, ROOT, analysis
from .conftest import FILES, lay_out_bulletin

TYPED = Path(__file__).parents[1] / "factbook" / "raw"
PROFILES = "world-factbook"
COUNTRIES = ("Germany", "Indonesia", "Japan")
LEFT_OUT = "03-*"  # the notebook that is about the article alone


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write(path, table):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(table)


def typed(raw):
    """Lay out the typed files of both sources, the profiles cut down to a few countries."""
    lay_out_bulletin(raw / BULLETIN_ID)
    for name, key in (("places.csv", COUNTRIES), ("metrics.csv", None)):
        own, others = rows(ROOT / "data" / "raw" / name), rows(TYPED / name)
        known = {row[0] for row in own}
        added = [row for row in others[1:] if row[0] not in known and (not key or row[0] in key)]
        write(raw / name, own + added)
    head, *figures = rows(TYPED / PROFILES / "figures.csv")
    kept = [row for row in figures if row[1] in COUNTRIES]
    write(raw / PROFILES / "figures.csv", [head, *kept])
    claims = yaml.safe_load((TYPED / PROFILES / "claims.yaml").read_text("utf-8"))
    own = [one for one in claims if any(f"'{name}'" in one["claim"] for name in COUNTRIES)]
    (raw / PROFILES / "claims.yaml").write_text(yaml.safe_dump(own, allow_unicode=True), "utf-8")
    shutil.copy(TYPED / PROFILES / "source.yaml", raw / PROFILES)


def digest(folder):
    """Return the fingerprint of all files of the package below a folder."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    files = [path for path in files if path.suffix != ".pyc"]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """Build the report of both sources, and see that nothing of the package was changed by it."""
    root = tmp_path_factory.mktemp("two") / "project"
    typed(root / "data" / "raw")
    ignored = shutil.ignore_patterns(LEFT_OUT)
    shutil.copytree(ROOT / "notebooks", root / "notebooks", ignore=ignored)
    for name in FILES:
        shutil.copy(ROOT / name, root)
    before = digest(ROOT / "src")
    result = analysis(root, "build")
    assert (result.returncode, result.stderr) == (0, "")
    assert digest(ROOT / "src") == before
    return root / "reports"


def links(page):
    """Return where the links of a page lead that stay in the report."""
    found = re.findall(r'href="([^"#:]+)(?:#[^"]*)?"', page.read_text("utf-8"))
    return {(page.parent / address).resolve() for address in found}


@pytest.mark.parametrize("page", ["index.html", "zh/index.html"])
def test_the_index_lists_both_and_leads_to_their_reports(two, page):
    up = "zh/" if page.startswith("zh") else ""
    led = links(two / page)
    for source in (BULLETIN_ID, PROFILES):
        assert (two / source / up / "index.html").resolve() in led
    assert [path for path in led if not path.exists()] == []
    said = "No two of them print a number for the same thing."
    assert said in (two / "index.html").read_text("utf-8")


@pytest.mark.parametrize("source", [BULLETIN_ID, PROFILES])
def test_each_has_a_folder_with_pages_charts_and_papers(two, source):
    own = two / source
    for folder in (own, own / "zh"):
        names = {path.name for path in folder.iterdir()}
        assert {"index.html", "claims.html", "method.html", "data.html", "charts"} <= names
        assert all(path.exists() for page in folder.glob("*.html") for path in links(page))
    assert (own / "report.en.pdf").read_bytes().startswith(b"%PDF")
    assert (own / "report.zh.pdf").read_bytes().startswith(b"%PDF")


def test_a_country_has_a_page_and_one_left_out_has_none(two):
    pages = {path.stem for path in (two / PROFILES).glob("place-*.html")}
    assert pages == {f"place-{name.lower()}" for name in COUNTRIES}


def test_what_contradicts_itself_is_told_on_its_own_pages_alone(two):
    said = "The uses of land in Germany add up."
    assert said in (two / PROFILES / "claims.html").read_text("utf-8")
    for page in (two / BULLETIN_ID).rglob("*.html"):
        assert "Germany" not in page.read_text("utf-8"), page.name
