"""Sentences and tables on who leads, whichever choices are made, and what moves the order.

What is said rests on what survives all choices. A share of draws has no more digits than the draws
support, and a mean rank has one decimal.
"""

from html import escape
from math import ceil, log10, sqrt

import pandas as pd
from IPython.display import HTML

from analysis.findings import prose
from analysis.messages import say
from analysis.quantity import wording

FEWEST = 0.001  # of draws: a smaller share is told in words
HALF = 0.5  # of draws: with fewer, no rank is said to be a place's
NAMED = 10  # ranks that have a word of their own


def survives(rows: pd.DataFrame, spans: pd.DataFrame, figures: pd.DataFrame) -> HTML:
    """Say who leads by every combination of choices, and where the others come by any.

    rows as by by_choice(), spans as by spans().
    """
    if rows.empty:
        return prose.sentence(say("rankings.nothing", "en"))
    ids = list(figures["figure_id"])
    combinations = len(rows) // len(spans)
    how = say("rankings.how_combinations", "en")
    count = prose.derived(str(combinations), how, ids)
    always = spans[spans["first_low"] == 1]
    if len(always):
        places = wording.listed(always["place"])
        why = say("rankings.largest_by_all", "en") if _is_largest(always, figures) else ""
        first = say("rankings.leads_always", "en", combinations, place=places, why=why, count=count)
    else:
        ever = wording.listed(spans[spans["best"] == 1]["place"])
        first = say("rankings.leads_at_times", "en", combinations, places=ever, count=count)
    others = spans[spans["first_low"] < 1]
    then = _ranges(others, "best", "worst", len(spans), "rankings.others")
    return prose.sentence(first, then, _ranges(others, "usual_best", "usual_worst", len(spans)))


def _ranges(
    spans: pd.DataFrame, best: str, worst: str, places: int, key: str = "rankings.most_often"
) -> str:
    """Return between which ranks places come, those with the same ones together."""
    told = []
    for _, own in spans.groupby([best, worst], sort=False):
        low, high = (rank_in_words(own[end].iloc[0], places) for end in (best, worst))
        form, named = "rankings.fixed" if low == high else "rankings.between", own["place"]
        told.append(say(form, "en", len(own), places=wording.listed(named), best=low, worst=high))
    return say(key, "en", ranges="; ".join(told)) if told else ""


def _is_largest(always: pd.DataFrame, figures: pd.DataFrame) -> bool:
    top = figures.loc[figures.groupby("metric")["value"].idxmax(), "place"]
    return bool(top.isin(always["place"].head(1)).all())


def usual(chances: pd.DataFrame, figures: pd.DataFrame, draws: int) -> HTML:
    """Say which rank a place takes in most draws by the usual choices, and how sure shares are.

    chances as by rank_probabilities().
    """
    if chances.empty:
        return prose.sentence(say("rankings.nothing", "en"))
    ids = list(figures["figure_id"])
    places = chances["place"].nunique()
    most = chances.loc[chances.groupby("place", sort=False)["probability"].idxmax()]
    told = []
    often = most[most["probability"] >= HALF]
    rest = list(most["place"][most["probability"] < HALF])
    for place, rank, chance in zip(
        often["place"], often["rank"], often["probability"], strict=True
    ):
        name = rank_in_words(rank, places)
        how = say("rankings.how_rank", "en", place=place, rank=name)
        share = prose.derived(share_of(chance, draws), how, ids)
        told.append(say("rankings.usual_one", "en", place=place, rank=name, share=share))
    error = 100 * 2 * sqrt(0.25 / draws)
    digits = max(0, ceil(-log10(error)))
    points = prose.derived(
        f"{ceil(error * 10**digits) / 10**digits:.{digits}f}", say("rankings.how_error", "en"), []
    )
    drawn = prose.derived(f"{draws:,}", say("rankings.how_draws", "en"), [])
    return prose.sentence(
        say("rankings.usual", "en", ranks=wording.listed(told)) if told else "",
        say("rankings.no_usual", "en", len(rest), places=wording.listed(rest)) if rest else "",
        say("rankings.error", "en", n=draws, draws=drawn, points=points),
    )


