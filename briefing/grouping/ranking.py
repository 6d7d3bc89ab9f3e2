"""The order of events in a brief: the days' news before what nothing dates, the weightiest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from briefing.grouping.importance import importance
from briefing.records import Event, Story


def rank_events(events: Sequence[Event], day: date, days: int = 1) -> tuple[Event, ...]:
    """Return `events` in the order of the brief of `day`, each with its importance.

    What is known to be of the brief's `days`, or of the day before, comes before what is old or undated: a
    page without a date may be years old, in however many copies.  Then the weightier come first; among
    equals those with the longer story, and last the order of ids.
    """
    oldest = day - timedelta(days=max(days - 1, 1))
    weighed = [
        event.model_copy(update={"importance": round(importance(event), 6)}) for event in events
    ]
    return tuple(
        sorted(
            weighed,
            key=lambda one: (not _is_news(one, oldest), -one.importance, -_length(one), one.id),
        )
    )


def _is_news(event: Event, oldest: date) -> bool:
    return any(_is_since(story, oldest) for story in event.stories)


def _is_since(story: Story, oldest: date) -> bool:
    return story.when.basis != "unknown" and story.when.earliest.date() >= oldest


def _length(event: Event) -> int:
    """Characters of the fullest story."""
    return max(story.length for story in event.stories)
