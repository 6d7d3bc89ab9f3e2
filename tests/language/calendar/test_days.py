"""The days that a text names, as days of the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.language.calendar import clash, find_days

TUESDAY = date(2025, 6, 17)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It happened on Monday.", [date(2025, 6, 16)]),
        ("It happened on Tuesday.", [date(2025, 6, 17)]),
        ("It will open on Monday.", [date(2025, 6, 23)]),
        ("It opened yesterday.", [date(2025, 6, 16)]),
        ("It opened on June 12th.", [date(2025, 6, 12)]),
        ("It opened on the 3rd of May 2024.", [date(2024, 5, 3)]),
        ("It opened on 31 June.", []),
        ("Monday's talks failed in May.", []),
    ],
)
def test_days_are_resolved(text: str, expected: list[date]) -> None:
    assert [day.date for day in find_days(text, TUESDAY)] == expected


def test_days_that_cannot_be_told_apart_do_not_clash() -> None:
    june, monday = (find_days(text, None) for text in ("on 17 June", "on Monday"))
    assert not clash(june, monday)
    assert clash(monday, find_days("on Friday", None))
    assert not clash(monday, find_days("on Friday and Monday", None))
    assert not clash(monday, ())
