"""Tests of analysis.claims: reading, judging, what changed; and the article's, by hand."""
