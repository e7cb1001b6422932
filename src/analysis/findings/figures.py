"""Sentences and tables on the figures as printed: what is stated, how firmly, who is ahead."""

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from analysis.data.words import Words
from analysis.findings import prose
from analysis.findings.prose import Finding
from analysis.findings.rankings import said_unlike
from analysis.measures.figures import rests
from analysis.quantity import wording
from analysis.quantity.hedges import PLAIN

CREDITS = ("beside", "listed", "needs none", "none")  # how a figure's source is known


def strip(figures: pd.DataFrame, words: Words) -> Finding:
    """Say how many figures are printed, and how many of them carry a hedge."""
    hedged = figures[~figures["hedge"].isin(PLAIN)]
    printed = prose.count(figures, words.say("figures.how_printed"), words)
    number = prose.count(hedged, words.say("figures.how_hedged"), words)
    key = "figures.strip" if len(hedged) else "figures.strip_none"
    return prose.tell(words, key, len(figures), printed=printed, hedged=number)


def headline(covered: pd.DataFrame, figures: pd.DataFrame, words: Words) -> str:
    """Return of whom most is said, and whether most figures carry no year, in a line."""
    more = "_undated" if figures["year"].isna().mean() > 1 / 2 else ""
    return most_told("figures.headline", covered.set_index("place")["stated"], words, more)


def most_told(key: str, counts: pd.Series, words: Words, more: str = "") -> str:
    """Return of whom most is said, or that it is as much of all; counts: of figures, by place.

    key: of the message that names places, and with _level of the other; more: what else it says.
    """
    most = counts.index[counts == counts.max()]
    if 1 < len(most) == len(counts):
        return words.say(f"{key}_level")
    return words.say(f"{key}{more}", places=words.listed(map(words.place, most)))


def coverage(covered: pd.DataFrame, words: Words) -> Finding:
    """Say for which places most metrics are stated and for which fewest; rows as by coverage()."""
    ends = [covered[covered["stated"] == end] for end in covered["stated"].agg(["max", "min"])]
    places = [words.listed(map(words.place, rows["place"])) for rows in ends]
    counts = [
        prose.derived(
            words.amount(rows["stated"].iloc[0], "count"),
            words.say("figures.how_stated", place=place),
            ";".join(filter(None, rows["ids"])).split(";"),
        )
        for rows, place in zip(ends, places, strict=True)
    ]
    every = ";".join(filter(None, covered["ids"])).split(";")
    metrics = words.amount(covered[["stated", "silent"]].iloc[0].sum(), "count")
    is_level = 1 < len(ends[0]) == len(covered)
    return prose.tell(
        words,
        "figures.coverage_level" if is_level else "figures.coverage",
        metrics=prose.derived(metrics, words.say("figures.how_metrics"), every),
        first=places[0],
        last=places[1],
        most=counts[0],
        least=counts[1],
    )


def coverage_title(covered: pd.DataFrame, words: Words) -> str:
    """Return of whom most is stated, in a line; rows as by coverage()."""
    return most_told("figures.coverage_title", covered.set_index("place")["stated"], words)


def widest(widths: pd.DataFrame, words: Words) -> Finding:
    """Say which figure is stated most loosely, and how loosely; rows as by widths()."""
    if widths.empty:
        return prose.tell(words, "figures.no_width")
    row = widths.iloc[0]
    low, high = (words.amount(row[bound], row["unit"]) for bound in ("low", "high"))
    width = words.amount(row["width"], "share", wording.RATIO_DIGITS)
    how = words.say("figures.how_width")
    return prose.tell(
        words,
        f"figures.widest{_by_rounding(row)}",
        place=words.place(row["place"]),
        metric=escape(words.label(row["metric"])),
        figure=prose.cite(row, words),
        low=prose.refer(low, row),
        high=prose.refer(high, row),
        width=prose.derived(width, how, [row["figure_id"]]),
    )


def widest_title(widths: pd.DataFrame, words: Words) -> str:
    """Return which figure is stated most loosely, in a line; rows as by widths()."""
    row = widths.iloc[0]
    place, metric = words.place(row["place"]), words.label(row["metric"])
    return words.say(f"figures.widest{_by_rounding(row)}_title", place=place, metric=metric)


def _by_rounding(row: Mapping[Any, Any] | pd.Series) -> str:
    return "_plain" if row["hedge"] in PLAIN else ""


def reading_table(figures: pd.DataFrame, words: Words) -> Finding:
    """Tabulate figures with what was printed, the reading and the bounds; rows as by widths()."""
    how, rows = words.say("figures.how_around"), []
    records = figures.to_dict("records")
    for row, name in zip(records, words.names(records), strict=True):
        around = words.span(row["below"], row["above"], "share", wording.RATIO_DIGITS)
        around = prose.derived(around, how, [row["figure_id"]])
        printed, bounds = prose.printed(row), prose.bounds(row, words)
        rows.append((escape(name), printed, prose.cite(row, words), bounds, around))
    heads = [
        f"figures.head_{name}" for name in ("figure", "printed", "reading", "bounds", "around")
    ]
    return prose.rows(rows, heads, words)


