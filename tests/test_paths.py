"""Folders, and the files below them."""

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
