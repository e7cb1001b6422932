"""A folder laid out for a text: what is found, what is left to fill in, what is refused."""

import csv
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from analysis import claims
from analysis.cli import main
from analysis.data import clean, sources
from analysis.drafts import new_source
from analysis.errors import DataError

TEXT = """\
Cities in figures, 2024

Beijing has nearly 320,000 firms, and Shanghai 209,000 firms.
1. In Shanghai, 16% of talent; the rest call 010-62345678.
上海企業20.9萬家。It weighs 12.5 tonnes.
"""
FILLED = {
    'title_en: ""': "title_en: Two cities",
    'title_zh: ""': "title_zh: 兩城",
    'publisher_en: ""': "publisher_en: The Herald",
    'publisher_zh: ""': "publisher_zh: 先驅報",
    'subject: ""': "subject: Two cities",
    'published: ""': 'published: "2025-02"',
    "window: []": "window: [2024, 2025]",
}


def analysis(*words):
    """Run the command in this process; return its status and all that it said."""
    result = CliRunner().invoke(main, words)
    return result.exit_code, result.output


@pytest.fixture
def text(raw, tmp_path):
    """Return a text beside the made-up project."""
    path = tmp_path / "herald.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def laid_out(raw, text):
    """Return the folder that was laid out for the text."""
    status, said = analysis("new-source", str(text), "--id", "herald")
    assert status == 0, said
    return raw / "herald"


def ledger(folder):
    """Return the rows of a folder's figures.csv."""
    with (folder / "figures.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_figure_has_its_place_in_the_text_and_its_reading(laid_out):
    rows = [
        [row[name] for name in ("figure_id", "printed", "line", "start", "place", "metric")]
        for row in ledger(laid_out)
    ]
    assert rows == [
        ["herald-1", "nearly 320,000 firms", "3", "12", "Beijing", "firms"],
        ["herald-2", "209,000 firms", "3", "47", "Shanghai", "firms"],
        ["herald-3", "16%", "4", "16", "Shanghai", "talent_share"],
        ["herald-4", "20.9萬家", "5", "4", "Shanghai", "firms"],
        ["herald-5", "12.5 tonnes", "5", "21", "", ""],
    ]
    assert [row["reading"] for row in ledger(laid_out)][:3] == [
        "310,000 to 320,000 (count)",
        "209,000 (count)",
        "15.5% to 16.5% (share)",
    ]


def test_what_is_no_figure_is_set_aside_with_a_reason(laid_out):
    info = yaml.safe_load((laid_out / "source.yaml").read_text("utf-8"))
    told = [(one["line"], one["printed"], one["why"]) for one in info["not_figures"]]
    assert told == [
        (1, "2024", "a year"),
        (4, "1.", "a list number"),
        (4, "010-62345678", "a phone number"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "China's AI talent grew 10% in 2024 and 24% work in Beijing.",
        "Shanghai has 400 firms, 35 fewer than Beijing.",
        "北京有近300家企業和20所高校。",
    ],
)
def test_no_token_is_both_a_figure_and_set_aside(raw, text, words):
    text.write_text(words, "utf-8")
    analysis("new-source", str(text), "--id", "short")
    info = yaml.safe_load((raw / "short" / "source.yaml").read_text("utf-8"))
    aside = {(one["start"], one["printed"]) for one in info["not_figures"]}
    figures = {(int(row["start"]), row["printed"]) for row in ledger(raw / "short")}
    assert len(figures) == 2
    assert not aside & figures


@pytest.mark.parametrize(
    ("words", "language"),
    [("Beijing has 3 firms", "en"), ("北京有3家企业", "zh-Hans"), ("北京有3家企業", "zh-Hant")],
)
def test_the_language_is_told_by_the_script(raw, text, words, language):
    text.write_text(words, "utf-8")
    analysis("new-source", str(text), "--id", "short")
    info = yaml.safe_load((raw / "short" / "source.yaml").read_text("utf-8"))
    assert info["language"] == language


def test_the_folder_passes_check_source_as_it_is(laid_out, text):
    status, said = analysis("check-source", str(text), "--source", "herald")
    assert status == 0, said
    assert "5 figures, 0 list members and 3 tokens set aside: 0 not at their place" in said
    assert "digits that no row covers: 0" in said


def test_a_build_tells_what_is_still_to_be_filled_in(raw, laid_out):
    with pytest.raises(DataError) as error:
        sources.read(raw)
    where = "data/raw/herald/source.yaml, line"
    assert str(error.value).splitlines() == [
        f"{where} 2, field 'title_en': found nothing; expected what the report on it is called, "
        "in English. Fill it in.",
        f"{where} 3, field 'title_zh': found nothing; expected what the report on it is called, "
        "in Chinese. Fill it in.",
        f"{where} 4, field 'publisher_en': found nothing; expected who published the text, in "
        "English. Fill it in.",
        f"{where} 5, field 'publisher_zh': found nothing; expected who published the text, in "
        "Chinese. Fill it in.",
        f"{where} 6, field 'subject': found nothing; expected what kind of text it is and what "
        "about, in English. Fill it in.",
        f"{where} 10, field 'published': found nothing; expected a year, a month or a day, such as "
        "'2025', '2025-02' or '2025-02-13'. Fill it in.",
        f"{where} 11, field 'window': found nothing; expected two years, the first and the last, "
        "such as [2022, 2025]. Fill it in.",
        "data/raw/herald/figures.csv, line 6: found nothing; expected the place and the metric of "
        "'12.5 tonnes', line 5 of the text (業20.9萬家。It weighs [12.5 tonnes].). Fill it in, or "
        "delete the row.",
    ]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("Beijing has 300 firms.", [("Beijing", "firms", False)]),
        ("Firms sold 300 boats.", [("", "", False)]),
        ("Firms accounted for just under 300 nights.", [("", "", False)]),
        ("Firms grew as fast as all the rest of us, with an average of 2.6.", [("", "", True)]),
        ("In Beijing firms grew, whereas they fell by a tenth in Malmo.", [("", "", False)]),
        ("In Beijing, 300 firms opened in August.", [("Beijing", "firms", False)]),
        (
            "北京有300家企業，上海200家。",
            [("Beijing", "firms", False), ("Shanghai", "firms", False)],
        ),
        ("北京略有增長，港口下降5%。", [("Beijing", "", True)]),
    ],
)
def test_what_is_offered_stands_beside_and_nothing_else_is_as_near(raw, text, words, offered):
    text.write_text(words, "utf-8")
    analysis("new-source", str(text), "--id", "herald")
    rows = ledger(raw / "herald")
    told = [(row["place"], row["metric"], row["reading"].startswith("?")) for row in rows]
    assert told == offered


