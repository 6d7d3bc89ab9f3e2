"""Which of a day's events the reader gets, in which order, and where the others were left out.

::

    events, ranked ─ editing.arrange ─ grouping.by_topics ─▶ Wished ─ left_out ─▶ LeftOut, for ledger and notes
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefing import grouping
from briefing.assembly import editing
from briefing.assembly.ledger import LeftOut, stories_left_out
from briefing.assembly.run import Run
from briefing.records import Event, Item


class Wished(NamedTuple):
    """The events of a day, as reader and editor want them."""

    events: tuple[Event, ...]
    """To be printed, in their order: what an editor pinned, what the reader follows, all others."""
    pinned: tuple[Event, ...]
    dropped: tuple[Event, ...]
    muted: tuple[Event, ...]


def as_wished(events: Sequence[Event], run: Run) -> Wished:
    """Return ranked events in the order of the brief, those apart that are left out."""
    wanted = run.settings.brief
    pinned, others, dropped = editing.arrange(events, run.overrides)
    shown, muted = grouping.by_topics(others, wanted.follow, wanted.mute)
    return Wished((*pinned, *shown), pinned, dropped, muted)


def left_out(day: Wished, most: int, written: Sequence[Item], fresh: Sequence[Item]) -> LeftOut:
    """Return the events that the brief does not have, by why.

    `most` of the day's events were to be written; `written` were, and `fresh` are those of them that are not dropped as
    unchanged.
    """
    done = {one.id for one in written}
    return {
        "dropped": [event.stories for event in day.dropped],
        "muted": [event.stories for event in day.muted],
        "fault": [event.stories for event in day.events[:most] if event.id not in done],
        "rank": [event.stories for event in day.events[most:]],
        "unchanged": stories_left_out(written, fresh),
    }
