"""`briefing edit`: decisions that survive the next make."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from .conftest import Briefing

DAY = "2025-06-17"
TRAM = """Strike stops the trams of Vellmar for a day

Tuesday, June 17, 2025

The tram drivers of Vellmar stopped work for a day on Tuesday to ask for longer breaks, their union said.

Around 60,000 passengers had to look for another way to work, according to the transport office.

The transport office called the strike out of proportion and offered talks for next week.
"""
ON_THE_DAY = ("--date", DAY, "--model", "none")
KEPT = Path("briefs/overrides/2025-06-17.toml")


@pytest.fixture
def two(briefing: Briefing, news: Path) -> Path:
    """A folder of two stories, of which a brief was made."""
    (news / "tram.txt").write_text(TRAM, encoding="utf-8")
    assert briefing("make", news, *ON_THE_DAY).code == 0
    assert len(items()) == 2
    return news


def items() -> list[dict[str, Any]]:
    read: dict[str, Any] = json.loads(Path(f"briefs/{DAY}/brief.json").read_text("utf-8"))
    found: list[dict[str, Any]] = read["items"]
    return found


def test_decisions_survive_a_second_make_and_the_page_says_so(
    briefing: Briefing, two: Path
) -> None:
    first, second = items()
    done = briefing("edit", DAY, "--drop", 1, "--headline", 2, "Vellmar & more")
    assert (done.code, done.out) == (0, "")
    assert f"{KEPT}: kept; 'briefing make" in done.err
    for _ in range(2):
        assert briefing("make", two, *ON_THE_DAY).code == 0
        (item,) = items()
        assert (item["headline"], item["edited"]) == ("Vellmar & more", ["headline"])
        assert item["stories"][0]["id"] == second["stories"][0]["id"]
        page = Path(f"briefs/{DAY}/brief.html").read_text("utf-8")
        assert "Edited by hand: 1 event left out, 1 headline by the editor." in page
    shown = tomllib.loads(briefing("edit", DAY).out)
    assert shown["drop"][0] == {
        "about": first["headline"],
        "stories": [one["id"] for one in first["stories"]],
    }
    assert briefing("edit", DAY, "--clear").code == 0
    briefing("make", two, *ON_THE_DAY)
    assert [item["headline"] for item in items()] == [first["headline"], second["headline"]]


def test_events_are_joined_by_their_ids(briefing: Briefing, two: Path) -> None:
    first, second = items()
    assert briefing("edit", DAY, "--join", first["id"][:8], second["stories"][0]["id"]).code == 0
    briefing("make", two, *ON_THE_DAY)
    assert [len(item["stories"]) for item in items()] == [2]
    assert briefing("edit", DAY, "--part", 1).code == 0
    briefing("make", two, *ON_THE_DAY)
    assert [len(item["stories"]) for item in items()] == [1, 1]


def test_what_matches_nothing_any_more_is_one_line(briefing: Briefing, two: Path) -> None:
    first = items()[0]
    file = first["stories"][0]["file"]
    briefing("edit", DAY, "--pin", 1)
    (two / file).unlink()
    done = briefing("make", two, *ON_THE_DAY, "--quiet")
    assert done.code == 0
    assert done.err.splitlines() == [
        f"warning: overrides: pin of '{first['headline']}' does nothing: none of its stories is in the brief."
    ]
    assert len(items()) == 1
    run = json.loads(Path(f"briefs/{DAY}/run.json").read_text("utf-8"))
    assert "does nothing" in run["warnings"][0]


def test_a_file_of_decisions_is_checked_before_it_is_taken(
    briefing: Briefing, two: Path, user: Path
) -> None:
    desk = user / "desk.toml"
    desk.write_text("[[outlet]]\nmatch = '*'\nname = 'Dunmore Mail'\n", encoding="utf-8")
    assert briefing("edit", DAY, "--file", desk).code == 0
    kept = KEPT.read_bytes()
    desk.write_text("[[drop]]\nstories = ['\x07']\n", encoding="utf-8")
    bad = briefing("edit", DAY, "--file", desk)
    assert (bad.code, KEPT.read_bytes()) == (2, kept)
    assert "desk.toml: " in bad.err
    assert briefing("edit", DAY, "--file", user / "none.toml").code == 2
    briefing("make", two, *ON_THE_DAY)
    assert {one["outlet"] for item in items() for one in item["stories"]} == {"Dunmore Mail"}


def test_hostile_overrides_end_make_before_any_work(briefing: Briefing, two: Path) -> None:
    before = Path(f"briefs/{DAY}/brief.json").read_bytes()
    KEPT.parent.mkdir()
    KEPT.write_text('[[headline]]\nstories = ["../x"]\ntext = "\\u001b]0;x"\n', encoding="utf-8")
    done = briefing("make", two, *ON_THE_DAY)
    assert (done.code, done.out) == (2, "")
    assert f"{KEPT}: headline[1].stories[1]: " in done.err
    assert "\x1b" not in done.err
    assert Path(f"briefs/{DAY}/brief.json").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--drop", "9"), "9: neither a place nor the id"),
        (("--drop", "1", "--clear"), "one of them"),
        (("--headline", "1", "\x1b[31m"), "--headline: "),
        (("--outlet", " ", "x"), "--outlet"),
        (("--join", "1", "1"), "one event already"),
    ],
)
def test_what_cannot_be_decided_changes_nothing(
    briefing: Briefing,
    two: Path,  # the brief
    words: tuple[str, ...],
    said: str,
) -> None:
    done = briefing("edit", DAY, *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert not KEPT.exists()
    assert two.exists()


def test_a_day_without_a_brief_has_no_events_to_name(briefing: Briefing) -> None:
    assert "make it first" in briefing("edit", DAY, "--drop", 1).err
    assert briefing("edit", DAY, "--outlet", "a*", "A").code == 0
    assert "A" in briefing("edit", DAY).out


def test_a_profile_has_decisions_of_its_own(briefing: Briefing, two: Path, user: Path) -> None:
    config = user / "own.toml"
    config.write_text(f"[profiles.sport]\nsources = ['{two}']\n", encoding="utf-8")
    own = ("--profile", "sport", "--config", config)
    briefing("make", *own, *ON_THE_DAY)
    assert briefing("edit", DAY, "--drop", 1, *own).code == 0
    assert Path("briefs/sport/overrides/2025-06-17.toml").is_file()
    assert not KEPT.exists()
