"""When a story was published, with the evidence.

::

    metadata ▶ "Published: …", date lines, prefix stamps ▶ dateline ▶ the page's own day (mastheads)
             ▶ "32 minutes ago" ▶ address, file name ▶ unknown (weekday noted)

The first that says something decides.  Dates in a story's running text are never asked: they are
its subject (history, anniversaries, next year's events).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

from briefing.language.calendar import (
    Clock,
    Found,
    day_in_path,
    find_dates,
    find_weekday,
    fits_day,
    order_in,
    shifted,
    zone_named,
)
from briefing.reading.dating.fields import is_standard, parse_field
from briefing.reading.dating.labels import (
    BARE_RANK,
    DATED,
    find_dateline,
    is_bare,
    is_stamp,
    label_of,
)
from briefing.reading.dating.mastheads import Masthead, find_masthead
from briefing.reading.dating.relative import SHORT_DISTANCE, date_from_distance, nearest_distance
from briefing.reading.dating.surroundings import Place, TextLine
from briefing.reading.outlets import day_first_of
from briefing.reading.settings import ReadingSettings
from briefing.records import UNKNOWN, UNKNOWN_WHEN, Section, Span, When

SHORT_LINE: Final = 100
"""Characters; a date line with byline, outlet and reading time is shorter, a paragraph longer."""
_A_DAY: Final = timedelta(days=1)
_SIGN_OFF: Final = re.compile(r"[:|(–—]\s*(?:\S+\s*)?$")
_PAGES: Final = frozenset({"text/html", "application/warc"})
_MAY_HOLD_DATE: Final = re.compile(r"\d")


class Candidate(NamedTuple):
    """A date that may be the story's, with the rank of what says so (higher is stronger)."""

    rank: int
    distance: int
    found: Found
    line: TextLine
    label: str


def date_story(
    place: Place, outlet: str, settings: ReadingSettings, language: str = UNKNOWN
) -> When:
    """Return when the story at `place` was published.

    `outlet` and `language` (or ``unknown``) decide the order of day and month where nothing else does.
    """
    clock = _clock(place, outlet, settings, language)
    for decide in (_from_section, _from_lines, _from_dateline):
        when = decide(place, clock)
        if when is not None:
            return when
    masthead = find_masthead(place, clock)
    page_day = masthead.found.days[0] if masthead else None
    return (
        (masthead and _from_masthead(place, masthead))
        or date_from_distance(place, settings, page_day)
        or _from_address(place, clock)
        or _from_file_name(place)
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


def _from_section(place: Place, clock: Clock) -> When | None:
    section = place.section
    if section is None or not section.published:
        return None
    found = parse_field(section.published, clock)
    if found is None or (_is_shown(place) and _is_ahead(found, clock)):
        return None
    evidence = f'the file\'s own field says "{section.published[:60]}"'
    own = _outlet_day(section, found) if clock.zone is None else None
    if own is not None:
        return When.on(own, "stated", f"{evidence}, its address {own.isoformat()}")
    return _stated(place, found, evidence, None)


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
        for one in _candidates(place, clock)
        if one.line.start >= limit and not _is_still_to_come(one, clock)
    ]
    if not candidates:
        return None
    best = max(candidates, key=lambda c: (c.rank, -c.distance, -c.line.start))
    start, end = best.line.start + best.found.start, best.line.start + best.found.end
    quote = place.document.text[start:end]
    evidence = f'{best.label}"{quote}"'
    span = Span(document=place.document.id, start=start, end=end)
    return _stated(place, best.found, evidence, span)


def _end_of_page_head(place: Place) -> int:
    """Where the lines above a story begin that are its own: behind another day's date, it is the page's.

    "Wednesday 21 January | 12°C", then "Lowland Radio · 2 days ago" and the headline.
    """
    far = nearest_distance(place)
    first = place.head[0].start if place.head else 0
    return far.line.start if far and far.ago.delta >= _A_DAY and far.line.start < first else 0


def _is_still_to_come(one: Candidate, clock: Clock) -> bool:
    """Whether a date that no word calls the story's own is in the future: an event's."""
    is_called = one.rank != BARE_RANK and one.label != DATED
    return not is_called and _is_ahead(one.found, clock)


def _is_ahead(found: Found, clock: Clock) -> bool:
    """Whether a date is behind the day after the clock's: the other side of the world is a day ahead."""
    return min(found.days) > (shifted(clock.reference, 1) or clock.reference)


