"""Tests of analysis.claims.verdicts: a table of cases, and laws."""
