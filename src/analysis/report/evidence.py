"""The rows that pages end in, in words: printed figures, independent figures, claims.

Each function reads processed tables and returns plain rows, in the order of their table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from analysis import measures
from analysis.claims.verdicts import Verdict
from analysis.data import tables
from analysis.quantity import wording
from analysis.report import claim_review

DIGITS = 4  # significant digits of a computed range, as in the sentences of verdicts
Row = dict[str, Any]


@dataclass(frozen=True)
class Evidence:
    """What a page shows of each kind: every row, or those that the page rests on."""

    figures: list[Row]
    references: list[Row]
    claims: list[Row]

    def cited(self) -> set[str]:
        """Return the ids of all figures, printed and independent, that the claims rest on."""
        return {name for row in self.claims for name in (*row["figures"], *row["references"])}

    def of_place(self, place: str, named: set[str], claim_ids: set[str]) -> "Evidence":
        """Return what the page of a place shows.

        That is the figures of the place and those `named`; the claims about a figure of the place
        and those of `claim_ids`; and whatever figures these claims rest on.
        """
        own = {row["figure_id"] for row in self.figures if row["place"] == place}
        claims = [row for row in self.claims if row["id"] in claim_ids or own & {*row["figures"]}]
        wanted = own | named | Evidence([], [], claims).cited()
        return Evidence(
            [row for row in self.figures if row["figure_id"] in wanted],
            [row for row in self.references if row["figure_id"] in wanted],
            claims,
        )


def read() -> Evidence:
    """Return every row of every kind."""
    return Evidence(figures(), references(), claims())


def figures() -> list[Row]:
    """Return one row a printed figure, in the order printed."""
    titles = tables.read("metrics").set_index("metric")["title_en"]
    return [
        {
            **_reading(row, titles),
            "source": row["source_id"],
            "line": str(row["line"]),
            "start": str(row["start"]),
            "credit": row["attributed_to"],
            "note": row["note"],
        }
        for _, row in tables.read("figures").iterrows()
    ]


def references() -> list[Row]:
    """Return one row an independent figure; a page without a title goes by its host."""
    titles = tables.read("metrics").set_index("metric")["title_en"]
    return [
        {
            **_reading(row, titles),
            "grade": row["grade"],
            "kind": row["kind"],
            "title": row["title"] or urlsplit(row["address"]).hostname or row["address"],
            "address": row["address"],
            "definition": row["definition"],
        }
        for _, row in tables.read("references").iterrows()
    ]


def claims() -> list[Row]:
    """Return one row a claim, in the order of the text.

    `computed` is the range its relation computes, empty where there is none; `rated` is the
    verdict that counts, and by what it was reached; `review` is JSON-LD for a <script> element.
    """
    sources = {row["source_id"]: row for row in tables.read("sources").to_dict("records")}
    project = " / ".join(row["title_en"] for row in sources.values())
    texts = (
        *("relation", "says_en", "says_zh", "verdict", "reason", "reason_zh"),
        *("supported", "reason_supported", "tolerance"),
    )
    return [
        {
            "id": row["claim_id"],
            **{column: row[column] for column in texts},
            "line": str(row["line"]),
            "source": row["source_id"],
            "computed": _range(row),
            "rated": _rated(row),
            "figures": [name for name in row["figures"].split(";") if name],
            "references": [name for name in row["references"].split(";") if name],
            "review": claim_review.to_json(row, sources[row["source_id"]], project),
        }
        for row in tables.read("claims").to_dict("records")
    ]


def by_rating(rows: list[Row]) -> dict[str, list[Row]]:
    """Return the claims by the verdict that rates them, the worst first, those of none last."""
    order = (Verdict.FAILS, Verdict.DEPENDS, Verdict.HOLDS)
    ways = (measures.claims.OUTSIDE, measures.claims.WITHIN)
    names = [f"{by}: {verdict}" for by in ways for verdict in order]
    groups = {name: [row for row in rows if row["rated"] == name] for name in names}
    rest = [row for row in rows if row["rated"] not in groups]
    groups[Verdict.NOT_CHECKABLE.capitalize()] = rest
    return {name: found for name, found in groups.items() if found}


def _reading(row: pd.Series, titles: pd.Series) -> Row:
    """Return what a printed and an independent figure have in common."""
    return {
        "figure_id": row["figure_id"],
        "place": row["place"],
        "metric": str(titles[row["metric"]]),
        "year": "" if pd.isna(row["year"]) else str(row["year"]),
        "printed": row["printed"],
        "hedge": row["hedge"],
        "value": wording.amount(row["value"], row["unit"]),
        "bounds": wording.span(row["low"], row["high"], row["unit"]),
    }


def _range(row: Mapping[Any, Any]) -> str:
    missing = pd.isna(row["low"])
    return "" if missing else wording.span(row["low"], row["high"], row["unit"], DIGITS)


def _rated(row: Mapping[Any, Any]) -> str:
    rating = measures.claims.rate(row)
    return f"{rating.by}: {rating.verdict}"
