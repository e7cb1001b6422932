"""Numbers said of countries: each against its own, and "the country" as each source has it."""

from pathlib import Path

import pandas as pd
import pytest

from analysis import claims, paths
from analysis.data import clean, sources, tables
from analysis.drafts import check_text

from .held import ROOT, marks_of

FACTBOOK = Path(__file__).parents[1] / "factbook" / "raw"
ABROAD = {"Stockholm": "province", "Gotland": "province", "Sweden": "country", "Norway": "country"}


@pytest.fixture(scope="module")
def profiles(tmp_path_factory):
    """Return what the tables of twenty countries say."""
    frames = clean.clean(sources.read(FACTBOOK))
    typed = claims.read(sorted(FACTBOOK.glob("*/claims.yaml")), frames)
    folder = tmp_path_factory.mktemp("profiles")
    for name, table in (frames | claims.judge_all(typed, frames)).items():
        (folder / f"{name}.csv").write_bytes(tables.to_csv(name, table))
    return check_text.known(folder)


@pytest.fixture(scope="module")
def abroad(tmp_path_factory):
    """Return what the tables say with a second source in them, of places in another country."""
    read = {name: tables.read(name, ROOT / "data" / "processed") for name in paths.TABLES}
    place = read["places"].iloc[[0]]
    named = [
        place.assign(
            place=name,
            kinds=kind,
            part_of="Sweden" if kind == "province" else "",
            name_en=name,
            name_zh=name,
        )
        for name, kind in ABROAD.items()
    ]
    source = read["sources"].iloc[[0]].assign(source_id="tour", publisher_en="Nordland")
    metric = read["metrics"][read["metrics"]["metric"] == "ai_talent_share"].assign(
        metric="occupancy", label_en="occupancy", label_zh="入住率"
    )
    figure = read["figures"][read["figures"]["figure_id"] == "beijing-talent"]
    printed = [
        figure.assign(
            figure_id=f"tour-{name}", source_id="tour", place=name, metric="occupancy",
            value=value, low=value - 0.0005, high=value + 0.0005,
            printed=f"{value:.1%}",
        )
        for name, value in zip(ABROAD, (0.702, 0.431, 0.583, 0.612), strict=True)
    ]  # fmt: skip
    add = {"places": named, "sources": [source], "metrics": [metric], "figures": printed}
    folder = tmp_path_factory.mktemp("abroad")
    for name, table in read.items():
        table = pd.concat([table, *add.get(name, [])], ignore_index=True)
        (folder / f"{name}.csv").write_bytes(tables.to_csv(name, table))
    return check_text.known(folder)


@pytest.mark.parametrize(
    ("said", "verdicts"),
    [
        ("Germany's industry share was 25.8%, Japan's 28.6%.", "rr"),
        ("Germany's industry share was 28.6%, Japan's 25.8%.", "ww"),
        ("The industry share was 25.8% in Germany and 28.6% in Japan.", "rr"),
        ("The industry share was 28.6% in Germany and 25.8% in Japan.", "ww"),
        ("The industry share of Germany was 28.6% in 2023.", "w"),
        ("Germany's services share was 69.8%.", "w"),
        ("德国工业比重25.8%，日本28.6%。", "rr"),
        ("德国工业比重28.6%，日本25.8%。", "ww"),
        ("日本的服务业比重为63.9%。", "w"),
    ],
)
def test_a_share_of_a_country_is_held_against_that_country(profiles, said, verdicts):
    assert "".join(mark.verdict[0] for mark in marks_of(said, known=profiles)) == verdicts


@pytest.mark.parametrize("said", ["Industry makes up 28.6% of the economy in Germany."])
def test_a_share_of_an_economy_is_not_that_of_another(profiles, said):
    assert {mark.verdict for mark in marks_of(said, known=profiles)} <= {"wrong", "unknown"}


@pytest.mark.parametrize(
    ("said", "verdicts"),
    [
        ("Sweden's occupancy was 58.3%, Norway's 61.2%.", "rr"),
        ("Sweden's occupancy was 61.2%, Norway's 58.3%.", "ww"),
        ("Nationwide, occupancy was 58.3%.", "r"),
        ("Nationwide, occupancy was 70.2%.", "w"),
        ("The occupancy of China was 61.2%.", "u"),
        ("At 61.2%, Norway had a higher occupancy than Sweden's 58.3%.", "rr"),
        ("Sweden, at 61.2%, had a lower occupancy than Norway.", "w"),
        ("Beijing, with 69, has more universities than Shanghai.", "w"),
        ("China's basic research took 6.77% of R&D spending in 2023, Beijing's 16% in 2024.", "rr"),
        ("Beijing's basic research took 16% of R&D spending, well above China's 6.77%.", "rr"),
        ("The country has 92 universities.", "w"),
        ("全国有92所高校。", "w"),
        ("In the whole country there are 226,000 AI-related firms.", "w"),
        ("全国有22.6万家人工智能相关企业。", "w"),
        ("全国有424.3万家人工智能相关企业。", "r"),
        ("2023年全国人工智能核心产业规模387亿元。", "w"),
        ("The national AI core industry was worth nearly 580 billion yuan in 2023.", "r"),
        ("Nationwide, 6,080 AI invention patent applications were filed in 2023.", "w"),
        ("Basic research took 16% of R&D spending in 2024 in the whole country.", "w"),
        ("全国的人工智能人才占24%。", "u"),
        ("Beijing has 24% of the country's AI talent.", "r"),
        ("北京的人工智能人才占全国24%。", "r"),
    ],
)
def test_the_country_is_that_of_the_places_of_a_metric(abroad, said, verdicts):
    assert "".join(mark.verdict[0] for mark in marks_of(said, known=abroad)) == verdicts
