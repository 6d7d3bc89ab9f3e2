"""Undated stories take the date of a dated reprint."""

from __future__ import annotations

from datetime import date

from briefing.reading import infer_from_reports
from briefing.records import UNKNOWN_WHEN, Report, Sentence, Span, Story, When

DAY = date(2025, 6, 17)  # a Tuesday


def story(name: str, when: When = UNKNOWN_WHEN, text: str = "The council met on Tuesday.") -> Story:
    sentence = Sentence(
        story=name, document=f"d{name}", start=5, end=5 + len(text), text=text, paragraph=0
    )
    return Story(
        id=name, document=f"d{name}", file=f"{name}.txt", title=None, sentences=(sentence,),
        spans=((5, 5 + len(text)),), when=when,
    )  # fmt: skip


def on(day: int, basis: str = "stated") -> When:
    return When.on(date(2025, 6, day), basis, "")  # type: ignore[arg-type]  # one of the literals


def dated(*stories: Story) -> tuple[Story, ...]:
    """Return the stories of one report, dated by one another."""
    (report,) = infer_from_reports([Report(id="r", stories=stories)], DAY)
    return report.stories


def test_an_undated_story_takes_the_date_of_its_reprint_with_the_evidence() -> None:
    first, second = story("a"), story("b", on(17))
    found = dated(first, second)
    assert found[0].when == When.on(
        DAY,
        "inferred",
        'the same report is dated 2025-06-17 in b.txt; "on Tuesday" fits',
        Span(document="da", start=21, end=31),
    )
    assert found[1] == second


def test_the_date_that_the_weekday_fits_is_taken() -> None:
    assert dated(story("a"), story("b", on(20)), story("c", on(17)))[0].when.day == DAY


def test_without_a_dated_reprint_nothing_changes() -> None:
    stories = (story("a"), story("b"))
    assert dated(*stories) == stories


def test_other_reports_do_not_count() -> None:
    reports = tuple(Report(id=one.id, stories=(one,)) for one in (story("a"), story("b", on(17))))
    assert infer_from_reports(reports, DAY) == reports


def test_a_stated_date_goes_before_a_relative_one() -> None:
    stories = (story("a", text="No day."), story("b", on(17, "relative")), story("c", on(16)))
    assert dated(*stories)[0].when.day == date(2025, 6, 16)
