"""The head of a story as pages print it: masthead, headline, byline, date line, then the text.

The line model has learned from pages whose headlines stand right above the text; where a byline or a
date line stands between, it takes all of them for furniture.  Here a headline is found again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefing.reading.clean import certain_rule, hint_of
from briefing.reading.line_features import facts
from briefing.reading.line_model import FURNITURE, INSIDE, START

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["edge_rule", "with_headlines"]

REACH: Final = 5
"""Lines that may stand between a headline and its text: byline, place, date, update, credit."""
BODY: Final = 3
"""Paragraphs in which a headline's words come back."""
MASTHEAD: Final = 40
"""Characters of the longest name of an outlet or a section."""
COMES_BACK: Final = 2
"""Words of a headline that must come back, and a third of them."""
BYLINE_RULES: Final = frozenset(["byline", "date stamp", "relative time", "credit"])
NAME_LINE: Final = re.compile(
    r"(?:[A-Z][\w.'\u2019-]+|de|van|von|bin|al)(?:\s+(?:[A-Z][\w.'\u2019-]+|de|van|von|bin|al)){1,3}"
    r"(?:\s*[,|]\s*[A-Z][\w ,.'\u2019-]{2,40})?\Z"
)


def edge_rule(line: str) -> str | None:
    """Return the rule by which a line at the top of a story is a byline or a date line."""
    if len(line) > 100:
        return None
    rule = hint_of(line)
    if rule == "byline" or (rule == "date stamp" and not facts(line).prose):
        return rule
    return None


def with_headlines(states: Sequence[int], lines: Sequence[str]) -> list[int]:
    """Return the states with headlines found again that stand above a byline or a date line.

    A line becomes the start of the story below it if only lines of the head stand between and its
    words come back in the story's first paragraphs.
    """
    found = list(states)
    for index, state in enumerate(states):
        if state == START:
            above = _headline_above(found, lines, index)
            if above is not None:
                found[above], found[index] = START, INSIDE
            elif _is_masthead(found, lines, index):
                found[index], found[index + 1] = FURNITURE, START
    return found


def _is_masthead(states: Sequence[int], lines: Sequence[str], start: int) -> bool:
    """Whether a story is taken to begin at an outlet's or section's name above its headline.

    Such a name is short and capitalised, and none of its words comes back; the next line's do.
    """
    line = lines[start]
    if len(line) > MASTHEAD or start + 2 >= len(lines) or states[start + 1] != INSIDE:
        return False
    body = _text_below(lines, start + 2)
    own = facts(line)
    if not body or own.prose or own.capital < 1 or not body.isdisjoint(own.bag):
        return False
    return not facts(lines[start + 1]).prose and _is_headline(lines[start + 1], body)


def _headline_above(states: Sequence[int], lines: Sequence[str], start: int) -> int | None:
    """Return the line of the headline above the story at `start`; None where there is none."""
    body = _text_below(lines, start)
    if not body:
        return None
    seen = _is_of_the_head(lines[start])
    for place in range(start - 1, max(-1, start - REACH - 1), -1):
        if states[place] != FURNITURE:
            return None
        if seen and _is_headline(lines[place], body):
            return place
        if not _is_of_the_head(lines[place]):
            return None
        seen = True
    return None


def _text_below(lines: Sequence[str], start: int) -> set[str]:
    """Return the words of the text that begins at `start` or behind a few lines of the head."""
    text = start
    while text < min(start + REACH, len(lines)) and _is_of_the_head(lines[text]):
        text += 1
    if text == len(lines) or not facts(lines[text]).prose:
        return set()
    return {word for line in lines[text : text + BODY] for word in facts(line).bag}


def _is_of_the_head(line: str) -> bool:
    """Whether a line may stand between a headline and its text."""
    return len(line) <= 100 and (hint_of(line) in BYLINE_RULES or NAME_LINE.match(line) is not None)


def _is_headline(line: str, body: set[str]) -> bool:
    if len(line) > 200 or certain_rule(line) is not None or hint_of(line) in BYLINE_RULES:
        return False
    words = set(facts(line).bag)
    back = len(words & body)
    return back >= COMES_BACK and 3 * back >= len(words)
