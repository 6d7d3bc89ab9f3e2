"""Cut one dirty text into its stories and its page furniture.

::

    text ─ lines.split_lines ─▶ lines ─ lines.features ─▶ table
         ─ line_model ─▶ starts a story | goes on inside | furniture
         ─ clean ─▶ certain furniture inside stories, what is glued to a paragraph
         ─▶ CutText(stories of headline, text and sub-headlines; removed; undecided)

Every character that is not white space is either in a paragraph of one story or in one removed
stretch.  Time and memory are linear in the length of the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from briefing.reading.pages.furniture import (
    LINE_LIMIT,
    WORD,
    certain_rule,
    hint_of,
    normalise_line,
    trims,
    without_marks,
)
from briefing.reading.pages.headlines import edge_rules, with_headlines, with_like_headlines
from briefing.reading.pages.line_features import has_dateline, is_caption
from briefing.reading.pages.line_model import (
    FURNITURE,
    INSIDE,
    START,
    best_states,
    chances,
    load_model,
)
from briefing.reading.pages.lines import Line, split_lines
from briefing.reading.pages.page_features import describe
from briefing.reading.pages.rescue import with_lost_text
from briefing.reading.pages.segmentation import best_starts
from briefing.records import Removed, Undecided

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from briefing.reading.pages.line_model import Chances, LineModel, Scores


BLOCK: Final = 300
"""Lines whose features are computed at once: bounds the table of words (some 10 MB)."""
MARGIN: Final = 20
"""Lines of context on both sides of a block; no feature looks further."""
NARROW: Final = (0.25, 0.75)
"""A start whose probability lies between these is told as undecided."""
NOTES: Final = 50
"""Undecided lines that are told for one text."""
GOES_ON: Final = 0.9
"""Probability at which the text behind a block of furniture goes on with the story before it."""
HEAD: Final = 2_000
TAIL: Final = 250
"""Characters of a line that are looked at: its beginning and its end."""
LONGEST_CREDIT: Final = 60
"""Characters of the longest line that only says whose a picture is."""
GLUED: Final = 60
"""Characters of the shortest paragraph that is described without a date stamp in front."""
ENDLESS: Final = 200_000
"""Characters beyond which a line is data, not a paragraph: some 35,000 words, a short novel.  The
longest line of the labelled pages has 4,000; a whole page dump without line breaks has 50,000."""
NO_PARAGRAPH: Final = [-1e6, -1e6, 0.0] * 2
FINAL: Final = re.compile(r"[.!?\u2026][\"'\u2018-\u201f)\]]*\Z")

ParagraphRole = Literal["headline", "text", "subhead", "aside"]
"""An aside is furniture in the middle of a story (an advertisement mark, a share line) or the text of a
picture: it stays in the story's extent and is none of its text."""


class Paragraph(NamedTuple):
    """A kept stretch of the text and what it is in its story."""

    start: int
    end: int
    role: ParagraphRole


class CutText(NamedTuple):
    """What the cutter makes of one text."""

    stories: tuple[tuple[Paragraph, ...], ...]
    """In order; each has at least one paragraph of text and at most one headline."""
    removed: tuple[Removed, ...]
    """In order of their place."""
    undecided: tuple[Undecided, ...]
    """Narrow decisions."""


class _Part(NamedTuple):
    """The lines of one passage, the state of each, and the probability of each state."""

    lines: list[Line]
    states: list[int]
    chances: Chances


def cut(
    text: str,
    repeated: Collection[str] = frozenset(),
    sections: Sequence[tuple[int, int]] = (),
    *,
    model: LineModel | None = None,
) -> CutText:
    """Cut `text` into stories and furniture.

    `repeated` holds the normalised lines that stand in many files of the run
    (:func:`briefing.reading.pages.furniture.repeated_lines`).  `sections` are extents known from the format:
    each is one story at most, only cleaned inside; what stands outside them is removed.
    Spans are offsets into `text`, stripped, never empty, and do not overlap.  `model`: other
    coefficients than the shipped ones.
    """
    stories: list[tuple[Paragraph, ...]] = []
    removed: list[Removed] = []
    undecided: list[Undecided] = []
    for start, end, is_section in _passages(text, sections):
        lines = split_lines(text, start, end)
        if sections and not is_section:
            removed += [Removed(a, b, "between entries") for a, b, _ in lines]
            continue
        part = _decide(text, lines, model or load_model(), (repeated, is_section))
        _collect(text, part, repeated, (stories, removed))
        undecided += _undecided(part)
    return CutText(tuple(stories), tuple(removed), tuple(undecided[:NOTES]))


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


