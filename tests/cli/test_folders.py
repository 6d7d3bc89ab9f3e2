"""Folders and files that are named wrongly: each ends a command with a line, none writes anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from .conftest import Briefing

DAY = "2025-06-17"
COMMANDS: dict[str, Sequence[str]] = {
    "archive": (),
    "edit": (DAY, "--clear", "--out"),
    "mail": (DAY, "--eml", "a.eml", "--to", "a@example.org", "--out"),
    "search": ("ferry", "--out"),
    "show": ("--out",),
}
SAID = {"": "is empty", "~nobody77/x": "nobody has this home", "x" * 300: "x" * 300}


@pytest.mark.parametrize("folder", SAID)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_cannot_be_meant_is_wrong_usage(
    briefing: Briefing, command: str, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_MAIL__SENDER", "desk@example.org")
    Path(DAY).mkdir()  # the working folder looks as if briefs lay in it
    Path(DAY, "brief.json").write_text("{}", encoding="utf-8")
    done = briefing(command, *COMMANDS[command], folder)
    assert (done.code, done.out) == (2, "")
    assert SAID[folder] in done.err
    assert [path.name for path in Path().iterdir()] == [DAY]


@pytest.mark.parametrize("words", [("edit", DAY, "--file"), ("config", "show", "--config")])
def test_a_file_of_a_name_that_is_too_long_is_not_there(
    briefing: Briefing, words: Sequence[str]
) -> None:
    done = briefing(*words, "x" * 300)
    assert done.code == 2
    assert "no such" in done.err
