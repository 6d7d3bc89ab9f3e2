"""The prompt files, as the model sees them.

``BRIEFING_REWRITE_GOLDEN=1 pytest tests/settings/test_prompts.py`` rewrites the golden files.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest

from briefing.errors import ConfigError
from briefing.models.base import SLOT
from briefing.settings import prompts
from briefing.settings.prompts import load_prompt, prompt_names
from briefing.settings.resources import resource_folder

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize("name", prompt_names())
def test_a_prompt_reads_as_it_did(name: str) -> None:
    frame = load_prompt(name)
    turns = [f"[{role}]\n{content}\n" for role, content in frame.messages]
    shown = "\n".join([*turns, f"[digest]\n{frame.digest}\n"]).replace(SLOT, "<<the text>>")
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("BRIEFING_REWRITE_GOLDEN"):
        path.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", prompt_names())
def test_the_digest_is_that_of_the_file(name: str) -> None:
    data = (resource_folder("prompts") / f"{name}.jinja").read_bytes()
    assert load_prompt(name).digest == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("name", prompt_names())
def test_a_prompt_ends_with_the_text(name: str) -> None:
    role, content = load_prompt(name).messages[-1]
    assert role == "user"
    assert content.endswith(SLOT)


def test_a_prompt_for_any_model_shows_worked_examples() -> None:
    roles = [role for role, _ in load_prompt("rewrite.v1").messages]
    assert roles.count("assistant") >= 2


@pytest.mark.parametrize("name", ["none", "rewrite.v1.jinja", "../pyproject", ""])
def test_a_prompt_that_is_not_there_is_told_with_those_that_are(name: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_prompt(name)
    assert str(caught.value) == (
        f"model.prompt: no prompt {name!r}; there are: {', '.join(prompt_names())}."
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(prompts, "resource_folder", lambda _: tmp_path)
    load_prompt.cache_clear()
    yield tmp_path
    load_prompt.cache_clear()


def test_the_digest_changes_with_the_file(folder: Path) -> None:
    (folder / "p.v1.jinja").write_text("--- user\n{{ text }}\n")
    first = load_prompt("p.v1")
    (folder / "p.v1.jinja").write_text("{# only a comment more #}--- user\n{{ text }}\n")
    load_prompt.cache_clear()
    second = load_prompt("p.v1")
    assert first.messages == second.messages == (("user", SLOT),)
    assert first.digest != second.digest


def test_only_prompt_files_are_prompts(folder: Path) -> None:
    for name in ("b.v1.jinja", "a.v2.jinja", "notes.md"):
        (folder / name).touch()
    assert prompt_names() == ("a.v2", "b.v1")


def test_a_prompt_that_asks_for_more_than_the_text_fails_loudly(folder: Path) -> None:
    (folder / "p.v1.jinja").write_text("--- user\n{{ text }} {{ headline }}\n")
    with pytest.raises(jinja2.UndefinedError, match="headline"):
        load_prompt("p.v1")


@pytest.mark.parametrize("body", ["no text", "{{ text }} and {{ text }}"])
def test_a_prompt_without_exactly_one_place_for_the_text_fails_loudly(
    folder: Path, body: str
) -> None:
    (folder / "p.v1.jinja").write_text(f"--- user\n{body}\n")
    with pytest.raises(ValueError, match="exactly one slot"):
        load_prompt("p.v1")
