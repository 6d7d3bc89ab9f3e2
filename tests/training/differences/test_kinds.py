"""What the kinds of differences are fitted on."""

from __future__ import annotations

from itertools import islice

from briefing.grouping.disagreements.updates import FACTS
from briefing.records import When
from training.differences.events import own_events
from training.differences.kinds import KINDS, by_day, fit, rows_of


def test_a_row_has_a_kind_and_a_figure_for_each_value() -> None:
    rows = list(rows_of(islice(own_events(), 20)))
    assert {row.group for row in rows} == {"a"}
    assert {row.kind for row in rows} == set(KINDS)
    assert all(len({head.quantity for head in row.heads}) > 1 for row in rows)


def test_by_day_no_report_is_known_to_be_the_earlier_of_its_day() -> None:
    event = next(
        one.event
        for one in own_events()
        if any(story.when.earliest.hour for story in one.event.stories)
    )
    for before, after in zip(event.stories, by_day(event).stories, strict=True):
        day = before.when.day
        assert day is not None
        assert (after.when.earliest, after.when.latest) == (
            When.on(day, "stated", "").earliest,
            When.on(day, "stated", "").latest,
        )


def test_what_replaces_a_figure_speaks_for_an_update() -> None:
    scorer = fit(list(rows_of(islice(own_events(), 40))))
    weights = dict(zip(FACTS, scorer.weights, strict=True))
    assert weights["replaces"] > 0 > weights["of time"]
