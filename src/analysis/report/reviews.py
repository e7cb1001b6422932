"""Claims as schema.org's ClaimReview, which search engines read: JSON-LD for a <script> element."""

import json
from collections.abc import Mapping
from typing import Any

from analysis.data.words import Words
from analysis.findings.claims import account
from analysis.measures.claims import OUTSIDE, WITHIN, ids, rate

CONTEXT = "https://schema.org"
RATINGS = {"supported": 3, "conflicting": 2, "contradicted": 1, "fails": 1}
VERDICTS = {WITHIN: "verdict", OUTSIDE: "supported"}  # where the words of each verdict stand


def to_review(row: Mapping[Any, Any], source: Mapping[Any, Any], project: str, words: Words) -> str:
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
        "inLanguage": words.say("page.lang"),
        "claimReviewed": row[f"says_{words.language}"],
        "itemReviewed": _reviewed(source),
        "author": {"@type": "Organization", "name": project},
        "reviewRating": _rating(by, verdict, ids(row["supported_how"]), words),
        "reviewBody": words.joined(account(row, words)),
    }
    return in_script(review)


def in_script(data: Any) -> str:
    """Return data as JSON that is safe inside a <script> element.

    In JSON these characters stand in texts alone, where \\u means the same to every reader; as they
    are, "</script>" or "<!--" in a text would end or bend the element around it.
    """
    text = json.dumps(data, ensure_ascii=False)
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


def _rating(by: str, verdict: str, how: list[str], words: Words) -> dict[str, Any]:
    """Return the verdict as a rating: a name, and a value where figures refute or bear out.

    That a claim holds within the article says that its figures agree with each other, which a
    reader of the value would take for truth; what is open has none either.
    """
    scale = {"bestRating": max(RATINGS.values()), "worstRating": min(RATINGS.values())}
    name = words.say(f"{VERDICTS[by]}.{verdict}")
    if by == OUTSIDE:
        name = words.say("page.comma").join([name, *(words.say(f"how.{one}") for one in how)])
    else:
        name = words.say("page.rated_within", verdict=name)
    said = {"@type": "Rating", **scale, "alternateName": name}
    return said | {"ratingValue": RATINGS[verdict]} if verdict in RATINGS else said
