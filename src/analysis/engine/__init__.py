"""Run any papermill notebook; knows nothing of the study.

An analyst never needs to open it. Imports the base modules only.
"""
