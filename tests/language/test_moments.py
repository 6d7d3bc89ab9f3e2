"""Dates and distances in short strings."""

from __future__ import annotations

from datetime import UTC, date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.language.distances import find_relative
from briefing.language.moments import Clock, find_dates

CLOCK = Clock(date(2025, 6, 17), UTC)


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


@settings(max_examples=50)
@given(
    st.dates(date(1971, 1, 1), date(2037, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%Y/%m/%d"]),
)
def test_any_day_in_a_usual_form_is_read(day: date, form: str) -> None:
    assert [f.days for f in find_dates(day.strftime(form), CLOCK)] == [(day,)]
