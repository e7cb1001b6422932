"""One sentence or table a finding, made of rows: directions, hedges and plurals are computed too."""

import pandas as pd
from IPython.display import HTML

from analysis import measures, prose, wording

DIGITS = 3  # significant digits of a computed ratio


def coverage(covered: pd.DataFrame) -> HTML:
    """Say for which place most metrics are stated and for which fewest; rows as by coverage()."""
    rows = covered.sort_values("stated", ascending=False, kind="stable")
    most, least = rows.iloc[0], rows.iloc[-1]
    return prose.sentence(
        f"The article measures {most['place']} in ", _stated(most), " ways and ",
        f"{least['place']} in {_stated(least)}: a place that is not measured can neither win nor ",
        "lose on that count.",
    )  # fmt: skip


def coverage_table(covered: pd.DataFrame) -> HTML:
    """Tabulate metrics stated and left silent by place."""
    return prose.table(pd.DataFrame({
        "Place": covered["place"],
        "Metrics stated": [_stated(row) for _, row in covered.iterrows()],
        "Metrics left silent": [
            prose.derived(str(row["silent"]), f"metrics not stated of {row['place']}", _ids(row))
            for _, row in covered.iterrows()
        ],
    }))  # fmt: skip


def widest(widths: pd.DataFrame, labels: pd.Series) -> HTML:
    """Say which figure is stated most loosely, and how loosely; rows as by widths()."""
    row = widths.iloc[0]
    low, high = (wording.amount(row[bound], row["unit"]) for bound in ("low", "high"))
    spread = wording.amount(row["width"], "share", DIGITS)
    return prose.sentence(
        f"None is looser than {row['place']}'s ", prose.cite(row),
        f" ({labels[row['metric']]}). As worded, it may be anything from {prose.refer(low, row)} ",
        f"to {prose.refer(high, row)}, a spread of ",
        prose.derived(spread, "bounds apart, over the best reading", [row["figure_id"]]),
        " of the best reading.",
    )  # fmt: skip


def most_of(tally: pd.DataFrame, figures: pd.DataFrame, verb: str) -> HTML:
    """Say which group of a tally is the largest, of all figures; its first column names groups."""
    row = tally.iloc[0]
    share = "More than half" if 2 * row["figures"] > len(figures) else "The largest group"
    return prose.sentence(
        f"{share} of the ", prose.count(figures, "figures printed"), f" figures {verb} ",
        f"{row.iloc[0]}: ",
        prose.derived(str(row["figures"]), f"figures that {verb} {row.iloc[0]}", _ids(row)), ".",
    )  # fmt: skip


def readings(figures: pd.DataFrame, labels: pd.Series) -> HTML:
    """Tabulate figures with what was printed, the hedge and the bounds."""
    return prose.table(pd.DataFrame({
        "Figure": [f"{row['place']}, {labels[row['metric']]}" for _, row in figures.iterrows()],
        "Printed": [f'<span lang="zh-Hant">{text}</span>' for text in figures["printed"]],
        "Reading": [prose.cite(row) for _, row in figures.iterrows()],
        "Bounds": [prose.refer(wording.span(row["low"], row["high"], row["unit"]), row)
                   for _, row in figures.iterrows()],
    }))  # fmt: skip


def rosters(members: pd.DataFrame, figures: pd.DataFrame) -> HTML:
    """Tabulate the named lists: size printed, members counted, members in both languages."""
    rows = []
    for figure_id, group in members.groupby("figure_id", sort=False):
        figure = figures.set_index("figure_id", drop=False).loc[str(figure_id)]
        rows.append({
            "List": f"{figure['note']} ({figure['place']})",
            "Size printed": prose.cite(figure),
            "Members named": prose.derived(
                str(len(group)), "members of the list as printed", [figure["figure_id"]]
            ),
            "Members": "<br>".join(
                name if name == zh else f'{name} <span lang="zh-Hant">{zh}</span>'
                for name, zh in zip(group["member_en"], group["member_zh"], strict=True)
            ),
        })  # fmt: skip
    return prose.table(pd.DataFrame(rows))


def leader(ranked: pd.DataFrame, label: str) -> HTML:
    """Say who is ahead on one metric, and whether the print settles it; rows as by ranked()."""
    first = ranked.iloc[0]
    start = f"<b>{label}.</b> "
    if len(ranked) == 1:
        return prose.sentence(start, f"Only {first['place']} is measured: ", _cite_dated(first), ".")
    second = ranked.iloc[1]
    verdict = (
        "The two readings do not overlap, so the order holds whatever the hedges stand for."
        if first["low"] > second["high"]
        else "The two readings overlap, so the print does not settle who is ahead."
    )
    return prose.sentence(
        start, f"{first['place']} is ahead with ", _cite_dated(first),
        f", before {second['place']} with ", _cite_dated(second), f". {verdict}",
    )  # fmt: skip


