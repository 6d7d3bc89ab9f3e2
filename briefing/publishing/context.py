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
sentences of two days half have up to 118 characters, the mean is 130), and 30 items stay under 150 KB."""

# A stretch's border moves outward by at most this many characters to the next white space, so that
# no word is cut; the longest English words have under 30.
_WORD: Final = 30
_WORDS: Final = re.compile(r"\S+")
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


def passages(
    said: NotedText, notes: Iterable[Note], texts: Mapping[str, str]
) -> tuple[Passage, ...]:
    """Return the passages that `notes` cite for `said`, those that stand close together as one.

    `texts` maps document ids to full texts.  Where a text is missing, or does not hold the quote at
    its place, the quote stands alone.
    """
    cited: dict[str, dict[_Key, str]] = {}
    for note in notes:
        one = note.citation
        cited.setdefault(one.document, {})[one.start, one.end] = one.quote
    return tuple(
        passage
        for document, quotes in cited.items()
        for passage in _of_document(said, quotes, texts.get(document, ""))
    )


def _of_document(said: NotedText, quotes: Mapping[_Key, str], text: str) -> Iterator[Passage]:
    found = [key for key in sorted(quotes) if text[key[0] : key[1]] == quotes[key]]
    gone = [place for key in found for place in _left_out(said, quotes[key], key[0])]
    for stretch in _stretches(text, found):
        yield _passage(text, stretch, found, gone)
    for key in sorted(quotes.keys() - set(found)):
        quote = quotes[key]
        pieces = _pieces(quote, (0, len(quote)), [(0, len(quote))], _left_out(said, quote, 0))
        yield Passage(pieces, key[0] > 0, cut_after=True)


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


def _passage(text: str, stretch: _Key, cited: Sequence[_Key], gone: Sequence[_Key]) -> Passage:
    start, end = stretch
    return Passage(_pieces(text, stretch, cited, gone), start > 0, end < len(text))


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
    words = list(_WORDS.finditer(quote))
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