def _candidates(place: Place, clock: Clock) -> Iterator[Candidate]:
    for distance, line in enumerate(reversed(place.before)):
        yield from _in_line(line, distance, clock)
    yield from _in_head(place, clock)
    for distance, line in enumerate(reversed(place.tail)):
        yield from _in_ending(line, distance + 5, clock)
    after = [c for n, line in enumerate(place.after) for c in _in_line(line, n + 3, clock)]
    bare = [candidate for candidate in after if candidate.rank == BARE_RANK]
    # Several date lines below a story are a list: related stories, a timeline.
    yield from (candidate for candidate in after if candidate not in bare or len(bare) == 1)


def _in_head(place: Place, clock: Clock) -> Iterator[Candidate]:
    """The story's first lines; behind the first paragraph a date line is part of the story."""
    for distance, line in enumerate(place.head):
        if len(line.text) > SHORT_LINE:
            yield from _in_opening(line, distance, clock)
            return
        is_title = place.title is not None and line.start == place.title.start
        # The words of a headline in title case look like a byline's: few of them are allowed.
        yield from _in_line(line, distance, clock, words_limit=3 if is_title else 8)


def _in_line(
    line: TextLine, distance: int, clock: Clock, words_limit: int = 8
) -> Iterator[Candidate]:
    """A line beside the story: labelled dates, and dates that are (nearly) all of the line."""
    if len(line.text) > 400 or not _MAY_HOLD_DATE.search(line.text):
        return
    dates = find_dates(line.text, clock)
    bare = is_bare(line.text, dates, words_limit)
    for found in dates:
        rank, label = label_of(line.text[: found.start])
        if rank or bare:
            yield Candidate(rank or BARE_RANK, distance, found, line, label or "the line ")


def _in_opening(line: TextLine, distance: int, clock: Clock) -> Iterator[Candidate]:
    """A paragraph at the top: a date glued to its start, or a label with its date near the start."""
    head = line.text[:160]
    if not _MAY_HOLD_DATE.search(head):
        return
    for found in find_dates(head, clock):
        rank, label = label_of(head[: found.start])
        if rank and found.start <= 60:
            yield Candidate(rank, distance, found, line, label)
        elif distance < 2 and is_stamp(head, found):
            yield Candidate(BARE_RANK, distance, found, line, "the text opens with ")


def _in_ending(line: TextLine, distance: int, clock: Clock) -> Iterator[Candidate]:
    """The last lines: a labelled date in the form of a sign-off, not of a sentence."""
    offset = max(0, len(line.text) - 160)
    tail = TextLine(line.start + offset, line.end, line.text[offset:])
    if not _MAY_HOLD_DATE.search(tail.text):
        return
    for found in find_dates(tail.text, clock):
        rank, label = label_of(tail.text[: found.start])
        if rank and (len(line.text) <= SHORT_LINE or _SIGN_OFF.search(tail.text[: found.start])):
            yield Candidate(rank, distance, found, tail, label)


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
        return _stated(place, found, evidence, span)
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


def _stated(place: Place, found: Found, evidence: str, span: Span | None) -> When:
    days = found.days
    if len(days) > 1:
        days = _told_apart(place, found) or days
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
    """Tell day from month by the rest of the file: dates that can be read in one way only."""
    fields = " ".join(section.published for section in place.document.sections[:1000])
    day_first = order_in(f"{fields} {place.document.text[:200_000]}")
    if day_first is None:
        return ()
    american, european = found.days
    return (european,) if day_first else (american,)


# -- inferred -----------------------------------------------------------------------------------


def _from_address(place: Place, clock: Clock) -> When | None:
    urls: Iterable[str] = [place.section.url] if place.section else []
    lines = (*reversed(place.before), *place.head, *place.after[:3])
    for url in (*urls, *(m[0] for line in lines for m in re.finditer(r"https?://\S+", line.text))):
        day = day_in_path(url)
        if day is not None and day <= (shifted(clock.reference, 1) or day):  # else an event's
            return When.on(day, "inferred", f"the address holds {day.isoformat()}: {url[:80]}")
    return None


def _from_file_name(place: Place) -> When | None:
    day = day_in_path(place.document.file)
    if day is None:
        return None
    return When.on(day, "inferred", f"the file's name holds {day.isoformat()}")


def _undated(place: Place, settings: ReadingSettings) -> When:
    weekday = find_weekday((line.start, line.text) for line in place.paragraphs)
    if weekday is None or fits_day(weekday, settings.day) != 0:
        return UNKNOWN_WHEN
    note = f'only "{weekday.quote}" in the text, which would fit {settings.day.isoformat()}'
    return UNKNOWN_WHEN.model_copy(update={"evidence": note})
