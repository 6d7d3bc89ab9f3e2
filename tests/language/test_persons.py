"""Persons named in full with their age."""

from __future__ import annotations

import pytest

from briefing.language.persons import aged_persons, bearer_of, plain_name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ida Holm, 46, and Lena M. Falk, 29, were found.", {"holm", "falk"}),
        ("The nurse Ida O’Brien-Ibáñez, 101.", {"obrienibanez"}),
        ("Ida Holm (46) was found. Holm, 46, was not.", set()),
        ("In Marel, 46 people, of 1,200, were found.", set()),
        ("On June 5, 12 men were found.", set()),
        ("ida holm, 46, was found.", set()),
    ],
)
def test_who_is_named_with_an_age(text: str, names: set[str]) -> None:
    assert aged_persons(text) == names


@pytest.mark.parametrize(
    ("text", "number", "bearer"),
    [
        ("Ida Holm, 46, and Lena Falk, 29, came.", "29", "falk"),
        ("Ida Holm, 46, and 29 others came.", "29", ""),
        ("Ida Holm, 146, came.", "146", ""),
        ("46 people came.", "46", ""),
    ],
)
def test_whose_age_it_is(text: str, number: str, bearer: str) -> None:
    start = text.index(number)
    assert bearer_of(text, start, start + len(number)) == bearer


def test_names_are_alike_but_for_accents_and_marks() -> None:
    assert plain_name("Ibáñez O’Brien") == plain_name("IBANEZ O'Brien")
