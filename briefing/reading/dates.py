"""When a story was published, with the evidence.

::

    metadata ▶ "Published: …", date lines, prefix stamps ▶ dateline ▶ "32 minutes ago"
             ▶ address, file name ▶ unknown (weekday noted)

The first that says something decides.  Dates in a story's running text are never asked: they are
its subject (history, anniversaries, next year's events).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

from briefing.reading.moments import (
    Clock,
    Found,
    find_dates,
    find_relative,
    parse_field,
    relative_moment,
    zone_named,
)
from briefing.reading.outlets import day_first_of
from briefing.reading.settings import ReadingSettings
from briefing.reading.surroundings import Line, Place
from briefing.reading.weekdays import find_weekday, fits_day
from briefing.records import UNKNOWN_WHEN, Span, When

__all__ = ["date_story"]

_WEEKDAY: Final = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s*)?"
_ON: Final = r"\s*(?:date|time|on|at|in print)?\s*[:|–—-]?\s*(?:on\s+)?" + _WEEKDAY
_PUBLISHED: Final = re.compile(
    r"\b(?:(?:first\s+|originally\s+)?(?:published|posted|issued|released|uploaded|filed|created)|publication"
    r"|pub\.?\s?date|pubdate|date[d]?|veröffentlicht(?:\s+am)?|publié(?:\s+le)?|publicado(?:\s+el)?)"
    + _ON
    + r"$",
    re.IGNORECASE,
)
_UPDATED: Final = re.compile(
    r"\b(?:last\s+)?(?:updated?|modified|edited|revised|aktualisiert(?:\s+am)?|mis à jour(?:\s+le)?)"
    + _ON
    + r"$",
    re.IGNORECASE,
)
_OTHER: Final = re.compile(
    r"\b(?:©|\(c\)|copyright|born|died|since|until|till|expires?|valid|deadline|due|event|tickets?|season|aired"
    r"|retrieved|accessed|archived|fetched|captured|scraped|crawled|saved|printed|from the archives?|read more|also read|related|see also|next|upcoming|joined|member since|comment(?:ed)?|repl(?:y|ied)|says|said)\b",
    re.IGNORECASE,
)
_FETCHED: Final = re.compile(
    r"\b(?:retrieved|accessed|archived|fetched|captured|scraped|crawled|saved|printed|downloaded)"
    + _ON
    + "$",
    re.IGNORECASE,
)
_FURNITURE: Final = re.compile(
    r"(?i)\b(?:by|updated|published|posted|first|last|on|at|min(?:ute)?s?\s+read|read|the|and|pm|am|ist|gmt|est|edt|bst"
    r"|staff|reporter|correspondent|writer|editor|desk|bureau|agenc(?:y|ies)|news|from|via|source|date|time|in|of|for)\b"
)
_DATELINE_PLACE: Final = re.compile(
    r"^\W{0,3}(?:\([A-Za-z ]{2,20}\)\s*)?(?:(?:[A-Z][\w.'’/-]*|and|de|la|del|of|the|al-\w+|D\.C\.)[\s,:(–—-]*){1,8}$"
)
_DATELINE_END: Final = re.compile(
    r"^\.?,?\s*(?:\)\s*)?(?:[(/][A-Za-z][^()]{1,40}[)/]|(?:--|[–—-]|:)(?=\s)|\)\s*[–—-])"
)
_STAMP_END: Final = re.compile(r"^\s*(?:$|[-–—|:)•·]|\s[A-Z\"'“‘])")
_IN_PATH: Final = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-_/.]?(0[1-9]|1[0-2])[-_/.]?(0[1-9]|[12]\d|3[01])(?!\d{1,3}(?:\D|$))"
)
_MAY_HOLD_DATE: Final = re.compile(r"\d")


class Candidate(NamedTuple):
    """A date that may be the story's, with the rank of what says so (higher is stronger)."""

    rank: int
    distance: int
    found: Found
    line: Line
    label: str


