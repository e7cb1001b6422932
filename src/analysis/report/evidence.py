"""The rows that pages end in, in words: printed figures, independent figures, claims.

figures(), references() and claims() read processed tables and return plain rows, in the order of
their table.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from analysis.claims.verdict import Verdict
from analysis.data import tables
from analysis.measures.claims import OUTSIDE, WITHIN, rate
from analysis.quantity import wording

DIGITS = 4  # significant digits of a computed range, as in the sentences of verdicts
CONTEXT = "https://schema.org"
RATINGS = {Verdict.HOLDS: 3, Verdict.DEPENDS: 2, Verdict.FAILS: 1}
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


def read(folder: Path | None = None) -> Evidence:
    """Return every row of every kind, from the tables of data/processed or of another folder."""
    return Evidence(figures(folder), references(folder), claims(folder))


def figures(folder: Path | None = None) -> list[Row]:
    """Return one row a printed figure, in the order printed."""
    titles = tables.read("metrics", folder).set_index("metric")["title_en"]
    return [
        {
            **_reading(row, titles),
            "source": row["source_id"],
            "line": str(row["line"]),
            "start": str(row["start"]),
            "credit": row["attributed_to"],
            "note": row["note"],
        }
        for _, row in tables.read("figures", folder).iterrows()
    ]


def references(folder: Path | None = None) -> list[Row]:
    """Return one row an independent figure; a page without a title goes by its host."""
    titles = tables.read("metrics", folder).set_index("metric")["title_en"]
    return [
        {
            **_reading(row, titles),
            "grade": row["grade"],
            "kind": row["kind"],
            "title": row["title"] or urlsplit(row["address"]).hostname or row["address"],
            "address": row["address"],
            "definition": row["definition"],
        }
        for _, row in tables.read("references", folder).iterrows()
    ]


def claims(folder: Path | None = None) -> list[Row]:
    """Return one row a claim, in the order of the text.

    `computed` is the range its relation computes, empty where there is none; `rated` is the
    verdict that counts, and by what it was reached; `review` is JSON-LD for a <script> element.
    """
    sources = {row["source_id"]: row for row in tables.read("sources", folder).to_dict("records")}
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
            "review": to_review(row, sources[row["source_id"]], project),
        }
        for row in tables.read("claims", folder).to_dict("records")
    ]


def by_rating(rows: list[Row]) -> dict[str, list[Row]]:
    """Return the claims by the verdict that rates them, the worst first, those of none last."""
    order = (Verdict.FAILS, Verdict.DEPENDS, Verdict.HOLDS)
    ways = (OUTSIDE, WITHIN)
    names = [f"{by}: {verdict}" for by in ways for verdict in order]
    groups = {name: [row for row in rows if row["rated"] == name] for name in names}
    rest = [row for row in rows if row["rated"] not in groups]
    groups[Verdict.NOT_CHECKABLE.capitalize()] = rest
    return {name: found for name, found in groups.items() if found}


def to_review(row: Mapping[Any, Any], source: Mapping[Any, Any], project: str) -> str:
    """Return one row of claims.csv as schema.org's ClaimReview, which search engines read.

    It is JSON-LD, safe inside a <script> element. `source` is the claim's row of sources.csv;
    `project` is the name of who reviews. The url is relative to the page that carries the review:
    the report is a folder of files with no address of its own.
    """
    by, verdict, reason = rate(row)
    unchecked = by == WITHIN and row["supported"] == Verdict.NOT_CHECKABLE
    how = "By independent figures" if by == OUTSIDE else "By the article's own figures"
    how += " alone, as no independent figure decides" if unchecked else ""
    review = {
        "@context": CONTEXT,
        "@type": "ClaimReview",
        "url": f"#claim-{row['claim_id']}",
        "inLanguage": "en",
        "claimReviewed": row["says_en"],
        "itemReviewed": _reviewed(source),
        "author": {"@type": "Organization", "name": project},
        "reviewRating": _rating(verdict, unchecked),
        "reviewBody": f"{how}. {reason}",
    }
    text = json.dumps(review, ensure_ascii=False)
    # Inside JSON these characters stand in texts alone, where \u means the same to every reader;
    # as they are, "</script>" or "<!--" in a text would end or bend the element around it.
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _reviewed(source: Mapping[Any, Any]) -> dict[str, Any]:
    """Return who claims it, and where: the text is known by its subject and its fingerprint."""
    return {
        "@type": "Claim",
        "author": {
            "@type": "Organization",
            "name": source["publisher_en"],
            "alternateName": source["publisher_zh"],
        },
        "appearance": {
            "@type": "CreativeWork",
            "name": source["subject"],
            "inLanguage": source["language"],
            "identifier": f"sha256:{source['sha256']}",
        },
    }


def _rating(verdict: str, unchecked: bool) -> dict[str, Any]:
    """Return the verdict as a rating: a name, and a value where it says more than agreement.

    That a claim holds within the article and is `unchecked` by independent figures says that its
    figures agree with each other, which a reader of the value would take for truth.
    """
    scale = {"bestRating": max(RATINGS.values()), "worstRating": min(RATINGS.values())}
    name = f"{verdict} within the article, not checked independently" if unchecked else verdict
    said = {"@type": "Rating", **scale, "alternateName": name}
    if verdict == Verdict.NOT_CHECKABLE:
        return said | {"alternateName": verdict}
    if unchecked and verdict == Verdict.HOLDS:
        return said
    return said | {"ratingValue": RATINGS[Verdict(verdict)]}


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
    rating = rate(row)
    return f"{rating.by}: {rating.verdict}"
