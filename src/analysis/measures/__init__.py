"""What the tables say once counted, ranked and compared: a frame in, a frame out.

A module a topic; the sentences and charts on it have the same name in findings/ and charts/.
"""

from analysis.measures import choices, claims, figures, rankings

__all__ = ["choices", "claims", "figures", "rankings"]
