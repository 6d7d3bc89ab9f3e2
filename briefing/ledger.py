"""What became of the input: the ledger of files, the reader's notes, and the counts of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from briefing.config import BriefSettings
from briefing.records import UNKNOWN, Brief, FileEntry, FileState, Item, Reading, Story, Unread

__all__ = ["Inputs", "ledger", "notes", "tally"]


class Inputs(NamedTuple):
    """All input of a run after the reading room."""

    readings: tuple[Reading, ...]
    unread: tuple[Unread, ...]


def ledger(
    read: Inputs,
    stories: Sequence[Story],
    chosen: Mapping[str, Story],
    items: Sequence[Item],
) -> tuple[FileEntry, ...]:
    """What became of each input file, by name; every file has one entry."""
    dated = {story.id: story for story in stories}
    printed = {entry.story.id for item in items for entry in item.stories}
    entries = [
        FileEntry(file=one.file, sha256=one.sha256, state=one.state, reason=one.reason)
        for one in read.unread
    ]
    for one in read.readings:
        members = [dated[story.id] for story in one.stories]
        state, reason = _state(members, chosen, printed)
        entries.append(
            FileEntry(
                file=one.document.file,
                sha256=one.document.sha256,
                state=state,
                reason=reason,
                stories=tuple(story.id for story in members),
                removed=one.removed,
                notes=one.document.notes,
                encoding=one.document.encoding,
            )
        )
    return tuple(sorted(entries, key=lambda entry: (entry.file, entry.sha256)))


def _state(
    stories: Sequence[Story], chosen: Mapping[str, Story], printed: set[str]
) -> tuple[FileState, str]:
    if not stories:
        return "no_story", "no story text was found in it"
    if any(story.id in printed for story in stories):
        rest = [story for story in stories if story.id not in chosen]
        return "used", f"{len(rest)} of its stories left out: {_dates(rest)}" if rest else ""
    if any(story.id in chosen for story in stories):
        return "used", "its events rank below brief.max_items"
    if all(story.when.basis == "unknown" for story in stories):
        return "other_date", "undated, and brief.undated is 'drop'"
    return "other_date", _dates(stories)


def _dates(stories: Sequence[Story]) -> str:
    days = sorted({str(story.when.day or "no single day") for story in stories})
    return f"dated {', '.join(days)}"


def notes(chosen: Mapping[str, Story], events: int, settings: BriefSettings) -> Iterator[str]:
    """What the reader must know: no stories, undated ones, other languages, what was cut off.

    `events` counts all events of the day, also those that rank too low to be written about.
    """
    if not chosen:
        yield "No story of this day was found."
    undated = sum(story.when.basis == "unknown" for story in chosen.values())
    if undated:
        yield f"Stories whose date is unknown: {undated}; they are marked."
    language = settings.language
    foreign = sum(story.language not in {language, UNKNOWN} for story in chosen.values())
    if foreign:
        yield f"Stories in another language than '{language}', quoted as they are: {foreign}."
    over = events - settings.max_items
    if over > 0:
        yield f"Events left out because they rank below brief.max_items: {over}."


def tally(brief: Brief, counts: Counter[str], rejections: Counter[str]) -> None:
    """Add to `counts` how sentences and files ended, and to `rejections` why drafts failed."""
    for item in brief.items:
        claims = [*item.claims, *(claim for only in item.only_in for claim in only.claims)]
        counts.update(claim.verdict.kind for claim in claims)
        for claim in item.withheld:
            counts["withheld"] += not claim.verdict.instead
            counts["drafts replaced"] += bool(claim.verdict.instead)
            rejections.update(claim.verdict.reasons)
    counts.update(f"files {entry.state}" for entry in brief.files)
