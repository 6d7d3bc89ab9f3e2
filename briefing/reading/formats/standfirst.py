"""The standfirst: the lines at a headline that sum a story up, in the words that are shown.

The page's description bears witness to it, or the name of its box, or its place right under the headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from lxml.html import HtmlElement

from briefing.reading.formats.blocks import Block, Known, Line, coverage, letters, likeness
from briefing.reading.formats.clutter import name_parts
from briefing.reading.formats.fields import FIELDS
from briefing.reading.notices import is_credit, is_notice

_NAMED: Final = FIELDS.words("fields.page.standfirsts")
_WITNESSED: Final = 0.7
_LONGEST: Final = 700
_WORDS: Final = 10
"""Words of the shortest standfirst that nothing but its place speaks for."""
_DECK_WORDS: Final = 5
_AWAY: Final = 40
"""Blocks between headline and text among which the standfirst is looked for."""
_NEAR: Final = 4
"""Blocks above a headline in which a byline may stand."""
_SAME: Final = 0.8
_SHORTEST: Final = 25
"""Characters of the shortest standfirst."""


def standfirst(
    blocks: Sequence[Block], lines: Sequence[Line], head: int, known: Known
) -> Iterator[Line]:
    """Yield the lines at the headline and before the text that sum the story up, once each."""
    first = next((int(line.place) for line in lines if line.block is not None), len(blocks))
    said = "\n".join(line.text for line in lines[:4])
    text = f"{known.title}\n" + "\n".join(line.text for line in lines[:60])
    for place in [*range(max(0, head - _NEAR), head), *range(_from(head, first), first)]:
        block = blocks[place]
        if not _may_sum_up(block, known) or coverage(block.text, said) >= _SAME:
            continue
        below = place > head and (_sums_up(block, text) or (place == head + 1 and _is_deck(block)))
        if below or _is_described(block, known):
            yield Line(block.text, -1, block)
            said += "\n" + block.text


def _from(head: int, first: int) -> int:
    if head < 0:
        return max(0, first - 8)
    return max(head + 1, first - _AWAY) if head < first else first


def _may_sum_up(block: Block, known: Known) -> bool:
    text = block.text
    return (
        _SHORTEST <= len(text) <= _LONGEST
        and 2 * block.linked < len(letters(text))
        and not is_notice(text)
        and not is_credit(text)
        and likeness(text, known.title) < _SAME
        and not _is_byline(block, known)
    )


def _is_byline(block: Block, known: Known) -> bool:
    return bool(known.author) and letters(known.author) in letters(block.text)[:80]


def _is_described(block: Block, known: Known) -> bool:
    return bool(known.description) and coverage(block.text, known.description) >= _WITNESSED


def _sums_up(block: Block, text: str) -> bool:
    if block.apart:
        return False
    if _is_named(block):
        return True
    words = _DECK_WORDS if block.heading else _WORDS
    return block.text.count(" ") + 1 >= words and _is_about(block.text, text)


def _is_deck(block: Block) -> bool:
    """Whether a block right under a headline is a heading of some words, or prose."""
    is_heading = bool(block.heading) and block.text.count(" ") + 1 >= _DECK_WORDS
    return is_heading or (block.is_prose and not block.apart)


def _is_named(block: Block) -> bool:
    element: HtmlElement | None = block.element
    for _ in range(3):
        if element is None or element.tag in {"article", "main", "body"}:
            return False
        if name_parts(element) & _NAMED:
            return True
        element = element.getparent()
    return False


def _is_about(line: str, text: str) -> bool:
    """Whether at least two of the longer words of a line come back in its story."""
    words = set(re.findall(r"\w{4,}", line.casefold()))
    return len(words & set(re.findall(r"\w{4,}", text.casefold()))) >= 2
