"""What a build does, and what it leaves alone: published files compared byte for byte."""

import base64
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

from analysis import fonts
from analysis.files import locked

from .command import (
    CHAPTER,
    FIGURES,
    NOTEBOOK,
    ROOT,
    analysis,
    edit,
    edit_all,
    insert,
    opened,
    published,
    start,
)


def test_a_build_elsewhere_equals_what_is_committed(built):
    """Whatever the folder, time zone, locale and hash seed: byte for byte."""
    assert published(built) == published(ROOT)


def test_a_second_build_does_nothing_and_is_fast_to_say_so(built):
    """It loads nothing that work takes."""
    before = published(built)
    code = (
        "import sys; from analysis.cli import main; main(['build'], standalone_mode=False);"
        "print([name for name in ('pandas', 'papermill', 'jinja2', 'rich') if name in sys.modules])"
    )
    environment = {**os.environ, "ANALYSIS_ROOT": str(built)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True
    )
    assert done.stdout.splitlines() == [
        "Nothing to do: all 87 tasks are up to date. Open reports/index.html",
        "[]",
    ]
    assert published(built) == before


def test_a_changed_definition_rebuilds_what_rests_on_it(project):
    edit(project / "data" / "raw" / "metrics.csv", ",yes,universities,", ",yes,lecture halls,")
    before = published(project)
    assert analysis(project, "build").returncode == 0
    after = published(project)
    changed = {name for name in before if before[name] != after[name]}
    assert "data/processed/metrics.csv" in changed
    assert "data/processed/figures.csv" not in changed
    assert b"ecture halls" in after["reports/place-guangzhou.html"]
    assert "reports/changes.html" not in changed


def test_outputs_of_a_notebook_are_no_reason_to_run_it(project):
    """What an analyst ran by hand is put back to what the pipeline writes; cells decide."""
    path = project / NOTEBOOK
    before = path.read_bytes()
    edit(path, '"name": "python3"', '"name": "python3", "note": "mine"')
    result = analysis(project, "build")
    assert "  notebook  " not in result.stdout
    tab = "in an open tab of JupyterLab, File > Reload Notebook from Disk"
    assert f"  notebooks {Path(NOTEBOOK).name}: {tab}\n" in result.stdout
    assert path.read_bytes() == before


def test_a_malformed_ledger_stops_the_build_before_anything_is_written(project):
    edit(project / FIGURES, "cb-guangzhou-uni,Guangzhou", "cb-guangzhou-uni,Guangzou")
    edit(project / FIGURES, '"over 150,000"', "circa many")
    before = published(project)
    result = analysis(project, "build")
    assert result.returncode == 2
    assert result.stderr.splitlines() == [
        f"{FIGURES}, line 4, column 'place': found 'Guangzou'; expected one of Beijing, Shanghai, "
        "Shenzhen, Guangzhou, Hangzhou, Guangdong, Chongqing, Zhejiang, Jiangsu, Suzhou, Dongguan, "
        "China (did you mean 'Guangzhou'?). Correct the row, or add the place to places.csv.",
        f"{FIGURES}, line 5, column 'printed': found 'circa many'; expected a figure such as "
        "'近32萬家' or 'over 20%'. Correct the row; src/analysis/quantity/hedges.py lists the "
        "hedges it reads.",
    ]
    assert published(project) == before


def test_a_token_moved_from_its_place_stops_the_build(project):
    edit(project / FIGURES, "84,5,14,", "84,5,15,")
    result = analysis(project, "build")
    assert result.returncode == 2
    assert result.stderr == (
        f"{FIGURES}, line 4, column 'seal': found a row that has not been held against the text "
        "as it stands; expected a token last seen at its place there, as a seal shows. Run: "
        "analysis check-source FILE --source city-bulletin --seal.\n"
    )


def test_a_mark_that_excel_puts_before_the_text_changes_nothing(project):
    path = project / "data" / "raw" / "places.csv"
    before = published(project)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert analysis(project, "build").returncode == 0
    assert published(project) == before


def test_a_source_that_goes_takes_its_figures_along(project):
    """A file that is no longer there is a change, though none of the others has changed.

    One notebook is enough.
    """
    (project / NOTEBOOK).unlink()
    assert analysis(project, "build").returncode == 0
    first = project / FIGURES
    second = first.parents[1] / "another"
    shutil.copytree(first.parent, second)
    (second / "claims.yaml").unlink()
    edit_all(second / "figures.csv", r"(?m)^(?=cb-)", "b-")
    before = published(project)
    assert analysis(project, "build").returncode == 0
    assert published(project)["data/processed/figures.csv"].count(b"\n") == 9
    assert (project / "reports" / "another" / "index.html").exists()
    assert not (project / "reports" / "claims.html").exists()
    shutil.rmtree(second)
    assert analysis(project, "build").returncode == 0
    assert published(project) == before


