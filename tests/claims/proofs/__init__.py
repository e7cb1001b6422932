"""Tests of the formulas, worlds and verdicts."""
