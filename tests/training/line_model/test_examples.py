"""Pages with the state of each line."""

from __future__ import annotations

import pytest

from briefing.reading.pages.states import State
from training.layouts.pages import NO_STORY, Page, PageLine
from training.line_model.examples import Example, is_headline, of_glued, of_page
from training.line_model.pages import FURNITURE, INSIDE, START, Glued

LEAD = "The council of Tarn decided on Monday that the ferry will sail again from June."
MORE = "The old boat was sold to a yard in Lindholm, the mayor told reporters on the pier."
F, M, H, G, O, T, P = State  # noqa: E741  the states of a row, one letter each


def page(*rows: tuple[str, str, int]) -> Page:
    lines = tuple(PageLine(text, label, story) for label, text, story in rows)
    return Page("list", "ada", "aggregator", lines)


def example(*rows: tuple[str, str, int]) -> Example:
    made = of_page(page(*rows))
    assert made is not None
    return made


def test_each_line_has_the_state_of_its_label() -> None:
    made = example(
        ("F", "Harbour Life", NO_STORY), ("-", "", NO_STORY), ("M", "Courts", 0),
        ("H", "Ferry sails", 0), ("h", "again from June", 0), ("D", LEAD, 0), ("K", "14:20", 0),
        ("S", "Old boat sold", 0), ("B", MORE, 0), ("M", "Island Post", 1), ("B", LEAD, 1), ("T", "So it goes.", 1),
    )  # fmt: skip
    assert made.states == [F, M, H, G, T, P, P, T, M, O, T]
    assert made.stories == [-1, *[0] * 7, *[1] * 3]
    assert len(made.lines) == len(made.states)
    assert made.family == "ada/list"


def test_a_story_without_a_headline_begins_with_its_first_line_whatever_it_is() -> None:
    assert example(("S", "Claim", 0), ("B", LEAD, 0)).states == [O, T]
    assert example(("K", "14:20", 0), ("B", LEAD, 0)).states == [O, T]


def test_a_headline_below_the_text_is_no_second_start() -> None:
    assert example(("D", LEAD, 0), ("H", "Ferry sails again", 0), ("B", MORE, 0)).states == [
        O,
        T,
        T,
    ]


def test_furniture_inside_a_story_is_of_no_story() -> None:
    made = example(
        ("H", "Ferry sails again", 0), ("B", LEAD, 0), ("F", "Share", -1), ("B", MORE, 0)
    )
    assert made.states == [H, T, F, T]
    assert made.stories == [0, 0, -1, 0]


def test_a_paragraph_broken_into_lines_is_one_line() -> None:
    rows = [
        "The council of Tarn decided on Monday that the ferry",
        "will sail again from June, as the people of the town",
        "had asked for since the last boat was sold.",
    ]
    paragraph = [*[("B", row, 0) for row in rows], ("-", "", NO_STORY)]
    made = example(*paragraph * 3, ("F", "Share", NO_STORY))
    assert made.states == [O, T, T, F]
    assert made.stories == [0, 0, 0, NO_STORY]


def test_pages_of_one_line_and_endless_ones_are_not_learned_from() -> None:
    assert of_page(page(("B", LEAD, 0))) is None
    assert of_page(page(("-", "", -1))) is None
    assert of_page(page(*[("F", f"{n} Harbour Life", NO_STORY) for n in range(400)])) is None


def test_a_glued_page_has_headlines_openings_and_sub_headlines() -> None:
    lines = [
        "Share",
        "Ferry sails again",
        LEAD,
        "Old boat sold",
        MORE,
        LEAD,
        "Ten ferries of the coast",
        "Share",
    ]
    states = [FURNITURE, START, INSIDE, INSIDE, INSIDE, START, START, FURNITURE]
    made = of_glued(Glued(lines, states), "glued", 3.0)
    assert made.states == [F, H, T, P, T, O, O, F]
    assert made.stories == [-1, 0, 0, 0, 0, 1, 2, -1]
    assert (made.family, made.weight) == ("glued", 3.0)


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ("Ferry sails again from June", True),
        ("Will the ferry sail again?", True),
        ("Ferry", False),
        (LEAD, False),
        ("and the ferry sails", False),
        ("TARN (AP) — Ferry sails again", False),
    ],
)
def test_a_first_line_that_is_no_sentence_is_a_headline(line: str, *, headline: bool) -> None:
    assert is_headline(line) is headline