def date_story(place: Place, outlet: str, settings: ReadingSettings) -> When:
    """Return when the story at `place` was published.

    `outlet` (or ``unknown``) decides the order of day and month where nothing else does.
    """
    clock = _clock(place, outlet, settings)
    for decide in (_from_section, _from_lines, _from_dateline):
        when = decide(place, clock)
        if when is not None:
            return when
    return (
        _from_relative(place, settings)
        or _from_address(place)
        or _from_file_name(place)
        or _undated(place, settings)
    )


def _clock(place: Place, outlet: str, settings: ReadingSettings) -> Clock:
    scraped = settings.scraped_at.get(place.document.file)
    url = place.section.url if place.section else ""
    day_first = settings.day_first
    if day_first is None:
        day_first = day_first_of(outlet, url)
    reference = scraped.date() if scraped else settings.day
    return Clock(reference, zone_named(settings.tz), day_first)


# -- stated -------------------------------------------------------------------------------------


def _from_section(place: Place, clock: Clock) -> When | None:
    section = place.section
    if section is None or not section.published:
        return None
    found = parse_field(section.published, clock, section.language)
    if found is None:
        return None
    return _stated(
        place, found, clock, f'the file\'s own field says "{section.published[:60]}"', None
    )


def _from_lines(place: Place, clock: Clock) -> When | None:
    candidates = list(_candidates(place, clock))
    if not candidates:
        return None
    best = max(candidates, key=lambda c: (c.rank, -c.distance, -c.line.start))
    start, end = best.line.start + best.found.start, best.line.start + best.found.end
    quote = place.document.text[start:end]
    evidence = f'{best.label}"{quote}"'
    return _stated(
        place, best.found, clock, evidence, Span(document=place.document.id, start=start, end=end)
    )


def _candidates(place: Place, clock: Clock) -> Iterator[Candidate]:
    for distance, line in enumerate(reversed(place.before)):
        yield from _in_line(line, distance, clock)
    for line in place.inside:
        yield from _in_line(line, 1, clock)
    for distance, line in enumerate(place.after):
        yield from _in_line(line, distance + 3, clock)
    for line in place.kept[:3]:
        yield from _in_head(line, clock)
    if place.paragraphs:
        yield from _in_tail(place.paragraphs[-1], clock)


def _in_line(line: Line, distance: int, clock: Clock) -> Iterator[Candidate]:
    """A removed line: labelled dates, and dates that are (nearly) all of the line."""
    if len(line.text) > 400 or not _MAY_HOLD_DATE.search(line.text):
        return
    dates = find_dates(line.text, clock)
    is_bare = bool(dates) and _is_bare(line.text, dates)
    for found in dates:
        rank, label = _label(line.text[: found.start])
        if rank or is_bare:
            yield Candidate(rank or 2, distance, found, line, label or "the line ")


def _label(before: str) -> tuple[int, str]:
    """Return the rank of the words in front of a date: 3 published, 1 updated, 0 none."""
    tail = before[-60:]
    if _UPDATED.search(tail):
        return 1, "updated: "
    if _PUBLISHED.search(tail):
        return 3, "published: "
    return 0, ""


def _is_bare(text: str, dates: Sequence[Found]) -> bool:
    """Whether a line holds little but its dates: a byline, an outlet, a place."""
    if _OTHER.search(text):
        return False
    rest = text
    for found in reversed(dates):
        rest = f"{rest[: found.start]} {rest[found.end :]}"
    words = re.findall(r"[^\W\d_][\w'’.-]*", _FURNITURE.sub(" ", rest))
    return len(words) <= 8 and sum(word[0].islower() for word in words) <= 1


def _in_head(line: Line, clock: Clock) -> Iterator[Candidate]:
    """A kept line at the top: a date glued to its start, or a label with its date near the start."""
    head = line.text[:160]
    if not _MAY_HOLD_DATE.search(head):
        return
    for found in find_dates(head, clock):
        rank, label = _label(head[: found.start])
        if rank and found.start <= 60:
            yield Candidate(rank, 0, found, line, label)
        elif _is_stamp(head, found):
            yield Candidate(2, 0, found, line, "the text opens with ")


