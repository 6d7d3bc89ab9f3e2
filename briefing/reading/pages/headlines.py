"""The head of a story as pages print it: masthead, headline, byline, date line, then the text.

The line model has learned from pages whose headlines stand right above the text; where a byline or a
date line stands between, it takes all of them for furniture.  Here a headline is found again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.reading.pages.conventions import WORDS
from briefing.reading.pages.furniture import certain_rule, hint_of
from briefing.reading.pages.line_features import facts, is_caption
from briefing.reading.pages.line_model import FURNITURE, INSIDE, START

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.reading.pages.line_words import LineWords


REACH: Final = 5
"""Lines that may stand between a headline and its text: byline, place, date, update, credit."""
BODY: Final = 3
"""Paragraphs in which a headline's words come back."""
HEAD_LINES: Final = 5
"""Lines at the top of a story among which bylines and date lines may stand."""
CAPITAL_WORDS: Final = 4
"""Words of the shortest headline in capitals: fewer are the name of a section or a dateline."""
MASTHEAD: Final = 40
"""Characters of the longest name of an outlet or a section."""
COMES_BACK: Final = 2
"""Words of a headline that must come back, and a third of them."""
BYLINE_RULES: Final = frozenset(["byline", "date stamp", "relative time", "credit"])
LABEL: Final = re.compile(rf"\W*{WORDS.pattern('labels.lone')}\W*\Z", re.IGNORECASE)
"""The label of a date or an author whose value stands on the next line, or was lost."""
_PART_OF_NAME: Final = rf"(?:[A-Z][\w.'\u2019-]+|{WORDS.either('labels.name_particles')})"
NAME_LINE: Final = re.compile(
    rf"{_PART_OF_NAME}(?:\s+{_PART_OF_NAME}){{1,3}}(?:\s*[,|]\s*[A-Z][\w ,.'\u2019-]{{2,40}}"
    rf"|\s{WORDS.either('labels.name_places')}\s(?:[A-Z][\w.'\u2019-]+\s?){{1,3}})?\Z"
)
"""A name, perhaps with an office or a place: "Ilse Kern, Court reporter", "Ilse Kern in Port Ellery"."""
OFFICE: Final = re.compile(
    rf"(?:[\w-]+\s){{0,3}}{WORDS.pattern('labels.offices')}\Z", re.IGNORECASE
)
"""What the writer of a story is, on a line of its own."""


def edge_rules(lines: Sequence[str]) -> list[str | None]:
    """Return, for the first lines of a story, the rule by which one is a byline or a date line.

    A bare name counts where a byline or a date line follows: by itself it may be a sub-headline.
    """
    rules = [_edge_rule(line) for line in lines[:HEAD_LINES]]
    for place in reversed(range(1, len(rules) - 1)):
        if rules[place] is None and rules[place + 1] is not None and _is_of_the_head(lines[place]):
            rules[place] = "byline"
    return rules + [None] * (len(lines) - len(rules))


def _edge_rule(line: str) -> str | None:
    if len(line) > 100:
        return None
    rule = hint_of(line)
    if rule == "byline" or (rule == "date stamp" and not facts(line).prose):
        return rule
    return "date stamp" if LABEL.match(line) else None


def with_headlines(states: Sequence[int], lines: Sequence[str]) -> list[int]:
    """Return the states with headlines found again that stand above a byline or a date line.

    A line becomes the start of the story below it if only lines of the head stand between and its
    words come back in the story's first paragraphs; what stands between, if it can be named, is inside
    the story, as an aside.  Captions right above a story are its own.
    """
    found = _captions_joined(states, lines)
    for index, state in enumerate(found):
        if state == START:
            above = _headline_above(found, lines, index)
            if above is not None:
                found[above], found[index] = START, INSIDE
                if None not in edge_rules(lines[above : index + 1])[1:-1]:
                    found[above + 1 : index] = [INSIDE] * (index - above - 1)
            elif _is_masthead(found, lines, index):
                found[index], found[index + 1] = FURNITURE, START
    return found


