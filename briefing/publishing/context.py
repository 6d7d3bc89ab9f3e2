"""Cited passages in the text around them, with what a sentence left out of them.

Citations may touch, overlap and nest.  A stretch of text is cut at every border, so that marks never
interleave::

    notes of one source ─ stretches (passage ± CONTEXT) ─▶ Passage of Pieces: around, kept, left out
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from typing import Final, Literal

from briefing.publishing.shown import Note, NotedText

CONTEXT: Final = 140
"""Characters shown before and after a cited passage: the sentence before and the one behind (of 10,057
sentences of two days half have up to 118 characters, the mean is 130)."""
_LEAST: Final = 60
"""Half a sentence: with less, where a passage stands can no longer be told."""
_IN_ALL: Final = 18_000
"""Characters of context on a page while there is more than the least for each: 30 items with three to five sentences then
have less than 150 KB (`tests/browser/test_page.py`)."""

# A stretch's border moves outward by at most this many characters to the next white space, so that
# no word is cut; the longest English words have under 30.
_WORD: Final = 30
_WORDS: Final = re.compile(r"\S+")
_STOPS: Final = (",", ".")
"""Marks that stand alone in a quotation, behind a link, and in what is said beside the word before them."""
_SIGNS: Final = re.compile(r"[^\w%$€£]+")
_SHORTENED: Final = frozenset({"compressed", "joined"})
"""Verdicts of sentences that hold nothing but words of their passages."""

_Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """Text between two borders."""

    text: str
    kind: Literal["around", "kept", "left out"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a source with what is cited in it."""

    pieces: tuple[Piece, ...]
    cut_before: bool
    """Whether the source goes on before it."""
    cut_after: bool


def context_of(marks: int) -> int:
    """Return how many characters are shown on each side of a passage on a page with so many marks."""
    return max(_LEAST, min(CONTEXT, _IN_ALL // (2 * max(marks, 1))))


def passages(
    said: NotedText, notes: Iterable[Note], texts: Mapping[str, str], context: int = CONTEXT
) -> tuple[Passage, ...]:
    """Return the passages that `notes` cite for `said`, those that stand close together as one.

    `texts` maps document ids to full texts; `context` characters are shown on each side, none of
    another story.  Where a text is missing, or does not hold the quote at its place, the quote
    stands alone.
    """
    cited: dict[str, list[Note]] = {}
    for note in notes:
        cited.setdefault(note.citation.document, []).append(note)
    return tuple(
        passage
        for document, found in cited.items()
        for passage in _of_document(said, found, texts.get(document, ""), context)
    )


def _of_document(
    said: NotedText, notes: Sequence[Note], text: str, context: int
) -> Iterator[Passage]:
    cited = {(note.citation.start, note.citation.end): note for note in notes}
    found = [key for key in sorted(cited) if text[slice(*key)] == cited[key].citation.quote]
    gone = [place for key in found for place in _left_out(said, cited[key].citation.quote, key[0])]
    for stretch, extent in _stretches(text, [(key, cited[key].extent) for key in found], context):
        pieces = _pieces(text, stretch, found, gone)
        yield Passage(pieces, stretch[0] > extent[0], stretch[1] < extent[1])
    for key in sorted(cited.keys() - set(found)):
        quote = cited[key].citation.quote
        pieces = _pieces(quote, (0, len(quote)), [(0, len(quote))], _left_out(said, quote, 0))
        yield Passage(pieces, key[0] > 0, cut_after=True)


def _stretches(
    text: str, cited: Iterable[tuple[_Key, _Key | None]], context: int
) -> list[tuple[_Key, _Key]]:
    """Return the stretches of `text` around what is cited (sorted), each with its story's extent; those that touch are one."""
    joined: list[tuple[_Key, _Key]] = []
    for (start, end), known in cited:
        extent = known or (0, len(text))
        first = min(start, max(_word_start(text, start - context), extent[0]))
        last = max(end, min(_word_end(text, end + context), extent[1]))
        if joined and first <= joined[-1][0][1]:
            before, around = joined[-1]
            joined[-1] = (
                (before[0], max(last, before[1])),
                (around[0], max(extent[1], around[1])),
            )
        else:
            joined.append(((first, last), extent))
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


def _pieces(
    text: str, stretch: _Key, cited: Sequence[_Key], gone: Sequence[_Key]
) -> tuple[Piece, ...]:
    """Cut a stretch at every border, and join what is of one kind."""
    borders = {*stretch, *(border for key in (*cited, *gone) for border in key)}
    inside = sorted(border for border in borders if stretch[0] <= border <= stretch[1])
    cut = [(_kind(place, cited, gone), text[slice(*place)]) for place in pairwise(inside)]
    return tuple(
        Piece("".join(part for _, part in parts), kind)
        for kind, parts in groupby(cut, key=lambda pair: pair[0])
    )


def _kind(
    place: _Key, cited: Iterable[_Key], gone: Iterable[_Key]
) -> Literal["around", "kept", "left out"]:
    def within(keys: Iterable[_Key]) -> bool:
        return any(key[0] <= place[0] and place[1] <= key[1] for key in keys)

    if not within(cited):
        return "around"
    return "left out" if within(gone) else "kept"


# -- what was left out --------------------------------------------------------------------------


def _left_out(said: NotedText, quote: str, start: int) -> list[_Key]:
    """Return the places of `quote`, which begins at `start`, whose words `said` leaves out.

    Only for a sentence that was made by leaving words out: elsewhere words differ for other reasons.
    """
    if said.verdict is None or said.verdict.kind not in _SHORTENED:
        return []
    words = [word for word in _WORDS.finditer(quote) if word[0] not in _STOPS]
    kept = _bare(said.text.split())
    matched = SequenceMatcher(None, _bare(word[0] for word in words), kept, autojunk=False)
    return [
        (start + words[first].start(), start + words[last - 1].end())
        for what, first, last, _, _ in matched.get_opcodes()
        if what in ("delete", "replace")
    ]


def _bare(words: Iterable[str]) -> list[str]:
    """Return words as they are compared: without case, and without the signs around them."""
    return [_SIGNS.sub("", word.casefold()) or word for word in words]
