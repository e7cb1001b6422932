"""The article's own ledger as the engine sees it, asked in one line."""

from dataclasses import replace
from fractions import Fraction
from functools import cache

import pandas as pd

from analysis import claims, files
from analysis.claims.assertions import Figure, read_figures
from analysis.claims.constraints import Constraints
from analysis.claims.formula import parse_within
from analysis.claims.naming import Known
from analysis.claims.read import Claim as Typed
from analysis.claims.read import known_of
from analysis.claims.sources import read_references
from analysis.claims.support import References
from analysis.claims.syntax import Claim
from analysis.claims.verdict import judge
from analysis.claims.worlds import Question, Worlds
from analysis.data import clean, sources, tables

SOURCE = "wanliu-economic-review"


@cache
def frames() -> dict[str, pd.DataFrame]:
    """Return the tables of the article alone, whatever other sources stand beside it."""
    raw = sources.read(files.raw())
    return clean.clean(replace(raw, sources=[sources.pick(raw, SOURCE)]))


@cache
def typed() -> list[Typed]:
    """Return the article's claims as read."""
    return claims.read([files.raw() / SOURCE / "claims.yaml"], frames())


@cache
def published() -> dict[str, pd.DataFrame]:
    """Return the tables that come of the article's claims: those published, where it is alone.

    They are what a build makes, as test_builds holds, and need not be judged by each module that
    asks for verdicts. Beside other sources sentences name publishers, and it is judged alone.
    """
    if files.source_folders(files.raw()) != [files.raw() / SOURCE]:
        return claims.judge_all(typed(), frames())
    names = ("claims", "implied", "flips", "sources")
    return {name: tables.read(name) for name in names}


@cache
def known() -> Known:
    return known_of(SOURCE, frames())


def figures() -> list[Figure]:
    return read_figures(frames()["figures"])


@cache
def worlds() -> Worlds:
    return Worlds(Constraints(known().definitions, figures(), known().lists))


@cache
def references() -> References:
    table = frames()["references"]
    independent = read_references(table[table["source_of"] != SOURCE])
    return References(known(), independent, (2024, 2025), "2025-02")


def judged(text: str, within: str | None = None, restates: tuple[str, ...] = ()):
    return judge(ask(text, within, restates))


def read(text: str, within: str | None = None) -> Claim:
    return known().read(text, None if within is None else parse_within(within))


def ask(text: str, within: str | None = None, without: tuple[str, ...] = ()) -> Question:
    return worlds().about(read(text, within), without)


def with_changed(figure_id: str, low: str, high: str) -> Worlds:
    """Return the worlds of a ledger in which one figure is another."""
    changed = [
        replace(one, low=Fraction(low), value=Fraction(low), high=Fraction(high))
        if one.figure_id == figure_id
        else one
        for one in figures()
    ]
    return Worlds(Constraints(known().definitions, changed, known().lists))
