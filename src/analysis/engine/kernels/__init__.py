"""Kernels forked from a preloaded parent; imports nothing of analysis: a package by itself."""
