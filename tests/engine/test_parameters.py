"""What a notebook declares as its parameters, ours strictly and anyone's as it stands."""

import re
from datetime import date
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from analysis.engine import parameters
from analysis.engine.parameters import Computed
from analysis.errors import DataError, ParameterError

ANYONES = """\
%matplotlib inline
from pathlib import Path  # where
import os as system

place: str = "北京"  # 城市, the place
share: float | None = None
years = [2021, 2022]; n = 3 * 4  # computed
root = Path(".")
low, high = 0, 1.5
first, *rest = years
n += 1
if share:
    limit = 3
home = %env HOME
later: int
day = date(2024, 1, 1)
rate = 1  # type: float - of growth
step = 2  # type: ignore[assignment]
width = 3  # type: int or float, in metres
"""


def notebook_of(tmp_path, *cells, tag=True, **metadata):
    """Write a notebook of code cells, the first of them tagged `parameters`."""
    made = [new_code_cell(source) for source in cells]
    if tag:
        made[0].metadata["tags"] = ["parameters"]
    path = tmp_path / "some notebook.ipynb"
    nbformat.write(new_notebook(cells=made, metadata=metadata), path)
    return path


@pytest.fixture
def notebook(tmp_path):
    """Write a notebook of ours: a literal a line."""
    return notebook_of(
        tmp_path,
        'place = "Beijing"  # the place\nshare = 0.5  # a fraction\nyears = [2021]  # which\nn = 3',
    )


def test_parameters_are_read_with_default_and_help(notebook):
    assert parameters.literals(notebook) == [
        parameters.Parameter("place", "Beijing", "the place"),
        parameters.Parameter("share", 0.5, "a fraction"),
        parameters.Parameter("years", [2021], "which"),
        parameters.Parameter("n", 3, ""),
    ]


@pytest.mark.parametrize("line", ["n = ", "n = len([])"])
def test_a_parameter_that_is_no_literal_is_named(tmp_path, line):
    path = tmp_path / "odd.ipynb"
    cell = new_code_cell(line, metadata={"tags": ["parameters"]})
    nbformat.write(new_notebook(cells=[cell]), path)
    expected = (
        r"^odd\.ipynb, cell tagged 'parameters': found .+; expected a literal a line: place = "
        r"'Name'\. Correct the cell\.$"
    )
    with pytest.raises(DataError, match=expected):
        parameters.literals(path)


def test_the_result_of_a_run_is_no_notebook_of_ours(tmp_path, notebook):
    """What was given to that run would pass for the notebook's defaults."""
    made = nbformat.read(notebook, as_version=4)
    given = new_code_cell("n = 4", metadata={"tags": ["injected-parameters"]})
    made.cells.append(given)
    nbformat.write(made, notebook)
    expected = (
        r"^some notebook\.ipynb: found a cell tagged 'injected-parameters'; expected a notebook as "
        r"it was before it was run\. Restore it, or remove the cell\.$"
    )
    with pytest.raises(DataError, match=expected):
        parameters.literals(notebook)
    parameters.check(notebook, {"n": 5})


def test_anyones_parameters_are_read_as_they_stand(tmp_path):
    known = parameters.declared(notebook_of(tmp_path, ANYONES)).known
    computed = Computed.DEFAULT
    assert known is not None
    assert [(name, p.default, p.help, p.annotation) for name, p in known.items()] == [
        ("place", "北京", "城市, the place", "str"),
        ("share", None, "", "float | None"),
        ("years", [2021, 2022], "", ""),
        ("n", computed, "", ""),
        ("root", computed, "", "Path"),
        ("low", 0, "", ""),
        ("high", 1.5, "", ""),
        ("first", computed, "", ""),
        ("rest", computed, "", ""),
        ("limit", computed, "", ""),
        ("home", computed, "", ""),
        ("later", computed, "", "int"),
        ("day", computed, "", "date"),
        ("rate", 1, "of growth", "float"),
        ("step", 2, "type: ignore[assignment]", ""),
        ("width", 3, "in metres", "int | float"),
    ]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("n = 1 if True else 2", ["n"]),
        ("for year in [2021]:\n    last = year\nelse:\n    no = 1", ["year", "last", "no"]),
        ("while (left := 0):\n    n = left", ["left", "n"]),
        (
            "try:\n    n = 1\nexcept OSError as error:\n    m = 2\nfinally:\n    k = 3",
            ["n", "m", "k"],
        ),
        ("match {}:\n    case {'a': 1, **others} as whole:\n        pass", ["whole", "others"]),
        ("with open('x') as file, open('y') as (a, b):\n    n = 1", ["file", "a", "b", "n"]),
        (
            "match 3:\n    case [x, *rest]:\n        n = x\n    case y:\n        m = 1",
            ["x", "rest", "n", "y", "m"],
        ),
        ("if True:\n    n = [i for i in range(3) if (m := i)]", ["n", "m"]),
        ("if True:\n    def f():\n        inner = 1\n    class C:\n        field = 1", []),
        ("n = (m := 3)\nprint(k := 4)", ["n", "m", "k"]),
        ("d = {}\nd['x'] = 1\nd.y = 2", ["d"]),
        ("%%time\nn = 1\nm = 2  # two", ["n", "m"]),
        ("%%capture out --no-stderr\n%matplotlib inline\nn = 1", ["n"]),
        ("%%bash\nn=1", []),
        ("n = 1\n!ls {n}\nfiles = !ls\nn?", ["n", "files"]),
        ("text = '''\n%matplotlib x = 1\n'''", ["text"]),
        (f"n = {'+'.join(['m'] * 1500)}\nk = m{'.a' * 1500}()\n(m := 1)", ["n", "k", "m"]),
    ],
)
def test_names_are_found_wherever_a_cell_assigns_them(tmp_path, source, names):
    known = parameters.declared(notebook_of(tmp_path, source)).known
    assert list(known or {}) == names


