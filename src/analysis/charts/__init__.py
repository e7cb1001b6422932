"""The charts: a frame in, a matplotlib Figure out, its label the text for those who don't see it.

Nothing is computed beyond placing marks, and nothing saved. Labels and alt texts are made of the
plotted rows. A hedged figure is drawn with its bounds: the dot is the best reading, the bar all
that the print allows. A module a topic; style holds what all of them share.
"""

from analysis.charts import claims, figures, rankings
from analysis.charts.style import show

__all__ = ["claims", "figures", "rankings", "show"]
