"""What every relation is: the figures it mentions, their units, and a finding from readings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from analysis.claims.verdicts import Verdict, tidy
from analysis.quantity import Quantity

DECIDING_GRADES = ("A", "B")  # references of a lower grade are context
PHRASES = {
    Verdict.HOLDS: "in every reading",
    Verdict.FAILS: "in no reading",
    Verdict.DEPENDS: "in some readings but not all",
}
# A number reaches prose from a table alone: whoever words a claim or a reason uses no digit.
WORDS = r"^[^0-9]*[^0-9\s][^0-9]*$"
LIKE, AMOUNT, ANY = "like", "amount", "any"


@dataclass(frozen=True)
class Reading:
    """One figure or reference as read; the grade is empty for a source's own figure."""

    quantity: Quantity
    place: str
    metric: str
    year: int | None = None
    grade: str = ""

    @property
    def decides(self) -> bool:
        """Whether a verdict may rest on it."""
        return self.grade in ("", *DECIDING_GRADES)


@dataclass(frozen=True)
class Readings:
    """Figures and references by id, members of lists (Chinese name: English), labels by metric."""

    figures: Mapping[str, Reading]
    members: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    def quantity(self, name: str) -> Quantity:
        """Return what a figure may be."""
        return self.figures[name].quantity

    def label(self, metric: str) -> str:
        """Return what a metric is called, as inside a sentence."""
        return self.labels.get(metric, metric)

    def place(self, name: str) -> str:
        """Return the place a figure is about."""
        return self.figures[name].place


@dataclass(frozen=True)
class Mention:
    """The figures that one field of a relation names, and the unit they must have.

    unit: a unit; LIKE, that of the relation's first figure so marked; AMOUNT, all but a rank; ANY.
    listed: whether each must be the size of a list whose members are known.
    independent: whether each must be a reference, and none a figure of the source.
    """

    field: str
    ids: tuple[str, ...]
    unit: str = LIKE
    listed: bool = False
    independent: bool = False


@dataclass(frozen=True)
class Finding:
    """A verdict, the range computed on the way (none where nothing is), and why."""

    verdict: Verdict
    low: float | None
    value: float | None
    high: float | None
    unit: str
    reason: str


def find(verdict: Verdict, computed: Quantity | None, reason: str) -> Finding:
    """Return a finding, its numbers free of the noise of binary arithmetic."""
    if computed is None:
        return Finding(verdict, None, None, None, "", reason)
    low, value, high = map(tidy, (computed.low, computed.value, computed.high))
    return Finding(verdict, low, value, high, computed.unit, reason)


class Relation(BaseModel):
    """Base of the kinds: typed by hand in claims.yaml, told apart by `kind`.

    of_one_year: whether its figures are weighed against each other, which only those of one year
    can be.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    of_one_year: ClassVar[bool] = False
    kind: str

    def mentions(self) -> tuple[Mention, ...]:
        """Return the figures by the field that names them."""
        raise NotImplementedError

    def judge(self, readings: Readings) -> Finding:
        """Return the finding; readings hold every figure mentioned, in units that fit."""
        raise NotImplementedError

    def figures(self) -> tuple[str, ...]:
        """Return the ids of what it rests on, in the order typed."""
        return tuple(name for mention in self.mentions() for name in mention.ids)

    def paired(self) -> tuple[tuple[str, str], ...]:
        """Return the counts with their shares, where it pairs them."""
        return ()

    def allowance(self) -> str:
        """Return why amounts may differ as far as its tolerance lets them; often nothing."""
        return ""

    def reason_in_chinese(self) -> str:
        """Return the reason as typed in Chinese, where one is typed."""
        return ""

    def takes_ranks(self) -> bool:
        """Return whether the amounts that have to be alike may be ranks."""
        return False

    def misfits(self, units: Mapping[str, str]) -> list[tuple[str, str, str]]:
        """Return field, id and expected unit of each figure whose unit does not fit."""
        like, found = "", []
        each = [(mention, name) for mention in self.mentions() for name in mention.ids]
        for mention, name in each:
            unit, wanted = units[name], mention.unit
            if wanted == LIKE:
                like = like or (AMOUNT if unit == "rank" and not self.takes_ranks() else unit)
                wanted = like
            fits = unit != "rank" if wanted == AMOUNT else wanted in (ANY, unit)
            if not fits:
                found.append((mention.field, name, wanted))
        return found
