"""The dates in the lines beside a story."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.language.calendar import Clock
from briefing.reading.dating.candidates import find_candidates, from_archive, is_still_to_come
from briefing.reading.dating.surroundings import Place, TextLine
from briefing.records import Document

CLOCK = Clock(date(2025, 6, 17), None)
DOCUMENT = Document(
    id="d", file="a.txt", sha256="0", media_type="text/plain", encoding="utf-8", text=""
)


def lines(*texts: str) -> tuple[TextLine, ...]:
    return tuple(TextLine(100 * n, 100 * n + len(text), text) for n, text in enumerate(texts))


def place(before: tuple[str, ...] = (), after: tuple[str, ...] = ()) -> Place:
    return Place(DOCUMENT, None, None, (), lines(*before), (), (), lines(*after))


def days(where: Place) -> list[tuple[str, date]]:
    return [(one.label, one.found.days[0]) for one in find_candidates(where, CLOCK)]


def test_lines_above_are_asked_from_the_nearest_on() -> None:
    above = ("Published: 12 June 2025", "It rained on 3 June 2025.", "Ada Quill, 17 June 2025")
    assert days(place(above)) == [
        ("the line ", date(2025, 6, 17)),
        ("published: ", date(2025, 6, 12)),
    ]


def test_several_dates_below_are_a_list_and_an_archives_is_of_what_follows() -> None:
    assert days(place(after=("12 June 2025",))) == [("the line ", date(2025, 6, 12))]
    assert days(place(after=("12 June 2025", "13 June 2025"))) == []
    assert days(place(after=("From our archive: 12 June 1975",))) == []


@pytest.mark.parametrize(
    ("line", "to_come"),
    [
        ("9 August 2025", True),
        ("Date: 9 August 2025", True),
        ("Published: 9 August 2025", False),
        ("18 June 2025", False),
        ("07/08/2025", True),
        ("06/08/2025", False),
    ],
)
def test_a_date_to_come_is_an_events_unless_it_is_called_the_storys(
    line: str, *, to_come: bool
) -> None:
    clock = CLOCK._replace(day_first=None)
    (found,) = find_candidates(place((line,)), clock)
    assert is_still_to_come(found, clock) is to_come


def test_an_old_report_is_dated_by_the_line_right_above_it() -> None:
    found = from_archive(place(("From our archive: The Herald of 12 June 1975",)), CLOCK)
    assert found is not None
    assert found.found.days == (date(1975, 6, 12),)
    assert from_archive(place(("12 June 1975",)), CLOCK) is None
