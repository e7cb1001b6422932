"""How far a ranking of places depends on metric weights, on hedges and on silent cells.

Readings, uniform within their bounds and independent, are divided by the largest reading of their
metric in that draw; a place's score is the mean of these shares under weights from a flat
Dirichlet distribution, and its rank is one more than the number of places that score more. This is
stochastic multicriteria acceptability analysis (Lahdelma and Salminen, SMAA-2, Operations Research,
2001); the share of draws in which a place takes a rank is its rank acceptability. Imports errors.

Figures have one row a place and metric, as `measures.ordered(measures.latest(...))` returns them.
A metric stated of one place alone gives that place the full score for it, unless silent cells are
more than left out.
"""

from analysis.measures.robustness.cells import SILENT, VARY, Silent, Vary
from analysis.measures.robustness.results import by_scenario, influence, missing, rank_probabilities

__all__ = [
    "SILENT",
    "VARY",
    "Silent",
    "Vary",
    "by_scenario",
    "influence",
    "missing",
    "rank_probabilities",
]
