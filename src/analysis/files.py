"""Where every folder of the project is; read texts and code, write files whole, lock folders.

A file that is written is whole at every moment. Imports errors; touches nothing at import.
"""

import ast
import errno
import fcntl
import os
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import RLock
from typing import Any

from analysis.errors import CheckError, DiskFull, Interrupted, Problem

REFERENCES = "references"  # the folder of independent figures, which is no source
CHAPTER = re.compile(r"[0-9]+(?:-(?:(?![A-Z_])\w)+)+")  # of a notebook: a number, words, hyphens
TABLES = (
    *("places", "metrics", "sources", "named_sources", "figures", "references", "rosters"),
    *("place_metrics", "implied", "claims", "amounts", "flips", "hedge_models", "changes"),
)
STAGING = "staged"  # the folder in a scratch folder where files are written before they are renamed
MARK = ".analysis-"  # in the names of files that are written and not renamed yet
FAILED = ".failed"  # ends the name of a notebook that failed, before the ending
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}  # numbers of errors of a disk
EARLIER = ".earlier"  # ends the name of a result in whose place a notebook failed
PICTURE = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"{\\rtf")
# What begins a file that has no plain text in it, what that is, and how to get at its words.
NO_TEXT: list[tuple[bytes | tuple[bytes, ...], str, str]] = [
    (b"%PDF-", "a PDF", "Save its words as text, as pdftotext does, or by copying them."),
    (PICTURE, "a picture", "Type its words, or have them recognised, and save them as text."),
    (PACKED, "a document or archive", "Open it where it was made, and save it as plain text."),
    ((BOM_UTF16_BE, BOM_UTF16_LE), "text in UTF-16", "Save it as UTF-8."),
]
LEFTOVER = re.compile(rf"\..+{re.escape(MARK)}[a-z0-9_]{{8}}")
PARSING = RLock()


def root() -> Path:
    """Return the project's top folder: $ANALYSIS_ROOT where set, else the checkout of this file."""
    return _resolved(os.environ.get("ANALYSIS_ROOT", ""))


@cache
def _resolved(given: str) -> Path:
    return Path(given).resolve() if given else Path(__file__).resolve().parents[2]


def raw() -> Path:
    """Return the folder of the hand-typed sources."""
    return root() / "data" / "raw"


def typed() -> list[Path]:
    """Return the files that were typed there."""
    return [path for path in below(raw()) if path.suffix in {".csv", ".yaml"}]


def processed() -> Path:
    """Return the folder of the tables that the pipeline writes."""
    return root() / "data" / "processed"


def notebooks() -> Path:
    """Return the folder of the committed notebooks."""
    return root() / "notebooks"


def chapters() -> list[Path]:
    """Return the notebooks that a build runs, sorted: those named NN-a-question-in-words.ipynb."""
    return [path for path in sorted(notebooks().glob("*.ipynb")) if CHAPTER.fullmatch(path.stem)]


def reports() -> Path:
    """Return the folder of the published report."""
    return root() / "reports"


def readme() -> Path:
    """Return the README, whose findings the pipeline writes."""
    return root() / "README.md"


def citation() -> Path:
    """Return the file that says how the project is cited, which pages quote."""
    return root() / "CITATION.cff"


def scratch() -> Path:
    """Return the folder of executed notebooks and of the build's memory; safe to delete."""
    return root() / ".cache"


def relative(path: Path) -> str:
    """Return `path` as read from the project's top folder, or unchanged where it lies outside."""
    top, whole = str(root()), os.path.abspath(path)
    if not f"{whole}{os.sep}".startswith(f"{top}{os.sep}"):
        whole = os.path.realpath(path)
    if f"{whole}{os.sep}".startswith(f"{top}{os.sep}"):
        whole = whole[len(top) + 1 :]
    return Path(whole).as_posix()


def source_folders(raw: Path) -> list[Path]:
    """Return the folders of the sources below data/raw, sorted."""
    found = (path for path in raw.glob("[!.]*") if path.is_dir())
    return sorted(path for path in found if path.name != REFERENCES)


def below(folder: Path) -> list[Path]:
    """Return the files below a folder, those in folders linked to included, sorted."""
    found, met = [], {os.path.realpath(folder)}
    for at, folders, names in os.walk(folder, followlinks=True):
        found += [path for name in names if os.path.isfile(path := os.path.join(at, name))]
        inside = {name: os.path.realpath(os.path.join(at, name)) for name in folders}
        folders[:] = [name for name in folders if inside[name] not in met]
        met |= set(inside.values())
    return sorted(map(Path, found))


