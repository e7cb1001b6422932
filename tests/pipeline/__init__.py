"""Tests of the pipeline as its users meet it: the command, run in a folder of its own."""
