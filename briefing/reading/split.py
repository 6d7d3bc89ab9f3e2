"""Cut one dirty text into its stories and its page furniture.

::

    text ─ lines.split_lines ─▶ lines ─ lines.features ─▶ table
         ─ line_model ─▶ starts a story | goes on inside | furniture
         ─ clean ─▶ certain furniture inside stories, what is glued to a paragraph
         ─▶ Cut(stories of headline, text and sub-headlines; removed; undecided)

Every character that is not white space is either in a paragraph of one story or in one removed
stretch.  Time and memory are linear in the length of the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from briefing.reading.clean import LINE_LIMIT, certain_rule, hint_of, normalise_line, trims
from briefing.reading.line_model import FURNITURE, START, best_states, chances, load_model
from briefing.reading.lines import DATELINE, WORD, Line, features, split_lines
from briefing.records import Removed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from briefing.reading.line_model import Scores

__all__ = ["Cut", "Paragraph", "cut"]

BLOCK: Final = 300
"""Lines whose features are computed at once: bounds the table of words (some 10 MB)."""
MARGIN: Final = 20
"""Lines of context on both sides of a block; no feature looks further."""
NARROW: Final = (0.25, 0.75)
"""A start whose probability lies between these is told as undecided."""
NOTES: Final = 50
"""Undecided lines that are told for one text."""
FINAL: Final = re.compile(r"[.!?\u2026][\"'\u2018-\u201f)\]]*\Z")

Role = Literal["headline", "text", "subhead"]


class Paragraph(NamedTuple):
    """A kept stretch of the text and what it is in its story."""

    start: int
    end: int
    role: Role


class Cut(NamedTuple):
    """What the cutter makes of one text."""

    stories: tuple[tuple[Paragraph, ...], ...]
    """In order; each has at least one paragraph of text and at most one headline."""
    removed: tuple[Removed, ...]
    """In order of their place."""
    undecided: tuple[str, ...]
    """Narrow decisions, in words, with line numbers."""


class _Part(NamedTuple):
    """The lines of one passage, the state of each, and the probability of each state."""

    lines: list[Line]
    states: list[int]
    chances: Scores


def cut(
    text: str, repeated: Collection[str] = frozenset(), sections: Sequence[tuple[int, int]] = ()
) -> Cut:
    """Cut `text` into stories and furniture.

    `repeated` holds the normalised lines that stand in many files of the run
    (:func:`briefing.reading.clean.repeated_lines`).  `sections` are extents known from the format:
    each is one story at most, only cleaned inside; what stands outside them is removed.
    Spans are offsets into `text`, stripped, never empty, and do not overlap.
    """
    stories: list[tuple[Paragraph, ...]] = []
    removed: list[Removed] = []
    notes: list[str] = []
    for start, end, is_section in _passages(text, sections):
        lines = split_lines(text, start, end)
        if sections and not is_section:
            removed += [Removed(start=a, end=b, rule="between entries") for a, b, _ in lines]
            continue
        part = _decide(text, lines, repeated, one_story=is_section)
        _collect(text, part, repeated, (stories, removed))
        notes += _undecided(part)
    return Cut(tuple(stories), tuple(removed), tuple(notes[:NOTES]))


def _passages(text: str, sections: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """Yield the sections and what lies between them, in order; overlaps go to the first."""
    position = 0
    for start, end in sorted(sections):
        low, high = max(start, position), min(end, len(text))
        if low >= high:
            continue
        yield position, low, False
        yield low, high, True
        position = high
    yield position, len(text), False


# -- decisions ----------------------------------------------------------------------------------


def _decide(text: str, lines: list[Line], repeated: Collection[str], *, one_story: bool) -> _Part:
    model = load_model()
    heads = [text[line.start : line.end] for line in lines]
    scores: Scores = []
    for low in range(0, len(lines), BLOCK):
        first, last = max(0, low - MARGIN), min(len(lines), low + BLOCK + MARGIN)
        table = features(heads[first:last], repeated)
        scores += model.scores(table[low - first : low - first + BLOCK])
    if one_story:
        return _Part(lines, _clean_only(scores), [])
    return _Part(lines, best_states(model, scores), chances(model, scores))


SURE: Final = 4.0
"""Log odds at which a line of a section is furniture: a format that delimits its entries is trusted."""


def _clean_only(scores: Scores) -> list[int]:
    """Return states for a passage that holds one story: one start, furniture only where clear."""
    states = [
        FURNITURE if furniture - max(start, inside) > SURE else 1
        for start, inside, furniture in scores
    ]
    if 1 in states:
        states[states.index(1)] = START
    elif states:
        states = [START] + [1] * (len(states) - 1)
    return states


def _undecided(part: _Part) -> Iterator[str]:
    for line, state, chance in zip(part.lines, part.states, part.chances, strict=False):
        if NARROW[0] < chance[START] < NARROW[1] and line is not part.lines[0]:
            does = "begins" if state == START else "does not begin"
            yield f"line {line.number}: a story {does} here (probability {chance[START]:.2f})"
        elif NARROW[0] < chance[FURNITURE] < NARROW[1]:
            is_ = "removed" if state == FURNITURE else "kept"
            yield f"line {line.number}: {is_} (probability of furniture {chance[FURNITURE]:.2f})"


# -- what becomes of each line ------------------------------------------------------------------


def _collect(
    text: str,
    part: _Part,
    repeated: Collection[str],
    into: tuple[list[tuple[Paragraph, ...]], list[Removed]],
) -> None:
    stories, removed = into
    story: list[Line] = []
    for index, (line, state) in enumerate(zip(part.lines, part.states, strict=True)):
        if state != FURNITURE:
            if state == START:
                _close(text, story, into)
                story = []
            if (rule := certain_rule(text[line.start : line.end])) is None:
                story.append(line)
            else:
                removed.append(Removed(start=line.start, end=line.end, rule=rule))
            continue
        _close(text, story, into)
        story = []
        removed.append(_furniture(text, part, index, repeated))
    _close(text, story, into)
    removed.sort(key=lambda each: each.start)


def _furniture(text: str, part: _Part, index: int, repeated: Collection[str]) -> Removed:
    line = part.lines[index]
    words = text[line.start : min(line.end, line.start + LINE_LIMIT)]
    rule = certain_rule(words) or hint_of(words)
    if rule is None and normalise_line(words) in repeated:
        rule = "repeated across files"
    score = round(part.chances[index][FURNITURE], 3) if part.chances else 1.0
    return Removed(start=line.start, end=line.end, rule=rule or "learned line model", score=score)


def _close(
    text: str, story: list[Line], into: tuple[list[tuple[Paragraph, ...]], list[Removed]]
) -> None:
    """Turn the lines of a story into paragraphs with roles; trim what is glued to them."""
    stories, removed = into
    spans = []
    for line in story:
        piece = text[line.start : line.end]
        low, high = 0, len(piece)
        for trim in trims(piece):
            removed.append(
                _stripped(text, line.start + trim.start, line.start + trim.end, trim.rule)
            )
            low, high = (trim.end, high) if trim.start <= low else (low, trim.start)
        kept = piece[low:high].strip()
        left = line.start + piece.index(kept, low)
        spans.append((left, left + len(kept)))
    if spans:
        stories.append(_with_roles(text, spans))


def _stripped(text: str, start: int, end: int, rule: str) -> Removed:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    return Removed(start=left, end=left + len(piece.strip()), rule=rule)


def _with_roles(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Paragraph, ...]:
    heads = [_is_short(text[start:end]) for start, end in spans]
    roles: list[Role] = ["text"] * len(spans)
    for index, (start, end) in enumerate(spans[:-1]):
        if index == 0 and _is_headline(text[start:end]):
            roles[0] = "headline"
        elif index and heads[index] and not heads[index + 1] and not heads[index - 1]:
            roles[index] = "subhead"
    return tuple(
        Paragraph(start, end, role) for (start, end), role in zip(spans, roles, strict=True)
    )


def _is_headline(line: str) -> bool:
    """A first line that is no sentence: short, no full stop, no dateline."""
    if len(line) > 200 or line[0].islower() or DATELINE.match(line):
        return False
    words = len(WORD.findall(line))
    return 1 < words <= 25 and not line.endswith((".", '."', ".\u201d", ":", ","))


def _is_short(line: str) -> bool:
    """A line that could be a sub-headline: a few words, no final mark, no list item's comma."""
    if len(line) > 90 or line[0].islower() or line[-1] in ",;:":
        return False
    return len(WORD.findall(line)) <= 9 and not FINAL.search(line)
