"""Read claims.yaml: every problem of every file is found before anything is judged."""

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from analysis.claims.relations import KINDS, AnyRelation, Mention, Relation
from analysis.errors import DataError, Problem, nearest
from analysis.paths import relative
from analysis.readers import Lines, Place, line_of, read_yaml, tell

RELATION: TypeAdapter[Relation] = TypeAdapter(AnyRelation)
DO = "Correct the claim."
ARTICLES = {"amount": "an amount", "rank": "a rank"}
OWN, INDEPENDENT = "a figure of the source", "a reference"
WANTED = {  # by the field that holds the relation, and whether the figure must be independent
    ("relation", False): OWN,
    ("relation", True): f"{INDEPENDENT}, which only 'reference' may name",
    ("reference", False): f"{OWN} or {INDEPENDENT}",
    ("reference", True): INDEPENDENT,
}
# A number reaches prose from a table alone, so that whoever words a claim spells it out.
Text = Annotated[str, Field(pattern=r"^[^0-9]*[^0-9\s][^0-9]*$")]


class Claim(BaseModel):
    """What a source asserts, in our own words, and the relation that decides on it.

    As typed in claims.yaml; `source_id` is the folder's name and not typed.

    line: where in the text studied it is made, counted from 1.
    relation: whether it is consistent within the source.
    reference: whether independent figures support it, where there are any.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    source_id: str = ""
    claim_id: Annotated[str, Field(pattern="^[a-z0-9]+(?:-[a-z0-9]+)*$")]
    says_en: Text
    says_zh: Text
    line: Annotated[int, Field(ge=1)]
    relation: AnyRelation
    reference: AnyRelation | None = None

    def relations(self) -> dict[str, Relation]:
        """Return the relations by the field that holds them."""
        given: dict[str, Relation] = {"relation": self.relation}
        return given if self.reference is None else {**given, "reference": self.reference}


@dataclass(frozen=True)
class Known:
    """What claims may name: units of the source's figures and of references; lists with members."""

    figures: dict[str, str]
    references: dict[str, str]
    lists: frozenset[str]


@dataclass(frozen=True)
class Fault:
    """One fault of a claim: where in it, what was found, what was expected, what to do."""

    place: Place
    found: str
    expected: str
    do: str = DO


def read(
    files: Iterable[Path],
    figures: pd.DataFrame,
    rosters: pd.DataFrame,
    references: pd.DataFrame | None = None,
) -> list[Claim]:
    """Return the claims of every file; raise DataError with all problems of all files.

    A file stands in the folder of its source; its claims may rest on the figures of that source,
    and for their support also on `references`, which has at least figure_id and unit.
    """
    claims: list[Claim] = []
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    independent = {} if references is None else _units(references)
    for path in files:
        own = figures[figures["source_id"] == path.parent.name]
        known = Known(_units(own), independent, frozenset(rosters["figure_id"]))
        found, faults = _read_file(path, known, seen)
        claims += found
        problems += faults
    if problems:
        raise DataError(problems)
    return claims


def _units(table: pd.DataFrame) -> dict[str, str]:
    return dict(zip(table["figure_id"], table["unit"], strict=True))


def _read_file(path: Path, known: Known, seen: dict[str, str]) -> tuple[list[Claim], list[Problem]]:
    """Read one file; `seen` says where each id stands that was met so far, and is added to."""
    data, lines, problems = read_yaml(path)
    if problems:
        return [], problems
    where = relative(path)
    if not isinstance(data, list):
        return [], [Problem(where, "no list", "a list of claims", "Begin each claim with '- '.", 1)]
    claims = []
    for index, item in enumerate(data):
        claim, faults = _read_claim(item, path.parent.name, known)
        name = item.get("claim_id") if isinstance(item, dict) else None
        here = f"{where}, line {lines[(index,)]}"
        if isinstance(name, str) and seen.setdefault(name, here) != here:
            expected = f"an id that is not in use at {seen[name]}"
            faults.append(Fault(("claim_id",), f"'{name}'", expected, "Rename it."))
        problems += [_problem(fault, where, lines, index, name) for fault in faults]
        claims += [claim] if claim else []
    return claims, problems