def _is_stamp(head: str, found: Found) -> bool:
    opening = re.fullmatch(r"[\s\W]{0,4}" + _WEEKDAY, head[: found.start], re.IGNORECASE)
    return bool(opening and found.has_year and _STAMP_END.match(head[found.end :] + " "))


def _in_tail(line: Line, clock: Clock) -> Iterator[Candidate]:
    offset = max(0, len(line.text) - 160)
    tail = Line(line.start + offset, line.end, line.text[offset:])
    if not _MAY_HOLD_DATE.search(tail.text):
        return
    for found in find_dates(tail.text, clock):
        rank, label = _label(tail.text[: found.start])
        # "Published on" in running text needs what sign-offs have: a colon, dash or bracket.
        if rank and re.search(r"[:|(–—]\s*$|[:|(–—]\s*\S+\s*$", tail.text[: found.start]):
            yield Candidate(rank, 4, found, tail, label)


def _from_dateline(place: Place, clock: Clock) -> When | None:
    for line in place.kept[:3]:
        head = line.text[:140]
        if not _MAY_HOLD_DATE.search(head):
            continue
        for found in find_dates(head, clock)[:1]:
            opening = head[: found.start]
            if _DATELINE_PLACE.match(opening) and _DATELINE_END.match(head[found.end :]):
                end = line.start + found.end
                span = Span(document=place.document.id, start=line.start, end=end)
                year = "" if found.has_year else " (year by the brief's day)"
                evidence = f'dateline "{place.document.text[line.start : end].strip()}"{year}'
                return _stated(place, found, clock, evidence, span)
    return None


def _stated(place: Place, found: Found, clock: Clock, evidence: str, span: Span | None) -> When:
    days = found.days
    if len(days) > 1:
        days = _told_apart(place, found, clock) or days
    if len(days) > 1:
        return _ambiguous(days, evidence, span)
    if found.at is not None:
        return _at_minute(found.at, evidence, span)
    return When.on(days[0], "stated", evidence, span)


def _at_minute(moment: datetime, evidence: str, span: Span | None) -> When:
    start = moment.replace(second=0, microsecond=0)
    return When(
        earliest=start,
        latest=start + timedelta(minutes=1) - timedelta(microseconds=1),
        grain="minute",
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
        grain="unknown",
        basis="unknown",
        evidence=words,
        span=span,
    )


def _told_apart(place: Place, found: Found, clock: Clock) -> tuple[date, ...]:
    """Tell day from month by the rest of the file: dates that can be read in one way only."""
    text = place.document.text
    votes = {True: 0, False: 0}
    for match in re.finditer(
        r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](?:20)?\d\d(?![\d/.-])", text[:200_000]
    ):
        first, second = int(match[1]), int(match[2])
        if (first > 12) != (second > 12) and max(first, second) <= 31:
            votes[first > 12] += 1
    if votes[True] == votes[False] or min(votes.values()) > 0:
        return ()
    american, european = found.days
    return (european,) if votes[True] else (american,)


# -- relative -----------------------------------------------------------------------------------


def _from_relative(place: Place, settings: ReadingSettings) -> When | None:
    for line in _time_lines(place):
        ago = find_relative(line.text)
        if ago is None:
            continue
        start, end = line.start + ago.start, line.start + ago.end
        span = Span(document=place.document.id, start=start, end=end)
        now, basis_words, is_exact = _fetched(place, settings)
        quote = place.document.text[start:end]
        return _ago(
            place,
            relative_moment(ago, now),
            ago.delta,
            f'"{quote}", counted from {basis_words}',
            span,
            is_exact,
        )
    return None


def _time_lines(place: Place) -> Iterator[Line]:
    """Lines that may say how long ago: short ones above the story, labelled openings in it."""
    for line in (*reversed(place.before[-6:]), *place.inside[:3]):
        if len(line.text) <= 80 and not _OTHER.search(line.text):
            yield line
    for line in place.kept[:2]:
        match = re.match(
            r"\W{0,3}(?:last\s+)?(?:updated|published|posted)\b.{0,30}?\bago\b",
            line.text,
            re.IGNORECASE,
        )
        if match:
            yield Line(line.start, line.start + match.end(), match[0])


