"""Files of settings that somebody means harm with: taken or refused with a line, and nothing of them is run."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from briefing.errors import ConfigError
from briefing.settings.config import resolve
from briefing.settings.prompts import load_prompt

TEMPLATE = "{{ ''.__class__.__mro__[1].__subclasses__() }}{% for a in range(99999) %}{% endfor %}"


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 5000,
        "a = " + "9" * 5000,
        "[brief]\nmax_items = " + "9" * 5000,
        "[brief]\nmax_items = 1e400",
        "[brief]\nminutes = nan",
        "[brief]\ntimezone = '../../../../etc/passwd'",
        "[brief]\ntimezone = '/etc/passwd'",
        "[brief]\ntimezone = 'Europe'",
        "[brief]\nlanguage = '../../etc'",
        "[model]\nprompt = '../../../etc/passwd'",
        f'[model]\nprompt = "{TEMPLATE}"',
        "[model]\nparser = '../evil'",
        "[grouping]\nmust_link = [['a']]",
        "[notify]\nseconds = inf",
        "x = '\\ud800'",
        "[[outlets]]\nmatch = ''\nname = 'x'",
        "[" + ".".join("a" * 3000) + "]\nb = 1",
    ],
)
def test_what_is_wrong_is_refused_at_once_in_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "briefing.toml"
    path.write_text(text, encoding="utf-8")
    start = time.process_time()
    with pytest.raises(ConfigError) as told:
        resolve(path, {}, {})
    assert time.process_time() - start < 2
    assert "\n" not in str(told.value).strip()


@pytest.mark.parametrize("value", ["[" * 5000, "9" * 5000, "{ a = " * 3000])
def test_a_variable_may_hold_anything(value: str) -> None:
    with pytest.raises(ConfigError):
        resolve(None, {"BRIEFING_BRIEF__MAX_ITEMS": value}, {})


def test_a_prompt_is_one_that_ships_whatever_its_name() -> None:
    for name in ("../../etc/passwd", "/etc/passwd", TEMPLATE, "rewrite.v1.jinja", ""):
        with pytest.raises(ConfigError):
            load_prompt(name)
