"""Tests of analysis.verdicts: a table of cases, laws, and mutants that the table has to catch."""