def _read_claim(item: Any, source_id: str, known: Known) -> tuple[Claim | None, list[Fault]]:
    if isinstance(item, dict) and "source_id" in item:
        found, expected = repr(item["source_id"]), "no such field: it is the folder's name"
        return None, [Fault(("source_id",), found, expected)]
    try:
        claim = Claim.model_validate(item).model_copy(update={"source_id": source_id})
    except ValidationError as error:
        return None, _of_fields(error) + _of_names(_relations(item), known)
    return claim, _of_names(claim.relations(), known)


def _relations(item: Any) -> dict[str, Relation]:
    """Return the relations of a claim at fault that are themselves well-formed."""
    found: dict[str, Relation] = {}
    for field in ("relation", "reference") if isinstance(item, dict) else ():
        with suppress(ValidationError):
            found[field] = RELATION.validate_python(item.get(field))
    return found


def _problem(fault: Fault, where: str, lines: Lines, index: int, name: Any) -> Problem:
    return Problem(
        where,
        fault.found,
        fault.expected,
        fault.do,
        line_of(lines, (index, *fault.place)),
        field=".".join(str(part) for part in fault.place) or None,
        claim=name if isinstance(name, str) else None,
    )


def _of_fields(error: ValidationError) -> list[Fault]:
    """Return a fault for each field that is not as the model says."""
    return [_of_field(detail) for detail in error.errors()]


def _of_names(relations: Mapping[str, Relation], known: Known) -> list[Fault]:
    """Return the faults of the names in a claim's relations: unknown, circular, of another unit."""
    found: list[Fault] = []
    for field, relation in relations.items():
        unknown = list(_unknown(field, relation, known))
        found += unknown or [
            *_dependent(field, relation, known),
            *_circular(field, relation),
            *_misfits(field, relation, ChainMap(known.figures, known.references)),
            *_unlisted(field, relation, known.lists),
        ]
    return found


def _of_field(detail: Any) -> Fault:
    place, kind, context = detail["loc"], detail["type"], detail.get("ctx", {})
    if place and place[0] in ("relation", "reference"):
        place = (place[0], *place[2:])  # without the kind, which pydantic names in between
    if kind == "union_tag_invalid":
        expected = "one of " + ", ".join(KINDS) + nearest(context["tag"], KINDS)
        return Fault((*place, "kind"), f"'{context['tag']}'", expected)
    if kind == "union_tag_not_found":
        return Fault((*place, "kind"), "no such field", "one of " + ", ".join(KINDS))
    if kind == "fields":
        return Fault(place, context["found"], context["expected"])
    found, expected = tell(detail)
    if kind == "string_pattern_mismatch" and place[-1:] != ("claim_id",):
        expected = "words without digits: a number comes from a figure"
    return Fault(place, found, expected)


def _each(relation: Relation) -> Iterator[tuple[Mention, str]]:
    return ((mention, name) for mention in relation.mentions() for name in mention.ids)


def _unknown(field: str, relation: Relation, known: Known) -> Iterator[Fault]:
    for mention, name in _each(relation):
        own = {} if mention.independent else known.figures
        independent = known.references if field == "reference" else {}
        if name not in own and name not in independent:
            expected = WANTED[field, mention.independent] + nearest(name, [*own, *independent])
            do = "Correct the claim, or add the figure."
            yield Fault((field, mention.field), f"'{name}'", expected, do)


def _dependent(field: str, relation: Relation, known: Known) -> Iterator[Fault]:
    names = relation.figures()
    if field == "reference" and names and known.references.keys().isdisjoint(names):
        yield Fault((field,), "figures of the source alone", f"{INDEPENDENT} among them")


def _circular(field: str, relation: Relation) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for mention, name in _each(relation):
        if name in seen:
            found = f"'{name}', which '{seen[name]}' names already"
            expected = "each figure once, as none can be held against itself"
            yield Fault((field, mention.field), found, expected)
        seen.setdefault(name, mention.field)


def _misfits(field: str, relation: Relation, units: Mapping[str, str]) -> Iterator[Fault]:
    for name, figure, unit in relation.misfits(units):
        expected = ARTICLES.get(unit, f"a {unit}")
        yield Fault((field, name), f"'{figure}', a {units[figure]}", expected)


def _unlisted(field: str, relation: Relation, lists: frozenset[str]) -> Iterator[Fault]:
    for mention, name in _each(relation):
        if mention.listed and name not in lists:
            expected = "the size of a list whose members are known" + nearest(name, lists)
            do = "Correct the claim, or add the members to rosters.csv."
            yield Fault((field, mention.field), f"'{name}'", expected, do)
