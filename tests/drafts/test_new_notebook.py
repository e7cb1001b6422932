"""A notebook that is laid out for a question runs, and passes every test of notebooks."""

import inspect
import json
import re
import shutil
from importlib import import_module
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from nbformat import write
from nbformat.v4 import new_markdown_cell
from nbformat.v4 import new_notebook as new_notebook_of

from analysis import files
from analysis.drafts import new_notebook
from analysis.engine import execute
from analysis.errors import ParameterError
from analysis.report import chapters

test_imports, test_notebooks = map(import_module, ("test_imports", "test_notebooks"))
ROOT = Path(__file__).parents[2]
QUESTION, CHINESE = "Who has the universities, and who has none?", "高校在谁那里？"
TESTS = [
    test
    for name, test in {**vars(test_notebooks), **vars(test_imports)}.items()
    if name.startswith("test_") and list(inspect.signature(test).parameters) == ["path"]
]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Return a project with the notebooks and tables of this one."""
    root = tmp_path_factory.mktemp("project")
    for name in ("notebooks", "data/processed"):
        shutil.copytree(ROOT / name, root / name)
    return root


def executed(path, lang):
    """Return a notebook as a build runs it."""
    known = [*sorted(files.processed().glob("*.csv"))]
    data = {files.relative(table): table.read_bytes() for table in known}
    given = {"lang": lang} if lang != "en" else {}
    return execute.perform(path.read_bytes(), path.name, data, given, isolated=True)


@pytest.fixture(scope="module")
def laid_out(project):
    """Lay out a notebook without its Chinese, run it as a build does, and return its file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANALYSIS_ROOT", str(project))
        said = new_notebook.lay_out(QUESTION)
        path = files.notebooks() / "07-who-has-the-universities-and-who-has-none.ipynb"
        assert said == (
            f"Laid out: notebooks/{path.name}. Run: make report; then edit it in: make lab"
        )
        for lang, name in (("zh", "07-who.zh.ipynb"), ("en", path.name)):
            (project / name).write_bytes(executed(path, lang))
        shutil.move(project / path.name, path)
    return path


def test_the_tests_of_notebooks_are_found():
    assert len(TESTS) >= 12


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.__name__)
def test_it_passes_each_test_of_a_notebook(laid_out, test):
    assert test(laid_out) is None, "it raises where the notebook falls short"


def test_it_repeats_no_other_notebook(laid_out, monkeypatch):
    every = [*test_notebooks.NOTEBOOKS, laid_out]
    monkeypatch.setattr(test_notebooks, "NOTEBOOKS", every)
    test_notebooks.test_no_paragraph_stands_in_two_notebooks()
    monkeypatch.setattr(test_notebooks, "NOTEBOOKS", [*every, laid_out])
    with pytest.raises(AssertionError):
        test_notebooks.test_no_paragraph_stands_in_two_notebooks()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_is_a_chapter_in_each_language(laid_out, project, lang):
    path = laid_out if lang == "en" else project / "07-who.zh.ipynb"
    chapter = chapters.read(path, lang, "who-has-the-universities")
    assert chapter.title
    assert [chart.name for chart in chapter.charts] == ["who-has-the-universities-and-who-has-none"]
    assert (QUESTION in chapter.body) == (lang == "en")


def test_the_next_one_compares_something_else(laid_out, project, monkeypatch):
    monkeypatch.setenv("ANALYSIS_ROOT", str(project))
    new_notebook.lay_out("Is that so?", CHINESE)
    second = files.notebooks() / "08-is-that-so.ipynb"
    metrics = [
        re.findall(r'metric = \\"(\w+)', path.read_text("utf-8")) for path in (laid_out, second)
    ]
    assert [len(found) for found in metrics] == [1, 1]
    assert metrics[0] != metrics[1]
    assert CHINESE in second.read_text("utf-8")
    second.unlink()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("谁领先？",), "found '谁领先？'; expected a question in English; its Chinese by --zh."),
        (("?!",), "found '?!'; expected a question in English; its Chinese by --zh."),
        (
            ("Is it so in 2024?",),
            "found '2024'; expected words without digits: numbers come from tables.",
        ),
        (("Is it so?", "Is it?"), "found --zh 'Is it?'; expected the question in Chinese."),
        (
            ("Who leads?",),
            "found 'Who leads?'; notebooks/02-who-leads.ipynb has it already; expected another "
            "question. Put it in other words.",
        ),
    ],
)
def test_words_that_could_not_stand_in_it_are_refused(project, monkeypatch, words, message):
    monkeypatch.setenv("ANALYSIS_ROOT", str(project))
    before = sorted(files.notebooks().iterdir())
    with pytest.raises(ParameterError) as raised:
        new_notebook.lay_out(*words)
    assert str(raised.value) == message
    assert sorted(files.notebooks().iterdir()) == before


def test_what_is_no_letter_in_a_question_is_shown_as_it_stands(project, monkeypatch, tmp_path):
    """A word with accents is one in the name of the file, and nothing acts as markup."""
    monkeypatch.setenv("ANALYSIS_ROOT", str(project))
    question = "Où sont les universités of <b>a_b_c</b> & $x$, *really* `so`?"
    new_notebook.lay_out(question)
    (path,) = files.notebooks().glob("*-ou-sont-les-universites-of-b-a-b-c.ipynb")
    asked = [cell for cell in json.loads(path.read_bytes())["cells"] if "Où" in str(cell)]
    path.unlink()
    cells = [new_markdown_cell("# T"), new_markdown_cell("".join(asked[0]["source"]))]
    write(new_notebook_of(cells=cells), tmp_path / "01-t.ipynb")
    body = chapters.read(tmp_path / "01-t.ipynb", "en", "t").body
    assert question in BeautifulSoup(body, "html.parser").get_text()


def test_a_metric_that_is_not_there_is_refused(project, monkeypatch):
    monkeypatch.setenv("ANALYSIS_ROOT", str(project))
    with pytest.raises(ParameterError) as raised:
        new_notebook.lay_out("Is it so?", metric="ai_firm")
    assert str(raised.value).startswith("--metric: found 'ai_firm'; expected one of: ")
    assert str(raised.value).endswith(" (did you mean 'ai_firms'?).")
