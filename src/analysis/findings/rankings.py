"""Sentences and tables on who leads, whichever choices are made, and what moves the order.

What is said rests on what survives all choices. A share of draws has no more digits than the draws
support, and a mean rank has one decimal.
"""

from collections.abc import Iterable, Mapping
from html import escape
from math import ceil, log10, sqrt
from typing import Any

import pandas as pd

from analysis.data.words import Words
from analysis.findings import prose, totals
from analysis.findings.prose import Finding
from analysis.measures.rankings import unlike as unlike_by

FEWEST = 0.001  # of draws: a smaller share is told in words
HALF = 0.5  # of draws: with fewer, no rank is said to be a place's


def headline(spans: pd.DataFrame, words: Words) -> str:
    """Return who leads, in a line; spans as by spans()."""
    if spans.empty:
        return words.say("rankings.nothing")
    always = spans[spans["first_low"] == 1]
    contest = words.contest and words.say("rankings.contest", contest=words.contest)
    if always.empty:
        return words.say("rankings.headline_open", contest=contest)
    places = words.listed(map(words.place, always["place"]))
    is_settled = bool((spans["usual_best"] == spans["usual_worst"]).all())
    key = "rankings.headline_settled" if is_settled else "rankings.headline"
    return words.say(key, place=places, contest=contest)


def survives(
    rows: pd.DataFrame, spans: pd.DataFrame, figures: pd.DataFrame, words: Words
) -> Finding:
    """Say who leads by every combination of choices, and where the others come by any.

    rows as by by_choice(), spans as by spans().
    """
    if rows.empty:
        return prose.tell(words, "rankings.nothing")
    combinations = len(rows) // len(spans)
    how = words.say("rankings.how_combinations")
    count = prose.derived(words.amount(combinations, "count"), how, figures["figure_id"])
    always = spans[spans["first_low"] == 1]
    if len(always):
        number = figures["metric"].nunique()
        metrics = prose.few(number, "rankings.how_metrics", figures, words)
        is_safe = is_largest(always, figures)
        why = words.say("rankings.largest_by_all", number, metrics=metrics) if is_safe else ""
        places = _places(always["place"], words)
        first = words.say("rankings.leads_always", combinations, place=places, why=why, count=count)
    else:
        ever = _places(spans["place"][spans["best"] == 1], words)
        first = words.say("rankings.leads_at_times", combinations, places=ever, count=count)
    others = spans[spans["first_low"] < 1]
    is_open = bool((others["best"] < others["worst"]).any())
    key = ("others" if is_open else "others_fixed") if len(always) else "order"
    told = [first, _ranges(others, ("best", "worst"), len(spans), f"rankings.{key}", words)]
    if is_open:
        usual = ("usual_best", "usual_worst")
        told.append(_ranges(others, usual, len(spans), "rankings.most_often", words))
    return prose.sentence(words.joined(told))


def _ranges(spans: pd.DataFrame, ends: tuple[str, str], places: int, key: str, words: Words) -> str:
    """Return between which ranks places come, those with the same ones together."""
    told = []
    for _, own in spans.groupby(list(ends), sort=False):
        best, worst = (own[end].iloc[0] for end in ends)
        is_span = best != worst
        low, high = (rank_in_words(rank, places, words, is_span) for rank in (best, worst))
        form, named = "rankings.fixed" if low == high else "rankings.between", own["place"]
        told.append(words.say(form, len(own), places=_places(named, words), best=low, worst=high))
    return words.say(key, ranges=prose.clauses(told, words)) if told else ""


def is_largest(always: pd.DataFrame, figures: pd.DataFrame) -> bool:
    """Return whether who always leads has the largest figure by every metric."""
    top = figures.loc[figures.groupby("metric")["value"].idxmax(), "place"]
    return bool(top.isin(always["place"].head(1)).all())


def _places(names: pd.Series, words: Words) -> str:
    return words.listed(map(words.place, names))


def usual(chances: pd.DataFrame, figures: pd.DataFrame, draws: int, words: Words) -> Finding:
    """Say which rank a place takes in most draws by the usual choices, and how sure shares are.

    chances as by rank_probabilities().
    """
    if chances.empty:
        return prose.tell(words, "rankings.nothing")
    places = chances["place"].nunique()
    most = chances.loc[chances.groupby("place", sort=False)["probability"].idxmax()]
    often, rest = most[most["probability"] >= HALF], most["place"][most["probability"] < HALF]
    told = [
        words.say("rankings.usual_one", None, **_chance(row, places, figures, draws, words))
        for row in often.to_dict("records")
    ]
    ranks = words.say("rankings.usual", ranks=prose.clauses(told, words)) if told else ""
    none = words.say("rankings.no_usual", len(rest), places=_places(rest, words))
    return prose.sentence(words.joined([ranks, none if len(rest) else "", _error(draws, words)]))


