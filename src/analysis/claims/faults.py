"""What may be wrong with one claim: its fields, and the figures that it names."""

from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from analysis.claims.relations import KINDS, Mention, Relation
from analysis.errors import nearest
from analysis.readers import Place, tell

DO = "Correct the claim."
ARTICLES = {"amount": "an amount", "rank": "a rank"}
OWN, INDEPENDENT = "a figure of the source", "a reference"
WANTED = {  # by the field that holds the relation, and whether the figure must be independent
    ("relation", False): OWN,
    ("relation", True): f"{INDEPENDENT}, which only 'reference' may name",
    ("reference", False): f"{OWN} or {INDEPENDENT}",
    ("reference", True): INDEPENDENT,
}


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


def of_fields(error: ValidationError) -> list[Fault]:
    """Return a fault for each field that is not as the model says."""
    return [_of_field(detail) for detail in error.errors()]


def of_names(relations: Mapping[str, Relation], known: Known) -> list[Fault]:
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
