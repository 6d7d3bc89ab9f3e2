"""Speed: that figures come, never how high they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import UsageError
from briefing.evaluation import DAY, Options, evaluate
from briefing.evaluation.synthetic import BYTES, PAGE, dumps, pages, stories

STORY = """Ferry to Skarn runs again

Monday, June 16, 2025

The ferry between Lund Point and Skarn took up its service on Monday after a week of storms.

Captain Ines Harrow said that every crossing was booked until the end of the month.
"""


def test_a_brief_and_made_up_input_are_timed(tmp_path: Path, how: Options) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    found = list(evaluate("speed", tmp_path, how._replace(rows=4)))
    assert [(one.part, one.rows) for one in found] == [
        ("a brief", 1),
        ("start-up", 1),
        ("stages", 4),
        ("reading dumps", 4),
        ("grouping stories", 4),
    ]
    told = {one.part: one.systems for one in found}
    for part in ("a brief", "reading dumps", "grouping stories"):
        assert told[part]["briefing"]["seconds"] > 0
    assert set(told["start-up"]["briefing"]) == {
        f"{name}, s{of}"
        for name in ("--help", "imports of make")
        for of in ("", " of the processor")
    }
    assert list(told["stages"]) == ["1 cold", "1 warm", "4 cold", "4 warm"]
    for figures in told["stages"].values():
        for stage in ("reading", "grouping", "writing", "publishing", "store"):
            assert {f"{stage}, s", f"{stage}, s of the processor"} <= set(figures)
    assert told["stages"]["4 cold"]["items"] == told["stages"]["4 warm"]["items"] > 1


def test_a_folder_without_a_story_is_named(tmp_path: Path, how: Options) -> None:
    (tmp_path / "a.txt").write_text("Menu")
    with pytest.raises(UsageError, match="no story in it"):
        list(evaluate("speed", tmp_path, how))


def test_made_up_input_is_the_same_every_time() -> None:
    sample = [("Ferry to Skarn runs again", ["One sentence.", "And another."])]
    assert list(dumps(3, sample)) == list(dumps(3, sample))
    assert all(len(content) <= BYTES for _, content in dumps(3, sample))
    assert list(pages(3, sample, DAY)) == list(pages(3, sample, DAY))
    assert all(len(content) >= PAGE for _, content in pages(3, sample, DAY))
    assert list(stories(9)) == list(stories(9))
