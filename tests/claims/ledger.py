"""Today's ledger, with the columns of definitions that its tables do not have yet."""

from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import pandas as pd

from analysis.claims.assertions import Figure, read_figures
from analysis.claims.constraints import Constraints
from analysis.claims.definitions import Definitions, read_definitions
from analysis.claims.formula import parse_within
from analysis.claims.meaning import Lists
from analysis.claims.naming import Known
from analysis.claims.support import Article, References, read_references
from analysis.claims.syntax import Claim
from analysis.claims.verdict import judge
from analysis.claims.worlds import Question, Worlds

ROOT = Path(__file__).parents[2]
SHARES = {  # share: (of what, whole in the same place or none for the country)
    "ai_firms_share": ("ai_firms", ""),
    "ai_core_industry_share": ("ai_core_industry_cny", ""),
    "industrial_robot_share": ("industrial_robots", ""),
    "basic_research_share": ("basic_research_cny", "rd_spending_cny"),
    "ai_firms_strict_share": ("ai_firms_strict", ""),
    "ai_core_talent_share": ("ai_core_talent", ""),
    "registered_models_share": ("registered_models", ""),
}
RANKS = {
    "ai_firms_rank": "ai_firms",
    "ai_invention_applications_rank": "ai_invention_applications",
    "robot_firms_rank": "robot_firms",
    "gdp_rank": "gdp_cny",
    "ai_firms_strict_rank": "ai_firms_strict",
}
ADD_UP = (
    *("ai_firms", "ai_talent_share", "universities", "rd_staff", "ai_core_industry_cny"),
    *("ai_invention_applications", "robot_firms", "ai_firms_strict", "ai_talent_reserve_share"),
    *("ai_core_talent", "ai_top_talent_share", "basic_research_cny", "rd_spending_cny"),
    *("industrial_robots", "registered_models", "gdp_cny", "population", "rd_staff_fte"),
)
KINDS = {**dict.fromkeys(["Beijing", "Shanghai", "Chongqing"], "city;province")}
NUMBERS = pd.DataFrame({"kind": ["province", "country"], "number": ["31", "1"]})


@cache
def definitions() -> Definitions:
    metrics = _table("data/raw/metrics.csv")
    metrics["share_of"] = [SHARES.get(one, ("", ""))[0] for one in metrics["metric"]]
    metrics["whole"] = [SHARES.get(one, ("", ""))[1] for one in metrics["metric"]]
    metrics["ranks"] = [RANKS.get(one, "") for one in metrics["metric"]]
    metrics["adds_up"] = ["yes" if one in ADD_UP else "" for one in metrics["metric"]]
    places = _table("data/raw/places.csv")
    places["kinds"] = [
        KINDS.get(*pair) for pair in zip(places["place"], places["kind"], strict=True)
    ]
    orphan = (places["part_of"] == "") & (places["place"] != "China")
    places.loc[orphan, "part_of"] = "China"
    return read_definitions(metrics, places, NUMBERS)


@cache
def figures() -> list[Figure]:
    table = _table("data/processed/figures.csv")
    table["stance"] = [
        "former" if one == "guangzhou-gdp-rank" else "asserted" for one in table["figure_id"]
    ]
    return read_figures(table)


@cache
def lists() -> Lists:
    table = _table("data/raw/wanliu-economic-review/rosters.csv")
    return {
        str(name): tuple({"member": str(one)} for one in rows["member_zh"])
        for name, rows in table.groupby("figure_id")
    }


@cache
def known() -> Known:
    return Known(definitions(), {one.figure_id: one for one in figures()}, lists())


@cache
def worlds() -> Worlds:
    return Worlds(Constraints(definitions(), figures(), lists()))


@cache
def references() -> References:
    table = _table("data/processed/references.csv")
    article = Article(known().figures, lists(), (2022, 2025), "2025-02")
    return References(definitions(), read_references(table), article)


def judged(text: str, within: str | None = None, restates: tuple[str, ...] = ()):
    return judge(worlds(), read(text, within), restates)


def read(text: str, within: str | None = None) -> Claim:
    return known().read(text, None if within is None else parse_within(within))


def ask(text: str, within: str | None = None, without: tuple[str, ...] = ()) -> Question:
    return worlds().about(read(text, within), without)


def _table(path: str) -> pd.DataFrame:
    return pd.read_csv(ROOT / path, dtype=str, keep_default_na=False)


def with_changed(figure_id: str, low: str, high: str) -> Worlds:
    """Return the worlds of a ledger in which one figure is another."""
    changed = [
        replace(one, low=Fraction(low), value=Fraction(low), high=Fraction(high))
        if one.figure_id == figure_id
        else one
        for one in figures()
    ]
    return Worlds(Constraints(definitions(), changed, lists()))
