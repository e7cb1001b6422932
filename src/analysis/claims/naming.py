"""Look up the names in a formula, and check its units and years.

What is wrong is raised as one FormulaError, with the nearest known name. A name without a year
takes the one year in which the source prints it; one that is not printed takes that of the rest.
Sums and comparisons need equal units, products combine them; a unit is its bases with their powers,
so that 'CNY/count' times 'count' is 'CNY'.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial, reduce
from textwrap import shorten
from typing import cast

from analysis.claims import syntax
from analysis.claims.assertions import Figure
from analysis.claims.definitions import Definitions
from analysis.claims.formula import parse
from analysis.claims.meaning import Lists, named_in
from analysis.claims.syntax import UNWRITTEN, Amount, Claim, FormulaError, Unknown
from analysis.errors import nearest

Unit = tuple[tuple[str, int], ...]
Named = tuple[str, Collection[str], str, str]  # a name, those known, of what, and of which table
SHARE: Unit = ()  # a pure number
RANK: Unit = (("rank", 1),)


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
            metric, place, year = figure.unknown
            years = found.setdefault((metric, place), {})
            years[year] = years.get(year, True) and figure.is_exact
        return found

    def read(self, text: str, within: Fraction | None = None) -> Claim:
        """Return the formula with its unknowns looked up; raise FormulaError."""
        claim = parse(text, within)
        parts = syntax.walk(claim)
        _look_up(one for part in parts for one in self._names(part))
        counts = any(isinstance(one, syntax.Size) and one.attribute for one in parts)
        if counts and named_in(claim, self.figures):
            found = "members counted by an attribute beside figures"
            raise FormulaError(found, "a claim on a list's members alone, and one on the figures")
        read = self._dated(claim)
        for part in syntax.walk(read):
            self._check_units(part)
        return read

    def _names(self, part: syntax.Part) -> Iterator[Named]:
        """Yield each name that a part of a formula uses, and what it has to be one of."""
        for list_id in syntax.lists(part):
            yield list_id, self.lists, "list", "rosters.csv"
        match part:
            case Unknown(metric, place, _):
                yield metric, self.definitions.metrics, "metric", "metrics.csv"
                yield place, self.definitions.places, "place", "places.csv"
            case syntax.Number(_, unit) if unit:
                known = {metric.unit for metric in self.definitions.metrics.values()}
                yield unit, known | {"share", "count"}, "unit", "metrics.csv"
            case syntax.Rank(_, _, kind) if kind:
                kinds = {kind for one in self.definitions.places.values() for kind in one.kinds}
                yield kind, kinds, "kind of place", "places.csv"
            case syntax.Size(list_id, attribute) if attribute and list_id in self.lists:
                columns = {column for row in self.lists[list_id] for column in row}
                yield attribute, columns - {"known_from"}, "attribute", "rosters.csv"
            case syntax.AsPrinted(figure_id, _):
                yield figure_id, self.figures, "figure", "figures.csv"

    def _dated(self, claim: Claim) -> Claim:
        named = [one for one in syntax.walk(claim) if isinstance(one, Unknown)]
        free = {self._year(one) for one in named if one.year == UNWRITTEN} - {UNWRITTEN}
        if len(free) > 1:
            expected = "one year, or each written as in ai_firms[Beijing, 2024]"
            raise FormulaError(f"figures of unlike years ({_years(free)})", expected)
        written = {one.year for one in named} - {UNWRITTEN}
        (year,) = free or (written if len(written) == 1 else {None})

        def dated(part: syntax.Part) -> syntax.Part:
            is_free = isinstance(part, Unknown) and part.year == UNWRITTEN
            return cast(Unknown, part)._replace(year=year) if is_free else part

        return cast(Claim, syntax.changed(claim, dated))

    def _year(self, name: Unknown) -> int | None:
        """Return the one year for which a name is printed; UNWRITTEN where it is not."""
        years = list(self.printed.get((name.metric, name.place), {}))
        if len(years) > 1:
            found = f"{name.metric}[{name.place}], printed for {_years(years)}"
            raise FormulaError(found, f"one of them, as in {name.metric}[{name.place}, {years[0]}]")
        return years[0] if years else UNWRITTEN

    def _check_units(self, part: syntax.Part) -> None:
        match part:
            case syntax.Comparison(operator, left, right, within):
                _shared(self.unit(left), self.unit(right), "compared with")
                is_equality = operator == "==" and not within
                if is_equality and not all(map(self._is_exact, (left, right))):
                    found = "'==' between amounts that are known to lie in intervals"
                    raise FormulaError(found, "a tolerance, as in 'within: 5%', or < and >")
            case syntax.AsPrinted(figure_id, amount) if amount is not None:
                own = self.unit(self.figures[figure_id].unknown)
                _shared(self.unit(amount), own, "held against")

    def _is_exact(self, amount: Amount) -> bool:
        """Return whether an amount is a count or a rank, and no interval."""
        match amount:
            case syntax.Arithmetic(_, left, right):
                return self._is_exact(left) and self._is_exact(right)
            case Unknown(metric, place, year):
                is_rank = self.definitions.metrics[metric].unit == "rank"
                return is_rank or self.printed.get((metric, place), {}).get(year, False)
        return True

    def unit(self, amount: Amount) -> Unit | None:
        """Return the unit of an amount, None for a plain number; raises FormulaError."""
        match amount:
            case syntax.Number(_, unit):
                return read_unit(unit) if unit else None
            case Unknown(metric, _, _):
                return read_unit(self.definitions.metrics[metric].unit)
            case syntax.Arithmetic(operator, left, right):
                return _combined(operator, self.unit(left), self.unit(right))
            case syntax.Rank(of, among, _):
                if among is None and not isinstance(of, Unknown):
                    found = "rank of what is no metric[place]"
                    raise FormulaError(found, "rank(x, [y, z]) for an amount")
                if self._one_unit((of, *(among or ()))) == RANK:
                    raise FormulaError("rank of a rank", "rank of what the rank orders")
                return RANK
            case syntax.RankCorrelation(first, second):
                for row in (first, second):
                    self._one_unit(row)
                return SHARE
        return None  # a list's size may stand beside any count

    def _one_unit(self, amounts: Iterable[Amount]) -> Unit | None:
        return reduce(partial(_shared, verb="ranked with"), map(self.unit, amounts))


def read_unit(text: str) -> Unit:
    """Return the unit that a table writes as 'count', 'share' or 'CNY/count'."""
    top, _, bottom = text.partition("/")
    powers = Counter({top: 1})
    powers.subtract([bottom])
    return _powers(powers)


def write_unit(unit: Unit | None) -> str:
    """Return the unit as a table writes it."""
    if unit is None:
        return "a plain number"
    above = "*".join(name for name, power in unit for _ in range(power))
    below = "/".join(name for name, power in unit for _ in range(-power))
    return (above or "share") + (f"/{below}" if below else "")


def _shared(left: Unit | None, right: Unit | None, verb: str) -> Unit | None:
    """Return the one unit of two parts; a number typed without a unit takes the other's."""
    if left is None or right is None:
        return right if left is None else left
    if left != right:
        found = f"{write_unit(left)} {verb} {write_unit(right)}"
        raise FormulaError(found, "the same unit on both sides")
    return left


def _combined(operator: str, left: Unit | None, right: Unit | None) -> Unit | None:
    if RANK in (left, right):
        raise FormulaError("a rank inside an amount", "ranks beside a comparison only")
    if operator in ("+", "-"):
        return _shared(left, right, "added to")
    if left is None and right is None:
        return None
    powers = Counter(dict(left or SHARE))
    for name, power in right or SHARE:
        powers[name] += power if operator == "*" else -power
    return _powers(powers)


def _powers(powers: Mapping[str, int]) -> Unit:
    kept = [(name, power) for name, power in powers.items() if power and name not in ("", "share")]
    return tuple(sorted(kept))


def _years(years: Iterable[int | None]) -> str:
    return shorten(", ".join(sorted(str(year or "undated") for year in years)), 60)


def _look_up(names: Iterable[Named]) -> None:
    found, expected = dict[str, None](), dict[str, None]()
    for name, known, what, table in names:
        if name not in known:
            found[f"{what} '{name}'{nearest(name, known)}"] = None
            expected[f"a{'n' if what[0] == 'a' else ''} {what} of {table}"] = None
    if found:
        do = "Correct the name, or add it there."
        raise FormulaError(" and ".join(found), " and ".join(expected), do)
