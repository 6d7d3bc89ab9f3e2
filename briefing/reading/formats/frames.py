"""Pages that hold several stories, each in a frame of its own: text views of e-papers, cuttings, a day's articles.

Where headlines are no headings, the way in which a page is built tells where a story begins: elements of one
tag and class come again and again, each with a headline in one place, and with a byline, a date or a dateline
of its own.  What one article is divided into has none of these: they stand once, above all of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate, islice, pairwise
from statistics import mean
from typing import Final

from lxml.html import HtmlElement

from briefing.language.base import together
from briefing.language.calendar import DATE
from briefing.reading.agencies import is_agency
from briefing.reading.formats.blocks import Block, Known, letters
from briefing.reading.formats.clutter import name_parts
from briefing.reading.formats.fields import FIELDS
from briefing.reading.formats.several import Headed, is_shared
from briefing.reading.formats.topics import kinship, topic_of
from briefing.reading.notices import is_credit, is_notice

_LEAST_PROSE: Final = 2
"""Paragraphs of the shortest story that makes a page one of several."""
_LEAST_WORDS: Final = 60
_LEVELS: Final = 40
"""Elements around a block that are looked at: pages are some 15 deep."""
_HEAD_WORDS: Final = range(3, 26)
_FULL_HEAD: Final = 5
"""Words that half of the headlines have at least: names, labels and subheads are shorter."""
_MARK_LENGTH: Final = 120
"""Characters of the longest line that is a byline or a date and no more."""
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
_BYLINE: Final = re.compile(rf"(?i)\W{{0,3}}{together().pattern('furniture.hint.byline')}")
_DATE: Final = re.compile(rf"(?i)\b{DATE}")
_YEAR: Final = re.compile(r"(?:19|20)\d\d|[/.]\d\d$")
_CLOCK: Final = re.compile(r"\b(?:[01]?\d|2[0-3])\s?[:.h]\s?[0-5]\d(?![\d%])")
_NUMBERED: Final = re.compile(r"\W{0,3}\d{1,3}(?:[.):–—]|\s[–—-])")
_DATELINE: Final = re.compile(
    r"\W{0,2}[^\W\d_a-zß-ÿ][^\W\d_a-zß-ÿ.'’ -]{2,30}\b[^.!?]{0,60}?(?:--|[–—]|\s-|\)\s?:)\s"
)

Signature = tuple[str, ...]


class _Frame:
    """The blocks in an element, each with its signature: how it is set inside the frame."""

    def __init__(self, place: int) -> None:
        self.blocks: Final[list[Block]] = []
        self.signatures: Final[list[Signature]] = []
        self.place: Final = place
        """That of its first block on the page."""

    @property
    def prose(self) -> list[Block]:
        """Its paragraphs."""
        return [block for block in self.blocks if _is_text(block)]

    @property
    def is_full(self) -> bool:
        """Whether it holds as much as a story."""
        prose = self.prose
        return len(prose) >= _LEAST_PROSE and _words(prose) >= _LEAST_WORDS

    def above(self) -> Iterator[tuple[Signature, Block]]:
        """Yield what stands above the first paragraph."""
        for signature, block in zip(self.signatures, self.blocks, strict=True):
            if _is_text(block):
                return
            yield signature, block

    def beside(self) -> Iterator[tuple[Signature, Block]]:
        """Yield what is no paragraph."""
        for signature, block in zip(self.signatures, self.blocks, strict=True):
            if not _is_text(block):
                yield signature, block


def framed_stories(blocks: Sequence[Block], known: Known) -> list[Headed]:
    """Return the stories of a page of frames, in order; none where it is one story or may be.

    A page that names one author for all of it is one story.
    """
    if known.author:
        return []
    shown = [block for block in blocks if not block.apart]
    groups = _alike(shown)
    around = _Around(shown) if groups else None
    found = (_stories(frames, around, known.title) for frames in groups if around)
    return next(filter(None, found), [])


def _is_text(block: Block) -> bool:
    return block.is_prose and not block.heading


def _words(blocks: Iterable[Block]) -> int:
    return sum(block.text.count(" ") + 1 for block in blocks)


# -- frames -------------------------------------------------------------------------------------


def _alike(blocks: Sequence[Block]) -> list[list[_Frame]]:
    """Return the groups of elements of one tag and class at one depth, of which two are full; the outermost first."""
    held: dict[HtmlElement, tuple[int, int, int]] = {}
    for block in filter(_is_text, blocks):
        for depth, element in enumerate(_around(block)):
            _, prose, words = held.get(element, (0, 0, 0))
            held[element] = depth, prose + 1, words + block.text.count(" ") + 1
    full = Counter(
        (depth, _look(element))
        for element, (depth, prose, words) in held.items()
        if prose >= _LEAST_PROSE and words >= _LEAST_WORDS
    )
    groups: dict[tuple[int, str], dict[HtmlElement, _Frame]] = {
        key: {} for key in sorted(full) if full[key] > 1
    }
    for place, block in enumerate(blocks if groups else ()):
        around = _around(block)
        looks = tuple(map(_look, around))
        loud = ("set off",) if block.is_set_off else ()
        for depth, element in enumerate(around):
            frames = groups.get((depth, looks[depth]))
            if frames is not None:
                frame = frames.setdefault(element, _Frame(place))
                frame.blocks.append(block)
                frame.signatures.append(looks[depth + 1 :] + loud)
    return [[*frames.values()] for frames in groups.values()]


def _around(block: Block) -> list[HtmlElement]:
    """The elements that a block stands in, the outermost first; none where they are too many."""
    around = [block.element, *islice(block.element.iterancestors(), _LEVELS)]
    return around[::-1] if len(around) <= _LEVELS else []


def _look(element: HtmlElement) -> str:
    """An element's tag and the first of its classes, without figures: "node-1" and "node-2" are alike."""
    names = _DIGITS.sub("", element.get("class") or "").split()
    return f"{element.tag}.{names[0] if names else ''}"


