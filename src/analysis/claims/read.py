"""Read claims.yaml: every problem of every file is found before anything is judged."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from analysis import files
from analysis.claims.assertions import read_figures
from analysis.claims.definitions import read_definitions
from analysis.claims.formula import parse_within
from analysis.claims.meaning import Lists
from analysis.claims.naming import Known
from analysis.claims.syntax import Claim as Formula
from analysis.claims.syntax import FormulaError
from analysis.errors import DataError, Problem, nearest
from analysis.files import relative
from analysis.readers import Place, like, line_of, read_yaml, tell

DO = "Correct the claim."
WORDS = ("says_en", "says_zh", "because_en", "because_zh", "opinion_en", "opinion_zh")
PAIRS = ("because", "headline", "change")  # optional, in both languages or in none
PAGE = ("headline_en", "headline_zh", "change_en", "change_zh")
# What words of the front page may show besides figures: amounts of the claim, its tolerance, and
# what all figures imply of a metric and a place.
COMPUTED = re.compile(r"(?:about_)?(within|supported)_\d+|(tolerance)|([a-z0-9_]+)-([A-Z].*)")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
WHERE = ("figure_id", "source_id", "position", "address", "line", "start")  # no member's attributes
NO_DIGITS = "words without digits: {figure_id} stands for a number"
Frames = Mapping[str, pd.DataFrame]  # processed tables, by name
Text = Annotated[str, like(r"\S", "a text")]


class Typed(BaseModel):
    """A claim as typed: what is said, in our own words, and the formula that decides on it.

    line: where in the text studied it is made, counted from 1.
    restates: figures that it repeats, left out when it is held against its own source.
    grants: figures of the source that may be used when it is held against references.
    headline, change: of the front page, where the claim has words of its own for them.
    held_against: 'article' for what follows if the source's figures are true, which no reference
        can support or contradict.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    claim_id: Annotated[
        str, like("^[a-z0-9]+(?:-[a-z0-9]+)*$", "small letters and digits, words joined by '-'")
    ]
    kind: Literal["assertion", "check", "list"]
    says_en: Text
    says_zh: Text
    line: Annotated[int, Field(ge=1, strict=True)]
    claim: str = ""
    within: Any = ""
    because_en: str = ""
    because_zh: str = ""
    restates: list[str] = []
    grants: list[str] = []
    held_against: Literal["references", "article"] = "references"
    opinion_en: str = ""
    opinion_zh: str = ""
    headline_en: str = ""
    headline_zh: str = ""
    change_en: str = ""
    change_zh: str = ""


@dataclass(frozen=True)
class Claim:
    """A claim whose names are looked up, and the line on which each field is typed.

    An opinion has no formula.
    """

    source_id: str
    typed: Typed
    formula: Formula | None = None
    lines: Mapping[str, int | None] = field(default_factory=dict)


Fault = tuple[Place, str, str, str]  # where in the claim, found, expected, what to do


@dataclass(frozen=True)
class _File:
    """A claims.yaml and the names that its claims may use; `seen` tells where each id stands."""

    path: Path
    known: Known
    references: frozenset[str]
    seen: dict[str, str]

    def read(self) -> tuple[list[Claim], list[Problem]]:
        """Return the claims, and what is wrong with them."""
        data, lines, problems = read_yaml(self.path)
        if problems or data is None:  # comments alone, as where new examples wait to be used
            return [], problems
        where = relative(self.path)
        if not isinstance(data, list):
            begin = "Begin each claim with '- '."
            return [], [Problem(where, "no list", "a list of claims", begin, 1)]
        claims = []
        for index, item in enumerate(data):
            typed = item if isinstance(item, dict) else {}
            claim, faults = self._claim(item, [*self._words(typed)])
            if claim:
                at_line = {name: line_of(lines, (index, name)) for name in typed}
                claims.append(replace(claim, lines=at_line))
            name = typed.get("claim_id")
            shown = name if isinstance(name, str) else None
            if shown in self.seen:
                expected = f"an id that is not in use at {self.seen[shown]}"
                faults.append((("claim_id",), f"'{shown}'", expected, "Rename it."))
            elif shown:
                self.seen[shown] = f"{where}, line {lines[(index,)]}"
            for place, found, expected, do in faults:
                line, at = line_of(lines, (index, *place)), ".".join(map(str, place)) or None
                problems.append(Problem(where, found, expected, do, line, field=at, claim=shown))
        return claims, problems

    def _claim(self, item: Any, faults: list[Fault]) -> tuple[Claim | None, list[Fault]]:
        """Return the claim, if its fields are as they should be, and its faults with others."""
        try:
            typed = Typed.model_validate(item)
        except ValidationError as error:
            return None, [*map(_field, error.errors()), *faults]
        faults += [*self._figures(typed), *_either(typed)]
        source_id, at, formula = self.path.parent.name, "within", None
        try:
            if typed.claim:
                within = None if typed.within == "" else parse_within(typed.within)
                at = "claim"
                formula = self.known.read(typed.claim, within)
        except FormulaError as error:
            faults.append(((at,), error.found, error.expected, error.do))
        return Claim(source_id, typed, formula), faults

    def _words(self, item: Mapping[str, Any]) -> Iterator[Fault]:
        """Yield the faults of the words: digits, and placeholders that are no figure."""
        known = [*self.known.figures, *sorted(self.references)]
        texts = {name: item[name] for name in (*WORDS, *PAGE) if isinstance(item.get(name), str)}
        for name, text in texts.items():
            for figure in PLACEHOLDER.findall(text):
                match, found = COMPUTED.fullmatch(figure), f"'{{{figure}}}'"
                if name in PAGE and match:
                    if expected := self._computed(item, *match.groups()):
                        yield (name,), found, expected, DO
                elif figure not in known:
                    expected = "a figure or a reference in braces"
                    yield (name,), f"{found}{nearest(figure, known)}", expected, DO
            left = PLACEHOLDER.sub("", text)
            if digits := re.search(r"\d+", left):
                yield (name,), f"'{digits[0]}'", NO_DIGITS, DO
            elif "{" in left or "}" in left:
                yield (name,), "a single brace", "{figure_id}", DO

    def _computed(
        self, item: Any, by: str | None, tolerance: str | None, metric: str | None, place: str
    ) -> str:
        """Return what is expected in place of something computed that the claim cannot have."""
        metrics, places = self.known.definitions.metrics, self.known.definitions.places
        if metric and metric not in metrics:
            return f"a metric of metrics.csv{nearest(metric, metrics)}, '-' and a place"
        if metric and place not in places:
            return f"a metric, '-' and a place of places.csv{nearest(place, places)}"
        alone = by == "supported" and item.get("held_against") == "article"
        wrong = {
            "has no 'within'": tolerance and not item.get("within"),
            "has no formula": by and not item.get("claim"),
            "is held against the article alone": alone,
        }
        return next((f"a figure, as the claim {why}" for why in wrong if wrong[why]), "")

    def _figures(self, typed: Typed) -> list[Fault]:
        known = self.known.figures
        return [
            ((name, at), f"'{one}'{nearest(one, known)}", "a figure of the source", DO)
            for name in ("restates", "grants")
            for at, one in enumerate(getattr(typed, name))
            if one not in known
        ]


