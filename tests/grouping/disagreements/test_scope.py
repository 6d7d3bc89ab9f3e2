"""Whether a sentence is of the event itself."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.grouping.disagreements.scope import is_of_another

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
