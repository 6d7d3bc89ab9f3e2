"""The order of events."""

from __future__ import annotations

from datetime import date

from briefing.grouping import rank_events
from briefing.records import Event, Report, When

from .labelled import make_story

DAY = date(2025, 6, 17)


def _event(name: str, *reports: tuple[str, ...]) -> Event:
    return Event(id=name, reports=tuple(Report(id=r[0], original=r[0], stories=r) for r in reports))


def test_more_independent_reports_come_first_and_copies_count_less() -> None:
    stories = {n: make_story(n, ["The harbour of Marel is open again."]) for n in "abcdef"}
    events = [_event("one", ("a",)), _event("copies", ("b", "c")), _event("two", ("d",), ("e",))]
    assert [e.id for e in rank_events(events, stories, DAY)] == ["two", "copies", "one"]


def test_newer_events_come_first() -> None:
    stories = {n: make_story(n, ["The harbour of Marel is open again."]) for n in "ab"}
    when = When.on(date(2025, 6, 14), "stated", "test")
    stories["a"] = stories["a"].model_copy(update={"when": when})
    events = [_event("old", ("a",)), _event("today", ("b",))]
    assert [e.id for e in rank_events(events, stories, DAY)] == ["today", "old"]


def test_equal_events_are_ordered_by_id() -> None:
    stories = {n: make_story(n, ["The harbour of Marel is open again."]) for n in "ab"}
    events = [_event("y", ("a",)), _event("x", ("b",))]
    assert [e.id for e in rank_events(events, stories, DAY)] == ["x", "y"]


def test_a_report_in_two_files_comes_before_a_longer_and_newer_one_in_one_file() -> None:
    stories = {n: make_story(n, ["The harbour of Marel is open again."]) for n in "ab"}
    stories["c"] = make_story("c", ["President Biden met the queen in London."] * 9)
    events = [_event("long", ("c",)), _event("copied", ("a", "b"))]
    assert [e.id for e in rank_events(events, stories, DAY)] == ["copied", "long"]
