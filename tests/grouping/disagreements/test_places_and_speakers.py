"""Places, days and speakers that reports tell differently, and what only looks like it."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.grouping import align_facts, find_disagreements
from briefing.language.calendar import clash, find_days
from briefing.records import UNKNOWN_WHEN, When

from ..labelled import event_of, make_story

TUESDAY = date(2025, 6, 17)


def differing(
    first: list[str], second: list[str], days: tuple[date, date] | None = None
) -> list[tuple[str, list[str]]]:
    """Return what two reports differ on, with the values, sorted."""
    whens = [When.on(day, "stated", "") for day in days] if days else [UNKNOWN_WHEN] * 2
    stories = [
        make_story(name, texts, when=when)
        for name, texts, when in zip("ab", (first, second), whens, strict=True)
    ]
    event = event_of(*stories)
    found = find_disagreements(align_facts(event), event)
    return [(one.about, sorted(value.value for value in one.values)) for one in found]


FIRE = (
    "A fire in a furniture factory in {} killed 12 workers late on Monday, the fire service said."
)
TREATY = "Ministers Ida Holm and Jan Kolar signed the treaty on river fishing in {} after two years of talks."
QUOTE = "“We will not leave a single family without a roof this winter,” {}"


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
    ("first", "second"),
    [
        (QUOTE.format("said Ida Holm."), QUOTE.format("Mayor Lena Falk said.")),
        (QUOTE.format("Ida Holm told reporters."), QUOTE.format("said the mayor, Lena Falk.")),
        (
            QUOTE.format("Ida Holm, the mayor, said."),
            "Lena Falk said: “We will not leave a single family without a roof.”",
        ),
    ],
)
def test_one_quotation_of_two_persons_is_a_disagreement(first: str, second: str) -> None:
    assert differing([first], [second]) == [("who said it", ["Ida Holm", "Lena Falk"])]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (QUOTE.format("said Ida Holm."), QUOTE.format("Mayor Ida Holm said.")),
        (QUOTE.format("said Ida Holm."), QUOTE.format("said Mayor Holm.")),
        (QUOTE.format("said Mohammed Tarek."), QUOTE.format("said Muhammad Tarek.")),
        (QUOTE.format("the city council said."), QUOTE.format("said Ida Holm.")),
        (QUOTE.format("the Red Cross said."), QUOTE.format("said Ida Holm.")),
        (QUOTE.format("said the White House."), QUOTE.format("said Ida Holm.")),
        (QUOTE.format("said Ida Holm."), QUOTE.format("said Ida Holm’s deputy Lena Falk.")),
        (
            QUOTE.format("said Ida Holm."),
            "“The roofs will last until the spring at the very least,” said Lena Falk.",
        ),
        ("“No comment,” said Ida Holm of the council.", "“No comment,” said Lena Falk."),
    ],
)
def test_one_speaker_under_two_names_is_none(first: str, second: str) -> None:
    assert differing([first], [second]) == []


def test_the_day_is_resolved_by_the_day_of_publication() -> None:
    signed = "Ministers Holm and Kolar signed the treaty on river fishing in Geneva on {}."
    monday, friday, date_ = (signed.format(day) for day in ("Monday", "Friday", "16 June"))
    days = (TUESDAY, TUESDAY)
    assert differing([monday], [friday], days) == [("the day", ["Friday", "Monday"])]
    assert differing([monday], [date_], days) == []
    assert differing([friday], [date_], days) == [("the day", ["16 June", "Friday"])]
    # One weekday, a week apart.
    assert differing([monday], [monday], (TUESDAY, date(2025, 6, 25))) != []


def test_the_dead_of_two_days_of_a_war_are_none() -> None:
    monday = "Shelling killed 31 people in the besieged city of Orvo on Monday, activists said."
    tuesday = "Shelling killed 12 people in the besieged city of Orvo on Tuesday, activists said."
    assert differing([monday], [tuesday]) == []
    assert differing([monday], [monday.replace("31", "45")]) == [
        ("dead", ["31 people", "45 people"])
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "The Marel Sharks have offered Jan Kolar a contract worth $160 million over eight years.",
            "The Tarnes Bears offered Jan Kolar a contract worth $200 million over eight years.",
        ),
        (
            "Coria answered with tariffs on $60 billion of Sulanian goods.",
            "Sulana imposed tariffs on $34 billion of Corian goods.",
        ),
        (
            "The film is the first of the studio to take $1 billion at the box office.",
            "The seven films of the studio have taken $3.4 billion at the box office.",
        ),
        (
            "Traffic fell by 65 percent in Orvo and by 80 percent in Marel, the operator said.",
            "Traffic fell by 52 percent in Orvo and by 71 percent in Marel, the operator said.",
        ),
        ("Another raid killed 9 people.", "Sixty-five more were killed in the raid, it said."),
    ],
)
def test_figures_of_other_things_are_none(first: str, second: str) -> None:
    assert differing([first], [second]) == []


def test_a_report_with_both_figures_tells_two_things_apart() -> None:
    six = "During the search of the boat, sailors found 12 magazines and took them away."
    five = "In five searches, sailors found 31 magazines and took them away from the boats."
    assert differing([six, five], [five]) == []
    assert differing([six, five], [six]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It happened on Monday.", [date(2025, 6, 16)]),
        ("It happened on Tuesday.", [date(2025, 6, 17)]),
        ("It will open on Monday.", [date(2025, 6, 23)]),
        ("It opened yesterday.", [date(2025, 6, 16)]),
        ("It opened on June 12th.", [date(2025, 6, 12)]),
        ("It opened on the 3rd of May 2024.", [date(2024, 5, 3)]),
        ("It opened on 31 June.", []),
        ("Monday's talks failed in May.", []),
    ],
)
def test_days_are_resolved(text: str, expected: list[date]) -> None:
    assert [day.date for day in find_days(text, TUESDAY)] == expected


def test_days_that_cannot_be_told_apart_do_not_clash() -> None:
    june, monday = (find_days(text, None) for text in ("on 17 June", "on Monday"))
    assert not clash(june, monday)
    assert clash(monday, find_days("on Friday", None))
    assert not clash(monday, find_days("on Friday and Monday", None))
    assert not clash(monday, ())
