"""Print to interval, interval to words; imports nothing of the project.

`parse` reads one printed figure, Chinese or English; `find` finds them in running text, and `scan`
tells apart, besides, the digits that are none. hedges.py says how far each hedge opens a figure,
vocabulary.py which words are known; wording.py puts amounts into words.
"""

from analysis.quantity.find import Found, NoFigure, find, scan
from analysis.quantity.grammar import UnreadableFigure
from analysis.quantity.hedges import HEDGES
from analysis.quantity.interval import Quantity
from analysis.quantity.reading import hedge_of, parse, parse_column
from analysis.quantity.units import UnitError

__all__ = [
    "HEDGES",
    "Found",
    "NoFigure",
    "Quantity",
    "UnitError",
    "UnreadableFigure",
    "find",
    "hedge_of",
    "parse",
    "parse_column",
    "scan",
]
