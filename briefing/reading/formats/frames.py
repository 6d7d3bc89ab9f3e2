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
from itertools import islice, pairwise
from statistics import mean
from typing import Final

from lxml.html import HtmlElement

from briefing.language.base import together
from briefing.language.calendar import DATE
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
into two to five parts of 60 to 250 words, 0 to 7 % have less, and so do 60 to 79 % of the beginnings of others."""
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

    def __init__(self) -> None:
        self.blocks: Final[list[Block]] = []
        self.signatures: Final[list[Signature]] = []
        self.place = 0
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
    found = (_stories(frames, shown, known.title) for frames in _alike(shown))
    return next(filter(None, found), [])


def _is_text(block: Block) -> bool:
    return block.is_prose and not block.heading


def _words(blocks: Iterable[Block]) -> int:
    return sum(block.text.count(" ") + 1 for block in blocks)


# -- frames -------------------------------------------------------------------------------------


def _alike(blocks: Sequence[Block]) -> Iterator[list[_Frame]]:
    """Yield the groups of elements of one tag and class at one depth, of which two are full; the outermost first."""
    held: dict[HtmlElement, tuple[int, int, int]] = {}
    for block in filter(_is_text, blocks):
        around = [block.element, *islice(block.element.iterancestors(), _LEVELS)]
        if len(around) > _LEVELS:
            continue
        for depth, element in enumerate(reversed(around)):
            _, prose, words = held.get(element, (0, 0, 0))
            held[element] = depth, prose + 1, words + block.text.count(" ") + 1
    full: dict[tuple[int, str], int] = {}
    for element, (depth, prose, words) in held.items():
        if prose >= _LEAST_PROSE and words >= _LEAST_WORDS:
            key = depth, _look(element)
            full[key] = full.get(key, 0) + 1
    for key in sorted(key for key, count in full.items() if count > 1):
        yield _frames(blocks, *key)


def _look(element: HtmlElement) -> str:
    """An element's tag and the first of its classes, without figures: "node-1" and "node-2" are alike."""
    names = _DIGITS.sub("", element.get("class") or "").split()
    return f"{element.tag}.{names[0] if names else ''}"


def _frames(blocks: Sequence[Block], depth: int, look: str) -> list[_Frame]:
    found: dict[HtmlElement, _Frame] = {}
    for place, block in enumerate(blocks):
        around = [block.element, *islice(block.element.iterancestors(), _LEVELS)][::-1]
        if len(around) <= depth or _look(around[depth]) != look:
            continue
        frame = found.setdefault(around[depth], _Frame())
        frame.place = place if not frame.blocks else frame.place
        frame.blocks.append(block)
        loud = ("set off",) if block.is_set_off else ()
        frame.signatures.append((*map(_look, around[depth + 1 :]), *loud))
    return [*found.values()]


# -- what the frames hold -----------------------------------------------------------------------


def _stories(frames: Sequence[_Frame], blocks: Sequence[Block], title: str) -> list[Headed]:
    """Return what the frames tell, where each of the full ones is a story of its own."""
    full = [frame for frame in frames if frame.is_full]
    head = _head(full)
    if head is None or not _stand_alone(full, blocks) or not _are_marked(full, head):
        return []
    if not _tell_apart([(_texts(frame, head)[0], frame.prose) for frame in full], title):
        return []
    texts = Counter(text for frame in frames for text in {block.text for block in frame.blocks})
    often = {text for text, count in texts.items() if count > 1}
    told = [_headed(frame, head, often) for frame in frames if frame.prose and _texts(frame, head)]
    dated = any(one.day for one in told)
    return told if dated else [one._replace(day=None) for one in told]


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
    if len(text) > _MARK_LENGTH:
        return False
    return _BYLINE.match(text) is not None or _DATE.search(text) is not None


def _are_marked(frames: Sequence[_Frame], head: Signature) -> bool:
    """Whether each frame has a byline, a date or a dateline of its own, and none a time of day alone: an entry of a live page has that."""
    seen: list[set[Signature]] = []
    marked: Counter[Signature] = Counter()
    timed = 0
    for frame in frames:
        lines = [
            (signature, block.text) for signature, block in frame.beside() if signature != head
        ]
        seen.append({signature for signature, _ in lines})
        marked.update({signature for signature, text in lines if _is_mark(text)})
        timed += any(
            len(text) <= _MARK_LENGTH and _CLOCK.search(text) and not _DATE.search(text)
            for _, text in ((one, block.text) for one, block in frame.above() if one != head)
        )
    if 2 * timed >= len(frames):
        return False
    marks = {signature for signature, count in marked.items() if 2 * count >= len(frames)}
    return all(
        marks & signatures or _DATELINE.match(frame.prose[0].text)
        for frame, signatures in zip(frames, seen, strict=True)
    )


def _stand_alone(frames: Sequence[_Frame], blocks: Sequence[Block]) -> bool:
    """Whether a page has little but its frames: no text or byline above them that they are parts of, and no voices of readers."""
    voices = any(
        name_parts(around) & _VOICES
        for frame in frames
        for around in islice(frame.blocks[0].element.iterancestors(), _LEVELS)
        if around.tag not in {"body", "html"}
    )
    inside = {id(block) for frame in frames for block in frame.blocks}
    above = blocks[: frames[0].place]
    outside = _words(block for block in blocks if _is_text(block) and id(block) not in inside)
    return (
        not voices
        and _words(filter(_is_text, above)) < _ABOVE
        and not any(
            _BYLINE.match(block.text) and len(block.text) <= _MARK_LENGTH for block in above
        )
        and outside <= _BESIDE * sum(_words(frame.prose) for frame in frames)
    )


def _headed(frame: _Frame, head: Signature, often: AbstractSet[str]) -> Headed:
    """A frame as a story: its own lines and its paragraphs; buttons, and what other frames have word for word, are the page's.

    A line with its day stands above the text, wherever the frame has it: below, it is taken for the last paragraph.
    """
    above: list[str] = []
    text: list[str] = []
    days: list[str] = []
    for signature, block in zip(frame.signatures, frame.blocks, strict=True):
        day = "" if _is_text(block) or signature == head else _day(block.text)
        days += [day] if day else []
        is_button = block.is_link or (block.text in often and not day)
        if not _is_text(block) and (signature == head or is_button):
            continue
        (above if day or not (text or _is_text(block)) else text).append(block.text)
    lines = [one for one in (*above, *text) if not is_notice(one) and not is_credit(one)]
    return Headed(_texts(frame, head)[0], lines, next(iter(days), ""))


def _day(text: str) -> str:
    """The day that a short line names with its year, or ""."""
    found = _DATE.search(text) if len(text) <= _MARK_LENGTH else None
    return found[0] if found and _YEAR.search(found[0]) else ""
