"""The cited passages of a source, marked where they stand in its text.

Citations may touch, overlap and nest.  The text is cut at every border, so that marks never
interleave: ``windows`` gives stretches of text, each a row of pieces that are marked or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from briefing.publishing.page import Note

CONTEXT: Final = 300
"""Characters shown before and after a cited passage: about two sentences of news prose."""

# A window's border moves outward by at most this many characters to the next white space, so that
# no word is cut; the longest English words have under 30.
_WORD: Final = 30

_Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """Text between two borders."""

    text: str
    marked: bool
    anchors: tuple[str, ...]
    """Ids of the passages that begin here."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a source with its marked passages."""

    start: int
    end: int
    pieces: tuple[Piece, ...]
    cut_before: bool
    """Whether the source goes on before it."""
    cut_after: bool


@dataclass(frozen=True, slots=True)
class CitedSource:
    """One cited document."""

    number: int
    file: str
    windows: tuple[Window, ...]
    anchors: Mapping[_Key, str]
    """Id of each cited passage, by its (start, end)."""
    earlier: date | None = None
    """The day of the brief whose input it belongs to, where it is not in that of this one."""


def cited_sources(notes: Iterable[Note], texts: Mapping[str, str]) -> dict[str, CitedSource]:
    """Return the cited documents by id, in the order of their first citation.

    `texts` maps document ids to full texts.  Where a text is missing, or does not hold the quote
    at its place, the quote stands alone.
    """
    cited: dict[str, list[Note]] = {}
    for note in notes:
        cited.setdefault(note.citation.document, []).append(note)
    return {
        document: _source(number, found, texts.get(document, ""))
        for number, (document, found) in enumerate(cited.items(), 1)
    }


def _source(number: int, notes: list[Note], text: str) -> CitedSource:
    quotes = {(note.citation.start, note.citation.end): note.citation.quote for note in notes}
    anchors = {key: f"passage-{number}-{key[0]}-{key[1]}" for key in sorted(quotes)}
    found = [key for key in anchors if text[key[0] : key[1]] == quotes[key]]
    windows = [_window(text, span, anchors, found) for span in _stretches(text, found)]
    lost = anchors.keys() - set(found)
    windows += [_alone(key, quotes[key], anchors[key]) for key in sorted(lost)]
    earlier = notes[0].earlier if all(note.earlier for note in notes) and not text else None
    return CitedSource(number, notes[0].citation.file, tuple(windows), anchors, earlier)


def _stretches(text: str, keys: Iterable[_Key]) -> list[_Key]:
    """Return the stretches of `text` around `keys` (sorted), those that touch joined."""
    joined: list[_Key] = []
    for start, end in keys:
        first, last = _word_start(text, start - CONTEXT), _word_end(text, end + CONTEXT)
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def _word_start(text: str, position: int) -> int:
    """Move `position` left to the start of a word, and into the text."""
    for place in range(position, max(position - _WORD, 0), -1):
        if text[place - 1].isspace():
            return place
    return max(position, 0)


def _word_end(text: str, position: int) -> int:
    """Move `position` right to the end of a word, and into the text."""
    for place in range(position, min(position + _WORD, len(text))):
        if text[place].isspace():
            return place
    return min(position, len(text))


def _window(text: str, span: _Key, anchors: Mapping[_Key, str], found: list[_Key]) -> Window:
    """Cut the stretch `span` at every border of the passages inside it."""
    start, end = span
    inside = [key for key in found if start <= key[0] < end]
    borders = sorted({start, end, *(border for key in inside for border in key)})
    pieces = [
        Piece(
            text[left:right],
            marked=any(key[0] <= left and right <= key[1] for key in inside),
            anchors=tuple(anchors[key] for key in inside if key[0] == left),
        )
        for left, right in pairwise(borders)
    ]
    return Window(start, end, tuple(pieces), start > 0, end < len(text))


def _alone(key: _Key, quote: str, anchor: str) -> Window:
    return Window(*key, (Piece(quote, marked=True, anchors=(anchor,)),), key[0] > 0, cut_after=True)
