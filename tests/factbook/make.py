"""Type the second source of the tests: twenty country profiles of a jsonl file, and what must hold.

    python tests/factbook/make.py factbook.jsonl tests/factbook/raw

Each figure stands at its line and offset in that file; each check is an identity between figures
of one profile, with a tolerance so small that it fails where no reading of the figures obeys it.
"""

import csv
import hashlib
import io
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.data.ledgers import seal

SOURCE = "world-factbook"
COUNTRIES = {
    **{"Argentina": "阿根廷", "Australia": "澳大利亚", "Austria": "奥地利", "Brazil": "巴西"},
    **{"Chile": "智利", "China": "中国", "Denmark": "丹麦", "Egypt": "埃及", "Finland": "芬兰"},
    **{"Germany": "德国", "Ghana": "加纳", "Indonesia": "印度尼西亚", "Italy": "意大利"},
    **{"Japan": "日本", "Kenya": "肯尼亚", "Mongolia": "蒙古", "Norway": "挪威"},
    **{"South Africa": "南非", "United States": "美国", "Vietnam": "越南"},
}
GDP = "Real GDP (purchasing power parity)"
SECTORS = "Economy / GDP - composition, by sector of origin"
# Of each metric: the field, its unit, what it is called, and whether parts of a place add up.
METRICS = {
    "area": ("Geography / Area / total ", "km2", "area", "面积"),
    "land": ("Geography / Area / land", "km2", "land", "陆地面积"),
    "water": ("Geography / Area / water", "km2", "water", "水域面积"),
    "people": ("People and Society / Population / total", "count", "people", "人口"),
    "males": ("People and Society / Population / male", "count", "males", "男性人口"),
    "females": ("People and Society / Population / female", "count", "females", "女性人口"),
    "young": ("People and Society / Age structure / 0-14 years", "share", "young", "少年比重"),
    "grown": ("People and Society / Age structure / 15-64 years", "share", "grown", "成年比重"),
    "old": ("People and Society / Age structure / 65 years and over", "share", "old", "老年比重"),
    "farmed": ("Geography / Land use / agricultural land", "share", "farmed", "农地比重"),
    "wooded": ("Geography / Land use / forest", "share", "wooded", "林地比重"),
    "other_land": ("Geography / Land use / other", "share", "other land", "其他土地比重"),
    "product": (f"Economy / {GDP} / {GDP} 2024", "USD", "product", "产值"),
    "product_a_head": (
        "Economy / Real GDP per capita / Real GDP per capita 2024",
        *("USD", "product a head", "人均产值"),
    ),
    "farming": (f"{SECTORS} / agriculture", "share", "farming share", "农业比重"),
    "industry": (f"{SECTORS} / industry", "share", "industry share", "工业比重"),
    "services": (f"{SECTORS} / services", "share", "services share", "服务业比重"),
    "exports": ("Economy / Exports / Exports 2023", "USD", "exports", "出口"),
    "imports": ("Economy / Imports / Imports 2023", "USD", "imports", "进口"),
}
BALANCE = "Economy / Current account balance / Current account balance 2023"
SIDES = {"deficit": ("deficit", "经常账户逆差"), "surplus": ("surplus", "经常账户顺差")}
RELIGIONS, MOST = "People and Society / Religions", 12
TOKEN = re.compile(
    r"(?:<|less than )?\$?\d[\d,]*(?:\.\d+)?(?:%| sq km| (?:thousand|[mbtr]+illion))?"
)
SHARE = re.compile(r"(?:<|less than )?(?:\d+(?:\.\d+)?|\.\d+)%")
YEAR = re.compile(r"\((\d{4})(?: est\.)?\)")
SMALL = "0.001%"
HEAD = (
    "figure_id,place,metric,year,stance,printed,line,start,attributed_to,credited,note,note_zh,seal"
)
HUES = ["#D5521C", "#00808C", "#3D3AA4", "#5A8FF0", "#8A0F4F", "#1D4207", "#C56BB6", "#4C3B6D"]


