"""Text that the line model took for furniture, found again: better a dull story than a lost one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.reading.pages.furniture import certain_rule
from briefing.reading.pages.headlines import is_headline_of
from briefing.reading.pages.line_features import facts
from briefing.reading.pages.line_model import FURNITURE, INSIDE, START

if TYPE_CHECKING:
    from collections.abc import Sequence


SOLID: Final = 12
"""Words of a line of prose that can speak for a story."""
RUN: Final = 2
"""Such lines, one right after the other, that are a story whatever stands around them.  The furniture
of `glued_pages` (120 pages, 2,280 lines) holds 20 such lines and no two together."""


def with_lost_text(states: Sequence[int], lines: Sequence[str], kept: Sequence[bool]) -> list[int]:
    """Return the states with runs of prose as stories, and all prose where nothing else is left.

    `kept` says which lines may be text at all.
    """
    found = list(states)
    start = 0
    while start < len(found):
        end = start
        while end < len(found) and found[end] == FURNITURE and kept[end] and _is_solid(lines[end]):
            end += 1
        if end - start >= RUN:
            found[start:end] = [START] + [INSIDE] * (end - start - 1)
            if start and found[start - 1] == FURNITURE and is_headline_of(lines, start - 1):
                found[start - 1], found[start] = START, INSIDE
        start = max(end, start + 1)
    return found if any(state != FURNITURE for state in found) else _all_prose(lines, kept)


def _is_solid(line: str) -> bool:
    """Whether a line is a paragraph of prose without any sign of furniture."""
    own = facts(line)
    return own.prose > 0 and own.words >= SOLID and own.hints == 0


def _all_prose(lines: Sequence[str], kept: Sequence[bool]) -> list[int]:
    states = [
        INSIDE if keep and facts(line).prose > 0 and certain_rule(line) is None else FURNITURE
        for line, keep in zip(lines, kept, strict=True)
    ]
    if INSIDE in states:
        first = states.index(INSIDE)
        states[first] = START
        if first and kept[first - 1] and is_headline_of(lines, first - 1):
            states[first - 1], states[first] = START, INSIDE
    return states
