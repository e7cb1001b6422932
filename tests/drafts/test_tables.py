"""Figures in the cells of tables, and in lists, take the unit that stands elsewhere."""

import pytest

from analysis.claims.sources import reread
from analysis.data import clean, sources
from analysis.data.tables import to_csv
from analysis.drafts import new_source, tables
from analysis.errors import DataError
from analysis.quantity import parse

HEADINGS = {
    "Output 2024/25 (thousand tonnes)": "thousand tonnes",
    "Share of world (%)": "%",
    "Consumption per head (kg)": "kg per head",
    "Price, €/kg": "€/kg",
    "Price per kg (€)": "€ per kg",
    "Area in ha": "ha",
    "Area [’000 ha]": "’000 ha",
    "GDP (US$ bn)": "US$ bn",
    "Debt (% of GDP)": "% of GDP",
    "World rank": "rank",
    "Age": "age",
    "增长%": "% change",
    "Change on year (%)": "% change",
    "Rainfall mm": "mm",
    "Mills (number)": "count",
    "Population (millions)": "millions",
    "产量（万吨）": "万吨",
    "排名": "排名",
    "人均收入（元）": "元/人",
    "亩产（公斤）": "公斤/亩",
    "产值/亿元": "亿元",
    "企业数（家）": "count",
    **dict.fromkeys(("Spain", "Exports", "Farms", "2023", "Score", "Points", "地区"), ""),
    "Population (m)": "",  # metres or millions
    "Decrease (%)": "",  # a fall may be told below zero or not
    "Index (2015=100)": "",
}


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_names_a_unit(heading):
    assert tables.unit_in(heading) == HEADINGS[heading]


MARKDOWN = """\
| Land | Output (kt) | Share (%) | Rank | Since | Note |
|---|---:|---:|---|---|---|
| Spain | 1,419 | 41.6 | 1 | 1986 | up 65% |
| **Italy** | ~224* | n/a | 5 | 1958 | |
"""
TABBED = "Land\t2021\t2022\nSpain\t1,492\t2,022 t\nItaly\t329\t235\n"
PARTED = 'No.;Port;Boxes (million);Opened\n1;Ningbo;"35,3";2005\n2;Busan;22.1;1876\n'
WIDE = " Mine        Ore (kt)   Year\n Antamina    450–500    2023\n Cobre       1,950      2024\n"
BY_ROW = "Item | Unit | North\n--- | --- | ---\nOutput | kt | 12\nPrice (€/t) | | 330\n"
UNDER = "单位：亿元\n\n| 城市 | 2022年 |\n| --- | --- |\n| 甲市 | 1,234.5 |\n| 乙市 | 1024 |\n"


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        (
            MARKDOWN,
            [
                *(
                    "1,419: 1.4185 to 1.4195 million tonnes (tonne)",
                    "41.6: 41.55% to 41.65% (share)",
                ),
                *("1: no. 1 (rank)", "up 65%: 64.5% to 65.5% (share-change)"),
                *("~224: 212,000 to 236,000 tonnes (tonne)", "5: no. 5 (rank)"),
            ],
        ),
        (
            TABBED,
            [
                "1,492: ? 1,492 (count): '2021' above it names no unit that goes with it",
                "2,022 t: 2,022 tonnes (tonne)",
                "329: ? 329 (count): '2021' above it names no unit that goes with it",
                "235: ? 235 (count): '2022' above it names no unit that goes with it",
            ],
        ),
        (
            PARTED,
            [
                "35,3: 35,250,000 to 35,350,000 (count)",
                "22.1: 22,050,000 to 22,150,000 (count)",
            ],
        ),
        (
            WIDE,
            [
                "450–500: 450,000 to 500,000 tonnes (tonne)",
                "1,950: 1.9495 to 1.9505 million tonnes (tonne)",
            ],
        ),
        (
            BY_ROW,
            ["12: 11,500 to 12,500 tonnes (tonne)", "330: €329.5 to €330.5 per tonne (EUR/tonne)"],
        ),
        (
            UNDER,
            [
                "1,234.5: 123.445 to 123.455 billion yuan (CNY)",
                "1024: 102.35 to 102.45 billion yuan (CNY)",
            ],
        ),
    ],
)
def test_cells_take_the_unit_that_their_heading_names(raw, text, readings):
    rows, _ = new_source._read(text.split("\n"), iter)
    assert [f"{row.printed}: {new_source._reading(row)}" for row in rows] == readings
    lines = text.split("\n")
    assert all(lines[row.line - 1].startswith(row.printed, row.start) for row in rows)


