"""Lay out a notebook that answers a question: it runs, draws a chart, and is ready to be edited.

Imports paths, errors, files and the tables of the last build.
"""

import json
import re
from typing import Any
from unicodedata import normalize

from analysis import files
from analysis.data import tables
from analysis.errors import ParameterError, nearest

HAN = re.compile("[\u3400-\u9fff]")
WORD = re.compile(r"[a-z]+")
MARKUP = re.compile(r"[\\`*_\[\]<>$#&~|]")
MOST_WORDS = 9  # of the question, in the name of the file
PARAMETERS = """lang = "en"  # language of the text: en or zh
source = ""  # the source, as its folder in data/raw is called; none: the only one, or the first
metric = "{metric}"  # what is compared, as in metrics.csv"""
IMPORTS = """from analysis import charts, findings, measures
from analysis.data import tables
from analysis.data.words import words as words_in"""
LOAD = """words, read = words_in(lang, source=source), tables.of(source)
colours = read("places").set_index("place")["colour"]
figures = read("figures")
tables.require("metric", [metric], list(figures["metric"].unique()))
rows = measures.figures.latest(figures[figures["metric"] == metric])
rows = measures.figures.ranked(rows)"""
TITLE = """title = findings.figures.metric_title(rows, words)
findings.prose.heading(title, 1)"""
CHART = """drawn = rows.assign(colour=rows["place"].map(colours))
charts.show(charts.figures.readings(drawn, title, words), "{name}")"""
TABLE = "findings.figures.comparison_table(rows, words)"
WHY = ("{question} Say here, in a sentence or two, why it matters.", "{question}在此写明为何重要。")
HEADS = (
    ("## What the source prints", "## 原文如何说"),
    ("## Caveats", "## 说明"),
)
CAVEAT = (
    "Of {metric}, the latest figure of each place is shown; nothing here says that it is right.",
    "{metric}：每地取最新一个数字；此处并不说明其正确与否。",
)


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
    """Return the notebook: prose once a language, everything that has a number computed."""
    labels = tables.read("metrics").set_index("metric").loc[metric]
    asked = (MARKUP.sub(r"\\\g<0>", text) for text in (question, chinese or "此问"))
    why = [form.format(question=text) for form, text in zip(WHY, asked, strict=True)]
    caveat = [
        CAVEAT[0].format(metric=labels["label_en"]),
        CAVEAT[1].format(metric=labels["label_zh"]),
    ]
    parameters = _code(PARAMETERS.format(metric=metric)) | {"metadata": {"tags": ["parameters"]}}
    parts = [
        [parameters],
        *([_code(source)] for source in (IMPORTS, LOAD, TITLE)),
        _prose(*why),
        _prose(*HEADS[0]),
        [_code(CHART.format(name=name))],
        [_code(TABLE)],
        _prose(*HEADS[1]),
        _prose(*caveat),
    ]
    cells = [
        {"id": f"cell-{number:02d}" + f"-{tag}" * (len(part) > 1), **cell}
        for number, part in enumerate(parts, 1)
        for tag, cell in zip(("en", "zh"), part, strict=False)
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _code(source: str) -> dict[str, Any]:
    lines = source.splitlines(keepends=True)
    made: dict[str, Any] = {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
    }
    return {**made, "source": lines}


def _prose(english: str, chinese: str) -> list[dict[str, Any]]:
    return [
        {"cell_type": "markdown", "metadata": {"tags": [tag]}, "source": [text]}
        for tag, text in (("en", english), ("zh", chinese))
    ]
