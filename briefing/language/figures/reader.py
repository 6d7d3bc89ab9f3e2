"""Figures in a text: what is counted, how much, how exactly, and where it stands.

::

    text ─ find_numerals ─▶ numbers ─ unit, noun, bound, kind ─▶ figures ─ ranges, shares ─▶ Figure, …

`$1bn` and `1 billion dollars`, `twelve` and `12`, `per cent` and `%` come out the same, so that
spelling never looks like a disagreement.  Two figures are equal where two sentences with them say the
same; `a few hundred` equals only itself, and `No. 10`, `G7` or `24/7` are names that count nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import floor, isfinite, log10
from typing import Final, Literal, NamedTuple

from briefing.language.figures.numerals import Numeral, find_numerals
from briefing.language.figures.surroundings import Surroundings, surroundings_of

Bound = Literal["exact", "about", "at least", "at most"]
Kind = Literal["cardinal", "ordinal", "share", "range", "multiple", "vague", "year", "age", "name"]

ROUNDED: Final = 0.1
"""Values that differ by no more than this share can be one value, told more and less exactly."""
SHARE: Final = 1.0
"""Per cent by which a share in words may differ: two-thirds and 66 %."""
STANDS_FOR: Final = 0.05
"""Share of an exact value by which a marked round one may differ from it."""
TIMES: Final = "times"
"""The unit of a multiple."""
MOST: Final = 4_000
"""Numbers of one text that are read as figures: twice as many as the longest sentence that anything is written of can hold."""
_COUNTS: Final = frozenset({"cardinal", "share", "range", "multiple", "vague", "year"})


@dataclass(frozen=True)
class Figure:
    """One figure: its value, what it measures, and its characters within the text."""

    low: float
    """The value, or the lowest of a range."""
    high: float
    kind: Kind
    unit: str
    """A currency, `percent`, a measure, `year`, `times`, or empty for a plain count."""
    noun: str
    """The stem of the counted thing (the first content word behind the number), if any."""
    bound: Bound
    start: int
    end: int
    key: str
    """One form for all ways to write the same number."""
    counted: str = ""
    """What follows up to the counted noun, as written (` undersea cables`, `-page`)."""

    @property
    def value(self) -> float:
        """The value; the lowest of a range."""
        return self.low

    @property
    def is_exact(self) -> bool:
        """Whether it has one value, which can be set against another."""
        return self.low == self.high and self.kind != "name"

    @property
    def counts(self) -> bool:
        """Whether it counts, measures or dates something: no rank, no age and no name."""
        return self.kind in _COUNTS

    @property
    def digits(self) -> int:
        """How many significant digits the value has, zeros at its end left out."""
        return len(f"{self.value:.12e}".partition("e")[0].replace(".", "").rstrip("0"))

    def agrees(self, other: Figure) -> bool:
        """Whether both can be the same measured thing with the same value."""
        like = self.kind == other.kind or (self.counts and other.counts)
        if like and self.unit == other.unit and self.is_exact and other.is_exact:
            return abs(self.value - other.value) <= 1e-9 * abs(self.value)
        return (self.unit, self.kind, self.key) == (other.unit, other.kind, other.key)

    def allows(self, other: Figure) -> bool:
        """Whether both can be true of the same thing: `more than 50` and 53, `nearly 5,000` and 4,930."""
        if self.agrees(other):
            return True
        if self.unit != other.unit:
            return False
        if not (self.is_exact and other.is_exact):
            return self.low <= other.high and other.low <= self.high
        return self._is_near(other)

    def rounds(self, other: Figure) -> bool:
        """Whether the one value is the other, rounded to its own digits: 1,200 and 1,204, 4.4 and 4.38."""
        rough, exact = sorted((self, other), key=lambda figure: figure.digits)
        if rough.digits == exact.digits or not rough.value:
            return False
        step = 10.0 ** (floor(log10(abs(rough.value))) - rough.digits + 1)
        return bool(abs(rough.value - exact.value) <= step / 2)

    def _is_near(self, other: Figure) -> bool:
        apart = abs(self.value - other.value)
        if "share" in {self.kind, other.kind} and apart <= SHARE:
            return True
        if apart > ROUNDED * max(self.value, other.value):
            return False
        rounder, exact = sorted((self, other), key=lambda figure: figure.digits)
        if rounder.bound in ("about", "at most") and rounder.digits < exact.digits:
            return True
        low, high = sorted((self, other), key=lambda figure: figure.value)
        return low.bound == "at least" or high.bound == "at most"


class _Draft(NamedTuple):
    """A figure before its neighbours are looked at."""

    figure: Figure
    numeral: Numeral
    bare: bool = False
    """Whether it has neither sign nor unit."""
    pronoun: bool = False
    """Whether it counts only together with another: `one` in `one in five`."""


def find_figures(text: str, language: str = "en") -> tuple[Figure, ...]:
    """Return the figures of a text in order; none overlaps another.

    Days and clock times are none: they are the calendar's.  A plain four-digit number from 1900 to
    2099 without a counted noun comes out with kind and unit `year`.  For a language without data,
    whole numbers in digits are all there is.  The time is linear in the text; behind the first 4,000
    numbers no more are read.
    """
    around = surroundings_of(language)
    numerals = find_numerals(text, language)[:MOST]
    drafts = [draft for one in numerals if (draft := _draft(text, one, around))]
    figures = [*_joined(text, drafts, around), *_multiples(text, around)]
    return tuple(_apart(sorted(figures, key=lambda figure: figure.start)))


def _apart(figures: Sequence[Figure]) -> Iterator[Figure]:
    """Yield figures of which none overlaps another: a sign between two ("two\u20ac half") is the first one's."""
    end = 0
    for figure in figures:
        yield replace(figure, start=end) if figure.start < end < figure.end else figure
        end = max(end, figure.end)


