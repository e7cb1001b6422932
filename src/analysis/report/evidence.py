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

from analysis.claims.support import Support
from analysis.claims.verdict import Verdict
from analysis.data import tables
from analysis.findings import prose
from analysis.findings.claims import account
from analysis.measures.claims import (
    ASSERTION,
    CHECK,
    HOLE,
    KINDS,
    OUTSIDE,
    WITHIN,
    flips,
    ids,
    rate,
    sides,
    world,
)
from analysis.messages import LANGUAGES, say
from analysis.quantity import wording

DIGITS, WHOLE = 4, 10  # significant digits of a number of a world; of one that counts
MOST_TOLD = 3  # unknowns of a world that a sentence names
CONTEXT = "https://schema.org"
RATINGS = {"supported": 3, "conflicting": 2, "contradicted": 1, "fails": 1}
VERDICTS = {WITHIN: "verdict", OUTSIDE: "supported"}
OUTSIDE_FIRST = (Support.CONTRADICTED, Support.CONFLICTING, Support.SUPPORTED)
WITHIN_FIRST = (
    *(Verdict.FAILS, Verdict.CONFLICTING, Verdict.HOLDS, Verdict.OPEN, Verdict.AS_STATED),
    *(Verdict.BY_DEFINITION, Verdict.UNDECIDED, Verdict.NOT_CHECKABLE, Verdict.OPINION),
)
CITED = ("shown", "proof", "pro", "contra", "neither")
TEXTS = (
    *("kind", "claim", "within", "says_en", "says_zh", "verdict", "supported"),
    *("reason_en", "reason_zh", "reason_supported_en", "reason_supported_zh"),
)
Row = dict[str, Any]


@dataclass(frozen=True)
class Evidence:
    """What a page shows of each kind: every row, or those that the page rests on."""

    figures: list[Row]
    references: list[Row]
    claims: list[Row]

    def cited(self) -> set[str]:
        """Return the ids of all figures, printed and independent, that the claims rest on."""
        return {name for row in self.claims for column in CITED for name in row[column]}

    def of_place(self, place: str, named: set[str], claim_ids: set[str]) -> "Evidence":
        """Return what the page of a place shows.

        That is the figures of the place and those `named`; the claims about a figure of the place
        and those of `claim_ids`; and whatever figures these claims rest on.
        """
        own = {row["figure_id"] for row in self.figures if row["place"] == place}
        claims = [row for row in self.claims if row["id"] in claim_ids or own & {*row["shown"]}]
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
    """Return one row a claim: assertions, then own checks, then lists, each in the order typed.

    `words_en` and `words_zh` are HTML with linked numbers, `proof`, `pro`, `contra` and `neither`
    ids of figures, `definitions` what else proves it, in words; `review` is JSON-LD for a <script>
    element, empty for a check of our own.
    """
    sources = {row["source_id"]: row for row in tables.read("sources", folder).to_dict("records")}
    project = " / ".join(row["title_en"] for row in sources.values())
    printed, others = tables.read("figures", folder), tables.read("references", folder)
    metrics = tables.read("metrics", folder).set_index("metric")
    known = {*printed["figure_id"], *others["figure_id"]}
    rows = tables.read("claims", folder).to_dict("records")
    rows.sort(key=lambda row: KINDS.index(row["kind"]))
    return [
        {
            "id": row["claim_id"],
            **{column: row[column] for column in TEXTS},
            **{f"words_{one}": prose.filled(row[f"template_{one}"], row[f"says_{one}"])
               for one in LANGUAGES},
            "line": str(row["line"]),
            "source": row["source_id"],
            "how": ids(row["supported_how"]),
            "by": rate(row).by,
            "rated": _rated(row),
            "proof": [name for name in ids(row["proof"]) if name in known],
            "definitions": [name for name in ids(row["proof"]) if name not in known],
            "worlds": worlds(row, metrics),
            "flips": flips_of(row),
            **_by_side(row, printed, others),
            "shown": HOLE.findall(row["template_en"]),
            "review": "" if row["kind"] == CHECK else
                to_review(row, sources[row["source_id"]], project),
        }
        for row in rows
    ]  # fmt: skip


def by_rating(rows: list[Row]) -> dict[str, list[Row]]:
    """Return the assertions by the verdict that rates them, what is refuted first."""
    own = [row for row in rows if row["kind"] == ASSERTION]
    order = [(OUTSIDE, one) for one in OUTSIDE_FIRST] + [(WITHIN, one) for one in WITHIN_FIRST]
    groups = {
        f"{say(f'badge.{by}', 'en')}: {say(f'{VERDICTS[by]}.{verdict}', 'en')}": [
            row for row in own if row["by"] == by and row["rated"] == verdict
        ]
        for by, verdict in order
    }
    return {name: found for name, found in groups.items() if found}


