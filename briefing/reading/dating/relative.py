"""Dates that are given as a distance: "32 minutes ago", "yesterday"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from briefing.language.base import together
from briefing.language.calendar import (
    Ago,
    Clock,
    day_in_path,
    find_dates,
    find_relative,
    find_short_distance,
    find_weekday,
    fits_day,
    zone_named,
)
from briefing.reading.dating.labels import (
    is_fetch_date,
    may_tell_fetch,
    speaks_of_other,
)
from briefing.reading.dating.surroundings import Place, TextLine
from briefing.reading.settings import ReadingSettings
from briefing.records import Span, When

SHORT_DISTANCE: Final = timedelta(hours=6)
"""A page fetched at an unknown hour of a day and "2 hours" old is of that day in 22 cases of 24;
behind six hours (18 of 24) the day before is kept as possible."""
_CLOCK_LINE: Final = 40
_LABELLED: Final = re.compile(
    rf"\W{{0,3}}{together().pattern('labels.labelled_distance')}\b", re.IGNORECASE
)


_WORDS: Final = together()
_CLOCK: Final = re.compile(
    rf"\W{{0,3}}(?P<label>(?:{_WORDS.pattern('labels.published')}|{_WORDS.pattern('labels.updated')})\W{{1,3}})?"
    rf"[0-2]?\d(?:[:h][0-5]\d|[.][0-5]\d(?=\s?(?:[ap]\.?m|{_WORDS.pattern('labels.zones')}))|(?=\s?[ap]\.?m))"
    rf"(?:\s?[ap]\.?m\.?)?(?:\s\(?{_WORDS.pattern('labels.zones')}\)?)?\W{{0,3}}",
    re.IGNORECASE,
)
"""A line that is a clock time: pages print no more of what is of their day."""


class Fetched(NamedTuple):
    """When a file was fetched, how that is known, and whether to the minute."""

    at: datetime
    words: str
    is_exact: bool


class Distance(NamedTuple):
    """A time line beside a story and the distance that it tells."""

    line: TextLine
    ago: Ago


def date_from_distance(
    place: Place, settings: ReadingSettings, page_day: date | None = None
) -> When | None:
    """Return the date that a time line beside the story gives, counted from the fetch time.

    Where nothing tells the fetch time, it is taken to be `page_day`, the day that the page itself is
    dated, or else the brief's day; the evidence says so.
    """
    near = nearest_distance(place)
    if near is None:
        return None
    return _counted(place, near.line, near.ago, _fetched(place, settings, page_day))


def date_from_clock(place: Place, settings: ReadingSettings) -> When | None:
    """Return the day of fetching for a story beside which a clock time stands and nothing else."""
    for line in (*reversed(place.before[-3:]), *place.head[:4]):
        if len(line.text) <= _CLOCK_LINE and _CLOCK.fullmatch(line.text):
            fetched = _fetched(place, settings, None)
            span = Span(document=place.document.id, start=line.start, end=line.end)
            evidence = f'"{line.text.strip()}", a time of {fetched.words}'
            return When.on(fetched.at.date(), "relative", evidence, span)
    return None


def nearest_distance(place: Place) -> Distance | None:
    """Return the distance in the time line that stands nearest to the story, None where there is none."""
    for line in _time_lines(place):
        ago = _distance_of(line.text)
        if ago is not None:
            return Distance(line, ago)
    return None


@lru_cache(maxsize=4096)
def _distance_of(text: str) -> Ago | None:
    return find_relative(text) or find_short_distance(text)


def _time_lines(place: Place) -> Iterator[TextLine]:
    """Lines that may say how long ago: short ones above the story, labelled openings in it."""
    for line in (*reversed(place.before[-6:]), *place.head):
        if len(line.text) <= 80 and _is_time_line(line.text) and not speaks_of_other(line.text):
            yield line
    for line in (*place.head[:2], *place.after[:3]):
        match = _LABELLED.match(line.text)
        if match:
            yield TextLine(line.start, line.start + match.end(), match[0])


def _is_time_line(text: str) -> bool:
    """Whether a short line holds little but its "ago": no headline, no sentence."""
    ago = _distance_of(text)
    if ago is None:
        return False
    rest = re.findall(r"[^\W\d_]+", text[: ago.start] + " " + text[ago.end :])
    return len(rest) <= 6 and text.rstrip()[-1:] not in ".?!"


def _fetched(place: Place, settings: ReadingSettings, page_day: date | None) -> Fetched:
    given = settings.scraped_at.get(place.document.file)
    if given is not None:
        return Fetched(given, f"{given:%Y-%m-%d %H:%M}, when the file was fetched", is_exact=True)
    told = _told_fetch(place, Clock(settings.day, zone_named(settings.tz), settings.day_first))
    if told is not None:
        return told
    if page_day is not None:
        words = f"{page_day.isoformat()}, the day of the page"
        return Fetched(datetime.combine(page_day, time.max), words, is_exact=False)
    named = day_in_path(place.document.file)
    day = named or settings.day
    words = (
        "the day in the file's name" if named else "the brief's day, taken as the day of fetching"
    )
    return Fetched(datetime.combine(day, time.max), f"{day.isoformat()}, {words}", is_exact=False)


def _told_fetch(place: Place, clock: Clock) -> Fetched | None:
    """Read a line such as "Retrieved 2025-06-17 21:04" beside the story."""
    for line in (*place.before, *place.after):
        if not may_tell_fetch(line.text):
            continue
        for found in find_dates(line.text[:200], clock):
            if len(found.days) == 1 and is_fetch_date(line.text[: found.start]):
                at = found.at or datetime.combine(found.days[0], time.max)
                return Fetched(at, f'"{line.text.strip()[:60]}"', is_exact=found.at is not None)
    return None


def _counted(place: Place, line: TextLine, ago: Ago, fetched: Fetched) -> When:
    start, end = line.start + ago.start, line.start + ago.end
    span = Span(document=place.document.id, start=start, end=end)
    evidence = f'"{place.document.text[start:end]}", counted from {fetched.words}'
    moment = fetched.at - ago.delta
    if ago.delta >= timedelta(days=1) or (ago.delta <= SHORT_DISTANCE and not fetched.is_exact):
        return When.on(moment.date(), "relative", evidence, span)
    if fetched.is_exact:
        return _to_the_hour(moment, ago, evidence, span)
    return _one_of_two_days(place, moment, evidence, span)


def _to_the_hour(moment: datetime, ago: Ago, evidence: str, span: Span) -> When:
    is_minute = ago.delta < timedelta(hours=1)
    # "3 hours ago" may be anything up to four.
    width = timedelta(minutes=1) if is_minute else timedelta(hours=1)
    return When(
        earliest=moment - width,
        latest=moment,
        basis="relative",
        evidence=evidence,
        span=span,
    )


def _one_of_two_days(place: Place, moment: datetime, evidence: str, span: Span) -> When:
    """Many hours ago, fetched at an unknown hour: that day or the one before, unless the text says."""
    days = (moment.date() - timedelta(days=1), moment.date())
    weekday = find_weekday((line.start, line.text) for line in place.paragraphs)
    if weekday is not None:
        for day in days:
            if fits_day(weekday, day) == 0:
                return When.on(day, "relative", f'{evidence}; "{weekday.quote}" fits', span)
    return When(
        earliest=datetime.combine(days[0], time.min),
        latest=datetime.combine(days[1], time.max),
        basis="relative",
        evidence=evidence,
        span=span,
    )
