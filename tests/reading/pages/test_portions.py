"""Passages of very many lines: how much of them is read, counted in lines, not in seconds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from briefing.reading.limits import (
    BEHIND_ALL_STORIES,
    BEHIND_THE_STORY,
    MOST_CHARACTERS,
    MOST_OF_A_PAGE,
    MOST_OF_A_STORY,
)
from briefing.reading.pages.lines import Line
from briefing.reading.pages.page_features import HEAD, TAIL
from briefing.reading.pages.paragraphs import Passage
from briefing.reading.pages.portions import portions
from briefing.reading.pages.states import State
from briefing.records import Removed

Reader = Callable[[Sequence[Line]], Passage]


def lines(number: int, size: int = 40) -> list[Line]:
    """Lines of `size` characters, one under the other."""
    return [Line(n * (size + 1), n * (size + 1) + size, n + 1) for n in range(number)]


def reader(starts: Callable[[int], bool], read: list[int]) -> Reader:
    """A reader that takes a line for the start of a story by its number; `read` gets the sizes of what it was given."""

    def decide(some: Sequence[Line]) -> Passage:
        read.append(len(some))
        states = [State.HEADLINE if starts(line.number) else State.TEXT for line in some]
        return Passage(some, states, np.zeros((len(some), len(State)), dtype=np.float32))

    return decide


def test_what_is_no_longer_than_a_page_is_read_as_one() -> None:
    read: list[int] = []
    page = lines(MOST_OF_A_PAGE)
    [passage] = portions(page, reader(lambda number: number == 1, read), one_story=False)
    assert isinstance(passage, Passage)
    assert (list(passage.lines), read) == (page, [MOST_OF_A_PAGE])


def test_an_archive_of_stories_is_read_to_its_end_and_each_portion_begins_with_a_story() -> None:
    read: list[int] = []
    archive = lines(3 * MOST_OF_A_PAGE + 70)
    found = list(portions(archive, reader(lambda n: n % 130 == 1, read), one_story=False))
    passages = [one for one in found if isinstance(one, Passage)]
    assert passages == found
    assert [line for one in passages for line in one.lines] == archive
    assert {one.states[0] for one in passages} == {State.HEADLINE}
    assert all(len(one.states) == len(one.lines) == len(one.chances) for one in passages)
    assert sum(read) < len(archive) + 4 * 130  # the last story of a portion is read twice


def test_a_story_of_more_than_half_a_portion_is_cut_and_nothing_is_read_over_and_over() -> None:
    read: list[int] = []
    behind = MOST_OF_A_PAGE + 9
    few = {1, 20, 40, MOST_OF_A_PAGE + 1, behind, behind + 1, behind + 2}
    text = lines(2 * MOST_OF_A_PAGE)
    found = list(portions(text, reader(few.__contains__, read), one_story=False))
    assert read == [MOST_OF_A_PAGE, MOST_OF_A_PAGE]
    head = Removed(text[MOST_OF_A_PAGE].start, text[behind - 2].end, BEHIND_THE_STORY)
    assert [one for one in found if isinstance(one, Removed)] == [head]
    kept = [line.number for one in found if isinstance(one, Passage) for line in one.lines]
    assert kept == [*range(1, MOST_OF_A_PAGE + 1), *range(behind, 2 * MOST_OF_A_PAGE + 1)]


@pytest.mark.parametrize("left", [5, MOST_OF_A_PAGE, MOST_OF_A_PAGE + 5])
def test_a_story_that_goes_on_to_the_end_is_no_second_one(left: int) -> None:
    text = lines(MOST_OF_A_PAGE + left)
    first, *rest = portions(text, reader({1, 2, 3}.__contains__, []), one_story=False)
    assert isinstance(first, Passage)
    assert len(first.lines) == MOST_OF_A_PAGE
    assert {type(one) for one in rest} == {Removed}
    assert (rest[0].start, rest[-1].end) == (text[MOST_OF_A_PAGE].start, text[-1].end)  # type: ignore[union-attr]  # all removed


@pytest.mark.parametrize("starts", [0, 2])
def test_of_lines_in_which_hardly_a_story_begins_the_first_are_read(starts: int) -> None:
    read: list[int] = []
    text = lines(9 * MOST_OF_A_PAGE)
    passage, rest = portions(text, reader(lambda number: number <= starts, read), one_story=False)
    assert read == [MOST_OF_A_PAGE]
    assert isinstance(passage, Passage)
    assert list(passage.lines) == text[:MOST_OF_A_PAGE]
    assert rest == Removed(text[MOST_OF_A_PAGE].start, text[-1].end, BEHIND_ALL_STORIES)


def test_of_one_story_the_first_lines_are_read_however_many_seem_to_begin_in_it() -> None:
    read: list[int] = []
    text = lines(MOST_OF_A_STORY + 5)
    _, rest = portions(text, reader(lambda _: True, read), one_story=True)
    assert read == [MOST_OF_A_STORY]
    assert rest == Removed(text[MOST_OF_A_STORY].start, text[-1].end, BEHIND_THE_STORY)


def test_long_lines_count_by_what_is_looked_at() -> None:
    read: list[int] = []
    seen = HEAD + TAIL
    for size in (seen, 50 * seen):
        list(portions(lines(900, size), reader(lambda _: False, read), one_story=False))
    assert read == [MOST_CHARACTERS // seen] * 2