def share_of(probability: float, draws: int) -> str:
    """Return a share of draws to the power of ten in percent that two standard errors allow."""
    if probability in (0, 1):
        return say("rankings.none" if probability == 0 else "rankings.all", "en")
    if min(probability, 1 - probability) < FEWEST:
        return say("rankings.rare" if probability < FEWEST else "rankings.nearly_all", "en")
    error = 2 * sqrt(probability * (1 - probability) / draws)
    unit = 10.0 ** max(-2, ceil(log10(error) - 1e-9))
    if unit >= 1:
        return say("rankings.unsure", "en")
    rounded = round(probability / unit) * unit
    if not 0 < round(rounded, 6) < 1:
        bound = wording.amount(unit if probability < unit else 1 - unit, "share")
        return say("rankings.less" if probability < unit else "rankings.more", "en", share=bound)
    return wording.amount(round(rounded, 6), "share")


def chance_table(chances: pd.DataFrame, figures: pd.DataFrame, draws: int) -> HTML:
    """Tabulate the ranks that each place takes in any draw, and in how many."""
    ids = list(figures["figure_id"])
    places = chances["place"].nunique()
    rows = []
    for place, own in chances[chances["probability"] > 0].groupby("place", sort=False):
        for at, (rank, chance) in enumerate(zip(own["rank"], own["probability"], strict=True)):
            name = rank_in_words(rank, places)
            how = say("rankings.how_rank", "en", place=place, rank=name)
            share = prose.derived(share_of(chance, draws), how, ids)
            rows.append(("" if at else place, name, share))
    heads = ["rankings.head_place", "rankings.head_rank", "rankings.head_share"]
    return prose.table(pd.DataFrame(rows, columns=[say(head, "en") for head in heads]))


def by_metric(ranks: pd.DataFrame) -> HTML:
    """Say whose rank changes with the metric and whose does not; rows as by rank_table()."""
    if ranks.empty:
        return prose.sentence(say("rankings.nothing", "en"))
    spread = ranks.groupby("place", sort=False)["best"].agg(["min", "max", "size"])
    spread = spread[spread["size"] > 1]
    moves = list(spread.index[spread["min"] < spread["max"]])
    stays = list(spread.index[spread["min"] == spread["max"]])
    moved, stayed = wording.listed(moves), wording.listed(stays)
    return prose.sentence(say("rankings.by_metric", "en", moves=moved, stays=stayed))


def years(unlike: pd.DataFrame, labels: pd.Series) -> HTML:
    """Say which metrics compare figures of different years; rows as by unlike_years()."""
    if unlike.empty:
        return prose.sentence(say("rankings.years_alike", "en"))
    told = []
    for metric, rows in unlike.groupby("metric", sort=False):
        dated = [
            say(
                "rankings.years_one",
                "en",
                year=_year(own),
                places=wording.listed(own["place"]),
            )
            for _, own in rows.groupby("year")
        ]
        name = escape(str(labels.loc[str(metric)]))
        told.append(say("rankings.years", "en", metric=name, years="; ".join(dated)))
    return prose.sentence(" ".join(told))


def _year(figures: pd.DataFrame) -> str:
    year = f"{figures['year'].iloc[0]:.0f}"
    return prose.derived(year, say("rankings.how_year", "en"), figures["figure_id"])


def silence(missing: pd.DataFrame, labels: pd.Series) -> HTML:
    """Say for which places which of the metrics compared are not stated, and what comes of it."""
    if missing.empty:
        return prose.sentence(say("rankings.no_silence", "en"))
    parts = [
        say(
            "rankings.silent_one",
            "en",
            metric=escape(str(labels.loc[str(metric)])),
            places=wording.listed(rows["place"]),
        )
        for metric, rows in missing.groupby("metric", sort=False)
    ]
    return prose.sentence(say("rankings.silence", "en", cells="; ".join(parts)))


def moves(spans: pd.DataFrame, figures: pd.DataFrame) -> HTML:
    """Say which choice moves a place furthest, and between which options; rows as by spans()."""
    if spans.empty:
        return prose.sentence(say("rankings.nothing", "en"))
    row = spans.iloc[int((spans["high"] - spans["low"]).argmax())]
    if row["high"] == row["low"]:
        return prose.sentence(say("rankings.nobody_moves", "en"))
    ids = list(figures["figure_id"])
    choice, place = row["decides"], row["place"]
    better, worse = (option_of(choice, row[side]) for side in ("better", "worse"))
    return prose.sentence(
        say(
            "rankings.moves",
            "en",
            choice=say(f"rankings.choice.{choice}", "en"),
            place=place,
            low=_mean(row["low"], place, better, ids),
            high=_mean(row["high"], place, worse, ids),
            better=better,
            worse=worse,
        )
    )


