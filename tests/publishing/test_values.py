from __future__ import annotations

import pytest

from briefing.language.wording import wording_for
from briefing.publishing.values import values_in_one_form


@pytest.mark.parametrize(
    ("about", "values", "forms"),
    [
        ("people injured", ("Fifteen people", "12"), ("15", "12")),
        ("people", ("10 people", "nine people"), ("10", "9")),
        ("people displaced", ("240 people", "310"), ("240", "310")),
        ("people displaced", ("65.3 million people", "65 million people"), ("65.3 million", "65 million")),
        ("votes", ("two hundred and fifty votes", "251"), ("250", "251")),
        ("voters", ("twelve thousand voters", "12,400 voters"), ("12,000", "12,400")),
        # what is counted stays where the heading does not say it
        ("number", ("twelve ballots", "15"), ("12 ballots", "15")),
        # what stands in front limits the number
        ("people injured", ("at least 12 people", "fifteen"), ("at least 12", "15")),
        # a unit is no noun, and what has no plain number keeps its words
        ("amount in dollars", ("$4 million", "five million dollars"), ("$4 million", "five million dollars")),
        ("people hurt", ("a few hundred people", "dozens"), ("a few hundred people", "dozens")),
        ("the place", ("Port Ellery", "Tarn"), ("Port Ellery", "Tarn")),
        ("the score", ("18 to 17", "eighteen"), ("18 to 17", "18")),
    ],
)  # fmt: skip
def test_values_stand_in_one_form(
    about: str, values: tuple[str, ...], forms: tuple[str, ...]
) -> None:
    assert values_in_one_form(values, about, "en", wording_for("en")) == forms


def test_a_german_page_parts_thousands_as_germans_do() -> None:
    values = ("zwölftausend Menschen", "300")
    assert values_in_one_form(values, "Menschen", "de", wording_for("de")) == ("12.000", "300")
