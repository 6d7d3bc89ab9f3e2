"""Who wrote the reports of an item: agencies and outlets."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.records import UNKNOWN, Item, StoryEntry


def report_names(item: Item) -> tuple[str, ...]:
    """Name who wrote the independent reports of `item`: the agency, or the outlet; once each.

    A single report that many print is named by its agency, even where only a reprint names it.
    """
    agencies = _known(entry.story.agency for entry in item.stories)
    if item.reports == 1 and agencies:
        return agencies
    return _known(_author(entry) for entry in item.stories if entry.role != "reprint")


def _author(entry: StoryEntry) -> str:
    """Return the agency of a story or, where there is none, its outlet."""
    return entry.story.outlet if entry.story.agency == UNKNOWN else entry.story.agency


def _known(names: Iterable[str]) -> tuple[str, ...]:
    """Return each name but `unknown` once, in order."""
    return tuple(dict.fromkeys(name for name in names if name != UNKNOWN))
