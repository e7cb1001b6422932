"""Kernels of the fork server: what they share, how they end, what they leave behind."""

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from analysis.engine import execute
from analysis.engine.kernels import process, tempdirs
from analysis.errors import NotebookError, ParameterError

COMMAND = Path(sys.executable).parent / "analysis"
needs_fork = pytest.mark.skipif(not process.CAN_FORK, reason="this system cannot fork kernels")

CHANGES = """\
import json, os, random, sys, warnings
import matplotlib.pyplot as plt, numpy as np, pandas as pd
json.mine = pd.mine = 1
mine = 1
os.environ["MINE"] = "1"
os.chdir("/")
random.seed(1), np.random.seed(1)
plt.figure(), plt.rcParams.update({"figure.dpi": 17})
pd.options.display.max_rows = 3
warnings.simplefilter("ignore")
sys.path.insert(0, "/mine")
print("changed")"""
STATE = """\
import json, os, random, sys, warnings
import matplotlib.pyplot as plt, numpy as np, pandas as pd
print(hasattr(json, "mine"), hasattr(pd, "mine"), "mine" in globals(), "MINE" in os.environ)
print(os.getcwd(), plt.get_fignums(), plt.rcParams["figure.dpi"], pd.options.display.max_rows)
print("/mine" in sys.path, [entry[0] for entry in warnings.filters])"""
RANDOM = """\
import random, numpy as np
print(random.random(), np.random.random())"""
OUTPUTS = """\
import os, sys, warnings
import matplotlib.pyplot as plt, pandas as pd, seaborn as sns
print("said")
warnings.warn("warned")
frame = pd.DataFrame({"a": [1, 2, 3], "b": [3.5, 1.25, 2.0]})
sns.lineplot(frame, x="a", y="b")
plt.show()
frame.plot(x="a")
plt.show()
!echo shell
print(pd.DataFrame([range(10**9, 10**9 + 30)]))
print(os.getsid(0) == os.getpid(), sys.argv[0].endswith("ipykernel_launcher.py"))
frame"""


def notebook(folder: Path, *sources: str) -> Path:
    """Write a notebook with these cells."""
    path = folder / "cells.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell(source) for source in sources]), path)
    return path


def printed(folder: Path, *sources: str) -> list[str]:
    """Run the cells in a kernel of their own; return what each printed."""
    output = folder / "executed.ipynb"
    execute.run(notebook(folder, *sources), {}, output)
    cells = nbformat.read(output, as_version=4).cells
    return ["".join(out.get("text", "") for out in cell.outputs) for cell in cells]


@pytest.fixture
def sockets(monkeypatch):
    """Return the folder for temporary files, so short-named that sockets fit in."""
    end_all()
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        monkeypatch.setattr(tempfile, "tempdir", folder)
        monkeypatch.setenv("TMPDIR", folder)
        yield Path(folder)
        end_all()


def end_all():
    """End this process's fork servers, and remove the folder of their kernels."""
    process.close()
    tempdirs.close()


