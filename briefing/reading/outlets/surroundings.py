"""The lines of a document that are no story text, by the story beside which they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, Protocol

_LINE: Final = re.compile(r"[^\r\n]+")
_SEPARATOR: Final = re.compile(r"[\W_]*")
REACH: Final = 1_500
"""Characters of a stretch between stories that are looked at from each of its ends."""
MOST: Final = 12
"""Lines of it: what stands further off belongs to no story."""


OVER: Final = 3
"""Lines over a headline that may be its own though a blank line stands between."""


class KeptPiece(Protocol):
    """A paragraph as the cutter gives it."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """Character after the last."""

    @property
    def role(self) -> str:
        """``headline``, ``text`` or ``subhead``."""


class Beside(NamedTuple):
    """The lines beside one story, those of each place with the nearest first."""

    above: tuple[str, ...]
    """Over the headline, no blank line between."""
    head: tuple[str, ...]
    """Between the headline and the text."""
    below: tuple[str, ...]
    """Under the text, no blank line between."""
    further: tuple[str, ...]
    """Under the text, behind a blank line, and not nearer to the next story."""
    over: tuple[str, ...]
    """The last lines before the headline, blank lines or not."""
    title: str
    """The headline, "" where there is none."""
    tail: str
    """The last paragraph of the text."""
    shared: tuple[str, ...]
    """Under the text and over the next headline, with no blank line to tell whose they are."""


class Surroundings(NamedTuple):
    """All lines that are no story text, as far as outlets are looked for in them."""

    top: tuple[str, ...]
    """The lines above the first story, in order."""
    foot: tuple[str, ...]
    """The lines below the last story, in order."""
    between: tuple[str, ...]
    """The lines between and inside the stories, in order."""
    beside: tuple[Beside, ...]
    """One for each story."""


def lines_around(text: str, stories: Sequence[Sequence[KeptPiece]]) -> Surroundings:
    """Return the lines around `stories` (each in order, none empty) of a document's `text`."""
    edges = [0, *(edge for story in stories for edge in (story[0].start, story[-1].end)), len(text)]
    gaps = [_gap(text, *edges[at : at + 2]) for at in range(0, len(edges), 2)]
    heads = [tuple(_head(text, story)) for story in stories]
    ends = [(_title(text, story), text[story[-1].start : story[-1].end]) for story in stories]
    top = tuple(line for group in _gap(text, 0, edges[1], whole=True) for line in group)
    foot = tuple(line for group in gaps[-1] for line in group) if stories else ()
    inner = (line for gap in gaps[1:-1] for group in gap for line in group)
    return Surroundings(
        top=top[:MOST] if stories else (),
        foot=foot,
        between=(*inner, *(line for head in heads for line in head)),
        beside=tuple(
            _beside(gaps[at : at + 2], heads[at], ends[at], (not at, at + 1 == len(stories)))
            for at in range(len(stories))
        ),
    )


def _beside(
    gaps: Sequence[Sequence[Sequence[str]]],
    head: tuple[str, ...],
    ends: tuple[str, str],
    edge: tuple[bool, bool],
) -> Beside:
    """One story's lines out of the gaps before and after it; `edge`: whether it is the first, the last."""
    (before, after), (first, last) = gaps, edge
    single = len(after) == 1 and not last
    joined = len(before) == 1 and not first
    further = [
        line
        for group in after[1 : max(1, (len(after) + 1) // 2) if not last else None]
        for line in group
    ]
    return Beside(
        above=() if joined else tuple(reversed(before[-1])),
        head=head,
        over=tuple(line for group in reversed(before) for line in reversed(group))[:OVER],
        below=() if single else tuple(after[0]),
        further=tuple(further),
        title=ends[0],
        tail=ends[1],
        shared=tuple(after[0]) if single else (),
    )


def _gap(text: str, start: int, end: int, *, whole: bool = False) -> list[list[str]]:
    """The lines of a stretch in groups; a blank line or a rule parts them.

    The first and the last group touch the stories and may be empty.
    """
    groups: list[list[str]] = [[]]
    for line in _near(text, start, end, whole=whole):
        if _SEPARATOR.fullmatch(line):
            groups.append([])
        else:
            groups[-1].append(line)
    inner = [group for group in groups[1:-1] if group]
    return [groups[0], *inner, groups[-1]] if len(groups) > 1 else groups


def _near(text: str, start: int, end: int, *, whole: bool) -> Iterator[str]:
    """The lines near both ends of a stretch, "" for a blank one; the line that an end cuts is none."""
    if end - start > 2 * REACH:
        yield from _lines(text[start : start + REACH])
        if not whole:
            yield ""
            yield from _lines(text[end - REACH : end])
        return
    yield from _lines(text[start:end])


def _lines(stretch: str) -> list[str]:
    lines = [line.strip() for line in stretch.splitlines()]
    if lines and not lines[0]:
        lines = lines[1:]  # what is left of the line on which a story ends
    if lines and not stretch.endswith(("\n", "\r")) and _SEPARATOR.fullmatch(lines[-1]):
        lines.pop()  # the "## " in front of a headline is no rule between two groups
    return lines


def _title(text: str, story: Sequence[KeptPiece]) -> str:
    first = story[0]
    return text[first.start : first.end] if first.role == "headline" else ""


def _head(text: str, story: Sequence[KeptPiece]) -> Iterator[str]:
    """The removed lines between the headline and the first paragraph."""
    if story[0].role != "headline":
        return
    body = next((piece for piece in story[1:] if piece.role == "text"), None)
    if body is None or body.start - story[0].end > REACH:
        return
    kept = {(piece.start, piece.end) for piece in story}
    for match in _LINE.finditer(text, story[0].end, body.start):
        line = match[0].strip()
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if line and (start, start + len(line)) not in kept:
            yield line
