"""Headlines above bylines and date lines, as most pages print them."""

from __future__ import annotations

import pytest

from briefing.reading.pages.cutting import cut
from briefing.reading.pages.headlines import edge_rules, with_headlines
from briefing.reading.pages.line_model import FURNITURE, INSIDE, START

HEADLINE = "Council agrees to repair the old swing bridge before winter"
LEAD = (
    "The town council agreed to repair the old swing bridge before winter, the mayor's office said "
    "on Tuesday. Work on the deck will close one lane for ten weeks."
)
MORE = (
    "Residents had asked for the repair since a survey found rust in the main girders. The council "
    "set aside 2.4 million crowns for the work."
)


@pytest.mark.parametrize(
    "between",
    [
        ["By Ada Quill"],
        ["By Ada Quill", "Tuesday, June 17, 2025"],
        ["Ada Quill", "17 June 2025"],
        ["Published June 17, 2025"],
    ],
)
def test_a_headline_above_byline_and_date_is_the_storys(between: list[str]) -> None:
    text = "\n".join(["The Island Post", HEADLINE, *between, LEAD, MORE])
    (story,) = cut(text).stories
    kept = [(text[one.start : one.end], one.role) for one in story if one.role != "aside"]
    assert kept == [(HEADLINE, "headline"), (LEAD, "text"), (MORE, "text")]


def test_a_line_whose_words_do_not_come_back_is_no_headline() -> None:
    states = [FURNITURE, FURNITURE, START, INSIDE]
    lines = ["Ten ways to cook a herring", "By Ada Quill", LEAD, MORE]
    assert with_headlines(states, lines) == states


def test_a_line_right_above_the_text_is_left_to_the_line_model() -> None:
    states = [FURNITURE, START, INSIDE]
    assert with_headlines(states, [HEADLINE, LEAD, MORE]) == states


def test_a_date_line_taken_for_the_start_gives_way_to_the_headline_above() -> None:
    lines = [HEADLINE, "By Ada Quill", "Tuesday, June 17, 2025", LEAD, MORE]
    states = [FURNITURE, FURNITURE, START, INSIDE, INSIDE]
    assert with_headlines(states, lines) == [START, INSIDE, INSIDE, INSIDE, INSIDE]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("By Ada Quill in Astana", "byline"),
        ("Tuesday, June 17, 2025", "date stamp"),
        ("Published 17 June 2025", "date stamp"),
        ("No winners", None),
        (LEAD, None),
    ],
)
def test_only_bylines_and_date_lines_are_furniture_at_the_head(line: str, rule: str | None) -> None:
    assert edge_rules([line]) == [rule]


def test_a_name_above_a_date_line_is_a_byline_and_one_above_text_is_not() -> None:
    head = [HEADLINE, "Ilse Kern in Port Ellery", "Tue 17 Jun 2025 08.12 BST", LEAD]
    assert edge_rules(head) == [None, "byline", "date stamp", None]
    assert edge_rules([HEADLINE, "Ilse Kern in Port Ellery", LEAD]) == [None, None, None]


def test_captions_right_above_a_story_are_its_own() -> None:
    caption = "FILE - In this May 3, 2024 file photo, the bridge is seen from the harbour."
    lines = ["Home", caption, caption, LEAD, "Share", caption, LEAD]
    given = [FURNITURE, START, INSIDE, START, FURNITURE, START, INSIDE]
    found = [FURNITURE, START, INSIDE, INSIDE, FURNITURE, START, INSIDE]
    assert with_headlines(given, lines) == found
