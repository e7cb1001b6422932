"""Tests of analysis.engine."""
