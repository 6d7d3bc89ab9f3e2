"""The order of events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from briefing.grouping import rank_events
from briefing.records import Event, Report, Story, When

from .labelled import make_story

DAY = date(2025, 6, 17)


def _event(name: str, *reports: Sequence[Story]) -> Event:
    return Event(id=name, reports=tuple(Report(id=r[0].id, stories=tuple(r)) for r in reports))


def _stories(names: str) -> list[Story]:
    return [make_story(name, ["The harbour of Marel is open again."]) for name in names]


def test_more_independent_reports_come_first_and_copies_count_less() -> None:
    a, b, c, d, e = _stories("abcde")
    events = [_event("one", [a]), _event("copies", [b, c]), _event("two", [d], [e])]
    assert [one.id for one in rank_events(events, DAY)] == ["two", "copies", "one"]


def test_newer_events_come_first() -> None:
    a, b = _stories("ab")
    when = When.on(date(2025, 6, 14), "stated", "test")
    events = [_event("old", [a.model_copy(update={"when": when})]), _event("today", [b])]
    assert [one.id for one in rank_events(events, DAY)] == ["today", "old"]


def test_the_days_news_come_before_what_has_no_date_in_however_many_copies() -> None:
    a, b, c = _stories("abc")
    when = When.on(DAY, "stated", "test")
    events = [_event("copies", [a, b]), _event("dated", [c.model_copy(update={"when": when})])]
    assert [one.id for one in rank_events(events, DAY)] == ["dated", "copies"]


def test_more_reports_come_first_though_nothing_dates_them() -> None:
    a, b, c = _stories("abc")
    when = When.on(DAY, "stated", "test")
    events = [_event("dated", [c.model_copy(update={"when": when})]), _event("two", [a], [b])]
    assert [one.id for one in rank_events(events, DAY)] == ["two", "dated"]


def test_equal_events_are_ordered_by_id() -> None:
    a, b = _stories("ab")
    events = [_event("y", [a]), _event("x", [b])]
    assert [one.id for one in rank_events(events, DAY)] == ["x", "y"]


def test_a_report_in_two_files_comes_before_a_longer_and_newer_one_in_one_file() -> None:
    a, b = _stories("ab")
    c = make_story("c", ["President Biden met the queen in London."] * 9)
    events = [_event("long", [c]), _event("copied", [a, b])]
    assert [one.id for one in rank_events(events, DAY)] == ["copied", "long"]
