"""Numbers said of countries: each against its own, and "the country" as each source has it."""

from pathlib import Path

import pandas as pd
import pytest

from analysis import claims, files
from analysis.data import clean, sources, tables
from analysis.drafts import check_text

from .held import ROOT, marks_of

FACTBOOK = Path(__file__).parents[1] / "factbook" / "raw"
ABROAD = {"Stockholm": "province", "Gotland": "province", "Sweden": "country", "Norway": "country"}
MEASURED = [  # labels, unit, how far each is rounded, and the figures of those places
    ("occupancy", "入住率", "share", 0.0005, (0.702, 0.431, 0.583, 0.612)),
    ("share of foreign nights", "外国客人比重", "share", 0.0005, (0.415, 0.096)),
    ("nights spent", "住宿夜数", "count", 50000, (4.7e6, 1.1e6)),
    (
        "change in nights spent",
        "住宿夜数变化",
        "share-change",
        0.0005,
        (0.029, 0.038, -0.031, -0.022),
    ),
    ("average room rate", "平均房价", "SEK", 0.5, (1388,)),
]


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
    read = {name: tables.read(name, ROOT / "data" / "processed") for name in files.TABLES}
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
    like = read["metrics"][read["metrics"]["metric"] == "ai_talent_share"].assign(adds_up="")
    metric = [
        like.assign(metric=en.replace(" ", "_"), unit=unit, label_en=en, label_zh=zh)
        for en, zh, unit, _, _ in MEASURED
    ]
    figure = read["figures"][read["figures"]["figure_id"] == "beijing-talent"]
    printed = [
        figure.assign(
            figure_id=f"{metric}-{place}", source_id="tour", place=place, unit=unit,
            metric=metric.replace(" ", "_"), value=value, low=value - slack, high=value + slack,
            printed=f"{value:.1%}" if value < 1 else f"{value:,}",
        )
        for metric, _, unit, slack, values in MEASURED
        for place, value in zip(ABROAD, values, strict=False)
    ]  # fmt: skip
    add = {"places": named, "sources": [source], "metrics": metric, "figures": printed}
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
        ("Industry makes up 25.8% of the economy in Germany.", "r"),
        ("Industry makes up 28.6% of the economy in Germany.", "w"),
        ("Industry is 25.8% of the economy in Germany and 28.6% in Japan.", "rr"),
    ],
)
def test_a_share_of_a_country_is_held_against_that_country(profiles, said, verdicts):
    assert "".join(mark.verdict[0] for mark in marks_of(said, known=profiles)) == verdicts


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
        ("Norway had a higher occupancy than Sweden, 61.2%.", "r"),
        ("Stockholm had a higher occupancy than Sweden, at 70.2%.", "r"),
        ("Beijing has more universities than Shanghai, 92.", "r"),
        ("Of the nights in Stockholm foreigners had 41.5%.", "r"),
        ("Foreigners accounted for 41.5% of the nights in Stockholm and 9.6% in Gotland.", "rr"),
        ("Foreigners accounted for 9.6% of the nights in Stockholm.", "w"),
        ("Nights in Stockholm fell by 2.9%.", "w"),
        ("Nights in Stockholm rose by 2.9% and in Gotland by 3.8%.", "rr"),
        ("Nights spent fell 3.1% in Sweden and 2.2% in Norway.", "rr"),
        ("Nights spent rose 3.8% in Stockholm and 2.9% in Gotland.", "ww"),
        ("Stockholm had 1.1 million nights.", "w"),
        ("Stockholm had more than 4.7 million nights.", "w"),
        ("Stockholm平均房价1388克朗。", "r"),
        ("Stockholm平均房价1838克朗。", "w"),
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
