"""The families of layouts: each is read, and pages of it are what the line model can learn from."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from random import Random

import pytest

from briefing.reading.pages.states import BEHIND, INSIDE
from training.layouts.pages import NO_STORY, Page, Supply, make_page
from training.layouts.show import SAMPLE
from training.layouts.slots import load_words
from training.layouts.templates import LABELS, Layout, load_layouts
from training.line_model.examples import Example, of_page

LAYOUTS = load_layouts()
LEAST = 60
"""Families that there are at least."""
SAYS = "TDB"
SETTINGS = {"kind", "stories", "body", "gap", "wrap", "headlines", "text"}
PARTS = {"top", "story", "lead", "between", "inside", "bottom", "body"}
LISTS = {
    *("outlets", "names", "places", "sections", "menus", "furniture", "subheads", "tags"),
    "weather",
}


def pages(layout: Layout) -> list[Page]:
    supply = Supply(SAMPLE, (), load_words((layout.author,)))
    return [make_page(layout, supply, Random(seed)) for seed in range(6)]


def test_there_are_many_families_each_with_a_name_and_a_shape_of_its_own() -> None:
    assert len(LAYOUTS) >= LEAST
    assert len({(layout.author, layout.name) for layout in LAYOUTS}) == len(LAYOUTS)
    assert len({layout.parts for layout in LAYOUTS}) == len(LAYOUTS)


def test_every_setting_and_part_is_one_that_is_read() -> None:
    assert {name for layout in LAYOUTS for name in layout.settings} <= SETTINGS
    assert {part.name for layout in LAYOUTS for part in layout.parts} <= PARTS


@pytest.mark.parametrize("author", sorted({layout.author for layout in LAYOUTS}))
def test_the_words_of_an_author_are_lists_that_slots_ask_for(author: str) -> None:
    words = load_words((author,))
    assert set(words) == LISTS
    assert [name for name, values in words.items() if not values] == []


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: f"{layout.author}/{layout.name}")
def test_pages_of_a_family_are_whole(layout: Layout) -> None:
    for page in pages(layout):
        assert {line.label for line in page.lines} <= LABELS
        assert [line.text for line in page.lines if "{" in line.text or "}" in line.text] == []
        told = {line.story for line in page.lines} - {NO_STORY}
        assert told == set(range(len(told)))
        assert {line.story for line in page.lines if line.label in SAYS} == told != set()


def examples(layout: Layout) -> Iterator[Example]:
    """Pages of which no line is joined to the next, as where a text broken into lines is made whole again."""
    for page in pages(layout):
        example = of_page(page)
        if example and len(example.lines) == sum(line.label != "-" for line in page.lines):
            yield example


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: f"{layout.author}/{layout.name}")
def test_the_states_of_a_page_are_such_as_a_page_can_have(layout: Layout) -> None:
    for example in examples(layout):
        assert example.states[0] not in INSIDE
        pairs = set(pairwise(example.states))
        assert [(a, b) for a, b in pairs if b not in BEHIND[a]] == []