def option_table(options: pd.DataFrame, figures: pd.DataFrame) -> HTML:
    """Tabulate the bounds of each place's mean rank by option; rows as by by_option()."""
    spans = [
        mean_span(low, high) for low, high in zip(options["low"], options["high"], strict=True)
    ]
    return _by_option(options.assign(text=spans), figures, "rankings.how_mean")


def last_table(options: pd.DataFrame, figures: pd.DataFrame, draws: int) -> HTML:
    """Tabulate the bounds of each place's share of draws as the last; rows as by by_option()."""
    ends = zip(options["last_low"], options["last_high"], strict=True)
    spans = [share_span(low, high, draws) for low, high in ends]
    return _by_option(options.assign(text=spans), figures, "rankings.how_last")


def _by_option(options: pd.DataFrame, figures: pd.DataFrame, key: str) -> HTML:
    ids = list(figures["figure_id"])
    rows = []
    for (choice, option), own in options.groupby(["choice", "option"], sort=False):
        name = option_of(str(choice), str(option))
        row = {
            say("rankings.head_choice", "en"): say(f"rankings.choice.{choice}", "en"),
            say("rankings.head_option", "en"): name,
        }
        for place, text in zip(own["place"], own["text"], strict=True):
            row[place] = prose.derived(text, say(key, "en", place=place, option=name), ids)
        rows.append(row)
    return prose.table(pd.DataFrame(rows))


def option_of(choice: str, option: str) -> str:
    """Return the words for an option of a choice."""
    return say(f"rankings.option.{choice}.{option}", "en")


def mean_span(low: float, high: float) -> str:
    """Return mean ranks from low to high, to the one decimal that draws support."""
    return _span(f"{low:.1f}", f"{high:.1f}")


def share_span(low: float, high: float, draws: int) -> str:
    """Return shares of draws from low to high, each as by share_of()."""
    return _span(share_of(low, draws), share_of(high, draws))


def _span(low: str, high: str) -> str:
    return low if low == high else say("rankings.span", "en", low=low, high=high)


def decisive(influence: pd.DataFrame, figures: pd.DataFrame, labels: pd.Series) -> HTML:
    """Say which single figure decides most of the order, a place's only one included.

    Rows as by influence().
    """
    if influence.empty:
        return prose.sentence(say("rankings.nothing", "en"))
    row = influence.iloc[0]
    if not row["moved"]:
        return prose.sentence(say("rankings.nothing_decides", "en"))
    (figure,) = (own for _, own in figures.iterrows() if own["figure_id"] == row["figure_id"])
    before, after = _with_and_without(row, figures)
    return prose.sentence(
        say(
            "rankings.decisive",
            "en",
            place=row["place"],
            metric=escape(labels[row["metric"]]),
            figure=prose.cite(figure),
            mover=row["mover"],
            before=before,
            after=after,
        )
    )


def influence_table(influence: pd.DataFrame, figures: pd.DataFrame, labels: pd.Series) -> HTML:
    """Tabulate, figure by figure, whose rank moves most without it, and how far."""
    heads = [say(f"rankings.head_{name}", "en") for name in ("figure", "mover", "with", "without")]
    rows = []
    for _, row in influence.iterrows():
        name = escape(f"{row['place']}, {labels[row['metric']]}")
        mover = row["mover"] if row["moved"] else say("rankings.nobody", "en")
        rows.append((name, mover, *_with_and_without(row, figures)))
    return prose.table(pd.DataFrame(rows, columns=heads))


def _with_and_without(row: pd.Series, figures: pd.DataFrame) -> tuple[str, str]:
    ids = list(figures["figure_id"])
    rest = [name for name in ids if name != row["figure_id"]]
    without = say("rankings.how_without", "en", figure=row["figure_id"])
    before = _mean(row["before"], row["mover"], say("rankings.how_all", "en"), ids)
    return before, _mean(row["after"], row["mover"], without, rest)


def _mean(rank: float, place: str, option: str, ids: list[str]) -> str:
    how = say("rankings.how_mean", "en", place=place, option=option)
    return prose.derived(f"{rank:.1f}", how, ids)


def rank_in_words(rank: int, places: int) -> str:
    """Return a rank in words: first, second, ... and last."""
    if rank == places > 1:
        return say("rankings.last", "en")
    named = f"rankings.rank_{rank}" if rank <= NAMED else "rankings.rank_n"
    return say(named, "en", rank=rank)
