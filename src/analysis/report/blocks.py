"""HTML of the report as plain blocks, which the PDF is set from: headings, text, tables, charts.

A block is a dict that JSON can hold; what it is stands under `is`. Text inside is a list of strings
and of dicts: a link, strong or emphasised text, text in another language. Scripts, code and what
only a screen can do are left out.
"""

import base64
import re
from collections.abc import Iterable, Mapping
from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag

from analysis import fonts
from analysis.findings.prose import width
from analysis.report import typesetting

Block = dict[str, Any]
Text = list[Any]
LEFT_OUT = (
    "details.code, section.numbers, script, style, nav, form, button, template, [hidden], .screen"
)
COLOURS = {"ink": "#1a1a1a", "quiet": "#5f5f5f", "rule": "#dedad2", "paper": "#ffffff"}  # on paper
COLOUR = re.compile(r"var\(--(?:c-)?(\w+)\)")
FACES = re.compile(r"var\(--sans, ([^()]*)\)")
HEADINGS = {f"h{level}": level for level in range(1, 7)}
STYLES = {"b": "strong", "strong": "strong", "em": "emph", "i": "emph", "cite": "emph"}
RAW = ("code", "kbd", "samp")
INLINE = {
    *(*STYLES, *RAW),
    *("a", "span", "small", "sub", "sup", "abbr", "time", "br", "q", "data", "math"),
}
LONGEST, MOST, BESIDE = 16, 108, 3  # letters: of a word that stays whole, of a line, of a gap
SPACE = re.compile(r"[ \t\r\n]+")


def read(html: str, charts: Mapping[str, Block] | None = None, top: int = 2) -> list[Block]:
    """Return the blocks of a piece of HTML, its highest headings at level `top`, none left out.

    `charts` holds title, drawn (SVG), alt and caption of each that the HTML marks by name.
    """
    soup = BeautifulSoup(html, "html.parser")
    for unwanted in soup.select(LEFT_OUT):
        unwanted.decompose()
    made = _captioned(_blocks(soup, charts or {}))
    headings = [one for one in made if one["is"] == "h"]
    highest, last = min((one["level"] for one in headings), default=top), top - 1
    for one in headings:
        one["level"] = last = min(one["level"] - highest + top, last + 1)
    return made


def text(html: str) -> Text:
    """Return a piece of HTML without blocks as text."""
    return _text(BeautifulSoup(html, "html.parser"))


def heading(level: int, anchor: str, said: Text) -> Block:
    """Return a heading: what it says, and the letters alone for where it is listed."""
    return {"is": "h", "level": level, "id": anchor, "body": said, "plain": plain(said)}


def plain(found: Iterable[Any]) -> str:
    """Return the letters of a text alone."""
    return "".join(one if isinstance(one, str) else plain(one["body"]) for one in found)


def shortened(found: Text, most: int = 60) -> Text:
    """Return a text whose Latin words, such as addresses, have at most so many letters."""
    return [
        re.sub(rf"([!-~]{{{most}}})[!-~]+", r"\1…", one)
        if isinstance(one, str)
        else one | {"body": shortened(one["body"], most)}
        for one in found
    ]


def targets(found: Iterable[Any], *kinds: str) -> set[str]:
    """Return the anchors that the links of these kinds, in blocks, lead to."""
    links = [one for one in _every(found) if one.get("is") == "link" and "to" in one]
    return {one["to"] for one in links if one.get("kind") in kinds}


def anchors(found: Iterable[Any]) -> set[str]:
    """Return the anchors that blocks carry."""
    return {one["id"] for one in _every(found) if one.get("id")}


def columns(rows: list[list[Text]]) -> list[int]:
    """Return the share of the width that each column of a table takes, by what stands in it.

    Each gets its longest word, up to LONGEST, and the space beside it; what is left of MOST
    letters goes to those with long cells.
    """
    across = [[plain(cell) for cell in column] for column in zip(*rows, strict=True)]
    words = [re.findall(r"[^\s，。、；]+", "\n".join(column)) for column in across]
    least = [min(max(map(width, some), default=1), LONGEST) + BESIDE for some in words]
    wanted = [max(map(width, column)) + BESIDE for column in across]
    left = max(MOST - sum(least), 0)
    more = [want - low for want, low in zip(wanted, least, strict=True)]
    if sum(more) <= left:
        return wanted
    return [low + round(left * one / sum(more)) for low, one in zip(least, more, strict=True)]


def _every(found: Iterable[Any]) -> Iterable[dict[str, Any]]:
    for one in found:
        if isinstance(one, dict):
            yield one
            yield from _every(one.values())
        elif isinstance(one, list):
            yield from _every(one)


def _blocks(parent: Tag, charts: Mapping[str, Block]) -> Iterable[Block]:
    """Yield the blocks below an element; text between them is a paragraph of its own."""
    waiting: list[Any] = []
    for child in [*parent.children, None]:
        if isinstance(child, NavigableString) or (child and child.name in INLINE):
            waiting.append(child)
            continue
        if words := _trimmed([part for one in waiting for part in _piece(one)]):
            yield {"is": "p", "body": words}
        waiting = []
        if child is not None:
            yield from _block(child, charts)


