from __future__ import annotations

from datetime import date, datetime

import pytest

from briefing.publishing.wording import (
    counted,
    dated,
    long_date,
    report_names,
    score_words,
    weekday_date,
)
from briefing.records import UNKNOWN_WHEN, Brief, When


def test_a_date_is_written_out_in_english() -> None:
    assert weekday_date(date(2025, 6, 17)) == "Tuesday 17 June 2025"
    assert long_date(date(2024, 2, 29)) == "29 February 2024"


def test_nouns_follow_their_number() -> None:
    assert [counted(n, "story", "stories") for n in (0, 1, 2)] == [
        "0 stories",
        "1 story",
        "2 stories",
    ]
    assert counted(2, "file") == "2 files"


@pytest.mark.parametrize(
    ("score", "words"), [(0.0, "0.00"), (0.5, "0.50"), (0.999, "0.99"), (1.0, "1.00")]
)
def test_only_full_support_is_called_full(score: float, words: str) -> None:
    assert score_words(score) == words


def between(earliest: str, latest: str) -> When:
    """Build an interval; an empty border is open."""
    return When(
        earliest=datetime.fromisoformat(earliest) if earliest else UNKNOWN_WHEN.earliest,
        latest=datetime.fromisoformat(latest) if latest else UNKNOWN_WHEN.latest,
        basis="inferred",
    )


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (UNKNOWN_WHEN, "date unknown"),
        (When.on(date(2025, 6, 17), "stated", ""), "dated 17 June 2025"),
        (
            between("2025-06-09", "2025-06-15T23:00"),
            "dated 9 June 2025 to 15 June 2025",
        ),
        (between("", "2025-06-15"), "dated 15 June 2025 or earlier"),
        (between("2025-06-15", ""), "dated 15 June 2025 or later"),
        (between("", ""), "date unknown"),
    ],
)
def test_a_date_is_told_as_far_as_it_is_known(when: When, words: str) -> None:
    assert dated(when) == words


def test_each_independent_report_is_named_by_its_agency_or_else_its_outlet(brief: Brief) -> None:
    ferry, bees = brief.items
    assert report_names(ferry) == ("Harbour Post", "AFP")
    assert report_names(bees) == ()


def test_a_single_report_is_named_by_the_agency_that_a_reprint_names(brief: Brief) -> None:
    item = brief.items[0]
    outlet, agency, _ = item.stories
    one = item.model_copy(
        update={
            "reports": 1,
            "stories": (
                outlet.model_copy(update={"role": "original"}),
                agency.model_copy(update={"role": "reprint"}),
            ),
        }
    )
    assert report_names(one) == ("AFP",)