def _error(draws: int, words: Words) -> str:
    error = 100 * 2 * sqrt(0.25 / draws)
    digits = max(0, ceil(-log10(error)))
    rounded = f"{ceil(error * 10**digits) / 10**digits:.{digits}f}"
    points = prose.derived(rounded, words.say("rankings.how_error"), [])
    drawn = prose.derived(words.amount(draws, "count"), words.say("rankings.how_draws"), [])
    return words.say("rankings.error", draws, draws=drawn, points=points)


def share_of(probability: float, draws: int, words: Words) -> str:
    """Return a share of draws to the power of ten in percent that two standard errors allow."""
    if probability in (0, 1):
        return words.say("rankings.none" if probability == 0 else "rankings.all")
    if min(probability, 1 - probability) < FEWEST:
        return words.say("rankings.rare" if probability < FEWEST else "rankings.nearly_all")
    error = 2 * sqrt(probability * (1 - probability) / draws)
    unit = 10.0 ** max(-2, ceil(log10(error) - 1e-9))
    if unit >= 1:
        return words.say("rankings.unsure")
    rounded = round(probability / unit) * unit
    if not 0 < round(rounded, 6) < 1:
        bound = words.amount(unit if probability < unit else 1 - unit, "share")
        return words.say("rankings.less" if probability < unit else "rankings.more", share=bound)
    return words.amount(round(rounded, 6), "share")


def chance_table(chances: pd.DataFrame, figures: pd.DataFrame, draws: int, words: Words) -> Finding:
    """Tabulate the ranks that each place takes in any draw, and in how many."""
    taken, places = chances[chances["probability"] > 0], chances["place"].nunique()
    rows = []
    for row in taken.assign(again=taken["place"].duplicated()).to_dict("records"):
        told = _chance(row, places, figures, draws, words)
        rows.append(("" if row["again"] else told["place"], told["rank"], told["share"]))
    heads = [f"rankings.head_{name}" for name in ("place", "rank", "share")]
    return prose.rows(rows, heads, words)


def _chance(
    row: Mapping[Any, Any], places: int, figures: pd.DataFrame, draws: int, words: Words
) -> dict[str, str]:
    """Return which rank a place takes, and in which share of the draws; row as of chances."""
    place, rank = words.place(row["place"]), rank_in_words(row["rank"], places, words)
    how, share = words.say("rankings.how_rank", place=place, rank=rank), row["probability"]
    share = prose.derived(share_of(share, draws, words), how, figures["figure_id"])
    return {"place": place, "rank": rank, "share": share}


def unlike(figures: pd.DataFrame, words: Words) -> list[Finding]:
    """Say which metrics compare what is unlike, as said_unlike(); nothing where all is alike."""
    return [prose.sentence(said)] if (said := said_unlike(figures, words)) else []


def said_unlike(figures: pd.DataFrame, words: Words) -> str:
    """Return which metrics compare figures of different years, or credited to different sources."""
    told = []
    for key, column in (("years", "year"), ("credits", "attributed_to")):
        for metric, rows in unlike_by(figures, column).groupby("metric", sort=False):
            parts = [_part(key, own, column, words) for _, own in rows.groupby(column)]
            name, said = escape(words.label(str(metric))), prose.clauses(parts, words)
            told.append(words.say(f"rankings.{key}", metric=name, parts=said))
    return words.joined(told)


def _part(key: str, figures: pd.DataFrame, column: str, words: Words) -> str:
    of = figures[column].iloc[0]
    if key == "years":
        said = prose.derived(f"{of:.0f}", words.say("rankings.how_year"), figures["figure_id"])
    else:
        said = prose.quoted(prose.credited(of, words))
    return words.say(f"rankings.{key}_one", of=said, places=_places(figures["place"], words))


def silence(missing: pd.DataFrame, bounds: pd.DataFrame, words: Words) -> Finding:
    """Say for which places which of the metrics compared are not stated, and what comes of it.

    bounds: what the figures together imply of these, as by blanks().
    """
    if missing.empty:
        return prose.tell(words, "rankings.no_silence")
    parts = []
    for metric, rows in missing.groupby("metric", sort=False):
        name, places = escape(words.label(str(metric))), _places(rows["place"], words)
        parts.append(words.say("word.bracketed", said=name, more=places))
    told = [words.say("rankings.silence", cells=prose.clauses(parts, words))]
    if len(bounds):
        limits = prose.clauses([totals.part(row, words) for _, row in bounds.iterrows()], words)
        told.append(words.say("rankings.bounded", cells=limits))
    return prose.sentence(words.joined(told))


def moves(spans: pd.DataFrame, figures: pd.DataFrame, words: Words) -> Finding:
    """Say which choice moves a place furthest, and between which options; rows as by spans()."""
    if spans.empty:
        return prose.tell(words, "rankings.nothing")
    row = spans.iloc[int((spans["high"] - spans["low"]).argmax())]
    if row["high"] == row["low"]:
        return prose.tell(words, "rankings.nobody_moves")
    ids = figures["figure_id"]
    choice, place = row["decides"], words.place(row["place"])
    better, worse = (option_of(choice, row[side], words) for side in ("better", "worse"))
    return prose.tell(
        words,
        "rankings.moves",
        choice=words.say(f"rankings.choice.{choice}"),
        place=place,
        low=_mean(row["low"], place, better, ids, words),
        high=_mean(row["high"], place, worse, ids, words),
        better=better,
        worse=worse,
    )


