"""Raw rows to tidy tables. A frame in, a frame out; nothing is read or written here."""

import pandas as pd

from analysis.data import schemas, tables
from analysis.data.schemas import STANCES
from analysis.data.sources import Raw, Source
from analysis.data.tables import CODEBOOK
from analysis.quantity import hedge_of, parse_column


def clean(raw: Raw) -> dict[str, pd.DataFrame]:
    """Return every processed table but the claims by name, in the order of the codebook."""
    figures = tidy_figures(raw.sources)
    made = {
        "places": raw.places,
        "metrics": title_metrics(raw.metrics),
        "sources": describe_sources(raw.sources),
        "named_sources": list_named_sources(raw.sources),
        "figures": figures,
        "references": tidy_references(raw.references),
        "rosters": tidy_rosters(raw.sources),
        "place_metrics": grid(figures, list(raw.places["place"]), list(raw.metrics["metric"])),
    }
    return {name: tables.check(name, made[name]) for name in CODEBOOK if name in made}


def title_metrics(metrics: pd.DataFrame) -> pd.DataFrame:
    """Return the metrics with `title_en`: the label with a capital at its start."""
    labels = metrics["label_en"]
    return metrics.assign(title_en=labels.str[:1].str.upper() + labels.str[1:])


def tidy_figures(sources: list[Source]) -> pd.DataFrame:
    """Return one row a printed figure with its reading, sorted by source and place in the text.

    low, value and high are counts, fractions of 1, ranks or yuan, as `unit` says.
    """
    read = [tidy(_typed(one, one.figures), one.info.currency) for one in sources]
    rows = pd.concat(read)
    if "unit_told" in rows:
        rows = rows.fillna({"unit_told": ""})
    return rows.sort_values(["source_id", "line", "start"], ignore_index=True)


def tidy(rows: pd.DataFrame, currency: str = "") -> pd.DataFrame:
    """Return printed figures with hedge, bounds, excluded ends and unit; `year` as a number.

    What is told of a unit besides the print stands in `unit_told`, where any row has one.
    """
    rows = rows.reset_index(drop=True).rename(columns={schemas.UNIT: "unit_told"})
    told = rows.get("unit_told", pd.Series("", rows.index))
    if not told.any():
        rows = rows.drop(columns="unit_told", errors="ignore")
    year = pd.to_numeric(rows["year"]).astype("Int64")
    hedge = rows["printed"].combine(told, hedge_of).astype("str")
    read = parse_column(rows["printed"], currency=currency, told=told)
    return pd.concat([rows.assign(year=year, hedge=hedge), read], axis=1)


def tidy_references(references: pd.DataFrame) -> pd.DataFrame:
    """Return one row an independent figure with its reading.

    It has a `stance` where any of them is other than asserted.
    """
    rows = tidy(references.replace({"stance": {"": STANCES[0]}}))
    return rows if (rows["stance"] != STANCES[0]).any() else rows.drop(columns="stance")


def tidy_rosters(sources: list[Source]) -> pd.DataFrame:
    """Return one row a member of a named list, sorted by source and place in the text."""
    rows = pd.concat([_typed(source, source.rosters) for source in sources], ignore_index=True)
    rows = rows.sort_values(["source_id", "line", "start"], ignore_index=True)
    return rows.assign(position=rows.groupby("figure_id").cumcount() + 1)


def describe_sources(sources: list[Source]) -> pd.DataFrame:
    """Return one row a source: who published it and when, and the fingerprint of the text."""
    rows = []
    for source in sources:
        first, last = source.info.window
        untold = {"window", "currency", "named_sources", "not_figures"}
        told = source.info.model_dump(exclude=untold)
        rows.append(
            {
                "source_id": source.source_id,
                **told,
                **{"window_first": first, "window_last": last},
                **{name: ";".join(told[name]) for name in ("leads", "compares")},
                "named": "yes" if len(sources) > 1 else "",
            }
        )
    made = pd.DataFrame(rows)
    return made if made["subject_zh"].any() else made.drop(columns="subject_zh")


def list_named_sources(sources: list[Source]) -> pd.DataFrame:
    """Return one row a source that a text names as a whole, in its order; there may be none."""
    rows = [
        {"source_id": source.source_id, "position": position, **one.model_dump()}
        for source in sources
        for position, one in enumerate(source.info.named_sources, 1)
    ]
    types = dict.fromkeys(CODEBOOK["named_sources"].columns, "str") | {"position": "int64"}
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def grid(figures: pd.DataFrame, places: list[str], metrics: list[str]) -> pd.DataFrame:
    """Return each place by each metric that a source speaks of: a reading, or empty cells.

    They follow the order of `places` and `metrics`. A figure printed more than once is one row that
    names each printing: its bounds enclose all of them and its value is that of the first.
    """
    keys = ["source_id", "place", "metric", "year"]
    stated = (
        figures.groupby(keys, dropna=False, sort=False)
        .agg(
            low=("low", "min"),
            value=("value", "first"),
            high=("high", "max"),
            unit=("unit", "first"),
            figures=("figure_id", ";".join),
        )
        .reset_index()
    )
    cells = [
        (source, place, metric)
        for source, own in figures.groupby("source_id", sort=False)
        for place in sorted(set(own["place"]), key=places.index)
        for metric in sorted(set(own["metric"]), key=metrics.index)
    ]
    whole = pd.DataFrame(cells, columns=keys[:3], dtype="str").merge(
        stated, how="left", on=keys[:3], sort=False
    )
    return whole.fillna({"unit": "", "figures": ""})


def _typed(source: Source, frame: pd.DataFrame) -> pd.DataFrame:
    numbers = {"line": "int64", "start": "int64"}
    return frame.assign(source_id=source.source_id).astype(numbers)
