"""The fingerprint: it changes with the bank files and with nothing else there."""

from collections.abc import Callable
from pathlib import Path

import pytest

from prep.content.fingerprint import fingerprint

CHANGES: dict[str, Callable[[Path], object]] = {
    "a changed file": lambda folder: (folder / "a" / "one.yaml").write_text("id: 2\n"),
    "a new file": lambda folder: (folder / "two.yaml").write_text("id: 1\n"),
    "a file that would go unread": lambda folder: (folder / "two.yml").write_text("id: 1\n"),
    "a renamed file": lambda folder: (folder / "a" / "one.yaml").rename(folder / "one.yaml"),
    "a file less": lambda folder: (folder / "a" / "one.yaml").unlink(),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.yaml").write_text("id: 1\n")
    return tmp_path


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_sync_would_see_changes_it(folder: Path, change: str) -> None:
    before = fingerprint(folder)
    CHANGES[change](folder)
    assert fingerprint(folder) != before


def test_what_a_sync_would_not_see_leaves_it(folder: Path) -> None:
    before = fingerprint(folder)
    (folder / "README.md").write_text("Notes")
    (folder / "a" / "one.yaml").touch()
    assert fingerprint(folder) == before


def test_no_folder_has_a_fingerprint_too(tmp_path: Path) -> None:
    assert fingerprint(tmp_path / "none") == fingerprint(tmp_path / "neither")
