"""Measure what a claim takes on today's ledger, and how many claims grow with many figures.

    python -m tests.claims.bench_worlds

Times are of the processor, so that other work on the machine counts little.
"""

from statistics import median
from time import process_time

from analysis.claims.firmness import flips, implied, narrowest
from analysis.claims.naming import Known
from analysis.claims.verdict import judge

from . import ledger
from .small import LISTS, figure, named, worlds_of

HANGZHOU = "ai_talent_share[Hangzhou] == ai_talent_share[Shanghai] + ai_talent_share[Shenzhen]"
FOUR = ("Beijing", "Shanghai", "Shenzhen", "Hangzhou")
TALENT = ", ".join(f"ai_talent_share[{place}]" for place in FOUR)
FIRMS = ", ".join(f"ai_firms[{place}]" for place in FOUR)
QUOTIENTS = [f"ai_firms[{place}] / ai_talent_share[{place}]" for place in FOUR[2:]]
CORE = "ai_core_industry_cny[Shenzhen] == 20% * ai_core_industry_cny[China]"
CLAIMS: list[tuple[str, str | None, tuple[str, ...]]] = [
    (HANGZHOU, "5%", ()),
    (HANGZHOU, "3%", ()),
    (HANGZHOU, "3.5%", ()),
    ("rank(ai_firms[Guangdong]) == 1", None, ("guangdong-firms-rank",)),
    ("rank(ai_firms[Beijing]) == 1", None, ("beijing-firms-rank",)),
    ("rank(ai_firms[Shenzhen]) == 2", None, ("shenzhen-firms-rank",)),
    ("rank(ai_firms[Hangzhou]) == 5", None, ("hangzhou-firms-rank",)),
    ("rank(robot_firms[Shenzhen]) == 1", None, ("shenzhen-robot-firms-rank",)),
    ("ai_firms[Guangdong] > 38.5% * ai_firms[China]", None, ()),
    ("ai_firms[Beijing] > 315000", None, ()),
    ("ai_firms_share[Beijing] > 20.3%", None, ()),
    ("ai_firms_share[Beijing] < 20.6%", None, ()),
    ("ai_firms[Shenzhen] + ai_firms[Guangzhou] <= ai_firms[Guangdong]", None, ()),
    ("ai_firms_share[Beijing] + ai_firms_share[Guangdong] <= 1", None, ()),
    (f"sum({TALENT}) <= 1", None, ()),
    (f"rankcorr([{TALENT}], [{FIRMS}]) == 0.2", None, ()),
    (f"{QUOTIENTS[0]} > {QUOTIENTS[1]}", None, ()),
    ("ai_firms[Guangdong] > ai_firms[Beijing] + ai_firms[Shanghai]", None, ()),
    ("ai_firms[China] == 1565000", "1%", ()),
    ("universities[Beijing] > universities[Shanghai] > universities[Shenzhen]", None, ()),
    ("basic_research_share[Beijing] > basic_research_share[Shanghai]", None, ()),
    (CORE, "5%", ("shenzhen-core-industry-share",)),
    ("as_printed(guangdong-robots)", None, ("guangdong-robots",)),
    ("rd_staff_share_of_two_firms[Shenzhen] > 44%", None, ()),
    ("named_tech_firms[Hangzhou] == count(hangzhou-dragons)", None, ()),
]  # fmt: skip


def main() -> None:
    """Print the measures."""
    worlds = ledger.worlds()
    claims = [(ledger.read(text, within), restates) for text, within, restates in CLAIMS]
    times, flipping = [], 0.0
    for claim, restates in claims:
        start = process_time()
        question = worlds.about(claim, restates)
        finding = judge(question)
        times.append(process_time() - start)
        flips(question, finding)
        flipping += process_time() - start - times[-1]
    middle, longest = 1000 * median(times), 1000 * max(times)
    print(f"{len(times)} claims: median {middle:.1f} ms, most {longest:.0f} ms")
    start = process_time()
    bounds = len(implied(worlds))
    narrowest(worlds)
    took = process_time() - start
    print(f"flips of all {flipping:.2f} s; {bounds} implied bounds {took:.2f} s")
    for count in (250, 500, 1000):
        start = process_time()
        many(count)
        print(f"{count} claims over {10 * count} figures: {process_time() - start:.2f} s")


def many(count: int) -> None:
    """Judge claims over ten times as many figures, each claim over ten that hang together."""
    sizes = {"Ash": 5, "Birch": 7, "Cedar": 9, "Fenland": 20, "Land": 40}
    years = range(1001, 1001 + count)
    figures = [
        figure(f"{metric}[{place},{year}]", str(low), str(low + 1))
        for year in years
        for place, low in sizes.items()
        for metric in ("firms", "money")
    ]
    worlds = worlds_of(named(figures))
    known = Known(worlds.constraints.definitions, worlds.constraints.bare.figures, LISTS)
    for year in years:
        judge(worlds.about(known.read(f"firms[Ash, {year}] < firms[Birch, {year}]")))


if __name__ == "__main__":
    main()
