"""What became of the input: the ledger of files, the reader's notes, and the counts of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from briefing.language.wording import Wording
from briefing.records import (
    UNKNOWN,
    Brief,
    FileEntry,
    FileState,
    Item,
    Reading,
    Story,
    Unread,
)

Why = Literal["dropped", "fault", "muted", "rank", "unchanged"]
LeftOut = Mapping[Why, Sequence[Sequence[Story]]]
"""The events of the day that the brief leaves out, each as its stories, by why."""

_WHYS: Final[tuple[Why, ...]] = ("fault", "muted", "rank", "unchanged")
"""In the order in which the reader is told; of what an editor dropped, another note tells."""


class Inputs(NamedTuple):
    """All input of a run after the reading room."""

    readings: tuple[Reading, ...]
    unread: tuple[Unread, ...]
    trouble: str = ""
    """Why the texts of very many files are in memory, and the way out; empty where all is well."""

    @property
    def stories(self) -> list[Story]:
        """The stories of all files, file by file."""
        return [story for one in self.readings for story in one.stories]


def ledger(
    read: Inputs, chosen: Sequence[Story], items: Sequence[Item], left: LeftOut, words: Wording
) -> tuple[FileEntry, ...]:
    """What became of each input file, by name; every file has one entry.

    `chosen` are the stories of the day, in the brief or left out; reasons are told in `words`.
    """
    of_the_day = frozenset(story.id for story in chosen)
    fates = {entry.story.id: "" for item in items for entry in item.stories}
    for why, events in left.items():
        fates |= {story.id: words.say(f"reasons.{why}") for event in events for story in event}
    entries = [
        FileEntry(file=one.file, sha256=one.sha256, state=one.state, reason=one.reason)
        for one in read.unread
    ]
    for one in read.readings:
        state, reason = _state(one.stories, of_the_day, fates, words)
        entries.append(
            FileEntry(
                file=one.document.file,
                sha256=one.document.sha256,
                state=state,
                reason=reason,
                stories=tuple(story.id for story in one.stories),
                removed=one.removed,
                notes=one.document.notes,
                encoding=one.document.encoding,
            )
        )
    return tuple(sorted(entries, key=lambda entry: (entry.file, entry.sha256)))


def _state(
    stories: Sequence[Story],
    of_the_day: Collection[str],
    fates: Mapping[str, str],
    words: Wording,
) -> tuple[FileState, str]:
    if not stories:
        return "no_story", words.say("reasons.no_story")
    if any(story.id in of_the_day for story in stories):
        return "used", "; ".join(_left_out(stories, fates, words))
    if all(story.when.basis == "unknown" for story in stories):
        return "other_date", words.say("reasons.undated")
    return "other_date", _dates(stories, words)


def _left_out(stories: Sequence[Story], fates: Mapping[str, str], words: Wording) -> Iterator[str]:
    """Why stories of a file that is used are not in the brief: another day, or their event's fate."""
    rest = [story for story in stories if story.id not in fates]
    if rest:
        yield words.say("reasons.some", n=len(rest), why=_dates(rest, words))
    whys = Counter(fates[story.id] for story in stories if fates.get(story.id))
    for why, number in sorted(whys.items()):
        yield words.say("reasons.some", n=number, why=why)


def _dates(stories: Sequence[Story], words: Wording) -> str:
    days = sorted({str(story.when.day or words.say("reasons.no_day")) for story in stories})
    return words.say("reasons.dated", days=", ".join(days))


def stories_left_out(before: Sequence[Item], after: Sequence[Item]) -> list[list[Story]]:
    """Return the stories of each item of `before` that is not in `after`."""
    kept = {item.id for item in after}
    return [[one.story for one in item.stories] for item in before if item.id not in kept]


def notes(chosen: Sequence[Story], left: LeftOut, words: Wording, language: str) -> Iterator[str]:
    """What the reader must know: no stories, undated ones, other languages, what was left out.

    `language` is the ISO 639-1 code of the brief, `words` those in which it is told.
    """
    if not chosen:
        yield words.say("notes.no_story")
    undated = sum(story.when.basis == "unknown" for story in chosen)
    if undated:
        yield words.say("notes.undated", n=undated)
    foreign = sum(story.language not in {language, UNKNOWN} for story in chosen)
    if foreign:
        yield words.say("notes.foreign", n=foreign, language=language)
    for why in _WHYS:
        if left.get(why):
            yield words.say(f"notes.{why}", n=len(left[why]))


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
