"""The form in which a page shows a notebook: each output the richest that needs no script.

Formulas are set, progress is its last line, and each picture says what it shows to those who do not
see it. What a page cannot show is refused, with its cell. arrange() sets the parts of a chapter, in
place: title, sections, tables, folded code, text beside charts.
"""

import base64
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from html import escape
from itertools import takewhile
from typing import Any

from bs4 import BeautifulSoup, Tag

from analysis.errors import CheckError
from analysis.messages import say

HTML, LATEX, PLAIN, JSON = "text/html", "text/latex", "text/plain", "application/json"
SVG = "image/svg+xml"
IMAGES = (SVG, "image/png", "image/jpeg", "image/gif", "image/webp")
KINDS = (HTML, "text/markdown", LATEX, *IMAGES, JSON, PLAIN)  # the richest first
TEXT = re.compile(r"text/(?!javascript).*")  # shown as it is
OBJECT = re.compile(r"<.*>", re.DOTALL)  # how Python shows an object that has no words
BARE = re.compile(r"<[^<>]*>|.*<[^<>]* at 0x[0-9a-f]+>.*", re.DOTALL)  # as an output of its own
ACTIVE = "script, iframe, object, embed, applet, link, meta, base"
ADDRESSES = ("href", "src", "action", "formaction", "xlink:href")
ATTACHED = "attachment:"
SCRIPT = ("javascript:", "vbscript:")
IGNORED = re.compile(r"[\s\x00-\x1f]+")  # by browsers, in an address
SHOWS = "img, svg, table, hr, math, canvas, video, audio, [data-chart]"
DELIMITED = re.compile(r"\$|\\\(|\\\[|\\begin\{")
BRACKET = re.compile(r"(?<!\\)\\(?=[\[\]()])")  # of LaTeX, which Markdown has with two backslashes
INSIDE = r"\\.|[^\\{}]"
for _ in range(3):  # braces in braces
    INSIDE = rf"\\.|[^\\{{}}]|\{{(?:{INSIDE})*\}}"
BODY = rf"(?:\\.|[^\\{{}}$]|\{{(?:{INSIDE})*\}})+?"
# Not of US$5bn and HK$6bn; but after a letter or before a digit where it begins as no amount does.
INLINE = (
    rf"(?s:(?<![$\\])\$(?P<math_inline_tex>(?=[\\^_]){BODY}|(?<![A-Za-z0-9]\$)"
    rf"(?:(?=\s){BODY}(?<=\s)|(?=\S){BODY}(?<=\S))(?=\$(?!\d)))\$(?!\$))"
)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
HALF = re.compile("[\ud800-\udfff]")  # of a character
TERMINAL = re.compile(r"\x1b\[[0-9;?]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|.", re.DOTALL)
ERASE = ("\x1b[K", "\x1b[0K", "\x1b[2K")  # what follows on the line, or all of it
RESET = ("\x1b[m", "\x1b[0m")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
FLOW = ["p", "h2", "h3", "ul", "ol", "table", "figure", "details", "pre"]  # what text is made of


def choose(cells: list[Any], name: str) -> list[str]:
    """Leave of each output of the notebook called `name` the richest form that a page can show.

    Returns the faults, each with its cell: outputs that have none, and pictures without a text for
    those who do not see them. Nothing is left of these.
    """
    faults = []
    for cell in cells:
        where = f"{name}, cell In[{cell.get('execution_count') or '?'}]"
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                output["text"] = as_on_terminal(_text(output["text"], PLAIN))
            elif "data" in output:
                try:
                    output["data"] = _richest(output, where)
                except CheckError as error:
                    output["data"] = {PLAIN: ""}
                    faults.append(str(error))
    return faults


def _richest(output: Any, where: str) -> dict[str, str]:
    data = {kind: _text(part, kind) for kind, part in output["data"].items()}
    found = f"an output of {' and '.join(sorted(data)) or 'no kind'}"
    if HTML in data and not _says_something(data[HTML]):
        found = "HTML that only a script would fill"
        del data[HTML]
    other = next((kind for kind in sorted(data) if TEXT.fullmatch(kind)), None)
    kind = next((kind for kind in KINDS if kind in data), other)
    if kind == PLAIN and BARE.fullmatch(said := data[PLAIN].strip()):
        kind, found = None, f"{found} that says only '{said:.60}'"
    if kind is None:
        expected = "one that a page can show: text, HTML, Markdown, LaTeX, a picture"
        do = "Show it as one, or end the line with a semicolon"
        raise CheckError(f"{where}: found {found}; expected {expected}. {do}.")
    if kind in IMAGES:
        if kind == SVG:  # the others are in base64 already
            data[kind] = base64.b64encode(data[kind].encode()).decode()
        return {kind: data[kind].replace("\n", ""), PLAIN: _alt(output, kind, where)}
    if kind == PLAIN or kind not in KINDS:
        return {PLAIN: as_on_terminal(data[kind])}
    if kind == JSON:
        return {PLAIN: data[JSON]}
    if kind == LATEX:
        text = BRACKET.sub(r"\\\\", data[LATEX])
        return {"text/markdown": text if DELIMITED.search(text) else f"$${text}$$"}
    return {kind: data[kind]}


