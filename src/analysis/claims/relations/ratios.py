"""The relation of a quotient or a product of figures to a bound."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import (
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    field_validator,
    model_validator,
)

from analysis.claims.relations.arithmetic import quotient
from analysis.claims.relations.base import AMOUNT, ANY, Finding, Mention, Readings, find
from analysis.claims.relations.comparison import Comparison, How, Name, fault, in_words
from analysis.claims.verdicts import Verdict
from analysis.quantity import Quantity, UnitError, wording

NO_QUOTIENT = "Nothing can be divided by nothing."
Bound = Name | Annotated[float, Field(ge=0, allow_inf_nan=False, strict=True)]


class Ratio(Comparison):
    """A numerator over a denominator, or a share of a count, keeps a bound.

    A denominator that is a share gives the whole it implies. Without a bound the amount is worked
    out and nothing is judged.
    """

    kind: Literal["ratio"]
    how: How = "at-most"
    numerator: Name | None = None
    denominator: Name | None = None
    share: Name | None = None
    count: Name | None = None
    bound: Bound | None = None

    @field_validator("bound", mode="wrap")
    @classmethod
    def _bound_at_once(cls, value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
        try:
            return handler(value)
        except ValidationError:
            expected = "a figure, or a number that is finite and not below zero"
            raise fault(repr(value), expected) from None

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        forms = (self.numerator, self.denominator), (self.share, self.count)
        given = [sum(name is not None for name in form) for form in forms]
        if sorted(given) != [0, 2]:
            names = ("numerator", "denominator", "share", "count")
            found = wording.listed(name for name in names if getattr(self, name) is not None)
            raise fault(found, "numerator and denominator, or share and count")
        if self.bound is None and "how" in self.model_fields_set:
            raise fault(f"'{self.how}' without a bound", "a bound to hold the amount against")
        if self.bound is not None and "how" not in self.model_fields_set:
            raise fault("a bound without 'how'", "one of " + ", ".join(get_args(How)))
        return self

    def mentions(self) -> tuple[Mention, ...]:
        """Name the two figures, and the bound where it is one."""
        units = {"numerator": AMOUNT, "denominator": AMOUNT, "share": "share", "count": AMOUNT}
        given = {field: getattr(self, field) for field in (*units, "bound")}
        return tuple(
            Mention(field, (name,), units.get(field, ANY))
            for field, name in given.items()
            if isinstance(name, str)
        )

    def misfits(self, units: Mapping[str, str]) -> list[tuple[str, str, str]]:
        """Return as others do, what cannot be divided, and a bound of another unit."""
        found = super().misfits(units)
        if found:
            return found
        try:
            one = self._compute({name: Quantity(1, 1, 1, units[name]) for name in self.figures()})
        except UnitError:
            return [("denominator", str(self.denominator), units[str(self.numerator)])]
        if one is None or not isinstance(self.bound, str) or units[self.bound] == one.unit:
            return []
        return [("bound", self.bound, one.unit)]

    def judge(self, readings: Readings) -> Finding:
        """Work out the amount and hold it against the bound."""
        amount = self._compute({name: readings.quantity(name) for name in self.figures()})
        if amount is None:
            return find(Verdict.NOT_CHECKABLE, None, NO_QUOTIENT)
        left = self._subject(readings)
        if self.bound is None:
            reason = f"{left} comes to {in_words(amount)}, which nothing in the source can check."
            return find(Verdict.NOT_CHECKABLE, amount, reason)
        if isinstance(self.bound, str):
            target, bound = (
                f"the figure for {readings.place(self.bound)}",
                readings.quantity(self.bound),
            )
        else:
            target, bound = "", Quantity(self.bound, self.bound, self.bound, amount.unit)
        verdict = self.compare(amount, bound)
        said = self.say(left, True, in_words(amount), [(target, bound, verdict)])
        return find(verdict, amount, f"{said}.")

    def _compute(self, amounts: Mapping[str, Quantity]) -> Quantity | None:
        if self.share is not None and self.count is not None:
            return amounts[self.share] * amounts[self.count]
        return quotient(amounts[str(self.numerator)], amounts[str(self.denominator)])

    def _subject(self, readings: Readings) -> str:
        if self.count is not None:
            counted = readings.figures[self.count]
            label = readings.label(counted.metric)
            return f"The part that the share makes of {counted.place}'s {label}"
        top, bottom = (readings.figures[str(n)] for n in (self.numerator, self.denominator))
        if bottom.quantity.unit == "share" != top.quantity.unit:
            return f"The whole that {top.place}'s share implies"
        if top.metric == bottom.metric:
            return f"{top.place} over {bottom.place}"
        label, other = readings.label(top.metric), readings.label(bottom.metric)
        return f"{top.place}'s {label} over {bottom.place}'s {other}"
