"""Typst's compiler on our fonts alone: documents as PDF, charts as PNG, the same bytes anywhere."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from analysis import fonts
from analysis.errors import CheckError

DOTS = 200  # pixels an inch
PICTURE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")"""


def to_png(svg: bytes) -> bytes:
    """Return a chart as PNG; raise CheckError where it is no SVG."""
    return compiled(PICTURE, {"svg": svg.decode()}, format="png", ppi=DOTS)


def compiled(source: Path | bytes, inputs: Mapping[str, str], **options: Any) -> bytes:
    """Return what typst makes of a template, or of its text, and of inputs.

    Raises CheckError, with what typst says, where it makes nothing of them: a glyph that no font
    has, a heading that skips a level.
    """
    with tempfile.TemporaryDirectory() as folder:
        # The wheels hold each face twice, and typst takes the one that the file system lists first.
        for name in fonts.FILES:
            Path(folder, f"{name}.ttf").symlink_to(fonts.path(name))
        ours = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
        )
        compiler = typst.Compiler(
            root=source.parent if isinstance(source, Path) else Path(folder), font_paths=ours
        )
        try:
            made = compiler.compile(source, sys_inputs=dict(inputs), timestamp=0, **options)
        except typst.TypstError as error:
            raise CheckError(_fault(error)) from None
    if not isinstance(made, bytes):
        raise TypeError(f"found {type(made).__name__}; expected the bytes of one file")
    return made


def _fault(error: typst.TypstError) -> str:
    hints = [f"Hint: {hint}." for hint in error.hints]
    return " ".join([f"typst: {error.message}.", *hints])