def read(files: Iterable[Path], frames: Frames) -> list[Claim]:
    """Return the claims of every file; raise DataError with all problems of all files.

    A file stands in the folder of its source, whose figures and lists its claims may name.
    """
    references, seen = frozenset(frames["references"]["figure_id"]), dict[str, str]()
    found = [
        _File(path, known_of(path.parent.name, frames), references, seen).read() for path in files
    ]
    claims = [claim for claims, _ in found for claim in claims]
    if problems := [problem for _, faults in found for problem in faults]:
        raise DataError(problems)
    return claims


def check_leads(claims: Iterable[Claim], sources: pd.DataFrame) -> None:
    """Raise DataError where a report is to lead with a claim that its source does not have."""
    ids = [(claim.source_id, claim.typed.claim_id) for claim in claims]
    problems = []
    for source_id, leads in zip(sources["source_id"], sources["leads"], strict=True):
        known = [name for source, name in ids if source == source_id]
        path = files.raw() / source_id / "source.yaml"
        for at, name in enumerate(filter(None, leads.split(";"))):
            if name not in known:
                line = line_of(read_yaml(path)[1], ("leads", at))
                expected, do = f"the id of a claim{nearest(name, known)}", "Correct it."
                problems.append(
                    Problem(relative(path), f"'{name}'", expected, do, line, field="leads")
                )
    if problems:
        raise DataError(problems)


def known_of(source_id: str, frames: Frames) -> Known:
    """Return the names that the formulas of a source may use."""
    figures, rosters = (
        frame[frame["source_id"] == source_id] for frame in (frames["figures"], frames["rosters"])
    )
    every = pd.concat([frames["figures"], frames["references"]])
    definitions = read_definitions(frames["metrics"], frames["places"], every)
    printed = {one.figure_id: one for one in read_figures(figures)}
    return Known(definitions, printed, _members(rosters))


def _members(rosters: pd.DataFrame) -> Lists:
    """Return the members of each list, under the id of the figure that prints its size."""
    told = rosters.drop(columns=list(WHERE), errors="ignore").astype(str)
    groups = told.assign(member=rosters["member_zh"]).groupby(rosters["figure_id"], sort=False)
    found: dict[str, Any] = {str(name): tuple(rows.to_dict("records")) for name, rows in groups}
    return found


def _field(detail: Any) -> Fault:
    found, expected = tell(detail)
    if detail["type"] == "extra_forbidden":
        expected += nearest(str(detail["loc"][-1]), Typed.model_fields)
    if detail["type"] == "literal_error":
        expected = f"one of {detail['ctx']['expected']}"
    return detail["loc"], found, expected, DO


def _either(typed: Typed) -> list[Fault]:
    """Return the fault of a claim that is neither formula nor opinion, or both, or half of one."""
    told = [name for name in (*WORDS, *PAGE) if getattr(typed, name).strip()]
    opinion, formula = [name for name in told if name.startswith("opinion")], typed.claim.strip()
    if typed.within != "" and not formula:
        return [(("within",), "a tolerance without a formula", "a formula with '=='", DO)]
    if formula and opinion:
        return [((opinion[0],), "an opinion beside a formula", "either 'claim' or an opinion", DO)]
    if not formula and len(opinion) < 2:
        expected = "a formula, or 'opinion_en' and 'opinion_zh' with the reason"
        return [((*opinion, "claim")[:1], "no formula", expected, DO)]
    pairs = [(f"{name}_en", f"{name}_zh") for name in PAIRS]
    half = [(one, other) for one, other in pairs if (one in told) != (other in told)]
    expected = "the words in both languages"
    return [((other if one in told else one,), "nothing", expected, DO) for one, other in half]
