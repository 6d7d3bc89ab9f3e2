"""How old somebody is: one person, two ages."""

from __future__ import annotations

import pytest

from briefing.grouping.disagreements.ages import find_ages

from ..labelled import differing, make_story


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ida Holm, 46, was pulled out alive.", "Rescuers found Ida Holm, 44, at noon."),
        ("Ida Holm, aged 46, was pulled out.", "The nurse, Ida K. Holm, 44, is well."),
        ("46-year-old Ida Holm was pulled out.", "Mayor Ida Holm, 44, was saved."),
    ],
)
def test_two_ages_of_one_person_are_a_disagreement(first: str, second: str) -> None:
    found = [values for _, values in differing([first], [second])]
    assert [[value.removesuffix("-year-old") for value in one] for one in found] == [["44", "46"]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ida Holm, 46, was pulled out alive.", "Lena Holm, 44, was pulled out alive."),
        ("Ida Holm, 46, was pulled out alive.", "Ida Holm, 46, is well."),
        (
            "Ida Holm, 46, was pulled out.",
            "Ida Holm, 44, is well, or Ida Holm, 46, if papers are right.",
        ),
        (
            "Ida Holm, 46, was pulled out alive.",
            "In Marel Bay, 44, among them a nurse, are missed.",
        ),
    ],
)
def test_ages_of_two_persons_or_told_alike_are_none(first: str, second: str) -> None:
    assert differing([first], [second]) == []


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        (
            "Ida Holm, 46, and Lena Falk, 29, had shut themselves in.",
            [("Ida", "Holm"), ("Lena", "Falk")],
        ),
        ("Prime Minister Ida Holm, 46, spoke.", [("Ida", "Holm")]),
        ("The 46-year-old friend of Ida Holm spoke.", []),
        ("The 46-year-old told Ida Holm.", []),
        ("Ida Holm, 46 points, led.", []),
        ("In Marel Bay, 46 people are missed.", []),
        ("Ida Holm, 1,200, led.", []),
    ],
)
def test_whose_age_it_is(text: str, persons: list[tuple[str, str]]) -> None:
    story = make_story("a", [text])
    assert [one.person for one in find_ages(story.sentences[0], story)] == persons
