"""`briefing config`: every setting and where it came from."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from .conftest import Briefing

ROOT = Path(__file__).parents[2]


def test_settings_are_shown_as_toml_with_their_origin(
    briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("briefing.toml").write_text("[brief]\nmax_items = 3\n", encoding="utf-8")
    monkeypatch.setenv("BRIEFING_MODEL__DEVICE", "cpu")
    done = briefing("config", "show")
    shown = tomllib.loads(done.out)
    default = tomllib.loads((ROOT / "configs" / "default.toml").read_text("utf-8"))
    assert {section: list(keys) for section, keys in shown.items()} == {
        section: list(keys) for section, keys in default.items()
    }
    assert (shown["brief"]["max_items"], shown["model"]["device"]) == (3, "cpu")
    assert "max_items = 3  # briefing.toml" in done.out.replace(f"{Path.cwd()}/", "")
    assert 'device = "cpu"  # environment' in done.out


def test_what_is_shown_can_be_read_back(briefing: Briefing) -> None:
    shown = briefing("config", "show").out
    Path("briefing.toml").write_text(shown, encoding="utf-8")
    again = briefing("config", "show")
    assert (again.code, tomllib.loads(again.out)) == (0, tomllib.loads(shown))


def test_an_unknown_setting_is_wrong_usage_and_shows_nothing(briefing: Briefing) -> None:
    Path("briefing.toml").write_text("[brief]\nmax_item = 3\n", encoding="utf-8")
    done = briefing("config", "show")
    assert (done.code, done.out) == (2, "")
    assert "max_item" in done.err
