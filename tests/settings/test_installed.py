"""Which program is at work."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from briefing.settings import installed


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in place of the program's own, with a module in it."""
    folder = tmp_path / "briefing"
    (folder / "inner").mkdir(parents=True)
    (folder / "inner" / "one.py").write_text("")
    monkeypatch.setattr(installed, "_OURS", folder)
    return folder


def told() -> str:
    installed.program.cache_clear()
    try:
        return installed.program()
    finally:
        installed.program.cache_clear()


def test_it_stays_the_same(ours: Path) -> None:
    before = told()
    (ours / "inner" / "__pycache__").mkdir()
    (ours / "inner" / "__pycache__" / "one.pyc").write_bytes(b"compiled")
    assert told() == before


def test_it_changes_with_any_file_of_the_program(ours: Path) -> None:
    path = ours / "inner" / "one.py"
    before = told()
    os.utime(path, (1, 1))
    touched = told()
    (ours / "words.toml").write_text("a = 1")
    assert len({before, touched, told()}) == 3


def test_it_changes_with_a_library(
    ours: Path,  # few files
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = told()
    (tmp_path / "site" / "lexer-1.2.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "site")])
    assert told() != before


def test_it_changes_with_a_package_that_extends_the_program(
    ours: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site = tmp_path / "site"
    (site / "minutes-1.dist-info").mkdir(parents=True)
    (site / "minutes-1.dist-info" / "METADATA").write_text("Name: minutes\nVersion: 1\n")
    (site / "minutes-1.dist-info" / "entry_points.txt").write_text(
        "[briefing.formats]\nminutes = minutes:FORMAT\n"
    )
    (site / "minutes.py").write_text("FORMAT = None\n")
    monkeypatch.setattr(sys, "path", [*sys.path, str(site)])
    before = told()
    (site / "minutes.py").write_text("FORMAT = 0\n")
    assert told() != before


def test_a_folder_that_is_gone_or_cannot_be_entered_is_passed_over(
    ours: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = told()
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(
        sys, "path", [*sys.path, str(tmp_path / "gone"), str(tmp_path / "file" / "under"), ""]
    )
    assert told() == before