# -- what the frames hold -----------------------------------------------------------------------


def _stories(frames: Sequence[_Frame], around: _Around, title: str) -> list[Headed]:
    """Return what the frames tell, where each of the full ones is a story of its own."""
    full = [frame for frame in frames if frame.is_full]
    head = _head(full)
    if head is None or _are_timed(full, head):
        return []
    frames = [frame for frame in frames if frame.prose and _texts(frame, head)]
    if not around.leaves_alone(frames):
        return []
    marks = _marks(full, head)
    told = [(_texts(frame, head)[0], frame.prose) for frame in full]
    if not _are_marked(full, marks) or not _tell_apart(told, title):
        return []
    texts = Counter(text for frame in frames for text in {block.text for block in frame.blocks})
    buttons = {text for text, count in texts.items() if count > 1 and not _is_credited(text)}
    stories = [_headed(frame, head, marks, buttons) for frame in frames]
    dated = any(one.day for one in stories)
    return stories if dated else [one._replace(day=None) for one in stories]


def _tell_apart(told: Sequence[tuple[str, Sequence[Block]]], title: str) -> bool:
    """Whether neighbours are about things of their own, and few about what the page's headline says."""
    sections = [Headed(head, [block.text for block in prose]) for head, prose in told]
    topics = [topic_of(one.title, "\n".join(one.lines)) for one in sections]
    kin = mean(kinship(one, other) for one, other in pairwise(topics))
    return kin < _KIN and not is_shared(title, topics, sections)


def _texts(frame: _Frame, signature: Signature) -> list[str]:
    return [block.text for found, block in frame.beside() if found == signature]


def _head(frames: Sequence[_Frame]) -> Signature | None:
    """The signature of the headlines: the first above the text of every frame that stands in each once, and can be one."""
    first, *others = [dict(frame.above()) for frame in frames]
    headings = [signature for signature, block in first.items() if block.heading]
    for signature in dict.fromkeys([*headings, *first]):
        if all(signature in other for other in others):
            texts = [_texts(frame, signature) for frame in frames]
            if all(len(one) == 1 for one in texts) and _are_headlines([one for (one,) in texts]):
                return signature
    return None


