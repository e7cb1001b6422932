"""Claims of a source, as typed in its claims.yaml, and their verdicts.

Imports errors, paths, yaml_lines, quantity, relations and verdicts.
"""

from analysis.claims.changes import changes
from analysis.claims.judge import COLUMNS, judge_all
from analysis.claims.model import Claim
from analysis.claims.read import read

__all__ = ["COLUMNS", "Claim", "changes", "judge_all", "read"]
