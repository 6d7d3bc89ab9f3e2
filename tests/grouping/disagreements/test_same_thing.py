"""Which days are days of one happening."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.grouping.disagreements.same_thing import agree, same_thing
from briefing.grouping.disagreements.slots import Filled, fill_days
from briefing.records import Sentence

TUESDAY = date(2025, 6, 17)


def day(story: str, text: str) -> Filled:
    """The first day that a sentence of a story gives."""
    told = Sentence(story=story, document=story, start=0, end=len(text), text=text, paragraph=0)
    return fill_days(told, TUESDAY)[0]


def groups(*values: Filled) -> list[list[str]]:
    """The days in their groups."""
    return [[one.value for one in group] for group in same_thing(values)]


@pytest.mark.parametrize(
    ("second", "same"),
    [("on 16 June", True), ("on Monday", True), ("on Friday", False), ("on 13 June", False)],
)
def test_days_agree_that_can_both_be_right(second: str, *, same: bool) -> None:
    assert agree(day("a", "It burned on Monday."), day("b", f"It burned {second}.")) is same


SIGNED = "Ministers Holm and Kolar signed the treaty on river fishing in {} on {}."


def test_sentences_that_say_the_same_are_of_one_happening() -> None:
    first = day("a", SIGNED.format("Geneva", "Monday"))
    second = day("b", SIGNED.format("Geneva", "Friday"))
    assert groups(first, second) == [["Monday", "Friday"]] == groups(second, first)


@pytest.mark.parametrize(
    "second",
    [
        "A fisherman who sleeps in a barn woke up on Friday.",
        "Envoys Lund and Berg signed the treaty on river fishing in Geneva on Friday.",
        "It rained on Friday.",
    ],
)
def test_other_words_or_other_names_are_of_another_happening(second: str) -> None:
    first = day("a", SIGNED.format("Geneva", "Monday"))
    assert groups(first, day("b", second)) == [["Monday"], ["Friday"]]
