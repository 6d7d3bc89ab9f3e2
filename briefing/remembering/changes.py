"""Whether a sentence gives another value for a count that an earlier sentence gave.

The same thing is counted where noun or unit or state (dead, missing) are the same and what else the
sentences say is alike; the nearer the sentence comes to saying that a figure changed, the less likeness
is asked for.  A value that was told before, a part of a whole, and words of another time or of somebody
quoted change nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from briefing.language.base import Language, language
from briefing.language.figures import Figure
from briefing.language.likeness import content_of, likeness
from briefing.language.text import read
from briefing.language.tokens import stem

NAMED: Final = 0.25
"""Likeness, figures aside, where the sentence names the old value: `150 posts instead of 240`."""
MOVED: Final = 0.15
"""Where it says that the figure moved: `rose to 52`."""
STATED: Final = 0.35
"""Where both count people in the same state: dead, missing."""
PLAIN: Final = 0.6
"""Where it only gives the figure.  Of the changes of nine invented days, three of a world each, those at
these values were right when read; at .5 a count of votes was held against a count of other votes."""
MEASURED: Final = 0.5
"""The least for figures that have a unit and no noun: of euros and per cent a story has many."""
SAME: Final = 0.85
"""The least where neither noun nor words of moving tell that a measure is of the same thing."""
LARGE: Final = 100
"""Value from which on it is told apart by itself."""
NEARBY: Final = 160
"""Characters in front of a figure in which something moves it."""
MOST: Final = 12
"""Figures of a sentence that are looked at; one with more is a table."""
APART: Final = 5.0
"""Times by which a later value of a count may differ from the former, unless that is named."""


class Count(NamedTuple):
    """A figure of a sentence, what it counts, and how the sentence puts it."""

    figure: Figure
    nouns: frozenset[str]
    state: str
    moved: bool
    """Whether the sentence says that the figure rose, fell or was brought to this."""
    whole: bool
    """Whether it is the house's own count of a whole: not in a quotation, no part of another."""
    present: bool
    """Whether the sentence is of no other time and no plan."""

    def counts_same(self, other: Count) -> bool:
        """Whether both count the same kind of thing."""
        if self.figure.unit != other.figure.unit:
            return False
        if self.state and other.state:
            return self.state == other.state
        return bool(self.figure.unit) or bool(self.nouns & other.nouns)

    def was_told_by(self, other: Count) -> bool:
        """Whether `other` gives the same value for it; a large one is hardly that of something else."""
        named = self.nouns | other.nouns or self.state
        same = self.state == other.state and self.counts_same(other)
        like = self.figure.value >= LARGE or not named or same
        return like and self.figure.value == other.figure.value


class _Words(NamedTuple):
    """The words of one language that tell what a figure counts and whether it moved."""

    states: Mapping[str, re.Pattern[str]]
    moved: re.Pattern[str]
    no_longer: re.Pattern[str]
    totals: re.Pattern[str]
    clause: re.Pattern[str]
    """Between two clauses."""
    part: re.Pattern[str]
    """Between a part and its whole: `137 of the day's 171`."""
    onward: re.Pattern[str]
    """Between the old and the new value: `from eleven to thirteen`."""
    elsewhen: re.Pattern[str]
    uncounted: frozenset[str]


@cache
def _words(code: str) -> _Words | None:
    """The words of a language; None where it has none, and only plain counts are compared."""
    own = language(code)
    if not own.has("events.brought"):
        return None
    bounds = own.either("events.revised_bounds")
    to = rf"{own.either('events.revised_to')} (?:{bounds} )?"
    part = own.pattern("events.part_of_whole")
    moves = "|".join(own.pattern(f"events.{kind}") for kind in ("rose", "fell", "stood", "brought"))
    return _Words(
        states=_states(own),
        moved=re.compile(rf"\b(?:{moves})\b(?:[^;:]{{0,120}}\b)?\s?{to}$", re.IGNORECASE),
        no_longer=re.compile(rf"\b{own.pattern('events.no_longer')} (?:the )?$", re.IGNORECASE),
        totals=re.compile(rf"\b{own.pattern('events.totals')} ((?:\w+ ?){{1,3}})", re.IGNORECASE),
        clause=re.compile(rf"[;:.,]\s| {own.either('events.clause_openers')} "),
        part=re.compile(rf"(?:\s\w+){{0,2}}\s{part}(?:[\w'’]+ )?"),
        onward=re.compile(rf"\s?{to}"),
        elsewhen=re.compile(rf"\b{own.pattern('events.elsewhen')}\b", re.IGNORECASE),
        uncounted=frozenset(stem(word, code) for word in own.words("events.uncounted")),
    )