def credits(figures: pd.DataFrame, words: Words) -> Finding:
    """Say how many figures name their source, and how many are credited to nobody."""
    told = list[str]()
    for name in CREDITS:
        rows = figures[figures["credited"] == name]
        told += prose.counted(rows, f"figures.credit_{name}", f"figures.how_credit_{name}", words)
    return _parts(figures, told, words)


def sources_table(named: pd.DataFrame, figures: pd.DataFrame, words: Words) -> Finding:
    """Tabulate the pieces named at the end, each with the number of figures credited to it.

    named: the table named_sources.
    """
    how, rows = words.say("figures.how_credit_listed"), []
    for author, title in zip(named["author"], named["title"], strict=True):
        own = figures[figures["attributed_to"].str.startswith(author, na=False)]
        counted = prose.count(own, how, words) if len(own) else words.say("word.none")
        rows.append((prose.quoted(author), prose.quoted(title), counted))
    heads = [f"figures.head_{name}" for name in ("author", "title", "credited")]
    return prose.rows(rows, heads, words)


def years(figures: pd.DataFrame, words: Words) -> Finding:
    """Say of which years the figures are, and how many carry none."""
    undated = figures[figures["year"].isna()]
    told = prose.counted(undated, "figures.year_none", "figures.how_year_none", words)
    for year, rows in figures[figures["year"].notna()].groupby("year"):
        number = prose.count(rows, words.say("figures.how_year", year=year), words)
        of = prose.derived(str(year), words.say("rankings.how_year"), rows["figure_id"])
        told.append(words.say("figures.year", len(rows), number=number, year=of))
    return _parts(figures, told, words)


def _parts(figures: pd.DataFrame, told: list[str], words: Words) -> Finding:
    every = prose.count(figures, words.say("figures.how_printed"), words)
    return prose.tell(words, "figures.parts", all=every, parts=prose.clauses(told, words))


def lists(members: pd.DataFrame, figures: pd.DataFrame, words: Words) -> Finding:
    """Say how many named lists there are, and how many of them are printed again."""
    sizes = figures[figures["figure_id"].isin(members["figure_id"])]
    printings = sizes.groupby(["place", "metric"])["figure_id"].transform("size")
    first = sizes.drop_duplicates(["place", "metric"])
    again = first[printings[first.index] > 1]
    named = prose.few(len(first), "figures.how_lists", first, words)
    repeated = prose.few(len(again), "figures.how_lists_again", again, words)
    told = words.say("figures.lists", len(first), lists=named)
    more = words.say("figures.lists_again", len(again), again=repeated) if len(again) else ""
    return prose.sentence(words.joined([told, more]))


def roster_table(members: pd.DataFrame, figures: pd.DataFrame, words: Words) -> Finding:
    """Tabulate the named lists: size printed, members counted, members by name.

    A list that is printed again with the same members is shown once.
    """
    rows: dict[tuple[str, ...], tuple[str, ...]] = {}
    how = words.say("figures.how_counted")
    for figure_id, group in members.groupby("figure_id", sort=False):
        figure = figures[figures["figure_id"] == figure_id].iloc[0]
        names = [_member(one, words) for one in group.to_dict("records")]
        counted = prose.derived(words.amount(len(group), "count"), how, [str(figure_id)])
        cells = prose.named(figure, words), "<br>".join(names), prose.printed(figure), counted
        rows.setdefault((figure["place"], *names), cells)
    heads = [f"figures.head_{name}" for name in ("list", "members", "size", "counted")]
    return prose.rows(rows.values(), heads, words)


def _member(one: Mapping[Any, Any], words: Words) -> str:
    if words.language == "zh" or one["member_en"] == one["member_zh"]:
        return prose.quoted(one["member_zh"])
    return prose.quoted(f"{one['member_en']} {one['member_zh']}")


def leaders(ranks: pd.DataFrame, words: Words) -> Finding:
    """List who is ahead on each metric, and before whom; rows as by rank_table()."""
    return prose.bullets(
        _leader(rows.reset_index(drop=True), words)
        for _, rows in ranks.groupby("metric", sort=False)
    )


def _leader(ranked: pd.DataFrame, words: Words) -> str:
    """Return who is ahead on one metric, and whether the print settles it; rows as by ranked()."""
    first, others = ranked.iloc[0], ranked.iloc[1:]
    name, place = escape(words.title(first["metric"])), words.place(first["place"])
    said: dict[str, Any] = {"metric": name, "first": place, "figure": prose.dated(first, words)}
    if others.empty:
        return words.say("figures.only", **said)
    second = others.iloc[0]
    rivals = others[others["best"] == 1]
    level = first["value"] == second["value"]
    told = words.say(
        "figures.level" if level else "figures.ahead",
        **said,
        second=words.place(second["place"]),
        other=prose.dated(second, words),
    )
    names = words.listed(map(words.place, rivals["place"]))
    return words.joined([told, words.say("figures.rivals", places=names) if len(rivals) else ""])