@dataclass(frozen=True)
class Field:
    """A field of a profile: its text, the line of the file, and where in it the text begins."""

    text: str
    raw: str
    line: int

    def start(self, token: str, at: int) -> int:
        """Return the offset in the line of a token that begins at that place of the text."""
        return self.raw.index('"text": "') + len('"text": "') + at

    @property
    def year(self) -> str:
        """The year that the text tells; empty where it tells none."""
        found = YEAR.search(self.text)
        return found[1] if found else ""


def read(path: Path) -> dict[str, dict[str, Field]]:
    """Return the fields of each of the countries, by name; only texts that JSON leaves as is."""
    found: dict[str, dict[str, Field]] = {name: {} for name in COUNTRIES}
    for line, raw in enumerate(path.read_text("utf-8").splitlines(), 1):
        row = json.loads(raw)
        if row["country"] in found and f'"text": "{row["text"]}"' in raw:
            found[row["country"]][row["field"]] = Field(row["text"], raw, line)
    return found


def tokens(fields: dict[str, Field]) -> Iterator[tuple[str, str, str, Field, int]]:
    """Yield the metric, year, token, field and offset in its text of each figure of a profile."""
    ages = fields[METRICS["old"][0]].year
    people = fields[METRICS["people"][0]].year
    for metric, (name, *_) in METRICS.items():
        field = fields[name]
        told = TOKEN.search(field.text)
        assert told, field.text
        year = {"young": ages, "grown": ages, "males": people, "females": people}.get(metric)
        yield metric, field.year if year is None else year, told[0], field, told.start()
    field = fields[BALANCE]
    told = TOKEN.search(field.text)
    assert told, field.text
    side = "deficit" if field.text.startswith("-") else "surplus"
    yield side, field.year, told[0], field, told.start()
    field = fields[RELIGIONS]
    outer = field.text
    for _ in range(2):  # what stands in brackets is part of what stands before them
        outer = re.sub(r"\([^()]*\)", lambda inner: " " * len(inner[0]), outer)
    shares = list(SHARE.finditer(outer.partition("note:")[0]))
    if all(share[0][0] != "." for share in shares):  # such a print is not read
        for number, share in enumerate(shares, 1):
            yield f"religion_{number}", field.year, share[0], field, share.start()


