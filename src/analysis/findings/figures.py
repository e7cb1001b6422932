"""Sentences and tables on the figures as printed: what is stated, how firmly, who is ahead."""

from html import escape

import pandas as pd
from IPython.display import HTML

from analysis.findings import prose
from analysis.measures import figures as measured
from analysis.quantity import wording

RATE_DIGITS = 3  # significant digits of a rate
MANY = 2  # places that a comparison needs


def coverage(covered: pd.DataFrame) -> HTML:
    """Say for which places most metrics are stated and for which fewest; rows as by coverage()."""
    ends = [covered[covered["stated"] == end] for end in covered["stated"].agg(["max", "min"])]
    most, least = (
        f"{wording.listed(rows['place'])} in {prose.stated(rows.iloc[0])} ways"
        f"{' each' if len(rows) > 1 else ''}"
        for rows in ends
    )
    return prose.sentence(
        f"The article measures {most}, and {least}: a place that is not measured can neither ",
        "win nor lose there.",
    )


def coverage_table(covered: pd.DataFrame) -> HTML:
    """Tabulate metrics stated and left silent by place."""
    rows = [row for _, row in covered.iterrows()]
    how = "metrics of the ledger less those stated"
    table = {
        "Place": covered["place"],
        "Metrics stated": [prose.stated(row) for row in rows],
        "Metrics left silent": [
            prose.derived(str(row["silent"]), how, row["ids"].split(";")) for row in rows
        ],
    }
    return prose.table(pd.DataFrame(table))


def widest(widths: pd.DataFrame, labels: pd.Series) -> HTML:
    """Say which figure is stated most loosely, and how loosely; rows as by widths()."""
    if widths.empty:
        return prose.sentence("No reading has bounds that differ.")
    row = widths.iloc[0]
    low, high = (wording.amount(row[bound], row["unit"]) for bound in ("low", "high"))
    spread = wording.amount(row["width"], "share", wording.RATIO_DIGITS)
    return prose.sentence(
        f"Of the bounded readings, none is looser than {row['place']}'s ",
        prose.cite(row),
        f" ({escape(labels[row['metric']])}). As worded, it may be anything from ",
        f"{prose.refer(low, row)} to {prose.refer(high, row)}, a spread of ",
        prose.derived(spread, "bounds apart, over the best reading", [row["figure_id"]]),
        " of the best reading.",
    )


def reading_table(figures: pd.DataFrame, labels: pd.Series) -> HTML:
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


def most_of(tally: pd.DataFrame, figures: pd.DataFrame, verb: str) -> HTML:
    """Say which group of a tally is the largest, of all figures; its first column names groups."""
    row = tally.iloc[0]
    share = "More than half" if 2 * row["figures"] > len(figures) else "The largest group"
    return prose.sentence(
        f"{share} of the ",
        prose.count(figures, "figures printed"),
        f" figures {verb} ",
        f"{prose.quoted(row.iloc[0])}: ",
        prose.derived(
            str(row["figures"]), f"figures that {verb} {row.iloc[0]}", row["ids"].split(";")
        ),
        ".",
    )


def lists(members: pd.DataFrame, figures: pd.DataFrame) -> HTML:
    """Say how many named lists there are, and how many of them are printed again."""
    sizes = figures[figures["figure_id"].isin(members["figure_id"])]
    printings = sizes.groupby(["place", "metric"])["figure_id"].transform("size")
    first = sizes.drop_duplicates(["place", "metric"])
    again = first[printings[first.index] > 1]
    return prose.sentence(
        "The article names ",
        prose.count(first, "named lists, each counted once"),
        f" {wording.plural(len(first), 'list')} by a nickname, and prints ",
        prose.count(again, "named lists that are printed more than once"),
        " of them with their members a second time. Each is shown with the size that its nickname ",
        "states.",
    )


def roster_table(members: pd.DataFrame, figures: pd.DataFrame) -> HTML:
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


def leader(ranked: pd.DataFrame, title: str) -> HTML:
    """Say who is ahead on one metric, and whether the print settles it; rows as by ranked()."""
    first, others = ranked.iloc[0], ranked.iloc[1:]
    start = f"<b>{escape(title)}.</b> "
    if others.empty:
        return prose.sentence(start, f"Only {first['place']} is measured: ", _dated(first), ".")
    second = others.iloc[0]
    rivals = others[others["best"] == 1]
    names = wording.listed(rivals["place"])
    verdict = (
        "No other place's bounds reach its own, so this holds whatever the hedges stand for."
        if rivals.empty
        else f"Its bounds meet those of {names}: the print leaves open who, if anybody, is ahead."
    )
    return prose.sentence(
        start,
        f"{first['place']} {_order(first, second)} {second['place']} with {_dated(second)}. ",
        verdict,
    )


def _order(first: pd.Series, second: pd.Series) -> str:
    if first["value"] == second["value"]:
        return f"with {_dated(first)} is level with"
    return f"is ahead with {_dated(first)}, before"


