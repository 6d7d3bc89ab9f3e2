"""Whole files with their stories marked by first and last words, as pages with the state of each line.

A folder of days holds, for each day, ``gold.json`` and ``files/``: what ``docs/evaluation.md`` calls days.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from briefing.reading.formats.encoding import text_of
from briefing.reading.pages.lines import Line, split_lines
from briefing.reading.pages.states import State
from training.layouts.pages import NO_STORY
from training.line_model.examples import Example, with_parts

WEIGHT: Final = 6.0
REACH: Final = 14
"""Lines above a story's first words in which its headline stands."""
LONGER: Final = 40
"""Characters by which a headline's line may be longer than the headline: a number, a mark, an outlet."""
PLAIN: Final = (".txt", ".md")


def day_pages(folder: Path) -> list[Example]:
    """Return the plain-text files of all days of a folder; files whose marks are not found are left out."""
    return [each for gold in sorted(folder.glob("*/gold.json")) for each in _of_day(gold)]


def _of_day(gold: Path) -> Iterator[Example]:
    data = json.loads(gold.read_text(encoding="utf-8"))
    stories: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for story in data["stories"]:
        if story["file"].endswith(PLAIN):
            stories[story["file"]].append(story)
    furniture = {_folded(line) for line in data["furniture"]}
    for name, marked in stories.items():
        text = text_of((gold.parent / "files" / name).read_bytes(), "").text
        example = _Marker(text, furniture).example(marked)
        if example is not None:
            yield example


def _folded(text: str | None) -> str:
    return re.sub(r"\W+", " ", (text or "").lower()).strip()


class _Marker:
    def __init__(self, text: str, furniture: set[str]) -> None:
        self.text, self.furniture = text, furniture
        self.lines: list[Line] = split_lines(text)
        self.folded = [_folded(text[line.start : line.end]) for line in self.lines]
        self.states = [State.FURNITURE] * len(self.lines)
        self.stories = [NO_STORY] * len(self.lines)

    def example(self, marked: Sequence[dict[str, Any]]) -> Example | None:
        """Mark each story; None where one is not found."""
        for number, story in enumerate(marked):
            first = self._place(story["first"], 0)
            last = self._place(story["last"], first) if first is not None else None
            if first is None or last is None:
                return None
            self._mark(number, (first, last), _folded(story["headline"]))
        states = with_parts(self.text, self.lines, self.states)
        return Example(self.text, self.lines, states, self.stories, "days", WEIGHT)

    def _place(self, words: str, start: int) -> int | None:
        """Return the line in which the words stand, or begin."""
        wanted = _folded(words)
        for place in range(start, len(self.folded)):
            joined = " ".join(self.folded[place : place + 3])
            if wanted in self.folded[place] or 0 <= joined.find(wanted) <= len(self.folded[place]):
                return place
        return None

    def _mark(self, number: int, extent: tuple[int, int], headline: str) -> None:
        first, last = extent
        head = self._headline(first, headline)
        start = first if head is None else head
        for place in range(start, last + 1):
            if place > first and self._is_furniture(place):
                continue
            self.states[place] = State.TEXT if place >= first else State.HEAD
            self.stories[place] = number
        self.states[start] = State.OPENING if head is None else State.HEADLINE

    def _headline(self, first: int, headline: str) -> int | None:
        for place in range(first - 1, max(-1, first - REACH), -1):
            line = self.folded[place]
            if headline and headline in line and len(line) < len(headline) + LONGER:
                return place
        return None

    def _is_furniture(self, place: int) -> bool:
        line = self.folded[place]
        return line in self.furniture or any(
            len(each) > 20 and each in line and len(line) < len(each) + 25
            for each in self.furniture
        )
