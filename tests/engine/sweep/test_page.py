"""The index of a sweep, with no sweep."""

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.engine.sweep.page import DONE, FAILED, WAITING, Shown, first_chart, page
from analysis.errors import NotebookError

SAID = "a.ipynb, cell In[2] ('1 / 0') raised X:\n/tmp/ipykernel_7/8.py\nX: <i>no</i>"
DOT = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs="
SETS = [
    Shown("place=北京,n=1", {"place": "北京", "n": 1}, DONE, None, "place=北京,n=1.ipynb", DOT),
    Shown("n=2,m=_1_~ab", {"n": 2, "m": [1, None]}, FAILED, NotebookError(SAID), "n.failed.ipynb"),
    Shown("place=#%3F", {"place": "#%3F"}, WAITING),
    Shown("n=4", {"n": 4}, DONE, None, "n=4.ipynb", ended="In[1] ended it"),
]


def test_each_set_has_its_row_with_what_became_of_it():
    soup = BeautifulSoup(page("a.ipynb", SETS).decode(), "html.parser")
    rows = [[cell.text for cell in row.find_all(["th", "td"])] for row in soup.select("tr")]
    assert rows == [
        ["Set", "place", "n", "m", "State", "Executed notebook, or error", "First chart"],
        ["1", "北京", "1", "", "done", "place=北京,n=1.ipynb", ""],
        ["2", "", "2", "[1, null]", "failed", "X: <i>no</i>", ""],
        ["3", "#%3F", "", "", "not run", "", ""],
        ["4", "", "4", "", "done", "n=4.ipynb (In[1] ended it)", ""],
    ]
    assert soup.select_one("td a")["href"] == "place%3D%E5%8C%97%E4%BA%AC%2Cn%3D1.ipynb"
    assert "4 sets of parameters: 2 done, 1 failed, 1 not run." in soup.text
    (image,) = soup.select("#set-1 img")
    assert (image["src"], image["alt"]) == (DOT, "First chart of place=北京,n=1")
    (listed,) = soup.select("li")
    assert listed.select("a")[1]["href"] == "n.failed.ipynb"
    assert listed.find("a")["href"] == "#set-2"
    assert soup.find(id="set-2").find("a")["href"] == f"#{listed['id']}"
    assert listed.find("pre").text.splitlines() == [
        "a.ipynb, cell In[2] ('1 / 0') raised X:",
        "<cell>",
        "X: <i>no</i>",
    ]


@pytest.mark.parametrize(
    ("data", "address"),
    [
        ({"image/svg+xml": "<svg/>", "text/plain": "x"}, "data:image/svg+xml;base64,PHN2Zy8+"),
        ({"image/png": "iVBO\nRw==\n"}, "data:image/png;base64,iVBORw=="),
        ({"text/plain": "x"}, ""),
    ],
)
def test_the_first_chart_of_a_notebook_is_found(tmp_path, data, address):
    shown = [new_output("stream", text="x"), new_output("display_data", data)]
    cells = [new_markdown_cell("x"), new_code_cell("x", outputs=shown)]
    nbformat.write(new_notebook(cells=cells), tmp_path / "a.ipynb")
    assert first_chart(tmp_path / "a.ipynb") == address


def test_it_needs_nothing_but_itself_and_holds_a_thousand_sets():
    sets = [Shown(f"n={n}", {"n": n}, DONE) for n in range(1000)]
    text = page("<a>.ipynb", sets).decode()
    soup = BeautifulSoup(text, "html.parser")
    assert len(soup.select("tbody tr")) == 1000
    assert soup.title.text == "Sweep of <a>.ipynb"
    assert not soup.select("[src], link[rel=stylesheet], script")
    assert "http" not in text
    assert page("<a>.ipynb", sets).decode() == text
