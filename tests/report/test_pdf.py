"""The report as PDF: small chapters, set and read back."""

import hashlib
import io
import os
import re
import subprocess
import sys

import pypdf
import pytest

from analysis.data.words import words
from analysis.errors import CheckError
from analysis.messages import LANGUAGES
from analysis.report import pdf, typesetting
from analysis.report.chapters import Chapter, Chart
from analysis.report.forms import formula
from analysis.report.overview import gather

GAP = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\w])|(?<=[\w]) (?=[\u3400-\u9fff])")
DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 99 50">'
    "<text x='9' y='30' style=\"font: 600 12px 'Source Sans Pro', 'Noto Sans SC'\">Drawn 广州"
    "</text></svg>"
)
METHOD = '<main><h1>How we read</h1><h2 id="hedges">Hedges</h2><p>With care.</p></main>'
DERIVED = {"id": "d-1", "text": "20,000", "how": "firms over firms", "figures": "b-firms;s-firms"}
BODY = (
    '<h2 id="one-1">Which city?</h2><p>Beijing has <a class="figure" href="#b-firms">320,000</a>, '
    'and <a class="figure derived" href="#d-1">20,000</a> times as many as '
    '<a class="claim" href="claims.html#claim-many">Shanghai</a>, as <a href="one.html">here</a>'
    ' and <a href="data.html">elsewhere</a>.</p>'
    "<table><tr><th>Place</th><th>Firms</th></tr><tr><td>北京</td><td>320,000</td></tr></table>"
)
MARK = '<figure data-chart="leads"></figure>'


def chapter(body):
    drawn = {**DERIVED, "id": "d-2", "text": "Drawn alone"}
    chart = Chart("leads", "Beijing leads", "Beijing.", DRAWN, DRAWN, ("b-firms", "s-firms"), 1)
    ids = ["b-firms", "c-industry"]
    return Chapter("Who leads", "one", [], body, ids, [DERIVED, drawn], charts=(chart,))


def content(language, one=None):
    brief = Chapter("Beijing", "place-beijing", [], "<h2>Said</h2><p>Much.</p>", [], [])
    chapters = [one or chapter(BODY + MARK), brief]
    return pdf.content(gather(chapters, words(language)), METHOD)


@pytest.fixture
def read(processed):
    """Return a function that sets small chapters in a language, and reads the PDF back."""
    return lambda language: pypdf.PdfReader(io.BytesIO(typesetting.to_pdf(content(language))))


def text(reader):
    """Return what a reader copies, without the gaps that are set between Chinese and Latin."""
    said = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    return GAP.sub("", said)


def titles(outline):
    """Return the titles of an outline, those below others as lists of their own."""
    return [titles(one) if isinstance(one, list) else one.title for one in outline]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_and_its_sections_are_in_the_outline(read, language):
    say = words(language).say
    expected = [
        say("pdf.contents"),
        *("Who leads", ["Which city?"], "Beijing", ["Said"]),
        *(say("pdf.claims"), [say("kind.assertion"), say("kind.check")]),
        *("How we read", ["Hedges"]),
        *(say(f"pdf.{name}") for name in ("printed", "reference", "computed")),
    ]
    assert titles(read(language).outline) == expected


@pytest.mark.parametrize(("language", "title"), [("en", "A tale"), ("zh", "兩城")])
def test_title_author_language_and_standard_are_set(read, language, title):
    reader = read(language)
    assert reader.metadata.title == title
    assert reader.metadata.author == words(language).say("pdf.author")
    assert reader.metadata.creation_date is None
    root = reader.root_object
    assert root["/Lang"].startswith(language)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_words_can_be_taken_out_of_text_tables_and_charts(read):
    said = text(read("en"))
    for words_of in (
        "Which city?",
        "北京",
        "近32萬家",
        "Drawn广州",
        "Chart 1 Drawn from rows 1–2.",
    ):
        assert words_of in said, words_of
    card = (
        "C2 Beijing with nearly 320,000 has the most. By the article's own figures holds "
        "It is 1 of 2. How firm Beijing ahead of Shanghai by 18% to 20% "
        "How firm Would change if hedges opened 2.5 times as far as we read them "
        "How firm Were “nearly” read 2.5 times as wide, the verdict would be: open. "
        "Proof 1–2; Definition: the parts of a place come to no more than the place "
        "(China, Firms) Looked at as well R1 "
    )
    assert card in said
    assert "It is 7.7%. Why so One part in twenty. How firm Holds from 3.6%" in said
    assert "exact" not in said, "a figure without a hedge needs no word for that"
    assert "Drawn alone" not in said, "nothing on paper leads to it"