def _text(part: Any, kind: str) -> str:
    if kind == JSON:
        return json.dumps(part, ensure_ascii=False, indent=2)
    text = part if isinstance(part, str) else "".join(map(str, part))
    return HALF.sub("\N{REPLACEMENT CHARACTER}", text)


def _says_something(html: str) -> bool:
    soup = BeautifulSoup(html, "html.parser")
    for active in soup.select(f"{ACTIVE}, style"):
        active.decompose()
    return bool(soup.get_text(strip=True) or soup.select_one(SHOWS))


def _alt(output: Any, kind: str, where: str) -> str:
    """Return what a picture shows, in words: as its metadata say, or how Python shows it."""
    told = output.get("metadata") or {}
    of_kind: Any = told.get(kind) if isinstance(told.get(kind), dict) else {}
    said = [of_kind.get("alt"), told.get("alt"), output["data"].get(PLAIN)]
    texts = [_text(one, PLAIN).strip() for one in said if one and isinstance(one, str | list)]
    words = as_on_terminal(next(iter(texts), ""))
    if not words or OBJECT.fullmatch(words):
        found = f"a picture that says only '{words}'" if words else "a picture without words"
        expected = "what it shows, for readers who do not see it"
        alt = f"metadata={{'{kind}': {{'alt': 'what it shows'}}}}"
        do = f"Show it by display(figure, {alt}), then plt.close()"
        raise CheckError(f"{where}: found {found}; expected {expected}. {do}.")
    return words


def as_on_terminal(text: str) -> str:
    """Return a text as a terminal shows it: what returns on a line writes over it."""
    return "\n".join(map(_overwritten, text.replace("\r\n", "\n").split("\n")))


def _overwritten(line: str) -> str:
    """Return what is seen of a line in the end; colours stay with the letters they precede."""
    if not CONTROL.search(line):
        return line
    shown, at, colours = list[str](), 0, ""
    for piece in TERMINAL.findall(line):
        if piece in RESET and at:
            shown[at - 1] += piece
        elif COLOUR.fullmatch(piece):
            colours += piece
        elif piece in ("\r", "\b"):
            at = 0 if piece == "\r" else max(at - 1, 0)
        elif piece in ERASE:
            shown[at:] = []
            shown[:at] = [" "] * at if "2" in piece else shown[:at]
        elif not CONTROL.match(piece):
            shown[at : at + 1] = [colours + piece]
            at, colours = at + 1, ""
    return "".join(shown) + colours


def make_safe(soup: BeautifulSoup, name: str) -> list[str]:
    """Take out what acts by itself, and put each picture of a text in a figure of its own.

    Returns the faults: pictures that are not in the notebook called `name`, or have no text.
    """
    faults = list[str]()
    for active in soup.select(ACTIVE):
        active.decompose()
    for tag in soup.find_all(True):
        for attribute in list(tag.attrs):
            address = IGNORED.sub("", str(tag[attribute])).lower()
            script = attribute in ADDRESSES and address.startswith(SCRIPT)
            if script or attribute.lower().startswith("on"):
                del tag[attribute]
    for text in soup.find_all(string=CONTROL):
        text.replace_with(CONTROL.sub("", text))
    for image in soup.find_all("img"):
        faults += _faults(image, name)
        parent = image.parent
        if isinstance(parent, Tag) and parent.name == "p" and not parent.get_text(strip=True):
            parent.name, parent["class"] = "figure", "chart"
    return faults


def _faults(image: Tag, name: str) -> Iterator[str]:
    address, words = str(image.get("src", "")), str(image.get("alt", "")).strip()
    above = image.find_previous(["h1", "h2", "h3"])
    where = f"{name}, text under '{above.get_text()}'" if isinstance(above, Tag) else name
    if not address.startswith("data:image/"):
        found, expected = f"a picture at '{address:.60}'", "one that the notebook holds"
        yield f"{where}: found {found}; expected {expected}. Drag it into the cell."
    if not words:
        found, expected = "a picture without words", "what it shows: ![what it shows](...)"
        yield f"{where}: found {found}; expected {expected}. Write it."


def markdown(source: str, attachments: Any) -> str:
    """Return Markdown as HTML, formulas set; pictures are those attached to the cell."""
    from nbconvert.filters.markdown_mistune import MarkdownWithMath, MathInlineParser

    inline = MathInlineParser(hard_wrap=False)
    inline.specification["inline_math_tex"] = INLINE
    renderer = _renderer()(escape=False, attachments=attachments)
    return str(MarkdownWithMath(renderer, inline=inline).render(source))