def settled(ranks: pd.DataFrame) -> HTML:
    """Say how many of the ranks the bounds settle, and name the places whose ranks they do not."""
    if ranks.empty:
        return prose.sentence("The article states nothing of these places by these metrics.")
    sure = ranks[ranks["best"] == ranks["worst"]]
    open_ = ranks[ranks["best"] != ranks["worst"]]
    how = "ranks among the places compared that the bounds settle"
    names = wording.listed(dict.fromkeys(open_["place"]))
    tail = "." if open_.empty else f"; not so for {names}, whose bounds meet another's."
    return prose.sentence(
        "Of ",
        prose.count(ranks, "ranks among the places compared"),
        f" {wording.plural(len(ranks), 'rank')}, ",
        prose.count(sure, how, among=ranks),
        f" {wording.plural(len(sure), 'holds', 'hold')} for every reading of the figures",
        tail,
    )


def rank_table(ranks: pd.DataFrame, labels: pd.Series) -> HTML:
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


def statements(figures: pd.DataFrame, labels: pd.Series) -> HTML:
    """List figures in words with year and credit."""
    items = []
    for _, row in figures.iterrows():
        by = row["attributed_to"]
        credit = f", credited to {prose.quoted(by)}" if by else ""
        note = f" ({escape(row['note'])})" if row["note"] else ""
        items.append(f"{escape(labels[row['metric']])}{note}: {_dated(row)}{credit}")
    return prose.bullets(items)


def standing(shared: pd.DataFrame, place: str, labels: pd.Series) -> HTML:
    """Say on which metrics `place` is first or last among the places that are measured as well."""
    if shared.empty:
        return prose.sentence(f"The article measures no other place of {place}'s kind by the same.")
    ranks = measured.rank_table(shared)
    mine = ranks[ranks["place"] == place]
    size = mine["metric"].map(ranks.groupby("metric").size())
    first, last = mine[mine["worst"] == 1], mine[mine["best"] == size]
    how = f"metrics stated of {place} and of another place of its kind"
    noun = wording.plural(len(mine), "metric")
    parts = ["Of ", prose.count(mine, how), f" {noun} by which others are measured too, {place}"]
    for rows, word in ((first, "leads"), (last, "is last")):
        names = wording.listed(escape(labels[metric]) for metric in rows["metric"])
        how = f"metrics on which {place} {word}, whatever the hedges stand for"
        parts += [
            " and" if word == "is last" else "",
            f" {word} on ",
            prose.count(rows, how, among=mine),
            f" ({names})" if len(rows) else "",
        ]
    return prose.sentence(*parts, ".")


def unsaid(figures: pd.DataFrame, place: str, labels: pd.Series) -> HTML:
    """List the metrics stated of others of the same kind and not of `place`."""
    if set(figures["place"]) == {place}:
        return prose.sentence(f"There is no other place of {place}'s kind to hold it against.")
    missing = measured.unsaid(figures, place)
    if missing.empty:
        return prose.sentence(f"Nothing that the article states of others is missing for {place}.")
    return prose.bullets(
        f"{escape(labels[metric])}: stated of {wording.listed(group['place'])}"
        for metric, group in missing.groupby("metric", sort=False)
    )


def comparison_table(figures: pd.DataFrame, labels: pd.Series) -> HTML:
    """Tabulate readings, a row a metric and a column a place."""
    texts = [prose.cite(row) for _, row in figures.iterrows()]
    return _crossed(figures.assign(text=texts), labels)


def gap_table(relative: pd.DataFrame, labels: pd.Series) -> HTML:
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


def rate_ends(rates: pd.DataFrame, title: str) -> HTML:
    """Say where a rate is highest and where lowest; rows as by quotients()."""
    start = f"<b>{escape(title)}.</b> "
    if len(rates) < MANY:
        return prose.sentence(start, "Fewer places than a comparison needs are measured by both.")
    ordered = rates.sort_values("value", ascending=False, kind="stable")
    best, last = ordered.iloc[0], ordered.iloc[-1]
    sure = best["low"] > ordered["high"].iloc[1:].max()
    least = last["high"] < ordered["low"].iloc[:-1].min()
    settled = {
        (True, True): "the bounds settle both",
        (True, False): "the bounds settle the highest alone",
        (False, True): "the bounds settle the lowest alone",
        (False, False): "the bounds settle neither",
    }[bool(sure), bool(least)]
    return prose.sentence(
        start,
        f"It is highest in {best['place']} with {_rate(best)} and lowest in {last['place']} with ",
        f"{_rate(last)}; {settled}.",
    )


def rate_table(rates: pd.DataFrame) -> HTML:
    """Tabulate each place's rate with its bounds, the highest first."""
    ordered = rates.sort_values("value", ascending=False, kind="stable")
    rows = [row for _, row in ordered.iterrows()]
    spans = [wording.span(row["low"], row["high"], row["unit"], RATE_DIGITS) for row in rows]
    how = "bounds of one figure over those of the other"
    table = {
        "Place": ordered["place"],
        "Rate": [_rate(row) for row in rows],
        "Bounds": [
            prose.derived(span, how, row["ids"].split(";"))
            for span, row in zip(spans, rows, strict=True)
        ],
    }
    return prose.table(pd.DataFrame(table))


def _rate(row: pd.Series) -> str:
    how = "best reading of one figure over that of the other"
    return prose.derived(
        wording.amount(row["value"], row["unit"], RATE_DIGITS), how, row["ids"].split(";")
    )


def _dated(figure: pd.Series) -> str:
    year = figure["year"]
    return prose.cite(figure) + ("" if pd.isna(year) else f" ({prose.refer(str(year), figure)})")
