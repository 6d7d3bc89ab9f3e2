"""Words beside a date that tell whether it is the story's."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.calendar import Clock, find_dates
from briefing.reading.dating.labels import (
    find_dateline,
    is_bare,
    is_fetch_date,
    is_stamp,
    label_of,
    may_tell_fetch,
    speaks_of_other,
)

CLOCK = Clock(date(2025, 6, 18), None)
DAY = date(2025, 6, 17)


@pytest.mark.parametrize(
    ("before", "label"),
    [
        ("Published: ", (3, "published: ")),
        ("Published on Tuesday, ", (3, "published: ")),
        ("Last updated – ", (1, "updated: ")),
        ("Published by Ada, updated ", (1, "updated: ")),
        ("Date: ", (3, "date: ")),
        ("From our archive: The Herald of ", (3, "from the archive of ")),
        ("Aus dem Archiv: Der Bote vom ", (3, "from the archive of ")),
        ("Pressemitteilung vom ", (3, "published: ")),
        ("Nach der Pressemitteilung vom ", (0, "")),
        ("It was published in a book of ", (0, "")),
        ("The mill burned on ", (0, "")),
        ("Published " + "x" * 60, (0, "")),
    ],
)
def test_a_label_right_before_a_date_has_its_rank(before: str, label: tuple[int, str]) -> None:
    assert label_of(before) == label


@pytest.mark.parametrize(
    ("before", "fetched"),
    [("Retrieved ", True), ("Accessed on Tuesday, ", True), ("Retrieved a boat on ", False)],
)
def test_the_words_of_a_fetch_date_stand_right_before_it(before: str, *, fetched: bool) -> None:
    assert may_tell_fetch(before)
    assert is_fetch_date(before) is fetched


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Copyright 2025", True),
        ("© 17 June 2025", True),
        ("Tarn Weekly (c) 17 June 2025", True),
        ("Event: 17 June 2025", True),
        ("Accepted 17 June 2025", True),
        ("Einlass am 17. Juni 2025", True),
        ("By Ada Quill, 17 June 2025", False),
    ],
)
def test_the_date_of_a_right_or_an_event_is_of_something_else(text: str, *, other: bool) -> None:
    assert speaks_of_other(text) is other


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("By Ada Quill | 17 June 2025", True),
        ("Tuesday, 17 June 2025, 08:00", True),
        ("Tarn Weekly, 17 June 2025 - 18 June 2025", True),
        ("Home | Tarn 6°C, gales easing | Tuesday 17 June 2025 | Sign in for a week", True),
        ("Ilse Brandt, city hall editor — Tuesday, 17 June 2025", True),
        ("mardi 17 juin 2025 - n° 12", True),
        ("17 June 2025 | Updated 2 hours ago", True),
        ("The mill — built on 17 June 2025 — was the last of its kind.", False),
        ("It stood | as it always had | until the summer of 17 June 2025 in the old town", False),
        ("Die alte Mühle bei den Wiesen um Tarn, 17. Juni 2025", False),
        ("The mill burned down on 17 June 2025.", False),
        ("The mill in the town burned 17 June 2025", False),
        ("Ada Bo Cid Dan Eve Fay Gus Hal Ida 17 June 2025", False),
        ("Copyright Tarn Weekly 17 June 2025", False),
        ("Lund Saw Tarn 17 June 2025 Burn.", False),
        ("By Ada Quill", False),
    ],
)
def test_a_line_of_little_but_its_dates_is_bare(text: str, *, bare: bool) -> None:
    assert is_bare(text, find_dates(text, CLOCK)) is bare


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("2025-06-17 The council met", True),
        ("Tuesday, 17 June 2025 - It rained", True),
        ("17 June 2025", True),
        ("17 June The council met", False),
        ("17 June 2025 was wet", False),
        ("Tarn, 17 June 2025 - It rained", False),
    ],
)
def test_a_stamp_is_a_whole_date_glued_to_the_start(text: str, *, stamp: bool) -> None:
    (found,) = find_dates(text, CLOCK)
    assert is_stamp(text, found) is stamp


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("TARN, June 17 (Xinhua) -- The mill burned.", True),
        ("Tarn, June 17 - The mill burned.", True),
        ("June 17 (Reuters) - The mill burned.", True),
        ("(TARN, June 17) The mill burned.", True),
        ("Tarn (dpa) - 17. Juni 2025 - Die Mühle brannte.", True),
        ("Tarn, (17.06.2025). Die Mühle brannte.", True),
        ("Received 17 June 2025. Accepted by the board.", False),
        ("The mill burned, June 17 - a wet day.", False),
        ("Lund said June 17 was wet.", False),
        ("TARN (Reuters) - The mill burned.", False),
        ("x" * 140 + "TARN, June 17 - The mill burned.", False),
    ],
)
def test_a_dateline_is_a_place_a_day_and_a_dash(text: str, *, found: bool) -> None:
    day = find_dateline(text, CLOCK)
    assert (day.days if day else None) == ((DAY,) if found else None)


@given(st.text(alphabet="TARN Jun17,2025()-—:©", max_size=160))
def test_any_line_has_a_label_and_a_dateline_or_none(text: str) -> None:
    for found in find_dates(text, CLOCK):
        assert label_of(text[: found.start])[0] in {0, 1, 3}
        assert is_stamp(text, found) in {True, False}
    dateline = find_dateline(text, CLOCK)
    assert dateline is None or dateline.end <= 140
