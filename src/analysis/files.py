"""Read texts, write files so that each is whole at every moment, and lock folders.

Imports errors and paths.
"""

import errno
import fcntl
import os
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.errors import CheckError, DiskFull, Interrupted, Problem
from analysis.paths import relative

STAGING = "staged"  # the folder in a scratch folder where files are written before they are renamed
MARK = ".analysis-"  # in the names of files that are written and not renamed yet
FAILED = ".failed"  # ends the name of a notebook that failed, before the ending
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}  # numbers of errors of a disk
EARLIER = ".earlier"  # ends the name of a result in whose place a notebook failed
IN_UTF16 = (BOM_UTF16_BE, BOM_UTF16_LE)
PICTURE = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"{\\rtf")
# What begins a file that has no plain text in it, what that is, and how to get at its words.
NO_TEXT: list[tuple[bytes | tuple[bytes, ...], str, str]] = [
    (b"%PDF-", "a PDF", "Save its words as text, as pdftotext does, or by copying them."),
    (PICTURE, "a picture", "Type its words, or have them recognised, and save them as text."),
    (PACKED, "a document or archive", "Open it where it was made, and save it as plain text."),
    (IN_UTF16, "text in UTF-16", "Save it as UTF-8."),
]
LEFTOVER = re.compile(rf"\..+{re.escape(MARK)}[a-z0-9_]{{8}}")


def read_text(path: Path) -> tuple[str, list[Problem]]:
    """Return the text of a file, or why there is none: absent, empty, of another format or code."""
    where = relative(path)
    if path.is_dir():
        return "", [Problem(where, "a folder", "a file", "Put the file in its place.")]
    if not path.is_file():
        return "", [Problem(where, "no such file", "the file", "Add it.")]
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


def write_all(
    contents: dict[Path, bytes],
    staging: Path | None = None,
    check: Callable[[], None] | None = None,
) -> list[Path]:
    """Replace each file by its content; return the paths whose bytes changed.

    Everything is first written to the folder `staging`, or beside its target, so that a full disk
    is met before any target is touched. Then `check` is called, which may raise, and file after
    file is renamed into place: should that fail, those before are new and the others old, each
    whole. What already holds its content is left as it is; a link stays one, and what it leads to
    is replaced; permissions stay. Raises CheckError naming the file that cannot be written.
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
        raise CheckError(
            f"{path}: found {what}; expected a file, or none yet. Move it away, or name another."
        )


def unwritten(path: Path | str, error: OSError) -> CheckError:
    """Return the error that names a file that cannot be written, and why."""
    reason = f"{path}: cannot be written ({error.strerror or error})"
    kind = DiskFull if error.errno in FULL else CheckError
    return kind(f"{reason}. Free space or allow writing, then try again.")


def remove(path: Path) -> None:
    """Remove a file, if it is there; raise CheckError, naming it, where that is not allowed."""
    with writing(path):
        path.unlink(missing_ok=True)


def _stage(path: Path, data: bytes, folder: Path) -> Path:
    """Write what `path` is to hold to a file of its own in the folder, permitted as `path` is."""
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
    """Rename the staged file; one on another file system is first copied beside its target."""
    try:
        os.replace(staged, path)
    except OSError as error:
        if error.errno != errno.EXDEV:
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

    It is a lock of the folder around it: one in the scratch folder could be deleted while it is
    held. Raises CheckError, naming `what` is being done, where another process holds the lock, and
    naming the folder where it cannot be used. So does what fails after that folder was deleted.
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
    """Return a descriptor that holds the lock until it is closed; BlockingIOError: another does."""
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
