"""The day of a whole page."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.language.calendar import Clock
from briefing.reading.dating import mastheads
from briefing.reading.dating.mastheads import find_masthead
from briefing.reading.dating.surroundings import Place, TextLine
from briefing.records import Document

CLOCK = Clock(date(2025, 6, 18), None)
DAY = date(2025, 6, 17)


def lines(text: str, first: int) -> tuple[TextLine, ...]:
    found = []
    for line in text.split("\n"):
        found.append(TextLine(first, first + len(line), line))
        first += len(line) + 1
    return tuple(one for one in found if one.text)


def day_of(head: str = "", foot: str = "", between: str = "") -> date | None:
    text = "\n".join(part for part in (head, between, "Mill burns\nIt rained.", foot) if part)
    document = Document(
        id="d", file="a.txt", sha256="0", media_type="text/plain", encoding="utf-8", text=text
    )
    above = len(head) + 1
    below = len(text) - len(foot)
    place = Place(document, None, None, (), (), (), (), ())._replace(
        masthead=lines(head, 0), between=lines(between, above), foot=lines(foot, below)
    )
    found = find_masthead(place, CLOCK)
    return found.found.days[0] if found else None


@pytest.mark.parametrize(
    ("head", "foot", "day"),
    [
        ("Tuesday, 17 June 2025", "", DAY),
        ("Tarn Weekly, 17 June 2025\nNews", "", DAY),
        ("Tarn Weekly, 17 June 2025", "", None),
        ("Tarn Weekly, 17 June 2025\n", "", DAY),
        ("Tuesday, 17 June", "", DAY),
        ("Wednesday, 17 June", "", None),
        ("17 June\nNews", "", None),
        ("16 June 2025\n17 June 2025\nNews", "", None),
        ("16 June 2025\nTuesday 17 June 2025\nNews", "", DAY),
        ("Saturday 5 July 2025: the fair\nNews", "", None),
        ("News", "Page 4, 17 June 2025", DAY),
        ("Monday, 16 June 2025", "17 June 2025", date(2025, 6, 16)),
        ("", "© 17 June 2025 Tarn Media", None),
        ("", "", None),
    ],
)
def test_a_page_is_dated_at_its_head_or_at_its_foot(head: str, foot: str, day: date | None) -> None:
    assert day_of(head, foot) == day


def test_a_days_heading_inside_a_page_goes_before_its_head() -> None:
    head, between = "Wednesday 18 June 2025\nLive", "Tuesday 17 June 2025\n14:20"
    assert day_of(head, between=between) == DAY
    assert day_of(head, between="17 June 2025\n14:20") == date(2025, 6, 18)


def test_a_page_is_asked_for_its_day_once(monkeypatch: pytest.MonkeyPatch) -> None:
    mastheads._of_page.cache_clear()
    assert day_of("Tuesday, 17 June 2025") == DAY
    monkeypatch.setattr(mastheads, "is_bare", None)
    assert day_of("Tuesday, 17 June 2025") == DAY