def checks(country: str, typed: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield the kind, formula and tolerance of what must hold; `typed`: years by metric."""

    def total(*metrics: str) -> str:
        dated = [(one, f", {typed[one]}" if typed[one] else "") for one in metrics]
        return " + ".join(f"{one}['{country}'{year}]" for one, year in dated)

    yield "area", f"{total('land', 'water')} == {total('area')}", SMALL
    yield "people", f"{total('males', 'females')} == {total('people')}", SMALL
    yield "ages", f"{total('young', 'grown', 'old')} == 1", SMALL
    yield "uses", f"{total('farmed', 'wooded', 'other_land')} == 1", SMALL
    yield "sectors", f"{total('farming', 'industry', 'services')} == 1", SMALL
    faiths = [metric for metric in typed if metric.startswith("religion_")]
    if len(faiths) > 1:
        yield "religions", f"{total(*faiths)} == 1", SMALL
    head = f"{total('product_a_head')} * {total('people')} / 1 count"
    yield "head", f"{total('product')} == {head}", "3%"
    more, less, side = "imports", "exports", "deficit"
    if "surplus" in typed:
        more, less, side = "exports", "imports", "surplus"
    yield "balance", f"{total(more)} == {total(less, side)}", "10%"


SAYS = {
    "area": ("Land and water make the area of {}.", "{}的陆地与水域合为总面积。"),
    "people": ("Males and females make the people of {}.", "{}的男女合为总人口。"),
    "ages": ("The ages of {} add up.", "{}各年龄组的比重合为全部。"),
    "uses": ("The uses of land in {} add up.", "{}各类土地的比重合为全部。"),
    "sectors": ("The sectors of {} make its product.", "{}各产业合为总产值。"),
    "religions": ("The religions of {} add up.", "{}各宗教的比重合为全部。"),
    "head": (
        "The product of {} over its people is its product a head.",
        "{}的产值除以人口即为人均产值。",
    ),
    "balance": (
        "What {} exports and imports makes its balance.",
        "{}的进出口之差即为经常账户余额。",
    ),
}
BECAUSE = {
    "3%": (
        "A product a head is rounded to hundreds, and people are counted a year later.",
        "人均产值取整到百位，人口晚一年统计。",
    ),
    "10%": (
        "The balance takes in incomes and transfers besides trade.",
        "余额除贸易外还包括收入和转移。",
    ),
    SMALL: ("So small that only a contradiction fails.", "小到只有自相矛盾才不成立。"),
}


def rows(path: Path) -> tuple[str, str]:
    """Return figures.csv and claims.yaml of the profiles in the file."""
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    table, claims = io.StringIO(), []
    write = csv.writer(table, lineterminator="\n")
    write.writerow(HEAD.split(","))
    for country, fields in read(path).items():
        slug, typed, first = country.lower().replace(" ", "-"), dict[str, str](), 0
        for metric, year, token, field, at in tokens(fields):
            typed[metric], first = year, first or field.line
            where = str(field.line), str(field.start(token, at))
            name = f"{slug}-{metric.replace('_', '-')}"
            write.writerow([name, country, metric, year, "asserted", token, *where, "", "none", "",
                            "", seal(sha256, *where, token)])  # fmt: skip
        for name, formula, within in checks(country, typed):
            because, (english, chinese) = BECAUSE[within], SAYS[name]
            told = {
                "kind": "check",
                "says_en": english.format(country),
                "says_zh": chinese.format(COUNTRIES[country]),
                "line": first,
                "claim": formula,
                "within": within,
                "because_en": because[0],
                "because_zh": because[1],
            }
            claims.append(f"- claim_id: {slug}-{name}")
            claims += [f"  {key}: {value}" for key, value in told.items()]
    return table.getvalue(), "\n".join([*claims, ""])


def vocabularies() -> tuple[str, str]:
    """Return places.csv and metrics.csv."""
    places = ["place,kinds,part_of,name_en,name_zh,colour"]
    places += [
        f"{name},country,,{name},{chinese},{HUES[at % len(HUES)]}"
        for at, (name, chinese) in enumerate(COUNTRIES.items())
    ]
    head = "metric,unit,share_of,whole,ranks,adds_up,label_en,label_zh,definition,definition_zh"
    told = [(name, *rest) for name, (_, *rest) in METRICS.items()]
    told += [(name, "USD", *words) for name, words in SIDES.items()]
    told += [
        (f"religion_{at}", "share", f"religion no. {at}", f"第{at}个宗教的比重")
        for at in range(1, MOST + 1)
    ]
    metrics = [
        f"{name},{unit},,,,{'' if unit == 'share' else 'yes'},{en},{zh},{en} as printed,{zh}"
        for name, unit, en, zh in told
    ]
    return "\n".join([*places, ""]), "\n".join([head, *metrics, ""])


def main(path: Path, folder: Path) -> None:
    """Write the files of the source and the vocabularies beside it."""
    figures, claims = rows(path)
    places, metrics = vocabularies()
    info = (
        "title_en: Twenty countries, held against themselves\ntitle_zh: 二十国，自相对照\n"
        "publisher_en: World Factbook\npublisher_zh: 世界概况\nsubject: Profiles of countries\n"
        f"language: en\nsha256: {hashlib.sha256(path.read_bytes()).hexdigest()}\n"
        'published: "2025"\nwindow: [2023, 2025]\ncompares: [people, product, exports, imports]\n'
    )
    (folder / SOURCE).mkdir(parents=True, exist_ok=True)
    made = {"source.yaml": info, "figures.csv": figures, "claims.yaml": claims}
    for name, text in made.items():
        (folder / SOURCE / name).write_text(text, "utf-8")
    (folder / "places.csv").write_text(places, "utf-8")
    (folder / "metrics.csv").write_text(metrics, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
