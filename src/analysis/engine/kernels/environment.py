"""The environment of kernels that see nothing of the user's settings.

Whatever is not named here is left out: settings of IPython, Jupyter, matplotlib and Python, the
locale (which decides how text in charts is shaped), the time zone, the width of the terminal, the
number of threads. A notebook then shows the same for every user of a machine.
"""

import os
import tempfile
from pathlib import Path

from . import tempdirs

# Where programs, libraries and modules are found, and where temporary files go.
KEPT = (
    *("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH"),
    *("PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"),
    *("TMPDIR", "TEMP", "TMP"),
)
FIXED = {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONNOUSERSITE": "1", "TZ": "UTC"}
CACHE = "forked-kernels"  # folder for the list of the machine's fonts, which takes long to make


def isolated() -> dict[str, str]:
    """Return the environment; the home folder in it is empty, and temporary as this process is."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    home = tempdirs.of_process() / "home"
    home.mkdir(exist_ok=True)
    return kept | FIXED | {"HOME": str(home), "XDG_CACHE_HOME": str(_cache())}


def _cache() -> Path:
    """Return a folder for caches that stays after this process, where there can be one."""
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    folder = (named if named.is_absolute() else Path(os.path.expanduser("~/.cache"))) / CACHE
    try:
        (folder / "matplotlib").mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder / "matplotlib"):
            return folder
    except OSError:
        return tempdirs.of_process()
