"""When a story was published, with the evidence.

::

    metadata ▶ "Published: …", date lines, prefix stamps ▶ dateline ▶ the page's own day (mastheads)
             ▶ "32 minutes ago" ▶ address, file name ▶ unknown (weekday noted)

The first that says something decides.  Dates in a story's running text are never asked: they are
its subject (history, anniversaries, next year's events).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from briefing.language.calendar import (
    Clock,
    Found,
    day_in_name,
    day_in_path,
    find_weekday,
    fits_day,
    order_in,
    shifted,
    zone_named,
)
from briefing.reading.dating.candidates import (
    SHORT_LINE,
    Candidate,
    find_candidates,
    from_archive,
    is_ahead,
    is_still_to_come,
)
from briefing.reading.dating.fields import is_standard, parse_field
from briefing.reading.dating.labels import find_dateline
from briefing.reading.dating.mastheads import Masthead, find_masthead
from briefing.reading.dating.relative import (
    SHORT_DISTANCE,
    date_from_clock,
    date_from_distance,
    nearest_distance,
)
from briefing.reading.dating.surroundings import Place
from briefing.reading.outlets import day_first_of
from briefing.reading.settings import ReadingSettings
from briefing.records import UNKNOWN, UNKNOWN_WHEN, Section, Span, When

_NEWS: Final = timedelta(days=7)
"""How old news may be to be told from an event to come by its age."""
_A_DAY: Final = timedelta(days=1)
_PAGES: Final = frozenset({"text/html", "application/warc"})


def date_story(
    place: Place, outlet: str, settings: ReadingSettings, language: str = UNKNOWN
) -> When:
    """Return when the story at `place` was published.

    `outlet` and `language` (or ``unknown``) decide the order of day and month where nothing else does.
    """
    clock = _clock(place, outlet, settings, language)
    for decide in (_from_archive, _from_section, _from_lines, _from_dateline):
        when = decide(place, clock)
        if when is not None:
            return when
    masthead = find_masthead(place, clock)
    page_day = masthead.found.days[0] if masthead else None
    return (
        (masthead and _from_masthead(place, masthead))
        or date_from_distance(place, settings, page_day)
        or _from_address(place, clock)
        or _from_file_name(place, clock)
        or date_from_clock(place, settings)
        or _undated(place, settings)
    )


def _clock(place: Place, outlet: str, settings: ReadingSettings, language: str) -> Clock:
    scraped = settings.scraped_at.get(place.document.file)
    url, stated = (place.section.url, place.section.language) if place.section else ("", "")
    day_first = settings.day_first
    if day_first is None:
        day_first = day_first_of(outlet, url, stated or language)
    reference = scraped.date() if scraped else settings.day
    return Clock(reference, zone_named(settings.tz), day_first)


# -- stated -------------------------------------------------------------------------------------


def _from_archive(place: Place, clock: Clock) -> When | None:
    told = from_archive(place, clock)
    return _of_candidate(place, told, clock) if told else None


def _from_section(place: Place, clock: Clock) -> When | None:
    section = place.section
    if section is None or not section.published:
        return None
    found = parse_field(section.published, clock)
    if found is None or (_is_shown(place) and is_ahead(found, clock)):
        return None
    evidence = f'the file\'s own field says "{section.published[:60]}"'
    own = _outlet_day(section, found) if clock.zone is None else None
    if own is not None:
        return When.on(own, "stated", f"{evidence}, its address {own.isoformat()}")
    return _stated(place, found, clock, evidence, None)


def _is_shown(place: Place) -> bool:
    """Whether the date of a page is one for its readers, in words: that of an event, if it is to come."""
    stated = place.section.published if place.section else ""
    return place.document.media_type in _PAGES and not is_standard(stated)


def _outlet_day(section: Section, found: Found) -> date | None:
    """The outlet's own day for a time in UTC, which its address holds.

    The day before is possible west of Greenwich until 8 h UTC (Pacific time), the day after east
    of it from 10 h UTC (New Zealand); another difference is a draft's or an update's.
    """
    day = day_in_path(section.url)
    if day is None or found.at is None:
        return None
    if not section.published.endswith(("Z", "+00:00", "+0000", "UTC", "GMT")):
        return None
    difference = (day - found.at.date()).days
    west, east = difference == -1 and found.at.hour < 8, difference == 1 and found.at.hour >= 10
    return day if west or east else None


def _from_lines(place: Place, clock: Clock) -> When | None:
    limit = _end_of_page_head(place)
    candidates = [
        one
        for one in find_candidates(place, clock)
        if one.line.start >= limit and not is_still_to_come(one, clock)
    ]
    if not candidates:
        return None
    return _of_candidate(place, max(candidates, key=_strength), clock)


def _strength(one: Candidate) -> tuple[int, int, int]:
    return one.rank, -one.distance, -one.line.start


def _of_candidate(place: Place, best: Candidate, clock: Clock) -> When:
    start, end = best.line.start + best.found.start, best.line.start + best.found.end
    quote = place.document.text[start:end]
    evidence = f'{best.label}"{quote}"'
    span = Span(document=place.document.id, start=start, end=end)
    return _stated(place, best.found, clock, evidence, span)


def _end_of_page_head(place: Place) -> int:
    """Where the lines above a story begin that are its own: behind another day's date, it is the page's.

    "Wednesday 21 January | 12°C", then "Lowland Radio · 2 days ago" and the headline.
    """
    far = nearest_distance(place)
    first = place.head[0].start if place.head else 0
    return far.line.start if far and far.ago.delta >= _A_DAY and far.line.start < first else 0


def _from_dateline(place: Place, clock: Clock) -> When | None:
    for line in place.head:
        if len(line.text) <= SHORT_LINE and line.start == (place.title or line).start:
            continue  # "Remembering May 3, 1999: A Town Looks Back"
        found = find_dateline(line.text, clock)
        if found is None:
            continue
        end = line.start + found.end
        span = Span(document=place.document.id, start=line.start, end=end)
        year = "" if found.has_year else " (year by the brief's day)"
        evidence = f'dateline "{place.document.text[line.start : end].strip()}"{year}'
        return _stated(place, found, clock, evidence, span)
    return None


def _from_masthead(place: Place, masthead: Masthead) -> When | None:
    """The page's own day, unless the story is said to be from many hours or days before it."""
    far = nearest_distance(place)
    if far is not None and far.ago.delta > SHORT_DISTANCE:
        return None
    found, line = masthead
    start, end = line.start + found.start, line.start + found.end
    span = Span(document=place.document.id, start=start, end=end)
    evidence = f'the page is dated "{place.document.text[start:end]}"'
    return When.on(found.days[0], "stated", evidence, span)


