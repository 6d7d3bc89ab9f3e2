"""How far apart stories were published: a happening is reported within a few days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from briefing.records import Story

DAYS: Final = 3
"""Days that the publication of two reports of one event lies apart at most, whatever their words."""


def days_between(first: Story, second: Story) -> int:
    """Return the days between two stories' intervals of publication: 0 where they touch, or one is unknown."""
    earlier, later = sorted((first.when, second.when), key=lambda when: when.earliest)
    return max(0, (later.earliest.date() - earlier.latest.date()).days)
