"""The day of a whole page: the date in its masthead, in its foot, or at the head of a live page.

It is that of each story that has none of its own.  Where a page holds several stories, a date right
above the first headline may be of that story alone: it stands for all if a weekday says that it is a
day's page, or if it is set apart from the headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from briefing.language.calendar import WEEKDAY, Clock, Found, find_dates, shifted, weekday_of
from briefing.reading.dating.labels import is_bare, label_of
from briefing.reading.dating.surroundings import Place, TextLine

_HAS_WEEKDAY: Final = re.compile(rf"\b{WEEKDAY}\b", re.IGNORECASE)
_DIGIT: Final = re.compile(r"\d")
_LETTER: Final = re.compile(r"[^\W\d_]")
_LONGEST: Final = 300


class Masthead(NamedTuple):
    """The date of a page and the line that says so."""

    found: Found
    line: TextLine


def find_masthead(place: Place, clock: Clock) -> Masthead | None:
    """Return the day's heading above a story, or what the head of the page gives, or else its foot.

    None where they give two dates.
    """
    heading = _heading(place, clock)
    if heading is not None:
        return heading
    return _of_page(place.document.text, place.masthead, place.foot, clock)


@lru_cache(maxsize=16)
def _of_page(
    text: str, head: tuple[TextLine, ...], foot: tuple[TextLine, ...], clock: Clock
) -> Masthead | None:
    """The date that the head of a page gives, or else its foot; it is asked for each of its stories."""
    for lines, right_above in ((head, text), (foot, "")):
        dated = list(_dated(lines, clock, right_above))
        whole = [one for one in dated if one.found.has_year] or dated
        if whole:
            days = {one.found.days for one in whole}
            return whole[0] if len(days) == 1 else _of_weekday(whole)
    return None


def _heading(place: Place, clock: Clock) -> Masthead | None:
    """A date with its weekday between the story before and this one: what is below is of that day."""
    dated = [one for one in _dated(place.between, clock) if _names_its_weekday(one)]
    return dated[-1] if dated else None


def _of_weekday(several: Sequence[Masthead]) -> Masthead | None:
    """The one of several dates that has its weekday beside it."""
    named = [one for one in several if _names_its_weekday(one)]
    return named[0] if len({one.found.days for one in named}) == 1 else None


def _dated(lines: Sequence[TextLine], clock: Clock, text: str = "") -> Iterator[Masthead]:
    """Yield the dates in lines that hold little else; `text` is the page's where they stand above its first story."""
    for number, line in enumerate(lines):
        if len(line.text) > _LONGEST or not _DIGIT.search(line.text):
            continue
        dates = find_dates(line.text, clock)
        labelled = any(label_of(line.text[: found.start])[0] for found in dates)
        if not labelled and not is_bare(line.text, dates):
            continue
        for found in dates:
            one = Masthead(found, line)
            if _may_be_a_pages(one, clock) and _stands_for_all(text, lines[number + 1 :], one):
                yield one


def _may_be_a_pages(one: Masthead, clock: Clock) -> bool:
    """Whether a date is one day, not in the future, and whole but for a year that its weekday tells."""
    days = one.found.days
    last = shifted(clock.reference, 1) or clock.reference
    return len(days) == 1 and days[0] <= last and (one.found.has_year or _names_its_weekday(one))


def _names_its_weekday(one: Masthead) -> bool:
    near = one.line.text[max(0, one.found.start - 20) : one.found.end + 15]
    return any(
        weekday_of(name[0]) == one.found.days[0].weekday() for name in _HAS_WEEKDAY.finditer(near)
    )


def _stands_for_all(text: str, below: Sequence[TextLine], one: Masthead) -> bool:
    """Whether a date of the head is more than that of the first story, right above its headline."""
    if not text or _names_its_weekday(one):
        return True
    if any(_LETTER.search(line.text) for line in below):
        return True
    first = text.find("\n", one.line.end)
    return text[first : first + 3].count("\n") > 1
