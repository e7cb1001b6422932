"""Time parse_column on a million printed figures against pandas.read_csv of the same file.

Run `python tests/benchmarks/bench_quantity.py`. It prints one table row for figures drawn from a
few thousand, as in real columns, and one for figures that are nearly all different.
"""

import random
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import cn2an
import pandas as pd

from analysis.quantity import parse_column

ROWS = 1_000_000
RUNS = 3
SEED = 20250301
TEMPLATES = (
    *(
        "近{}萬家",
        "超過{}万家",
        "{}萬多家",
        "約{}万人",
        "逾{}亿元",
        "{}%以上",
        "不足{}%",
        "至少{}家",
    ),
    *("{}所", "{}件", "{}左右", "人民币{}亿元", "{}余名", "{}億元", "百分之{}", "{}-99999999萬家"),
    *("nearly {}", "over {}%", "about {} firms", "${}bn", "RMB {} billion", "at least {}", "{}+"),
    *("fewer than {} people", "{} percent", "between {} and 99999999 million", "more than {}k"),
)
NUMERAL_TEMPLATES = ("第{}", "近{}家", "{}多萬人", "百分之{}", "約{}億元")


def print_figure(draw: random.Random, most: int) -> str:
    """Print a number up to `most` in a template drawn from both languages."""
    if draw.random() < 0.05:
        numeral = cn2an.an2cn(draw.randint(1, 999))
        return draw.choice(NUMERAL_TEMPLATES).format(numeral)
    number = draw.randint(1, most)
    return draw.choice(TEMPLATES).format(draw.choice((str(number), f"{number}.{number % 10}")))


def write_figures(path: Path, most: int) -> None:
    """Write ROWS seeded figures as the column `printed` of a CSV."""
    draw = random.Random(SEED)
    figures = [print_figure(draw, most) for _ in range(ROWS)]
    pd.DataFrame({"printed": figures}).to_csv(path, index=False)


def time_call(call: Callable[[], pd.DataFrame]) -> tuple[float, pd.DataFrame]:
    """Return the seconds that a call took, and what it returned."""
    start = perf_counter()
    result = call()
    return perf_counter() - start, result


def main() -> None:
    """Print the seconds of reading and of parsing (median, least, most) and their ratio."""
    print("| distinct figures | read_csv, s | parse_column, s | ratio |")
    print("| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for most in (200, 99_999_999):
            path = Path(folder) / f"figures-{most}.csv"
            write_figures(path, most)
            print(bench_file(path), flush=True)


def bench_file(path: Path) -> str:
    """Time both on one file, alternating, and return a row of the table."""
    reading, parsing = [], []
    for _ in range(RUNS):
        seconds, table = time_call(lambda: pd.read_csv(path))
        reading.append(seconds)
        printed = table["printed"]
        seconds, _ = time_call(partial(parse_column, printed))
        parsing.append(seconds)
    ratio = median(parsing) / median(reading)
    distinct = printed.nunique()
    return f"| {distinct:,} | {describe(reading)} | {describe(parsing)} | {ratio:.2f} |"


def describe(seconds: list[float]) -> str:
    """Return the median with the least and the most, in seconds."""
    return f"{median(seconds):.2f} ({min(seconds):.2f}-{max(seconds):.2f})"


if __name__ == "__main__":
    main()