def stands_for(rounded: float, exact: float, mark: str, language: str = "en") -> bool:
    """Whether a round number behind `mark` (`about`, `more than`) may stand for an exact one.

    It lies within 5 % of it, and on the side that the mark says.
    """
    side = surroundings_of(language).rounding.get(mark, "")
    near = isfinite(exact) and abs(rounded - exact) <= STANDS_FOR * abs(exact)
    right = {"near": True, "below": exact < rounded, "above": exact > rounded}
    return near and right.get(side, False)


def marks_rounding(mark: str, language: str = "en") -> bool:
    """Whether a number behind `mark` is told as a round one."""
    return mark in surroundings_of(language).rounding


# -- one number ---------------------------------------------------------------------------------


def _draft(text: str, numeral: Numeral, around: Surroundings) -> _Draft | None:
    """Return the figure of one number; none for days, clock times and what is part of a word."""
    before, after = around.ahead(text, numeral.start), around.behind(text, numeral.end)
    if around.is_of_calendar(numeral, text, before, after) or around.is_inside(numeral, before):
        return None
    sign, unit = around.sign.search(before), around.unit.match(after)
    name = around.name.search(before) if text[numeral.start].isdecimal() else None
    bare = not sign and not unit
    if name and bare and (around.is_numbered(name.group()) or not around.nouns.is_plural(after)):
        return _plain(numeral, "name", text[numeral.start - len(name.group()) : numeral.end])
    if numeral.kind in {"name", "ordinal"}:
        kind: Kind = "name" if numeral.kind == "name" else "ordinal"
        return _plain(numeral, kind, text[numeral.start : numeral.end])
    age = around.age(before, after) if bare else None
    if age is not None:
        return _aged(numeral, age)
    pronoun = bare and around.is_pronoun(text[numeral.start : numeral.end], after)
    return _Draft(_measured(text, numeral, around), numeral, bare, pronoun)


def _plain(numeral: Numeral, kind: Kind, written: str) -> _Draft:
    """Return a name or a rank, which counts nothing."""
    name = kind == "name" and numeral.kind != "name"
    key = " ".join(written.lower().replace(".", "").split()) if name else numeral.key
    start = numeral.end - len(written)
    figure = Figure(numeral.low, numeral.high, kind, "", "", "exact", start, numeral.end, key)
    return _Draft(figure, numeral)


def _aged(numeral: Numeral, length: int) -> _Draft:
    low, high, end = numeral.low, numeral.high, numeral.end + length
    figure = Figure(low, high, "age", "", "", "exact", numeral.start, end, numeral.key)
    return _Draft(figure, numeral)


def _measured(text: str, numeral: Numeral, around: Surroundings) -> Figure:
    before, after = around.ahead(text, numeral.start), around.behind(text, numeral.end)
    sign, unit = around.sign.search(before), around.unit.match(after)
    start = numeral.start - (len(sign.group()) if sign else 0)
    end = numeral.end + (len(unit.group()) if unit and not sign else 0)
    measure = around.measure(sign, unit) or around.measure_before(before)
    lead, rest = around.ahead(text, start), around.behind(text, end)
    kind: Kind = "cardinal" if numeral.kind in {"cardinal", "decade"} else "vague"
    noun, counted = ("", "") if measure else around.nouns.read(after, vague=kind == "vague")
    low, high = numeral.low, numeral.high
    if numeral.kind == "fraction":
        low, high, kind, measure = 100 * low, 100 * high, "share", "percent"
        noun, counted = "", ""
    elif not measure and around.is_year(numeral, text, before, noun):
        kind, measure, noun, counted = "year", "year", "", ""
    bound = around.bound(lead, rest)
    return Figure(low, high, kind, measure, noun, bound, start, end, numeral.key, counted)