def children(pid: int) -> list[int]:
    """Return the processes that the process started and that still run."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


@needs_fork
def test_nothing_that_a_notebook_changes_reaches_the_next(tmp_path):
    before = printed(tmp_path, STATE)
    assert printed(tmp_path, CHANGES) == ["changed\n"]
    assert printed(tmp_path, STATE) == before
    assert before[0].startswith(f"False False False False\n{Path.cwd()} [] ")


@needs_fork
def test_each_kernel_draws_random_numbers_of_its_own(tmp_path):
    drawn = [number for _ in range(2) for number in printed(tmp_path, RANDOM)[0].split()]
    assert len(set(drawn)) == 4


@needs_fork
def test_a_kernel_is_forked_from_the_server(tmp_path):
    pids = {server.pid for server in process._servers.values()}
    parent = printed(tmp_path, "import os; print(os.getppid())")[0]
    pids |= {server.pid for server in process._servers.values()}
    assert int(parent) in pids


@needs_fork
def test_a_kernel_counts_its_own_modules_and_none_of_the_notebooks(tmp_path):
    """Its debugger steps into a library as it does in an ordinary kernel."""
    code = "files = ' '.join(get_ipython().kernel._kernel_modules)\n"
    told = f"{code}print([f'/{{name}}/' in files for name in ('ipykernel', 'pandas')])"
    assert printed(tmp_path, told) == ["[True, False]\n"]


@pytest.mark.parametrize("kernels", ["forked", "local-provisioner"])
def test_a_kernel_takes_no_port_that_another_could_take_first(tmp_path, monkeypatch, kernels):
    """Who starts a kernel chooses its ports, and the kernel takes them a second later."""
    monkeypatch.setenv(process.CHOICE, kernels)
    told = "import json\nfrom ipykernel.connect import get_connection_info\n"
    told += "print(json.loads(get_connection_info())['transport'])"
    assert printed(tmp_path, told) == ["ipc\n"]
    assert [*tempdirs.of_process().glob("kernel-*")] == []


@needs_fork
def test_an_environment_of_any_size_reaches_a_kernel(tmp_path, monkeypatch):
    for name in ("ONE", "TWO", "THREE"):
        monkeypatch.setenv(name, "x" * 100_000)
    told = printed(tmp_path, "import os; print(os.getppid(), len(os.environ['THREE']))")
    pid, size = told[0].split()
    assert int(pid) in {server.pid for server in process._servers.values()}
    assert size == "100000"


@needs_fork
def test_a_kernel_that_dies_while_it_starts_is_told_at_once(tmp_path, monkeypatch):
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00-end.py").write_text("import os; os._exit(3)")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    with pytest.raises(NotebookError) as raised:
        printed(tmp_path, "1")
    assert str(raised.value).startswith("cells.ipynb lost its kernel (Kernel died")
    assert str(raised.value).endswith(") in its start, before any cell.")


@needs_fork
def test_the_server_is_prepared_for_the_kernels_that_papermill_asks_for(tmp_path):
    """What `prepare` starts is what the kernel is forked from: no second server is needed."""
    process.close()
    printed(tmp_path, "print(1)")
    assert len(process._servers) == 1


@needs_fork
def test_settings_of_matplotlib_in_the_working_folder_count_there_alone(tmp_path, monkeypatch):
    """matplotlib reads them when it is imported, which is long before a kernel is forked."""
    told = "import matplotlib; print(matplotlib.rcParams['lines.linewidth'])"
    assert printed(tmp_path, told) == ["1.5\n"]
    monkeypatch.chdir(tmp_path)
    Path("matplotlibrc").write_text("lines.linewidth: 7\n")
    assert printed(tmp_path, told) == ["7.0\n"]
    Path("matplotlibrc").unlink()
    assert printed(tmp_path, told) == ["1.5\n"]


@needs_fork
@pytest.mark.parametrize("choice", ["ordinary", "broken"])
def test_an_ordinary_kernel_gives_the_same_bytes(tmp_path, monkeypatch, choice):
    """Whether fork is missing, or the server cannot be started."""
    path = notebook(tmp_path, OUTPUTS)
    execute.run(path, {}, tmp_path / "forked.ipynb")
    if choice == "ordinary":
        monkeypatch.setattr(process, "CAN_FORK", False)
    else:
        (tmp_path / "broken.py").write_text("raise SystemExit(1)")
        monkeypatch.setattr(process, "SCRIPT", tmp_path / "broken.py")
        process.close()
    execute.run(path, {}, tmp_path / "ordinary.ipynb")
    assert (tmp_path / "ordinary.ipynb").read_bytes() == (tmp_path / "forked.ipynb").read_bytes()
    outputs = nbformat.read(tmp_path / "forked.ipynb", as_version=4).cells[0].outputs
    assert [*outputs[2].data, *outputs[3].data] == ["image/png", "text/plain"] * 2
    process.close()


@needs_fork
@pytest.mark.parametrize(
    "death",
    [
        "os.kill(os.getpid(), signal.SIGKILL)",
        "os.kill(os.getppid(), signal.SIGKILL)",
        "os._exit(3)",
    ],
)
def test_a_death_names_the_cell_and_leaves_nothing(tmp_path, sockets, death):
    """Of a kernel, and of the server that it was forked from."""
    path = notebook(tmp_path, "import os, signal", f"{death}\nsignal.pause()")
    with pytest.raises(
        NotebookError, match=r"^cells\.ipynb lost its kernel \(.+\) in the cell 'os"
    ):
        execute.run(path, {}, tmp_path / "executed.ipynb")
    assert not (tmp_path / "executed.ipynb").exists()
    assert tempdirs.of_process().parent == sockets
    assert list(sockets.rglob("kernel-*")) == []
    assert printed(tmp_path, "print(1)") == ["1\n"]
    assert [children(server.pid) for server in process._servers.values()] == [[]]


HURRIED = """\
import os, signal
from analysis.__main__ import main
from analysis.engine.kernels import provisioner

def stop_all(stop=provisioner.stop_all):
    os.kill(os.getpid(), signal.SIGINT)
    stop()

