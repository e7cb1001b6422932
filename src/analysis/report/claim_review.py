"""A claim and its verdict as schema.org's ClaimReview: what search engines and archives read.

Text in, text out; nothing is read or written.
"""

import json
from collections.abc import Mapping
from typing import Any

from analysis.claims.verdicts import Verdict
from analysis.measures.claims import OUTSIDE, WITHIN, rate

CONTEXT = "https://schema.org"
VALUES = {Verdict.HOLDS: 3, Verdict.DEPENDS: 2, Verdict.FAILS: 1}


def to_json(row: Mapping[Any, Any], source: Mapping[Any, Any], project: str) -> str:
    """Return one row of claims.csv as JSON-LD, safe inside a <script> element.

    `source` is the claim's row of sources.csv; `project` is the name of who reviews. The url is
    relative to the page that carries the review: the report is a folder of files with no address
    of its own, and a made-up one would lead nowhere.
    """
    by, verdict, reason = rate(row)
    alone = by == WITHIN and row["supported"] == Verdict.NOT_CHECKABLE
    how = "By independent figures" if by == OUTSIDE else "By the article's own figures"
    how += " alone, as no independent figure decides" if alone else ""
    review = {
        "@context": CONTEXT,
        "@type": "ClaimReview",
        "url": f"#claim-{row['claim_id']}",
        "inLanguage": "en",
        "claimReviewed": row["says_en"],
        "itemReviewed": _claim(source),
        "author": {"@type": "Organization", "name": project},
        "reviewRating": _rating(verdict, alone),
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


def _rating(verdict: str, alone: bool) -> dict[str, Any]:
    """Return the verdict as a rating: a name, and a value where it says more than agreement.

    That a claim holds within the article `alone` says that its figures agree with each other, which
    a reader of the value would take for truth.
    """
    scale = {"bestRating": max(VALUES.values()), "worstRating": min(VALUES.values())}
    name = f"{verdict} within the article, not checked independently" if alone else verdict
    said = {"@type": "Rating", **scale, "alternateName": name}
    if verdict == Verdict.NOT_CHECKABLE:
        return said | {"alternateName": verdict}
    if alone and verdict == Verdict.HOLDS:
        return said
    return said | {"ratingValue": VALUES[Verdict(verdict)]}
