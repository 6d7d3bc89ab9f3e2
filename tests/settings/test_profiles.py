"""Profiles: which settings a named overlay changes, and what is told of one that cannot be."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from briefing.errors import ConfigError
from briefing.settings.config import Resolved, resolve
from briefing.settings.toml import to_toml

TWO = """
[brief]
minutes = 15
follow = ["tram"]

[profiles.sport]
sources = ["sport", "/srv/scores", "~/clubs"]
title = "Sport"
brief.minutes = 5
brief.max_items = 3
mail.to = ["desk@example.org"]

[profiles.world]
outlets = [{match = "a*", name = "Tribune"}]
[profiles.world.output]
folder = "elsewhere"
"""


def resolved(text: str, tmp_path: Path, profile: str | None = None, **flags: object) -> Resolved:
    file = tmp_path / "briefing.toml"
    file.write_text(text, encoding="utf-8")
    named = {key.replace("__", "."): value for key, value in flags.items()}
    return resolve(file, {"BRIEFING_BRIEF__MAX_ITEMS": "7"}, named, profile)


def refusal(text: str, tmp_path: Path, profile: str | None = None) -> str:
    with pytest.raises(ConfigError) as caught:
        resolved(text, tmp_path, profile)
    return str(caught.value)


def test_a_profile_lies_over_the_file_and_below_environment_and_flags(tmp_path: Path) -> None:
    sport = resolved(TWO, tmp_path, "sport", brief__since_days=1)
    brief = sport.settings.brief
    assert (brief.minutes, brief.follow, brief.max_items, brief.since_days) == (5, ("tram",), 7, 1)
    assert sport.settings.output.title == "Sport"
    assert sport.settings.mail.to == ("desk@example.org",)
    assert sport.origins["brief.minutes"] == f"{tmp_path / 'briefing.toml'}, profile sport"
    assert resolved(TWO, tmp_path, "sport", brief__minutes=1).settings.brief.minutes == 1
    assert resolved(TWO, tmp_path).settings.brief.minutes == 15


def test_its_briefs_have_a_folder_of_their_own(tmp_path: Path) -> None:
    assert resolved(TWO, tmp_path).settings.output.folder == "briefs"
    assert resolved(TWO, tmp_path, "sport").settings.output.folder == "briefs/sport"
    flagged = resolved(TWO, tmp_path, "sport", output__folder="out")
    assert flagged.settings.output.folder == "out/sport"
    assert resolved(TWO, tmp_path, "world").settings.output.folder == "elsewhere"


def test_relative_sources_start_at_the_file_that_names_them(tmp_path: Path) -> None:
    sport = resolved(TWO, tmp_path, "sport").profile
    assert sport is not None
    assert sport.sources == (str(tmp_path / "sport"), "/srv/scores", "~/clubs")


def test_an_unknown_profile_is_told_with_those_that_there_are(tmp_path: Path) -> None:
    told = refusal(TWO, tmp_path, "sports")
    assert "no profile 'sports'" in told
    assert "sport, world" in told
    assert "[profiles.NAME]" in refusal("", tmp_path, "sport")


@pytest.mark.parametrize(
    "name",
    ["..", ".", "a/b", "../x", "a\\\\b", "/etc", "", "-x", "a b", "a\\n", "latest", "Topics", "2025-06-17", "x" * 65],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    told = refusal(f'[profiles."{name}"]\ntitle = "x"\n', tmp_path)
    assert "profiles." in told
    assert "choose another" in told or "A to Z" in told


def test_two_names_that_are_one_folder_where_case_does_not_count_are_refused(
    tmp_path: Path,
) -> None:
    assert "in case alone" in refusal("[profiles.sport]\n[profiles.Sport]\n", tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[profiles.a]\nbrief.minute = 5\n", ("profile a", "brief.minute'", "'brief.minutes'")),
        ("[profiles.a]\nbrief.minutes = 'long'\n", ("profile a: brief.minutes", "'long'")),
        ("[profiles.a]\nsources = 'x'\n", ("profiles.a.sources", "list")),
        ("[profiles.a]\nsources = ['']\n", ("profiles.a.sources", "list")),
        ("[profiles.a]\nbrief.timezone = 'Mars'\n", ("profile a: brief.timezone", "zone")),
        ("profiles = 3\n", ("profiles", "tables")),
        ("profiles.a = 3\n", ("profiles.a", "table")),
        ("[profiles.a]\nprofiles.b.title = 'x'\n", ("profile a", "profiles.b.title")),
    ],
    ids=["key", "value", "sources", "no source", "zone", "no tables", "no table", "nested"],
)
def test_what_is_wrong_in_a_profile_is_told_whether_it_is_asked_for_or_not(
    tmp_path: Path, text: str, said: tuple[str, ...]
) -> None:
    for profile in (None, "a"):
        told = refusal(text, tmp_path, profile)
        assert all(word in told for word in said), told


def test_profiles_that_are_shown_can_be_read_back(tmp_path: Path) -> None:
    shown = to_toml(resolved(TWO, tmp_path))
    assert tomllib.loads(shown)["profiles"]["sport"]["sources"][1:] == ["/srv/scores", "~/clubs"]
    for name in ("sport", "world"):
        before = resolved(TWO, tmp_path, name)
        after = resolved(shown, tmp_path, name)
        assert (after.settings, after.profile and after.profile.sources) == (
            before.settings,
            before.profile and before.profile.sources,
        )
