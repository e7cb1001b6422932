"""Put a chart into a notebook as SVG that is the same on every run, with its words beside it."""

import io

from IPython.display import display
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from analysis.charts.theme import theme


def show(figure: Figure) -> None:
    """Display `figure` as SVG; its label is the text for readers who do not see it."""
    alt = figure.get_label()
    if not alt:
        raise ValueError("the figure has no label; a chart function sets its alt text there")
    display({"image/svg+xml": to_svg(figure), "text/plain": alt}, raw=True)
    plt.close(figure)


def to_svg(figure: Figure) -> str:
    """Return `figure` as an SVG document without dates, with ids that depend on content alone."""
    buffer = io.StringIO()
    with theme():
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return buffer.getvalue()
