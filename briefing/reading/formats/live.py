"""Live pages: entries with the time of each, newest first as a rule.

Entries about one happening are one story, told in the order of time with each entry's stamp.  Entries
with headlines of their own about different things are stories of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from briefing.reading.formats.blocks import Block, letters, shape_of
from briefing.reading.formats.several import Headed
from briefing.reading.formats.topics import Topic, content_words, largest_group
from briefing.reading.notices import is_credit, is_notice

_CLOCK: Final = r"(?:[01]?\d|2[0-3])\s?[:.h]\s?[0-5]\d(?![\d%])"
_STAMP: Final = re.compile(
    rf"\W{{0,3}}(?:[\w.,'’]{{1,12}}\W{{1,3}}){{0,6}}?{_CLOCK}(?:\W{{0,3}}[\w.,'’]{{1,10}}){{0,6}}\W{{0,2}}"
)
_LEADING: Final = re.compile(
    rf"\W{{0,2}}({_CLOCK}(?:\s?(?:[ap]\.?m\.?|uhr|h|[A-Z]{{3,4}})\b\.?)?)\s?[-–—:|.]?\s+(?=\S)",
    re.IGNORECASE,
)
_LONGEST_STAMP: Final = 50
_ENTRIES: Final = 3
_STAMPED: Final = 0.6
"""Share of a page's prose that stands under stamps on a live page; comments under an article have less."""
_TOGETHER: Final = 0.5
"""Share of the entries that hang together, or speak of what the page's headline does, from which they tell of one happening."""


class _Entry(NamedTuple):
    stamp: str
    title: str
    lines: list[str]


def live_stories(blocks: Sequence[Block], title: str) -> list[Headed]:
    """Return the stories of a live page, none where `blocks` are no such page."""
    shown = [block for block in blocks if not block.apart]
    places = _stamps(shown)
    if len(places) < _ENTRIES:
        return []
    opening, entries = _entries(shown, places, title)
    if not _fill(entries, sum(len(block.text) for block in shown if block.is_prose)):
        return []
    entries = entries[::-1] if _falls(entries) else entries
    if _are_apart(entries, title):
        return [
            Headed(one.title, [f"{one.stamp} {one.lines[0]}", *one.lines[1:]]) for one in entries
        ]
    return [Headed(title, [*opening, *(line for one in entries for line in _told(one))])]


def _fill(entries: Sequence[_Entry], prose: int) -> bool:
    """Whether entries are enough, hold most of a page's prose, and none of them nearly all."""
    sizes = [sum(map(len, entry.lines)) for entry in entries]
    told = sum(sizes)
    return len(sizes) >= _ENTRIES and told >= _STAMPED * prose and max(sizes) <= _STAMPED * told


def _stamps(blocks: Sequence[Block]) -> list[int]:
    """The places of the stamps that are set most often alike."""
    places: dict[tuple[str, str, str], list[int]] = {}
    for number, block in enumerate(blocks):
        stamp = _stamp(block)
        if stamp:
            look = (block.element.tag, block.element.get("class") or "", _look(stamp))
            places.setdefault(look, []).append(number)
    return max(places.values(), key=len, default=[])


def _look(stamp: str) -> str:
    """A stamp's marks and lengths of numbers: the same in all entries."""
    return re.sub(r"\d+", "9", re.sub(r"[^\W\d]+", "x", stamp))


def _stamp(block: Block) -> str:
    """The stamp that a block is, or begins with; "" where it has none."""
    if len(block.text) <= _LONGEST_STAMP and not block.heading and _STAMP.fullmatch(block.text):
        return block.text
    leading = _LEADING.match(block.text)
    return leading[1] if leading else ""


def _entries(
    blocks: Sequence[Block], places: Sequence[int], title: str
) -> tuple[list[str], list[_Entry]]:
    """The prose before the first entry, and the entries that say something."""
    above = sum(place > 0 and bool(blocks[place - 1].heading) for place in places)
    lead = 1 if 2 * above > len(places) else 0
    starts = [place - lead if place and blocks[place - 1].heading else place for place in places]
    headline = next(
        (i for i, b in enumerate(blocks) if b.heading and letters(b.text) == letters(title)), 0
    )
    opening = [
        block.text
        for block in blocks[headline + 1 : starts[0]]
        if block.is_prose and _is_told(block)
    ]
    spans = list(pairwise([*starts, len(blocks)]))
    looks = _often(blocks[start:end] for start, end in spans)
    found = [
        _entry(blocks[place], [block for block in blocks[start:end] if _look_of(block) in looks])
        for place, (start, end) in zip(places, spans, strict=True)
    ]
    return opening, [entry for entry in found if entry.lines]


def _often(parts: Iterable[Sequence[Block]]) -> set[tuple[str, ...]]:
    """The shapes that stand in at least two entries: what stands in one is the page's own end."""
    counts = Counter(look for part in parts for look in {_look_of(block) for block in part})
    return {look for look, count in counts.items() if count > 1}


def _look_of(block: Block) -> tuple[str, ...]:
    return (block.heading or block.element.tag, *shape_of(block)[1:])


def _entry(stamped: Block, blocks: Sequence[Block]) -> _Entry:
    stamp = _stamp(stamped)
    title, lines = "", list[str]()
    for block in blocks:
        text = block.text
        if block is stamped:
            text = "" if text == stamp else text[_LEADING.match(text).end() :]  # type: ignore[union-attr]  # it begins with one
        if not text:
            continue
        if block.heading and not title and not lines:
            title = text
        elif _is_told(block) and (block.is_prose or not block.is_link):
            lines.append(text)
    return _Entry(stamp, title, _without_tail(lines))


def _is_told(block: Block) -> bool:
    return not block.is_link and not is_notice(block.text) and not is_credit(block.text)


def _without_tail(lines: list[str]) -> list[str]:
    """Drop what stands under an entry's prose: names of buttons, the writer's name."""
    prose = [number for number, line in enumerate(lines) if line.count(" ") >= _ENTRIES]
    return lines[: prose[-1] + 1] if prose else []


def _falls(entries: Sequence[_Entry]) -> bool:
    """Whether the newest entry stands first."""
    times = [_minutes(entry.stamp) for entry in entries]
    falls = sum(one > other for one, other in pairwise(times))
    return 2 * falls > len(times) - 1


def _minutes(stamp: str) -> int:
    clock = re.search(_CLOCK, stamp)
    hour, minute = re.findall(r"\d+", clock[0]) if clock else (0, 0)
    late = re.search(r"p\.?m", stamp, re.IGNORECASE) and int(hour) < 12
    return (int(hour) + 12 * bool(late)) * 60 + int(minute)


def _are_apart(entries: Sequence[_Entry], title: str) -> bool:
    """Whether all entries have headlines of their own, and most tell neither of one thing nor of the page's."""
    if not all(entry.title for entry in entries):
        return False
    texts = [content_words("\n".join([entry.title, *entry.lines])) for entry in entries]
    about = sum(bool(words & content_words(title)) for words in texts)
    # Entries are short: any words that two share count, not those alone that are said again.
    together = largest_group([Topic(frozenset(words), frozenset(words)) for words in texts])
    return max(about, together) <= max(1, int(_TOGETHER * len(texts)))


def _told(entry: _Entry) -> Iterator[str]:
    """An entry's lines, the stamp before the first."""
    first, *rest = [entry.title, *entry.lines] if entry.title else entry.lines
    yield f"{entry.stamp} {first}"
    yield from rest
