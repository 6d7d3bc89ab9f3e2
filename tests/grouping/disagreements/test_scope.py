"""Whether a sentence or a figure is of the event itself."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.grouping.disagreements.scope import is_apart, is_of_another
from briefing.language.text import read

JUNE = date(2025, 6, 17)


@pytest.mark.parametrize(
    ("text", "before", "another"),
    [
        ("The fire killed 12 people.", "", False),
        ("The fire of 2011 killed 12 people.", "", True),
        ("In 2025, the fire killed 12 people.", "", False),
        ("A year ago a fire killed 12 people.", "", True),
        ("It killed 12 people.", "A fire broke out in 2011.", True),
        ("It killed 12 people.", "A fire broke out.", False),
        ("A blaze killed 12 people.", "A fire broke out in 2011.", False),
    ],
)
def test_a_sentence_about_another_year_is_of_another_event(
    text: str, before: str, *, another: bool
) -> None:
    assert is_of_another(text, JUNE, before) is another


def test_without_a_day_of_publication_any_year_is_another() -> None:
    assert is_of_another("In 2025, the fire killed 12 people.", None)


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("The fire killed 12 people.", [False]),
        ("12 of the men died.", [True]),
        ("12 percent of the men died.", [False]),
        ("Among them 12 men died.", [True]),
        ("The boat lay 3.5 there.", [True]),
        ("The boat was 3.5 metres long.", [False]),
        ("The fine was $3.", [True]),
        ("The fine was $30.", [False]),
        ("It lies 27 kilometres (17 miles) away.", [False, True]),
        ("The boat has 12 or 15 seats.", [True, True]),
        ("The road was shut for 12 days.", [True]),
        ("The tram takes 12 men per hour.", [True]),
        ("Twelve more were killed.", [True]),
        ("In 1996 it burned.", [True]),
    ],
)
def test_a_part_a_range_a_rate_or_a_rest_is_no_count_of_the_whole(
    text: str, apart: list[bool]
) -> None:
    assert [is_apart(text, one) for one in read(text).counts] == apart
