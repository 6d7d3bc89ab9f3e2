"""Where something happened: one happening at two places, and what only looks like it."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.grouping.disagreements.places import find_places, mentions
from briefing.records import When

from ..labelled import differing, make_story

FIRE = (
    "A fire in a furniture factory in {} killed 12 workers late on Monday, the fire service said."
)
TREATY = "Ministers Ida Holm and Jan Kolar signed the treaty on river fishing in {} after two years of talks."


@pytest.mark.parametrize(
    ("first", "second", "places"),
    [
        (FIRE.format("Marel"), FIRE.format("Tarnes"), ["Marel", "Tarnes"]),
        (TREATY.format("Geneva"), TREATY.format("Vienna"), ["Geneva", "Vienna"]),
        (
            "A bus fell into a ravine near Huaral, killing 12 people on their way home from a wedding.",
            "Twelve people on their way home from a wedding died when a bus fell into a ravine near Canta.",
            ["Canta", "Huaral"],
        ),
    ],
)
def test_one_happening_at_two_places_is_a_disagreement(
    first: str, second: str, places: list[str]
) -> None:
    assert differing([first], [second]) == [("the place", places)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # Spellings of one name, and the larger place that holds the smaller one.
        ([FIRE.format("Kyiv")], [FIRE.format("Kiev")]),
        ([FIRE.format("Lyon")], [FIRE.format("France")]),
        ([FIRE.format("Marel")], [FIRE.format("the Sulana province")]),
        ([FIRE.format("Marel")], [FIRE.format("northern Sulana")]),
        (
            [FIRE.format("Marel"), "It is the worst accident that Sulana has seen in years."],
            [FIRE.format("Sulana")],
        ),
        ([FIRE.format("Marel")], [FIRE.format("Ostrow"), "Marel, the quarter, lies on a hill."]),
        ([FIRE.format("Marel")], [FIRE.format("Marel Heights")]),
        # Another happening, another time, and where somebody only spoke.
        ([FIRE.format("Marel")], ["A mill in Tarnes burned down on Friday and 31 sheep died."]),
        ([FIRE.format("Marel")], [FIRE.format("Tarnes").replace("late on Monday", "in 2011")]),
        (
            ["Speaking in Geneva, Ida Holm said that the treaty would be signed within a month."],
            ["Speaking in Vienna, Ida Holm said that the treaty would be signed within a month."],
        ),
        (
            ["Thousands marched against the pension law in Marel on Monday."],
            ["Thousands marched against the pension law in Tarnes on Monday."],
        ),
    ],
)
def test_places_that_can_both_be_right_are_none(first: list[str], second: list[str]) -> None:
    assert [row for row in differing(first, second) if row[0] == "the place"] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A mill in Tarn burned near Corrie.", [("in", "Tarn"), ("near", "Corrie")]),
        ("A mill in the town of Marlow burned.", [("in the town of", "Marlow")]),
        ("A mill in Tarn province burned.", []),
        ("A mill in northern Tarn burned.", []),
        ("A mill in France burned.", []),
        ("A mill in the United Kingdom burned.", []),
        ("A mill in June burned.", []),
        ("A mill in Tarn’s harbour burned.", []),
        ("A mill IN TARN burned.", []),
        ("Speaking in Tarn, Lund praised the mill.", []),
        ("A mill in Tarn burned in 2011.", []),
    ],
)
def test_a_place_is_a_town_where_something_of_the_event_happened(
    text: str, found: list[tuple[str, str]]
) -> None:
    story = make_story("a", [text], when=When.on(date(2025, 6, 17), "stated", ""))
    places = find_places(story.sentences[0], story)
    assert [(place.how, place.name) for place in places] == found


def test_a_sentence_that_goes_on_is_at_no_place_of_another_year() -> None:
    story = make_story("a", ["It burned in Tarn."])
    sentence = story.sentences[0]
    assert len(find_places(sentence, story, "A mill caught fire.")) == 1
    assert find_places(sentence, story, "A mill caught fire in 2011.") == ()


@pytest.mark.parametrize(
    ("text", "name", "spoken"),
    [
        ("The Sulanian crew left.", "Sulana", True),
        ("The crew left Kiev.", "Kyiv", True),
        ("The crew left Tarn.", "Marel", False),
        ("The crew left Insulana.", "Sulana", False),
        ("", "Sulana", False),
    ],
)
def test_a_text_speaks_of_a_place_by_its_name_or_its_people(
    text: str, name: str, *, spoken: bool
) -> None:
    assert mentions(text, name) is spoken
