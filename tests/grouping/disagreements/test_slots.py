"""On which days an event happened by a sentence, and what a figure counts."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.grouping.disagreements.slots import (
    fill,
    fill_days,
    revision_of,
    slot_of,
    state_of,
)
from briefing.language.figures import Figure
from briefing.language.text import read
from briefing.language.tokens import stem
from briefing.records import Sentence

TUESDAY = date(2025, 6, 17)


def sentence(text: str, paragraph: int = 0) -> Sentence:
    end = max(1, len(text))
    return Sentence(story="s", document="d", start=0, end=end, text=text, paragraph=paragraph)


def days(text: str, before: str = "", paragraph: int = 0) -> list[str]:
    """The days on which something happened, as written."""
    return [one.value for one in fill_days(sentence(text, paragraph), TUESDAY, before)]


def first_figure(text: str) -> Figure:
    return read(text).figures[0]


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("The fire killed 12 people.", "people:dead"),
        ("The number of dead rose to 19.", "people:dead"),
        ("Nine people are still missing.", "people:missing"),
        ("Police arrested 14 men.", "people:arrested:men"),
        ("The town paid $40 million for the pier.", "amount:dollar"),
        ("The navy sent six ships.", "count:ship"),
        ("The judge gave him a prison term of 12 years.", "count:prison year"),
        ("The navy sent six AK rifles.", ""),
        ("She blocked six shots in the first half.", ""),
    ],
)
def test_a_figure_counts_what_its_sentence_says(text: str, slot: str) -> None:
    assert slot_of(text, first_figure(text)) == slot


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Twelve people died and 30 were injured.", ["dead", "injured"]),
        ("It killed 12 and injured 30.", ["dead", "injured"]),
        ("Some 400 people had to leave their homes.", ["displaced"]),
        ("Five men are still held after police arrested them.", ["remaining"]),
        ("The navy sent six ships.", [""]),
    ],
)
def test_the_state_of_people_is_told_by_the_nearest_word_of_the_clause(
    text: str, states: list[str]
) -> None:
    assert [state_of(text, one) for one in read(text).figures] == states


def test_something_happened_on_the_day_that_is_named_with_it() -> None:
    assert days("The mill burned down on Monday.") == ["Monday"]


@pytest.mark.parametrize(
    "text",
    [
        "In 2011, a fire broke out on Monday.",
        "The mayor said on Monday that nobody was hurt.",
        "The mill had not burned on Monday, which is still open.",
        "Monday was a day of rain.",
    ],
)
def test_another_time_or_the_day_of_a_statement_is_no_day_of_a_happening(text: str) -> None:
    assert days(text) == []


def test_a_sentence_that_goes_on_is_of_the_time_of_the_one_before() -> None:
    text = "It burned down on Monday."
    assert days(text, "A fire broke out in a mill.") == ["Monday"]
    assert days(text, "A fire broke out in a mill in 2011.") == []


def test_a_pronoun_means_the_event_only_near_the_top() -> None:
    text = "They left on Monday."
    assert [bool(days(text, paragraph=number)) for number in (0, 2, 3)] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("The number of dead rose to 19.", "up"),
        ("The number of dead fell to 19.", "down"),
        ("The number of dead was 19.", ""),
    ],
)
def test_a_figure_that_stands_in_for_an_earlier_one_says_which_way(text: str, turned: str) -> None:
    assert revision_of(text, first_figure(text)) == turned


def test_a_value_carries_the_words_the_names_and_the_days_around_it() -> None:
    text = "On Monday a fire in a mill of Corrie killed 12 people, Mayor Lund said."
    figure = first_figure(text)
    one = fill("people:dead", sentence(text), TUESDAY, (figure.start, figure.end), figure)
    assert (one.about, one.value) == ("dead", "12 people")
    assert {stem(word) for word in ("fire", "mill", "corrie", "lund")} <= one.near
    assert one.names == {"corri"}, "who says so is none of the names"
    assert [day.date for day in one.days] == [date(2025, 6, 16)]


@pytest.mark.parametrize(
    ("text", "slot", "about"),
    [
        ("The number of homes without power rose to 35,000.", "", "homes"),
        ("The storm left 35,000 homes without power.", "", "homes"),
        ("The storm killed 12 people in Orvo.", "people:dead", "dead"),
        ("Police arrested 14 men.", "people:arrested:men", "men arrested"),
        ("The company paid 40 million euros for the yard.", "amount:euro", "amount in euro"),
        ("There were three.", "count", "number"),
        ("The driver, aged 41, was hurt.", "age", "age"),
        ("The talks took 30 hours.", "time hour", "hour"),
    ],
)
def test_a_slot_is_told_in_the_words_of_the_text(text: str, slot: str, about: str) -> None:
    figure = first_figure(text)
    span = figure.start, figure.end
    told = slot or slot_of(text, figure)
    assert fill(told, sentence(text), TUESDAY, span, figure).about == about
