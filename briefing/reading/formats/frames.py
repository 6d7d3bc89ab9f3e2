"""Pages that hold several stories, each in a frame of its own: text views of e-papers, a day's articles.

Where headlines are no headings, the way in which a page is built tells where a story begins: elements of one
tag and class come again and again, each with a headline at its top and a byline or a dateline under it.  What one
article is divided into has none of these, or a headline above all of it.  Only the beginnings are known so:
a story goes on to the next one, with all that is read of the page between them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice, pairwise
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
from briefing.reading.notices import is_credit, is_notice, speaks_to_readers

_LEAST_PROSE: Final = 2
"""Paragraphs of the shortest story that makes a page one of several."""
_LEAST_WORDS: Final = 60
_LEVELS: Final = 40
"""Elements around a block that are looked at: pages are some 15 deep."""
_LOOK_LENGTH: Final = 500
"""Characters of an element's classes that are looked at."""
_HEAD_WORDS: Final = range(4, 21)
_ABOVE: Final = 60
"""Words of prose above the frames from which they are parts of what begins there."""
_BESIDE: Final = 0.2
"""Share of a page's prose that may stand outside the frames."""
_KIN: Final = 0.15
"""Kinship of neighbours from which a page tells of one thing: of 200 articles of three outlets about politics, cut
into two to five parts of 60 to 250 words, 0 to 7 % have less, and so do 60 to 79 % of the beginnings of others
(docs/experiments/ingest.md)."""
_VOICES: Final = FIELDS.words("fields.page.voices")
_DIGITS: Final = re.compile(r"\d+")
_DATE: Final = re.compile(rf"(?i)\b{DATE}")
_BYLINE: Final = re.compile(rf"(?i)\W{{0,3}}{together().pattern('furniture.hint.byline')}")
_NAME: Final = re.compile(r"\s[^\W\d_a-zß-ÿ][^\d\s]*\w")
_NUMBERED: Final = re.compile(r"\W{0,3}\d{1,3}(?:[.):–—]|\s[–—-])")
_DATELINE: Final = re.compile(
    r"\W{0,2}[^\W\d_a-zß-ÿ][^\W\d_a-zß-ÿ.'’ -]{2,30}\b[^.!?]{0,60}?(?:--|[–—]|\s-|\)\s?:)\s"
)


class _Frame(NamedTuple):
    """An element that holds blocks."""

    element: HtmlElement
    places: list[int]
    """Those of its blocks on the page, in order."""


class _Opening(NamedTuple):
    """The head of a frame, and what stands under it."""

    frame: _Frame
    place: int
    head: Block
    below: Block


def framed_stories(blocks: Sequence[Block], lines: Sequence[Line], known: Known) -> list[Headed]:
    """Return the stories of a page of frames, in order; none where it is one story or may be.

    A page that names one author for all of it is one story.
    """
    if known.author:
        return []
    page = _Page(blocks, known.title)
    found = max(map(page.openings, page.alike()), key=len, default=[])
    return _cut(page.whole(lines, found), found, known.title) if found else []


def _cut(lines: Sequence[Line], openings: Sequence[_Opening], title: str) -> list[Headed]:
    """Return the lines of a page from each head to the next.

    What stands above the first is one more story if it has text but words to readers: "You are reading ...".
    """
    heads = [one.place for one in openings]
    above = (line.block for line in lines if line.place < heads[0] and line.block is not None)
    has_text = any(_is_text(block) and not speaks_to_readers(block.text) for block in above)
    sections = [Headed(title, []), *(Headed(one.head.text, []) for one in openings)]
    for line in lines:
        if line.place not in heads:
            sections[bisect_right(heads, line.place)].lines.append(line.text)
    return sections if has_text else sections[1:]


def _is_text(block: Block) -> bool:
    return block.is_prose and not block.heading


def _words(text: str) -> int:
    return text.count(" ") + 1


