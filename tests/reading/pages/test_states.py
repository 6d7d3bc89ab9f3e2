"""What a line of a page is, and what may stand behind what."""

from __future__ import annotations

from briefing.reading.pages.states import BEGINS, BEHIND, INSIDE, SAYS, State


def before(state: State) -> set[State]:
    """The states that `state` may stand behind."""
    return {each for each, behind in BEHIND.items() if state in behind}


def test_something_may_stand_behind_every_state() -> None:
    assert set(BEHIND) == set(State)
    assert [state for state in State if not BEHIND[state]] == []


def test_a_line_begins_a_story_or_stands_in_one_or_is_of_none() -> None:
    assert BEGINS.isdisjoint(INSIDE)
    assert set(State) - BEGINS - INSIDE == {State.FURNITURE, State.HEAD}
    assert SAYS < BEGINS | INSIDE


def test_a_later_line_of_a_headline_stands_behind_an_earlier_one() -> None:
    assert before(State.HEADLINE_GOES_ON) == {State.HEADLINE, State.HEADLINE_GOES_ON}


def test_no_story_begins_right_behind_a_headline() -> None:
    assert BEGINS.isdisjoint(BEHIND[State.HEADLINE])
    assert BEGINS.isdisjoint(BEHIND[State.HEADLINE_GOES_ON])


def test_furniture_may_stand_anywhere_and_a_story_may_go_on_behind_it() -> None:
    assert before(State.FURNITURE) == set(State)
    assert State.TEXT in BEHIND[State.FURNITURE]
