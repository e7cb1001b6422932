"""What tests add to a copy of the project, by row of CONTRIBUTING.md."""

from pathlib import Path

# By file that the row names: what is added at its end, or before a text.
CODE: dict[str, dict[str, str | list[tuple[str, str]]]] = {
    "a word of the formula language": {
        "src/analysis/claims/formula.py": [
            (
                '            case "rank", [of]:\n',
                """\
            case "mean", [_, *_] as terms:
                total = reduce(partial(syntax.Arithmetic, "+"), self._list(terms))
                return syntax.Arithmetic("/", total, syntax.Number(Fraction(len(terms))))
""",
            ),
        ],
        "tests/claims/test_formula.py": """

def test_added_mean():
    found = parse("mean(ai_firms[Beijing], ai_firms[Shenzhen]) > 5")
    mean = Arithmetic("/", Arithmetic("+", BEIJING, SHENZHEN), Number(Fraction(2)))
    assert found == Comparison(">", mean, Number(Fraction(5)))
""",
    },
    "a hedge": {
        "src/analysis/quantity/hedges.py": [
            (
                '    Hedge(\n        name="nearly",',
                """\
    Hedge(
        name="hardly",
        chinese=("堪堪…",),
        english=("hardly…",),
        below=Opening(steps=1),
        above=Opening(),
        reason="No more than the number that is named.",
        names="high",
    ),
""",
            ),
        ],
        "src/analysis/messages/en.po": """
msgid "hedge.hardly"
msgstr "hardly"

msgid "hedge.why.hardly"
msgstr "No more than the number that is named."
""",
        "src/analysis/messages/zh.po": """
msgid "hedge.hardly"
msgstr "堪堪"

msgid "hedge.why.hardly"
msgstr "不超过所说的数。"
""",
        "tests/quantity/test_hedges.py": """

def test_added_hedge():
    read = parse("hardly 300")
    assert (read.low, read.value, read.high, hedge_of("堪堪300家")) == (200, 300, 300, "hardly")
    from analysis import messages

    for key in ("hedge.hardly", "hedge.why.hardly"):
        assert all(key in messages.keys(language) for language in messages.LANGUAGES)
""",
    },
    "a counter or scale": {
        "src/analysis/quantity/vocabulary.py": [
            ('    **{"lakh": 5', '    "mio": 6,\n'),
            ("家所件名人个条台", "锭"),
        ],
        "tests/quantity/test_vocabulary.py": """

def test_added_scale_and_counter():
    from analysis.quantity import parse

    assert parse("3 mio firms").value == 3_000_000
    assert (parse("近300锭").high, parse("近300锭").unit) == (300, "count")
""",
    },
    "a unit": {
        "src/analysis/quantity/units.csv": "crate,[crate],crate|crates,{} crates,{}板条箱\n",
        "tests/quantity/test_units.py": """

def test_added_unit():
    read = parse("over 40 mio crates")
    assert (read.low, read.unit) == (40_000_000, "crate")
    assert wording.amount(read.value, "crate", language="zh") == "4000万板条箱"
""",
    },
    "a measure": {
        "src/analysis/measures/figures.py": '''

def with_year(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that carry a year."""
    return figures[figures["year"].notna()].reset_index(drop=True)
''',
        "tests/measures/test_figures.py": """

def test_added_with_year(figures):
    assert ids(measures.figures.with_year(figures)) == ["z-firms", "b-talent", "s-talent"]
""",
    },
    "a finding": {
        "src/analysis/findings/figures.py": '''

def with_year(rows: pd.DataFrame, words: Words) -> Finding:
    """Say how many figures carry a year; rows as by with_year()."""
    number = prose.count(rows, words.say("figures.how_dated"), words)
    return prose.sentence(words.say("figures.dated", len(rows), number=number))
''',
        "tests/findings/test_figures.py": """

def test_added_with_year(figures, english, chinese):
    rows = measures.figures.with_year(figures)
    assert words(findings.figures.with_year(rows, english)) == "3 figures carry a year."
    assert words(findings.figures.with_year(rows, chinese)) == "3个数字注明年份。"
""",
    },
    "a chart": {
        "src/analysis/charts/figures.py": '''

def years(rows: pd.DataFrame, title: str, words: Words) -> Figure:
    """Draw of which year each figure is; rows as by with_year(), with a colour."""
    records = rows.to_dict("records")
    names = [style.name_of(row, words) for row in records]
    told = style.all_said(names, [str(row["year"]) for row in records], words)
    with theme():
        figure, ax = style.begin(style.HEAD + style.ROW * len(rows))
        ax.scatter(list(rows["year"]), range(len(rows)), c=list(rows["colour"]))
        style.rows_of(ax, names)
        return style.finish(figure, "years", title, told, words)
''',
        "tests/charts/test_figures.py": """

def test_added_years(en):
    rows = READINGS.assign(year=[2024, 2023, 2024])
    figure = charts.figures.years(rows, "Most are of 2024", en)
    assert row_names(figure.axes[0]) == ["Beijing, firms", "Shanghai, firms", "Shenzhen, firms"]
    assert figure.get_label().startswith("Most are of 2024: Beijing, firms: 2024; Shanghai")
""",
    },
    "a sentence, a label of a chart or page": {
        "src/analysis/messages/en.po": """
msgid "figures.how_dated"
msgstr "figures that carry a year"

msgid "figures.dated"
msgid_plural "figures.dated"
msgstr[0] "{number} figure carries a year."
msgstr[1] "{number} figures carry a year."
""",
        "src/analysis/messages/zh.po": """
msgid "figures.how_dated"
msgstr "注明年份的数字"

msgid "figures.dated"
msgid_plural "figures.dated"
msgstr[0] "{number}个数字注明年份。"
""",
    },
    "a column": {
        "src/analysis/data/codebook.csv": [
            (
                "figures,stance,",
                "figures,dated,bool,,,Whether the source gives the year,来源是否给出年份,,\n",
            ),
        ],
        "src/analysis/data/clean.py": [
            (
                '    return rows.sort_values(["source_id", "line", "start"], ignore_index=True)\n'
                "\n\ndef tidy(",
                '    rows = rows.assign(dated=rows["year"].notna())\n',
            ),
        ],
        "tests/data/test_clean.py": """

def test_added_dated(read):
    assert tidy_figures(read.sources)["dated"].tolist() == [False, True, False]
""",
        "tests/conftest.py": [
            (
                "\n\n@pytest.fixture\ndef processed(",
                """

table, _, ending = PROCESSED["figures"].partition("\\n")
rows = "".join(f"False,{row}\\n" for row in ending.splitlines())
PROCESSED["figures"] = f"dated,{table}\\n{rows}"
""",
            ),
        ],
    },
}


def add(root: Path, row: str) -> None:
    """Edit a copy of the project as the row says."""
    for name, added in CODE[row].items():
        text = (root / name).read_text("utf-8")
        if isinstance(added, str):
            text += added
        else:
            for before, new in added:
                assert text.count(before) == 1, f"{name}: {before}"
                text = text.replace(before, new + before)
        (root / name).write_text(text, "utf-8")
