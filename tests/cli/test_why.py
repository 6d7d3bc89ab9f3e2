from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Briefing = Callable[..., Any]


@pytest.fixture
def pair(news: Path) -> Path:
    story = (news / "leak.txt").read_text("utf-8")
    copy = story.replace("Leak closes", "Burst pipe closes").replace("By Ada Quill\n", "")
    (news / "burst.txt").write_text(copy, encoding="utf-8")
    return news


def test_two_files_are_compared(briefing: Briefing, pair: Path) -> None:
    done = briefing("why", pair / "leak.txt", pair / "burst.txt", "--date", "2025-06-17")
    assert (done.code, done.err) == (0, "")
    first, second, *rest = done.out.splitlines()
    assert first == "A leak.txt: Leak closes the swimming hall of Dunmore"
    assert second == "B burst.txt: Burst pipe closes the swimming hall of Dunmore"
    assert rest[0].startswith("one report (containment ")
    assert rest[1].startswith("one event (score ")


def test_two_stories_of_a_folder_are_compared_by_id_name_or_words(
    briefing: Briefing, pair: Path
) -> None:
    files = json.loads(briefing("inspect", pair, "--json").out)["files"]
    first = files[0]["stories"][0]["id"][:10]
    by_id = briefing("why", first, "leak closes", "--in", pair, "--json")
    by_name = briefing("why", "burst.txt", "leak.txt", "--in", pair, "--json")
    assert by_id.code == 0
    assert json.loads(by_id.out) == json.loads(by_name.out)
    assert {"score", "threshold", "same_event", "same_report", "terms"} <= set(
        json.loads(by_id.out)
    )


def test_a_story_that_is_not_there_or_not_clear_is_wrong_usage(
    briefing: Briefing, pair: Path
) -> None:
    missing = briefing("why", "nothing", "leak.txt", "--in", pair)
    unclear = briefing("why", "swimming hall", "leak.txt", "--in", pair)
    assert (missing.code, unclear.code) == (2, 2)
    assert "no such story" in missing.err
    assert "several stories fit" in unclear.err
