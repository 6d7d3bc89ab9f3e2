"""A passage of very many lines, read portion by portion for as long as stories begin in it.

A page, and an archive of pages in one text, begin a story every few hundred lines.  In what was made to be slow (one story without end, dates
without end) hardly one begins: its first portion is read, the rest is one removed stretch that is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.reading.limits import (
    BEHIND_ALL_STORIES,
    BEHIND_THE_STORY,
    FEWEST_STORIES,
    MOST_CHARACTERS,
    MOST_OF_A_PAGE,
    MOST_OF_A_STORY,
)
from briefing.reading.pages.page_features import HEAD, TAIL
from briefing.reading.pages.paragraphs import Passage
from briefing.reading.pages.states import BEGINS
from briefing.records import Removed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from briefing.reading.pages.lines import Line


def portions(
    lines: Sequence[Line], decide: Callable[[Sequence[Line]], Passage], *, one_story: bool
) -> Iterator[Passage | Removed]:
    """Yield what `decide` makes of the lines: all of them together, where they are no more than a page has.

    Else portion by portion, each from the last start of a story in the one before; and the rest of the lines, removed, where fewer than
    FEWEST_STORIES began in a whole portion.  Of `one_story` the first portion is read.  Of a story that is longer than half a portion what
    stands in the next one, up to a start in it, is removed.
    """
    most = MOST_OF_A_STORY if one_story else MOST_OF_A_PAGE
    rule = BEHIND_THE_STORY if one_story else BEHIND_ALL_STORIES
    low, inside = 0, False
    while True:
        high = _end(lines, low, most)
        passage = decide(lines[low:high])
        if inside:  # the first line begins no story, whatever it seems
            places = (at for at, one in enumerate(passage.states) if at and one in BEGINS)
            start = next(places, len(passage.states))
            yield Removed(lines[low].start, lines[low + start - 1].end, BEHIND_THE_STORY)
            passage = _part(passage, start, len(passage.lines))
            low += start
        if low == len(lines):
            return
        if high == len(lines):
            yield passage
            return
        begins = [place for place, state in enumerate(passage.states) if state in BEGINS]
        if one_story or len(begins) < FEWEST_STORIES:
            if passage.lines:
                yield passage
            yield Removed(lines[high].start, lines[-1].end, rule)
            return
        # The last story may go on behind the portion; one that is longer than half of it is cut.
        inside = 2 * begins[-1] < high - low
        size = high - low if inside else begins[-1]
        yield _part(passage, 0, size)
        low += size


def _part(passage: Passage, start: int, end: int) -> Passage:
    return Passage(passage.lines[start:end], passage.states[start:end], passage.chances[start:end])


def _end(lines: Sequence[Line], low: int, most: int) -> int:
    """Where a portion ends that begins at `low`: one line at least."""
    left, high = MOST_CHARACTERS, low
    for line in lines[low : low + most]:
        left -= min(line.end - line.start, HEAD + TAIL)
        if left < 0 and high > low:
            break
        high += 1
    return high
