"""What becomes of a chart: SVG to carry away, SVG that stands in a page, and its display.

What matplotlib saves is made small and fit for a page: text that is text, colours by CSS, no size
of its own, no ids that collide with another chart's, no rule that holds outside of it. The marks
and texts of one row become one link, to what it rests on. matplotlib knows one address an artist:
until the page's SVG is made, all that a link needs stands in it, coded as the query of an address
is: `#beijing-ai-firms?says=Beijing, 320,000`. Of charts it imports look.
"""

import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import parse_qs, urlencode
from xml.etree import ElementTree

import pandas as pd
from IPython.display import display
from matplotlib import rc_context
from matplotlib.figure import Figure

from analysis.charts import look
from analysis.charts.look import theme, unbroken

CHART = "application/vnd.analysis.chart+json"
ANCHOR = re.compile(r'<a xlink:href="[^"]*" target="_blank">|</a>')
CLAIM = "claim-"  # starts the anchor of a claim
SVG, XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")
NUMBER = re.compile(r"-?\d+\.\d+")
DECIMALS = 2  # of a coordinate, in points
DROPPED = {"metadata", "title", "style", "clipPath"}  # within its limits an axis shows all
PAPER = "patch_1"  # what matplotlib calls the figure's ground; a page has its own
TITLE, BELOW = "font-weight:600;font-size:11.5px", 3  # of style.py; points kept below its letters
FAMILY = "var(--sans, 'Report Sans', 'Report Chinese', system-ui, sans-serif)"


def show(figure: Figure, name: str = "") -> None:
    """Display `figure` as SVG; its label is the text for readers who do not see it.

    `name`, a slug, is what its files are called: that of the kind of chart, unless given. Pages
    take the chart from the output of type CHART: name, title, alt, svg.
    """
    alt = figure.get_label()
    if not alt:
        raise ValueError("the figure has no label; a chart function sets its alt text there")
    name = name or figure.get_gid() or "chart"
    title, svg = unbroken(figure.get_suptitle()), to_inline(figure, name)
    chart = {"name": name, "title": title, "alt": alt, "svg": svg}
    display({"image/svg+xml": to_svg(figure), "text/plain": alt, CHART: chart}, raw=True)


def to_svg(figure: Figure) -> str:
    """Return `figure` as an SVG document with outlined letters, without dates and links.

    Its ids depend on content alone. Title and alt text stand in it.
    """
    told = f"</title>\n <desc>{escape(str(figure.get_label()), quote=False)}</desc>"
    svg = ANCHOR.sub("", _saved(figure, "path")).replace("</title>", told, 1)
    return svg.replace("<svg ", '<svg role="img" ', 1)


def to_inline(figure: Figure, name: str) -> str:
    """Return `figure` as a page takes it in: ids start with name and a digest of the chart."""
    saved = _saved(figure, "none")
    digest = hashlib.sha256(saved.encode()).hexdigest()[:6]
    title, alt = unbroken(figure.get_suptitle()), str(figure.get_label())
    return inline(saved, f"{name}-{digest}", title, alt)


def _saved(figure: Figure, letters: str) -> str:
    buffer = io.StringIO()
    named = {"Date": None, "Creator": None, "Title": unbroken(figure.get_suptitle())}
    with theme(), rc_context({"svg.fonttype": letters}):
        figure.savefig(buffer, format="svg", metadata=named)
    return buffer.getvalue()


@dataclass(frozen=True)
class Link:
    """A link of a chart: the ids of what it rests on, the one it leads to, and what it says."""

    target: str
    says: str
    ids: tuple[str, ...]

    def address(self) -> str:
        """Return the link as the address of an artist, which link_of() reads."""
        return f"#{self.target}?{urlencode({'says': self.says, 'ids': ';'.join(self.ids)})}"


def link_of(address: str) -> Link:
    """Return the link that Link.address() wrote."""
    target, _, query = address.removeprefix("#").partition("?")
    told = {key: values[0] for key, values in parse_qs(query).items()}
    return Link(target, told["says"], tuple(told["ids"].split(";")))


