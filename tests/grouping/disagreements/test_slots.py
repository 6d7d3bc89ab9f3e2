"""Slots: what a sentence gives a value for."""

from __future__ import annotations

import pytest

from briefing.grouping.disagreements.slots import fill_slots
from briefing.records import Sentence


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("The number of homes without power rose to 35,000.", "homes"),
        ("The storm left 35,000 homes without power.", "homes"),
        ("The storm killed 12 people in Orvo.", "dead"),
        ("The company paid 40 million euros for the yard.", "amount in euro"),
    ],
)
def test_a_slot_is_told_in_the_words_of_the_text(text: str, about: str) -> None:
    sentence = Sentence(story="s", document="d", start=0, end=len(text), text=text, paragraph=0)
    assert [filled.about for filled in fill_slots(sentence)] == [about]


def test_what_is_counted_many_times_over_fills_no_slot() -> None:
    text = "She blocked six shots in the first half."
    sentence = Sentence(story="s", document="d", start=0, end=len(text), text=text, paragraph=0)
    assert fill_slots(sentence) == ()