def test_a_notebook_edited_while_the_build_runs_is_not_overwritten(project):
    """The edit is made by the notebook itself, after its cells were read."""
    path = project / NOTEBOOK
    write = f"import pathlib; p = pathlib.Path('{path}')"
    change = "p.write_text(p.read_text('utf-8').replace('## Caveats', '## My caveats'), 'utf-8')"
    start = '"figures, lists = read('
    edit(path, start, f'"{write}\\n",\n    "{change}\\n",\n    {start}')
    reports = {name: data for name, data in published(project).items() if "reports" in name}
    result = analysis(project, "build")
    assert result.returncode == 1
    assert (
        f"{NOTEBOOK}: changed while '06-a-brief-on-one-place' was made from it. Build again.\n"
    ) in result.stderr
    assert "My caveats" in path.read_text("utf-8")
    assert reports.items() <= published(project).items()


def test_a_second_build_at_the_same_time_is_told_so(project):
    with locked(project / ".cache", "build"):
        result = analysis(project, "build")
    assert result.returncode == 1
    assert result.stderr == "Another build of this project is running; wait for it.\n"


def test_a_notebook_that_raises_leaves_the_report_as_it_was(project):
    """And new tables are kept back too."""
    edit(project / "data" / "raw" / "metrics.csv", ",yes,universities,", ",yes,lecture halls,")
    edit(project / NOTEBOOK, "lists = read(", "lists = 1 / 0 or read(")
    before = published(project)
    result = analysis(project, "build")
    assert result.returncode == 1
    assert re.search(
        r"06-a-brief-on-one-place\.ipynb, cell In\[\d\] \('words, read = words_in\(lang",
        result.stderr,
    )
    assert "ZeroDivisionError: division by zero" in result.stderr
    assert published(project) == before


def test_the_faults_of_all_chapters_are_told_in_one_build(project):
    """Each once, though a notebook is run for several places and languages."""
    show = "display({{'{}': '{}'}}, raw=True)".format
    insert(project / CHAPTER, show("text/html", "<div></div>"), show("image/png", "x"))
    insert(project / NOTEBOOK, show("application/pdf", "x"))
    before = published(project)
    result = analysis(project, "build")
    found = re.findall(r"(?m)^(.+\.ipynb)[^,]*, cell In\[\d+\]: found (.+?);", result.stderr)
    assert found == [
        (Path(CHAPTER).name, "HTML that only a script would fill"),
        (Path(CHAPTER).name, "a picture without words"),
        (Path(NOTEBOOK).name, "an output of application/pdf"),
    ], result.stderr
    assert (result.returncode, published(project)) == (1, before)


def test_a_stopped_build_names_the_cell_and_publishes_nothing(project):
    os.mkfifo(project / "pipe")
    wait = f"open('{project / 'pipe'}', 'w').close()\\nwhile True: pass\\n"
    edit(project / NOTEBOOK, "figures, lists = read(", f"{wait}figures, lists = read(")
    before = published(project)
    with start(project, "build") as command:
        assert opened(project / "pipe")
        os.killpg(command.pid, signal.SIGINT)
        _, told = command.communicate(timeout=60)
    assert command.returncode == 130
    assert told.startswith(
        "Interrupted: what was done is kept, no file is half written. Run the command again.\n"
    )
    assert "06-a-brief-on-one-place.ipynb was stopped in the cell '" in told
    assert published(project) == before


def remembered(project):
    """Return what each task was made of and made, by the build's memory."""
    return json.loads((project / ".cache" / "build.json").read_text())["tasks"]


def test_an_edit_runs_what_rests_on_it_and_fonts_have_what_pages_show(project):
    """One notebook, its chapter, the pages; the fonts only for a character that no text holds."""
    name = Path(CHAPTER).stem
    before = remembered(project)
    title = '"title = findings.figures.headline('
    edit(project / CHAPTER, title, f'"print(chr(0x946b))\\n",\n    {title}')
    result = analysis(project, "build")
    assert result.stdout.splitlines()[-1] == "Built: 14 of 39 tasks ran. Open reports/index.html"
    after = remembered(project)
    assert {name for name in after if after[name] != before[name]} == {
        *("alphabet", "publish"),  # of all notebooks' cells, of the pages
        *(name, f"chapter {name}", "fonts in index.html"),
        *(f"{name}.zh", f"chapter {name}.zh", "fonts in zh/index.html"),
        *(f"{what} {lang}" for what in ("pages", "charts", "pdf") for lang in ("en", "zh")),
    }
    page = (project / "reports" / "index.html").read_text("utf-8")
    assert "鑫" in page
    fonts = re.findall(r"base64,(d09G[A-Za-z0-9+/=]+)", page)
    shown = [TTFont(io.BytesIO(base64.b64decode(font))).getBestCmap() for font in fonts]
    assert len(fonts) == 6
    assert sum(0x946B in characters for characters in shown) == 1


def test_fonts_are_cut_to_what_pages_show_before_there_are_pages(built, small):
    """A page that shows more has all of them cut anew, which takes seconds."""
    for root in (built, small):
        known = set((root / ".cache" / "alphabet.txt").read_text("utf-8"))
        for page in (root / ".cache" / "pages").rglob("*.html"):
            assert set(fonts.characters(page.read_text("utf-8"))) - known == set(), page.name
