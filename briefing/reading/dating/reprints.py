"""Date a story by its reprints: the same report, dated in another file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from briefing.language.calendar import Weekday, find_weekday, fits_day
from briefing.records import Report, Span, Story, When


def infer_from_reports(reports: Sequence[Report], day: date) -> tuple[Report, ...]:
    """Return `reports` in order, their undated stories with the date of a dated reprint.

    Of several dates the one that a weekday in the undated text fits best is taken, then `day`
    (the brief's), then the earliest.
    """
    return tuple(_date_report(report, day) for report in reports)


def _date_report(report: Report, day: date) -> Report:
    dated = [one for one in report.stories if one.when.basis != "unknown" and one.when.day]
    if not dated or all(one.when.basis != "unknown" for one in report.stories):
        return report
    stories = tuple(_date_story(story, dated, day) for story in report.stories)
    return report.model_copy(update={"stories": stories})


def _date_story(story: Story, dated: Sequence[Story], day: date) -> Story:
    if story.when.basis != "unknown":
        return story
    return story.model_copy(update={"when": _inferred(story, dated, day)})


def _inferred(story: Story, dated: Sequence[Story], day: date) -> When:
    weekday = find_weekday((one.start, one.text) for one in story.sentences[:12])

    def preference(other: Story) -> tuple[int, bool, bool, date]:
        found = other.when.day or day
        # A stated date before a relative or inferred one, the brief's day before others.
        return _misfit(weekday, found), other.when.basis != "stated", found != day, found

    best = min(dated, key=preference)
    found = best.when.day or day
    evidence = f"the same report is dated {found.isoformat()} in {best.file}"
    span = None
    if weekday is not None:
        span = Span(document=story.document, start=weekday.start, end=weekday.end)
        evidence += f'; "{weekday.quote}" {_verdict(weekday, found)}'
    return When.on(found, "inferred", evidence, span)


def _misfit(weekday: Weekday | None, day: date) -> int:
    return fits_day(weekday, day) if weekday else 0


def _verdict(weekday: Weekday, day: date) -> str:
    days = fits_day(weekday, day)
    return "fits" if days <= 1 else f"would be {days} days before"
