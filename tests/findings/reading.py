"""What a reader meets of a finding: its words, its links, its cells."""

from bs4 import BeautifulSoup


def words(finding):
    """Return a finding's text, without its links."""
    return BeautifulSoup(finding.data, "html.parser").get_text()


def links(finding):
    """Return each link's text with the ids that it leads to or is derived from."""
    found = BeautifulSoup(finding.data, "html.parser").find_all("a")
    return [(a.get_text(), a.get("data-figures", a["href"].partition("#")[2])) for a in found]


def cells(finding):
    """Return a table's rows, its head first, each a list of the cells' texts."""
    rows = BeautifulSoup(finding.data, "html.parser").find_all("tr")
    return [[cell.get_text("|") for cell in row.find_all(["th", "td"])] for row in rows]


def sources(finding):
    """Return the ids that each link leads to or is derived from."""
    return [ids for _, ids in links(finding)]
