"""Files whose stories are marked by their first and last words."""

from __future__ import annotations

import json
from pathlib import Path

from briefing.reading.pages.states import State
from training.layouts.pages import NO_STORY
from training.line_model.labelled_days import day_pages

LEAD = "The council of Tarn decided on Monday that the ferry will sail again from June."
MORE = "The old boat was sold to a yard in Lindholm, the mayor told reporters on the pier."
PAGE = f"""Tarn Weekly
1. Ferry sails again
By Ann Orr
{LEAD}
Read more: all about boats and piers
{MORE}
Share
"""
F, M, H, G, O, T, P = State  # noqa: E741  the states of a row, one letter each


def day(folder: Path, **story: str) -> Path:
    (folder / "one" / "files").mkdir(parents=True)
    (folder / "one" / "files" / "page.txt").write_text(PAGE, encoding="utf-8")
    marked = {"file": "page.txt", "headline": "Ferry sails again", "first": "The council of Tarn", "last": "reporters on the pier."}  # fmt: skip
    gold = {"stories": [marked | story], "furniture": ["Read more: all about boats and piers"]}
    (folder / "one" / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    return folder


def test_a_story_goes_from_its_headline_to_its_last_words(tmp_path: Path) -> None:
    (page,) = day_pages(day(tmp_path))
    assert page.states == [F, H, M, T, F, T, F]
    assert page.stories == [NO_STORY, 0, 0, 0, NO_STORY, 0, NO_STORY]


def test_a_story_without_a_headline_opens_with_its_first_words(tmp_path: Path) -> None:
    (page,) = day_pages(day(tmp_path, headline=""))
    assert page.states == [F, F, F, O, F, T, F]


def test_a_file_whose_words_are_not_found_is_left_out(tmp_path: Path) -> None:
    assert day_pages(day(tmp_path, last="nobody said this")) == []
