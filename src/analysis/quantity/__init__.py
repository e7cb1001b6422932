"""Print to interval, interval to words; imports nothing of the project.

`parse` reads one printed figure, Chinese or English; `find` finds them in running text, and `scan`
tells apart, besides, the digits that are none. hedges.py says how far each hedge opens a figure,
vocabulary.py which words are known; wording.py puts amounts into words.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.quantity.finding import find, scan
    from analysis.quantity.grammar import UnreadableFigure
    from analysis.quantity.hedges import HEDGES
    from analysis.quantity.interval import Quantity
    from analysis.quantity.lists import Found, NoFigure
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
# The modules that define them, those first that load the least.
MODULES = ("interval", "units", "hedges", "grammar", "reading", "lists", "finding")


def __getattr__(name: str) -> Any:
    """Load what reads figures once it is asked for: patterns take long to compile."""
    if name in __all__:
        modules = (import_module(f"{__name__}.{module}") for module in MODULES)
        return next(getattr(module, name) for module in modules if hasattr(module, name))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
