"""Tests of analysis.quantity, a file for each subject."""
