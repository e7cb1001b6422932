"""A claim and its verdict as schema.org's ClaimReview: what search engines and archives read.

Imports verdicts only. Text in, text out; nothing is read or written.
"""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from analysis.verdicts import Verdict

CONTEXT = "https://schema.org"
VALUES = {Verdict.HOLDS: 3, Verdict.DEPENDS: 2, Verdict.FAILS: 1}
WITHIN = "Within the article"
OUTSIDE = "Independent figures"


class Rating(NamedTuple):
    """The verdict that rates a claim: by what it was reached, what it is, and why."""

    by: str
    verdict: str
    reason: str


def rate(row: Mapping[Any, Any]) -> Rating:
    """Return the verdict that rates a row of claims.csv: of independent figures, if they decide."""
    if row["supported"] != Verdict.NOT_CHECKABLE:
        return Rating(OUTSIDE, row["supported"], row["reason_supported"])
    return Rating(WITHIN, row["verdict"], row["reason"])


def to_json(row: Mapping[Any, Any], source: Mapping[Any, Any], project: str) -> str:
    """Return one row of claims.csv as JSON-LD, safe inside a <script> element.

    `source` is the claim's row of sources.csv; `project` is the name of who reviews. The url is
    relative to the page that carries the review: the report is a folder of files with no address
    of its own, and a made-up one would lead nowhere.
    """
    by, verdict, reason = rate(row)
    how = f"{by} decide" if by == OUTSIDE else f"{by} alone, as no independent figure decides"
    review = {
        "@context": CONTEXT,
        "@type": "ClaimReview",
        "url": f"#claim-{row['claim_id']}",
        "inLanguage": "en",
        "claimReviewed": row["says_en"],
        "itemReviewed": _claim(source),
        "author": {"@type": "Organization", "name": project},
        "reviewRating": _rating(verdict),
        "reviewBody": f"{how}. {reason}",
    }
    text = json.dumps(review, ensure_ascii=False)
    # Inside JSON these characters stand in texts alone, where \u means the same to every reader;
    # as they are, "</script>" or "<!--" in a text would end or bend the element around it.
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _claim(source: Mapping[Any, Any]) -> dict[str, Any]:
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


def _rating(verdict: str) -> dict[str, Any]:
    """Return the verdict as a rating; one that is not checkable has a name and no value."""
    scale = {"bestRating": max(VALUES.values()), "worstRating": min(VALUES.values())}
    value = {Verdict(name): {"ratingValue": number} for name, number in VALUES.items()}
    return {"@type": "Rating", **scale, **value.get(Verdict(verdict), {}), "alternateName": verdict}
