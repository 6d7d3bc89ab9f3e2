"""Where the shipped prompts and settings lie, in a wheel and in a checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.settings import resources
from briefing.settings.resources import resource_folder


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "briefing").mkdir()
    monkeypatch.setattr(resources, "files", lambda package: tmp_path / package)
    return tmp_path


def test_this_installation_has_both_folders() -> None:
    assert (resource_folder("configs") / "default.toml").is_file()
    assert (resource_folder("prompts") / "rewrite.v1.jinja").is_file()


def test_in_a_wheel_they_lie_inside_the_package(root: Path) -> None:
    (root / "briefing" / "_data" / "prompts").mkdir(parents=True)
    assert resource_folder("prompts") == root / "briefing" / "_data" / "prompts"


def test_in_a_checkout_they_lie_at_the_top(root: Path) -> None:
    (root / "prompts").mkdir()
    (root / "pyproject.toml").write_text('[project]\nname = "briefing"\n')
    assert resource_folder("prompts") == root / "prompts"


@pytest.mark.parametrize("project", [None, "", "[project]\nname = 'another'\n"])
def test_a_folder_of_another_project_is_not_taken(root: Path, project: str | None) -> None:
    (root / "prompts").mkdir()
    if project is not None:
        (root / "pyproject.toml").write_text(project)
    with pytest.raises(FileNotFoundError, match="'prompts' is missing: this installation is"):
        resource_folder("prompts")
