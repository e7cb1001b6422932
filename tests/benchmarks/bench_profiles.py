"""Measure a sweep over country profiles: 20, 60 and all of them, each a run of profile.ipynb.

    python tests/benchmarks/bench_profiles.py factbook.jsonl

Prints a row each: profiles, seconds, and the most memory that all processes took together. Nothing
is kept from run to run; what the machine does besides is not known here.
"""

import csv
import json
import sys
from functools import partial
from pathlib import Path

from race.measure import Candidate, measure  # type: ignore[import-not-found]  # beside this script

NOTEBOOK = Path(__file__).with_name("profile.ipynb")
COUNTS = (20, 60, None)


def main(file: Path) -> None:
    """Sweep over each number of profiles, and print what it took."""
    rows = map(json.loads, file.read_text("utf-8").splitlines())
    countries = list(dict.fromkeys(row["country"] for row in rows))
    print("| profiles | seconds | a profile | memory, MB |\n| --- | --- | --- | --- |")
    for count in COUNTS:
        chosen = countries[:count]
        took = measure(sweep(file.resolve(), chosen))
        each = took.seconds / len(chosen)
        print(f"| {len(chosen)} | {took.seconds:.1f} | {each:.2f} | {took.peak_mb:.0f} |")


def sweep(file: Path, countries: list[str]) -> Candidate:
    """Return the sweep over the countries, which has to make a notebook of each."""
    words = ["analysis", "sweep", NOTEBOOK, "--params", "sets.csv", "--out", "out"]
    at = Path(sys.executable).parent
    prepare = partial(lay_out, file, countries)
    return Candidate("a sweep", words, at, "out/*.ipynb", len(countries), prepare=prepare)


def lay_out(file: Path, countries: list[str], folder: Path) -> None:
    """Put the profiles where the notebook looks for them, and write the sets of the countries."""
    (folder / "factbook.jsonl").symlink_to(file)
    with (folder / "sets.csv").open("w", encoding="utf-8", newline="") as table:
        csv.writer(table).writerows([("country",), *((country,) for country in countries)])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
