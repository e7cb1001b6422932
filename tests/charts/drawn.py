"""What a figure shows, read back from matplotlib: names of rows, marks, bounds, bars, links."""

from itertools import cycle

import numpy as np
from matplotlib import colors
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection, PathCollection, QuadMesh
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from analysis.charts.look import theme
from analysis.charts.svg import link_of

SLACK = 0.03  # of a text's width: what a browser may set wider
GROWS = {"left": 1.0, "center": 0.5, "right": 0.0}  # to the right, of what it is wider
TOUCH = 1.0  # pixels of matplotlib's by which boxes may overlap: rounding


def row_names(ax):
    """Return the labels of the vertical axis, from top to bottom."""
    ticks = zip(ax.get_yticks(), ax.get_yticklabels(), strict=True)
    bottom, top = ax.get_ylim()
    assert bottom > top
    return [label.get_text() for _, label in sorted(ticks, key=lambda tick: tick[0])]


def heads(ax):
    """Return the texts that stand over the rows."""
    return [text.get_text() for text in ax.texts]


def marks(ax):
    """Return the (x, y) of each mark that is no stroke, in the order drawn."""
    clouds = [drawn for drawn in ax.collections if isinstance(drawn, PathCollection)]
    round_ones = [cloud for cloud in clouds if np.size(cloud.get_paths()[0].vertices) > 4]
    return [tuple(point) for cloud in round_ones for point in np.asarray(cloud.get_offsets())]


def bands(ax):
    """Return each band of bounds as low, high and colour, in the order drawn."""
    return [
        (segment[0, 0], segment[1, 0], colors.to_hex(colour))
        for lines in ax.collections
        if isinstance(lines, LineCollection)
        for segment, colour in zip(lines.get_segments(), cycle(lines.get_colors()), strict=False)
    ]


def bars(ax):
    """Return each bar that has an outline or a face, as its left and right end."""
    boxes = [bar for bar in ax.patches if isinstance(bar, Rectangle) and bar.get_linewidth() > 0]
    ends = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in boxes if bar.get_width()]
    return [(round(left, 6), round(right, 6)) for left, right in ends]


def cells(ax):
    """Return the colour and the opacity of each cell of a table, by rows; none of an empty one."""
    (mesh,) = (drawn for drawn in ax.collections if isinstance(drawn, QuadMesh))
    mesh.update_scalarmappable()
    faces = np.reshape(mesh.get_facecolor(), (*np.asarray(mesh.get_array()).shape, 4))
    return [
        [(colors.to_hex(face), round(face[3], 2)) if face[3] else None for face in row]
        for row in faces
    ]


def legend(figure):
    """Return what the legend names, line by line."""
    with theme():
        figure.draw_without_rendering()
        texts = [(text, text.get_window_extent()) for text in figure.legends[0].get_texts()]
    texts.sort(key=lambda found: (-round(found[1].y0), found[1].x0))
    return [text.get_text() for text, _ in texts]


def links(figure):
    """Return the links of the figure, each once, in the order of the artists."""
    found = []
    for artist in figure.findobj():
        urls = [artist.get_url(), *(getattr(artist, "get_urls", list)() or [])]
        found += [url for url in urls if url]
    return [link_of(url) for url in dict.fromkeys(found)]


def assert_fits(figure):
    """Assert that no text leaves the figure or meets another, even if set a little wider."""
    with theme():
        renderer = FigureCanvasAgg(figure).get_renderer()
        figure.draw_without_rendering()
        texts = [text for text in figure.findobj(Text) if text.get_text() and text.get_visible()]
        level = [text for text in texts if not text.get_rotation() and text not in _unseen(figure)]
        boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in level]
        more = [SLACK * GROWS[text.get_ha()] for text in level]
    width, height = figure.bbox.width, figure.bbox.height
    for at, (text, box) in enumerate(boxes):
        assert box.x0 >= -TOUCH, text
        assert box.x1 + more[at] * box.width <= width + TOUCH, text
        assert box.y0 >= -TOUCH, text
        assert box.y1 <= height + TOUCH, text
        for other, beside in boxes[at + 1 :]:
            across = min(box.x1, beside.x1) - max(box.x0, beside.x0)
            down = min(box.y1, beside.y1) - max(box.y0, beside.y0)
            assert across <= TOUCH or down <= box.height / 4, (text, other)


def _unseen(figure):
    """Return the labels of ticks beyond the ends of their axis."""
    return [
        label
        for ax in figure.axes
        for at, label in zip(ax.get_xticks(), ax.get_xticklabels(), strict=True)
        if not min(ax.get_xlim()) <= at <= max(ax.get_xlim())
    ]