def _are_headlines(texts: Sequence[str]) -> bool:
    """Whether lines can be the headlines of stories: no names, labels, numbers or questions, and no two the same."""
    sizes = [text.count(" ") + 1 for text in texts]
    long = sum(size >= _FULL_HEAD for size in sizes)
    odd = sum(_is_mark(text) or text.endswith("?") or bool(_NUMBERED.match(text)) for text in texts)
    return (
        all(size in _HEAD_WORDS for size in sizes)
        and 2 * long >= len(texts)
        and 2 * odd < len(texts)
        and len(set(map(letters, texts))) == len(texts)
    )


def _is_mark(text: str) -> bool:
    """Whether a line says who wrote a story, or when it was printed."""
    return _is_byline(text) or (len(text) <= _MARK_LENGTH and _DATE.search(text) is not None)


def _is_byline(text: str) -> bool:
    return len(text) <= _MARK_LENGTH and _BYLINE.match(text) is not None


def _is_credited(text: str) -> bool:
    """Whether a line names who wrote a story or its day, which several stories may have in common."""
    return _is_mark(text) or is_agency(text)


def _marks(frames: Sequence[_Frame], head: Signature) -> set[Signature]:
    """The signatures of bylines and dates: half of the frames have one there."""
    marked = Counter(
        signature
        for frame in frames
        for signature in {one for one, block in frame.beside() if _is_mark(block.text)} - {head}
    )
    return {signature for signature, count in marked.items() if 2 * count >= len(frames)}


def _are_marked(frames: Sequence[_Frame], marks: AbstractSet[Signature]) -> bool:
    """Whether each frame has a byline, a date or a dateline of its own."""
    return all(
        not marks.isdisjoint(frame.signatures) or _DATELINE.match(frame.prose[0].text)
        for frame in frames
    )


def _are_timed(frames: Sequence[_Frame], head: Signature) -> bool:
    """Whether frames are the entries of a live page: half of them have a time of day without a date above the text."""
    timed = sum(
        any(
            signature != head
            and len(block.text) <= _MARK_LENGTH
            and _CLOCK.search(block.text)
            and not _DATE.search(block.text)
            for signature, block in frame.above()
        )
        for frame in frames
    )
    return 2 * timed >= len(frames)


class _Around:
    """What stands on a page outside its frames."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        sizes = (_words([block]) if _is_text(block) else 0 for block in blocks)
        self.words: Final = [0, *accumulate(sizes)]
        """Words of prose above each block."""
        self.byline: Final = next(
            (n for n, one in enumerate(blocks) if _is_byline(one.text)), len(blocks)
        )

    def leaves_alone(self, frames: Sequence[_Frame]) -> bool:
        """Whether a page has little but frames: no text or byline above that they are parts of, and no voices of readers."""
        first, inside = frames[0].place, sum(_words(frame.prose) for frame in frames)
        return (
            self.words[first] < _ABOVE
            and self.byline >= first
            and self.words[-1] - inside <= _BESIDE * inside
            and not any(map(_is_voice, frames))
        )


def _is_voice(frame: _Frame) -> bool:
    around = _around(frame.blocks[0])
    return any(name_parts(one) & _VOICES for one in around if one.tag not in {"body", "html"})


def _headed(
    frame: _Frame, head: Signature, marks: AbstractSet[Signature], buttons: AbstractSet[str]
) -> Headed:
    """A frame as a story: its own lines and its paragraphs, no buttons.

    A line with its day stands above the text, wherever the frame has it: below, it is taken for the last paragraph.
    """
    above: list[str] = []
    text: list[str] = []
    days: list[str] = []
    for signature, block in zip(frame.signatures, frame.blocks, strict=True):
        is_text = _is_text(block)
        if not is_text and (signature == head or block.is_link or block.text in buttons):
            continue
        day = _day(block.text) if not is_text and signature in marks else ""
        days += [day] if day else []
        (above if day or not (text or is_text) else text).append(block.text)
    lines = [one for one in (*above, *text) if not is_notice(one) and not is_credit(one)]
    return Headed(_texts(frame, head)[0], lines, next(iter(days), ""))


def _day(text: str) -> str:
    """The day that a short line names with its year, or ""."""
    found = _DATE.search(text) if len(text) <= _MARK_LENGTH else None
    return found[0] if found and _YEAR.search(found[0]) else ""
