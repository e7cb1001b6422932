"""The charts: a frame in, a matplotlib Figure out, its label the text for those who don't see it.

Nothing is computed beyond placing marks, and nothing saved. Alt texts are made of the plotted rows,
all words come from `words`. A hedged figure is drawn with its bounds: the dot is the best reading,
the band all that the print allows. A mark leads to its figures. A module a topic; style holds what
all of them share, look what they look like, svg what becomes of them.

show() sends a chart to the notebook, and with it what a page takes in: SVG whose text is the page's
(--sans) and whose colours are its custom properties --ink, --quiet, --rule and --paper; the others
it defines itself, by light-dark(), so that a page with a `color-scheme` needs to know none of them.
"""

from analysis.charts import claims, figures, rankings
from analysis.charts.svg import show, to_inline, to_svg

__all__ = ["claims", "figures", "rankings", "show", "to_inline", "to_svg"]
