"""Dates in metadata fields."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from briefing.language.calendar import Clock
from briefing.reading.dating.fields import is_standard, parse_field

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


def test_what_is_written_for_machines_is_told_from_what_is_written_for_readers() -> None:
    fields = [
        "2025-06-17T08:00:00Z",
        "Tue, 17 Jun 2025 08:00:00 GMT",
        "1750147200",
        "17 June 2025",
        "",
    ]
    assert [is_standard(field) for field in fields] == [True, True, True, False, False]


def test_the_year_of_a_program_stands_last() -> None:
    found = parse_field("Tue Jun 17 10:00:00 CEST 2025", CLOCK)
    assert found is not None
    assert found.at == datetime(2025, 6, 17, 8)
