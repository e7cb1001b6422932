"""Relations that hold one amount against another: two figures, parts and a total, a reference."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from analysis.claims import verdicts
from analysis.claims.relations.arithmetic import WHOLE, total
from analysis.claims.relations.base import (
    PHRASES,
    WORDS,
    Finding,
    Mention,
    Readings,
    Relation,
    find,
)
from analysis.claims.verdicts import Verdict
from analysis.quantity import Quantity, wording

PRINTED = 6  # significant digits of a figure in a reason
SHOWN = 4  # significant digits of a computed number in a reason
Name = Annotated[str, Field(min_length=1)]
Names = Annotated[tuple[Name, ...], Field(min_length=1)]
Target = tuple[str, Quantity, Verdict]


class Tolerance(BaseModel):
    """How far apart two amounts may be and still count as equal, and why so far."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    share: Annotated[float, Field(ge=0, lt=1)]
    reason: Annotated[str, Field(pattern=WORDS)]


How = Literal["about-equal", "at-most", "at-least", "less-than", "more-than"]
TESTS = {
    "at-most": verdicts.at_most,
    "at-least": verdicts.at_least,
    "less-than": verdicts.less_than,
    "more-than": verdicts.more_than,
}


class Comparison(Relation):
    """Base of the relations that test one amount against others."""

    of_one_year = True
    how: How
    tolerance: Tolerance | None = None

    @model_validator(mode="after")
    def _tolerance_where_needed(self) -> Self:
        if (self.how == "about-equal") != (self.tolerance is not None):
            given = "with a tolerance" if self.tolerance else "without one"
            raise fault(f"'{self.how}' {given}", "a tolerance for 'about-equal' alone")
        return self

    def compare(self, left: Quantity, right: Quantity) -> Verdict:
        """Return the verdict on `left` against `right`."""
        if self.how == "about-equal":
            return verdicts.about_equal(left, right, self.tolerance.share if self.tolerance else 0)
        return TESTS[self.how](left, right)

    def allowance(self) -> str:
        """Return the reason of the tolerance."""
        return self.tolerance.reason if self.tolerance else ""

    def say(self, left: str, is_one: bool, amount: str, targets: Sequence[Target]) -> str:
        """Return the start of a sentence: what comes to what, and how that compares to each target.

        A target without a name is a bare bound.
        """
        test = self.how.replace("-", " ")
        if self.tolerance:
            share = self.tolerance.share
            test = f"within {wording.amount(share, 'share')} of" if share else "equal to"
        compared = wording.listed(
            f"{PHRASES[verdict]} {test} {f'{name} at ' if name else ''}{as_read(right)}"
            for name, right, verdict in targets
        )
        verb = "comes" if is_one else "come"
        return f"{left} {verb} to {amount}: {compared}"


class EqualsAbout(Comparison):
    """Two figures are about the same."""

    kind: Literal["equals-about"]
    how: Literal["about-equal"] = "about-equal"
    left: Name
    right: Name

    def mentions(self) -> tuple[Mention, ...]:
        """Name the two."""
        return Mention("left", (self.left,)), Mention("right", (self.right,))

    def judge(self, readings: Readings) -> Finding:
        """Hold the first against the second."""
        left, right = readings.quantity(self.left), readings.quantity(self.right)
        verdict = self.compare(left, right)
        target = readings.place(self.right), right, verdict
        said = self.say(readings.place(self.left), True, as_read(left), [target])
        return find(verdict, left, f"{said}.")


class Sum(Comparison):
    """Parts come to a total, or to no more than it; without a total they are shares of a whole."""

    kind: Literal["sum"]
    how: Literal["about-equal", "at-most"]
    parts: Names
    total: Name | None = None

    def mentions(self) -> tuple[Mention, ...]:
        """Name the parts and the total; without a total the parts are shares."""
        if self.total is None:
            return (Mention("parts", self.parts, "share"),)
        return Mention("parts", self.parts), Mention("total", (self.total,))

    def judge(self, readings: Readings) -> Finding:
        """Add the parts and hold them against the total."""
        together = total([readings.quantity(name) for name in self.parts])
        whole = WHOLE if self.total is None else readings.quantity(self.total)
        verdict = self.compare(together, whole)
        target = "the whole" if self.total is None else readings.place(self.total)
        places = wording.listed(readings.place(name) for name in self.parts)
        is_one = len(self.parts) == 1
        parts = places if is_one else f"{places} together"
        said = self.say(parts, is_one, in_words(together), [(target, whole, verdict)])
        return find(verdict, together, f"{said}.")


def in_words(amount: Quantity) -> str:
    """Return the bounds of a computed amount in words."""
    return wording.span(amount.low, amount.high, amount.unit, SHOWN)


def as_read(figure: Quantity) -> str:
    """Return the bounds of a figure in words, to all digits that a reader would compare."""
    return wording.span(figure.low, figure.high, figure.unit, PRINTED)


def fault(found: str, expected: str) -> PydanticCustomError:
    """Return the error of fields that do not go together, for a validator to raise."""
    context: dict[str, Any] = {"found": found, "expected": expected}
    return PydanticCustomError("fields", "{expected}", context)
