"""What a source asserts, as typed in its claims.yaml, and the verdict on each of its claims.

A claim is a formula over unknowns; a solver looks for worlds that fit the figures, in which it is
true or false. Reads claims.yaml and tables; returns tables of verdicts and bounds; writes nothing.
A module imports only those that stand below it in pyproject.toml.
"""

from analysis.claims.judge import changes, judge_all
from analysis.claims.read import Claim, check_leads, read

__all__ = ["Claim", "changes", "check_leads", "judge_all", "read"]
