"""The peers' throw-away environments: what a lock beside this folder pins, installed once."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parents[1]
ROOT = HERE.parents[1]
LOCK = HERE / "peers.lock"
OURS = Path(sys.executable).parent


def install(lock: Path = LOCK) -> Path:
    """Return the folder of the peers' commands; install them unless the pins are as they were."""
    folder = ROOT / ".cache" / lock.stem
    noted = folder / "installed"
    pins = hashlib.sha256(f"{sys.version} {lock.read_text('utf-8')}".encode()).hexdigest()
    if not noted.is_file() or noted.read_text("utf-8") != pins:
        shutil.rmtree(folder, ignore_errors=True)
        python = folder / "bin" / "python"
        _uv("venv", "--python", sys.executable, folder)
        _uv("pip", "sync", "--python", python, "--require-hashes", "--compile-bytecode", lock)
        noted.write_text(pins, "utf-8")
    return folder / "bin"


def _uv(*words: str | Path) -> None:
    """Run uv; raise CalledProcessError where it fails. Bytecode is written whatever is set."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([OURS / "uv", "--quiet", *words], check=True, env=environment)