# -- several numbers ----------------------------------------------------------------------------


def _joined(text: str, drafts: Sequence[_Draft], around: Surroundings) -> Iterator[Figure]:
    """Yield the figures, two that are a range or a share as one, and none of a score or a code."""
    at = 0
    while at < len(drafts):
        last = at + 1
        while last < len(drafts) and around.is_hyphen(_between(text, *drafts[last - 1 : last + 1])):
            last += 1
        run, following = drafts[at:last], drafts[last : last + 1]
        pair = [*run, *following] if len(run) == 1 else run
        joined = _pair(text, pair[0], pair[1], around) if len(pair) == 2 else None
        if joined:
            yield joined
        elif len(run) == 1 and not run[0].pronoun:
            yield _times(text, run[0], around)
        at = at + 2 if joined else last


def _between(text: str, first: _Draft, second: _Draft) -> str:
    start, end = first.figure.end, second.figure.start
    return text[start:end] if end - start < 10 else "…"


def _pair(text: str, first: _Draft, second: _Draft, around: Surroundings) -> Figure | None:
    one, other, between = first.figure, second.figure, _between(text, first, second)
    if one.kind == "year" and around.is_hyphen(between):
        return _years(one, other)
    if {one.kind, other.kind} != {"cardinal"} or len({one.unit, other.unit} - {""}) > 1:
        return None
    ahead, behind = around.ahead(text, one.start), around.behind(text, other.end)
    if first.bare and second.bare and around.is_share(between, one.value, other.value, behind):
        value = 100 * one.value / other.value
        key = f"{first.numeral.key}/{second.numeral.key}"
        return replace(
            one, low=value, high=value, kind="share", unit="percent", end=other.end, key=key,
            noun="", counted="",
        )  # fmt: skip
    link = around.range_link(between, ahead)
    low = _scaled(first, second)
    bare = second.bare and first.bare and second.numeral.scale == 1
    score = (
        around.is_hyphen(between)
        and bare
        and other.value < 10
        and not around.nouns.is_plural(behind)
    )
    if link is None or low >= other.value or score:
        return None
    key = f"{first.numeral.key}-{second.numeral.key}"
    unit, start = one.unit or other.unit, one.start - link
    noun, counted = ("", "") if unit else (other.noun, other.counted)
    return replace(
        other, low=low, kind="range", unit=unit, noun=noun, counted=counted, bound=one.bound,
        start=start, key=key,
    )  # fmt: skip


def _scaled(first: _Draft, second: _Draft) -> float:
    """Return the lower end of `5 to 10 million`, to which the scale behind the upper one belongs."""
    low, scale = first.figure.value, second.numeral.scale
    if first.numeral.scale == 1 and low < second.figure.value / scale:
        return low * scale
    return low


def _years(one: Figure, other: Figure) -> Figure | None:
    """Return the span of `1914-1918` and of `2019-20`."""
    last = other.value if other.value >= 100 else one.value - one.value % 100 + other.value
    if last <= one.value or other.kind not in {"year", "cardinal"}:
        return None
    return replace(one, high=last, end=other.end, key=f"{one.key}-{int(last)}")


def _times(text: str, draft: _Draft, around: Surroundings) -> Figure:
    """Return the figure, a multiple where `times as much` follows."""
    figure = draft.figure
    times = around.times.match(around.behind(text, figure.end)) if draft.bare else None
    if times is None or figure.kind != "cardinal":
        return figure
    end = figure.end + times.end("times")
    return replace(figure, kind="multiple", unit=TIMES, noun="", counted="", end=end)


def _multiples(text: str, around: Surroundings) -> Iterator[Figure]:
    """Yield the multiples in one word: `doubled`, `nearly double`, `twice as many`."""
    for match in around.multiple.finditer(text):
        start, end = match.span()
        lead, rest = around.ahead(text, start), around.behind(text, end)
        value, sure = around.multiples[match.group().lower()]
        bound = around.bound(lead, "")
        if sure or bound != "exact" or around.multiple_of.match(rest):
            yield Figure(value, value, "multiple", TIMES, "", bound, start, end, f"{int(value)}x")
