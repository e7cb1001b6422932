"""What a notebook takes from the user's settings: in a build nothing, in a run of its own all."""

import json
import os
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from analysis.engine import execute
from analysis.engine.kernels import process, tempdirs

CELLS = [
    "import os, sys, time\nimport matplotlib.pyplot as plt\nimport pandas as pd",
    # In Turkish, an i is drawn in another way.
    "from analysis import fonts\n"
    "figure, axes = plt.subplots()\n"
    "axes.plot([1, 3, 2])\n"
    "axes.set_title('fields of file fi', font=fonts.path('serif'))\n"
    "plt.show()",
    "print(pd.DataFrame([range(10**9, 10**9 + 30)]))\nprint(os.path.expanduser('~/here'))",
    "print(time.tzname, sys.flags.optimize, 'mine' in globals(), plt.get_backend()[-6:])\n"
    "!echo $COLUMNS $SHELL $MINE",
]
MATPLOTLIBRC = "lines.linewidth: 7\nno.such.key: 1\n"
KERNELS = ["forked", "local-provisioner"]


def write(path: Path, text: str) -> str:
    """Write a file, and return its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return str(path.parent)


def home_that_cannot_be_written(folder: Path) -> dict[str, str]:
    return {"HOME": "/dev/null/home"}


def home_with_settings(folder: Path) -> dict[str, str]:
    write(folder / ".config" / "matplotlib" / "matplotlibrc", MATPLOTLIBRC)
    write(folder / ".ipython" / "profile_default" / "startup" / "00-mine.py", "mine = 1")
    return {"HOME": str(folder)}


def settings_of_matplotlib(folder: Path) -> dict[str, str]:
    return {"MPLCONFIGDIR": write(folder / "matplotlibrc", MATPLOTLIBRC), "MPLBACKEND": "svg"}


def a_matplotlibrc(folder: Path) -> dict[str, str]:
    write(folder / "mine", MATPLOTLIBRC)
    return {"MATPLOTLIBRC": str(folder / "mine")}


def start_up_files_of_ipython(folder: Path) -> dict[str, str]:
    write(folder / "profile_default" / "startup" / "00-mine.py", "mine = 1")
    lines = "c.InteractiveShellApp.exec_lines = ['print(1)']"
    write(folder / "profile_default" / "ipython_kernel_config.py", lines)
    return {"IPYTHONDIR": str(folder)}


def kernels_of_jupyter(folder: Path) -> dict[str, str]:
    spec = {"argv": ["false"], "display_name": "Mine", "language": "python"}
    write(folder / "kernels" / "python3" / "kernel.json", json.dumps(spec))
    return {"JUPYTER_PATH": str(folder), "JUPYTER_CONFIG_DIR": str(folder)}


def variables(folder: Path) -> dict[str, str]:
    write(folder / "mine.py", "mine = 1\nraise SystemExit(1)")
    shell = {"COLUMNS": "20", "SHELL": "/bin/false", "MINE": "1", "TERM": "dumb", "NO_COLOR": "1"}
    python = {"PYTHONSTARTUP": str(folder / "mine.py"), "PYTHONWARNINGS": "error"}
    return {**shell, **python, "PYTHONOPTIMIZE": "2", "TZ": "Asia/Shanghai", "LC_CTYPE": "C"}


SETTINGS = [
    home_with_settings,
    settings_of_matplotlib,
    a_matplotlibrc,
    start_up_files_of_ipython,
    kernels_of_jupyter,
    variables,
]


def all_at_once(folder: Path) -> dict[str, str]:
    return {
        name: value
        for number, settings in enumerate(SETTINGS)
        for name, value in settings(folder / str(number)).items()
    }


CASES = [
    *((settings, KERNELS[0]) for settings in (*SETTINGS, home_that_cannot_be_written)),
    *((settings, KERNELS[1]) for settings in (all_at_once, home_that_cannot_be_written)),
]


def written(folder: Path) -> Path:
    """Write a notebook of a project that draws a chart and prints what depends on settings."""
    path = folder / "project" / "notebooks" / "a.ipynb"
    path.parent.mkdir(parents=True)
    cells = [new_code_cell(source, id=f"c{number}") for number, source in enumerate(CELLS)]
    nbformat.write(new_notebook(cells=cells), path)
    return path


def built(notebook: Path) -> bytes:
    """Return the notebook as a build executes it."""
    return execute.executed(notebook, {}, notebook.parents[1], isolated=True)


@pytest.fixture
def notebook(tmp_path):
    return written(tmp_path)


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """Return what the notebook gives under the settings of whoever runs the tests."""
    return built(written(tmp_path_factory.mktemp("plain")))


@pytest.mark.parametrize("kernels", KERNELS)
def test_letters_are_drawn_alike_in_every_locale(notebook, plain, monkeypatch, turkish, kernels):
    monkeypatch.setenv(process.CHOICE, kernels)
    for name, value in turkish.items():
        monkeypatch.setenv(name, value)
    assert built(notebook) == plain


@pytest.mark.parametrize(("settings", "kernels"), CASES)
def test_a_build_sees_no_user_s_settings(notebook, plain, tmp_path, monkeypatch, settings, kernels):
    monkeypatch.setenv(process.CHOICE, kernels)
    for name, value in settings(tmp_path / "settings").items():
        monkeypatch.setenv(name, value)
    assert built(notebook) == plain


def test_what_a_notebook_of_a_build_shows_names_no_temporary_folder(notebook):
    cells = json.loads(built(notebook))["cells"]
    assert [out["output_type"] for cell in cells for out in cell["outputs"]] == [
        *("display_data", "stream", "stream")
    ]
    assert cells[2]["outputs"][0]["text"][-1] == "<home>/here\n"
    assert cells[3]["outputs"][0]["text"] == ["('UTC', 'UTC') 0 False inline\n", "\r\n"]


def test_a_home_folder_is_of_one_notebook(notebook):
    """What one writes there, the next does not find."""
    told = "from pathlib import Path\nprint(sorted(Path.home().glob('[!.]*')))\n"
    cells = [new_code_cell(f"{told}(Path.home() / 'mine').touch()")]
    nbformat.write(new_notebook(cells=cells), notebook)
    for _ in range(2):
        shown = json.loads(built(notebook))["cells"][0]
        assert shown["outputs"][0]["text"] == ["[]\n"]


@pytest.mark.parametrize("kernels", KERNELS)
def test_a_run_sees_the_user_s_settings(notebook, tmp_path, monkeypatch, kernels):
    """As under papermill."""
    told = "import matplotlib\nprint(matplotlib.rcParams['lines.linewidth'], mine)"
    nbformat.write(new_notebook(cells=[new_code_cell(told)]), notebook)
    monkeypatch.setenv(process.CHOICE, kernels)
    write(tmp_path / "matplotlibrc", "lines.linewidth: 7\n")
    monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path))
    for name, value in start_up_files_of_ipython(tmp_path / "ipython").items():
        monkeypatch.setenv(name, value)
    shown = json.loads(execute.executed(notebook, {}))["cells"][0]
    assert shown["outputs"][0]["text"] == ["7.0 1\n"]


def test_a_set_of_a_sweep_sees_the_user_s_environment_on_a_cluster_too(monkeypatch):
    cell = new_code_cell("import os; print(os.environ.get('MINE'))")
    content = nbformat.writes(new_notebook(cells=[cell])).encode()
    monkeypatch.setenv("MINE", "1")
    shown = [
        json.loads(execute.perform(content, "m.ipynb", {}, {}, isolated))["cells"][0]["outputs"]
        for isolated in (False, True)
    ]
    assert [outputs[0]["text"] for outputs in shown] == [["1\n"], ["None\n"]]


@pytest.mark.parametrize("kernels", KERNELS)
def test_folders_of_settings_are_shown_by_words(notebook, tmp_path, monkeypatch, kernels):
    """Also where the folder for caches cannot be used, and matplotlib would warn of it."""
    told = "import matplotlib\nprint(matplotlib.get_configdir(), matplotlib.get_cachedir())"
    nbformat.write(new_notebook(cells=[new_code_cell(told)]), notebook)
    (tmp_path / "cache" / tempdirs.CACHE).mkdir(parents=True)
    (tmp_path / "cache" / tempdirs.CACHE / "matplotlib").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv(process.CHOICE, kernels)
    outputs = json.loads(built(notebook))["cells"][0]["outputs"]
    assert [output["text"] for output in outputs] == [
        ["<home>/.config/matplotlib <cache>/matplotlib\n"]
    ]


def test_the_server_is_prepared_for_the_notebooks_of_a_build(notebook):
    process.close()
    execute.load(isolated=True)
    assert built(notebook)
    assert len(process._servers) == 1


def test_what_is_kept_of_the_environment_is_named(monkeypatch):
    monkeypatch.setenv("PATH", os.defpath)
    monkeypatch.setenv("MINE", "1")
    found = tempdirs.isolated_environment()
    kept = {name: value for name, value in os.environ.items() if name in tempdirs.KEPT}
    own = {"HOME", "XDG_CACHE_HOME"}
    assert {name: found[name] for name in found if name not in own} == kept | tempdirs.FIXED
    assert Path(found["HOME"]).is_dir()


@pytest.mark.parametrize("named", ["", "relative", "/dev/null/none"])
def test_a_cache_that_cannot_be_kept_is_temporary(tmp_path, monkeypatch, named):
    """A relative path counts for nothing, as its specification says."""
    monkeypatch.setenv("XDG_CACHE_HOME", named)
    monkeypatch.setenv("HOME", str(tmp_path))
    kept = tmp_path / ".cache" / tempdirs.CACHE
    temporary = named.startswith("/")
    found = Path(tempdirs.isolated_environment()["XDG_CACHE_HOME"])
    assert (found == kept, kept.exists()) == (not temporary, not temporary)
    assert found.is_dir()
