"""Read a notebook file, or say what is wrong with it."""

from pathlib import Path

import nbformat

from analysis.errors import NotebookError


def read(path: Path) -> nbformat.NotebookNode:
    """Return the notebook in nbformat 4; raise NotebookError where the file is none."""
    try:
        return nbformat.read(path, as_version=4)
    except (nbformat.reader.NotJSONError, nbformat.ValidationError, UnicodeDecodeError) as error:
        reason = str(error).splitlines()[0][:80]
        raise NotebookError(
            f"{path.name}: found a file that is no notebook ({reason}); expected Jupyter's JSON. "
            "Restore it."
        ) from None
