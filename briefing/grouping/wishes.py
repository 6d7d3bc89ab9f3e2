"""What a reader asks for by words and names: topics to follow or to mute, sections of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from briefing.records import Event

_OPENING: Final = 2
"""Sentences of a story in which a topic counts, beside its headline: what stands later is seldom
what the story is about."""


def by_topics(
    events: Sequence[Event], follow: Sequence[str], mute: Sequence[str]
) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """Return the events to show, followed ones first and otherwise in their order, and the muted.

    A topic is a word or a name of several words; it is looked for as whole words, in any case, in
    the headline and the first two sentences of each story.  An event that is both followed and
    muted is shown: nothing that a reader asked for is hidden.
    """
    wanted, unwanted = _pattern(follow), _pattern(mute)
    followed, muted, others = [], [], []
    for event in events:
        text = _opening(event)
        if wanted and wanted.search(text):
            followed.append(event)
        elif unwanted and unwanted.search(text):
            muted.append(event)
        else:
            others.append(event)
    return (*followed, *others), tuple(muted)


def section_of(event: Event, sections: Iterable[tuple[str, Sequence[str]]]) -> str:
    """Return the name of the first of `sections` that `event` belongs to, empty for none.

    A section is its name and its words; they are looked for as topics are (:func:`by_topics`).
    """
    text = _opening(event)
    found = (name for name, words in sections if (one := _pattern(words)) and one.search(text))
    return next(found, "")


def _pattern(topics: Sequence[str]) -> re.Pattern[str] | None:
    plain = [r"\s+".join(map(re.escape, _plain(topic).split())) for topic in topics]
    found = "|".join(one for one in plain if one)
    return re.compile(rf"(?<!\w)(?:{found})(?!\w)") if found else None


def _opening(event: Event) -> str:
    """The openings of an event's stories; a line break and a bar keep a name inside one text."""
    parts = [
        part
        for story in event.stories
        for part in (story.headline, *(one.text for one in story.sentences[:_OPENING]))
    ]
    return " | ".join(map(_plain, parts))


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'")
