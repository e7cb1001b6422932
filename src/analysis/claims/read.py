"""Read claims.yaml: every problem of every file is found before anything is judged.

Imports assertions, definitions, formula, naming and syntax of this room.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from analysis.claims.assertions import read_figures
from analysis.claims.definitions import read_definitions
from analysis.claims.formula import parse_within
from analysis.claims.meaning import Lists
from analysis.claims.naming import Known
from analysis.claims.syntax import Claim as Formula
from analysis.claims.syntax import FormulaError
from analysis.errors import DataError, Problem, nearest
from analysis.paths import relative
from analysis.readers import Lines, Place, line_of, read_yaml, tell

DO = "Correct the claim."
WORDS = ("says_en", "says_zh", "because_en", "because_zh", "opinion_en", "opinion_zh")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
NO_DIGITS = "words without digits: {figure_id} stands for a number"
Frames = Mapping[str, pd.DataFrame]  # processed tables, by name
Text = Annotated[str, Field(pattern=r"\S")]


class Typed(BaseModel):
    """A claim as typed: what is said, in our own words, and the formula that decides on it.

    line: where in the text studied it is made, counted from 1.
    restates: figures that it repeats, left out when it is held against its own source.
    grants: figures of the source that may be used when it is held against references.
    held_against: 'article' for what follows if the source's figures are true, which no reference
        can support or contradict.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    claim_id: Annotated[str, Field(pattern="^[a-z0-9]+(?:-[a-z0-9]+)*$")]
    kind: Literal["assertion", "check", "list"]
    says_en: Text
    says_zh: Text
    line: Annotated[int, Field(ge=1)]
    claim: str = ""
    within: str | float = ""
    because_en: str = ""
    because_zh: str = ""
    restates: list[str] = []
    grants: list[str] = []
    held_against: Literal["references", "article"] = "references"
    opinion_en: str = ""
    opinion_zh: str = ""


@dataclass(frozen=True)
class Claim:
    """A claim whose names are looked up; an opinion has no formula."""

    source_id: str
    typed: Typed
    formula: Formula | None = None


@dataclass(frozen=True)
class Fault:
    """One fault of a claim: where in it, what was found, what was expected, what to do."""

    place: Place
    found: str
    expected: str
    do: str = DO


@dataclass
class _Reader:
    """The names that claims may use, by source, and the ids met so far with where they stand."""

    known: Mapping[str, Known]
    references: frozenset[str]
    seen: dict[str, str] = field(default_factory=dict)

    def file(self, path: Path) -> tuple[list[Claim], list[Problem]]:
        """Return the claims of one file, and what is wrong with it."""
        data, lines, problems = read_yaml(path)
        if problems:
            return [], problems
        where, begin = relative(path), "Begin each claim with '- '."
        if not isinstance(data, list):
            return [], [Problem(where, "no list", "a list of claims", begin, 1)]
        claims = []
        for index, item in enumerate(data):
            claim, faults = self._claim(item, path.parent.name)
            name = item.get("claim_id") if isinstance(item, dict) else None
            here = f"{where}, line {lines[(index,)]}"
            if isinstance(name, str) and self.seen.setdefault(name, here) != here:
                expected = f"an id that is not in use at {self.seen[name]}"
                faults.append(Fault(("claim_id",), f"'{name}'", expected, "Rename it."))
            problems += [_problem(fault, where, lines, index, name) for fault in faults]
            claims += [claim] if claim else []
        return claims, problems

    def _claim(self, item: Any, source_id: str) -> tuple[Claim | None, list[Fault]]:
        try:
            typed = Typed.model_validate(item)
        except ValidationError as error:
            return None, [*map(_field, error.errors()), *self._words(item, source_id)]
        faults = [*self._words(item, source_id), *self._named(typed, source_id), *_either(typed)]
        if not typed.claim:
            return Claim(source_id, typed), faults
        try:
            within = None if typed.within == "" else parse_within(typed.within)
        except FormulaError as error:
            return None, [*faults, Fault(("within",), error.found, error.expected)]
        formula, more = self._formula(typed, source_id, within)
        return Claim(source_id, typed, formula), [*faults, *more]

    def _formula(
        self, typed: Typed, source_id: str, within: Fraction | None
    ) -> tuple[Formula | None, list[Fault]]:
        try:
            return self.known[source_id].read(typed.claim, within), []
        except FormulaError as error:
            return None, [Fault(("claim",), error.found, error.expected, error.do)]

    def _words(self, item: Any, source_id: str) -> list[Fault]:
        """Return the faults of the words: digits, and placeholders that are no figure."""
        texts = {name: item.get(name) for name in WORDS} if isinstance(item, dict) else {}
        known = [*self.known[source_id].figures, *sorted(self.references)]
        faults = []
        for name, text in texts.items():
            if not isinstance(text, str):
                continue
            for figure in PLACEHOLDER.findall(text):
                if figure not in known:
                    found = f"'{{{figure}}}'{nearest(figure, known)}"
                    faults.append(Fault((name,), found, "a figure or a reference in braces"))
            left = PLACEHOLDER.sub("", text)
            if digits := re.search(r"\d+", left):
                faults.append(Fault((name,), f"'{digits[0]}'", NO_DIGITS))
            elif "{" in left or "}" in left:
                faults.append(Fault((name,), "a single brace", "{figure_id}"))
        return faults

    def _named(self, typed: Typed, source_id: str) -> list[Fault]:
        """Return the faults of the figures that a claim restates or grants."""
        known = self.known[source_id].figures
        return [
            Fault((name, at), f"'{one}'{nearest(one, known)}", "a figure of the source")
            for name in ("restates", "grants")
            for at, one in enumerate(getattr(typed, name))
            if one not in known
        ]


