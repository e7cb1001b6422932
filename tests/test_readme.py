"""What README.md, CONTRIBUTING.md and `make help` say is so."""

import doctest
import re
import shlex
import shutil
import subprocess
from collections import Counter
from pathlib import Path

from article import OWN, ROOT, SOURCE, read  # type: ignore[import-not-found]  # beside this file

from analysis import claims
from analysis.cli import main
from analysis.data import clean, sources


def test_the_readme_s_examples_are_right():
    assert doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8") == (
        doctest.TestResults(failed=0, attempted=6)
    )


def test_make_help_lists_every_target():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True).stdout
    listed = re.findall(r"^  make (\w+)", said, re.MULTILINE)
    assert sorted(listed) == sorted(phony.group(1).split())


def test_the_claim_that_the_readme_adds_is_judged_with_its_proof(tmp_path):
    readme, typed = (ROOT / "README.md").read_text("utf-8"), ROOT / "data" / "raw"
    after = readme.partition("**Add a claim.**")[2]
    example = after.partition("```yaml\n")[2].partition("```")[0]
    source = tmp_path / "raw" / SOURCE
    shutil.copytree(typed, tmp_path / "raw")
    taken = (source / "claims.yaml").read_text("utf-8")
    (source / "claims.yaml").write_text(example, "utf-8")  # the others need not be judged again
    frames = clean.clean(sources.read(tmp_path / "raw"))
    added = claims.read([source / "claims.yaml"], frames)
    (judged,) = claims.judge_all(added, frames)["claims"].to_dict("records")
    assert example.strip() in taken or f"claim_id: {judged['claim_id']}\n" not in taken
    assert (judged["verdict"], judged["proof"]) == ("holds", "shanghai-talent;hangzhou-talent")
    assert judged["says_en"].startswith("Hangzhou, with 16.53%, has more")


def test_every_file_the_readme_names_is_there():
    links = re.findall(r"\]\(([^)#]+)\)", (ROOT / "README.md").read_text("utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_command_the_readme_gives_is_one(tmp_path, monkeypatch):
    """Its subcommand and options are there; files that it names need only exist to be parsed."""
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "README.md").read_text("utf-8")
    found = re.findall(r"(?m)(?:^|`|=\S+ )\.venv/bin/analysis ([^`#\n]+)", text)
    assert len(found) > 10
    for command, *words in map(shlex.split, found):
        for word in words:
            if Path(word).suffix and "://" not in word:
                (tmp_path / word).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / word).touch()
        main.commands[command].make_context(command, words)


def test_every_path_that_contributors_are_sent_to_is_there():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    paths = re.findall(r"`((?:tests|src|data)/[^`]+)`", text)
    assert "tests/claims/test_formula.py" in paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_findings_are_those_of_the_tables():
    """Counted by hand from claims.csv, not by the code that wrote them."""
    text = (ROOT / "README.md").read_text("utf-8")
    findings = text.partition("<!-- findings -->")[2].partition("<!-- /findings -->")[0]
    judged = read("claims").to_dict("records")
    own = [row for row in judged if row["kind"] == "assertion"]
    inside, outside = (Counter(row[column] for row in own) for column in ("verdict", "supported"))
    if OWN.is_dir():  # one of several sources, each below a heading of its own
        findings = findings.partition(f"(reports/{SOURCE}/index.html)")[2].partition("\n### ")[0]
    sentence, *bullets = findings.strip().splitlines()
    said = [int(number) for number in re.findall(r"\d+", sentence)]
    order = [
        *("holds", "fails", "open", "not checkable", "as stated", "by definition", "opinion"),
        *("conflicting", "undecided"),
    ]
    outer = ("supported", "contradicted", "conflicting", "open", "none")
    counted = [*(inside[verdict] for verdict in order), *(outside[verdict] for verdict in outer)]
    assert said == [len(own), *filter(None, counted)]
    named = re.findall(r"#claim-([a-z0-9-]+)\)", "\n".join(bullets))
    by_id = {row["claim_id"]: row for row in judged}
    assert len(named) == len(set(named)) == 5
    for name, bullet in zip(named, filter(None, bullets), strict=True):
        assert by_id[name]["says_en"] in bullet
