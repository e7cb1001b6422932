"""Two printed figures and two independent ones, for sentences about them."""

import pandas as pd

FIGURES = pd.DataFrame(
    {
        "figure_id": ["a", "b"],
        "place": ["Wuhan", "Wuhan"],
        "metric": ["firms", "share"],
        "hedge": ["exact", "more than"],
        "low": [9e4, 0.2],
        "value": [1e5, 0.2],
        "high": [1.1e5, 0.3],
        "open_low": [False, False],
        "open_high": [False, False],
        "unit": ["count", "share"],
        "year": pd.array([None, None], dtype="Int64"),
    }
)
REFERENCES = pd.DataFrame(
    {
        "figure_id": ["r1", "r2"],
        "place": ["China", "China"],
        "metric": ["firms", "firms"],
        "counter": ["A & Co", "B"],
        "hedge": ["exact", "nearly"],
        "low": [1e6, 1.9e6],
        "value": [1e6, 2e6],
        "high": [1e6, 2e6],
        "unit": ["count", "count"],
        "year": pd.array([2023, None], dtype="Int64"),
        "grade": ["B", "C"],
    }
)