@cache
def _renderer() -> Any:
    from nbconvert.filters.markdown_mistune import IPythonRenderer

    class Renderer(IPythonRenderer):  # type: ignore[misc]
        def __init__(self, **settings: Any) -> None:
            super().__init__(exclude_anchor_links=True, **settings)

        def _embed_image_or_attachment(self, src: str) -> str:
            gone = src.startswith(ATTACHED) and not self.attachments.get(src[len(ATTACHED) :])
            return src if gone else str(super()._embed_image_or_attachment(src))

        def inline_math(self, body: str) -> str:
            return formula(body)

        def block_math(self, body: str) -> str:
            return formula(body, "block")

        def latex_environment(self, name: str, body: str) -> str:
            return formula(rf"\begin{{{name}}}{body}\end{{{name}}}", "block")

    return Renderer


def formula(tex: str, display: str = "inline") -> str:
    """Return a formula as MathML, which browsers set and read aloud; as it is where it is none."""
    from latex2mathml.converter import convert

    known = tex.strip().replace("{aligned}", "{split}").replace("{gathered}", "{matrix}")
    try:
        made = convert(known, display=display)
    except Exception:  # whatever the package meets: it has no error of its own for a faulty formula
        return f"<code>{escape(tex)}</code>"
    return made.replace("<math ", f'<math alttext="{escape(tex.strip())}" ', 1)


def untitled(soup: BeautifulSoup, name: str) -> list[str]:
    """Return the fault of the notebook called `name` where it has no title."""
    if soup.find("h1"):
        return []
    found = "no heading of the first level; expected a title"
    do = "Begin a cell of prose with '# ', or show findings.prose.heading(title, 1)"
    return [f"{name}: found {found}. {do}."]


def arrange(soup: BeautifulSoup, anchor: str, language: str) -> tuple[Tag, list[tuple[str, str]]]:
    """Set a chapter that has a title; return that, and anchors with headings.

    `anchor` begins the anchors of its sections.
    """
    title, headings = soup.select("h1")[0], soup.find_all("h2")
    around = title.parent
    title.extract()
    if around is not None and around.name == "div" and not around.get_text(strip=True):
        around.decompose()
    _gather_code(soup)
    _set_beside(soup)
    for number, heading in enumerate(headings, 1):
        heading.attrs = {"id": f"{anchor}-{number}", "class": "section"}
    _name_tables(soup, title.get_text(), language)
    return title, [(str(one["id"]), one.get_text()) for one in headings]


def _name_tables(soup: BeautifulSoup, title: str, language: str) -> None:
    """Let each table scroll by itself, in a region that the keyboard reaches and that has a name.

    The name is that of the heading above the table, with a number where there are several.
    """
    counted: dict[str, int] = {}
    for table in soup.find_all("table"):
        above = table.find_previous("h2")
        head = above.get_text() if isinstance(above, Tag) else title
        counted[head] = counted.get(head, 0) + 1
        name = say("page.table_of", language, heading=head, number=counted[head])
        box = {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": name}
        table.wrap(soup.new_tag("div", attrs=box))


def _gather_code(soup: BeautifulSoup) -> None:
    """Fold the code of each section once, at the section's end, where it parts no finding.

    A cell that shows several headings begins no section: its findings go on a list. Code before
    anything is shown waits for what it shows.
    """
    waiting: list[Tag] = []
    is_shown = False
    for part in [one for one in soup.children if isinstance(one, Tag)]:
        if is_shown and (part.name == "h2" or len(part.find_all("h2")) == 1):
            _fold(waiting, part.insert_before)
        waiting += [code.extract() for code in part.select("details.code")]
        is_shown = is_shown or part.find(True) is not None or bool(part.get_text(strip=True))
    _fold(waiting, soup.append)


def _fold(waiting: list[Tag], put: Callable[[Tag], Any]) -> None:
    if waiting:
        first, *others = waiting
        for other in others:
            first.extend(other.select("div.highlight"))
        put(first)
        waiting.clear()


def _set_beside(soup: BeautifulSoup) -> None:
    """Put the paragraphs that follow a chart beside it, but for its sources, which stay below."""
    for chart in soup.select("figure[data-chart]"):
        said = list(takewhile(lambda tag: tag.name == "p", chart.find_all_next(FLOW)))
        told = [one for one in said if "source" not in one.get("class", [])]
        if told:
            drawn, text = chart.wrap(soup.new_tag("div")), soup.new_tag("div")
            drawn.wrap(soup.new_tag("div", attrs={"class": "beside"})).append(text)
            drawn.extend([one for one in said if one not in told])
            text.extend(told)
