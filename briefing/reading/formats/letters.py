"""The frame of a letter: what stands over its first story and below its last one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing.reading.formats.letter_lines import (
    PROSE_WORDS,
    Line,
    closes_letter,
    is_pointer,
    is_sign,
    key_of,
    opens_letter,
    promotes,
)

_TOP: Final = 8
"""Lines from the top among which the letter speaks of itself."""


def without_frame(lines: Sequence[Line], outlet: str) -> list[Line]:
    """Return the lines of a letter without those that speak of the letter.

    `outlet` is its sender: a line that is this name and no more is the masthead.
    """
    kept = [line for line in lines if not promotes(line.text.strip())]
    kept = kept[: _foot(kept, outlet)]
    top = [number for number, line in enumerate(kept) if line.text.strip()][:_TOP]
    own = {number for number in top if opens_letter(kept[number].text.strip(), outlet)}
    return [line for number, line in enumerate(kept) if number not in own]


def _foot(lines: Sequence[Line], outlet: str) -> int:
    """Where the foot begins: the first line of which and of all below none is prose."""
    place = len(lines)
    for number in reversed(range(len(lines))):
        text = lines[number].text.strip()
        if closes_letter(text, outlet):
            place = number
        elif len(text.split()) >= PROSE_WORDS or text.endswith((".", "!", "?", "”", '"')):
            break
    while place and is_sign(lines[place - 1].text):
        place -= 1
    return _before_signature(lines, place)


def _before_signature(lines: Sequence[Line], place: int) -> int:
    """The line of "-- " over a few short lines, RFC 3676."""
    for number in range(max(0, place - 10), place):
        if lines[number].text.rstrip() in {"--", "—"}:
            below = [line.text for line in lines[number + 1 : place]]
            return number if all(len(text.split()) < PROSE_WORDS for text in below) else place
    return place


def below_headline(lines: Sequence[Line], title: str) -> list[Line]:
    """Return the lines of a mail with one story: from its headline on, where that stands near the top.

    Lines that are nothing but a short link lead elsewhere.
    """
    top = [number for number, line in enumerate(lines) if line.text.strip()][:_TOP]
    shown = next((number for number in top if key_of(lines[number].text) == key_of(title)), 0)
    return [
        line
        for number, line in enumerate(lines)
        if number == shown or (number > shown and not (line.is_link and is_pointer(line)))
    ]
