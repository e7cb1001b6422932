"""Which runs there are, and where they wait."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from analysis import files
from analysis.errors import NotebookError
from analysis.pipeline import plan


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Write a notebook with the given parameters into a project in which one place is stated."""
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    (files.raw() / "article").mkdir(parents=True)
    (files.raw() / "places.csv").write_text("place\nTown\nHong Kong\n")
    (files.raw() / "article" / "figures.csv").write_text("place\nHong Kong\n")
    files.notebooks().mkdir()

    def write(name, parameters):
        cell = new_code_cell(parameters, metadata={"tags": ["parameters"]})
        nbformat.write(new_notebook(cells=[cell]), files.notebooks() / name)

    return write


def test_each_notebook_runs_at_its_defaults_and_one_for_every_place(write):
    write("01-a.ipynb", "n = 1")
    write("02-b.ipynb", "place = 'Town'\nlang = 'en'")
    assert [(run.name, run.place, run.lang, run.page) for run in plan.plan()] == [
        ("01-a", None, "en", "index"),
        ("02-b", None, "en", None),
        ("place-hong-kong", "Hong Kong", "en", "place-hong-kong"),
        ("01-a.zh", None, "zh", "index"),
        ("place-hong-kong.zh", "Hong Kong", "zh", "place-hong-kong"),
    ]
    where = plan.plan()[2]
    assert files.relative(where.executed) == ".cache/executed/place-hong-kong.ipynb"
    assert files.relative(where.chapter) == ".cache/chapters/place-hong-kong.json"


def test_a_notebook_is_told_the_language_that_is_not_its_own(write):
    """One that has no such parameter is run once for all languages."""
    write("01-a.ipynb", "n = 1")
    write("02-b.ipynb", "place = 'Town'\nlang = 'en'")
    runs = {run.name: run for run in plan.plan()}
    assert runs["place-hong-kong"].given == {"place": "Hong Kong"}
    assert runs["place-hong-kong.zh"].given == {"place": "Hong Kong", "lang": "zh"}
    assert runs["01-a.zh"].given == {}
    assert runs["01-a.zh"].executed == runs["01-a"].executed
    assert runs["01-a.zh"].chapter != runs["01-a"].chapter


def test_pages_are_named_after_notebooks_without_their_number(write):
    write("01-a.ipynb", "lang = 'en'")
    write("02-who-leads.ipynb", "lang = 'en'")
    every = plan.plan()
    special = ["claims", "method", "data", "changes"]
    assert plan.pages(every, "en") == [f"{name}.html" for name in ("index", "who-leads", *special)]
    assert plan.pages(every, "zh") == [
        f"zh/{name}.html" for name in ("index", "who-leads", *special)
    ]


@pytest.mark.parametrize("name", ["02-claims", "03-who-leads", "02-index"])
def test_two_pages_of_one_name_are_refused(write, name):
    write("01-a.ipynb", "n = 1")
    write("02-who-leads.ipynb", "n = 1")
    write(f"{name}.ipynb", "n = 1")
    page = plan.NUMBER.sub("", name)
    with pytest.raises(NotebookError) as raised:
        plan.plan()
    assert f"found that it would be the page '{page}.html', which is made already" in str(
        raised.value
    )


def test_a_notebook_left_in_another_language_is_refused(write):
    write("01-a.ipynb", "lang = 'zh'")
    with pytest.raises(NotebookError) as raised:
        plan.plan()
    assert str(raised.value) == (
        "01-a.ipynb, parameter 'lang': found 'zh'; expected 'en', the language that notebooks are "
        "committed in. Put it back: a build runs the notebook in every language."
    )


def test_two_notebooks_for_places_are_refused(write):
    write("01-a.ipynb", "place = 'Town'")
    write("02-b.ipynb", "place = 'Town'")
    with pytest.raises(NotebookError, match=r"'place' in 01-a\.ipynb and 02-b\.ipynb; expected"):
        plan.plan()


def test_an_index_without_a_chapter_is_refused(write):
    write("01-a.ipynb", "place = 'Town'")
    expected = "expected a notebook without a parameter 'place'. Restore one."
    with pytest.raises(NotebookError) as raised:
        plan.plan()
    assert str(raised.value) == f"notebooks: found none for the index; {expected}"


@pytest.fixture
def another(write):
    """Write a second source, which comes first by its name, into the project."""
    (files.raw() / "a-sheet").mkdir()
    (files.raw() / "a-sheet" / "figures.csv").write_text("place\nTown\n")
    return write


def test_each_of_several_sources_has_a_report_of_its_own(another):
    another("01-a.ipynb", "lang = 'en'\nsource = ''")
    another("02-b.ipynb", "place = ''\nsource = ''")
    every = plan.plan()
    assert plan.reported(every) == ["a-sheet", "article"]
    assert [(run.name, run.given, run.committed) for run in every if run.lang == "en"] == [
        ("a-sheet/01-a", {}, True),
        ("a-sheet/02-b", {}, True),
        ("a-sheet/place-town", {"place": "Town"}, False),
        ("article/01-a", {"source": "article"}, False),
        ("article/02-b", {"source": "article"}, False),
        ("article/place-hong-kong", {"place": "Hong Kong", "source": "article"}, False),
    ]
    assert plan.pages(every, "zh", "article")[:2] == [
        "article/zh/index.html",
        "article/zh/place-hong-kong.html",
    ]
    where = {run.name: files.relative(run.executed) for run in every}
    assert where["a-sheet/01-a"] == ".cache/executed/01-a.ipynb"
    assert where["article/01-a.zh"] == ".cache/executed/article/01-a.zh.ipynb"


def test_a_notebook_about_one_source_is_in_no_other_report(another):
    another("01-a.ipynb", "lang = 'en'\nsource = ''")
    another("02-own.ipynb", "lang = 'en'\nsource = 'article'")
    another("03-gone.ipynb", "lang = 'en'\nsource = 'gone'")
    every = plan.plan()
    assert plan.shown(every, "en", "a-sheet") == [
        run for run in every if run.name == "a-sheet/01-a"
    ]
    own = next(run for run in every if run.name == "article/02-own")
    assert (own.given, own.committed) == ({}, True)
    assert [path.name for path in plan.left_out(every)] == ["03-gone.ipynb"]


def test_a_notebook_without_the_parameter_is_run_once_for_all_sources(another):
    another("01-a.ipynb", "lang = 'en'")
    runs = [run for run in plan.plan() if run.lang == "en"]
    assert [run.name for run in runs] == ["a-sheet/01-a", "article/01-a"]
    assert len({run.executed for run in runs}) == 1
    assert len({run.chapter for run in runs}) == 2


def test_a_notebook_that_needs_more_places_is_left_out(another):
    """Who leads is no question where a source speaks of one place alone."""
    sheet = files.raw() / "a-sheet" / "figures.csv"
    sheet.write_text("place,metric\nTown,firms\nHong Kong,firms\n")
    another("01-a.ipynb", "lang = 'en'\nsource = ''")
    another("02-b.ipynb", "fewest = 2\nsource = ''")

    def named():
        return [run.name for run in plan.plan() if run.notebook.stem == "02-b"]

    assert named() == ["a-sheet/02-b", "a-sheet/02-b.zh"]
    sheet.write_text("place,metric\nTown,firms\nHong Kong,oil\n")
    assert named() == [], "nothing is printed of both"
    sheet.write_text("place,metric\nTown,rank\nHong Kong,rank\n")
    (files.raw() / "metrics.csv").write_text("metric,unit\nrank,rank\n")
    assert named() == [], "ranks are no amounts"
