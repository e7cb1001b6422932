"""The codebook of the processed tables: every column with its type, unit and meaning."""

from typing import Any

import pandera.pandas as pa

FIELD_TYPES = {
    **{"str": "string", "float64": "number", "int64": "integer", "Int64": "integer"},
    "bool": "boolean",
}
UNIT = "count, share (a fraction of 1), rank, a currency or another unit of units.csv"
BOUND_UNIT = "that of the column 'unit'"


def _column(dtype: str, description: str, unit: str = "", **settings: Any) -> pa.Column:
    metadata = {"type": FIELD_TYPES[dtype], "unit": unit}
    return pa.Column(dtype, description=description, metadata=metadata, **settings)


def _reading(nullable: bool) -> dict[str, pa.Column]:
    return {
        "low": _column("float64", "Least amount the print allows", BOUND_UNIT, nullable=nullable),
        "value": _column("float64", "Best single reading", BOUND_UNIT, nullable=nullable),
        "high": _column("float64", "Most the print allows", BOUND_UNIT, nullable=nullable),
        "unit": _column("str", UNIT),
    }


def _ends() -> dict[str, pa.Column]:
    named = "whether the wording itself excludes it, as 'over 20%' excludes 20%"
    return {
        "open_low": _column("bool", f"Of the least amount: {named}"),
        "open_high": _column("bool", f"Of the most: {named}"),
    }


def _both(name: str, description: str) -> dict[str, pa.Column]:
    """Return the columns of words in both languages."""
    languages = {"en": "English", "zh": "Chinese"}
    return {
        f"{name}_{code}": _column("str", f"{description}, in {language}")
        for code, language in languages.items()
    }


def _position() -> dict[str, pa.Column]:
    return {
        "line": _column("int64", "Line of the text studied", "lines, counted from 1"),
        "start": _column("int64", "Offset in that line", "characters, counted from 0"),
    }


def _about() -> dict[str, pa.Column]:
    return {
        "place": _column("str", "Place it is about"),
        "metric": _column("str", "What it measures"),
        "year": YEAR,
        "printed": _column("str", "The figure as printed"),
        "hedge": _column("str", "How the print is hedged; exact where it is not"),
    }