def with_like_headlines(
    states: Sequence[int], raw: Sequence[str], lines: Sequence[str]
) -> list[int]:
    """Return the states with a start at each line inside a story that is made as a headline of the page is.

    `raw` are the lines with their marks.  Digests set all their headlines in capitals, Markdown marks
    them; sub-headlines are made otherwise, and their words need not come back.
    """
    makes = {
        make
        for one, state in zip(raw, states, strict=True)
        if state == START and (make := _make(one))
    }
    found = list(states)
    for place, state in enumerate(states[:-1]):
        if (
            state == INSIDE
            and makes
            and _make(raw[place]) in makes
            and is_headline_of(lines, place)
        ):
            found[place] = START
    return found


def _make(line: str) -> str:
    """How a headline is set: ``#`` for Markdown's mark of the first level, ``A`` for capitals."""
    if line.startswith("# "):
        return "#"
    return "A" if len(line) <= 200 and line.isupper() and len(line.split()) >= CAPITAL_WORDS else ""


def _captions_joined(states: Sequence[int], lines: Sequence[str]) -> list[int]:
    """Return the states with captions joined to the story below that would be stories by themselves."""
    found = list(states)
    start = None
    for index, state in enumerate(states):
        if state == START and start is not None:
            found[index] = INSIDE
        if state == FURNITURE or not is_caption(lines[index]):
            start = None
        elif state == START:
            start = index
    return found


def _is_masthead(states: Sequence[int], lines: Sequence[str], start: int) -> bool:
    """Whether a story is taken to begin at an outlet's or section's name above its headline.

    Such a name is short and capitalised, and none of its words comes back, or it is one word ("Courts");
    those of the next line come back.
    """
    line = lines[start]
    if len(line) > MASTHEAD or start + 2 >= len(lines) or states[start + 1] != INSIDE:
        return False
    body = _text_below(lines, start + 2)
    if body is None:
        return False
    own = facts(line, body.own)
    if own.prose or own.capital < 1:
        return False
    if own.words > 1 and not body.words.isdisjoint(own.bag):
        return False
    return not facts(lines[start + 1]).prose and _is_headline(lines[start + 1], body)


def _headline_above(states: Sequence[int], lines: Sequence[str], start: int) -> int | None:
    """Return the line of the headline above the story at `start`; None where there is none."""
    body = _text_below(lines, start)
    if body is None:
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


def is_headline_of(lines: Sequence[str], place: int) -> bool:
    """Whether a line is the headline of the text right below it, by its words coming back there."""
    body = _text_below(lines, place + 1)
    return not facts(lines[place]).prose and _is_headline(lines[place], body)


class _Text(NamedTuple):
    """What the first paragraphs of a story say."""

    words: set[str]
    own: LineWords


def _text_below(lines: Sequence[str], start: int) -> _Text | None:
    """Return the text that begins at `start` or behind a few lines of the head; None where there is none."""
    text = start
    while text < min(start + REACH, len(lines)) and _is_of_the_head(lines[text]):
        text += 1
    if text == len(lines) or not facts(lines[text]).prose:
        return None
    own = facts(lines[text]).own
    words = {word for line in lines[text : text + BODY] for word in facts(line).bag}
    return _Text(words, own) if words else None


def _is_of_the_head(line: str) -> bool:
    """Whether a line may stand between a headline and its text."""
    return len(line) <= 100 and (
        hint_of(line) in BYLINE_RULES
        or NAME_LINE.match(line) is not None
        or OFFICE.match(line) is not None
        or LABEL.match(line) is not None
    )


def _is_headline(line: str, body: _Text | None) -> bool:
    if (
        body is None
        or len(line) > 200
        or certain_rule(line) is not None
        or hint_of(line) in BYLINE_RULES
    ):
        return False
    words = set(facts(line, body.own).bag)
    back = len(words & body.words)
    return back >= COMES_BACK and 3 * back >= len(words)
