"""Tests of analysis.relations, a file for each module; and laws of every kind."""
