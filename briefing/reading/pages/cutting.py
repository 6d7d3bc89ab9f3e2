"""Cut one dirty text into its stories and its page furniture.

::

    text ─ lines.split_lines ─▶ lines ─ portions ─ page_features.describe ─▶ table
         ─ line_model ─▶ what each line is: furniture, head, headline, text
         ─ evidence, rescue, segmentation ─▶ what code knows better
         ─ paragraphs ─▶ certain furniture inside stories, what is glued to a paragraph
         ─▶ CutText(stories of headline, text and sub-headlines; removed; undecided)

Every character that is not white space is either in a paragraph of one story or in one removed
stretch.  Time and memory are linear in the length of the text.
"""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from briefing.reading.pages.evidence import endless, with_evidence
from briefing.reading.pages.furniture import LINE_LIMIT, certain_rule
from briefing.reading.pages.line_model import best_states, load_model
from briefing.reading.pages.lines import Line, split_lines
from briefing.reading.pages.page_features import PageEvidence, describe, without_blanks
from briefing.reading.pages.paragraphs import LONGEST_PART, Paragraph, Passage, paragraphs_of
from briefing.reading.pages.portions import portions
from briefing.reading.pages.rescue import with_lost_text
from briefing.reading.pages.segmentation import with_topics
from briefing.reading.pages.states import BEGINS, SAYS, State
from briefing.records import Removed, Undecided

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from briefing.reading.pages.line_model import LineModel, Table


NARROW: Final = (0.25, 0.75)
"""A start whose probability lies between these is told as undecided."""
NOTES: Final = 50
"""Undecided lines that are told for one text."""
SURE: Final = 0.98
"""Probability at which a line of a section is furniture: a format that delimits its entries is trusted."""


class CutText(NamedTuple):
    """What the cutter makes of one text."""

    stories: tuple[tuple[Paragraph, ...], ...]
    """In order; each has at least one paragraph of text and at most one headline."""
    removed: tuple[Removed, ...]
    """In order of their place."""
    undecided: tuple[Undecided, ...]
    """Narrow decisions."""


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
    weights than the shipped ones.
    """
    stories: list[tuple[Paragraph, ...]] = []
    removed: list[Removed] = []
    undecided: list[Undecided] = []
    seen, number = 0, 1
    for start, end, is_section in _passages(text, sections):
        number += text.count("\n", seen, start)
        seen = start
        lines = split_lines(text, start, end, number)
        if sections and not is_section:
            removed += [Removed(a, b, "between entries") for a, b, _ in lines]
            continue
        reader = partial(_decide, text, model=model or load_model(), known=(repeated, is_section))
        for part in portions(lines, reader, one_story=is_section):
            if isinstance(part, Removed):
                removed.append(part)
                continue
            found, left = paragraphs_of(text, part, repeated)
            stories += found
            removed += left
            undecided += islice(_undecided(part), NOTES - len(undecided))
    return CutText(tuple(stories), tuple(removed), tuple(undecided))


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
    text: str, lines: Sequence[Line], model: LineModel, known: tuple[Collection[str], bool]
) -> Passage:
    repeated, one_story = known
    page = describe(text, lines)
    scores = with_evidence(_scores(model, page), lines, page, repeated)
    chances = np.exp(scores)
    states = best_states(scores)
    if one_story:
        return Passage(lines, _as_one_story(text, lines, states, chances), chances)
    states = with_lost_text(states, page.facts, chances)
    bags = [each.bag for each in page.facts]
    return Passage(lines, with_topics(states, bags, chances), chances)


def _scores(model: LineModel, page: PageEvidence) -> Table:
    """The scores of a page's lines; a page that has a blank line behind each is read without it, too, and both count alike.

    A blank line behind every paragraph may part stories or nothing; the network, which has seen few such pages, took it for an end too often
    (docs/experiments/reading.md).
    """
    scores = model.scores(page.table, page.alike)
    bare = without_blanks(page.table)
    return scores if bare is None else np.mean([scores, model.scores(bare, page.alike)], axis=0)


def _as_one_story(
    text: str, lines: Sequence[Line], states: Sequence[State], chances: Table
) -> list[State]:
    """Return states for a passage that holds one story: one start, furniture only where clear."""
    found: list[State] = []
    begun = False
    for line, state, chance in zip(lines, states, chances, strict=True):
        kept = state
        if state == State.FURNITURE and chance[state] < SURE:
            kept = State.TEXT
        if begun and kept in BEGINS:
            is_part = state == State.HEADLINE and line.end - line.start <= LONGEST_PART
            kept = State.PART if is_part else State.TEXT
        elif not begun and kept in {State.TEXT, State.PART}:
            kept = State.OPENING
        begun = begun or kept in BEGINS
        found.append(kept)
    if not any(state in SAYS for state in found) and not all(map(endless, lines)):
        return _all_text(text, lines)
    return found


def _all_text(text: str, lines: Sequence[Line]) -> list[State]:
    """A section says something: where nothing is left, all of it but what is furniture anywhere."""
    kept = [certain_rule(text[line.start : line.end][:LINE_LIMIT]) is None for line in lines]
    first = kept.index(True) if any(kept) else 0
    states = [State.TEXT if keep else State.FURNITURE for keep in kept]
    states[first] = State.OPENING
    return states


def _undecided(part: Passage) -> Iterator[Undecided]:
    starts = part.chances[:, State.HEADLINE] + part.chances[:, State.OPENING]
    chances = zip(starts.tolist(), part.chances[:, State.FURNITURE].tolist(), strict=True)
    for line, state, (start, furniture) in zip(part.lines, part.states, chances, strict=True):
        if NARROW[0] < start < NARROW[1] and line is not part.lines[0]:
            does = "begins" if state in BEGINS else "does not begin"
            words = f"a story {does} here (probability {start:.2f})"
            yield Undecided(line=line.number, words=words)
        elif NARROW[0] < furniture < NARROW[1]:
            is_ = "removed" if state == State.FURNITURE else "kept"
            words = f"{is_} (probability of furniture {furniture:.2f})"
            yield Undecided(line=line.number, words=words)
