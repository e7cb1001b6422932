"""Folders, and the files below them."""

from pathlib import Path

from analysis import paths


def test_files_below_are_those_of_linked_folders_too_each_once(tmp_path):
    """Folders that are linked into themselves come to an end."""
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "file").write_text("x")
    for name in ("one", "two"):
        (tmp_path / "a" / name).symlink_to(tmp_path / "a")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    (tmp_path / "link").symlink_to(tmp_path / "a" / "b" / "file")
    assert paths.below(tmp_path) == [tmp_path / "a" / "b" / "file", tmp_path / "link"]


def test_a_path_is_told_from_the_project_s_top_folder(tmp_path, monkeypatch):
    """However it is given: relative to the working folder, or through a link."""
    (tmp_path / "top" / "data").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "top")
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path / "link"))
    monkeypatch.chdir(tmp_path / "top" / "data")
    given = ["a.csv", "../b", "..", "../../top2/c"]
    given += [tmp_path / "link" / "data" / "a.csv", tmp_path / "top" / "data" / "a.csv"]
    top2 = f"{tmp_path}/top2/c"
    expected = ["data/a.csv", "b", ".", top2, "data/a.csv", "data/a.csv"]
    assert [paths.relative(Path(path)) for path in given] == expected


def test_chapters_are_told_from_drafts_by_their_names(tmp_path, monkeypatch):
    """JupyterLab names a new notebook Untitled, and a copy after what it is of."""
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    chapters = ["01-who-leads", "02-谁-领先", "10-a"]
    drafts = ["01-who-leads-Copy1", "02_b", "03 who", "Untitled", "Untitled1", "who-leads"]
    for folder, name in (("notebooks", "x"), ("notebooks/.ipynb_checkpoints", "05-x-checkpoint")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{name}.txt").touch()
    for name in [*drafts, *chapters]:
        (paths.notebooks() / f"{name}.ipynb").touch()
    assert [path.stem for path in paths.chapters()] == chapters
    assert [path.stem for path in paths.drafts()] == drafts
