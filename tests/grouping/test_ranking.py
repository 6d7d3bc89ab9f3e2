"""The order of events."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest

from briefing.grouping import rank_events
from briefing.records import Event, Report, Story, When

from .labelled import make_story

DAY = date(2025, 6, 17)
FRONT_PAGES: dict[str, list[tuple[bool, int, str, str]]] = json.loads(
    (Path(__file__).parent / "front_pages.json").read_text(encoding="utf-8")
)
"""Days of invented news: whether an editor puts it among the ten of the first page, how many independent
reports there are, headline, lead."""
OF_TEN = 8
"""How many of an editor's ten stand in the first ten at least: it is 9, 9, 10, 10, 8 and 9; by reports alone it
was 4, 4, 6, 2, 3 and 6."""


def _event(name: str, *reports: Sequence[Story]) -> Event:
    return Event(id=name, reports=tuple(Report(id=r[0].id, stories=tuple(r)) for r in reports))


def _stories(names: str, when: When | None = None) -> list[Story]:
    known = {} if when is None else {"when": when}
    stories = [make_story(name, ["The harbour of Marel is open again."]) for name in names]
    return [story.model_copy(update=known) for story in stories]


def _order(*events: Event, days: int = 1) -> list[str]:
    return [one.id for one in rank_events(events, DAY, days)]


def test_more_independent_reports_come_first_and_copies_count_nothing() -> None:
    a, b, c, d, e = _stories("abcde")
    events = [_event("x one", [a]), _event("y copies", [b, c]), _event("z two", [d], [e])]
    assert _order(*events) == ["z two", "x one", "y copies"]


@pytest.mark.parametrize(("back", "days"), [(0, 1), (1, 1), (3, 4)])
def test_the_days_news_come_before_what_nothing_dates_in_however_many_reports(
    back: int, days: int
) -> None:
    a, b = _stories("ab")
    [c] = _stories("c", When.on(date(2025, 6, 17 - back), "stated", "test"))
    assert _order(_event("two", [a], [b]), _event("dated", [c]), days=days) == ["dated", "two"]


def test_the_days_news_come_before_old_ones() -> None:
    [a] = _stories("a", When.on(date(2025, 6, 15), "stated", "test"))
    [b] = _stories("b", When.on(DAY, "inferred", "test"))
    assert _order(_event("old", [a]), _event("today", [b])) == ["today", "old"]


def test_a_date_that_leaves_a_month_open_is_none_of_the_day() -> None:
    month = When(earliest=datetime(2025, 6, 1), latest=datetime(2025, 6, 30), basis="stated")
    [a] = _stories("a", month)
    [b] = _stories("b", When.on(DAY, "stated", "test"))
    assert _order(_event("a month", [a]), _event("today", [b])) == ["today", "a month"]


def test_equal_events_are_ordered_by_length_and_then_by_id() -> None:
    a, b = _stories("ab")
    long = make_story("c", ["The harbour of Marel is open again."] * 2)
    events = [_event("y", [a]), _event("x", [b]), _event("z", [long])]
    assert _order(*events) == ["z", "x", "y"]


def test_every_event_carries_its_importance() -> None:
    a, b = _stories("ab")
    ranked = rank_events([_event("one", [a]), _event("two", [a], [b])], DAY)
    first, second = (event.importance for event in ranked)
    assert 0 < second < first < 1


@pytest.mark.parametrize("page", FRONT_PAGES)
def test_what_an_editor_puts_on_the_first_page_stands_in_the_first_ten(page: str) -> None:
    rows = FRONT_PAGES[page]
    events = []
    for number, (_, reports, headline, lead) in enumerate(rows):
        sentences = re.split(r"(?<=[.?!]) ", lead)
        told = [make_story(f"{number}-{k}", sentences, title=headline) for k in range(reports)]
        events.append(_event(str(number), *([story] for story in told)))
    first = [int(event.id) for event in rank_events(events, DAY)[:10]]
    assert sum(rows[number][0] for number in first) >= OF_TEN