def _decide(
    text: str, lines: list[Line], model: LineModel, known: tuple[Collection[str], bool]
) -> _Part:
    repeated, one_story = known
    raw = [_looked_at(text, line) for line in lines]
    heads = [_without_stamp(without_marks(line)) for line in raw]
    scores: Scores = []
    bags: list[list[str]] = []
    for low in range(0, len(lines), BLOCK):
        first, last = max(0, low - MARGIN), min(len(lines), low + BLOCK + MARGIN)
        page = describe(heads[first:last], repeated)
        inner = slice(low - first, low - first + BLOCK)
        scores += model.scores(page.table[inner])
        bags += page.bags[inner]
    if one_story:
        return _Part(lines, _clean_only(scores), [])
    odds = chances(model, scores)
    scores = [
        NO_PARAGRAPH if line.end - line.start > ENDLESS else score
        for line, score in zip(lines, scores, strict=True)
    ]
    readable = [line.end - line.start <= ENDLESS for line in lines]
    states = with_lost_text(best_states(model, scores), heads, readable)
    states = with_headlines(_by_topic(states, odds, bags), heads)
    return _Part(lines, with_like_headlines(states, raw, heads), odds)


def _looked_at(text: str, line: Line) -> str:
    if line.end - line.start <= HEAD + TAIL:
        return text[line.start : line.end]
    return text[line.start : line.start + HEAD] + text[line.end - TAIL : line.end]


def _without_stamp(line: str) -> str:
    """Return a paragraph without the date stamp glued to its front, which hides what it is."""
    if len(line) < GLUED:
        return line
    end = max((trim.end for trim in trims(line) if trim.rule == "date stamp"), default=0)
    return line[end:].lstrip() if len(line) - end >= GLUED else line


def _by_topic(states: list[int], odds: Chances, bags: Sequence[Sequence[str]]) -> list[int]:
    """Cut each stretch between furniture anew, its words weighed as well.

    A stretch that goes on with the story before the furniture is joined to it.
    """
    decided = list(states)
    low = 0
    while low < len(states):
        high = low
        while high < len(states) and states[high] != FURNITURE:
            high += 1
        if high > low:
            starts = set(best_starts(bags[low:high], [chance[START] for chance in odds[low:high]]))
            decided[low:high] = [START if i in starts else INSIDE for i in range(high - low)]
            if low and odds[low][INSIDE] > GOES_ON and START in decided[:low]:
                decided[low] = INSIDE
        low = high + 1
    return decided


SURE: Final = 4.0
"""Log odds at which a line of a section is furniture: a format that delimits its entries is trusted."""


def _clean_only(scores: Scores) -> list[int]:
    """Return states for a passage that holds one story: one start, furniture only where clear."""
    states: list[int] = []
    for score in scores:
        after = not states or states[-1] == FURNITURE
        start, inside, furniture = score[3:] if after else score[:3]
        states.append(FURNITURE if furniture - max(start, inside) > SURE else INSIDE)
    if INSIDE in states:
        states[states.index(INSIDE)] = START
    elif states:
        states = [START] + [INSIDE] * (len(states) - 1)
    return states


def _undecided(part: _Part) -> Iterator[Undecided]:
    for line, state, chance in zip(part.lines, part.states, part.chances, strict=False):
        if NARROW[0] < chance[START] < NARROW[1] and line is not part.lines[0]:
            does = "begins" if state == START else "does not begin"
            words = f"a story {does} here (probability {chance[START]:.2f})"
            yield Undecided(line=line.number, words=words)
        elif NARROW[0] < chance[FURNITURE] < NARROW[1]:
            is_ = "removed" if state == FURNITURE else "kept"
            words = f"{is_} (probability of furniture {chance[FURNITURE]:.2f})"
            yield Undecided(line=line.number, words=words)


# -- what becomes of each line ------------------------------------------------------------------


def _collect(
    text: str,
    part: _Part,
    repeated: Collection[str],
    into: tuple[list[tuple[Paragraph, ...]], list[Removed]],
) -> None:
    _, removed = into
    story: list[Line] = []
    for index, (line, state) in enumerate(zip(part.lines, part.states, strict=True)):
        if state == START:
            _close(text, story, into)
            story = []
        if state == FURNITURE:
            removed.append(_furniture(text, part, index, repeated))
        else:
            story.append(line)
    _close(text, story, into)
    removed.sort(key=lambda each: each.start)


