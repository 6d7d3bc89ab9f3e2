"""Pages that hold several stories, each in a frame of its own: text views of e-papers, a day's articles.

Where headlines are no headings, the way in which a page is built tells where a story begins: elements side by side
that each open with a headline and a byline, set alike in all of them, under no headline of all.  Only where stories
begin is known so: what is read is what is read of the page anyhow, and a story goes on to the next one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import islice, pairwise
from statistics import mean
from typing import Final, NamedTuple

from lxml.html import HtmlElement

from briefing.language.base import together
from briefing.language.calendar import DATE
from briefing.reading.formats.blocks import Block, Known, Line, letters
from briefing.reading.formats.clutter import name_parts
from briefing.reading.formats.fields import FIELDS
from briefing.reading.formats.several import Headed, is_shared
from briefing.reading.formats.topics import kinship, topic_of
from briefing.reading.notices import speaks_to_readers

_LEAST_PROSE: Final = 2
"""Paragraphs of the shortest story that makes a page one of several."""
_LEAST_WORDS: Final = 60
_LEVELS: Final = 40
"""Elements around a block that are looked at: pages are some 15 deep."""
_HEAD_WORDS: Final = range(4, 21)
_BYLINE_WORDS: Final = 12
_BESIDE: Final = 0.2
"""Share of a page's prose that may stand outside the frames."""
_KIN: Final = 0.15
"""Kinship of neighbours from which a page tells of one thing: of 200 articles of three outlets about politics, cut
into two to five parts of 60 to 250 words, 0 to 7 % have less, and so do 60 to 79 % of the beginnings of others
(docs/experiments/ingest.md)."""
_VOICES: Final = FIELDS.words("fields.page.voices")
_DIGITS: Final = re.compile(r"\d")
_DATE: Final = re.compile(rf"(?i)\b{DATE}")
_BYLINE: Final = re.compile(rf"(?i)\W{{0,3}}{together().pattern('furniture.hint.byline')}")
_NAME: Final = re.compile(r"\s[^\W\d_a-zß-ÿ][^\d\s]*\w")
_NUMBERED: Final = re.compile(r"\W{0,3}\d{1,3}(?:[.):–—]|\s[–—-])")


class _Frame(NamedTuple):
    """An element side by side with others, by the places of its blocks and of its headline on the page."""

    element: HtmlElement
    start: int
    head: int


def framed_stories(blocks: Sequence[Block], lines: Sequence[Line], known: Known) -> list[Headed]:
    """Return the stories of a page of frames, in order; none where it is one story or may be.

    A page that names one author for all of it is one story.
    """
    bylines = [place for place, block in enumerate(blocks) if _is_byline(block)]
    if known.author or len(bylines) < 2:
        return []
    places = _side_by_side(blocks, bylines)
    frames = _frames(blocks, lines, places, bylines[0])
    if _open_alike(blocks, frames, bylines) and _hold_all(blocks, lines, places, frames, known):
        stories = _cut(lines, blocks, frames)
        return stories if _tell_apart(stories, known.title) else []
    return []


def _cut(lines: Sequence[Line], blocks: Sequence[Block], frames: Sequence[_Frame]) -> list[Headed]:
    """Return the lines of a page from each frame to the next, without what stands above the headlines."""
    starts = [frame.start for frame in frames]
    stories = [Headed(blocks[frame.head].text, []) for frame in frames]
    for line in lines:
        at = bisect_right(starts, line.place) - 1
        if at >= 0 and line.place > frames[at].head:
            stories[at].lines.append(line.text)
    return stories


# -- frames ---------------------------------------------------------------------------------------


def _side_by_side(blocks: Sequence[Block], bylines: Sequence[int]) -> dict[HtmlElement, list[int]]:
    """Return the places of blocks in each child of the innermost element that holds all bylines."""
    around = [list(blocks[place].element.iterancestors())[::-1] for place in bylines]
    common = [None, *(one for one, *more in zip(*around, strict=False) if {*more} == {one})]
    found: dict[HtmlElement, list[int]] = {}
    for place, block in enumerate(blocks):
        above = (block.element, *islice(block.element.iterancestors(), _LEVELS))
        child = next((one for one in above if one.getparent() is common[-1]), None)
        if child is not None and not block.apart:
            found.setdefault(child, []).append(place)
    return found


