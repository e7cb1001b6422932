"""The parts of a claim's formula, as a tree; `formula` reads it from text, `naming` checks it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, NamedTuple, get_args

UNWRITTEN = -1
LONGEST = 400  # characters of what was found


class FormulaError(ValueError):
    """A formula cannot be used: what was found, what was expected, what to do."""

    def __init__(self, found: str, expected: str, do: str = "Correct the formula.") -> None:
        if len(found) > LONGEST:
            found = f"{found[: LONGEST // 2]}…{found[-LONGEST // 4 :]}"
        self.found, self.expected, self.do = found, expected, do
        super().__init__(f"found {found}; expected {expected}. {do}")


class Unknown(NamedTuple):
    """An amount that a world gives a number: a metric of a place in a year, or in none told.

    In a formula as parsed, the year is UNWRITTEN where none is written.
    """

    metric: str
    place: str
    year: int | None = None

    def __str__(self) -> str:
        return f"{self.metric}[{self.place}{'' if self.year is None else f', {self.year}'}]"


@dataclass(frozen=True)
class Number:
    """A number as written; `unit` is empty where none is."""

    value: Fraction
    unit: str = ""


@dataclass(frozen=True)
class Arithmetic:
    """A sum, difference, product or quotient."""

    operator: str
    left: "Amount"
    right: "Amount"


@dataclass(frozen=True)
class Rank:
    """1 plus how many are strictly larger: of `among`, or of all places of the kind."""

    of: "Amount"
    among: tuple["Amount", ...] | None = None
    kind: str = ""


@dataclass(frozen=True)
class RankCorrelation:
    """Spearman's rank correlation of two rows of amounts, of which no two are equal."""

    first: tuple["Amount", ...]
    second: tuple["Amount", ...]


@dataclass(frozen=True)
class Size:
    """How many members a list has, or those of them with an attribute."""

    list_id: str
    attribute: str = ""
    value: str = ""


@dataclass(frozen=True)
class Comparison:
    """Two amounts compared; `within` is what `==` leaves between them, as a part of the larger."""

    operator: str
    left: "Amount"
    right: "Amount"
    within: Fraction | None = None


@dataclass(frozen=True)
class Junction:
    """Several claims joined by `and` or by `or`."""

    operator: str
    parts: tuple["Claim", ...]


@dataclass(frozen=True)
class Negation:
    """What is claimed not to be so."""

    part: "Claim"


@dataclass(frozen=True)
class Same:
    """Two lists name the same members."""

    first: str
    second: str


@dataclass(frozen=True)
class AsPrinted:
    """A figure's own unknown, or an amount, lies where the figure's wording allows."""

    figure_id: str
    amount: "Amount | None" = None


Amount = Unknown | Number | Arithmetic | Rank | RankCorrelation | Size
Claim = Comparison | Junction | Negation | Same | AsPrinted
Part = Amount | Claim
PARTS = get_args(Part)


def walk(part: Part) -> list[Part]:
    """Return the part and all that it is made of, as written from left to right."""
    return [part, *(inner for child in _children(part) for inner in walk(child))]


def changed(part: Part, change: Callable[[Part], Part]) -> Part:
    """Return the part with `change` made to all that it is made of, and then to itself."""
    if isinstance(part, Unknown):
        return change(part)
    made: dict[str, Any] = {}
    for name, value in vars(part).items():
        if isinstance(value, PARTS):
            made[name] = changed(value, change)
        elif isinstance(value, tuple):
            made[name] = tuple(changed(one, change) for one in value)
    return change(replace(part, **made))


def _children(part: Part) -> list[Part]:
    values = () if isinstance(part, Unknown) else vars(part).values()
    held = [(one,) if isinstance(one, PARTS) else one for one in values]
    return [one for values in held if isinstance(values, tuple) for one in values]


def lists(part: Part) -> tuple[str, ...]:
    """Return the ids of the lists that a part counts or compares."""
    match part:
        case Size(list_id):
            return (list_id,)
        case Same(first, second):
            return first, second
    return ()


def added(amount: Amount) -> tuple[Unknown, ...]:
    """Return the unknowns that an amount is the sum of; none where it is anything else."""
    match amount:
        case Unknown():
            return (amount,)
        case Arithmetic("+", left, right):
            one, other = added(left), added(right)
            return (*one, *other) if one and other else ()
    return ()


def summed(amount: Amount) -> tuple[Unknown, ...]:
    """Return the unknowns of one metric that an amount is the sum of; none for any other."""
    found = added(amount)
    return found if len({one._replace(place="") for one in found}) == 1 else ()


def factored(amount: Amount) -> tuple[Amount, Fraction]:
    """Return an amount without the number that it is multiplied by, and the number."""
    match amount:
        case Arithmetic("/", own, Number(value)) if value:
            return own, 1 / value
        case Arithmetic("*", Number(value), own) | Arithmetic("*", own, Number(value)):
            return own, value
    return amount, Fraction(1)
