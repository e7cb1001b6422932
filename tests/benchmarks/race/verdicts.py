"""What a verdict takes: on the claims of the project's own sources, and among many figures.

Times are of the processor, so that other work on the machine counts little.
"""

from collections.abc import Callable
from fractions import Fraction
from statistics import median
from time import process_time
from typing import Any

from analysis import claims, files
from analysis.claims import firmness
from analysis.claims.assertions import Figure
from analysis.claims.constraints import Constraints
from analysis.claims.definitions import Definitions, Metric, Place
from analysis.claims.naming import Known
from analysis.claims.read import Claim, Frames, known_of
from analysis.claims.syntax import Unknown
from analysis.claims.verdict import Finding, judge
from analysis.claims.worlds import Question, Worlds
from analysis.data import clean, sources

from . import results
from .results import Aim, Section

Say = Callable[[str], None]
SIZES = {"Ash": 5, "Birch": 7, "Cedar": 9, "Fenland": 20, "Land": 40}  # ten figures a claim


def run_verdicts(few: int, many: int, say: Say) -> list[Section]:
    """Judge the claims of every source, then few and many claims about made-up figures."""
    frames = clean.clean(sources.read(files.raw()))
    folders = {path.name: path / "claims.yaml" for path in files.source_folders(files.raw())}
    typed = claims.read([path for path in folders.values() if path.is_file()], frames)
    judged, whole = [], 0.0
    for source_id in folders:
        own = [claim for claim in typed if claim.source_id == source_id]
        times, took = of_source(own, source_id, frames)
        judged += times
        whole += took
    say(f"{len(judged)} claims: median {1000 * median(judged):.1f} ms, with bounds {whole:.2f} s")
    each = {count: among_many(count) / count for count in (few, many)}
    say(", ".join(f"{count} claims: {1000 * time:.2f} ms each" for count, time in each.items()))
    return [section(judged, whole, each)]


def section(judged: list[float], whole: float, each: dict[int, float]) -> Section:
    """Return the table and the aims: seconds of each claim, of all, and of each among many."""
    few, many = each
    lines = [
        ["a claim with proof or worlds, median", f"{1000 * median(judged):.1f} ms"],
        ["a claim with proof or worlds, most", f"{1000 * max(judged):.1f} ms"],
        [f"all {len(judged)} claims with implied bounds and flips", f"{whole:.2f} s"],
        *(
            [f"a claim of {count:,} over {10 * count:,} figures", f"{1000 * time:.2f} ms"]
            for count, time in each.items()
        ),
    ]
    caption = (
        "Verdicts within the sources, in one process, by processor time; the figures of the last "
        "two stand in parts that do not hang together, ten to each claim."
    )
    growth = f"a claim among {many:,}, times one among {few:,}"
    aims = [
        Aim("a claim with proof or worlds, median, ms", 1000 * median(judged), 15, form="{:.1f}"),
        Aim("all claims with implied bounds and flips, s", whole, 5),
        Aim(growth, each[many] / each[few], 1.5),
    ]
    return Section("Verdicts", caption, results.rows(["what", "processor time"], lines), aims)


def of_source(own: list[Claim], source_id: str, frames: Frames) -> tuple[list[float], float]:
    """Return the seconds that each claim of a source takes, and all with bounds and flips."""
    known, start = known_of(source_id, frames), process_time()
    worlds = Worlds(Constraints(known.definitions, known.figures.values(), known.lists))
    times = []
    for claim in own:
        if claim.formula is None:
            continue
        begin = process_time()
        question = worlds.about(claim.formula, claim.typed.restates)
        finding = judge(question)
        times.append(process_time() - begin)
        flip(question, finding)
    worlds.implied()
    firmness.narrowest(worlds)
    return times, process_time() - start


def flip(question: Question, finding: Finding) -> None:
    """Find what would change a verdict: tolerance, margin, all hedges, and each by itself."""
    firmness.turns(question, finding)
    for hedge in firmness.hedges(question):
        firmness.flips_within(question, finding, hedge)


def among_many(count: int) -> float:
    """Return the seconds for so many claims, each about a year of its own, with ten figures."""
    metrics = (Metric("firms", "count", adds_up=True), Metric("money", "CNY"))
    places = [Place(name, ("city",), "Land") for name in ("Ash", "Birch", "Cedar", "Fenland")]
    definitions = Definitions(
        {one.name: one for one in metrics},
        {one.name: one for one in (*places, Place("Land", ("country",)))},
    )
    years = range(1001, 1001 + count)
    figures: dict[str, Any] = {}
    for metric in definitions.metrics:
        for place, low in SIZES.items():
            for year in years:
                ends = Fraction(low), Fraction(low), Fraction(low + 1)
                name = f"{metric}-{place}-{year}"
                figures[name] = Figure(name, Unknown(metric, place, year), *ends)
    start = process_time()
    worlds = Worlds(Constraints(definitions, figures.values()))
    known = Known(definitions, figures, {})
    for year in years:
        judge(worlds.about(known.read(f"firms[Ash, {year}] < firms[Birch, {year}]")))
    return process_time() - start
