"""JupyterLab as an analyst uses it: open a notebook, run all cells, save; edit, run, reload."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.engine.kernels import process

ROOT = Path(__file__).parents[2]
NAMES = sorted(path.name for path in (ROOT / "notebooks").glob("[0-9]*.ipynb"))
SOME = [NAMES[0], NAMES[1], NAMES[-1]]  # the front page, a chapter, one on a place
FOLDERS = ["data", "notebooks", "reports"]
MINUTE = 60 * 1000  # in milliseconds


def git(work, *words):
    """Run git in a folder; return what it prints."""
    own = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false"]
    done = subprocess.run(["git", *own, *words], cwd=work, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Serve a copy of the project on loopback, as `make lab` does; yield address and folder."""
    folder = tmp_path_factory.mktemp("lab")
    work = folder / "work"
    for name in FOLDERS:
        shutil.copytree(ROOT / name, work / name)
    shutil.copy(ROOT / ".gitignore", work)
    git(work, "init", "--quiet")
    git(work, "add", ".")
    git(work, "commit", "--quiet", "--message=As built")
    private = {f"JUPYTER_{kind}_DIR": str(folder / kind) for kind in ("CONFIG", "RUNTIME")}
    words = ["--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0", "--port-retries=50"]
    off = "--LabApp.extension_manager=readonly"
    plain = {name: value for name, value in os.environ.items() if name != process.CHOICE}
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *words, off, "--IdentityProvider.token=t"],
        cwd=work,
        env={**plain, **private, "ANALYSIS_ROOT": str(work)},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    assert server.stderr
    try:
        found = (re.search(r"http://127\.0\.0\.1:\d+/", line) for line in server.stderr)
        yield next(match.group() for match in found if match), work
    finally:
        server.terminate()
        server.communicate(timeout=30)


@pytest.fixture
def open_notebook(browser, lab):
    """Return a function that opens a notebook in a workspace of its own; nothing is left of it."""
    address, work = lab
    contexts = []

    def open_notebook(name):
        contexts.append(browser.new_context())
        page = contexts[-1].new_page()
        page.set_default_timeout(MINUTE)
        page.goto(
            f"{address}lab/workspaces/{len(contexts)}-{name[:2]}/tree/notebooks/{name}?token=t"
        )
        page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
        return page

    yield open_notebook
    for context in contexts:
        context.close()
    git(work, "checkout", "--quiet", ".")


def choose(page, menu, item):
    """Choose an item of a menu; a shortcut may stand behind its name."""
    page.get_by_role("menuitem", name=menu, exact=True).click()
    page.get_by_role("menuitem", name=re.compile(rf"^{re.escape(item)}(?: (?:Ctrl|⌘).*)?$")).click()


def run_all(page):
    """Clear all outputs, run all cells, and wait for the last one."""
    choose(page, "Edit", "Clear Outputs of All Cells")
    choose(page, "Run", "Run All Cells")
    page.wait_for_function(
        "() => /^\\[\\d+\\]:$/.test("
        "[...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].at(-1).textContent.trim())",
        polling=200,  # in milliseconds: by default with every frame that is drawn
    )


def save(page, name):
    """Save the notebook, and wait until the server has written it; a workspace is saved too."""
    at = f"/api/contents/notebooks/{name}"
    with page.expect_response(lambda one: one.request.method == "PUT" and at in one.url):
        choose(page, "File", "Save Notebook")


def charts(path):
    """Return the charts that a notebook shows."""
    cells = json.loads(path.read_text("utf-8"))["cells"]
    shown = [output.get("data", {}) for cell in cells for output in cell.get("outputs", [])]
    return ["".join(data["image/svg+xml"]) for data in shown if "image/svg+xml" in data]


@pytest.mark.parametrize("name", SOME)
def test_a_notebook_run_and_saved_in_jupyterlab_is_the_one_committed(open_notebook, lab, name):
    """From another working folder than a build's: the same outputs, and not one byte else."""
    _, work = lab
    page = open_notebook(name)
    run_all(page)
    assert page.locator("[data-mime-type='application/vnd.jupyter.error']").count() == 0
    save(page, name)
    assert git(work, "diff", "--stat") == ""
    assert git(work, "status", "--porcelain") == ""


def test_the_folders_of_the_project_are_listed(browser, lab):
    address, _ = lab
    page = browser.new_context().new_page()
    page.set_default_timeout(MINUTE)
    page.goto(f"{address}lab/workspaces/list?token=t")
    listed = page.locator(".jp-DirListing-itemText")
    listed.first.wait_for()
    assert sorted(listed.all_inner_texts()) == FOLDERS
    page.context.close()


def test_make_lab_serves_the_project():
    """The folder that it is called in is the root, with notebooks, data and reports below it."""
    made = subprocess.run(
        ["make", "-n", "--no-print-directory", "lab"], cwd=ROOT, capture_output=True, text=True
    )
    assert made.returncode == 0
    assert re.fullmatch(r"\.venv/bin/jupyter lab( --allow-root)?", made.stdout.splitlines()[-1])


def test_a_parameter_that_is_edited_changes_the_charts(open_notebook, lab):
    _, work = lab
    name = "06-a-brief-on-one-place.ipynb"
    before = charts(work / "notebooks" / name)
    page = open_notebook(name)
    line = page.locator(".jp-CodeCell .cm-line", has_text='place = ""')
    line.get_by_text('""').click()  # at its middle
    page.keyboard.insert_text("Beijing")
    run_all(page)
    save(page, name)
    after = charts(work / "notebooks" / name)
    assert after
    assert set(after).isdisjoint(before)


def test_an_open_tab_says_what_to_click_after_a_build(open_notebook, lab):
    """What was written anew is told once, and what the tab then loads is shown."""
    _, work = lab
    name = NAMES[1]
    path = work / "notebooks" / name
    page = open_notebook(name)
    content = json.loads(path.read_text("utf-8"))
    content["cells"][0]["source"] = ["## Written by a build"]
    path.write_text(json.dumps(content), "utf-8")
    page.get_by_text(
        f"{name} was written anew on disk, as a build does. Click its tab, then "
        "File > Reload Notebook from Disk, and Reload."
    ).wait_for()
    assert page.get_by_text("Written by a build").count() == 0
    choose(page, "File", "Reload Notebook from Disk")
    page.get_by_role("button", name="Reload", exact=True).click()
    page.get_by_text("Written by a build").first.wait_for()