@pytest.mark.parametrize(
    "given",
    [
        {"place": "Wuhan", "share": 1, "years": [], "n": "text", "root": Path("a")},
        {"share": None, "low": 3, "high": 2, "later": 4},
        {"day": date(2024, 3, 5), "rate": 0.5},
    ],
)
def test_what_fits_is_accepted(tmp_path, given):
    parameters.check(notebook_of(tmp_path, ANYONES), given)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"place": 3}, "place = 3; expected str, like the default '北京' (城市, the place)"),
        ({"share": "x"}, "share = 'x'; expected float | None, like the default None"),
        (
            {"since": "01/05/2024"},
            "since = '01/05/2024'; expected date, such as 2024-03-05, like the default None.",
        ),
        ({"root": "7"}, "root = '7'; expected Path, such as data/a.csv."),
        ({"names": "a"}, "names = 'a'; expected list[str], such as [a, b]."),
        ({"on": "1"}, "on = '1'; expected bool, such as true or false, like the default True."),
        (
            {"kinds": [1]},
            "kinds = [1]; expected set, like the default {1, 2}; no text gives one: write in the "
            "cell kinds: list = ..., and make the other of it in the next cell.",
        ),
        ({"later": True}, "later = True; expected int"),
        (
            {"low": 0.5},
            "low = 0.5; expected int, like the default 0; for any number, write in the cell: "
            "low: float = 0.",
        ),
        (
            {"years": [2021.5]},
            "years = [2021.5]; expected list of int, like the default [2021, 2022]; for any number,"
            " write in the cell: years: list[float] = [2021, 2022].",
        ),
        ({"day": 20240305}, "day = 20240305; expected date, such as 2024-03-05."),
        ({"hihg": 1}, "'hihg'; expected one of: place, share, years, n, root, low, "),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path, given, message):
    more = "since: date = None\non = True\nkinds = {1, 2}\nnames = [str(1)]"
    path = notebook_of(tmp_path, ANYONES + more)
    expected = f"^some notebook.ipynb: found {re.escape(message)}"
    with pytest.raises(ParameterError, match=expected):
        parameters.check(path, given)


ENUMS = """\
class Colour(str, enum.Enum):
    RED = "red"
Size = enum.Enum("Size", "BIG SMALL")
class Perm(enum.IntFlag):
    R = 4
    W = 2
"""


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        *[("x: Colour = Colour.RED", "str"), ("x = Colour('red')", "str"), ("x: Colour", "str")],
        *[("x = Size['BIG']", "str"), ("x = Perm.R | Perm.W", "str"), ("x = Colour.RED", "str")],
        *[("x: Colour | None = Colour.RED", "str"), ("x: 'm.Hue' = m.Hue.RED", "str")],
        *[("x = np.array([1, 2])", "list"), ("x: np.ndarray = f()", "list")],
        *[("x = np.float64(2.5)", "float"), ("x = np.int64(3)", "int"), ("x = bytes(2)", "str")],
        *[("x: npt.NDArray[np.float64] = f()", "list"), ("x = set([1])", "list")],
        *[
            ("x = range(3)", "int"),
            ("x = Hue.RED", "str"),
            ("x = m.Hue.RED", "str"),
            ("x = Hue['RED']", "str"),
        ],
        *[("x = Config(n=3)", "str"), ("x: Config = Config()", "str"), ("x = {a, b}", "list")],
        *[("x = Hue.RED if dark else Hue.BLUE", "str"), ("x = pd.DataFrame()", "str")],
        *[("x = [Colour.RED]", "list[str]"), ("x: list[Colour] = [Hue.RED]", "list[str]")],
        *[
            ("x: list[Hue] = [Hue.RED]", "list[str]"),
            ("x: tuple[Hue, ...] = (Hue.RED,)", "list[str]"),
        ],
        ("x: dict[str, Colour] = {'a': Colour.RED}", "dict[str, str]"),
    ],
)
@pytest.mark.parametrize("text", ["RED", "[1, 2]", "3", "2.5", "[RED]"])
def test_what_no_text_makes_is_refused(tmp_path, line, instead, text):
    path = notebook_of(tmp_path, line, ENUMS)
    declared = parameters.declared(path)
    expected = re.escape(f"no text gives one: write in the cell x: {instead} = ..., and make")
    for value in (declared.read("x", text), declared.typed("x", text), declared.typed("x", [1])):
        with pytest.raises(ParameterError, match=expected):
            parameters.check(path, {"x": value})


