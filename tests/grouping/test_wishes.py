"""Topics that a reader follows or mutes, and the sections of the page."""

from __future__ import annotations

import pytest

from briefing.grouping import by_topics, section_of

from .labelled import copies, event_of, make_story

STORIES = (
    make_story("tram", ["The tram of Port Ellery stopped.", "It rained.", "Bees came."]),
    make_story("bees", ["Bees’ hotel opened in Marrin.", "A Tramway runs nearby."]),
    make_story("port", ["Nothing happened.", "So said the mayor of PORT\nELLERY."]),
)
EVENTS = tuple(event_of(story, name=story.id) for story in STORIES)


def shown(follow: list[str], mute: list[str]) -> tuple[list[str], list[str]]:
    kept, muted = by_topics(EVENTS, follow, mute)
    return [one.id for one in kept], [one.id for one in muted]


@pytest.mark.parametrize(
    ("follow", "mute", "kept", "muted"),
    [
        ([], [], ["tram", "bees", "port"], []),
        (["marrin"], [], ["bees", "tram", "port"], []),
        (["Port Ellery"], [], ["tram", "port", "bees"], []),
        (["port  ellery", "bees'"], [], ["tram", "bees", "port"], []),
        ([], ["tram"], ["bees", "port"], ["tram"]),
        ([], ["Bees"], ["tram", "port"], ["bees"]),
        (["mayor"], ["PORT ELLERY"], ["port", "bees"], ["tram"]),
        ([" ", "…"], ["", "(", ".*"], ["tram", "bees", "port"], []),
    ],
)
def test_followed_events_come_first_and_muted_ones_go(
    follow: list[str], mute: list[str], kept: list[str], muted: list[str]
) -> None:
    assert shown(follow, mute) == (kept, muted)


def test_a_name_does_not_run_from_one_text_into_the_next() -> None:
    assert shown([], ["stopped It", "stopped. It"]) == (["tram", "bees", "port"], [])


def test_any_story_of_an_event_speaks_for_it() -> None:
    event = copies(*STORIES)
    assert by_topics([event], [], ["marrin"]) == ((), (event,))


def test_an_event_stands_in_the_first_section_whose_words_its_opening_holds() -> None:
    sections = [("Town", ["Port Ellery"]), ("Traffic", ["ferry", "tram"]), ("Sea", ["…"])]
    assert [section_of(event, sections) for event in EVENTS] == ["Town", "", "Town"]
    assert [section_of(event, sections[1:]) for event in EVENTS] == ["Traffic", "", ""]
    assert section_of(EVENTS[0], []) == ""
