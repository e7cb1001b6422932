"""One table a finding: rows in, HTML out, each number linked to where it comes from."""

from html import escape

import pandas as pd
from IPython.display import HTML

from analysis.findings import prose
from analysis.quantity import wording


def coverage(covered: pd.DataFrame) -> HTML:
    """Tabulate metrics stated and left silent by place."""
    return prose.table(
        pd.DataFrame(
            {
                "Place": covered["place"],
                "Metrics stated": [prose.stated(row) for _, row in covered.iterrows()],
                "Metrics left silent": [
                    prose.derived(
                        str(row["silent"]), "metrics of the ledger less those stated", ids
                    )
                    for (_, row), ids in zip(
                        covered.iterrows(), covered["ids"].str.split(";"), strict=True
                    )
                ],
            }
        )
    )


def readings(figures: pd.DataFrame, labels: pd.Series) -> HTML:
    """Tabulate figures with what was printed, the hedge and the bounds.

    Rows of widths() show as well how far the bounds lie from the best reading.
    """
    rows = [row for _, row in figures.iterrows()]
    table = {
        "Figure": [escape(f"{row['place']}, {labels[row['metric']]}") for row in rows],
        "Printed": [prose.refer(row["printed"], row) for row in rows],
        "Reading": [prose.cite(row) for row in rows],
        "Bounds": [
            prose.refer(wording.span(row["low"], row["high"], row["unit"]), row) for row in rows
        ],
    }
    if "below" in figures:
        table["Around the reading"] = [_around(row) for row in rows]
    return prose.table(pd.DataFrame(table))


def _around(row: pd.Series) -> str:
    text = wording.span(row["below"], row["above"], "share", wording.RATIO_DIGITS)
    return prose.derived(text, "bounds over the best reading, less one", [row["figure_id"]])


def rosters(members: pd.DataFrame, figures: pd.DataFrame) -> HTML:
    """Tabulate the named lists: size printed, members counted, members in both languages."""
    rows = []
    for figure_id, group in members.groupby("figure_id", sort=False):
        figure = figures[figures["figure_id"] == figure_id].iloc[0]
        rows.append(
            {
                "List": escape(f"{figure['note']} ({figure['place']})"),
                "Members": "<br>".join(
                    prose.quoted(name if name == zh else f"{name} {zh}")
                    for name, zh in zip(group["member_en"], group["member_zh"], strict=True)
                ),
                "Size printed": prose.cite(figure),
                "Counted": prose.derived(
                    str(len(group)), "members of the list as printed", [figure["figure_id"]]
                ),
            }
        )
    return prose.table(pd.DataFrame(rows))


def ranks(ranks: pd.DataFrame, labels: pd.Series) -> HTML:
    """Tabulate each place's rank by metric, or the ranks that its bounds allow."""
    ids = ranks.groupby("metric")["figure_id"].agg(list)
    how = "rank among the places compared, as far as the bounds settle it"
    texts = [
        prose.derived(
            str(row["best"]) if row["best"] == row["worst"] else f"{row['best']}–{row['worst']}",
            how,
            ids[row["metric"]],
        )
        for _, row in ranks.iterrows()
    ]
    return _crossed(ranks.assign(text=texts), labels)


def comparison(figures: pd.DataFrame, labels: pd.Series) -> HTML:
    """Tabulate readings, a row a metric and a column a place."""
    texts = [prose.cite(row) for _, row in figures.iterrows()]
    return _crossed(figures.assign(text=texts), labels)


def gaps(relative: pd.DataFrame, labels: pd.Series) -> HTML:
    """Tabulate readings as shares of the largest, as by relative_to_largest()."""
    largest = relative.loc[relative.groupby("metric")["value"].idxmax()].set_index("metric")
    texts = [
        prose.derived(
            _ratio(row),
            "reading over the largest of the metric, with the bounds of both",
            dict.fromkeys([row["figure_id"], largest.loc[row["metric"], "figure_id"]]),
        )
        for _, row in relative.iterrows()
    ]
    return _crossed(relative.assign(text=texts), labels)


def _ratio(row: pd.Series) -> str:
    digits = wording.RATIO_DIGITS
    best = wording.amount(row["value"], "share", digits)
    bounds = wording.span(row["low"], row["high"], "share", digits)
    return best if best == bounds else f"{best} ({bounds})"


def _crossed(rows: pd.DataFrame, labels: pd.Series) -> HTML:
    if rows.empty:
        return prose.sentence("There is nothing to compare.")
    wide = rows.pivot(index="metric", columns="place", values="text")
    wide = wide.loc[rows["metric"].unique(), rows["place"].unique()]
    wide.insert(0, "Metric", [escape(labels[metric]) for metric in wide.index])
    return prose.table(wide)
