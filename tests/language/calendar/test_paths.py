"""The day that a path or an address holds."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.language.calendar import day_in_name, day_in_path

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
        ("bote_17.06.2025.txt", DAY),
        ("bote-17-06-2025.txt", DAY),
        ("bote_1.7.2025.txt", date(2025, 7, 1)),
        ("bote-06-07-2025.txt", None),
        ("bote-17-06-25.txt", None),
        ("https://archive.example/web/20250620101112/https://t.example/2025/06/17/", DAY),
        ("https://archive.example/web/20250620101112id_/https://t.example/a", None),
        ("/2025/06/", None),
        ("", None),
    ],
)
def test_the_last_whole_day_of_a_path_is_taken(path: str, day: date | None) -> None:
    assert day_in_path(path) == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("post_17jun.txt", DAY),
        ("post 15 Juni.txt", date(2025, 6, 15)),
        ("June-17-evening.txt", DAY),
        ("post_18jun.txt", None),
        ("post_9jun.txt", None),
        ("sample-2-set.txt", None),
        ("post.txt", None),
    ],
)
def test_a_name_without_a_year_is_of_the_week(name: str, day: date | None) -> None:
    assert day_in_name(name, DAY) == day
