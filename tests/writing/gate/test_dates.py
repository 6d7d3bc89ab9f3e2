"""Weekdays, days and marked roundings of a draft brought to the form of its source."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.tokenise import tokenise
from briefing.records import UNKNOWN_WHEN, When
from briefing.writing.gate.align import source_of
from briefing.writing.gate.dates import settle

TUESDAY = When.on(date(2025, 6, 17), "stated", "")


def settled(draft: str, passage: str, when: When = TUESDAY) -> list[str]:
    """The stems of a draft's words as they are held against the passage."""
    tokens = settle(tokenise(draft), source_of([passage]), when)
    return [token.stem for token in tokens if token.kind != "punct"]


@pytest.mark.parametrize(
    ("draft", "passage", "stands_for"),
    [
        ("on 17 June", "on Tuesday", ["on", "tuesday"]),
        ("on June 17, 2025", "on Tuesday", ["on", "tuesday"]),
        ("on 10 June", "on Tuesday", ["on", "10", "jun"]),
        ("on 17 June 2024", "on Tuesday", ["on", "17", "jun", "2024"]),
        ("on 31 June", "on Tuesday", ["on", "31", "jun"]),
        ("on Tuesday", "today", ["on", "today"]),
        ("on Monday", "yesterday", ["on", "yesterday"]),
        ("on Wednesday", "tomorrow", ["on", "tomorrow"]),
        ("on Friday", "on Monday", ["on", "friday"]),
        ("on Monday", "on Monday and yesterday", ["on", "monday"]),
        ("they may 17", "on Tuesday", ["they", "may", "17"]),
    ],
)
def test_a_day_stands_for_the_word_that_means_it(
    draft: str, passage: str, stands_for: list[str]
) -> None:
    assert settled(draft, passage) == stands_for


@pytest.mark.parametrize(("draft", "passage"), [("on Tuesday", "today"), ("17 June", "Tuesday")])
def test_no_day_is_settled_in_a_story_without_one(draft: str, passage: str) -> None:
    plain = [token.stem for token in tokenise(draft)]
    assert settled(draft, passage, UNKNOWN_WHEN) == plain


def test_the_day_before_the_first_of_all_is_no_fault() -> None:
    first = When.on(date.min, "stated", "")
    assert settled("on Sunday", "yesterday and tomorrow", first) == ["on", "sunday"]


WORDS = ["17", "June", "2025", "on", "Tuesday", "today", ",", "31", "May", "0", "about", "1e9"]


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.lists(st.sampled_from(WORDS), max_size=12))
def test_settling_keeps_every_word_in_its_place(draft: list[str], passage: list[str]) -> None:
    before = tokenise(" ".join(draft))
    after = settle(before, source_of([" ".join(passage)]), TUESDAY)
    assert [(one.text, one.start) for one in after] == [(one.text, one.start) for one in before]
