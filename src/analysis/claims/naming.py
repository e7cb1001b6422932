"""Look up the names in a formula: metrics, places, kinds, lists, figures; check units and years.

What is wrong is raised as one FormulaError, with the nearest known name. A name without a year
takes the one year in which the source prints it; one that is not printed takes that of the rest.
Imports errors, assertions, definitions, meaning, syntax and units.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import cast

from analysis.claims import units
from analysis.claims.assertions import Figure
from analysis.claims.definitions import Definitions
from analysis.claims.formula import parse
from analysis.claims.meaning import Lists
from analysis.claims.syntax import (
    Amount,
    Arithmetic,
    AsPrinted,
    Claim,
    Comparison,
    FormulaError,
    Junction,
    Name,
    Negation,
    Number,
    Rank,
    RankCorrelation,
    Same,
    Size,
    Unknown,
    changed,
    walk,
)
from analysis.errors import nearest

UNWRITTEN = -1  # the year of a name that is neither written nor printed


@dataclass(frozen=True)
class Known:
    """The names that a source's formulas may use."""

    definitions: Definitions
    figures: Mapping[str, Figure]
    lists: Lists

    @cached_property
    def printed(self) -> dict[tuple[str, str], dict[int | None, bool]]:
        """Each printed metric and place with its years, and whether one number alone fits."""
        found: dict[tuple[str, str], dict[int | None, bool]] = {}
        for figure in self.figures.values():
            years = found.setdefault((figure.unknown.metric, figure.unknown.place), {})
            year = figure.unknown.year
            years[year] = years.get(year, True) and figure.is_exact
        return found

    def read(self, text: str, within: Fraction | None = None) -> Claim:
        """Return the formula with its unknowns looked up; raise FormulaError."""
        claim = parse(text, within)
        for part in walk(claim):
            self._check_names(part)
        read = self._dated(claim)
        try:
            self._check_claim(read)
        except units.UnitClash as error:
            raise FormulaError(error.found, error.expected) from None
        return read

    def _check_names(self, part: Claim | Amount) -> None:
        match part:
            case Name(metric, place, _):
                _look_up(metric, self.definitions.metrics, "metric", "metrics.csv")
                _look_up(place, self.definitions.places, "place", "places.csv")
            case Rank(_, _, kind) if kind:
                kinds = {kind for one in self.definitions.places.values() for kind in one.kinds}
                _look_up(kind, kinds, "kind of place", "places.csv")
            case Size(list_id, attribute, _):
                _look_up(list_id, self.lists, "list", "rosters.csv")
                if attribute:
                    columns = {column for row in self.lists[list_id] for column in row}
                    _look_up(attribute, columns, "attribute", "rosters.csv")
            case Same(first, second):
                for list_id in (first, second):
                    _look_up(list_id, self.lists, "list", "rosters.csv")
            case AsPrinted(figure_id, _):
                _look_up(figure_id, self.figures, "figure", "figures.csv")

    def _dated(self, claim: Claim) -> Claim:
        """Return the formula with each name as the unknown of a year."""
        names = [part for part in walk(claim) if isinstance(part, Name)]
        found = {name: self._year(name) for name in names}
        free = {found[name] for name in names if name.year is None} - {UNWRITTEN}
        if len(free) > 1:
            told = ", ".join(sorted(str(year or "undated") for year in free))
            expected = "one year, or each written as in ai_firms[Beijing, 2024]"
            raise FormulaError(f"figures of unlike years ({told})", expected)
        written = {found[name] for name in names if name.year is not None}
        years = free or (written if len(written) == 1 else set()) or {None}
        rest = next(iter(years))

        dated = {name: rest if year == UNWRITTEN else year for name, year in found.items()}
        unknowns = {name: Unknown(name.metric, name.place, year) for name, year in dated.items()}
        read = changed(claim, lambda one: unknowns[one] if isinstance(one, Name) else one)
        return cast(Claim, read)

    def _year(self, name: Name) -> int | None:
        """Return the year of a name; UNWRITTEN for one neither written nor printed."""
        if name.year is not None:
            return name.year or None
        years = list(self.printed.get((name.metric, name.place), {}))
        if len(years) > 1:
            told = ", ".join(sorted(str(year or "undated") for year in years))
            found = f"{name.metric}[{name.place}], printed for {told}"
            raise FormulaError(found, f"one of them, as in {name.metric}[{name.place}, {years[0]}]")
        return years[0] if years else UNWRITTEN

    def _check_claim(self, claim: Claim) -> None:
        match claim:
            case Comparison(operator, left, right, within):
                one, other = self.unit(left), self.unit(right)
                units.shared(one, other, "compared with")
                if operator in ("==", "!=") and within is None:
                    self._check_exact(left, right)
            case Junction(_, parts):
                for part in parts:
                    self._check_claim(part)
            case Negation(part):
                self._check_claim(part)
            case AsPrinted(figure_id, amount) if amount is not None:
                own = self.unit(self.figures[figure_id].unknown)
                units.shared(self.unit(amount), own, "held against")

    def _check_exact(self, left: Amount, right: Amount) -> None:
        exact = [self._is_exact(side) for side in (left, right)]
        if not all(exact):
            found = "'==' between amounts that are known to lie in intervals"
            raise FormulaError(found, "a tolerance, as in 'within: 5%', or < and >")

    def _is_exact(self, amount: Amount) -> bool:
        """Return whether an amount is a count or a rank, and no interval."""
        match amount:
            case Rank() | RankCorrelation() | Size() | Number():
                return True
            case Arithmetic(_, left, right):
                return self._is_exact(left) and self._is_exact(right)
            case Unknown(metric, place, year):
                is_rank = self.definitions.metrics[metric].unit == "rank"
                return is_rank or self.printed.get((metric, place), {}).get(year, False)
        return False

    def unit(self, amount: Amount) -> units.Unit | None:
        """Return the unit of an amount, None for a plain number; raises UnitClash."""
        match amount:
            case Number(_, unit):
                return self._number_unit(unit)
            case Unknown(metric, _, _):
                return units.read_unit(self.definitions.metrics[metric].unit)
            case Arithmetic(operator, left, right):
                combine = {"+": units.added, "-": units.added, "*": units.product}
                return combine.get(operator, units.quotient)(self.unit(left), self.unit(right))
            case Rank(of, among, _):
                return self._rank_unit(of, among)
            case RankCorrelation(first, second):
                for row in (first, second):
                    self._one_unit(row)
                return units.SHARE
        return None  # a list's size may stand beside any count

    def _rank_unit(self, of: Amount, among: Iterable[Amount] | None) -> units.Unit:
        if among is None and not isinstance(of, Unknown):
            raise FormulaError("rank of what is no metric[place]", "rank(x, [y, z]) for an amount")
        if self._one_unit((of, *(among or ()))) == units.RANK:
            raise FormulaError("rank of a rank", "rank of what the rank orders")
        return units.RANK

    def _one_unit(self, amounts: Iterable[Amount]) -> units.Unit | None:
        unit: units.Unit | None = None
        for amount in amounts:
            unit = units.shared(unit, self.unit(amount), "ranked with")
        return unit

    def _number_unit(self, unit: str) -> units.Unit | None:
        known = {metric.unit for metric in self.definitions.metrics.values()} | {"share", "count"}
        if unit:
            _look_up(unit, known, "unit", "metrics.csv")
        return units.read_unit(unit) if unit else None


def _look_up(name: str, known: Collection[str], what: str, table: str) -> None:
    if name not in known:
        found = f"{what} '{name}'{nearest(name, known)}"
        raise FormulaError(found, f"a {what} of {table}", "Correct the name, or add it there.")
