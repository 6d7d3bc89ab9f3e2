"""The day that a path or an address holds."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.language.calendar import day_in_path

DAY = date(2025, 6, 17)


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2025/06/17/mill", DAY),
        ("mill-20250617.html", DAY),
        ("/2025/jun/17/mill", DAY),
        ("17-june-2025-mill.txt", DAY),
        ("June-17-2025.txt", DAY),
        ("/2024/01/02/archive/2025/06/17", DAY),
        ("/2025/06/17/mill/2025/02/31", DAY),
        ("/2025/13/17/", None),
        ("120250617", None),
        ("202506171234", DAY),
        ("2025061712", None),
        ("/31-june-2025", None),
        ("/2025/06/", None),
        ("", None),
    ],
)
def test_the_last_whole_day_of_a_path_is_taken(path: str, day: date | None) -> None:
    assert day_in_path(path) == day
