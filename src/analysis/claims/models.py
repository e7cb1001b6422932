"""Verdicts by the other model of hedges: which of them rest on how far we open a hedge.

The two models are those of quantity.hedges: ours, and that of the published study of readers.
"""

from collections.abc import Callable

import pandas as pd

from analysis.quantity import parse_column
from analysis.quantity.hedges import Model

VERDICTS = ("verdict", "supported")


def reread(figures: pd.DataFrame, model: Model) -> pd.DataFrame:
    """Return figures with the bounds that their print has by a model of hedges."""
    return figures.assign(**parse_column(figures["printed"], model).drop(columns="unit"))


def by_readers(
    judged: pd.DataFrame,
    figures: pd.DataFrame,
    references: pd.DataFrame,
    judge: Callable[[pd.DataFrame, pd.DataFrame], pd.DataFrame],
) -> pd.DataFrame:
    """Return the verdicts on each claim beside those by the readers' model.

    `judged` has the verdicts by ours; `judge` returns as much for figures and references. Columns:
    claim_id, verdict, verdict_other, supported, supported_other, in the order of `judged`.
    """
    other = judge(reread(figures, "readers"), reread(references, "readers"))
    names = ["claim_id", *VERDICTS]
    both = judged[names].merge(
        other[names], on="claim_id", how="left", suffixes=("", "_other"), validate="1:1"
    )
    return both[["claim_id", *(name + end for name in VERDICTS for end in ("", "_other"))]]


def differing(both: pd.DataFrame) -> pd.DataFrame:
    """Return the claims on which the two models differ; rows as by by_readers()."""
    alike = [both[name] == both[f"{name}_other"] for name in VERDICTS]
    return both[~(alike[0] & alike[1])].reset_index(drop=True)
