"""A stamp over all files: any change, and any doubt, sends the build to pytask."""

import pytest

from analysis import paths
from analysis.pipeline import freshness


@pytest.fixture
def root(processed, tmp_path):
    """Return a small project whose last build, of three tasks, is remembered."""
    paths.scratch().mkdir()
    for folder in (paths.raw(), paths.notebooks(), paths.reports()):
        folder.mkdir(parents=True)
    (paths.raw() / "figures.csv").write_text("a,b\n")
    (paths.notebooks() / "01-a.ipynb").write_text('{"nbformat": 4, "cells": []}')
    (tmp_path / "requirements.lock").write_text("pins\n")
    freshness.remember(freshness.inputs(), 3)
    return tmp_path


def test_what_is_unchanged_is_as_many_tasks_as_were_built(root):
    assert freshness.unchanged() == 3


def test_without_a_build_nothing_is_known(root):
    (paths.scratch() / "complete.json").unlink()
    assert freshness.unchanged() is None


@pytest.mark.parametrize(
    "name",
    [
        "requirements.lock",
        "README.md",
        "data/raw/figures.csv",
        "data/raw/new/source.yaml",
        "data/processed/figures.csv",
        "notebooks/01-a.ipynb",
        "notebooks/helper.txt",
        "reports/index.html",
    ],
)
def test_a_file_that_changes_or_comes_is_noticed(root, name):
    (root / name).parent.mkdir(exist_ok=True)
    with (root / name).open("a") as file:
        file.write(" ")
    assert freshness.unchanged() is None


def test_a_file_that_goes_or_is_renamed_is_noticed(root):
    (root / "data" / "raw" / "figures.csv").rename(root / "data" / "raw" / "places.csv")
    assert freshness.unchanged() is None


def test_a_file_in_a_folder_that_is_linked_to_is_noticed(root, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "figures.csv").write_text("a,b\n")
    (paths.raw() / "linked").symlink_to(elsewhere)
    assert paths.typed() == [paths.raw() / "figures.csv", paths.raw() / "linked" / "figures.csv"]
    freshness.remember(freshness.inputs(), 3)
    assert freshness.unchanged() == 3
    (elsewhere / "figures.csv").write_text("a,c\n")
    assert freshness.unchanged() is None


def test_inputs_that_changed_while_it_was_built_are_not_remembered(root):
    (paths.scratch() / "complete.json").unlink()
    before = freshness.inputs()
    (paths.raw() / "figures.csv").write_text("a,c\n")
    freshness.remember(before, 3)
    assert freshness.unchanged() is None


def test_outputs_of_a_notebook_are_no_input(root):
    before = freshness.inputs()
    (paths.notebooks() / "01-a.ipynb").write_text('{"nbformat": 4, "cells": [], "metadata": {}}')
    assert freshness.inputs() == before