@pytest.mark.parametrize("lines", [5, 28, 34])
def test_a_chart_stands_where_it_is_shown(processed, lines):
    """However little room is left on the page: never above its chapter, nor after what follows."""
    body = "<p>Said.</p>" * lines + MARK + "<p>Thereafter.</p>"
    made = typesetting.to_pdf(content("en", chapter(body)))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages]
    told = "\n".join(pages).replace("Said.", "", lines - 1)
    assert told.index("Said.") < told.index("Drawn") < told.index("Thereafter.")


def test_a_formula_is_drawn_and_read_aloud_as_it_is_typed(processed):
    """One that only a browser can set stays as it is typed."""
    typed = r"\begin{aligned}c&=d\end{aligned}"
    body = f"<p>As {formula('a^2 + b_1')}, as {formula(typed)}.</p>"
    made = typesetting.to_pdf(content("en", chapter(body)))
    reader = pypdf.PdfReader(io.BytesIO(made))
    said = text(reader)
    assert typed in said
    assert "a^2" not in said
    every = map(reader.get_object, [*reader.xref[0], *reader.xref_objStm])
    tags = [one for one in every if isinstance(one, pypdf.generic.DictionaryObject)]
    assert "a^2 + b_1" in [one.get("/Alt") for one in tags]
    assert made == typesetting.to_pdf(content("en", chapter(body)))


def test_each_language_says_its_own_words(read):
    said = text(read("zh"))
    assert "北京近32萬家最多。" in said
    assert words("zh").say("badge.within") in said
    assert "has the most" not in said


def test_numbers_lead_to_their_rows_and_claims_to_their_cards(read):
    reader = read("en")
    links = [link.get_object() for page in reader.pages for link in page.get("/Annots", [])]
    addresses = [link["/A"]["/URI"] for link in links if "/URI" in link.get("/A", {})]
    assert addresses == ["http://a.example/1"]  # pages of other grades are text
    contents, running, chart, cards, computed = 11, 4, 1, 6, 1
    assert len(links) - len(addresses) == contents + running + chart + cards + computed


def test_a_number_that_leads_nowhere_is_refused(processed):
    message = (
        "Who leads: found a number that leads to 'lost'; expected a row of it. "
        "Correct the link, or the table that the row stands in."
    )
    with pytest.raises(CheckError) as caught:
        content("en", chapter('<p><a class="figure" href="#lost">9</a></p>'))
    assert str(caught.value) == message


def test_a_letter_that_no_font_has_is_refused(processed):
    with pytest.raises(CheckError, match="typst: "):
        typesetting.to_pdf(content("en", chapter("<p>\N{LINEAR B SYLLABLE B008 A}</p>")))


def test_the_same_bytes_in_another_folder_time_zone_and_locale(processed, tmp_path, turkish):
    made = content("zh")
    told = subprocess.run(
        [
            *(sys.executable, "-c"),
            "import sys; from analysis.report import typesetting\n"
            "sys.stdout.buffer.write(typesetting.to_pdf(sys.stdin.buffer.read().decode()))",
        ],
        input=made.encode(),
        cwd=tmp_path,
        env={**os.environ, **turkish, "TZ": "Asia/Shanghai", "TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        check=True,
    )
    here, there = (
        hashlib.sha256(data).hexdigest() for data in (typesetting.to_pdf(made), told.stdout)
    )
    assert here == there