AWKWARD = {  # figures by what new-source makes of them: their readings, or why they may be others
    "Deaths fell to 45 in 2023, and 5.2% to 126 trillion yuan.": [
        "? 45 (count): no unit stands beside it, and nothing that it counts",
        "5.15% to 5.25% (share)",
        "125.5 to 126.5 trillion yuan (CNY)",
    ],
    "It handled 13.4 million TEU and 45 lorries at 12 gates, 5 of them new.": [
        "? 13,350,000 to 13,450,000 (count): 'TEU' behind it may be a unit",
        "45 (count)",
        "12 (count)",
        "5 (count)",
    ],
    "It handled three quarters; it grew by half a point to 5 pounds each.": [
        "? 67% to 83% (share): 'quarters' may be fourths or three months each",
        "? 0.45 to 0.55 percentage points (pp): 'point' may be of percent, of an index or of a "
        "game",
        "? £4.5 to £5.5 (GBP): 'pounds' may be money or a weight",
    ],
    "PMI由50.1升至50.8，签约12个项目，有12个码头，5万吨级泊位3个": [
        "? 50.05 to 50.15 (count): no unit stands beside it, and nothing that it counts",
        "? 50.75 to 50.85 (count): no unit stands beside it, and nothing that it counts",
        "12 (count)",
        "12 (count)",
        "3 (count)",
    ],
}


IN_DOUBT = {  # a figure by the words that may make it another, and what is told of it
    "a litre still costs $14.99": "'a litre still costs' before it may make it so much each",
    "every farmer got €500": "'every farmer got' before it may make it so much each",
    "一杯售价15元": "'一杯售价' before it may make it so much each",
    "it uses 6.5 litres per 100 km": "'per 100' behind it may make it a rate",
    "不到斯里兰卡的八成": "'不到斯里兰卡的' before it may hedge it",
    "超过日本的两倍": "'超过日本的' before it may hedge it",
    "they raised €1,100 each": "'each' behind it may make it a rate",
    "a cut of 11 cents": "'cents' may be of dollars, of euros or of another currency",
    "日均客流3.2万人次": "'日均客流' before it may make it so much each",
    "每百公里耗电15千瓦时": "'每百公里耗电' before it may make it so much each",
    "人均每天食用油42克": "'人均' before it may make it so much each",
    "it costs €0.42 for a litre": "'for a litre' behind it may make it a rate",
    "4.2 tonnes of CO2 per head": "'of co2 per head' behind it may make it a rate",
    "3.1 children per woman": "'children per woman' behind it may make it a rate",
    "wages of $18.50 hourly": "'hourly' behind it may make it a rate",
    "a 9/10 rating": "'rating' behind it may make it a score",
    "it got 8 out of 10": "a share, or a mark out of so many",
    "sales were off 12%": "'off' before it may make it a change",
    "close to 5-6 tonnes": "'close to' before it may hedge it",
    "barely 5% came": "'barely' before it may hedge it",
    "it was trimmed by 3%": "'by' before it may make it a change",
    "it scored 87 in all": "'scored' before it may make it a score",
    "His Picual 23 seedlings died": "'Picual 23' may be a name",
    "odds of three to one": "'to one' behind it may make it one side of a ratio",
    "it cost 12.5 dinars": "it may be BHD, DZD, IQD, JOD, KWD, LYD, RSD or TND",
}
SURE = (
    "it dropped 12 percentage points",
    "it fell by roughly a third",
    "下降2.1个百分点",
    "In Spain 23 mills closed",
    "each of the 47 members",
    "it is owned by 30% of them",
    "it got nine of the twelve mills",
    "10-12 per cent a year",
    "€9.50 a year ago",
)


