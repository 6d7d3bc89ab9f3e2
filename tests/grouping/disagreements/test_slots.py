"""What a sentence gives a value for, and what fills no slot of its event."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.grouping.disagreements.slots import fill_slots
from briefing.language.tokens import stem
from briefing.records import Sentence

TUESDAY = date(2025, 6, 17)


def sentence(text: str, paragraph: int = 0) -> Sentence:
    end = max(1, len(text))
    return Sentence(story="s", document="d", start=0, end=end, text=text, paragraph=paragraph)


def filled(text: str, before: str = "", paragraph: int = 0) -> list[tuple[str, str]]:
    """The slots that a text fills, each with its value as written."""
    found = fill_slots(sentence(text, paragraph), TUESDAY, before)
    return [(one.slot, one.value) for one in found]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("The fire killed 12 people.", [("people:dead", "12 people")]),
        ("Twelve people died and 30 were injured.", [("people:dead", "Twelve people"), ("people:injured", "30")]),
        ("The number of dead rose to 19.", [("people:dead", "19")]),
        ("Nine people are still missing.", [("people:missing", "Nine people")]),
        ("Police arrested 14 men.", [("people:arrested:men", "14 men")]),
        ("The town paid $40 million for the pier.", [("amount:dollar", "$40 million")]),
        ("The navy sent six ships.", [("count:ship", "six ships")]),
        ("The mill burned down on Monday.", [("day", "Monday")]),
        ("The judge gave him a prison term of 12 years.", [("count:prison year", "12")]),
    ],
)  # fmt: skip
def test_a_figure_or_a_day_fills_the_slot_of_what_it_is_told_of(
    text: str, slots: list[tuple[str, str]]
) -> None:
    assert filled(text) == slots


@pytest.mark.parametrize(
    "text",
    [
        "In 2011, a fire killed 12 people.",
        "Some think that between 12 and 15 people died.",
        "The navy sent six AK rifles.",
        "The mayor said on Monday that nobody was hurt.",
        "The mill had not burned on Monday, which is still open.",
        "Monday was a day of rain.",
    ],
)
def test_another_time_a_range_or_the_day_of_a_statement_fills_nothing(text: str) -> None:
    assert filled(text) == []


def test_a_sentence_that_goes_on_is_of_the_time_of_the_one_before() -> None:
    text = "It killed 12 people."
    assert filled(text, "A fire broke out in a mill.") == [("people:dead", "12 people")]
    assert filled(text, "A fire broke out in a mill in 2011.") == []


def test_a_pronoun_means_the_event_only_near_the_top() -> None:
    text = "They killed 12 people."
    assert [bool(filled(text, paragraph=number)) for number in (0, 2, 3)] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("The number of dead rose to 19.", "up"),
        ("The number of dead fell to 19.", "down"),
        ("The number of dead was 19.", ""),
    ],
)
def test_a_figure_that_stands_in_for_an_earlier_one_says_which_way(text: str, turned: str) -> None:
    (one,) = fill_slots(sentence(text), TUESDAY)
    assert one.revised == turned


def test_a_value_carries_the_words_the_names_and_the_days_around_it() -> None:
    text = "On Monday a fire in a mill of Corrie killed 12 people, Mayor Lund said."
    one = next(each for each in fill_slots(sentence(text), TUESDAY) if each.quantity)
    assert one.about == "dead"
    assert {stem(word) for word in ("fire", "mill", "corrie", "lund")} <= one.near
    assert one.names == {"corri"}, "who says so is none of the names"
    assert [day.date for day in one.days] == [date(2025, 6, 16)]


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
    assert [filled.about for filled in fill_slots(sentence(text))] == [about]


def test_what_is_counted_many_times_over_fills_no_slot() -> None:
    text = "She blocked six shots in the first half."
    assert fill_slots(sentence(text)) == ()
