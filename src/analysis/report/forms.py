"""The form in which a page shows what a notebook puts out: its richest that needs no script.

Formulas are set, progress is its last line, and each picture says what it shows to those who do not
see it. What a page cannot show is refused, with its cell.
"""

import json
import re
from functools import cache
from html import escape
from typing import Any

from bs4 import BeautifulSoup, Tag

from analysis.errors import CheckError

HTML, LATEX, PLAIN, JSON = "text/html", "text/latex", "text/plain", "application/json"
IMAGES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
KINDS = (HTML, "text/markdown", LATEX, *IMAGES, JSON, PLAIN)  # the richest first
OBJECT = re.compile(r"<.*>", re.DOTALL)  # how Python shows an object that has no words
ALT = "display(figure, metadata={'image/png': {'alt': 'what it shows'}})"
ACTIVE = "script, iframe, object, embed, applet, link, meta, base"
ADDRESSES = ("href", "src", "action", "formaction", "xlink:href")
SCRIPT = ("javascript:", "vbscript:")
IGNORED = re.compile(r"[\s\x00-\x1f]+")  # by browsers, in an address
SHOWS = "img, svg, table, hr, math, canvas, video, audio, [data-chart]"
DELIMITED = re.compile(r"\$|\\\(|\\\[|\\begin\{")


def choose(cells: list[Any], name: str) -> None:
    """Leave of each output of the notebook called `name` the richest form that a page can show.

    Raises CheckError, naming the cell, for an output that has none, and for a picture without a
    text for those who do not see it.
    """
    for cell in cells:
        where = f"{name}, cell In[{cell.get('execution_count') or '?'}]"
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                output["text"] = as_on_terminal(output["text"])
            elif "data" in output:
                output["data"] = _richest(output, where)


def _richest(output: Any, where: str) -> dict[str, str]:
    data = {kind: _text(part, kind) for kind, part in output["data"].items()}
    found = f"an output of {' and '.join(sorted(data)) or 'no kind'}"
    if HTML in data and not _says_something(data[HTML]):
        found = "HTML that only a script would fill"
        del data[HTML]
        if OBJECT.fullmatch(data.get(PLAIN, "").strip()):
            del data[PLAIN]
    kind = next((kind for kind in KINDS if kind in data), None)
    if kind is None:
        expected = "one that a page can show: text, HTML, Markdown, LaTeX, a picture"
        raise CheckError(f"{where}: found {found}; expected {expected}. Show it as one.")
    if kind in IMAGES:
        return {kind: data[kind], PLAIN: _alt(output, kind, where)}
    if kind == PLAIN:
        return {PLAIN: as_on_terminal(data[PLAIN])}
    if kind == JSON:
        return {PLAIN: data[JSON]}
    if kind == LATEX:
        text = data[LATEX]
        return {"text/markdown": text if DELIMITED.search(text) else f"$${text}$$"}
    return {kind: data[kind]}


def _text(part: Any, kind: str) -> str:
    if kind == JSON:
        return json.dumps(part, ensure_ascii=False, indent=2)
    return part if isinstance(part, str) else "".join(map(str, part))


def _says_something(html: str) -> bool:
    soup = BeautifulSoup(html, "html.parser")
    for active in soup.select(f"{ACTIVE}, style"):
        active.decompose()
    return bool(soup.get_text(strip=True) or soup.select_one(SHOWS))


def _alt(output: Any, kind: str, where: str) -> str:
    """Return what a picture shows, in words: as its metadata say, or how Python shows it."""
    told = output.get("metadata", {})
    said = told.get(kind, {}).get("alt") or told.get("alt") or output["data"].get(PLAIN, "")
    words = _text(said, PLAIN).strip()
    if not words or OBJECT.fullmatch(words):
        found = f"a picture that says only '{words}'" if words else "a picture without words"
        expected = "what it shows, for readers who do not see it"
        do = f"Show it by {ALT}, then plt.close()"
        raise CheckError(f"{where}: found {found}; expected {expected}. {do}.")
    return words


def as_on_terminal(text: str) -> str:
    """Return a text as a terminal shows it, where a carriage return writes over the line."""
    return "\n".join(map(_overwritten, text.replace("\r\n", "\n").split("\n")))


def _overwritten(line: str) -> str:
    shown = ""
    for piece in line.split("\r"):
        shown = piece + shown[len(piece) :]
    return shown


def make_safe(soup: BeautifulSoup, name: str) -> None:
    """Take out what acts by itself, and put each picture of a text in a figure of its own.

    Raises CheckError for a picture that is not in the notebook, or has no text.
    """
    for active in soup.select(ACTIVE):
        active.decompose()
    for tag in soup.find_all(True):
        for attribute in list(tag.attrs):
            address = IGNORED.sub("", str(tag[attribute])).lower()
            script = attribute in ADDRESSES and address.startswith(SCRIPT)
            if script or attribute.lower().startswith("on"):
                del tag[attribute]
    for image in soup.find_all("img"):
        _check_image(image, name)
        parent = image.parent
        if isinstance(parent, Tag) and parent.name == "p" and not parent.get_text(strip=True):
            parent.name, parent["class"] = "figure", "chart"


def _check_image(image: Tag, name: str) -> None:
    address, words = str(image.get("src", "")), str(image.get("alt", "")).strip()
    above = image.find_previous(["h1", "h2", "h3"])
    where = f"{name}, text under '{above.get_text()}'" if isinstance(above, Tag) else name
    if not address.startswith("data:image/"):
        found, expected = f"a picture at '{address:.60}'", "one that the notebook holds"
        raise CheckError(f"{where}: found {found}; expected {expected}. Drag it into the cell.")
    if not words:
        found, expected = "a picture without words", "what it shows: ![what it shows](...)"
        raise CheckError(f"{where}: found {found}; expected {expected}. Write it.")


def markdown(source: str, attachments: Any) -> str:
    """Return Markdown as HTML, formulas set; pictures are those attached to the cell.

    Raises CheckError where one is not there.
    """
    from nbconvert.filters.markdown_mistune import InvalidNotebook, MarkdownWithMath

    try:
        return str(
            MarkdownWithMath(_renderer()(escape=False, attachments=attachments)).render(source)
        )
    except InvalidNotebook as error:
        raise CheckError(f"found a {error}; expected it in the cell. Drag it in again.") from None


@cache
def _renderer() -> Any:
    from nbconvert.filters.markdown_mistune import IPythonRenderer

    class Renderer(IPythonRenderer):  # type: ignore[misc]
        def __init__(self, **settings: Any) -> None:
            super().__init__(exclude_anchor_links=True, **settings)

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

    try:
        made = convert(tex.strip(), display=display)
    except Exception:  # whatever the package meets: it has no error of its own for a faulty formula
        return f"<code>{escape(tex)}</code>"
    return made.replace("<math ", f'<math alttext="{escape(tex.strip())}" ', 1)
