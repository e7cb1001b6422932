"""Lay out a notebook that answers a question: it runs, draws a chart, and is ready to be edited.

Imports errors, files and the tables of the last build.
"""

import json
import re
from pathlib import Path
from typing import Any
from unicodedata import normalize

from analysis import files
from analysis.data import tables
from analysis.errors import ParameterError, nearest

HAN = re.compile("[\u3400-\u9fff]")
WORD = re.compile(r"[a-z]+")
MARKUP = re.compile(r"[\\`*_\[\]<>$#&~|]")
MOST_WORDS = 9  # of the question, in the name of the file
TEMPLATE = Path(__file__).with_name("new_notebook.ipynb")  # prose once a language, numbers computed


def lay_out(question: str, chinese: str = "", metric: str = "") -> str:
    """Write the notebook of a question, in English and `chinese`; return what to do next.

    The metric is the one of which most places are stated and of which no notebook speaks yet,
    unless it is given. Raises ParameterError where the words are in another language, or have
    digits, which reach prose from tables alone, and where the metric is unknown.
    """
    plain = normalize("NFKD", question).encode("ascii", "ignore").decode()
    words = WORD.findall(plain.lower())[:MOST_WORDS]
    _refuse(question, chinese, words)
    metric = _metric(metric)
    last = max((int(path.stem.split("-")[0]) for path in files.chapters()), default=0)
    name = "-".join(words)
    path = files.notebooks() / f"{last + 1:02d}-{name}.ipynb"
    if same := [known for known in files.chapters() if known.stem.partition("-")[2] == name]:
        found = f"'{question}'; {files.relative(same[0])} has it already"
        raise ParameterError(f"found {found}; expected another question. Put it in other words.")
    content = json.dumps(_notebook(question, chinese, metric, name), ensure_ascii=False, indent=1)
    files.write_all({path: f"{content}\n".encode()})
    return f"Laid out: {files.relative(path)}. Run: make report; then edit it in: make lab"


def _refuse(question: str, chinese: str, words: list[str]) -> None:
    """Raise ParameterError where the words could not stand in the notebook."""
    if not words or HAN.search(question):
        found, expected = f"'{question}'", "a question in English; its Chinese by --zh"
    elif digits := re.search(r"\d+", question + chinese):
        found, expected = f"'{digits[0]}'", "words without digits: numbers come from tables"
    elif chinese and not HAN.search(chinese):
        found, expected = f"--zh '{chinese}'", "the question in Chinese"
    else:
        return
    raise ParameterError(f"found {found}; expected {expected}.")


def _metric(given: str) -> str:
    """Return the metric to show: the one given, or that of most places, new to the notebooks."""
    figures = tables.read("figures")
    amounts = figures[figures["unit"] != "rank"]
    stated = amounts.groupby("metric", sort=False)["place"].nunique().sort_values(ascending=False)
    if given:
        if given not in stated.index:
            close = nearest(given, stated.index)
            expected = ", ".join(stated.index)
            raise ParameterError(f"--metric: found '{given}'; expected one of: {expected}{close}.")
        return given
    told = "".join(path.read_text("utf-8") for path in files.chapters())
    free = [name for name in stated.index if f'metric = \\"{name}\\"' not in told]
    return str([*free, *stated.index][0])


def _notebook(question: str, chinese: str, metric: str, name: str) -> dict[str, Any]:
    """Return the notebook: the template with what it asks, and of which metric."""
    labels = tables.read("metrics").set_index("metric").loc[metric]
    said = {
        "question": MARKUP.sub(r"\\\g<0>", question),
        "chinese": MARKUP.sub(r"\\\g<0>", chinese or "此问"),
        "metric": metric,
        "name": name,
        **{label: labels[label] for label in ("label_en", "label_zh")},
    }
    made: dict[str, Any] = json.loads(TEMPLATE.read_text("utf-8"))
    for cell in made["cells"]:
        cell["source"] = [line.format(**said) for line in cell["source"]]
    return made
