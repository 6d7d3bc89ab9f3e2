"""The lines of a page's one story: what the library finds, mended by where it stands on the page.

The library's text is laid against the page's blocks.  So it is known what stands between the headline
and the text (the standfirst, which the library loses on every second page that has one), which blocks
are built like the text and were left out, and which lines are links to other stories.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from briefing.reading.formats.blocks import (
    Block,
    Known,
    Line,
    letters,
    likeness,
    shape_of,
)
from briefing.reading.formats.standfirst import standfirst
from briefing.reading.notices import is_credit, is_notice, speaks_to_readers

_PREFIX: Final = 24
"""Letters by which a line is found that joins several blocks."""
_SAME: Final = 0.8
_SHORTEST: Final = 25
"""Characters of the shortest line that may not stand twice."""
_LABEL_WORDS: Final = 5
_TITLE_WORDS: Final = 4
_LONGEST_ABOVE: Final = 150
"""Characters of the longest line over a headline that is a label; libraries run whole pages into one line."""
_AWAY: Final = 40
"""Blocks around a headline among which bylines are looked for."""
_SMALL_BOX: Final = 4
_CAPTION_WORDS: Final = 40
_BOX_LENGTH: Final = 500
"""Characters of a box that a notice makes one."""
_NEAR: Final = 4
"""Blocks above a headline in which a byline may stand."""
_NOTES: Final = 2
"""Lines at the end of a story that may be notes on who wrote it, at most."""
_BYLINE_WORDS: Final = 8
_FULL_NAME: Final = re.compile(r"(?=\b([^\W\d_a-z][\w.'’-]{1,30}\s[^\W\d_a-z][\w.'’-]{1,30}))")


def article_lines(blocks: Sequence[Block], text: str, known: Known) -> list[Line]:
    """Return the lines of a page's story in order: standfirst, paragraphs, headings.

    `text` is what the library finds on the page, a line for each paragraph.  Every line returned is one
    of its lines or one of `blocks`.
    """
    lines = _placed([line for line in text.split("\n") if line.strip()], blocks)
    if not any(map(_is_prose, lines)):
        lines = _own_prose(blocks) or lines
    head = _headline_place(blocks, known.title)
    lines = [line for line in lines if not _is_above(line, head, known.title)]
    lines += _left_out(blocks, lines, head)
    lines.sort(key=lambda line: line.place)
    boxes = _notice_boxes(lines)
    kept = _without_ends([one for one in lines if not _is_foreign(one) and _box(one) not in boxes])
    writers = _writers(blocks[max(0, head - _NEAR) :], known)
    kept = _without_author_notes(kept, writers, known.title)
    return [*standfirst(blocks, kept, head, known), *kept]


# -- the library's lines on the page --------------------------------------------------------------


def _placed(lines: Sequence[str], blocks: Sequence[Block]) -> list[Line]:
    keys = [letters(block.text) for block in blocks]
    whole, parts = _index(keys), _index(key[:_PREFIX] for key in keys)
    placed: list[Line] = []
    last = -1.0
    for line in lines:
        key = letters(line)
        at = _nearest(whole.get(key) or parts.get(key[:_PREFIX]) or (), last)
        if at is None:
            last += 0.001
            placed.append(Line(line, last, None))
        else:
            last = float(at)
            is_whole = keys[at] == key
            placed.append(Line(line, last, blocks[at] if is_whole else None))
    return placed


def _own_prose(blocks: Sequence[Block]) -> list[Line]:
    """The prose of a page whose lines the library has run together."""
    return [
        Line(block.text, place, block)
        for place, block in enumerate(blocks)
        if block.is_prose and not block.apart
    ]


def _index(keys: Iterable[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, key in enumerate(keys):
        if key:
            found.setdefault(key, []).append(number)
    return found


def _nearest(places: Sequence[int], last: float) -> int | None:
    """The first place behind `last`, else the first."""
    if not places:
        return None
    at = bisect_right(places, last)
    return places[at] if at < len(places) else places[0]


def _headline_place(blocks: Sequence[Block], title: str) -> int:
    """The place of the visible headline, -1 where there is none: a heading, else a line of its words."""
    key = letters(title)
    shown = [(place, block) for place, block in enumerate(blocks) if key and not block.apart]
    headings = [place for place, block in shown if block.heading and _is_title(block, title, key)]
    alike = (place for place, block in shown if not block.is_link and letters(block.text) == key)
    return headings[0] if headings else next(alike, -1)


def _is_title(block: Block, title: str, key: str) -> bool:
    return key in letters(block.text) or likeness(block.text, title) >= _SAME


def _is_above(line: Line, head: int, title: str) -> bool:
    """Whether a line is the headline, or stands over it: a section's name, a date."""
    if letters(line.text) == letters(title):
        return True
    return line.place < head and len(line.text) <= _LONGEST_ABOVE and not _is_prose(line)