def test_columns_of_years_and_numbers_of_a_list_have_no_figures(raw):
    _, aside = new_source._read((MARKDOWN + PARTED).split("\n"), iter)
    assert [(token, why) for _, _, token, why in aside] == [
        ("1986", "a year"),
        ("1958", "a year"),
        *(("1", "a list number"), ("2005", "a year")),
        *(("2", "a list number"), ("1876", "a year")),
    ]


def test_prose_with_commas_is_no_table():
    assert tables.cells(["Spain, Italy, 3", "and so on, with 5, and", "6, 7 and 8, or more"]) == []


MORE = """\
**Table 2: Steel and people, million tonnes**

| | Unit | 2023 | Age | Change | Mills |
|---|---|---|---|---|---|
| China | | 1,019.1 | 27 | 0.4% | |
| 人均收入 | 元 | (1.2) | 31 | - | |
| India | | - | - | - | 60 |
"""


def test_captions_units_of_rows_and_sums_below_zero(raw):
    rows, _ = new_source._read(MORE.split("\n"), iter)
    assert [(row.printed, row.quantity.value, row.quantity.unit) for row in rows] == [
        ("1,019.1", 1_019_100_000, "tonne"),
        ("27", 27, "age"),
        ("0.4%", 0.004, "share-change"),
        ("(1.2)", -1.2, "CNY/count"),
        ("31", 31, "age"),
        ("60", 60, "count"),
    ]


LISTS = {
    "Turkey (450,000 tonnes), Tunisia (340,000 t) and Greece (250,000).": "tonne tonne tonne",
    "It made 450,000 tonnes, 340,000 and 25.": "tonne tonne count",
    "Spain and Italy had 4, 5 and 6 million tonnes.": "tonne tonne tonne",
    "They pay 3, 4 and 5%.": "share share share",
    "It fell from €9,200 a tonne to €4,100.": "EUR/tonne EUR/tonne",
    "价格从每公里420万元降到350万元": "CNY/km CNY/km",
    "福建55万吨，云南53.4，贵州24。": "tonne tonne tonne",
    "分别为3.1、4.5和6万亿元。": "CNY CNY CNY",
    "It made 450,000 tonnes in Turkey, 340,000 in Tunisia.": "tonne tonne",
    "It has 3 million euros, 3,000 and so on.": "EUR count",  # euros or millions
    "In 2020, of the 47, 12 tonnes were sold.": "count tonne",
    "It sold 3%; no fewer than 12 left.": "share count",
    "He ran 5 km. 340 came.": "km count",
}


@pytest.mark.parametrize("line", LISTS)
def test_a_list_shares_the_unit_that_one_member_prints(raw, line):
    rows, _ = new_source._read([line], iter)
    assert " ".join(row.quantity.unit for row in rows) == LISTS[line]
    assert all(bool(row.doubt) == (row.quantity.unit == "count") for row in rows)


def add_unit(raw, unit, **cells):
    """Give the last row of the made-up source a unit, and other cells."""
    path = raw / "post" / "figures.csv"
    header, *rows = path.read_text("utf-8").splitlines()
    names = header.split(",")
    last = rows[-1].split(",")
    for name, cell in cells.items():
        last[names.index(name)] = cell
    rows = [f"{row}," for row in rows[:-1]] + [",".join([*last, unit])]
    path.write_text("\n".join([f"{header},unit", *rows]) + "\n", "utf-8")
    return path, len(rows) + 1, last[names.index("printed")]