def _block(tag: Tag, charts: Mapping[str, Block]) -> Iterable[Block]:
    if tag.name in HEADINGS:
        anchor = str(tag.get("id", ""))
        yield heading(HEADINGS[tag.name], anchor, _text(tag))
    elif tag.name in ("p", "summary", "dt"):
        if words := _text(tag):
            yield {"is": "p", "body": words, **_kind(tag)}
    elif tag.name in ("ul", "ol"):
        items = [_text(item) for item in tag.find_all("li", recursive=False)]
        yield {"is": "list", "ordered": tag.name == "ol", "items": items}
    elif tag.name == "table":
        yield from _table(tag)
    elif tag.name == "figure":
        yield from _figure(tag, charts)
    elif tag.name == "pre":
        yield {"is": "pre", "text": tag.get_text().strip("\n")}
    else:
        yield from _blocks(tag, charts)


def _kind(tag: Tag) -> Block:
    """Return what sets a link or paragraph apart from others: its class, where it has one."""
    names = tag.get("class", [])
    derived = {"derived": True} if "derived" in names else {}
    return {"kind": str(names[0]), **derived} if names else {}


def _table(tag: Tag) -> Iterable[Block]:
    rows = [[_text(cell) for cell in row.find_all(["th", "td"])] for row in tag.find_all("tr")]
    if len(rows) > 1:
        yield {
            "is": "table",
            "widths": columns(rows),
            "head": rows[0],
            "rows": [{"id": "", "cells": cells} for cells in rows[1:]],
        }


def _figure(tag: Tag, charts: Mapping[str, Block]) -> Iterable[Block]:
    """Yield a chart with its caption, or what else a <figure> holds, such as a table."""
    name, image, said = tag.get("data-chart"), tag.find("img"), tag.find("figcaption")
    if name:
        chart = charts[str(name)]
    elif isinstance(image, Tag):
        chart = {"drawn": _data(image), "alt": image.get("alt"), "caption": said and _text(said)}
    else:
        yield from _blocks(tag, charts)
        return
    drawn, caption = chart["drawn"], chart["caption"] or []
    drawn = printable(drawn) if isinstance(drawn, str) else drawn
    told = {"title": chart.get("title", ""), "alt": chart["alt"], "caption": caption}
    yield {"is": "chart", "drawn": drawn, **told}


def _data(image: Tag) -> str | list[int]:
    """Return the text of an SVG image inside the HTML, or the bytes of any other."""
    kind, _, encoded = str(image["src"]).partition(";base64,")
    data = base64.b64decode(encoded)
    return data.decode() if kind == "data:image/svg+xml" else list(data)


def printable(svg: str) -> str:
    """Return a chart of a page in the colours of paper and in the faces of fonts.FILES.

    On a page its colours are the page's own, or are named after themselves: --c-d55e00.
    """
    drawn = COLOUR.sub(lambda name: COLOURS.get(name[1], f"#{name[1]}"), FACES.sub(r"\1", svg))
    return drawn.replace("Report Sans", fonts.SANS).replace("Report Chinese", fonts.CHINESE)


def _text(tag: Tag) -> Text:
    return _trimmed([part for child in tag.children for part in _piece(child)])


def _piece(child: Any) -> Iterable[Any]:
    if type(child) is NavigableString:
        yield SPACE.sub(" ", str(child))
    elif not isinstance(child, Tag):
        return  # a comment
    elif child.name == "math":
        tex = str(child.get("alttext", ""))
        made = typesetting.drawn(tex)
        yield {"is": "math", "body": [tex], **made} if made else {"is": "code", "body": [tex]}
    elif child.name == "br":
        yield {"is": "break", "body": []}
    elif child.name == "a" and child.get("href"):
        yield {"is": "link", **_target(str(child["href"])), "body": _text(child), **_kind(child)}
    elif child.name in STYLES or child.name in (*RAW, "small"):
        yield {"is": STYLES.get(child.name, "code"), "body": _text(child)}
    elif child.get("lang"):
        yield {"is": "lang", "lang": str(child["lang"])[:2], "body": _text(child)}
    else:
        if child.name not in INLINE:
            yield " "
        for inside in child.children:
            yield from _piece(inside)


def _target(href: str) -> dict[str, str]:
    """Return where a link leads: an address, or an anchor of the document, on whatever page."""
    if re.match(r"[a-z]+:", href):
        return {"address": href}
    page, _, anchor = href.partition("#")
    return {"to": anchor or page.removesuffix(".html")}


def _trimmed(parts: list[Any]) -> Text:
    """Return a text without doubled spaces, and without any at its ends."""
    joined: list[Any] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] = SPACE.sub(" ", joined[-1] + part)
        elif part != "":
            joined.append(part)
    if joined and isinstance(joined[0], str):
        joined[0] = joined[0].lstrip()
    if joined and isinstance(joined[-1], str):
        joined[-1] = joined[-1].rstrip()
    return [part for part in joined if part != ""]


def _captioned(found: Iterable[Block]) -> list[Block]:
    """Return blocks with each line of sources, where a chart is before it, in its caption."""
    made: list[Block] = []
    for one in found:
        if one.get("kind") == "source" and made and made[-1]["is"] == "chart":
            caption = made[-1]["caption"]
            made[-1] = made[-1] | {"caption": [*caption, *([" "] if caption else []), *one["body"]]}
        else:
            made.append(one)
    return made
