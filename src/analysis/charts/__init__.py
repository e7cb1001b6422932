"""The charts: a frame in, a matplotlib Figure out, its label the text for those who don't see it.

Nothing is computed beyond placing marks, and nothing saved. Labels and alt texts are made of the
plotted rows. A hedged figure is drawn with its bounds: the dot is the best reading, the bar all
that the print allows.
"""

from analysis.charts.claims import confronted, definitions, verdicts, wholes
from analysis.charts.figures import bars, coverage, deviations, readings, standing, standings
from analysis.charts.rankings import means, ranks

__all__ = [
    "bars",
    "confronted",
    "coverage",
    "definitions",
    "deviations",
    "means",
    "ranks",
    "readings",
    "standing",
    "standings",
    "verdicts",
    "wholes",
]