def moves_title(spans: pd.DataFrame, words: Words) -> str:
    """Return which choice moves a place furthest, in a line; rows as by spans()."""
    if spans.empty:
        return words.say("rankings.nothing").rstrip(".。")
    row = spans.iloc[int((spans["high"] - spans["low"]).argmax())]
    if row["high"] == row["low"]:
        return words.say("rankings.moves_title_none")
    choice = words.say(f"rankings.choice.{row['decides']}")
    is_led = (spans["first_low"] == 1).any()
    return words.say(f"rankings.moves_title{'' if is_led else '_open'}", choice=choice)


def usual_title(chances: pd.DataFrame, words: Words) -> str:
    """Return who is first in most draws by the usual choices, and who is last."""
    places = chances["place"].nunique()
    first, last = (
        chances[chances["rank"] == rank].nlargest(1, "probability")["place"].iloc[0]
        for rank in (1, places)
    )
    return words.say("rankings.usual_title", first=words.place(first), last=words.place(last))


def option_table(options: pd.DataFrame, figures: pd.DataFrame, words: Words) -> Finding:
    """Tabulate the bounds of each place's mean rank by option; rows as by by_option()."""
    rows: list[dict[str, str]] = []
    for (choice, option), own in options.groupby(["choice", "option"], sort=False):
        name = option_of(str(choice), str(option), words)
        row = {
            words.say("rankings.head_choice"): words.say(f"rankings.choice.{choice}"),
            words.say("rankings.head_option"): name,
        }
        for place, low, high in zip(own["place"], own["low"], own["high"], strict=True):
            called = words.place(place)
            how = words.say("rankings.how_mean", place=called, option=name)
            row[called] = prose.derived(mean_span(low, high, words), how, figures["figure_id"])
        rows.append(row)
    return prose.table(pd.DataFrame(rows))


def option_of(choice: str, option: str, words: Words) -> str:
    """Return the words for an option of a choice."""
    return words.say(f"rankings.option.{choice}.{option}")


def mean_span(low: float, high: float, words: Words) -> str:
    """Return mean ranks from low to high, to the one decimal that draws support."""
    best, worst = f"{low:.1f}", f"{high:.1f}"
    return best if best == worst else words.say("rankings.span", low=best, high=worst)


def decisive(influence: pd.DataFrame, figures: pd.DataFrame, words: Words) -> Finding:
    """Say which single figure decides most of the order, a place's only one included.

    Rows as by influence().
    """
    if influence.empty:
        return prose.tell(words, "rankings.nothing")
    row = influence.iloc[0]
    if not row["moved"]:
        return prose.tell(words, "rankings.nothing_decides")
    (figure,) = (own for _, own in figures.iterrows() if own["figure_id"] == row["figure_id"])
    before, after = _with_and_without(row, figures, words)
    most = (influence["after"] - influence["before"]).abs().max()
    return prose.tell(
        words,
        "rankings.decisive",
        most=prose.derived(f"{most:.1f}", words.say("rankings.how_moved"), figures["figure_id"]),
        place=words.place(row["place"]),
        metric=escape(words.label(row["metric"])),
        figure=prose.cite(figure, words),
        mover=words.place(row["mover"]),
        before=before,
        after=after,
    )


def influence_table(influence: pd.DataFrame, figures: pd.DataFrame, words: Words) -> Finding:
    """Tabulate, figure by figure, whose rank moves most without it, and how far."""
    heads = [f"rankings.head_{name}" for name in ("figure", "mover", "with", "without")]
    rows = []
    for _, row in influence.iterrows():
        mover = words.place(row["mover"]) if row["moved"] else words.say("rankings.nobody")
        name = prose.named(row, words)
        rows.append((name, mover, *_with_and_without(row, figures, words)))
    return prose.rows(rows, heads, words)


def _with_and_without(row: pd.Series, figures: pd.DataFrame, words: Words) -> tuple[str, str]:
    ids = figures["figure_id"]
    unknown = words.say("rankings.how_without", figure=prose.plain(prose.named(row, words)))
    mover = words.place(row["mover"])
    before = _mean(row["before"], mover, words.say("rankings.how_all"), ids, words)
    return before, _mean(row["after"], mover, unknown, ids[ids != row["figure_id"]], words)


def _mean(rank: float, place: str, option: str, ids: Iterable[str], words: Words) -> str:
    how = words.say("rankings.how_mean", place=place, option=option)
    return prose.derived(f"{rank:.1f}", how, ids)


def rank_in_words(rank: int, places: int, words: Words, in_span: bool = False) -> str:
    """Return a rank in words: first, second, ... and last, or where a span ends the number."""
    if rank == places > 1 and not in_span:
        return words.say("rankings.last")
    return words.ordinal(rank)
