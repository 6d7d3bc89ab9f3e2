"""Topics that a reader follows or mutes."""

from __future__ import annotations

import pytest

from briefing.grouping import by_topics
from briefing.records import Event, Report

from .labelled import make_story

STORIES = {
    "tram": make_story("tram", ["The tram of Port Ellery stopped.", "It rained.", "Bees came."]),
    "bees": make_story("bees", ["Bees’ hotel opened in Marrin.", "A Tramway runs nearby."]),
    "port": make_story("port", ["Nothing happened.", "So said the mayor of PORT\nELLERY."]),
}
EVENTS = tuple(
    Event(id=name, reports=(Report(id=name, original=name, stories=(name,)),)) for name in STORIES
)


def shown(follow: list[str], mute: list[str]) -> tuple[list[str], list[str]]:
    kept, muted = by_topics(EVENTS, STORIES, follow, mute)
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
    stories = tuple(STORIES)
    event = Event(id="all", reports=(Report(id="r", original="tram", stories=stories),))
    assert by_topics([event], STORIES, [], ["marrin"]) == ((), (event,))