def _furniture(text: str, part: _Part, index: int, repeated: Collection[str]) -> Removed:
    line = part.lines[index]
    words = without_marks(text[line.start : min(line.end, line.start + LINE_LIMIT)])
    if line.end - line.start > ENDLESS:
        return Removed(line.start, line.end, "endless line")
    rule = certain_rule(words) or hint_of(words)
    if rule is None and normalise_line(words) in repeated:
        rule = "repeated across files"
    score = round(part.chances[index][FURNITURE], 3) if part.chances else 1.0
    return Removed(line.start, line.end, rule or "learned line model", score)


def _close(
    text: str, story: list[Line], into: tuple[list[tuple[Paragraph, ...]], list[Removed]]
) -> None:
    """Turn the lines of a story into paragraphs with roles; trim what is glued to them."""
    stories, removed = into
    pieces_of = [without_marks(text[line.start : line.end]) for line in story]
    rules = [
        certain_rule(piece) or edge
        for piece, edge in zip(pieces_of, edge_rules(pieces_of), strict=True)
    ]
    captions = {
        i for i, piece in enumerate(pieces_of) if rules[i] is None and _is_of_picture(piece)
    }
    kept = [i for i, rule in enumerate(rules) if rule is None and i not in captions]
    if not kept:  # a page of pictures
        kept, captions = sorted(captions), set()
    first, last = (kept[0], kept[-1]) if kept else (len(story), -1)
    pieces: list[_Piece] = []
    for index, (line, rule) in enumerate(zip(story, rules, strict=True)):
        if index in captions or (rule and first < index < last):
            pieces.append(_Piece((line.start, line.end), aside=True))
        elif rule:
            removed.append(Removed(line.start, line.end, rule))
        else:
            span, trimmed = _trimmed(text, line)
            pieces.append(_Piece(span, aside=False))
            removed += trimmed
    if pieces:
        stories.append(_with_roles(text, pieces))


def _is_of_picture(line: str) -> bool:
    """Whether a line is the text of a picture, or says whose it is."""
    return is_caption(line) or (
        len(line) <= LONGEST_CREDIT and line[-1] != "." and hint_of(line) == "credit"
    )


class _Piece(NamedTuple):
    span: tuple[int, int]
    aside: bool


def _trimmed(text: str, line: Line) -> tuple[tuple[int, int], list[Removed]]:
    """Return what is left of a line without what is glued to its edges, and that."""
    piece = text[line.start : line.end]
    low, high = 0, len(piece)
    removed = []
    for trim in trims(piece):
        removed.append(_stripped(text, line.start + trim.start, line.start + trim.end, trim.rule))
        low, high = (trim.end, high) if trim.start <= low else (low, trim.start)
    kept = piece[low:high].strip()
    left = line.start + piece.index(kept, low)
    return (left, left + len(kept)), removed


def _stripped(text: str, start: int, end: int, rule: str) -> Removed:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    return Removed(left, left + len(piece.strip()), rule)


def _with_roles(text: str, pieces: Sequence[_Piece]) -> tuple[Paragraph, ...]:
    body = [piece.span for piece in pieces if not piece.aside]
    roles = iter(_roles([text[start:end] for start, end in body]))
    return tuple(
        Paragraph(*piece.span, "aside" if piece.aside else next(roles)) for piece in pieces
    )


def _roles(lines: Sequence[str]) -> list[ParagraphRole]:
    """Return the role of each line of a story; at least one is text."""
    short = [_is_short(line) for line in lines]
    roles: list[ParagraphRole] = ["text"] * len(lines)
    for index, line in enumerate(lines[:-1]):
        if index == 0 and _is_headline(line):
            roles[0] = "headline"
        elif index and short[index] and not short[index + 1] and not short[index - 1]:
            roles[index] = "subhead"
    return roles


def _is_headline(line: str) -> bool:
    """A first line that is no sentence: short, no full stop, no dateline."""
    if len(line) > 200 or line[0].islower() or _opens_with_place(line):
        return False
    words = len(WORD.findall(line))
    return 1 < words <= 25 and not line.endswith((".", '."', ".\u201d", ":", ","))


def _opens_with_place(line: str) -> bool:
    return has_dateline(line) and line.split(maxsplit=1)[0].rstrip(",.").isupper()


def _is_short(line: str) -> bool:
    """A line that could be a sub-headline: a few words, no final mark, no list item's comma."""
    if len(line) > 90 or line[0].islower() or line[-1] in ",;:":
        return False
    return len(WORD.findall(line)) <= 9 and not FINAL.search(line)
