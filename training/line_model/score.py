"""How well pages are cut: stories read whole, starts found, by family."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from briefing.reading.pages import Paragraph, cut
from briefing.reading.pages.line_model import LineModel
from briefing.reading.pages.states import BEGINS, State
from training.line_model.examples import Example

BEFORE, BEHIND, COVERED = 250, 120, 0.9
"""Characters of other text that a whole story may have before and behind, and the share of its own that it must have."""
_TEXT: Final = frozenset({State.OPENING, State.TEXT})


def score(examples: Iterable[Example], model: LineModel) -> dict[str, Counter[str]]:
    """Cut each page and count, by family."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for example in examples:
        counts[example.family].update(counts_of(example, cut(example.text, model=model).stories))
    return dict(counts)


def counts_of(example: Example, stories: Sequence[Sequence[Paragraph]]) -> dict[str, int]:
    """Count what is right of the stories that were found on a page."""
    begins = [line.start for line in example.lines]
    found = [
        {bisect_right(begins, part.start) - 1 for part in story if part.role in {"text", "subhead"}}
        for story in stories
    ]
    starts = {bisect_right(begins, story[0].start) - 1 for story in stories}
    heads = {
        bisect_right(begins, part.start) - 1
        for story in stories
        for part in story
        if part.role == "headline"
    }
    wanted = _wanted(example)
    gold_starts = {place for place, state in enumerate(example.states) if state in BEGINS}
    gold_heads = {place for place, state in enumerate(example.states) if state == State.HEADLINE}
    whole = sum(any(_is_whole(example, story, each) for each in found) for story in wanted)
    return {
        "whole": whole, "stories": len(wanted), "found": len(found), "right starts": len(starts & gold_starts),
        "starts": len(gold_starts), "right headlines": len(heads & gold_heads), "headlines": len(gold_heads),
        "single": len(wanted) == 1, "single cut": len(wanted) == 1 and len(found) > 1,
    }  # fmt: skip


def _wanted(example: Example) -> list[list[int]]:
    """The lines of text of each story."""
    stories: dict[int, list[int]] = {}
    for place, (state, story) in enumerate(zip(example.states, example.stories, strict=True)):
        if story >= 0 and state in _TEXT:
            stories.setdefault(story, []).append(place)
    return list(stories.values())


def _is_whole(example: Example, wanted: Sequence[int], found: set[int]) -> bool:
    if wanted[0] not in found:
        return False
    length = [line.end - line.start for line in example.lines]
    before = sum(length[place] for place in found if place < wanted[0])
    behind = sum(length[place] for place in found if place > wanted[-1])
    kept = sum(length[place] for place in wanted if place in found)
    return (
        before <= BEFORE
        and behind <= BEHIND
        and kept >= COVERED * sum(length[place] for place in wanted)
    )


def table_row(name: str, counts: Counter[str]) -> str:
    """Write one line of the table of results."""
    precision = counts["right starts"] / max(1, counts["found"])
    recall = counts["right starts"] / max(1, counts["starts"])
    both = 2 * precision * recall / max(1e-9, precision + recall)
    return (
        f"{name:<34} whole {counts['whole']:>5} of {counts['stories']:>5} {counts['whole'] / max(1, counts['stories']):.3f}"
        f"  start F1 {both:.3f}  headlines {counts['right headlines'] / max(1, counts['headlines']):.3f}"
        f"  single cut {counts['single cut']} of {counts['single']}"
    )