@pytest.mark.parametrize("words", [*IN_DOUBT, *SURE])
def test_words_beside_a_figure_that_may_make_it_another(raw, words):
    rows, _ = new_source._read([words], iter)
    assert next((row.doubt for row in rows if row.doubt), "") == IN_DOUBT.get(words, "")


@pytest.mark.parametrize("words", AWKWARD)
def test_a_reading_in_doubt_is_marked_and_others_are_not(raw, text, words):
    text.write_text(words, "utf-8")
    analysis("new-source", str(text), "--id", "herald")
    assert [row["reading"] for row in ledger(raw / "herald")] == AWKWARD[words]


@pytest.mark.parametrize(
    ("words", "is_asked"),
    [
        ("Sales rose by 6 per cent to SEK 640 million.", False),
        ("It cost €121, or US$132, or 132 US dollars.", False),
        ("赔偿500亿美元。", False),
        ("Sales came to $640 million.", True),
        ("A cut of 11 cents.", True),
        ("营收达500亿元。", True),
        ("It cost 5 million kronor.", True),
    ],
)
def test_a_currency_is_asked_for_where_a_bare_one_is_read(raw, text, words, is_asked):
    text.write_text(words, "utf-8")
    analysis("new-source", str(text), "--id", "herald")
    assert ('currency: "?"' in (raw / "herald" / "source.yaml").read_text("utf-8")) is is_asked


@pytest.mark.parametrize(
    "words",
    ["Complaints rose 12% to 340.", "The waiting list has tripled to 340.", "投诉增长12%至340。"],
)
def test_what_a_change_came_to_has_not_its_unit(raw, text, words):
    text.write_text(words, "utf-8")
    analysis("new-source", str(text), "--id", "herald")
    level = next(row for row in ledger(raw / "herald") if row["printed"] == "340")
    assert (level["unit"], level["reading"].startswith("?")) == ("", True)


def test_a_reading_in_doubt_is_a_gap_until_it_is_confirmed(raw, text):
    """Each gap has a few of the words beside its figure, to tell like ones apart."""
    text.write_text("Beijing has 45 FTE. Beijing has 300 firms. Deaths fell to $3.", "utf-8")
    analysis("new-source", str(text), "--id", "herald")
    path = raw / "herald" / "figures.csv"
    path.write_text(path.read_text("utf-8").replace(",Beijing,,", ",Beijing,firms,"), "utf-8")
    where = "data/raw/herald/figures.csv, line"
    with pytest.raises(DataError) as error:
        sources.read(raw)
    assert str(error.value).splitlines()[7:] == [
        "data/raw/herald/source.yaml, line 12, field 'currency': found nothing; expected the "
        "currency of a bare 元 or $ in the text, such as CNY, TWD or USD. Fill it in.",
        f"{where} 2, column 'reading': found in doubt 45 (count): 'FTE' behind it may be a unit; "
        "expected the reading of '45', line 1 of the text (Beijing has [45] FTE. Beijing has) "
        "confirmed. Take the '?' of 'reading' off if it is right, tell its 'unit', or delete the "
        "row.",
        f"{where} 4: found nothing; expected the place and the metric of '$3', line 1 of the text "
        "(s. Deaths fell to [$3].). Fill it in, or delete the row.",
    ]
    path.write_text(path.read_text("utf-8").replace(",? 45", ",45"), "utf-8")
    with pytest.raises(DataError) as error:
        sources.read(raw)
    assert f"{where} 2" not in str(error.value)


@pytest.fixture
def filled(raw, laid_out):
    """Return the folder filled in: source.yaml, and the row without a place deleted."""
    info = (laid_out / "source.yaml").read_text("utf-8")
    for blank, value in FILLED.items():
        info = info.replace(blank, value)
    (laid_out / "source.yaml").write_text(info, "utf-8")
    rows = (laid_out / "figures.csv").read_text("utf-8").splitlines()
    (laid_out / "figures.csv").write_text("\n".join(rows[:5]) + "\n", "utf-8")
    return laid_out


