"""Pages with the state of each line: labelled ones, glued ones, and made ones of many layouts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from briefing.reading.pages.furniture import WORD
from briefing.reading.pages.line_features import has_dateline
from briefing.reading.pages.lines import Line, split_lines
from briefing.reading.pages.states import State
from training.layouts.pages import NO_STORY, Page
from training.line_model.pages import FURNITURE, START, Glued

LONGEST: Final = 320
"""Lines of the longest page that is learned from."""
_FINAL: Final = re.compile(r"[.!?\u2026][\"'\u2018-\u201f)\]]*\Z")
_INSIDE: Final = {"S": State.PART, "K": State.PART}


class Example(NamedTuple):
    """A page, its lines as they are cut, and what each is."""

    text: str
    lines: list[Line]
    states: list[State]
    stories: list[int]
    """Number of the story of each line, -1 for none."""
    family: str
    weight: float = 1.0


def of_page(page: Page) -> Example | None:
    """Turn a made page into an example; None where it is too short or too long to learn from."""
    text = "\n".join(line.text for line in page.lines)
    lines, places = _lines_at(text, [line.text for line in page.lines])
    if not 1 < len(lines) <= LONGEST:
        return None
    states, begun = [], set[int]()
    for place in places:
        _, label, story = page.lines[place]
        states.append(_state(label, begun=story in begun))
        if states[-1] not in {State.FURNITURE, State.HEAD}:
            begun.add(story)
    stories = [page.lines[place].story for place in places]
    return Example(text, lines, states, stories, f"{page.author}/{page.family}")


def _lines_at(text: str, rows: Sequence[str]) -> tuple[list[Line], list[int]]:
    """Cut a text into lines; return the row in which each begins as well."""
    starts = [0, *accumulate(len(row) + 1 for row in rows)]
    lines = split_lines(text)
    return lines, [bisect_right(starts, line.start) - 1 for line in lines]


def _state(label: str, *, begun: bool) -> State:
    if label in "FM":
        return State.FURNITURE if label == "F" else State.HEAD
    if label in "Hh":
        later = State.HEADLINE_GOES_ON if label == "h" else State.TEXT
        return later if begun else State.HEADLINE
    return _INSIDE.get(label, State.TEXT) if begun else State.OPENING


def of_glued(page: Glued, family: str, weight: float = 1.0) -> Example:
    """Turn a glued page, whose lines start a story, go on or are furniture, into an example."""
    text = "\n".join(page.lines)
    lines, places = _lines_at(text, page.lines)
    states: list[State] = []
    stories: list[int] = []
    story = NO_STORY
    for place in places:
        label = page.states[place]
        story += label == START
        opening = State.HEADLINE if is_headline(page.lines[place]) else State.OPENING
        states.append(
            State.FURNITURE if label == FURNITURE else opening if label == START else State.TEXT
        )
        stories.append(NO_STORY if label == FURNITURE else story)
    states = with_parts(text, lines, _with_openings(states))
    return Example(text, lines, states, stories, family, weight)


def _with_openings(states: Sequence[State]) -> list[State]:
    """A headline with no text behind it is all that its story says."""
    after = [*states[1:], State.FURNITURE]
    return [
        State.OPENING if here == State.HEADLINE and behind != State.TEXT else here
        for here, behind in zip(states, after, strict=True)
    ]


def with_parts(text: str, lines: Sequence[Line], states: list[State]) -> list[State]:
    """Mark short lines between two paragraphs as sub-headlines."""
    short = [_is_short(text[line.start : line.end]) for line in lines]
    found = list(states)
    for place in range(len(lines)):
        after = states[place + 1] if place + 1 < len(lines) else State.FURNITURE
        if (
            place
            and states[place] == after == State.TEXT
            and short[place]
            and not short[place + 1]
            and not short[place - 1]
        ):
            found[place] = State.PART
    return found


def is_headline(line: str) -> bool:
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
    return len(WORD.findall(line)) <= 9 and not _FINAL.search(line)
