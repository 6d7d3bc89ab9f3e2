"""Files of an editor's decisions: read, written back, and refused where they are none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import ConfigError
from briefing.settings.config import OutletRule
from briefing.settings.overrides import (
    NO_OVERRIDES,
    About,
    Headline,
    Overrides,
    Several,
    overrides_path,
    parse_overrides,
    read_overrides,
    to_text,
)

A, B = "a" * 16, "b" * 16
LINES = st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), min_size=1, max_size=40
)


def refusal(text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        parse_overrides(text.encode(), "desk.toml")
    return str(caught.value)


@given(about=LINES, text=LINES)
def test_what_is_written_is_read_back(about: str, text: str) -> None:
    every = Overrides(
        drop=(About(stories=(A,), about=about),),
        headline=(Headline(stories=(A, B), text=f"x{text}"),),
        join=(Several(events=((A,), (B,)), about=about),),
        part=(Several(events=((A,), (B,))),),
        outlet=(OutletRule(match=f"y{text}", name=f"z{text}"),),
    )
    assert parse_overrides(to_text(every).encode(), "x") == every


def test_a_day_without_a_file_has_no_decisions(tmp_path: Path) -> None:
    path = overrides_path(tmp_path, date(2025, 6, 17))
    assert path == tmp_path / "overrides" / "2025-06-17.toml"
    assert read_overrides(path) == NO_OVERRIDES


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[drop", "not readable as TOML"),
        ("a" * 300_000, "more than 250000 bytes"),
        ("x = " + "[" * 20_000, "not readable as TOML"),
        ("[[drip]]\nstories = ['" + A + "']", "drip: Extra inputs"),
        ("drop = 3", "drop: "),
        ("[[drop]]\nabout = 'x'", "drop[1].stories: Field required"),
        ("[[drop]]\nstories = []", "drop[1].stories: "),
        ("[[drop]]\nstories = ['../../etc']", "drop[1].stories[1]: "),
        (f"[[headline]]\nstories = ['{A}']\ntext = ''", "headline[1].text: "),
        (f'[[headline]]\nstories = ["{A}"]\ntext = "a\\u202eb"', "control characters"),
        (f'[[headline]]\nstories = ["{A}"]\ntext = "a\\nb"', "control characters"),
        (f"[[headline]]\nstories = ['{A}']\ntext = '{'x' * 301}'", "300 characters"),
        (f"[[join]]\nevents = [['{A}']]", "join[1].events: "),
        (f"[[part]]\nevents = {[[f'{n:016x}'] for n in range(501)]}", "part[1].events: "),
        (f"[[part]]\nevents = {[[f'{n:016x}' for n in range(300)]] * 2}", "at most 500 stories"),
        (f"[[drop]]\nstories = ['{A}']\n[[pin]]\nstories = ['{A}']", "dropped and pinned"),
        ("[[outlet]]\nmatch = ' '\nname = 'x'", "outlet[1].match: "),
    ],
)  # fmt: skip
def test_a_file_that_is_none_is_refused_with_the_place(
    tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "desk.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_overrides(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert said in str(caught.value)


def test_of_a_thousand_faults_some_are_told(tmp_path: Path) -> None:
    told = refusal("[[drop]]\nx = 1\n" * 1000)
    assert "and 1995 more" in told
    assert len(told) < 500
    assert "desk.toml: not readable" in refusal("\udcff".encode("utf-8", "surrogateescape").decode("latin-1") + "=")  # fmt: skip


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="Is a directory"):
        read_overrides(tmp_path)
