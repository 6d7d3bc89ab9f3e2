"""Dates that are given as a distance, counted from when the file was fetched."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from briefing.reading.dating.relative import date_from_clock, date_from_distance
from briefing.reading.dating.surroundings import Place, TextLine
from briefing.reading.settings import ReadingSettings
from briefing.records import Document, When

DAY = date(2025, 6, 17)
STORY = "The mill of Tarn burned down, the mayor said."


def place(above: str, below: str = "", file: str = "a.txt", story: str = STORY) -> Place:
    text = f"{above}\n{story}\n{below}"
    lines = []
    at = 0
    for line in (above, story, below):
        lines.append(TextLine(at, at + len(line), line))
        at += len(line) + 1
    made = Document(
        id="d", file=file, sha256="0", media_type="text/plain", encoding="utf-8", text=text
    )
    before, inside, after = ((line,) if line.text else () for line in lines)
    return Place(made, None, None, inside, before, inside, inside, after)


def found(where: Place, at: datetime | None = None) -> When | None:
    fetched = {where.document.file: at} if at else {}
    return date_from_distance(where, ReadingSettings(day=DAY, scraped_at=fetched))


def ends(when: When | None) -> tuple[datetime, datetime] | None:
    return (when.earliest, when.latest) if when else None


NOON = datetime(2025, 6, 17, 12)


@pytest.mark.parametrize(
    ("line", "back", "width"),
    [
        ("32 minutes ago", timedelta(minutes=32), timedelta(minutes=1)),
        ("By Ada Quill, 3 hours ago", timedelta(hours=3), timedelta(hours=1)),
        ("20 hours ago", timedelta(hours=20), timedelta(hours=1)),
    ],
)
def test_hours_are_counted_from_a_known_fetch_to_the_hour(
    line: str, back: timedelta, width: timedelta
) -> None:
    assert ends(found(place(line), NOON)) == (NOON - back - width, NOON - back)


def whole(day: date) -> tuple[datetime, datetime]:
    return ends(When.on(day, "relative", "")) or (NOON, NOON)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2 days ago", date(2025, 6, 15)),
        ("yesterday", date(2025, 6, 16)),
        ("2 hours ago", DAY),
        ("a week ago", date(2025, 6, 10)),
    ],
)
def test_without_a_fetch_time_the_briefs_day_is_counted_from(line: str, day: date) -> None:
    assert ends(found(place(line))) == whole(day)


def test_many_hours_before_an_unknown_one_are_of_two_days() -> None:
    assert ends(found(place("9 hours ago"))) == (
        datetime(2025, 6, 16),
        datetime(2025, 6, 17, 23, 59, 59, 999999),
    )


def test_a_weekday_of_the_story_tells_which_of_the_two() -> None:
    monday = place("9 hours ago", story="The mill of Tarn burned down on Monday, the mayor said.")
    assert ends(found(monday)) == whole(date(2025, 6, 16))


@pytest.mark.parametrize(
    ("file", "below", "day"),
    [
        ("2025-06-12/a.txt", "", date(2025, 6, 11)),
        ("a.txt", "Retrieved 14 June 2025", date(2025, 6, 13)),
        ("2025-06-12/a.txt", "Retrieved 14 June 2025", date(2025, 6, 13)),
        ("a.txt", "It rained on 14 June 2025", date(2025, 6, 16)),
    ],
    ids=["the file's name", "a line that says so", "the line before the name", "another date"],
)
def test_the_fetch_time_is_taken_from_what_tells_it(file: str, below: str, day: date) -> None:
    assert ends(found(place("1 day ago", below, file))) == whole(day)


@pytest.mark.parametrize(
    "line",
    [
        "The mill burned down two days ago.",
        "How a town of millers lost its only mill two days ago",
        "Event: 2 days ago",
        "Tarn Weekly",
        "",
        "2 days ago " + "x" * 80,
    ],
)
def test_a_sentence_a_headline_or_an_event_is_no_time_line(line: str) -> None:
    assert found(place(line)) is None


def test_the_evidence_is_the_words_of_the_text() -> None:
    where = place("By Ada Quill, 2 days ago")
    when = found(where)
    assert when is not None
    assert when.span is not None
    assert where.document.text[when.span.start : when.span.end] == "2 days ago"
    assert when.basis == "relative"


def test_a_labelled_opening_below_the_story_counts_as_well() -> None:
    assert ends(found(place("", "Updated 2 days ago | Share"))) == whole(date(2025, 6, 15))


def test_the_day_of_the_page_is_counted_from_before_the_briefs() -> None:
    where = place("2 days ago")
    when = date_from_distance(where, ReadingSettings(day=DAY), date(2025, 6, 12))
    assert ends(when) == whole(date(2025, 6, 10))


@pytest.mark.parametrize("line", ["15:48", "Updated 11:40 CET", "7.34am", "10h05", "(08:00 Uhr)"])
def test_a_clock_time_alone_is_of_the_day_of_fetching(line: str) -> None:
    assert ends(date_from_clock(place(line), ReadingSettings(day=DAY))) == whole(DAY)


@pytest.mark.parametrize(
    "line", ["7.34", "2:1", "Doors 19:00", "At 19:00 the choir of Tarn sings", ""]
)
def test_a_number_or_a_line_with_words_is_no_clock_time(line: str) -> None:
    assert date_from_clock(place(line), ReadingSettings(day=DAY)) is None
