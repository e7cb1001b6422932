"""Tests of analysis.claims.relations, a file for each module; and laws of every kind."""
