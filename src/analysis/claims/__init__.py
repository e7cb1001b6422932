"""What a source asserts, as typed in its claims.yaml, and the verdict on each of its claims.

Reads claims.yaml and tables of figures, and returns a table of verdicts; writes nothing.
"""

from analysis.claims.judge import COLUMNS, changes, judge_all
from analysis.claims.read import Claim, read

__all__ = ["COLUMNS", "Claim", "changes", "judge_all", "read"]