def settled(ranks: pd.DataFrame) -> HTML:
    """Say how many of the ranks the bounds settle, and name the places whose ranks they do not."""
    sure = ranks[ranks["best"] == ranks["worst"]]
    open_ = ranks[ranks["best"] != ranks["worst"]]
    how = "ranks among the places compared that the bounds settle"
    tail = (
        "." if open_.empty
        else f"; not so for {wording.listed(sorted(set(open_['place'])))}, whose bounds meet another's."
    )  # fmt: skip
    return prose.sentence(
        "Of ", prose.count(ranks, "ranks among the places compared"),
        f" {wording.plural(len(ranks), 'rank')}, ", prose.count(sure, how),
        f" {wording.plural(len(sure), 'holds', 'hold')} for every reading of the figures", tail,
    )  # fmt: skip


def rank_table(ranks: pd.DataFrame, labels: pd.Series) -> HTML:
    """Tabulate each place's rank by metric, or the ranks that its bounds allow."""
    ids = ranks.groupby("metric")["figure_id"].agg(list)
    how = "rank among the places compared, as far as the bounds settle it"
    texts = [
        prose.derived(str(row["best"]) if row["best"] == row["worst"]
                      else f"{row['best']}–{row['worst']}", how, ids[row["metric"]])
        for _, row in ranks.iterrows()
    ]  # fmt: skip
    return _crossed(ranks.assign(text=texts), labels)


def comparison(figures: pd.DataFrame, labels: pd.Series) -> HTML:
    """Tabulate readings, a row a metric and a column a place."""
    texts = [prose.cite(row) for _, row in figures.iterrows()]
    return _crossed(figures.assign(text=texts), labels)


def gaps(relative: pd.DataFrame, labels: pd.Series) -> HTML:
    """Tabulate readings as shares of the largest, as by relative_to_largest()."""
    largest = relative.loc[relative.groupby("metric")["value"].idxmax()].set_index("metric")
    texts = [
        prose.derived(wording.amount(row["value"], "share", DIGITS),
                      "best reading over the largest best reading of the metric",
                      dict.fromkeys([row["figure_id"], largest.loc[row["metric"], "figure_id"]]))
        for _, row in relative.iterrows()
    ]  # fmt: skip
    return _crossed(relative.assign(text=texts), labels)


def statements(figures: pd.DataFrame, labels: pd.Series) -> HTML:
    """List figures in words with year and credit."""
    items = []
    for _, row in figures.iterrows():
        credit = f", credited to {row['attributed_to']}" if row["attributed_to"] else ""
        note = f" ({row['note']})" if row["note"] else ""
        items.append(f"{labels[row['metric']]}{note}: {_cite_dated(row)}{credit}")
    return prose.bullets(items)


def standing(shared: pd.DataFrame, place: str, labels: pd.Series) -> HTML:
    """Say on which metrics `place` is first or last among the places that are measured as well."""
    if shared.empty:
        return prose.sentence(f"The article measures no other place of {place}'s kind by the same.")
    ranks = measures.rank_table(shared)
    mine = ranks[ranks["place"] == place]
    size = mine["metric"].map(ranks.groupby("metric").size())
    first, last = mine[mine["worst"] == 1], mine[mine["best"] == size]
    parts = ["Of ", prose.count(mine, f"metrics stated of {place} and of another place of its kind"),
             f" {wording.plural(len(mine), 'metric')} that others are measured by as well, {place}"]  # fmt: skip
    for rows, word in ((first, "leads"), (last, "is last")):
        names = wording.listed(labels[metric] for metric in rows["metric"])
        how = f"metrics on which {place} {word}, whatever the hedges stand for"
        parts += [" and" if word == "is last" else "", f" {word} on ", prose.count(rows, how),
                  f" ({names})" if len(rows) else ""]  # fmt: skip
    return prose.sentence(*parts, ".")


def unsaid(figures: pd.DataFrame, place: str, labels: pd.Series) -> HTML:
    """List the metrics stated of others of the same kind and not of `place`."""
    if set(figures["place"]) == {place}:
        return prose.sentence(f"There is no other place of {place}'s kind to hold it against.")
    missing = measures.unsaid(figures, place)
    if missing.empty:
        return prose.sentence(f"Nothing that the article states of others is missing for {place}.")
    return prose.bullets(
        f"{labels[metric]}: stated of {wording.listed(group['place'])}"
        for metric, group in missing.groupby("metric", sort=False)
    )


def _cite_dated(figure: pd.Series) -> str:
    year = figure["year"]
    return prose.cite(figure) + ("" if pd.isna(year) else f" ({prose.refer(str(year), figure)})")


def _crossed(rows: pd.DataFrame, labels: pd.Series) -> HTML:
    wide = rows.pivot(index="metric", columns="place", values="text")
    wide = wide.loc[rows["metric"].unique(), rows["place"].unique()]
    wide.insert(0, "Metric", [labels[metric] for metric in wide.index])
    return prose.table(wide)


def _stated(row: pd.Series) -> str:
    how = f"metrics that the article states of {row['place']}"
    return prose.derived(str(row["stated"]), how, _ids(row))


def _ids(row: pd.Series) -> list[str]:
    return str(row["ids"]).split(";")