YEAR = _column("Int64", "Year the source gives; empty where it gives none", "year", nullable=True)
DATE = "year, year-month or date, as far as it is known"
IDS = "';' between"
HOLES = "figures and amounts by name in braces; or empty"
VERDICT = (
    "holds, fails, open (true in some of the worlds that fit the source), not checkable, "
    "as stated, by definition, opinion, conflicting or undecided"
)
CODEBOOK: dict[str, pa.DataFrameSchema] = {
    "places": pa.DataFrameSchema(
        {
            "place": _column("str", "Name of the place", unique=True),
            "kinds": _column("str", f"city, country or the like, {IDS}; ranks go by the first"),
            "part_of": _column("str", "The place it lies in, where that is one of these too"),
            "name_en": _column("str", "English name"),
            "name_zh": _column("str", "Chinese name, in simplified characters"),
            "colour": _column("str", "Colour of the place in every chart", "sRGB, hexadecimal"),
        },
        description="The places that figures are about, in the order that charts follow",
    ),
    "metrics": pa.DataFrameSchema(
        {
            "metric": _column("str", "Name of the metric", unique=True),
            "unit": _column("str", UNIT),
            "share_of": _column("str", "Metric that a share is part of; empty for what is none"),
            "whole": _column(
                "str",
                "Metric of the same place that a share is taken of; empty: 'share_of' of the "
                "whole country",
            ),
            "ranks": _column("str", "Metric that a rank orders, the largest first"),
            "adds_up": _column("str", "yes where parts of a place sum to no more than the place"),
            "label_en": _column("str", "Label in English, as inside a sentence"),
            "title_en": _column("str", "Label in English, as at the start of a line"),
            "label_zh": _column("str", "Label in Chinese, in simplified characters"),
            "definition": _column("str", "What is measured, in English"),
            "definition_zh": _column("str", "The same in Chinese"),
        },
        description="What figures measure, in the order that tables follow",
    ),
    "sources": pa.DataFrameSchema(
        {
            "source_id": _column("str", "Folder of the source below data/raw", unique=True),
            **_both("title", "What the report on it is called"),
            **_both("publisher", "Who published it"),
            "subject": _column("str", "What it is about, in our words"),
            "language": _column("str", "Language of the text", "BCP 47 tag"),
            "sha256": _column("str", "Fingerprint of the text studied", "SHA-256, hexadecimal"),
            "published": _column("str", "When it was published", DATE),
            "window_first": _column("int64", "First year that an undated figure may be of", "year"),
            "window_last": _column("int64", "Last year that an undated figure may be of", "year"),
            "leads": _column("str", f"Ids of the claims that its report leads with, {IDS}"),
            "compares": _column("str", f"Metrics that its report compares places by, {IDS}"),
            **_both("about", "How its report introduces it, if told"),
            **_both("contest", "What its places are ranked among, if told"),
            "named": _column("str", "yes where sentences name its publisher: it is one of several"),
            "narrowest_opening": _column(
                "float64",
                "Least that hedges must open for its figures to agree, ours being 1; empty: not "
                "even ours is enough, or the solver did not settle it",
                "times",
                nullable=True,
                required=False,  # until claims are judged
            ),
        },
        description="The texts that the figures were printed in",
    ),
    "named_sources": pa.DataFrameSchema(
        {
            "source_id": _column("str", "Source that names it"),
            "position": _column("int64", "Place of it among those named", "counted from 1"),
            "author": _column("str", "Author, as named in the text"),
            "title": _column("str", "Title, as named in the text"),
            "address": _column("str", "Address of a page that holds it; empty: none known", "URL"),
        },
        unique=["source_id", "position"],
        description="Sources that a text names as a whole, beside no figure",
    ),
    "figures": pa.DataFrameSchema(
        {
            "figure_id": _column("str", "Name of the figure", unique=True),
            "source_id": _column("str", "Source that prints it"),
            **_about(),
            "stance": _column(
                "str", "asserted, denied, former or reported: only what is asserted binds"
            ),
            **_reading(nullable=False),
            **_ends(),
            **_position(),
            "attributed_to": _column("str", "Whom the source credits; empty where nobody"),
            "credited": _column(
                "str",
                "How that is known: beside (the figure), listed (among the sources named), none, "
                "or needs none",
            ),
            "note": _column("str", "What a reader needs to know of the figure, in English"),
            "note_zh": _column("str", "The same in Chinese"),
        },
        description="Every figure that a source prints, with its reading and its place in the text",
    ),
    "references": pa.DataFrameSchema(
        {
            "figure_id": _column("str", "Name of the independent figure", unique=True),
            **_about(),
            **_reading(nullable=False),
            **_ends(),
            "grade": _column("str", "A: official; B: named and checkable; C: context alone"),
            "kind": _column("str", "Who says it, and through whom, in English"),
            "kind_zh": _column("str", "The same in Chinese"),
            "counter": _column("str", "Who counted: figures of one counter can be compared"),
            "published": _column("str", "When it was told; empty where that is not known", DATE),
            "stands_for": _column("str", "Metric that it may speak for besides its own, if any"),
            "source_of": _column("str", "Source that draws on it; it cannot support that one"),
            "title": _column("str", "Title of the page; empty where it has none"),
            "title_zh": _column("str", "The same, what we add to it in Chinese"),
            "address": _column("str", "Address of the page", "URL"),
            "definition": _column("str", "What is counted, what is doubtful about it, in English"),
            "definition_zh": _column("str", "The same in Chinese"),
        },
        description="Independent figures that claims are held against",
    ),
    "rosters": pa.DataFrameSchema(
        {
            "figure_id": _column("str", "Figure that prints the list's size"),
            "source_id": _column("str", "Source that prints the list"),
            "position": _column("int64", "Place of the member in the list", "counted from 1"),
            "member_zh": _column("str", "Member, as named in Chinese"),
            "member_en": _column("str", "Member, as named in English"),
            "seat_en": _column("str", "Where it has its seat, or works; empty: not known"),
            "seat_zh": _column("str", "The same in Chinese"),
            "origin_en": _column("str", "Where a person comes from; empty: not known"),
            "known_from": _column("str", "What says so of its seat and origin"),
            "address": _column("str", "Address of a page that says so; empty: the text", "URL"),
            **_position(),
        },
        unique=["figure_id", "position"],
        description="Members of the lists that a source names, in the order printed",
    ),
    "place_metrics": pa.DataFrameSchema(
        {
            "source_id": _column("str", "Source that prints the figures"),
            "place": _column("str", "Place"),
            "metric": _column("str", "What is measured"),
            "year": YEAR,
            **_reading(nullable=True),
            "figures": _column("str", f"Ids of the figures, {IDS}; empty: the source is silent"),
        },
        description="Every place by every metric: the reading, or that the source is silent",
    ),
    "implied": pa.DataFrameSchema(
        {
            "source_id": _column("str", "Source whose figures imply it"),
            "place": _column("str", "Place it is about"),
            "metric": _column("str", "What it measures"),
            "year": YEAR,
            "figure_id": _column("str", "Figure that prints it; empty where none does"),
            "low": _column("float64", "Least it can be, given all the rest", BOUND_UNIT),
            "high": _column("float64", "Most it can be; inf: without limit", BOUND_UNIT),
            "unit": _column("str", UNIT),
            "proof_low": _column("str", f"What forces the least: figures and definitions, {IDS}"),
            "proof_high": _column("str", f"What forces the most, likewise, {IDS}"),
        },
        description="Bounds that all figures of a source together imply for each unknown",
    ),
    "claims": pa.DataFrameSchema(
        {
            "claim_id": _column("str", "Name of the claim", unique=True),
            "source_id": _column("str", "Source that it is about"),
            "kind": _column("str", "assertion (of the source), check (our own) or list (of names)"),
            "claim": _column("str", "The formula that is judged; empty for an opinion"),
            "within": _column("str", "How far amounts may differ and count as equal; may be empty"),
            "held_against": _column("str", "references, or the article alone: article"),
            "template_en": _column("str", "What is claimed, in English, {figure_id} for a number"),
            "template_zh": _column("str", "What is claimed, in Chinese, {figure_id} for a number"),
            **_both("says", "What is claimed, in our words"),
            "verdict": _column("str", f"Within the source: {VERDICT}"),
            "proof": _column(
                "str",
                "What forces the verdict: figures, then definitions; where it is conflicting, the "
                f"figures that contradict each other, {IDS}",
            ),
            "world_true": _column("str", f"A world in which it is true: unknown=number, {IDS}"),
            "world_false": _column("str", f"A world in which it is false, likewise, {IDS}"),
            "flips_at_tolerance": _column(
                "str", "Tolerances at which the verdict changes: fails below; holds from", "percent"
            ),
            "flips_at_margin": _column(
                "str",
                "How far the side that should be larger is ahead, as a part of the other: least; "
                "most; below zero where it is behind",
                "percent",
            ),
            "flips_at_hedge": _column(
                "float64",
                "How many times as wide hedges would have to open for another verdict; empty: none",
                "times",
                nullable=True,
            ),
            **_both("margin", "Which side of a comparison is ahead, and by how much"),
            "supported": _column(
                "str", "By independent figures: supported, contradicted, conflicting, open or none"
            ),
            "supported_how": _column("str", f"weakly, hindsight, undated or empty, {IDS}"),
            "supported_proof": _column("str", f"What forces it: figures, then definitions, {IDS}"),
            "references": _column("str", f"Ids of the independent figures that speak to it, {IDS}"),
            "reason_en": _column("str", "Why, in a sentence or two, in English"),
            "reason_zh": _column("str", "Why, in a sentence or two, in Chinese"),
            "reason_figures": _column("str", f"What forces the bounds that it tells, {IDS}"),
            "reason_supported_en": _column("str", "Why independent figures say so, in English"),
            "reason_supported_zh": _column("str", "Why independent figures say so, in Chinese"),
            "reason_supported_figures": _column("str", f"What forces the bounds there, {IDS}"),
            "headline_en": _column("str", f"A headline of its own, in English; {HOLES}"),
            "headline_zh": _column("str", f"A headline of its own, in Chinese; {HOLES}"),
            "change_en": _column("str", f"What would change the verdict, in English; {HOLES}"),
            "change_zh": _column("str", f"What would change the verdict, in Chinese; {HOLES}"),
            **_both("because", "Why its formula and tolerance are so, if told"),
            **_both("opinion", "Why no figure could decide it, if none could"),
            "line": _column("int64", "Line of the text that makes it", "lines, counted from 1"),
        },
        description="Claims on the sources' figures, each with its two verdicts and their proofs",
    ),
    "amounts": pa.DataFrameSchema(
        {
            "claim_id": _column("str", "Name of the claim"),
            "by": _column("str", "within (the source) or supported (by independent figures)"),
            **_both("name", "What is compared"),
            "low": _column("float64", "The least that it can be", "that of unit"),
            "high": _column("float64", "The most that it can be; inf: no limit", "that of unit"),
            "unit": _column("str", "Unit of the amount; empty: a plain number"),
            "printed": _column("str", "yes: these are the bounds of a printed figure"),
            "ids": _column("str", "That figure, or those that force the verdict, ; between"),
        },
        description="What the claims with a proof compare: bounds of each amount, by the figures "
        "that decide",
    ),
    "flips": pa.DataFrameSchema(
        {
            "claim_id": _column("str", "Name of the claim"),
            "by": _column("str", "within (the source) or supported (by independent figures)"),
            "family": _column("str", "Hedge that opens wider or narrower, as in figures.csv"),
            "factor": _column(
                "float64", "From where on the verdict is another", "times our opening"
            ),
            "verdict_below": _column("str", "Verdict just below; conflicting: no world is left"),
            "verdict_above": _column("str", "Verdict from there on, likewise"),
        },
        unique=["claim_id", "by", "family", "factor"],
        description="Where a verdict changes as one hedge opens wider or narrower: a twentieth to "
        "four times as far as ours",
    ),
    "hedge_models": pa.DataFrameSchema(
        {
            "claim_id": _column("str", "Name of the claim", unique=True),
            "verdict": _column("str", "Within the source, as in claims.csv: by our hedges"),
            "verdict_other": _column("str", "The same by the hedges of the study of readers"),
            "supported": _column("str", "By independent figures, as in claims.csv: by our hedges"),
            "supported_other": _column("str", "The same by the hedges of the study of readers"),
        },
        description="Verdicts by our hedges, and by those that Ferson et al. (2015) asked for",
    ),
    "changes": pa.DataFrameSchema(
        {
            "revision": _column("int64", "Revision of the tables that moved it", "counted from 1"),
            "table": _column("str", "Table that holds the number"),
            "row": _column("str", "Row of the table, by its key"),
            "of": _column("str", "What the number measures, as formulas have it; or empty"),
            "column": _column("str", "Column of the table"),
            "old": _column("str", "What was published before", BOUND_UNIT),
            "new": _column("str", "What is published since; empty: withdrawn", BOUND_UNIT),
            "unit": _column("str", f"{UNIT}; empty for a verdict"),
            "inputs": _column(
                "str", f"What moved it: rows of typed files, else whole files or our code, {IDS}"
            ),
        },
        description="Published numbers that moved, each time that they did",
    ),
}
PRIMARY_KEYS = {
    "places": ["place"],
    "metrics": ["metric"],
    "sources": ["source_id"],
    "named_sources": ["source_id", "position"],
    "figures": ["figure_id"],
    "references": ["figure_id"],
    "rosters": ["figure_id", "position"],
    "claims": ["claim_id"],
    "flips": ["claim_id", "by", "family", "factor"],
    "hedge_models": ["claim_id"],
}
