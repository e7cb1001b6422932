"""Rows in, sentences and tables out in which every number is linked.

A module a topic; prose holds what all of them share.
"""

from analysis.findings import claims, figures, front, places, prose, rankings, rates, totals

__all__ = ["claims", "figures", "front", "places", "prose", "rankings", "rates", "totals"]
