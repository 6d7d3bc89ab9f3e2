"""The one quiet line under a headline: who reports it, and of which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from briefing.language.wording import Wording
from briefing.publishing.plaintext import one_line
from briefing.publishing.reporters import ItemReport, outlet_name
from briefing.publishing.shown import Dating, NotedText

_NAMES: Final = 5
"""Outlets named before the rest is counted: half of 50 outlets' names have up to 14 letters, and a line of
the page holds about 90 letters of this size."""
_DECISIONS: Final = ("pin", "headline")
"""Decisions of an editor that there are words for."""


def origin(
    reports: Sequence[ItemReport],
    datings: Sequence[Dating],
    words: Wording,
    edited: Sequence[str] = (),
) -> str:
    """Return outlets, independence where names do not tell it, the day, and what an editor did.

    Never a file name: where no outlet is known, that is said.
    """
    parts = [_names(reports, words), _independence(reports, words), _days(datings, words)]
    parts += by_hand(edited, words)
    return " · ".join(part for part in parts if part)


def by_hand(edited: Sequence[str], words: Wording) -> list[str]:
    """Return in words what an editor decided about an item, as far as this release knows such decisions."""
    return [words.say(f"edited_item.{one}") for one in edited if one in _DECISIONS]


def outlets(value: NotedText, words: Wording) -> str:
    """Return who gives a value, in one line: agencies and outlets, each once."""
    names = [one_line(source.name) or words.say("unnamed") for source in value.sources]
    return ", ".join(dict.fromkeys(names))


def _names(reports: Sequence[ItemReport], words: Wording) -> str:
    names = list(dict.fromkeys(one_line(report.name) for report in reports if report.name))
    if not names:
        return words.say("unnamed")
    rest = len(names) - _NAMES
    shown = names[:_NAMES] if rest > 1 else names
    return ", ".join(shown) + (f" {words.say('and_more', n=rest)}" if rest > 1 else "")


def _independence(reports: Sequence[ItemReport], words: Wording) -> str:
    """Return how many reports there are, agencies and copies, where the names alone would mislead."""
    names = {report.name for report in reports if report.name}
    agencies = {report.name for report in reports if report.by_agency}
    copies = sum(map(_elsewhere, reports))
    told = [
        words.counted(len(reports), "counted.report")
        if len(reports) > 1 and (agencies or len(names) != len(reports))
        else "",
        words.counted(len(agencies), "counted.agency") if agencies and len(reports) > 1 else "",
        words.counted(copies, "counted.copy") if copies else "",
    ]
    return ", ".join(part for part in told if part)


def _elsewhere(report: ItemReport) -> int:
    """Return how many copies of a report there are but for those that an outlet has of its own story."""
    seen: set[str] = set()
    copies = 0
    for number, entry in enumerate(report.entries):
        name = outlet_name(entry)
        copies += bool(number) and name not in seen
        seen |= {name} - {""}
    return copies


def _days(datings: Sequence[Dating], words: Wording) -> str:
    """Return the day, or the first and the last; what is no day stands in words."""
    days = sorted({dating.iso for dating in datings if dating.iso})
    told = [words.long_date(date.fromisoformat(day)) for day in days]
    vague = list(dict.fromkeys(dating.words for dating in datings if not dating.iso))
    span = " – ".join([told[0], told[-1]] if len(told) > 1 else told)
    return ", ".join([*([span] if span else []), *vague])