def test_filled_in_it_is_a_source_with_no_claim_yet(raw, filled):
    frames = clean.clean(sources.read(raw))
    assert list(frames["figures"]["source_id"].unique()) == ["herald", "post"]
    assert claims.read([filled / "claims.yaml"], frames) == []


def test_the_examples_of_claims_are_claims_once_the_marks_are_taken_away(raw, filled):
    path = filled / "claims.yaml"
    text = path.read_text("utf-8")
    comment, examples = text.split("#\n", 1)
    assert "METRIC" in comment
    path.write_text(examples.replace("# ", ""), "utf-8")
    frames = clean.clean(sources.read(raw))
    found = claims.read([path], frames)
    assert [one.typed.claim_id for one in found] == ["herald-more", "herald-alike", "herald-view"]
    assert found[0].typed.claim == "firms[Beijing] > firms[Shanghai]"


def test_a_place_with_blanks_stands_in_quotes_in_the_examples(raw, text):
    with (raw / "places.csv").open("a", encoding="utf-8") as file:
        file.write("New York,city,,New York,紐約,#117733\n")
    text.write_text("New York has 300 firms. Shanghai has 200 firms.", "utf-8")
    analysis("new-source", str(text), "--id", "herald")
    examples = (raw / "herald" / "claims.yaml").read_text("utf-8")
    assert "claim: firms['New York'] > firms[Shanghai]\n" in examples


@pytest.mark.parametrize(
    "name",
    [
        *("../post", "a/b", "", "Ü", "A b", ".x", "-", 61 * "a", 300 * "a"),
        *("references", "zh", "charts", "index", "claims", "method", "data", "changes"),
        *("who-leads", "place-beijing"),
    ],
)
def test_a_name_that_no_folder_should_have_is_refused(raw, text, name):
    notebooks = raw.parents[1] / "notebooks"
    notebooks.mkdir()
    (notebooks / "02-who-leads.ipynb").touch()
    before = sorted(raw.rglob("*"))
    status, said = analysis("new-source", str(text), "--id", name)
    assert status == 2
    assert said == (
        f"--id: found '{name}'; expected 60 lower-case letters, digits and '-' at most, no name "
        "of a page, and none of references, zh, charts, index, claims, method, data, changes, "
        "such as 'city-report'.\n"
    )
    assert sorted(raw.rglob("*")) == before


def test_a_folder_that_exists_is_not_overwritten(raw, text):
    before = {path: path.read_bytes() for path in raw.rglob("*.*")}
    status, said = analysis("new-source", str(text), "--id", "post")
    assert (status, said) == (
        2,
        "--id: found 'post', whose folder data/raw/post exists; expected a name that is not in "
        "use.\n",
    )
    assert {path: path.read_bytes() for path in raw.rglob("*.*")} == before


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "found an empty file; expected its content"),
        (b" \n", "found an empty file; expected its content"),
        (b"Beijing has \xff3 firms", "found byte 0xff; expected UTF-8 text"),
        (b"No number.", "found no figure; expected a text that prints some"),
    ],
)
def test_a_text_that_cannot_be_laid_out_is_refused(raw, text, content, found):
    text.write_bytes(content)
    status, said = analysis("new-source", str(text), "--id", "herald")
    assert status == 2
    assert found in said
    assert not (raw / "herald").exists()


def test_a_long_text_does_not_flood_the_terminal(raw, text):
    text.write_text(TEXT + "Shanghai has 209,000 firms.\n" * 2000, "utf-8")
    _, said = analysis("new-source", str(text), "--id", "herald")
    lines = said.splitlines()
    assert len(ledger(raw / "herald")) == 2005
    assert lines[49].startswith("herald-50: line 50, ")
    assert lines[50] == "… and 1,955 more, in figures.csv."
    assert lines[51].startswith("Laid out: data/raw/herald, with 2,005 figures (")
    assert len(lines) == 53


def test_windows_line_ends_and_a_mark_at_the_start_move_no_figure(raw, text):
    text.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    analysis("new-source", str(text), "--id", "herald")
    assert [row["start"] for row in ledger(raw / "herald")] == ["12", "47", "16", "4", "21"]
    status, said = analysis("check-source", str(text), "--source", "herald")
    assert status == 0, said


def test_the_texts_own_words_are_not_copied(laid_out):
    for path in laid_out.iterdir():
        words = path.read_text("utf-8")
        assert "Cities in figures" not in words
        assert "the rest call" not in words


def test_it_is_the_project_that_is_written_to(laid_out):
    assert sorted(path.name for path in laid_out.iterdir()) == [
        "claims.yaml",
        "figures.csv",
        "source.yaml",
    ]
    assert Path(laid_out).parent.name == "raw"
