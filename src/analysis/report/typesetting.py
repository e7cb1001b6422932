"""The report on paper and the charts to carry away, by typst, on our fonts alone.

The same bytes on every machine. Imports typst where it is used, for it takes long to load.
"""

import io
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import fonts
from analysis.errors import CheckError

if TYPE_CHECKING:  # a worker that sets a PDF does without
    from analysis.report.chapters import Chapter

REPORT = Path(__file__).parent / "templates" / "pdf" / "report.typ"
STANDARD = "ua-1"  # PDF/UA-1: tagged for screen readers; typst refuses what falls short of it
DOTS = 200  # pixels an inch
BODY = 10  # points: how large running text is on paper
PICTURE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.drawn), format: "svg")"""


def to_pdf(report: str) -> bytes:
    """Return the PDF of what pdf.content() gathered; raise CheckError where it cannot be set."""
    return _compiled(REPORT, {"report": report}, format="pdf", pdf_standards=[STANDARD])


def to_png(svg: str) -> bytes:
    """Return a drawing as PNG; raise CheckError where it is no SVG."""
    return _compiled(PICTURE, {"drawn": svg}, format="png", ppi=DOTS)


def charts(chapters: "Iterable[Chapter]") -> dict[str, bytes]:
    """Return the charts of chapters by file name: SVG with outlined letters, and PNG.

    Raises CheckError where two share a name.
    """
    made: dict[str, bytes] = {}
    where: dict[str, str] = {}
    for page, chart in [(chapter, chart) for chapter in chapters for chart in chapter.charts]:
        name = page.file_of(chart)
        if name in where:
            expected = "each chart once in the report. Show it once, or name it otherwise."
            found = f"found it on the pages '{where[name]}' and '{page.anchor}'"
            raise CheckError(f"chart '{name}': {found}; expected {expected}")
        where[name] = page.anchor
        made |= {f"{name}.svg": chart.outlined.encode(), f"{name}.png": to_png(chart.outlined)}
    return made


def drawn(tex: str) -> dict[str, Any] | None:
    """Return a formula as SVG, with its height and how far it reaches below the line, in points.

    As far as matplotlib knows TeX: None of what it does not.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.mathtext import MathTextParser

    settings = {"mathtext.fontset": "stix", "svg.fonttype": "path", "svg.hashsalt": "formula"}
    with mpl.rc_context(settings):
        size, said = FontProperties(size=BODY), f"${tex}$"
        try:
            width, height, depth, *_ = MathTextParser("path").parse(said, dpi=72, prop=size)
        except ValueError:
            return None
        figure, made = Figure(figsize=(width / 72, height / 72)), io.BytesIO()
        figure.text(0, depth / height, said, fontproperties=size)
        figure.savefig(made, format="svg", transparent=True, metadata={"Date": None})
    return {"drawn": made.getvalue().decode(), "height": float(height), "depth": float(depth)}


def _compiled(source: Path | bytes, inputs: Mapping[str, str], **options: Any) -> bytes:
    """Return what typst makes of a template and of inputs.

    Raises CheckError, with what typst says, where it makes nothing of them: a letter that no font
    has, a heading that skips a level.
    """
    import typst

    with tempfile.TemporaryDirectory() as folder:
        # The wheels hold each face twice, and typst takes the one that the file system lists first.
        for name in fonts.FILES:
            Path(folder, f"{name}.ttf").symlink_to(fonts.path(name))
        ours = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
        )
        root = source.parent if isinstance(source, Path) else Path(folder)
        compiler = typst.Compiler(root=root, font_paths=ours)
        try:
            made = compiler.compile(source, sys_inputs=dict(inputs), timestamp=0, **options)
        except typst.TypstError as error:
            hints = [f"Hint: {hint}." for hint in error.hints]
            raise CheckError(" ".join([f"typst: {error.message}.", *hints])) from None
    if not isinstance(made, bytes):
        raise TypeError(f"found {type(made).__name__}; expected the bytes of one file")
    return made
