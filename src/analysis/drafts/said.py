"""A number of a draft, with what it may be of. Imports quantity."""

from dataclasses import dataclass

from analysis.quantity import Found


@dataclass(frozen=True)
class Said:
    """A number of a draft and what it may be of.

    place: the one that its sentence gives it; empty where it names none.
    others: places that it may be of besides: by another order of the same sentence, or, where the
        sentence names none, those of the paragraph. `carried`: the one spoken of before.
    whole: another place that it is said to be a part or multiple of; '?': one of no table.
    levels: what the words around count, by their distance, and `own` those of its sentence alone.
    named: all places that its sentence names. `around`: those of its paragraph so far, too, the
        last named last.
    before, after: the rest of its sentence, normalised. `source`: the text whose publisher was
        named last, or is the only one named; empty: any.
    reckoned: whether its sentence is a question, or it or the one before speaks of quotients.
    in_cell: whether it stands in a table, `own` being what its column counts.
    """

    found: Found
    place: str
    levels: dict[str, float]
    own: dict[str, float]
    years: frozenset[int]
    others: tuple[str, ...] = ()
    carried: str = ""
    whole: str = ""
    named: frozenset[str] = frozenset()
    around: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    source: str = ""
    reckoned: bool = False
    in_cell: bool = False

    @property
    def unit(self) -> str:
        """Its unit."""
        return self.found.quantity.unit

    @property
    def sentence(self) -> str:
        """The sentence that it stands in, normalised."""
        return self.before + self.found.printed + self.after
