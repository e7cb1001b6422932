"""Measure how fast figures are found in running text, and how well, beside other finders.

`make bench` runs all and writes results_find.md beside this file; `--quick` runs little of it, and
only prints. The texts are those of shared/benchmarks beside the checkout; without them nothing is
measured.
"""

import argparse
import csv
import json
import math
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench_notebooks import describe_machine, say  # type: ignore[import-not-found]
from race import peers, results  # type: ignore[import-not-found]  # beside this script
from race.results import Aim, Section  # type: ignore[import-not-found]

HERE = Path(__file__).parent
RESULTS = HERE / "results_find.md"
SETS = peers.ROOT.parent / "shared" / "benchmarks"
RUNS = 3
# Which finder reads how many kB of profiles; ours as much as the fastest peer besides.
SHARES = (
    *(("ours", math.inf), ("ours", 100), ("Duckling", 100), ("quantulum3", 30)),
    ("recognizers-text", 30),
)
PLAIN = ("", "count", "share", "rank", "number", "ordinal", "dimensionless", "%", "amount-of-money")
HOW = (
    "Written by `make bench`. Each finder runs in a process of its own and reads the same fields "
    "of country profiles, in English, one after another: as many of them, evenly chosen, as take "
    "seconds. Speed is by processor time, the median of the runs, in which finders take turns; "
    "imports and a first text are left out. Then each reads printed figures as they occur in "
    "public pages, Chinese and English. *Right*: one figure of the value that a careful reader "
    "says (a percentage may be told in hundredths, and a measure in the unit printed), or of both "
    "ends of a range, or nothing where there is no figure. *Wrong*: anything else. *Refused*: "
    "nothing found of what can be read. *Hedges kept*: of the figures with a hedge, those read "
    "with the limit that it sets. Peers have an environment of their own, pinned in "
    "`peers_find.lock`."
)


@dataclass(frozen=True)
class Score:
    """What a finder made of the printed figures."""

    right: int
    wrong: int
    refused: int
    hedges: int


