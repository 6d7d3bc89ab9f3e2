"""Date a story by its reprints: the same report, dated in another file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from briefing.language.weekdays import Weekday, find_weekday, fits_day
from briefing.records import Report, Span, Story, When


def infer_from_reports(
    stories: Sequence[Story], reports: Sequence[Report], day: date
) -> list[Story]:
    """Return `stories` in order, the undated ones with the date of a dated reprint.

    Of several dates the one that a weekday in the undated text fits best is taken, then `day`
    (the brief's), then the earliest.
    """
    by_id = {story.id: story for story in stories}
    inferred = {story.id: story for report in reports for story in _dated(report, by_id, day)}
    return [inferred.get(story.id, story) for story in stories]


def _dated(report: Report, by_id: Mapping[str, Story], day: date) -> Iterable[Story]:
    members = [by_id[name] for name in report.stories if name in by_id]
    dated = [story for story in members if story.when.basis != "unknown" and story.when.day]
    if not dated:
        return
    for story in members:
        if story.when.basis == "unknown":
            yield story.model_copy(update={"when": _inferred(story, dated, day)})


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
