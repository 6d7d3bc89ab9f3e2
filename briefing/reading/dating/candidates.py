"""The dates in the lines beside a story: labelled ones, those alone on a line, prefix stamps, sign-offs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from briefing.language.calendar import Clock, Found, find_dates, shifted
from briefing.reading.dating.labels import (
    ARCHIVED,
    BARE_RANK,
    DATED,
    is_bare,
    is_stamp,
    label_of,
    names_archive,
)
from briefing.reading.dating.surroundings import Place, TextLine

SHORT_LINE: Final = 100
"""Characters; a date line with byline, outlet and reading time is shorter, a paragraph longer."""
_SIGN_OFF: Final = re.compile(r"[:|(–—]\s*(?:\S+\s*)?$")
_MAY_HOLD_DATE: Final = re.compile(r"\d")


class Candidate(NamedTuple):
    """A date that may be the story's, with the rank of what says so (higher is stronger)."""

    rank: int
    distance: int
    found: Found
    line: TextLine
    label: str


def find_candidates(place: Place, clock: Clock) -> Iterator[Candidate]:
    """Yield the dates beside the story at `place` that may be its own."""
    for distance, line in enumerate(reversed(place.before)):
        yield from _in_line(line, distance, clock)
    yield from _in_head(place, clock)
    for distance, line in enumerate(reversed(place.tail)):
        yield from _in_ending(line, distance + 5, clock)
    after = [c for n, line in enumerate(place.after) for c in _in_line(line, n + 3, clock)]
    after = [candidate for candidate in after if candidate.label != ARCHIVED]  # it opens the next
    bare = [candidate for candidate in after if candidate.rank == BARE_RANK]
    # Several date lines below a story are a list: related stories, a timeline.
    yield from (candidate for candidate in after if candidate not in bare or len(bare) == 1)


def _in_head(place: Place, clock: Clock) -> Iterator[Candidate]:
    """The story's first lines; behind the first paragraph a date line is part of the story."""
    for distance, line in enumerate(place.head):
        if len(line.text) > SHORT_LINE:
            yield from _in_opening(line, distance, clock)
            return
        is_title = place.title is not None and line.start == place.title.start
        # The words of a headline in title case look like a byline's: few of them are allowed.
        yield from _in_line(line, distance, clock, words_limit=3 if is_title else 8)


def _in_line(
    line: TextLine, distance: int, clock: Clock, words_limit: int = 8
) -> Iterator[Candidate]:
    """A line beside the story: labelled dates, and dates that are (nearly) all of the line."""
    if len(line.text) > 400 or not _MAY_HOLD_DATE.search(line.text):
        return
    dates = find_dates(line.text, clock)
    bare = is_bare(line.text, dates, words_limit)
    for found in dates:
        rank, label = label_of(line.text[: found.start])
        if rank or bare:
            yield Candidate(rank or BARE_RANK, distance, found, line, label or "the line ")


def _in_opening(line: TextLine, distance: int, clock: Clock) -> Iterator[Candidate]:
    """A paragraph at the top: a date glued to its start, or a label with its date near the start."""
    head = line.text[:160]
    if not _MAY_HOLD_DATE.search(head):
        return
    for found in find_dates(head, clock):
        rank, label = label_of(head[: found.start])
        if rank and found.start <= 60:
            yield Candidate(rank, distance, found, line, label)
        elif distance < 2 and is_stamp(head, found):
            yield Candidate(BARE_RANK, distance, found, line, "the text opens with ")


def _in_ending(line: TextLine, distance: int, clock: Clock) -> Iterator[Candidate]:
    """The last lines: a labelled date in the form of a sign-off, not of a sentence."""
    offset = max(0, len(line.text) - 160)
    tail = TextLine(line.start + offset, line.end, line.text[offset:])
    if not _MAY_HOLD_DATE.search(tail.text):
        return
    for found in find_dates(tail.text, clock):
        rank, label = label_of(tail.text[: found.start])
        if rank and (len(line.text) <= SHORT_LINE or _SIGN_OFF.search(tail.text[: found.start])):
            yield Candidate(rank, distance, found, tail, label)


def is_still_to_come(one: Candidate, clock: Clock) -> bool:
    """Return whether a date that no word calls the story's own is in the future: an event's."""
    is_called = one.rank != BARE_RANK and one.label != DATED
    return not is_called and is_ahead(one.found, clock)


def is_ahead(found: Found, clock: Clock) -> bool:
    """Return whether a date is behind the day after the clock's: the other side of the world is a day ahead."""
    return min(found.days) > (shifted(clock.reference, 1) or clock.reference)


def from_archive(place: Place, clock: Clock) -> Candidate | None:
    """Return the date of an old report that is printed again, which a line above it tells."""
    lines = [line for line in reversed(place.before[-3:]) if names_archive(line.text)]
    found = (one for line in lines for one in _in_line(line, 0, clock))
    return next((one for one in found if one.label == ARCHIVED and one.found.has_year), None)
