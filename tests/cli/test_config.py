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


def test_what_may_be_a_key_is_no_setting_that_is_shown(briefing: Briefing) -> None:
    Path("briefing.toml").write_text(
        "[model]\ngenerator = 'me:SECRET@h:8000/v1'\n[model.server]\nurl = 'http://h/v1?k=SECRET'\n"
        "[notify]\nurl = 'https://hooks.example.org/SECRET'\n"
        "[profiles.sport.notify]\nurl = 'https://hooks.example.org/SECRET'\n",
        encoding="utf-8",
    )
    shown = briefing("config", "show").out
    assert "SECRET" not in shown + briefing("config", "show", "--profile", "sport").out
    assert '# generator = "…@h:8000/v1"' in shown
    assert shown.count('url = "https://hooks.example.org/…"') == 2
    default = tomllib.loads((ROOT / "configs" / "default.toml").read_text("utf-8"))
    Path("briefing.toml").write_text(shown, encoding="utf-8")  # it can be read back, without those
    again = tomllib.loads(briefing("config", "show").out)
    assert (again["model"], again["notify"]) == (default["model"], default["notify"])


def test_a_key_in_the_address_of_a_store_is_not_shown(briefing: Briefing) -> None:
    Path("briefing.toml").write_text(
        "[profiles.sport]\nsources = ['s3://bucket/in?token=SECRET', '~/in']\n",
        encoding="utf-8",
    )
    shown = briefing("config", "show").out
    assert "SECRET" not in shown + briefing("config", "show", "--profile", "sport").out
    assert '# sources = ["s3://bucket/in?…", "~/in"]' in shown


def test_an_unknown_setting_is_wrong_usage_and_shows_nothing(briefing: Briefing) -> None:
    Path("briefing.toml").write_text("[brief]\nmax_item = 3\n", encoding="utf-8")
    done = briefing("config", "show")
    assert (done.code, done.out) == (2, "")
    assert "max_item" in done.err