def address(row: Mapping[Any, Any], says: str) -> str | None:
    """Return the address of a row's marks; nothing where the row rests on no figure.

    A row has `ids`, ';' between, or figure_id. Of one figure it leads to that, of several to their
    claim where it has claim_id, or else to the first.
    """
    text = _ids(row)
    if not text:
        return None
    ids = tuple(text.split(";"))
    claim = row.get("claim_id")
    target = f"{CLAIM}{claim}" if len(ids) > 1 and isinstance(claim, str) else ids[0]
    return Link(target, says, ids).address()


def joined(rows: pd.DataFrame) -> dict[str, str]:
    """Return a row that rests on the figures of all these rows, the first of them first."""
    found = [text for row in rows.to_dict("records") if (text := _ids(row))]
    return {"ids": ";".join(dict.fromkeys(";".join(found).split(";")))} if found else {}


def _ids(row: Mapping[Any, Any]) -> str:
    """Return the ids that a row rests on, ';' between; empty where there are none."""
    found = [row.get("ids"), row.get("figure_id")]
    return next((text for text in found if isinstance(text, str) and text), "")


def inline(saved: str, prefix: str, title: str, alt: str) -> str:
    """Return the SVG that matplotlib saved with svg.fonttype none as a page takes it in.

    `prefix` starts every id; title and alt are what those hear who do not see it.
    """
    root = ElementTree.fromstring(saved)
    for element in root.iter():
        element.tag = element.tag.removeprefix(SVG)
        _clean(element)
    _prune(root)
    _gather(root)
    _flatten(root)
    _rename(root, prefix)
    _hide_text(root, within=False)
    _untitle(root)
    _head(root, prefix, title, alt)
    return ElementTree.tostring(root, encoding="unicode", short_empty_elements=True)


def _clean(element: ElementTree.Element) -> None:
    """Round coordinates, drop blanks and typefaces, and turn colours into properties."""
    element.text = (element.text or "").strip() or None
    element.tail = None
    element.attrib.pop("clip-path", None)
    if element.get("transform", "").startswith("rotate(-0 "):
        del element.attrib["transform"]
    for name in element.attrib.keys() & {"d", "x", "y", "transform"}:
        element.set(name, NUMBER.sub(_rounded, element.attrib[name]))
    if "d" in element.attrib:
        element.set("d", re.sub(r"\s*([A-Za-z])\s*", r"\1", element.attrib["d"]).strip())
    told, found = element.attrib.pop("style", "").split("; "), element.attrib
    told += [f"{key}: {found.pop(key)}" for key in ("fill", "stroke") if key in found]
    kept = [part.replace(": ", ":") for part in told if part and not part.startswith("font-family")]
    if kept:
        element.set("style", COLOUR.sub(_property, ";".join(kept)))


def _rounded(number: re.Match[str]) -> str:
    text = f"{float(number[0]):.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _property(colour: re.Match[str]) -> str:
    name = look.PALETTE.get(colour[0].lower())
    return f"var(--{name or 'c-' + colour[0][1:].lower()})"


def _prune(element: ElementTree.Element) -> None:
    for child in list(element):
        _prune(child)
        style = child.get("style", "")
        unseen = child.tag == "path" and style == "fill:none" and element.tag != "a"
        empty = child.tag in ("g", "defs") and not len(child)
        if child.tag in DROPPED or unseen or empty or child.get("id") == PAPER:
            element.remove(child)


def _gather(root: ElementTree.Element) -> None:
    """Make one link of all that lead to the same and say the same, where the last of them is."""
    parents = {child: parent for parent in root.iter() for child in parent}
    last: dict[str, ElementTree.Element] = {}
    found = [(link, link.attrib.pop(f"{XLINK}href")) for link in root.iter("a")]
    for link, address in reversed(found):
        if address in last:
            kept = last[address]
            kept[:0] = list(link)
            parents[link].remove(link)
            continue
        last[address] = link
        said = link_of(address)
        kind = "claim" if said.target.startswith(CLAIM) else "figure"
        link.attrib = {"href": f"#{said.target}", "class": kind, "aria-label": said.says}
        link.set("data-figures", ";".join(said.ids))
        link.set("pointer-events", "all")  # the whole of the row, also where nothing is drawn