def _frames(
    blocks: Sequence[Block],
    lines: Sequence[Line],
    places: Mapping[HtmlElement, Sequence[int]],
    byline: int,
) -> list[_Frame]:
    """Return those elements that hold as much as a story; none where one has no headline set as the first has."""
    words = {int(line.place): _words(line.text) for line in lines if _is_prose(line)}
    look = _look(blocks[byline - 1])
    found: list[_Frame] = []
    for element, inside in places.items():
        sizes = [words[place] for place in inside if place in words]
        if len(sizes) < _LEAST_PROSE or sum(sizes) < _LEAST_WORDS:
            continue
        head = next((place for place in inside if _look(blocks[place]) == look), inside[-1])
        if head == inside[-1]:
            return []
        found.append(_Frame(element, inside[0], head))
    return found


def _open_alike(blocks: Sequence[Block], frames: Sequence[_Frame], bylines: Sequence[int]) -> bool:
    """Whether all frames open with a headline and a line set alike, which has all bylines of the page and few others.

    Where one wrote all, they may be parts of one story, and bylines of many days are those of an archive.
    """
    heads = [blocks[frame.head] for frame in frames]
    below = [blocks[frame.head + 1] for frame in frames]
    above = {tuple(one.text for one in blocks[frame.start : frame.head]) for frame in frames}
    kinds = {(frame.element.tag, *_look(line)) for frame, line in zip(frames, below, strict=True)}
    days = {day.group() for line in below for day in _DATE.finditer(line.text)}
    return (
        1 < len(frames) <= 2 * len(bylines)
        and {frame.head + 1 for frame in frames} >= set(bylines)
        and len(above) == len(kinds) == 1
        and len(days) <= 1
        and len({line.text for line in below}) > 1
        and all(map(_is_short, below))
        and all(map(_may_be_headline, heads))
        and len({letters(head.text) for head in heads}) == len(heads)
    )


def _hold_all(
    blocks: Sequence[Block],
    lines: Sequence[Line],
    places: Mapping[HtmlElement, Sequence[int]],
    frames: Sequence[_Frame],
    known: Known,
) -> bool:
    """Whether a page is little but frames: no text or headline above that they are parts of, no voices of readers.

    A heading above them is the headline of all, but where more of its level stand between them: a paper's pages.
    """
    inside = {place for frame in frames for place in places[frame.element]}
    title, first = letters(known.title), frames[0].start
    above = blocks[:first]
    prose = [line for line in lines if _is_prose(line)]
    outside = sum(_words(line.text) for line in prose if int(line.place) not in inside)
    headings = [block.heading for place, block in enumerate(blocks) if place not in inside]
    return (
        outside <= _BESIDE * sum(_words(line.text) for line in prose)
        and all(speaks_to_readers(line.text) for line in prose if line.place < first)
        and not any(letters(blocks[frame.head].text) in title for frame in frames)
        and not any(headings.count(block.heading) == 1 for block in above if block.heading)
        and not any(title.startswith(letters(block.text)) for block in above if letters(block.text))
        and not any(name_parts(one) & _VOICES for one in _around(frames))
    )


def _around(frames: Sequence[_Frame]) -> list[HtmlElement]:
    above = islice(frames[0].element.iterancestors(), _LEVELS)
    return [*(frame.element for frame in frames), *above]


def _tell_apart(stories: Sequence[Headed], title: str) -> bool:
    """Whether neighbours are about things of their own, and few about what the page's title says."""
    topics = [topic_of(one.title, "\n".join(one.lines)) for one in stories]
    kin = mean(kinship(one, other) for one, other in pairwise(topics))
    return kin < _KIN and not is_shared(title, topics, stories)


# -- blocks ---------------------------------------------------------------------------------------


def _look(block: Block) -> tuple[str, str]:
    return block.element.tag, block.element.get("class") or ""


def _words(text: str) -> int:
    return text.count(" ") + 1


def _is_prose(line: Line) -> bool:
    return line.block is not None and line.block.is_prose and not line.block.heading


def _is_short(block: Block) -> bool:
    return _words(block.text) <= _BYLINE_WORDS and not block.ends_a_sentence


def _is_byline(block: Block) -> bool:
    """Whether a line names who wrote a story: "By bus 12" has no name."""
    if block.apart or not _is_short(block) or not _BYLINE.match(block.text):
        return False
    plain = _DATE.sub("", block.text)
    return _NAME.search(plain) is not None and not _DIGITS.search(plain)


def _may_be_headline(block: Block) -> bool:
    """Whether a line can be the headline of a story: no label, day, sentence, byline or number of a list."""
    return (
        _words(block.text) in _HEAD_WORDS
        and _words(" ".join(_DATE.sub("", block.text).split())) >= _HEAD_WORDS[0]
        and not block.ends_a_sentence
        and not _BYLINE.match(block.text)
        and not _NUMBERED.match(block.text)
    )