def run(name: str, language: str, texts: Sequence[str], binaries: Path) -> dict[str, Any]:
    """Return what a finder finds in each text, and the seconds that it takes."""
    python = sys.executable if name == "ours" else str(binaries / "python")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "texts.json")
        path.write_text(json.dumps(texts), "utf-8")
        command = [python, str(HERE / "finders.py"), name, language, str(path)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{name} ended with {done.returncode}:\n{done.stderr}")
        read: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return read


def chosen(texts: Sequence[str], most_kb: float) -> list[str]:
    """Return texts of so many kB, evenly chosen."""
    size = sum(len(text.encode()) for text in texts)
    step = max(1, math.ceil(size / (1000 * most_kb)))
    return list(texts[::step])


def time_all(texts: Sequence[str], runs: int, binaries: Path) -> list[tuple[str, float, float]]:
    """Return for each share its finder, its kB and the median of its MB a second."""
    shares = [(name, chosen(texts, most)) for name, most in SHARES]
    seconds: list[list[float]] = [[] for _ in shares]
    for turn in range(runs):
        for taken, (name, some) in zip(seconds, shares, strict=True):
            taken.append(run(name, "en", some, binaries)["seconds"])
            say(f"  {name}, {turn + 1} of {runs}: {taken[-1]:.2f} s of processor time")
    sizes = [sum(len(text.encode()) for text in some) / 1e6 for _, some in shares]
    return [
        (name, 1000 * size, size / median(taken))
        for (name, _), size, taken in zip(shares, sizes, seconds, strict=True)
    ]


def score(rows: Iterable[dict[str, str]], found: Iterable[list[dict[str, Any]]]) -> Score:
    """Return how many printed figures are read right, wrong, or not at all."""
    counts: Counter[str] = Counter()
    for row, answers in zip(rows, found, strict=True):
        if row["expected_low"] == "REFUSE":
            plain = [one for one in answers if one["unit"] in PLAIN or len(one["unit"]) == 3]
            counts["wrong" if plain else "right"] += 1
        elif not answers:
            counts["refused"] += 1
        else:
            counts["right" if is_right(row, answers) else "wrong"] += 1
            counts["hedges"] += row["kind"].startswith("hedge") and keeps(row, answers)
    return Score(*(counts[name] for name in ("right", "wrong", "refused", "hedges")))


def is_right(row: dict[str, str], answers: list[dict[str, Any]]) -> bool:
    """Return whether one figure was found, of the value or with the ends that are expected."""
    ends = [float(row["expected_low"]), float(row["expected_high"])]
    if len(answers) == 2 and "range" in row["kind"]:
        return all(same(row, one["value"], end) for one, end in zip(answers, ends, strict=True))
    if len(answers) != 1:
        return False
    one = answers[0]
    told = [one["low"], one["high"]]
    if "range" in row["kind"] or row["expected_value"] == "any":
        return all(same(row, value, end) for value, end in zip(told, ends, strict=True))
    values = [value for value in (one["value"], *told) if value is not None]
    return bool(values) and same(row, values[0], float(row["expected_value"]))


def same(row: dict[str, str], value: float | None, expected: float) -> bool:
    """Return whether a number is the one expected; in what unit it is told is left open."""
    if value is None:
        return False
    is_free = row["unit"] not in ("count", "rank") and not row["unit"].isupper()
    powers = range(-24, 25) if is_free else (0,)
    return any(math.isclose(value, expected * 10.0**power, rel_tol=1e-9) for power in powers)


def keeps(row: dict[str, str], answers: list[dict[str, Any]]) -> bool:
    """Return whether a hedge's limit was told: the end that the printed number is, or both."""
    value = float(row["expected_value"])
    ends = {"low": float(row["expected_low"]), "high": float(row["expected_high"])}
    named = [end for end in ends if math.isclose(ends[end], value, rel_tol=1e-9)] or list(ends)
    told = answers[0]
    others = [end for end in ends if end not in named and same(row, told[end], value)]
    return (
        is_right(row, answers)
        and not others
        and all(same(row, told[end], ends[end]) for end in named)
    )


def score_all(binaries: Path) -> dict[str, Score]:
    """Return each finder's score on the printed figures."""
    with (SETS / "printed_figures.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    scores = {}
    for name in dict.fromkeys(name for name, _ in SHARES):
        ordered, found = [], []
        for language in ("en", "zh"):
            some = [row for row in rows if row["language"].startswith(language)]
            ordered += some
            found += run(name, language, [row["printed"] for row in some], binaries)["found"]
        scores[name] = score(ordered, found)
    return scores


def section(timed: list[tuple[str, float, float]], scores: dict[str, Score]) -> Section:
    """Return the table and the aims."""
    speeds = {name: speed for name, kilobytes, speed in reversed(timed)}
    rivals = [name for name in speeds if name != "ours"]
    lines = [
        [
            *(name, f"{kilobytes:,.0f}", f"{speed:.4f}", f"{speed / speeds['Duckling']:.2f}"),
            *(str(scores[name].right), str(scores[name].wrong), str(scores[name].refused)),
            str(scores[name].hedges),
        ]
        for name, kilobytes, speed in timed
    ]
    heads = ["finder", "kB read", "MB a second", "times Duckling", "right", "wrong", "refused"]
    fastest = max(speeds[name] for name in rivals)
    aims = [
        Aim("the fastest peer's speed, times ours", fastest / speeds["ours"], 0.1, form="{:.3f}"),
        Aim(
            "printed figures read wrong, times the fewest of a peer",
            scores["ours"].wrong / min(scores[name].wrong for name in rivals),
            *(1, True),
        ),
    ]
    table = results.rows([*heads, "hedges kept"], lines)
    return Section("Figures found in running text", HOW, table, aims)


def main() -> None:
    """Measure, print, and write the results where all of it was run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="once, on a tenth of the text")
    asked = parser.parse_args()
    if not SETS.is_dir():
        sys.exit("nothing to find figures in: expected the public sets in ../shared/benchmarks")
    binaries = peers.install(HERE / "peers_find.lock")
    lines = (SETS / "factbook.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    texts = texts[::10] if asked.quick else texts
    made = section(time_all(texts, 1 if asked.quick else RUNS, binaries), score_all(binaries))
    aims = f"## Aims\n\n{results.aims_table(made.aims)}\n"
    written = f"# Finding figures\n\n{describe_machine()}\n\n{aims}\n{made.text}"
    say(written)
    if not asked.quick:
        RESULTS.write_text(written, "utf-8")
        say("Written: tests/benchmarks/results_find.md")


if __name__ == "__main__":
    main()
