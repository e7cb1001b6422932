"""What becomes of a chart: its SVG to carry away and to stand in a page, and its display.

Imports style and inline.
"""

import hashlib
import io
import re
from html import escape

from IPython.display import display
from matplotlib import rc_context
from matplotlib.figure import Figure

from analysis.charts.inline import inline
from analysis.charts.lines import unbroken
from analysis.charts.style import theme

CHART = "application/vnd.analysis.chart+json"
LINK = re.compile(r'<a xlink:href="[^"]*" target="_blank">|</a>')


def show(figure: Figure, name: str = "") -> None:
    """Display `figure` as SVG; its label is the text for readers who do not see it.

    `name`, a slug, is what its files are called: that of the kind of chart, unless given. Pages
    take the chart from the output of type CHART: name, title, alt, svg.
    """
    alt = figure.get_label()
    if not alt:
        raise ValueError("the figure has no label; a chart function sets its alt text there")
    name = name or figure.get_gid() or "chart"
    chart = {
        "name": name,
        "title": unbroken(figure.get_suptitle()),
        "alt": alt,
        "svg": to_inline(figure, name),
    }
    display({"image/svg+xml": to_svg(figure), "text/plain": alt, CHART: chart}, raw=True)


def to_svg(figure: Figure) -> str:
    """Return `figure` as an SVG document with outlined letters, without dates and links.

    Its ids depend on content alone. Title and alt text stand in it.
    """
    svg = LINK.sub("", _saved(figure, "path"))
    return svg.replace(
        "</title>", f"</title>\n <desc>{escape(str(figure.get_label()), quote=False)}</desc>", 1
    ).replace("<svg ", '<svg role="img" ', 1)


def to_inline(figure: Figure, name: str) -> str:
    """Return `figure` as a page takes it in: ids start with name and a digest of the chart."""
    saved = _saved(figure, "none")
    digest = hashlib.sha256(saved.encode()).hexdigest()[:6]
    return inline(
        saved, f"{name}-{digest}", unbroken(figure.get_suptitle()), str(figure.get_label())
    )


def _saved(figure: Figure, letters: str) -> str:
    buffer = io.StringIO()
    named = {"Date": None, "Creator": None, "Title": unbroken(figure.get_suptitle())}
    with theme(), rc_context({"svg.fonttype": letters}):
        figure.savefig(buffer, format="svg", metadata=named)
    return buffer.getvalue()