def worlds(row: Mapping[Any, Any], metrics: pd.DataFrame, language: str = "en") -> list[str]:
    """Return the world in which an open claim is true and the one in which it is false, in words.

    What is alike in both is left out, but where nothing else is left.
    """
    both = [world(row[f"world_{side}"]) for side in ("true", "false")]
    keys = [[tuple(one) for one in frame.to_numpy().tolist()] for frame in both]
    said = []
    for side, frame, other in zip(("true", "false"), both, (keys[1], keys[0]), strict=True):
        unlike = [tuple(one) not in other for one in frame.to_numpy().tolist()]
        told = frame[unlike] if any(unlike) else frame
        parts = [
            _unknown(one, metrics, language) for one in told.head(MOST_TOLD).to_dict("records")
        ]
        joined = wording.listed(parts) if language == "en" else "，".join(parts)
        said += [say(f"world.{side}", language, parts=joined)] if parts else []
    return said


def flips_of(row: Mapping[Any, Any], language: str = "en") -> list[str]:
    """Return what would change a verdict, in words."""
    below, above = (end if end != "0%" else "" for end in flips(row))
    said = []
    if below and above:
        said.append(say("flips.both", language, below=below, above=above))
    elif below or above:
        key = "below" if below else "above"
        said.append(say(f"flips.{key}", language, below=below, above=above))
    if row["flips_at_hedge"] > 1:
        times = wording.amount(row["flips_at_hedge"], "count", wording.RATIO_DIGITS)
        said.append(say("flips.wider", language, times=times))
    elif not pd.isna(row["flips_at_hedge"]):
        part = wording.amount(row["flips_at_hedge"], "share", wording.RATIO_DIGITS)
        said.append(say("flips.narrower", language, part=part))
    return said


def to_review(row: Mapping[Any, Any], source: Mapping[Any, Any], project: str) -> str:
    """Return one row of claims.csv as schema.org's ClaimReview, which search engines read.

    It is JSON-LD, safe inside a <script> element. `source` is the claim's row of sources.csv;
    `project` is the name of who reviews. The url is relative to the page that carries the review:
    the report is a folder of files with no address of its own.
    """
    by, verdict = rate(row)
    review = {
        "@context": CONTEXT,
        "@type": "ClaimReview",
        "url": f"#claim-{row['claim_id']}",
        "inLanguage": "en",
        "claimReviewed": row["says_en"],
        "itemReviewed": _reviewed(source),
        "author": {"@type": "Organization", "name": project},
        "reviewRating": _rating(by, verdict, ids(row["supported_how"])),
        "reviewBody": " ".join(account(row)),
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
        "datePublished": source["published"],
        "appearance": {
            "@type": "CreativeWork",
            "name": source["subject"],
            "inLanguage": source["language"],
            "identifier": f"sha256:{source['sha256']}",
        },
    }


def _rating(by: str, verdict: str, how: list[str]) -> dict[str, Any]:
    """Return the verdict as a rating: a name, and a value where figures refute or bear out.

    That a claim holds within the article says that its figures agree with each other, which a
    reader of the value would take for truth; what is open has none either.
    """
    scale = {"bestRating": max(RATINGS.values()), "worstRating": min(RATINGS.values())}
    name = say(f"{VERDICTS[by]}.{verdict}", "en")
    name = ", ".join([name, *(say(f"how.{one}", "en") for one in how if by == OUTSIDE)])
    name += "" if by == OUTSIDE else " within the article, not checked independently"
    said = {"@type": "Rating", **scale, "alternateName": name}
    return said | {"ratingValue": RATINGS[verdict]} if verdict in RATINGS else said


def _by_side(
    row: Mapping[Any, Any], printed: pd.DataFrame, others: pd.DataFrame
) -> dict[str, list[str]]:
    """Return the ids of references that speak for a claim, against it, or neither way."""
    found = sides(row, printed, others)
    names = {"pro": "for", "contra": "against", "neither": "neither"}
    return {
        name: list(found.loc[found["side"] == side, "figure_id"]) for name, side in names.items()
    }


def _unknown(one: Mapping[Any, Any], metrics: pd.DataFrame, language: str) -> str:
    """Return an unknown of a world and its number in words: Beijing had 315,000 firms."""
    metric = metrics.loc[one["metric"]]
    unit, counts = metric["unit"], metric["unit"] == "count" and metric["adds_up"] == "yes"
    kind = "count" if counts else "rank" if unit == "rank" else "amount"
    dated = ".year" if one["year"] else ""
    digits = WHOLE if unit == "count" else DIGITS
    unlisted = one["place"].partition("unlisted ")[2].partition(" ")[0]
    place = say(f"reason.another {unlisted}", language) if unlisted else one["place"]
    return say(
        f"world.{kind}{dated}",
        language,
        place=place,
        label=metric[f"label_{language}"],
        amount=wording.amount(one["value"], unit, digits, language),
        **({"year": one["year"]} if one["year"] else {}),
    )


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


def _rated(row: Mapping[Any, Any]) -> str:
    return str(rate(row).verdict)
