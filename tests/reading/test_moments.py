"""Dates in short strings and in metadata fields."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.reading.moments import Clock, find_dates, find_relative, parse_field

CLOCK = Clock(date(2025, 6, 17), UTC)


@pytest.mark.parametrize(
    ("field", "moment"),
    [
        ("2025-06-17T08:00:00Z", datetime(2025, 6, 17, 8)),
        ("2025-06-17T08:00:00.123+02:00", datetime(2025, 6, 17, 6, 0, 0, 123000)),
        ("2025-06-17 08:00:00", datetime(2025, 6, 17, 8)),
        ("20250617T080000Z", datetime(2025, 6, 17, 8)),
        ("Tue, 17 Jun 2025 08:00:00 GMT", datetime(2025, 6, 17, 8)),
        ("Tue, 17 Jun 2025 08:00:00 -0400", datetime(2025, 6, 17, 12)),
        ("Tue, 17 Jun 2025 08:00 BST", datetime(2025, 6, 17, 7)),
        ("1750147200", datetime(2025, 6, 17, 8)),
        ("1750147200000", datetime(2025, 6, 17, 8)),
        ("June 17, 2025 8:00 AM EDT", datetime(2025, 6, 17, 12)),
    ],
)
def test_fields_with_a_time_are_turned_into_the_briefs_zone(field: str, moment: datetime) -> None:
    found = parse_field(field, CLOCK)
    assert found is not None
    assert found.at == moment


@pytest.mark.parametrize(
    "field",
    ["2025-06-17", "20250617", "17 June 2025", "17.06.2025", "17 juin 2025", "17. Juni 2025"],
)
def test_fields_with_a_day_have_no_time(field: str) -> None:
    found = parse_field(field, CLOCK)
    assert found is not None
    assert (found.days, found.at) == ((date(2025, 6, 17),), None)


@pytest.mark.parametrize(
    "field", ["2025", "June 2025", "Q2 2025", "soon", "", "May", "99999999999999"]
)
def test_fields_without_a_day_are_no_dates(field: str) -> None:
    assert parse_field(field, CLOCK) is None


def test_without_a_zone_times_stay_as_printed() -> None:
    found = parse_field("2025-06-17T23:30:00-07:00", CLOCK._replace(zone=None))
    assert found is not None
    assert found.at == datetime(2025, 6, 17, 23, 30)


def test_a_zone_may_move_a_date_to_another_day() -> None:
    found = parse_field("2025-06-16T20:30:00Z", CLOCK._replace(zone=ZoneInfo("Asia/Tokyo")))
    assert found is not None
    assert found.days == (date(2025, 6, 17),)


def test_day_and_month_that_cannot_be_told_apart_are_both_given() -> None:
    (found,) = find_dates("06/07/2025", CLOCK)
    assert found.days == (date(2025, 6, 7), date(2025, 7, 6))


def test_a_date_without_a_year_is_the_last_such_day() -> None:
    assert [f.days for f in find_dates("Dec. 30", Clock(date(2025, 1, 2), UTC))] == [
        (date(2024, 12, 30),)
    ]


@pytest.mark.parametrize(
    "text", ["1.2.3.4", "3-2-1", "31/02/2025", "may 99", "12:30:45", "1990-2025", "F-16 2025"]
)
def test_numbers_that_are_no_dates(text: str) -> None:
    assert find_dates(text, CLOCK) == []


@pytest.mark.parametrize(
    ("text", "delta"),
    [
        ("32 minutes ago", timedelta(minutes=32)),
        ("an hour ago", timedelta(hours=1)),
        ("3h ago", timedelta(hours=3)),
        ("5m ago", timedelta(minutes=5)),
        ("two days ago", timedelta(days=2)),
        ("1 week ago", timedelta(weeks=1)),
        ("Yesterday", timedelta(days=1)),
    ],
)
def test_distances(text: str, delta: timedelta) -> None:
    found = find_relative(text)
    assert found is not None
    assert found.delta == delta


@given(st.text(max_size=80))
def test_found_dates_stand_in_the_text_in_order(text: str) -> None:
    found = find_dates(text, CLOCK)
    assert all(0 <= f.start < f.end <= len(text) for f in found)
    assert [f.start for f in found] == sorted(f.start for f in found)


@settings(deadline=None, max_examples=50)
@given(
    st.dates(date(1971, 1, 1), date(2037, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%Y/%m/%d"]),
)
def test_any_day_in_a_usual_form_is_read(day: date, form: str) -> None:
    assert [f.days for f in find_dates(day.strftime(form), CLOCK)] == [(day,)]
