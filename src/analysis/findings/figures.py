"""One sentence or list a finding: directions, hedges and plurals are computed from rows too."""

from html import escape

import pandas as pd
from IPython.display import HTML

from analysis import measures
from analysis.findings import prose
from analysis.quantity import wording


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
    ranks = measures.figures.rank_table(shared)
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
    missing = measures.figures.unsaid(figures, place)
    if missing.empty:
        return prose.sentence(f"Nothing that the article states of others is missing for {place}.")
    return prose.bullets(
        f"{escape(labels[metric])}: stated of {wording.listed(group['place'])}"
        for metric, group in missing.groupby("metric", sort=False)
    )


def _order(first: pd.Series, second: pd.Series) -> str:
    if first["value"] == second["value"]:
        return f"with {_dated(first)} is level with"
    return f"is ahead with {_dated(first)}, before"


def _dated(figure: pd.Series) -> str:
    year = figure["year"]
    return prose.cite(figure) + ("" if pd.isna(year) else f" ({prose.refer(str(year), figure)})")