class _Page:
    """The blocks of a page by what they stand in."""

    def __init__(self, blocks: Sequence[Block], title: str) -> None:
        self._blocks: Final = blocks
        self._title: Final = title
        self._looks: Final[dict[HtmlElement, str]] = {}
        sizes = (0 if one.apart or not _is_text(one) else _words(one.text) for one in blocks)
        self._words: Final = [0, *accumulate(sizes)]
        """Words of prose above each block."""

    # -- frames ---------------------------------------------------------------------------------

    def alike(self) -> list[list[_Frame]]:
        """Return the groups of elements of one tag and class at one depth, of which two are full; the outermost first."""
        groups: dict[tuple[int, str], dict[HtmlElement, _Frame]] = {}
        for place, block in enumerate(self._blocks):
            for depth, element in enumerate(() if block.apart else _around(block)):
                frames = groups.setdefault((depth, self._look(element)), {})
                frames.setdefault(element, _Frame(element, [])).places.append(place)
        found = ([*groups[key].values()] for key in sorted(groups) if len(groups[key]) > 1)
        return [frames for frames in found if sum(map(self._is_full, frames)) > 1]

    def _look(self, element: HtmlElement) -> str:
        """An element's tag and the first of its classes, without figures: "node-1" and "node-2" are alike."""
        if element not in self._looks:
            names = _DIGITS.sub("", (element.get("class") or "")[:_LOOK_LENGTH]).split()
            self._looks[element] = f"{element.tag}.{names[0] if names else ''}"
        return self._looks[element]

    def _prose(self, frame: _Frame) -> list[str]:
        blocks = (self._blocks[place] for place in frame.places)
        return [block.text for block in blocks if _is_text(block)]

    def _is_full(self, frame: _Frame) -> bool:
        """Whether a frame holds as much as a story."""
        prose = self._prose(frame)
        return len(prose) >= _LEAST_PROSE and sum(map(_words, prose)) >= _LEAST_WORDS

    # -- what they hold -------------------------------------------------------------------------

    def openings(self, frames: Sequence[_Frame]) -> list[_Opening]:
        """Return how the full ones of frames begin, where each is a story of its own."""
        full = [frame for frame in frames if self._is_full(frame)]
        found = self._openings(full)
        if (
            len(found) == len(full)
            and _are_headlines([one.head for one in found])
            and len({self._signature(one.head, one.frame) for one in found}) == 1
            and self._are_marked(found)
            and self._stand_alone(frames, found[0].place)
            and self._tell_apart(found)
        ):
            return found
        return []

    def _openings(self, frames: Sequence[_Frame]) -> list[_Opening]:
        """The first two blocks of each frame, but for buttons: what several frames say above their text."""
        blocks = self._blocks
        tops = [list(self._top(frame)) for frame in frames]
        said = Counter(text for top in tops for text in {blocks[place].text for place in top})
        found: list[_Opening] = []
        for frame, top in zip(frames, tops, strict=True):
            own = [
                n
                for n in top
                if said[blocks[n].text] == 1 or _is_byline(blocks[n].text) or _is_text(blocks[n])
            ]
            if len(own) > 1:
                found.append(_Opening(frame, own[0], blocks[own[0]], blocks[own[1]]))
        return found

    def whole(self, lines: Sequence[Line], openings: Sequence[_Opening]) -> list[Line]:
        """Return the lines of a page with all that stands in its frames, of which libraries lose some."""
        inside = sorted(place for one in openings for place in one.frame.places)
        blocks = ((place, self._blocks[place]) for place in inside)
        own = [
            Line(block.text, place, block)
            for place, block in blocks
            if not (block.is_link or is_notice(block.text) or is_credit(block.text))
        ]
        heads = (Line(one.head.text, one.place, one.head) for one in openings)
        said = {letters(line.text) for line in (*own, *heads)}
        taken = set(inside)
        others = [
            line
            for line in lines
            if int(line.place) not in taken and letters(line.text) not in said
        ]
        return sorted((*own, *others), key=lambda line: line.place)

    def _top(self, frame: _Frame) -> Iterator[int]:
        """The places of a frame's blocks to its first paragraph."""
        for place in frame.places:
            yield place
            if _is_text(self._blocks[place]):
                return

    def _signature(self, block: Block, frame: _Frame) -> tuple[str, ...]:
        """How a block is set inside a frame."""
        around = _around(block)
        return tuple(map(self._look, around[around.index(frame.element) + 1 :]))

    def _are_marked(self, openings: Sequence[_Opening]) -> bool:
        """Whether each frame has a dateline, or a line under its head where others have bylines; half have one of both."""
        signed = {
            self._signature(one.below, one.frame) for one in openings if _is_byline(one.below.text)
        }
        marked = sum(_is_byline(one.below.text) or _is_dated(one.below) for one in openings)
        return 2 * marked >= len(openings) and all(
            _is_dated(one.below) or self._signature(one.below, one.frame) in signed
            for one in openings
        )

    def _stand_alone(self, frames: Sequence[_Frame], first: int) -> bool:
        """Whether a page has little but frames: nothing above that they are parts of, and no voices of readers."""
        inside = sum(_words(text) for frame in frames for text in self._prose(frame))
        return (
            self._words[first] < _ABOVE
            and self._words[-1] - inside <= _BESIDE * inside
            and not any(
                _is_byline(block.text) or self._is_headline(block) for block in self._blocks[:first]
            )
            and not any(map(_is_voice, frames))
        )

    def _is_headline(self, block: Block) -> bool:
        """Whether a block is the headline of a page: a heading of some words, or a line of its title."""
        if _words(block.text) < _HEAD_WORDS[0]:
            return block.heading == "h1"
        return bool(block.heading) or letters(block.text) in letters(self._title)

    def _tell_apart(self, openings: Sequence[_Opening]) -> bool:
        """Whether neighbours are about things of their own, and few about what the page's title says."""
        sections = [Headed(one.head.text, self._prose(one.frame)) for one in openings]
        topics = [topic_of(one.title, "\n".join(one.lines)) for one in sections]
        kin = mean(kinship(one, other) for one, other in pairwise(topics))
        return kin < _KIN and not is_shared(self._title, topics, sections)


def _around(block: Block) -> list[HtmlElement]:
    """The elements that a block stands in, the outermost first; none where they are too many."""
    around = [block.element, *islice(block.element.iterancestors(), _LEVELS)]
    return around[::-1] if len(around) <= _LEVELS else []


def _are_headlines(heads: Sequence[Block]) -> bool:
    """Whether lines can be the headlines of stories: no labels, dates, sentences, bylines or numbers."""
    return all(
        _words(head.text) in _HEAD_WORDS
        and _words(" ".join(_DATE.sub("", head.text).split())) >= _HEAD_WORDS[0]
        and not head.ends_a_sentence
        and not _BYLINE.match(head.text)
        and not _NUMBERED.match(head.text)
        for head in heads
    )


def _is_byline(text: str) -> bool:
    """Whether a line names who wrote a story: "By bus 12" has no name."""
    plain = _DATE.sub("", text)
    return bool(_BYLINE.match(plain) and _NAME.search(plain)) and not _DIGITS.search(plain)


def _is_dated(block: Block) -> bool:
    return _is_text(block) and _DATELINE.match(block.text) is not None


def _is_voice(frame: _Frame) -> bool:
    around = (frame.element, *islice(frame.element.iterancestors(), _LEVELS))
    return any(name_parts(one) & _VOICES for one in around)