def _flatten(element: ElementTree.Element) -> None:
    """Put the children of groups that do nothing in their place, and join paths that look alike."""
    for child in list(element):
        _flatten(child)
    flat: list[ElementTree.Element] = []
    for child in _ungrouped(element):
        if flat and child.tag == "path" and _look(child) == _look(flat[-1]):
            flat[-1].set("d", flat[-1].attrib["d"] + child.attrib["d"])
        else:
            flat.append(child)
    for child in list(element):
        element.remove(child)
    element.extend(flat)


def _look(element: ElementTree.Element) -> tuple[str, dict[str, str]]:
    return element.tag, {name: text for name, text in element.attrib.items() if name != "d"}


def _ungrouped(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for child in element:
        if child.tag == "g" and set(child.attrib) <= {"id"}:
            yield from child
        else:
            yield child


def _rename(root: ElementTree.Element, prefix: str) -> None:
    """Start the ids that are used with the prefix, count them, and drop the others."""
    references = [
        (element, name, match)
        for element in root.iter()
        for name, value in element.attrib.items()
        if (match := re.search(r"^#(.+)$|url\(#([^)]+)\)", value)) and element.tag != "a"
    ]
    used = dict.fromkeys(match[1] or match[2] for _, _, match in references)
    names = {old: f"{prefix}-{number}" for number, old in enumerate(used, 1)}
    for element in root.iter():
        own = element.attrib.pop("id", None)
        if own in names:
            element.set("id", names[own])
    for element, name, match in references:
        old = match[1] or match[2]
        value = element.attrib.pop(name).replace(f"#{old}", f"#{names[old]}")
        element.set("href" if name == f"{XLINK}href" else name, value)


def _hide_text(element: ElementTree.Element, within: bool) -> None:
    """Hide text from those who hear the chart: its description and its links say it."""
    if element.tag == "text" and not within:
        element.set("aria-hidden", "true")
    for child in element:
        _hide_text(child, within or element.tag == "a")


def _untitle(root: ElementTree.Element) -> None:
    """Take out the lines of the title, which a page says as text, and the room above the rest."""
    pairs = [(parent, child) for parent in root.iter() for child in parent]
    lines = [pair for pair in pairs if TITLE in pair[1].get("style", "")]
    if lines:
        heights = [line.get("y") or line.attrib["transform"].split()[1] for _, line in lines]
        top = max(float(height.rstrip(")")) for height in heights) + BELOW
        _, _, width, height = root.attrib["viewBox"].split()
        root.set("viewBox", f"0 {top:g} {width} {float(height) - top:g}")
    for parent, line in lines:
        parent.remove(line)


def _head(root: ElementTree.Element, prefix: str, title: str, alt: str) -> None:
    """Give the root its role, its names, its typeface, and the colours that the chart uses."""
    used = re.findall(r"var\(--c-([0-9a-f]{6})\)", ElementTree.tostring(root, encoding="unicode"))
    dark = {name: look.on_dark(f"#{name}") for name in used}
    pairs = [f"--c-{name}: light-dark(#{name}, {found})" for name, found in dark.items()]
    root.attrib = {
        "xmlns": SVG[1:-1],
        "viewBox": root.attrib["viewBox"],
        "role": "group",
        "aria-label": title or alt,
        "aria-describedby": f"{prefix}-alt",
        "stroke-linejoin": "round",
        "style": "; ".join([f"font-family: {FAMILY}", *pairs]),
    }
    described = ElementTree.Element("desc", {"id": f"{prefix}-alt"})
    described.text = alt
    root.insert(0, described)
