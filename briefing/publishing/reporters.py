"""Who wrote the reports of an item: agencies and outlets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from briefing.records import UNKNOWN, Citation, Item, StoryEntry


class ItemReport(NamedTuple):
    """One independent report of an item: a text and all that print it."""

    name: str
    """Its agency or, where there is none, its outlet; empty where neither is known."""
    by_agency: bool
    entries: tuple[StoryEntry, ...]
    """Its stories, the original first."""


def item_reports(item: Item) -> tuple[ItemReport, ...]:
    """Return the independent reports of `item`, in the order of its stories.

    The reprints of a text follow its original (:func:`briefing.writing.consolidate`).
    """
    groups: list[list[StoryEntry]] = []
    for entry in item.stories:
        if entry.role == "reprint" and groups:
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return tuple(_report(tuple(group)) for group in groups)


def report_names(item: Item) -> tuple[str, ...]:
    """Name who wrote the independent reports of `item`: the agency, or the outlet; once each.

    A report that many print is named by its agency, even where only a reprint names it.
    """
    return tuple(dict.fromkeys(report.name for report in item_reports(item) if report.name))


def entry_of(citation: Citation, reports: Iterable[ItemReport]) -> tuple[int, StoryEntry] | None:
    """Return the story that `citation` stands in, behind the number of its report; None for none.

    A citation outside the spans of every story of its document belongs to the first one of it.
    """
    found = [
        (number, entry)
        for number, report in enumerate(reports)
        for entry in report.entries
        if entry.story.document == citation.document
    ]
    exact = [pair for pair in found if _holds(pair[1], citation)]
    return next(iter([*exact, *found]), None)


def outlet_name(entry: StoryEntry) -> str:
    """Return the outlet of a story, or its agency where no outlet is known; empty for neither."""
    return next(iter(_known((entry.story.outlet, entry.story.agency))), "")


def _holds(entry: StoryEntry, citation: Citation) -> bool:
    return any(start <= citation.start < end for start, end in entry.story.spans)


def _report(entries: tuple[StoryEntry, ...]) -> ItemReport:
    agencies = _known(entry.story.agency for entry in entries)
    outlets = _known(entry.story.outlet for entry in entries)
    return ItemReport(next(iter([*agencies, *outlets]), ""), bool(agencies), entries)


def _known(names: Iterable[str]) -> list[str]:
    return [name for name in names if name != UNKNOWN]