def test_a_unit_that_a_user_tells_is_read_and_kept(raw):
    add_unit(raw, "thousand", printed="16", metric="firms")
    made = clean.clean(sources.read(raw, sealed=False))["figures"]
    row = made[made["unit_told"] == "thousand"].iloc[0]
    assert (row["low"], row["value"], row["high"], row["unit"]) == (15_500, 16_000, 16_500, "count")
    again = reread(made, "readers")
    assert list(again["unit"]) == list(made["unit"])
    assert list(again["value"]) == list(made["value"])
    assert b",unit,unit_told,open_low," in to_csv("figures", made)


def test_no_column_is_added_where_nobody_tells_a_unit(raw):
    assert "unit_told" not in clean.clean(sources.read(raw))["figures"]


def test_a_unit_that_contradicts_the_print_is_told_once(raw):
    _, line, _ = add_unit(raw, "kg", printed="16 tonnes", metric="firms")
    with pytest.raises(DataError) as error:
        sources.read(raw, sealed=False)
    assert str(error.value) == (
        f"data/raw/post/figures.csv, line {line}, column 'unit': found 'kg', beside '16 tonnes': "
        "it is printed as tonne, and its unit is told as 'kg'; expected the unit of a number that "
        "prints none, such as '%', 'thousand tonnes', '€/kg' or 'rank'. Correct it, or leave it "
        "empty."
    )


@pytest.mark.parametrize("heading", ["Won", "Second", "Rand", "Share"])
def test_a_word_that_may_be_something_else_names_no_unit(heading):
    assert tables.unit_in(heading) == ""


def test_a_square_is_no_mark_of_a_note():
    lines = ["Name,Area", "A,410 km²", "B,320 km²"]
    one = next(cell for cell in tables.cells(lines) if (cell.line, cell.column) == (1, "Area"))
    ((found, _),), _ = tables.read_cell(one, lines[1])
    assert found.printed == "410 km²"


COLUMNS: dict[str, dict[str, float]] = {
    "Firm,Staff,Revenue\nA,1200,3\nB,2050,4\nC,950,5": {"1200": 1200, "2050": 2050, "950": 950},
    "Year,Firms,Founded\n2010,1999,1999\n2011,5000,2001": {"1999": 1999, "5000": 5000},
    "单位：亿元\n\n城市,产值,年份\n甲市,2090,2020\n乙市,950,2021": {"2090": 2.09e11, "950": 9.5e10},
}


@pytest.mark.parametrize("text", COLUMNS)
def test_a_cell_is_a_year_by_its_column_and_not_by_itself(raw, text):
    rows, aside = new_source._read(text.split("\n"), iter)
    read = {row.printed: row.quantity.value for row in rows}
    assert read.items() >= COLUMNS[text].items()
    years = {token for _, _, token, why in aside if why == "a year"}
    assert years == (
        {"2010", "2011", "1999", "2001", "2020", "2021"} & set(text.replace("\n", ",").split(","))
    )
    plain = [row for row in rows if row.quantity.unit == "count" and not row.metric]
    assert all(parse(row.printed, unit=row.unit) == row.quantity for row in rows)
    assert all(row.doubt.endswith("above it names no unit that goes with it") for row in plain)


def test_a_bare_share_and_a_price_per_something_are_in_doubt(raw):
    text = "City,Share,Price per 1M tokens,kt CO2\nA,0.24,$2.50,120\nB,31,$3,130\nC,3%,$4/kg,7"
    rows, _ = new_source._read(text.split("\n"), iter)
    told = "'{}' above it names no unit that goes with it"
    rate = "'Price per 1M tokens' above it may make it a rate"
    assert [(row.printed, row.quantity.unit, row.doubt) for row in rows] == [
        *(("0.24", "count", told.format("Share")), ("$2.50", "USD", rate)),
        *(("120", "count", told.format("kt CO2")), ("31", "count", told.format("Share"))),
        *(("$3", "USD", rate), ("130", "count", told.format("kt CO2"))),
        *(("3%", "share", ""), ("$4/kg", "USD/kg", ""), ("7", "count", told.format("kt CO2"))),
    ]


def test_a_number_of_a_list_has_the_doubt_of_the_one_whose_unit_it_takes(raw):
    line = "Output per head was $12,000 in Beijing, 11,000 in Shanghai."
    rows, _ = new_source._read([line], iter)
    assert [(row.quantity.unit, bool(row.doubt)) for row in rows] == [("USD", True)] * 2