provisioner.stop_all = stop_all
main()
"""


def start_endless(
    folder: Path, kernels: str, *command: str | Path
) -> tuple["subprocess.Popen[str]", list[int]]:
    """Start `analysis run` on a cell that never ends; return it and the processes it started."""
    os.mkfifo(folder / "pipe")
    endless = "open('pipe', 'w').write(str(os.getpid()))\nwhile True:\n    pass"
    path = notebook(folder, "import os", endless)
    started = subprocess.Popen(
        [*(command or [COMMAND]), "run", path],
        cwd=folder,
        env={**os.environ, process.CHOICE: kernels},
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    )
    kernel = int((folder / "pipe").read_text())
    parents = children(started.pid)
    assert kernel in [pid for parent in parents for pid in (parent, *children(parent))]
    return started, [*parents, kernel]


@needs_fork
@pytest.mark.parametrize("kernels", ["forked", "local-provisioner"])
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_command_names_the_cell_and_leaves_nothing(tmp_path, sockets, kernels, end):
    """Ctrl-C reaches every process of the terminal; here, the command's process group."""
    command, started = start_endless(tmp_path, kernels)
    os.killpg(command.pid, end)
    _, told = command.communicate(timeout=60)
    assert command.returncode == 130
    assert told.startswith("Interrupted: cells.ipynb was stopped in the cell 'open(")
    assert [pid for pid in started if Path(f"/proc/{pid}").exists()] == []
    assert list(sockets.iterdir()) == []


@needs_fork
def test_ctrl_c_once_more_leaves_no_kernel_running(tmp_path):
    """It comes before the first has ended the kernel."""
    command, _ = start_endless(tmp_path, "forked", sys.executable, "-c", HURRIED)
    command.send_signal(signal.SIGINT)
    try:
        _, told = command.communicate(timeout=60)
    finally:
        command.kill()
    assert command.returncode == 130
    assert told.startswith("Interrupted: cells.ipynb was stopped in the cell 'open(")
    assert told.splitlines()[1:] == ["Kept as far as it ran: cells.run.failed.ipynb"]


@needs_fork
def test_a_killed_command_leaves_nothing(tmp_path, sockets):
    command, started = start_endless(tmp_path, "forked")
    ends = [os.pidfd_open(pid) for pid in started]
    command.kill()
    command.communicate(timeout=60)
    for end in ends:
        assert select.select([end], [], [], 60)[0]
        os.close(end)
    gone(sockets)


@needs_fork
def test_a_command_killed_while_its_kernel_starts_leaves_nothing(tmp_path, sockets, monkeypatch):
    """The kernel has written its connection file, and is not yet listening."""
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    os.mkfifo(tmp_path / "pipe")
    told = f"import os, signal; open({str(tmp_path / 'pipe')!r}, 'w').write(str(os.getpid()))"
    (startup / "00-wait.py").write_text(f"{told}\nsignal.pause()\n")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    words = [str(COMMAND), "run", str(notebook(tmp_path, "1"))]
    with subprocess.Popen(words, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as command:
        kernel = int((tmp_path / "pipe").read_text())
        assert [*sockets.rglob("kernel.json")] != []
        end = os.pidfd_open(kernel)
        command.kill()
        _, told = command.communicate(timeout=60)
    assert (select.select([end], [], [], 60)[0], told) == ([end], "")
    os.close(end)
    gone(sockets)


def gone(sockets: Path) -> None:
    """Wait until the watchdogs of the folders that lie there have removed them."""
    watchdogs = [
        process
        for process in psutil.process_iter(["cmdline"])
        if any(word.startswith(str(sockets)) for word in process.info["cmdline"] or ())
    ]
    _, running = psutil.wait_procs(watchdogs, timeout=60)
    assert (running, list(sockets.iterdir())) == ([], [])


def test_a_mistyped_choice_of_kernels_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv(process.CHOICE, "forkd")
    with pytest.raises(ParameterError) as raised:
        printed(tmp_path, "1")
    assert str(raised.value) == (
        "JUPYTER_DEFAULT_PROVISIONER_NAME: found 'forkd' (did you mean 'forked'?); expected "
        "forked or local-provisioner. Correct it."
    )


def test_jupyter_starts_its_kernels_as_ever():
    """The forked ones are there for who asks; the default stays."""
    code = (
        "from jupyter_client.provisioning import KernelProvisionerFactory as Factory; import json;"
        "made = Factory.instance(); print(json.dumps([made.default_provisioner_name,"
        " 'forked' in made.get_provisioner_entries()]))"
    )
    plain = {name: value for name, value in os.environ.items() if name != process.CHOICE}
    run = subprocess.run([sys.executable, "-c", code], env=plain, capture_output=True, check=True)
    assert json.loads(run.stdout) == ["local-provisioner", True]
