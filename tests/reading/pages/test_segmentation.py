"""Where one story ends and the next begins by its words."""

from __future__ import annotations

from math import log

import numpy as np
from numpy.typing import NDArray

from briefing.reading.pages.segmentation import COST, MOST, best_starts, with_topics
from briefing.reading.pages.states import State

BRIDGE = ["bridge", "harbour", "council", "repair", "ferry"]
TRIAL = ["court", "judge", "trial", "witness", "verdict"]


def bags(topic: list[str], lines: int) -> list[list[str]]:
    return [[topic[(i + k) % 5] for k in range(4)] * 2 for i in range(lines)]


def odds(chances: list[float]) -> list[float]:
    return [log(chance / (1 - chance)) - COST for chance in chances]


def test_a_change_of_words_where_a_story_may_begin_is_a_start() -> None:
    page = bags(BRIDGE, 30) + bags(TRIAL, 30)
    assert best_starts(page, odds([0.9] + [0.3] * 59)) == [0, 30]


def test_one_topic_is_one_story_even_where_a_start_is_suspected() -> None:
    assert best_starts(bags(BRIDGE, 60), odds([0.9] + [0.4] * 59)) == [0]


def test_the_line_model_can_forbid_a_start() -> None:
    page = bags(BRIDGE, 30) + bags(TRIAL, 30)
    assert best_starts(page, odds([0.9] + [0.001] * 59)) == [0]


def test_a_single_line_is_a_start() -> None:
    assert best_starts([[]], [0.0]) == [0]


def test_a_stretch_longer_than_the_window_is_cut_in_all_its_parts() -> None:
    page = bags(BRIDGE, 700) + bags(TRIAL, 500)
    chances = [0.01] * 1200
    chances[700] = 0.5
    assert best_starts(page, odds(chances)) == [0, 700]


def test_a_stretch_without_any_word_has_one_start() -> None:
    assert best_starts([[], [], []], odds([0.9, 0.5, 0.5]))[0] == 0


def _chances(states: list[State]) -> NDArray[np.float32]:
    table = np.full((len(states), len(State)), 0.01, dtype=np.float32)
    table[range(len(states)), states] = 0.9
    return table


def test_a_stretch_without_heads_is_cut_where_its_words_change() -> None:
    states = [State.OPENING] + [State.TEXT] * 59
    chances = _chances(states)
    chances[30, State.OPENING] = 0.3
    found = with_topics(states, bags(BRIDGE, 30) + bags(TRIAL, 30), chances)
    assert found == ([State.OPENING] + [State.TEXT] * 29) * 2


def test_a_stretch_with_heads_is_left_as_it_is() -> None:
    states = [State.HEADLINE, State.HEAD] + [State.TEXT] * 58
    chances = _chances(states)
    chances[30, State.OPENING] = 0.3
    assert with_topics(states, bags(BRIDGE, 30) + bags(TRIAL, 30), chances) == states


def test_words_take_no_headline_away() -> None:
    states = ([State.HEADLINE] + [State.TEXT] * 5) * 2
    assert with_topics(states, bags(BRIDGE, 12), _chances(states)) == states


def test_words_may_join_a_story_without_a_headline_to_the_one_before() -> None:
    states = ([State.OPENING] + [State.TEXT] * 5) * 2
    found = with_topics(states, bags(BRIDGE, 12), _chances(states))
    assert found == [State.OPENING] + [State.TEXT] * 11


def test_of_very_many_lines_that_may_begin_a_story_the_likeliest_are_weighed() -> None:
    page = [[f"word{n}"] for n in range(300)]
    assert best_starts(page, [20.0 + n for n in range(300)]) == [0, *range(300 - MOST, 300)]
