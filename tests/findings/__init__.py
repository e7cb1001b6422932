"""Tests of analysis.findings."""