@pytest.mark.parametrize(
    "line",
    [
        *(
            "x: Any = f()",
            "x: object = f()",
            "x: T = T(3)",
            "x: Config = None",
            "x = Colour.A.value",
        ),
        *("x: Colour = None", "x: Colour = 'red'", "x: Colour | str = Colour.RED"),
        *("x = logging.INFO", "x = np.sqrt(2)", "x: np.str_ = 'a'", "x: Any = Colour.RED"),
        *("x = SETTINGS.LIMIT", "x = Hue.of('a')", "x = Box[int]", "x = Hue.RED.value"),
        *("x = Colour.RED.value", f"x = {' | '.join('m' * 1500)}"),
    ],
)
def test_what_may_be_a_text_is_left(tmp_path, line):
    path = notebook_of(tmp_path, line, ENUMS)
    parameters.check(path, {"x": parameters.declared(path).read("x", "text")})


@pytest.mark.parametrize(
    ("line", "text", "value"),
    [
        ("x: Settings = {'a': 1}", "{a: 2}", {"a": 2}),
        ("x: typed.Rows = [1]", "[2, 3]", [2, 3]),
        ("x: Any = [1]", "[a, 3]", "[a, 3]"),
    ],
)
def test_a_list_or_mapping_is_one_whatever_the_notebook_calls_its_type(tmp_path, line, text, value):
    path = notebook_of(tmp_path, line)
    assert parameters.declared(path).read("x", text) == value
    if not isinstance(value, str):
        with pytest.raises(ParameterError, match="found x = 'text'; expected "):
            parameters.check(path, {"x": "text"})


def test_a_decimal_is_refused_with_the_form_to_type(tmp_path):
    path = notebook_of(tmp_path, "price: Decimal = Decimal('1.10')")
    with pytest.raises(ParameterError, match=r"expected Decimal, such as 2\.50\."):
        parameters.check(path, {"price": "many"})


def test_an_untagged_notebook_takes_any_name_that_it_does_not_overwrite(tmp_path):
    path = notebook_of(tmp_path, "print(n)\nm = 1", tag=False)
    parameters.check(path, {"n": 3})
    expected = "found 'm'; expected one cell tagged 'parameters' that holds it, for another "
    with pytest.raises(ParameterError, match=expected):
        parameters.check(path, {"m": 3})
    with pytest.raises(ParameterError, match="found 'not'; expected a name such as place"):
        parameters.check(path, {"not": 3})


def test_a_name_that_a_second_tagged_cell_assigns_is_refused(tmp_path):
    """What is given stands between the two, as papermill puts it."""
    cells = [
        new_code_cell(source, metadata={"tags": ["parameters"]})
        for source in ("n = m = 1", "n = 2")
    ]
    nbformat.write(new_notebook(cells=cells), tmp_path / "two.ipynb")
    parameters.check(tmp_path / "two.ipynb", {"m": 3})
    with pytest.raises(ParameterError, match="found 'n'; expected one cell tagged 'parameters'"):
        parameters.check(tmp_path / "two.ipynb", {"n": 3})


@pytest.mark.parametrize(
    ("metadata", "found"),
    [
        ({"kernelspec": {"name": "ir", "language": "R", "display_name": "R"}}, "a notebook in R"),
        ({"language_info": {"name": "julia"}}, "a notebook in julia"),
        (
            {"kernelspec": {"name": "xcpp17", "display_name": "C++17"}},
            "a notebook for the kernel 'xcpp17', of which it gives no language",
        ),
    ],
)
def test_a_notebook_in_another_language_is_named(tmp_path, metadata, found):
    expected = rf"^some notebook\.ipynb: found {re.escape(found)}; expected Python\. Only "
    with pytest.raises(DataError, match=expected):
        parameters.declared(notebook_of(tmp_path, "n <- 1", **metadata))


@pytest.mark.parametrize(
    "metadata",
    [
        {},
        {"kernelspec": {"name": "conda-env-geo-py", "display_name": "Geo"}},
        {"kernelspec": {"name": "geo", "language": "Python", "display_name": "Geo"}},
        {"kernelspec": {"name": "tf2", "display_name": "Python 3 (tf2)"}},
        {"kernelspec": {"name": "geo", "display_name": "G"}, "language_info": {"name": "ipython"}},
    ],
)
def test_a_notebook_of_another_environment_s_python_is_read(tmp_path, metadata):
    known = parameters.declared(notebook_of(tmp_path, "n = 1", **metadata)).known
    assert list(known or {}) == ["n"]


def test_what_a_block_assigns_keeps_the_type_declared_before(tmp_path):
    cell = "n: int = 3\nif n:\n    n = 1\n    limit = 2"
    declared = parameters.declared(notebook_of(tmp_path, cell))
    assert declared.known == {
        "n": parameters.Parameter("n", 3, "", "int"),
        "limit": parameters.Parameter("limit", Computed.DEFAULT, ""),
    }
    assert (declared.read("n", "5"), declared.read("limit", "1e-3")) == (5, 0.001)