def _is_prose(line: Line) -> bool:
    return line.block is not None and line.block.is_prose


# -- what the library left out ----------------------------------------------------------------------


def _left_out(blocks: Sequence[Block], lines: Sequence[Line], head: int) -> Iterator[Line]:
    """Yield prose built as the story's paragraphs are, and headings over them, the last first."""
    taken = {int(line.place) for line in lines if line.block is not None}
    prose = [line.block for line in lines if line.block is not None and line.block.is_prose]
    shapes = {shape_of(block) for block in prose}
    said = {letters(line.text) for line in lines}
    first = min((line.place for line in lines if line.block is not None), default=len(blocks))
    for place in range(len(blocks) - 1, int(max(first, head)), -1):
        block = blocks[place]
        if place in taken or block.apart or block.linked or letters(block.text) in said:
            continue
        is_lost_heading = bool(block.heading) and place + 1 in taken
        if is_lost_heading or (block.is_prose and shape_of(block) in shapes):
            taken.add(place)
            yield Line(block.text, place, block)


# -- what is none of the story ----------------------------------------------------------------------


def _notice_boxes(lines: Sequence[Line]) -> set[HtmlElement]:
    """The small boxes that hold a notice: what else stands in them belongs to it."""
    sizes: Counter[HtmlElement | None] = Counter()
    for line in lines:
        sizes[_box(line)] += len(line.text)
    most = min(_BOX_LENGTH, sum(sizes.values()) // 3)
    found = {_box(line) for line in lines if is_notice(line.text)}
    return {box for box in found if box is not None and sizes[box] <= most}


def _box(line: Line) -> HtmlElement | None:
    return line.block.element.getparent() if line.block is not None else None


def _is_foreign(line: Line) -> bool:
    """Whether a line leads to another story, tells whose a picture is, or is the paper's own voice."""
    if is_notice(line.text) or is_credit(line.text):
        return True
    block = line.block
    if block is None:
        return False
    return _leads_away(block) or _calls_readers(block) or _is_caption(block)


def _calls_readers(block: Block) -> bool:
    """Whether a paragraph that is set off from the text asks its readers to go or write somewhere.

    Without a link or an address it may be a question of an interview, or quote somebody.
    """
    leads = block.linked > 0 or "@" in block.text
    return block.is_set_off and leads and speaks_to_readers(block.text)


def _leads_away(block: Block) -> bool:
    """Whether a paragraph is a link, or a label of a few words and a link that is a headline."""
    if block.heading or not block.linked:
        return False
    if block.is_link:
        return not block.ends_a_sentence or block.text.count(" ") < _TITLE_WORDS
    if block.ends_a_sentence and block.text[-1] == ".":
        return False
    return _is_labelled_link(block)


def _is_labelled_link(block: Block) -> bool:
    if not block.link:
        return False
    before, found, behind = block.text.partition(block.link)
    if not found or letters(behind) or len(before.split()) > _LABEL_WORDS:
        return False
    is_title = block.link.count(" ") + 1 >= _TITLE_WORDS and not block.link[:1].islower()
    return is_title and (len(block.link) > len(before) or before.rstrip().endswith(":"))


def _is_caption(block: Block) -> bool:
    """Whether a line shares a small box with a picture and is no sentence."""
    box = block.element.getparent()
    if block.heading or block.ends_a_sentence or block.text.count(" ") > _CAPTION_WORDS:
        return False
    # Not `len(box)`: it counts all children, for each of them.
    inside = [] if box is None else list(islice(box, _SMALL_BOX + 1))
    return len(inside) <= _SMALL_BOX and any(child.tag in {"img", "picture"} for child in inside)


def _without_ends(lines: Sequence[Line]) -> list[Line]:
    """Drop headings that have lost what stood under them, and lines that stand twice."""
    kept: list[Line] = []
    said: set[str] = set()
    for line in reversed(lines):
        if not kept and line.block is not None and line.block.heading and not line.block.is_prose:
            continue
        kept.append(line)
    once: list[Line] = []
    for line in reversed(kept):
        key = letters(line.text)
        if len(key) >= _SHORTEST and key in said:
            continue
        said.add(key)
        once.append(line)
    return once


def _writers(near: Sequence[Block], known: Known) -> set[str]:
    """The names that stand near a headline in short lines, as bylines do."""
    short = [block.text for block in near[:_AWAY] if block.text.count(" ") < _BYLINE_WORDS]
    return {name for text in [known.author, *short] for name in _FULL_NAME.findall(text)}


def _without_author_notes(lines: list[Line], writers: set[str], title: str) -> list[Line]:
    """Drop the last lines where they tell of who wrote the story: nothing else in it does."""
    for _ in range(_NOTES):
        last = lines[-1].text if len(lines) > _NOTES else ""
        told = "\n".join([title, *(line.text for line in lines[:-1])])
        if not any(last.startswith(name) and name not in told for name in writers):
            break
        lines = lines[:-1]
    return lines
