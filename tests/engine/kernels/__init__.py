"""Tests of analysis.engine.kernels."""