def _fetched(place: Place, settings: ReadingSettings) -> tuple[datetime, str, bool]:
    """Return when the file was fetched, in words too, and whether that is known to the minute."""
    given = settings.scraped_at.get(place.document.file)
    if given is not None:
        return given, f"{given:%Y-%m-%d %H:%M}, when the file was fetched", True
    clock = Clock(settings.day, zone_named(settings.tz), settings.day_first)
    for line in (*place.before, *place.after):
        for found in (
            find_dates(line.text[:200], clock)
            if _FETCHED.search(line.text[:200]) or "ed" in line.text
            else ()
        ):
            if len(found.days) == 1 and _FETCHED.search(line.text[: found.start]):
                moment = found.at or datetime.combine(found.days[0], time.max)
                return moment, f'"{line.text.strip()[:60]}"', found.at is not None
    named = _day_in_path(place.document.file)
    if named is not None:
        return (
            datetime.combine(named, time.max),
            f"{named.isoformat()}, the day in the file's name",
            False,
        )
    return (
        datetime.combine(settings.day, time.max),
        "the brief's day, taken as the day of fetching",
        False,
    )


_SHORT: Final = timedelta(hours=6)
"""A page fetched at an unknown hour of a day and "2 hours" old is of that day in 22 cases of 24;
from six hours on (18 of 24) the day before is kept as possible."""


def _ago(
    place: Place, moment: datetime, delta: timedelta, evidence: str, span: Span, is_exact: bool
) -> When:
    if is_exact:
        grain = (
            "minute"
            if delta < timedelta(hours=1)
            else "hour"
            if delta < timedelta(days=1)
            else "day"
        )
        if grain == "day":
            return When.on(moment.date(), "relative", evidence, span)
        return When(
            earliest=moment.replace(minute=0) if grain == "hour" else moment,
            latest=moment,
            grain=grain,
            basis="relative",
            evidence=evidence,
            span=span,
        )
    if delta < _SHORT or delta.seconds == 0:
        return When.on(moment.date(), "relative", evidence, span)
    days = (moment.date() - timedelta(days=1), moment.date())
    weekday = find_weekday(place.paragraphs)
    fitting = [day for day in days if weekday and fits_day(weekday, day) == 0]
    if weekday and len(fitting) == 1:
        return When.on(fitting[0], "relative", f'{evidence}; "{weekday.quote}" fits', span)
    return When(
        earliest=datetime.combine(days[0], time.min),
        latest=datetime.combine(days[1], time.max),
        grain="day",
        basis="relative",
        evidence=evidence,
        span=span,
    )


# -- inferred -----------------------------------------------------------------------------------


def _from_address(place: Place) -> When | None:
    urls: Iterable[str] = [place.section.url] if place.section else []
    lines = (*reversed(place.before), *place.after[:3])
    for url in (*urls, *(m[0] for line in lines for m in re.finditer(r"https?://\S+", line.text))):
        day = _day_in_path(url)
        if day is not None:
            return When.on(day, "inferred", f"the address holds {day.isoformat()}: {url[:80]}")
    return None


def _from_file_name(place: Place) -> When | None:
    day = _day_in_path(place.document.file)
    if day is None:
        return None
    return When.on(day, "inferred", f"the file's name holds {day.isoformat()}")


def _day_in_path(path: str) -> date | None:
    for match in reversed(list(_IN_PATH.finditer(path))):
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            continue
    return None


def _undated(place: Place, settings: ReadingSettings) -> When:
    weekday = find_weekday(place.paragraphs)
    if weekday is None or fits_day(weekday, settings.day) != 0:
        return UNKNOWN_WHEN
    note = f'only "{weekday.quote}" in the text, which would fit {settings.day.isoformat()}'
    return UNKNOWN_WHEN.model_copy(update={"evidence": note})
