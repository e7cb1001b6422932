"""Tests of analysis.engine.sweep."""