def read_text(path: Path) -> tuple[str, list[Problem]]:
    """Return the text of a file, or why there is none: absent, empty, of another format or code."""
    where = relative(path)
    if not path.is_file():
        absent = "no such file", "the file", "Add it."
        told = ("a folder", "a file", "Put the file in its place.") if path.is_dir() else absent
        return "", [Problem(where, *told)]
    try:
        data = path.read_bytes()
    except OSError as error:
        found, expected = f"a file that cannot be read ({error.strerror})", "one that can"
        return "", [Problem(where, found, expected, "Allow it to be read.")]
    for begins, kind, do in NO_TEXT:
        if data.removeprefix(BOM_UTF8).lstrip().startswith(begins):
            return "", [Problem(where, kind, "text", do)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        found = f"byte 0x{data[error.start]:02x}"
        return "", [Problem(where, found, "UTF-8 text", "Save it as UTF-8.", line)]
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        return "", [Problem(where, "a NUL", "UTF-8 text", "Save it as UTF-8.", line)]
    if not text.strip():
        return "", [Problem(where, "an empty file", "its content", "Restore it.")]
    return text, []


def syntax_tree(source: str | bytes, mode: str = "exec") -> Any:
    """Return the syntax tree of code, or of an expression where the mode is "eval".

    One at a time, from any thread: Python 3.11 counts for all threads together how deep a tree is,
    and raises SystemError where they take turns. Raises SyntaxError for what is nested too deep.
    """
    try:
        with PARSING:
            return ast.parse(source, mode=mode)
    except (MemoryError, RecursionError, ValueError) as error:
        raise SyntaxError(f"found what Python cannot read ({type(error).__name__})") from None


def write_all(
    contents: dict[Path, bytes],
    staging: Path | None = None,
    check: Callable[[], None] | None = None,
) -> list[Path]:
    """Replace each file by its content; return the paths whose bytes changed.

    All is first written to `staging`, or beside its target, so that a full disk is met before any
    target is touched. Then `check` is called, which may raise, and file after file is renamed into
    place: should that fail, each is whole, new or old. What already holds its content is left as it
    is; of a link what it leads to is replaced; permissions stay. Raises CheckError naming the file.
    """
    changed = {
        path: data
        for path, data in contents.items()
        if not path.is_file() or path.read_bytes() != data
    }
    staged: dict[Path, Path] = {}
    try:
        for path, data in changed.items():
            refuse_special(path)
            with writing(path):
                target = path.resolve()
                target.parent.mkdir(parents=True, exist_ok=True)
                if not os.access(target.parent, os.W_OK):
                    raise PermissionError(errno.EACCES, "Permission denied")
                staged[path] = _stage(target, data, staging or target.parent)
        if check:
            check()
        for path in changed:
            with writing(path):
                _rename(staged[path], path.resolve())
            del staged[path]
    finally:
        for file in staged.values():
            file.unlink(missing_ok=True)
    return list(changed)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Raise CheckError, naming the file, in place of an OSError."""
    try:
        yield
    except OSError as error:
        raise unwritten(path, error) from error


def refuse_special(path: Path) -> None:
    """Raise CheckError where the path is that of a device, a pipe or a folder."""
    if path.exists() and not path.is_file():
        what = "a folder" if path.is_dir() else "a device or a pipe"
        expected = "expected a file, or none yet. Move it away, or name another."
        raise CheckError(f"{path}: found {what}; {expected}")


def unwritten(path: Path | str, error: OSError) -> CheckError:
    """Return the error that names a file that cannot be written, and why."""
    kind, why = DiskFull if error.errno in FULL else CheckError, error.strerror or error
    return kind(f"{path}: cannot be written ({why}). Free space or allow writing, then try again.")


def remove(path: Path) -> None:
    """Remove a file, if it is there; raise CheckError, naming it, where that is not allowed."""
    with writing(path):
        path.unlink(missing_ok=True)


def _stage(path: Path, data: bytes, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    own = folder / f".{path.name}{MARK}{os.urandom(4).hex()}"
    with open(own, "xb") as file:  # a new file has the permissions that the user's mask leaves
        try:
            if path.exists():
                os.chmod(own, path.stat().st_mode & 0o7777)
            file.write(data)
            file.flush()
        except BaseException:
            own.unlink()
            raise
    return own


def _rename(staged: Path, path: Path) -> None:
    try:
        os.replace(staged, path)
    except OSError as error:
        if error.errno != errno.EXDEV:  # another file system
            raise
        write_all({path: staged.read_bytes()})
        staged.unlink()


def failed_beside(output: Path) -> Path:
    """Return where a notebook that failed is kept: beside where its result would be."""
    return output.with_name(f"{output.stem}{FAILED}{output.suffix}")


def set_aside(path: Path) -> Path:
    """Rename a file to NAME.earlier, in the place of one so named, and return its new path.

    Of a link what it leads to is renamed. Raises CheckError where that is not allowed.
    """
    real = path.resolve()
    aside = real.with_name(f"{real.stem}{EARLIER}{real.suffix}")
    with writing(aside):
        os.replace(real, aside)
    return aside if path.is_symlink() else path.with_name(aside.name)


def leftovers(folder: Path, pattern: str = ".*") -> list[Path]:
    """Return the staged files there that a process left which was killed; `**/.*`: below it too."""
    found = (path for path in folder.glob(pattern) if LEFTOVER.fullmatch(path.name))
    return sorted(path for path in found if path.is_file())


@contextmanager
def locked(folder: Path, what: str) -> Iterator[None]:
    """Hold the lock of a scratch folder, which is made where there is none.

    It is one of the folder around it, which is not deleted meanwhile. Raises CheckError that names
    `what` is being done, where another process holds it, and the folder where that is of no use.
    """
    mark = folder / "lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, "Permission denied", str(folder))
        descriptor = _lock(folder)
        mark.touch()
    except BlockingIOError:
        raise CheckError(f"Another {what} is running; wait for it.") from None
    except OSError as error:
        if error.errno in FULL:
            raise unwritten(folder, error) from None
        found = f"{error.filename or folder}: cannot be used ({error.strerror or error})"
        expected = f"expected to make the folder {folder} and write there"
        raise CheckError(f"{found}; {expected}. Move away what is there, or allow it.") from None
    try:
        yield
    except Exception as error:
        if mark.exists() or isinstance(error, Interrupted):
            raise
        told = f"{relative(folder)}: was deleted while the {what} ran. Run the command again."
        raise CheckError(told) from None
    finally:
        os.close(descriptor)


def _lock(folder: Path) -> int:
    """Return a descriptor that holds the lock until it is closed."""
    descriptor = os.open(folder.parent, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise
    except OSError:  # NFS locks only what is open for writing
        os.close(descriptor)
        descriptor = os.open(folder / "lock", os.O_WRONLY | os.O_CREAT)
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return descriptor
