"""How the parts of a chapter are set: its title, sections, tables, folded code, text beside charts.

A chapter's HTML is changed in place.
"""

from collections.abc import Callable
from itertools import takewhile
from typing import Any

from bs4 import BeautifulSoup, Tag

from analysis.messages import say

FLOW = ["p", "h2", "h3", "ul", "ol", "table", "figure", "details", "pre"]  # what text is made of


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
    title = _take_title(soup)
    _gather_code(soup)
    _set_beside(soup)
    sections = _mark_headings(soup, anchor)
    _name_tables(soup, title.get_text(), language)
    return title, sections


def _take_title(soup: BeautifulSoup) -> Tag:
    """Take the title out of a chapter, and what is left empty by that."""
    title = soup.select("h1")[0]
    around = title.parent
    title.extract()
    if around is not None and around.name == "div" and not around.get_text(strip=True):
        around.decompose()
    return title


def _mark_headings(soup: BeautifulSoup, anchor: str) -> list[tuple[str, str]]:
    """Give sections their anchors; return each section's anchor and title."""
    sections = []
    for number, heading in enumerate(soup.find_all("h2"), 1):
        heading.attrs = {"id": f"{anchor}-{number}", "class": "section"}
        sections.append((f"{anchor}-{number}", heading.get_text()))
    return sections


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
    """Put folded code in one place as one, and empty the list."""
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