def metric_title(ranked: pd.DataFrame, words: Words) -> str:
    """Return who is ahead on one metric, in a line; rows as by ranked()."""
    first = ranked.iloc[0]
    key = "figures.metric_ahead" if first["worst"] == 1 else "figures.metric_open"
    return words.say(key, metric=words.title(first["metric"]), place=words.place(first["place"]))


def leader_title(ranks: pd.DataFrame, words: Words) -> str:
    """Return who is ahead most often, in a line; rows as by rank_table().

    A metric that one place alone has says of nobody that it is ahead.
    """
    ranks = ranks[ranks.duplicated("metric", keep=False)]
    if ranks["metric"].nunique() == 1:
        return metric_title(ranks, words)
    first = ranks[ranks["worst"] == 1]["place"].value_counts()
    if first.empty:
        return words.say("figures.leader_none")
    most = words.listed(map(words.place, first.index[first == first.max()].map(str)))
    if (first == first.max()).sum() > 1:
        return words.say("figures.leader_several", places=most)
    every = first.max() == ranks["metric"].nunique()
    return words.say(f"figures.leader_{'every' if every else 'most'}", place=most)


def settled(ranks: pd.DataFrame, words: Words) -> Finding:
    """Say how many of the ranks the bounds settle, and name the places whose ranks they do not.

    Then which of what is ranked is of unlike years or sources.
    """
    if ranks.empty:
        return prose.tell(words, "rankings.nothing")
    sure = ranks[ranks["best"] == ranks["worst"]]
    open_ = ranks[ranks["best"] != ranks["worst"]]
    names = words.listed(map(words.place, dict.fromkeys(open_["place"])))
    said = words.say(
        "figures.settled" if len(open_) else "figures.settled_all",
        len(sure),
        all=prose.count(ranks, words.say("figures.how_ranks"), words),
        sure=prose.count(sure, words.say("figures.how_settled"), words, among=ranks),
    )
    rest = words.say("figures.unsettled", places=names) if len(open_) else ""
    return prose.sentence(words.joined([said, rest, said_unlike(ranks, words)]))


def rank_table(ranks: pd.DataFrame, words: Words) -> Finding:
    """Tabulate each place's rank by metric, or the ranks that its bounds allow."""
    ids = ranks.assign(ids=rests(ranks)).groupby("metric")["ids"].agg(named)
    how = words.say("figures.how_rank")
    texts = [prose.derived(rank(row), how, ids[row["metric"]]) for _, row in ranks.iterrows()]
    return _crossed(ranks.assign(text=texts), words)


def named(rests: pd.Series) -> list[str]:
    """Return the ids that rows rest on, each once; `rests` has them, ';' between."""
    return list(dict.fromkeys(";".join(rests).split(";")))


def rank(row: pd.Series) -> str:
    """Return the rank of a row of ranked(), or the ranks that its bounds allow."""
    return str(row["best"]) if row["best"] == row["worst"] else f"{row['best']}–{row['worst']}"


def comparison_table(figures: pd.DataFrame, words: Words) -> Finding:
    """Tabulate readings, a row a metric and a column a place."""
    texts = [prose.dated(row, words) for _, row in figures.iterrows()]
    return _crossed(figures.assign(text=texts), words)


def gap_table(relative: pd.DataFrame, words: Words) -> Finding:
    """Tabulate readings as shares of the largest, as by relative_to_largest()."""
    return _crossed(relative.assign(text=gaps(relative, words)), words)


def gaps(relative: pd.DataFrame, words: Words) -> list[str]:
    """Return each reading as a share of the largest, with its bounds, linked to both figures."""
    how, digits = words.say("figures.how_gap"), wording.RATIO_DIGITS
    texts = []
    for _, row in relative.iterrows():
        best = words.best(row.to_dict(), "share", digits)
        bounds = words.span(row["low"], row["high"], "share", digits)
        text = best if best == bounds else words.say("word.bracketed", said=best, more=bounds)
        texts.append(prose.derived(text, how, row["ids"].split(";")))
    return texts


def _crossed(rows: pd.DataFrame, words: Words) -> Finding:
    if rows.empty:
        return prose.tell(words, "figures.nothing")
    wide = rows.pivot(index="metric", columns="place", values="text")
    wide = wide.loc[rows["metric"].unique(), rows["place"].unique()]
    metrics = [escape(words.title(str(metric))) for metric in wide.index]
    wide.columns = pd.Index([words.place(str(place)) for place in wide.columns])
    wide.insert(0, words.say("figures.head_metric"), metrics)
    return prose.table(wide)
