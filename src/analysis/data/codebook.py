"""The codebook of the processed tables: every column with its type, unit and meaning."""

from typing import Any

import pandera.pandas as pa

FIELD_TYPES = {"str": "string", "float64": "number", "int64": "integer", "Int64": "integer"}
BOUND_UNIT = "that of the column 'unit'"


def _column(dtype: str, description: str, unit: str = "", **settings: Any) -> pa.Column:
    metadata = {"type": FIELD_TYPES[dtype], "unit": unit}
    return pa.Column(dtype, description=description, metadata=metadata, **settings)


def _reading(nullable: bool) -> dict[str, pa.Column]:
    return {
        "low": _column("float64", "Least amount the print allows", BOUND_UNIT, nullable=nullable),
        "value": _column("float64", "Best single reading", BOUND_UNIT, nullable=nullable),
        "high": _column("float64", "Most the print allows", BOUND_UNIT, nullable=nullable),
        "unit": _column("str", "count, share (a fraction of 1), rank, CNY or USD"),
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
VERDICT = "holds, fails, depends (on the reading) or not checkable"
CODEBOOK: dict[str, pa.DataFrameSchema] = {
    "places": pa.DataFrameSchema(
        {
            "place": _column("str", "Name of the place", unique=True),
            "kind": _column("str", "city, province or country"),
            "part_of": _column("str", "The place it lies in, where that is one of these too"),
            "name_en": _column("str", "English name"),
            "name_zh": _column("str", "Chinese name, in traditional characters"),
            "colour": _column("str", "Colour of the place in every chart", "sRGB, hexadecimal"),
        },
        description="The places that figures are about, in the order that charts follow",
    ),
    "metrics": pa.DataFrameSchema(
        {
            "metric": _column("str", "Name of the metric", unique=True),
            "unit": _column("str", "count, share (a fraction of 1), rank, CNY or USD"),
            "label_en": _column("str", "Label in English, as inside a sentence"),
            "title_en": _column("str", "Label in English, as at the start of a line"),
            "label_zh": _column("str", "Label in Chinese, in traditional characters"),
            "definition": _column("str", "What is measured"),
        },
        description="What figures measure, in the order that tables follow",
    ),
    "sources": pa.DataFrameSchema(
        {
            "source_id": _column("str", "Folder of the source below data/raw", unique=True),
            "title_en": _column("str", "What the report on it is called, in English"),
            "title_zh": _column("str", "What the report on it is called, in Chinese"),
            "publisher_en": _column("str", "Who published it, in English"),
            "publisher_zh": _column("str", "Who published it, in Chinese"),
            "subject": _column("str", "What it is about, in our words"),
            "language": _column("str", "Language of the text", "BCP 47 tag"),
            "sha256": _column("str", "Fingerprint of the text studied", "SHA-256, hexadecimal"),
        },
        description="The texts that the figures were printed in",
    ),
    "figures": pa.DataFrameSchema(
        {
            "figure_id": _column("str", "Name of the figure", unique=True),
            "source_id": _column("str", "Source that prints it"),
            **_about(),
            **_reading(nullable=False),
            **_position(),
            "attributed_to": _column("str", "Whom the source credits; empty where nobody"),
            "note": _column("str", "What a reader needs to know of the figure"),
        },
        description="Every figure that a source prints, with its reading and its place in the text",
    ),
    "references": pa.DataFrameSchema(
        {
            "figure_id": _column("str", "Name of the independent figure", unique=True),
            **_about(),
            **_reading(nullable=False),
            "grade": _column("str", "A: official; B: named and checkable; C: context alone"),
            "kind": _column("str", "Who says it, and through whom"),
            "title": _column("str", "Title of the page; empty where it has none"),
            "address": _column("str", "Address of the page", "URL"),
            "definition": _column("str", "What is counted, and what is doubtful about it"),
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
            "figures": _column("str", "Ids of the figures, ';' between; empty: source is silent"),
        },
        description="Every place by every metric: the reading, or that the source is silent",
    ),
    "claims": pa.DataFrameSchema(
        {
            "claim_id": _column("str", "Name of the claim", unique=True),
            "source_id": _column("str", "Source that makes it"),
            "relation": _column("str", "Kind of relation that puts it on trial"),
            "held_by": _column("str", "Kind of relation to independent figures; empty for none"),
            "says_en": _column("str", "What is claimed, in our words, in English"),
            "says_zh": _column("str", "What is claimed, in our words, in Chinese"),
            "line": _column("int64", "Line of the text that makes it", "lines, counted from 1"),
            "verdict": _column("str", f"Within the source: {VERDICT}"),
            "reason": _column("str", "Why, in one sentence"),
            "reason_zh": _column("str", "Why, in Chinese, where the reason was typed by hand"),
            "supported": _column("str", f"By independent figures of grade A or B: {VERDICT}"),
            "reason_supported": _column("str", "Why, in one sentence"),
            "tolerance": _column("str", "Why amounts may differ as far as they may"),
            **_reading(nullable=True),
            "figures": _column("str", "Ids of the source's figures it rests on, ';' between"),
            "references": _column("str", "Ids of the independent figures, ';' between"),
            "pairs": _column("str", "Counts with their shares, '/' within a pair and ';' between"),
        },
        description="What the sources claim with figures, each with its two verdicts",
    ),
}
PRIMARY_KEYS = {
    "places": ["place"],
    "metrics": ["metric"],
    "sources": ["source_id"],
    "figures": ["figure_id"],
    "references": ["figure_id"],
    "rosters": ["figure_id", "position"],
    "claims": ["claim_id"],
}