def _stated(place: Place, found: Found, clock: Clock, evidence: str, span: Span | None) -> When:
    days = found.days
    if len(days) > 1:
        days = _told_apart(place, found) or _of_this_week(days, clock.reference) or days
    if len(days) > 1:
        return _ambiguous(days, evidence, span)
    if found.at is not None:
        return _at_minute(found.at, evidence, span)
    return When.on(days[0], "stated", evidence, span)


def _at_minute(moment: datetime, evidence: str, span: Span | None) -> When:
    start = moment.replace(second=0, microsecond=0)
    return When(
        earliest=start,
        latest=moment.replace(second=59, microsecond=999999),
        basis="stated",
        evidence=evidence,
        span=span,
    )


def _ambiguous(days: Sequence[date], evidence: str, span: Span | None) -> When:
    """Day and month cannot be told apart: unknown, but nothing outside the two readings."""
    first, last = min(days), max(days)
    words = f"{evidence} may be {first.isoformat()} or {last.isoformat()}: set reading.day_first"
    return When(
        earliest=datetime.combine(first, time.min),
        latest=datetime.combine(last, time.max),
        basis="unknown",
        evidence=words,
        span=span,
    )


def _told_apart(place: Place, found: Found) -> tuple[date, ...]:
    """Tell day from month by the address, or by dates of the file that can be read in one way only."""
    addressed = day_in_path(place.section.url) if place.section else None
    if addressed in found.days:
        return (addressed,)
    fields = " ".join(section.published for section in place.document.sections[:1000])
    day_first = order_in(f"{fields} {place.document.text[:200_000]}")
    if day_first is None:
        return ()
    american, european = found.days
    return (european,) if day_first else (american,)


def _of_this_week(days: Sequence[date], reference: date) -> tuple[date, ...]:
    """The one of two readings that is of the brief's week, where the other is months to come."""
    past = tuple(day for day in days if day <= reference)
    is_near = len(past) == 1 and reference - past[0] <= _NEWS
    return past if is_near else ()


# -- inferred -----------------------------------------------------------------------------------


def _from_address(place: Place, clock: Clock) -> When | None:
    urls: Iterable[str] = [place.section.url] if place.section else []
    lines = (*reversed(place.before), *place.head, *place.after[:3])
    for url in (*urls, *(m[0] for line in lines for m in re.finditer(r"https?://\S+", line.text))):
        day = day_in_path(url)
        if day is not None and day <= (shifted(clock.reference, 1) or day):  # else an event's
            return When.on(day, "inferred", f"the address holds {day.isoformat()}: {url[:80]}")
    return None


def _from_file_name(place: Place, clock: Clock) -> When | None:
    day = day_in_path(place.document.file) or day_in_name(place.document.file, clock.reference)
    if day is None:
        return None
    return When.on(day, "inferred", f"the file's name holds {day.isoformat()}")


def _undated(place: Place, settings: ReadingSettings) -> When:
    weekday = find_weekday((line.start, line.text) for line in place.paragraphs)
    if weekday is None or fits_day(weekday, settings.day) != 0:
        return UNKNOWN_WHEN
    note = f'only "{weekday.quote}" in the text, which would fit {settings.day.isoformat()}'
    return UNKNOWN_WHEN.model_copy(update={"evidence": note})
