"""Printed figures, Chinese and English, as closed intervals with a best value.

`parse` reads one figure and `parse_column` a column; a Quantity takes part in arithmetic. Imports
nothing of ours beyond this package. hedges.py is the table of hedges, words.py that of words.
"""

from analysis.quantity.column import hedge_of, parse, parse_column
from analysis.quantity.grammar import UnreadableFigure
from analysis.quantity.hedges import HEDGES
from analysis.quantity.interval import Quantity, UnitError

__all__ = [
    "HEDGES",
    "Quantity",
    "UnitError",
    "UnreadableFigure",
    "hedge_of",
    "parse",
    "parse_column",
]
