"""Which values of one slot are values of one thing."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.grouping.disagreements.same_thing import agree, same_thing
from briefing.grouping.disagreements.slots import Filled, fill_slots
from briefing.records import Sentence

TUESDAY = date(2025, 6, 17)


def value(story: str, text: str, paragraph: int = 0, start: int = 0) -> Filled:
    """The first value that a sentence of a story gives."""
    end = start + len(text)
    told = Sentence(
        story=story, document=story, start=start, end=end, text=text, paragraph=paragraph
    )
    return fill_slots(told, TUESDAY)[0]


def groups(*values: Filled) -> list[list[str]]:
    """The values in their groups, each story a report of its own."""
    report_of = {one.sentence.story: one.sentence.story for one in values}
    return [[one.value for one in group] for group in same_thing(values, report_of)]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("The fire killed 12 people.", "A fire killed twelve people.", True),
        ("The fire killed 12 people.", "A fire killed 13 people.", False),
        ("The mill burned on Monday.", "The mill burned on 16 June.", True),
        ("The mill burned on Monday.", "The mill burned on Friday.", False),
    ],
)
def test_values_agree_that_can_both_be_true(first: str, second: str, *, same: bool) -> None:
    assert agree(value("a", first), value("b", second)) is same


SHIPS = "The navy of Tarn sent {} grey ships to guard the harbour of Corrie."
ONE_THING = {
    "the dead of two leads": (
        ("The fire killed 12 people.", 0),
        ("At least 15 people died in a mill.", 0),
    ),
    "one sentence with another figure": ((SHIPS.format("six"), 5), (SHIPS.format("seven"), 5)),
}
TWO_THINGS = {
    "the dead far down": (
        ("The fire killed 12 people in a mill.", 0),
        ("Floods that struck the coast left 15 people dead.", 5),
    ),
    "the dead of two days": (
        ("Shells killed 12 people on Monday.", 0),
        ("Shells killed 15 people on Friday.", 0),
    ),
    "ships for another harbour": (
        (SHIPS.format("six"), 5),
        (SHIPS.format("seven").replace("Corrie", "Marel").replace("Tarn", "Orvo"), 5),
    ),
    "a figure many times as large": ((SHIPS.format("six"), 5), (SHIPS.format("90,000"), 5)),
    "another sentence": (
        (SHIPS.format("six"), 5),
        ("A fisherman who sleeps in a barn saw seven ships pass.", 5),
    ),
    "another one who acts": (
        ("Tarn Rovers sent six ships to guard the old harbour.", 5),
        ("Marel Sharks sent seven ships to guard the old harbour.", 5),
    ),
}


@pytest.mark.parametrize(("first", "second"), ONE_THING.values(), ids=ONE_THING)
def test_values_of_sentences_that_say_the_same_are_of_one_thing(
    first: tuple[str, int], second: tuple[str, int]
) -> None:
    assert list(map(len, groups(value("a", *first), value("b", *second)))) == [2]


@pytest.mark.parametrize(("first", "second"), TWO_THINGS.values(), ids=TWO_THINGS)
def test_values_of_other_happenings_are_of_two_things(
    first: tuple[str, int], second: tuple[str, int]
) -> None:
    assert list(map(len, groups(value("a", *first), value("b", *second)))) == [1, 1]


def test_a_lead_with_two_tolls_is_no_lead_to_go_by() -> None:
    told = [
        value("a", "The fire killed 12 people."),
        value("a", "Floods that struck the coast left 40 people dead.", start=90),
        value("b", "A mill that burned was where 15 people died."),
    ]
    assert groups(*told) == [["12 people"], ["40 people"], ["15 people"]]


def test_the_order_of_the_values_is_no_matter() -> None:
    told = [
        value(story, SHIPS.format(number), 5)
        for story, number in zip("abc", ("six", "seven", "90"), strict=True)
    ]
    assert groups(*told) == groups(*reversed(told))