def read(files: Iterable[Path], frames: Frames) -> list[Claim]:
    """Return the claims of every file; raise DataError with all problems of all files.

    A file stands in the folder of its source, whose figures and lists its claims may name.
    """
    paths = list(files)
    known = {path.parent.name: known_of(path.parent.name, frames) for path in paths}
    reader = _Reader(known, frozenset(frames["references"]["figure_id"]))
    found = [reader.file(path) for path in paths]
    if problems := [problem for _, faults in found for problem in faults]:
        raise DataError(problems)
    return [claim for claims, _ in found for claim in claims]


def known_of(source_id: str, frames: Frames) -> Known:
    """Return the names that the formulas of a source may use."""
    figures, rosters = (
        frame[frame["source_id"] == source_id] for frame in (frames["figures"], frames["rosters"])
    )
    definitions = read_definitions(frames["metrics"], frames["places"])
    printed = {one.figure_id: one for one in read_figures(figures)}
    return Known(definitions, printed, _members(rosters))


def _members(rosters: pd.DataFrame) -> Lists:
    """Return the members of each list, under the id of the figure that prints its size."""
    found: dict[str, tuple[dict[str, str], ...]] = {}
    for row in rosters.to_dict("records"):
        member = {str(name): str(cell) for name, cell in row.items()}
        name = member["figure_id"]
        found[name] = (*found.get(name, ()), member | {"member": member["member_zh"]})
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


def _field(detail: Any) -> Fault:
    """Return the fault of a field that is not as `Typed` says."""
    found, expected = tell(detail)
    if detail["type"] == "extra_forbidden":
        expected += nearest(str(detail["loc"][-1]), Typed.model_fields)
    if detail["type"] == "literal_error":
        expected = f"one of {detail['ctx']['expected']}"
    return Fault(detail["loc"], found, expected)


def _either(typed: Typed) -> list[Fault]:
    """Return the fault of a claim that is neither formula nor opinion, or both, or half of one."""
    told = [name for name in ("opinion_en", "opinion_zh") if getattr(typed, name).strip()]
    if typed.claim.strip() and told:
        return [Fault((told[0],), "an opinion beside a formula", "either 'claim' or an opinion")]
    if not typed.claim.strip() and len(told) < 2:
        expected = "a formula, or 'opinion_en' and 'opinion_zh' with the reason"
        return [Fault((told[0] if told else "claim",), "no formula", expected)]
    if bool(typed.because_en.strip()) != bool(typed.because_zh.strip()):
        name = "because_en" if typed.because_zh.strip() else "because_zh"
        return [Fault((name,), "nothing", "the words in both languages")]
    return []
