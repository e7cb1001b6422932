"""Sentences and tables on one place: what is stated of it, how it stands, what is left unsaid."""

from html import escape

import pandas as pd

from analysis.data.words import Words
from analysis.findings import prose
from analysis.findings.figures import gaps, named, rank
from analysis.findings.prose import Finding
from analysis.findings.rankings import said_unlike
from analysis.measures import figures as measured


def headline(place: str, words: Words) -> str:
    """Return what the brief on a place is called."""
    return words.say("places.headline", place=words.place(place))


def statements(figures: pd.DataFrame, words: Words) -> Finding:
    """List figures in words with year and credit; what is printed twice is listed once.

    What the source prints and does not assert is told as what it is: former, denied or reported.
    """
    items = []
    for _, row in figures.drop_duplicates(["metric", "year", "value", "hedge"]).iterrows():
        by = prose.credited(row["attributed_to"], words)
        credit = words.say("places.credit", name=prose.quoted(by)) if by else ""
        metric, figure = escape(words.title(row["metric"])), prose.dated(row, words)
        if (stance := row.get("stance", "asserted")) != "asserted":
            figure = words.say(f"places.stance_{stance}", figure=figure)
        items.append(words.say("word.labelled", label=metric, said=figure + credit))
    return prose.bullets(items)


def standing(shared: pd.DataFrame, place: str, words: Words) -> Finding:
    """Say on which metrics `place` is first or last among the places that are measured as well.

    Then which of them hold figures of unlike years or sources against each other.
    """
    called = words.place(place)
    if shared.empty:
        return prose.tell(words, "places.incomparable", place=called)
    mine, first, last = _ends(shared, place)
    how = words.say("places.how_shared", place=called)
    told = {
        name: _count(rows, name, mine, called, words)
        for name, rows in (("first", first), ("last", last))
    }
    every = prose.count(mine, how, words)
    said = words.say("places.standing", len(mine), all=every, place=called, **told)
    return prose.sentence(words.joined([said, said_unlike(shared, words)]))


def standing_title(shared: pd.DataFrame, place: str, words: Words) -> str:
    """Return on what `place` leads, or else is last, in a line: of what is drawn below it.

    What may be below zero is not, as by relative_to_largest().
    """
    drawn = measured.relative_to_largest(shared)["metric"].unique()
    called, every = words.place(place), shared["metric"].nunique()
    _, first, last = _ends(shared, place)
    for key, rows in (("leads", first), ("trails", last)):
        if 1 < len(rows) == every:
            return words.say(f"places.{key}_all", place=called)
        if len(rows := rows[rows["metric"].isin(drawn)]):
            names = words.listed(map(words.label, rows["metric"]))
            return words.say(f"places.{key}", place=called, metrics=names)
    if len(drawn) < every:
        names = words.listed(map(words.label, drawn))
        return words.say("places.between_some", place=called, metrics=names)
    return words.say("places.between", place=called)


def standing_table(shared: pd.DataFrame, place: str, words: Words) -> Finding:
    """Tabulate a place's readings, each with its rank and its share of the largest reading."""
    if shared.empty:
        return prose.tell(words, "figures.nothing")
    ranks, relative = measured.rank_table(shared), measured.relative_to_largest(shared)
    is_own = relative["place"] == place
    parts = dict(zip(relative["metric"][is_own], gaps(relative[is_own], words), strict=True))
    groups = ranks.assign(ids=measured.rests(ranks)).groupby("metric")["ids"].agg(named)
    sizes = ranks.groupby("metric").size()
    rows = []
    for _, row in ranks[ranks["place"] == place].iterrows():
        ids = groups[row["metric"]]
        standing = words.say("places.rank", rank=rank(row), all=sizes[row["metric"]])
        name, reading = escape(words.title(row["metric"])), prose.dated(row, words)
        standing = prose.derived(standing, words.say("figures.how_rank"), ids)
        rows.append((name, reading, standing, parts.get(row["metric"], prose.GAP)))
    heads = ("figures.head_metric", "figures.head_reading", "rankings.head_rank")
    return prose.rows(rows, (*heads, "places.head_part"), words)


def unsaid(figures: pd.DataFrame, place: str, words: Words) -> Finding:
    """List the metrics stated of others of the same kind and not of `place`."""
    called = words.place(place)
    if set(figures["place"]) == {place}:
        return prose.tell(words, "places.no_other", place=called)
    missing = measured.unsaid(figures, place)
    if missing.empty:
        return prose.tell(words, "places.nothing_missing", place=called)
    return prose.bullets(
        words.say(
            "word.labelled",
            label=escape(words.title(str(metric))),
            said=words.listed(map(words.place, group["place"])),
        )
        for metric, group in missing.groupby("metric", sort=False)
    )


def _ends(shared: pd.DataFrame, place: str) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the ranks of a place, those of them that are first, and those that are last."""
    ranks = measured.rank_table(shared)
    mine = ranks[ranks["place"] == place]
    size = mine["metric"].map(ranks.groupby("metric").size())
    return mine, mine[mine["worst"] == 1], mine[mine["best"] == size]


def _count(rows: pd.DataFrame, side: str, among: pd.DataFrame, place: str, words: Words) -> str:
    if rows.empty:
        return words.say(f"places.{side}_none")
    names = words.listed(escape(words.label(metric)) for metric in rows["metric"])
    number = prose.count(rows, words.say(f"places.how_{side}", place=place), words, among=among)
    return words.say(f"places.{side}", number=number, metrics=names)
