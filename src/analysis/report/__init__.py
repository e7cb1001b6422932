"""Executed notebooks and tables in, pages and README text out."""
