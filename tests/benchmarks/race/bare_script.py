"""Run a notebook's cells for every set in one plain process: the floor for whatever executes it.

`python bare_script.py NOTEBOOK SETS.csv FOLDER`. The code is the notebook's own. Each set has its
own namespace; what it prints goes to FOLDER/SEED.txt, and each cell's charts to PNG in the form
that the inline backend gives them. Imports nothing of ours and nothing of Jupyter's.
"""

import csv
import json
import sys
from contextlib import redirect_stdout
from pathlib import Path
from types import CodeType
from typing import Any


def compile_cells(notebook: Path) -> list[tuple[CodeType, bool]]:
    """Return the code of each cell, and whether it is the one tagged `parameters`."""
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    return [
        (
            compile("".join(cell["source"]), f"cell {number}", "exec"),
            "parameters" in cell["metadata"].get("tags", []),
        )
        for number, cell in enumerate(cells)
        if cell["cell_type"] == "code"
    ]


def run_set(cells: list[tuple[CodeType, bool]], given: dict[str, Any], stem: Path) -> None:
    """Run the cells with the parameters `given`; write what they print and draw."""
    names: dict[str, Any] = {"__name__": "__main__"}
    drawn = 0
    with stem.with_suffix(".txt").open("w", encoding="utf-8") as printed, redirect_stdout(printed):
        for code, parameters in cells:
            exec(code, names)
            if parameters:
                names |= given
            drawn = save_charts(stem, drawn)


def save_charts(stem: Path, drawn: int) -> int:
    """Write every open chart as PNG and close it; return how many of this set there are by now."""
    if "matplotlib.pyplot" not in sys.modules:
        return drawn
    plt = sys.modules["matplotlib.pyplot"]
    for number in plt.get_fignums():
        drawn += 1
        chart = plt.figure(number)
        chart.savefig(f"{stem}-{drawn}.png", format="png", dpi=chart.dpi, bbox_inches="tight")
        plt.close(chart)
    return drawn


def main(notebook: str, sets: str, folder: str) -> None:
    """Run every set of the file."""
    cells = compile_cells(Path(notebook))
    Path(folder).mkdir(parents=True, exist_ok=True)
    with Path(sets).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            given = {name: int(value) for name, value in row.items()}
            run_set(cells, given, Path(folder, *row.values()))


if __name__ == "__main__":
    main(*sys.argv[1:])
