"""What became of each claim, in words, as the page of claims and the PDF show it.

read() reads processed tables and returns plain rows: assertions first, what is refuted first.
"""

import json
import re
from collections.abc import Iterable, Mapping
from math import inf
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.data import tables
from analysis.data.tables import Support, Verdict
from analysis.data.words import Words
from analysis.findings import prose
from analysis.findings.claims import account
from analysis.findings.front import flipped
from analysis.measures.claims import (
    CHECK,
    HOLE,
    KINDS,
    OUTSIDE,
    WITHIN,
    contradicts,
    flips,
    ids,
    rate,
    sides,
)
from analysis.quantity import wording

ORDER = (  # of the claims of one kind: what is refuted first
    *((OUTSIDE, one) for one in (Support.CONTRADICTED, Support.CONFLICTING)),
    *((WITHIN, one) for one in (Verdict.FAILS, Verdict.CONFLICTING)),
    *((OUTSIDE, one) for one in (Support.SUPPORTED, Support.OPEN, Support.NONE)),
    *((WITHIN, one) for one in (Verdict.HOLDS, Verdict.OPEN, Verdict.AS_STATED)),
    *((WITHIN, one) for one in (Verdict.BY_DEFINITION, Verdict.UNDECIDED)),
    *((WITHIN, one) for one in (Verdict.NOT_CHECKABLE, Verdict.OPINION)),
)
CITED = ("shown", "proof", "pro", "contra", "neither")
PLACE = re.compile(r"\w\[([^\],]+)")  # of an unknown in a formula
CONTEXT = "https://schema.org"
RATINGS = {"supported": 3, "conflicting": 2, "contradicted": 1, "fails": 1}
SIDES = (("pro", "for"), ("contra", "against"), ("neither", "neither"))  # of references
VERDICTS = {WITHIN: "verdict", OUTSIDE: "supported"}  # where the words of each verdict stand
Row = dict[str, Any]


def read(words: Words, folder: Path | None = None) -> list[Row]:
    """Return one row a claim: assertions, then own checks, then lists; what is refuted first.

    `told` is HTML with linked numbers, `proof`, `pro`, `contra` and `neither` are ids of figures,
    `definitions` what else proves it, by name; `review` is JSON-LD for a <script> element, empty
    for a check of our own. The tables are those of data/processed or of another folder.
    """
    sources = {row["source_id"]: row for row in tables.read("sources", folder).to_dict("records")}
    project = " / ".join(row[f"title_{words.language}"] for row in sources.values())
    printed, others = tables.read("figures", folder), tables.read("references", folder)
    flipping = tables.read("flips", folder).groupby("claim_id")
    moves: dict[Any, Any] = {name: rows.to_dict("records") for name, rows in flipping}
    known = {*printed["figure_id"], *others["figure_id"]}
    rows = [
        {
            **_said(row, words),
            "proof": [name for name in ids(row["proof"]) if name in known],
            "definitions": [name for name in ids(row["proof"]) if name not in known],
            "flips": flips_of(row, moves.get(row["claim_id"], ()), words),
            **{
                name: [one for one, told in sides(row).items() if told == side]
                for name, side in SIDES
            },
            "places": _places(row, printed, words),
            "review": ""
            if row["kind"] == CHECK
            else to_review(row, sources[row["source_id"]], project, words),
        }
        for row in tables.read("claims", folder).to_dict("records")
    ]
    return sorted(rows, key=lambda row: (KINDS.index(row["kind"]), ORDER.index(row["rating"])))


def cited(claims: Iterable[Row]) -> set[str]:
    """Return the ids of all figures, printed and independent, that claims rest on."""
    return {name for row in claims for column in CITED for name in row[column]}


def _said(row: Mapping[Any, Any], words: Words) -> Row:
    rated, shown, lang = rate(row), badges(row, words), words.language
    says = row[f"says_{lang}"]
    return {
        "id": row["claim_id"],
        **{name: row[name] for name in ("kind", "claim", "within")},
        "says": says,
        "told": prose.on_page(prose.filled(row[f"template_{lang}"], says)),
        **{name: row[f"{name}_{lang}"] for name in ("reason", "reason_supported", "because")},
        "line": str(row["line"]),
        "source": row["source_id"],
        "shown": HOLE.findall(row["template_en"]),
        "rating": tuple(rated),
        "badges": shown,
        "rated": next(one for one in shown if one["by"] == rated.by),
    }


def badges(row: Mapping[Any, Any], words: Words) -> list[Row]:
    """Return the verdicts of a claim: by what, and in words with how."""
    told = [(WITHIN, row["verdict"], ""), (OUTSIDE, row["supported"], row["supported_how"])]
    made = []
    for by, verdict, how in told:
        if verdict != Support.NONE or by != OUTSIDE:
            side, hows = words.say(f"badge.{by}"), [words.say(f"how.{one}") for one in ids(how)]
            plain = words.say(f"{VERDICTS[by]}.{verdict}")
            said = words.say("page.comma").join([plain, *hows])
            made.append(
                {
                    **{"by": by, "verdict": verdict, "side": side, "said": said},
                    "text": words.say("word.labelled", label=side, said=said),
                    "option": words.say("word.labelled", label=side, said=plain),
                }
            )
    return made


def _places(row: Mapping[Any, Any], figures: pd.DataFrame, words: Words) -> list[str]:
    found = set(PLACE.findall(row["claim"]))
    shown = figures["figure_id"].isin(HOLE.findall(row["template_en"]))
    return [name for name in words.places if name in found | set(figures.loc[shown, "place"])]


def flips_of(row: Mapping[Any, Any], moves: Iterable[Row], words: Words) -> list[str]:
    """Return what would change a verdict, in words; moves: its rows of flips.csv."""
    said = _firm(row, "", words)
    if row["flips_at_hedge"] == inf:
        said.append(words.say("flips.steady"))
    elif row["flips_at_hedge"] > 1:
        times = words.amount(row["flips_at_hedge"], "count", wording.RATIO_DIGITS)
        said.append(words.say("flips.wider", times=times))
    elif not pd.isna(row["flips_at_hedge"]):
        part = words.amount(row["flips_at_hedge"], "share", wording.RATIO_DIGITS)
        said.append(words.say("flips.narrower", part=part))
    said += [words.say("flips.outside", said=one) for one in _firm(row, "_supported", words)]
    said += [flipped(one, words) for one in moves if not contradicts(one)]
    return [text[:1].upper() + text[1:] for text in said]


def _firm(row: Mapping[Any, Any], by: str, words: Words) -> list[str]:
    """Return the tolerances and the margin of a verdict; nothing where it has neither."""
    below, above = (end if end != "0%" else "" for end in flips(row, by))
    key = "both" if below and above else "below" if below else "above"
    tolerance = words.say(f"flips.{key}", below=below, above=above) if below or above else ""
    margin = row[f"margin{by}_{words.language}"] if row[f"flips_at_margin{by}"] else ""
    return list(filter(None, [tolerance, margin]))


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