def _states(own: Language) -> Mapping[str, re.Pattern[str]]:
    return {
        name: re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)
        for name, parts in own.groups("events.states").items()
    }


# -- what a sentence counts ---------------------------------------------------------------------


@lru_cache(maxsize=8192)
def counts_in(text: str, code: str) -> tuple[Count, ...]:
    """Return the exact counts and measures of a sentence, read in the language of a `code`."""
    figures = read(text, code).counts[:MOST]
    found = []
    for place, figure in enumerate(figures):
        if figure.is_exact and figure.kind in {"cardinal", "share"}:
            before = text[figures[place - 1].end if place else 0 : figure.start]
            after = text[figure.end : figures[place + 1].start if figures[place + 1 :] else None]
            found.append(_count(text, figure, (before, after), code))
    return tuple(found)


def _count(text: str, figure: Figure, around: tuple[str, str], code: str) -> Count:
    words = _words(code)
    quoted = any(text[figure.start : figure.end] in quote for quote in read(text, code).quotes)
    nouns = frozenset({figure.noun} if figure.noun else ())
    if words is None:
        return Count(figure, nouns, "", moved=False, whole=not quoted, present=True)
    before, after = around
    moving = text[: figure.start][-NEARBY:] if words.onward.fullmatch(before) else before[-NEARBY:]
    near = f"{words.clause.split(moving)[-1]} | {words.clause.split(after)[0]}"
    states = [name for name, pattern in words.states.items() if pattern.search(near)]
    if total := words.totals.search(near):
        nouns |= {token.stem for token in read(total[1], code).tokens if token.content}
    return Count(
        figure,
        nouns - words.uncounted,
        states[0] if len(states) == 1 else "",
        moved=bool(words.moved.search(moving)),
        whole=not (quoted or words.part.fullmatch(before) or words.part.fullmatch(after)),
        present=_is_present(text, code),
    )


@lru_cache(maxsize=64)
def _is_present(text: str, code: str) -> bool:
    """Whether a sentence tells of no other time: asked for each of its figures, looked for once."""
    words = _words(code)
    return words is None or not words.elsewhen.search(text)


# -- what changed -------------------------------------------------------------------------------


class Change(NamedTuple):
    """A count of a sentence, and the earlier sentence that gave another value for it."""

    now: Count
    earlier: str


def find_change(text: str, earlier: Sequence[Sequence[str]], code: str) -> Change | None:
    """Return how `text` changes what earlier sentences counted: those of each day, the latest first."""
    days = [[(one, count) for one in day for count in counts_in(one, code)] for day in earlier]
    for now in counts_in(text, code):
        if any(now.was_told_by(old) for day in days for _, old in day):
            continue
        for day in days:
            scored = (
                (_likeness(text, one, code), one)
                for one, old in day
                if _changes(text, now, one, old, code)
            )
            if likest := max(scored, default=None):
                return Change(now, likest[1])
    return None


def _changes(text: str, now: Count, earlier: str, old: Count, code: str) -> bool:
    named = _names(text, old.figure, code)
    if not (now.counts_same(old) or (named and not now.nouns)):
        return False
    least = NAMED if named else _least(now, old)
    if least is None or now.figure.allows(old.figure):
        return False
    return _likeness(text, earlier, code) >= least


def _least(now: Count, old: Count) -> float | None:
    """The likeness from which `now` is a later value of what `old` counts; None where it is none."""
    low, high = sorted((now.figure.value, old.figure.value))
    if high > APART * low or not old.whole:
        return None
    measured = bool(now.figure.unit) and not now.nouns & old.nouns
    if now.moved:
        return MEASURED if measured else MOVED
    if not (now.whole and now.present and old.present):
        return None
    if measured:
        return SAME
    return STATED if now.state and now.state == old.state else PLAIN


def _names(text: str, old: Figure, code: str) -> bool:
    """Whether a sentence says of the value of `old` that it no longer holds."""
    return any(
        one.value == old.value and one.unit in {"", old.unit} for one in _no_longer(text, code)
    )


@lru_cache(maxsize=8192)
def _no_longer(text: str, code: str) -> tuple[Figure, ...]:
    """The figures of a sentence that it says no longer hold."""
    words = _words(code)
    if words is None:
        return ()
    figures = read(text, code).figures
    return tuple(one for one in figures if words.no_longer.search(text[: one.start][-24:]))


def _likeness(text: str, earlier: str, code: str) -> float:
    return likeness(content_of(text, code).bare, content_of(earlier, code).bare)
