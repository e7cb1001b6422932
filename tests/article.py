"""The article that the tests of content are about, and where its report and its tables stand.

Other sources may stand beside it, in data/raw and in the reports. $ANALYSIS_TESTED is the project
that these tests look at, where it is another than this checkout.
"""

import os
from pathlib import Path

import pandas as pd

from analysis.data import tables

SOURCE = "wanliu-economic-review"
ROOT = Path(os.environ.get("ANALYSIS_TESTED") or Path(__file__).parents[1])
OWN = ROOT / "reports" / SOURCE
REPORTS = OWN if OWN.is_dir() else ROOT / "reports"  # alone, it has the folder to itself


def read(name: str) -> pd.DataFrame:
    """Return the processed table of that name, the article's rows of it."""
    return tables.of(SOURCE, ROOT / "data" / "processed")(name)
