"""The order in which requests run."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.models.batching import BUCKET, MemoryShortageError, alike, in_order, plan, run_halving

TEXTS = st.lists(st.text(max_size=300), max_size=40)


@given(TEXTS, st.integers(1, 9))
def test_every_request_is_in_exactly_one_batch(texts: list[str], size: int) -> None:
    batches = plan(texts, size)
    assert sorted(index for batch in batches for index in batch) == list(range(len(texts)))
    assert all(1 <= len(batch) <= size for batch in batches)


@given(st.data(), TEXTS, st.integers(1, 9))
def test_the_batches_do_not_depend_on_the_order_of_the_requests(
    data: st.DataObject, texts: list[str], size: int
) -> None:
    shuffled = data.draw(st.permutations(texts))
    planned = [[texts[i] for i in batch] for batch in plan(texts, size)]
    assert [[shuffled[i] for i in batch] for batch in plan(shuffled, size)] == planned


@given(TEXTS, st.integers(1, 9))
def test_texts_of_one_batch_are_of_like_length_and_short_ones_go_first(
    texts: list[str], size: int
) -> None:
    lengths = [[len(texts[i]) for i in batch] for batch in plan(texts, size)]
    assert all(max(batch) - min(batch) < BUCKET for batch in lengths)
    assert all(max(a) // BUCKET <= min(b) // BUCKET for a, b in pairwise(lengths))


@given(TEXTS, st.text(max_size=300), st.integers(1, 9))
def test_one_more_text_leaves_the_batches_of_other_lengths_as_they_were(
    texts: list[str], more: str, size: int
) -> None:
    def elsewhere(batches: list[list[str]]) -> list[list[str]]:
        return [one for one in batches if len(one[0]) // BUCKET != len(more) // BUCKET]

    before = [[texts[i] for i in batch] for batch in plan(texts, size)]
    after = [[[*texts, more][i] for i in batch] for batch in plan([*texts, more], size)]
    assert elsewhere(after) == elsewhere(before)


def test_nothing_asked_is_no_batch() -> None:
    assert plan([], 8) == []


class Device:
    """Has room for `room` items at once, and notes the sizes it was asked for."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.asked: list[int] = []

    def run(self, items: Sequence[int]) -> list[str]:
        self.asked.append(len(items))
        if len(items) > self.room:
            raise MemoryShortageError
        return [f"answer {item}" for item in items]


@given(st.integers(0, 40), st.integers(0, 12))
def test_whatever_fits_is_answered_in_order_and_the_rest_given_up(count: int, room: int) -> None:
    device = Device(room)
    got = list(run_halving(range(count), device.run, lambda item: f"no room for {item}"))
    word = "answer" if room else "no room for"
    assert got == [f"{word} {item}" for item in range(count)]
    assert all(size == 1 or size <= count for size in device.asked)


def test_a_batch_that_does_not_fit_is_taken_up_again_in_halves() -> None:
    device = Device(2)
    assert len(list(run_halving(range(8), device.run, str))) == 8
    assert device.asked == [8, 4, 2, 2, 4, 2, 2]


def test_a_batch_that_fits_runs_once() -> None:
    device = Device(8)
    list(run_halving(range(8), device.run, str))
    assert device.asked == [8]


def test_only_the_item_that_does_not_fit_alone_is_given_up() -> None:
    def run(items: Sequence[str]) -> list[str]:
        if any(len(item) > 5 for item in items):
            raise MemoryShortageError
        return list(items)

    got = list(run_halving(["a", "b", "much too long", "c"], run, lambda _: "-"))
    assert got == ["a", "b", "-", "c"]


def test_no_items_ask_nothing_of_the_device() -> None:
    device = Device(0)
    assert list(run_halving([], device.run, str)) == []
    assert device.asked == []


def test_other_errors_are_not_swallowed() -> None:
    def run(items: Sequence[int]) -> list[str]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(run_halving([1, 2], run, str))


def test_a_retry_no_longer_holds_what_the_failed_batch_held() -> None:
    seen: list[object] = []

    def run(items: Sequence[int]) -> list[str]:
        import sys

        seen.append(sys.exc_info()[0])
        if len(items) > 1:
            raise MemoryShortageError
        return ["x"]

    assert list(run_halving([1, 2], run, str)) == ["x", "x"]
    assert seen == [None, None, None]


@given(st.lists(st.text(max_size=4), max_size=20), st.integers(1, 5))
def test_answers_come_in_the_order_of_what_was_asked(texts: list[str], size: int) -> None:
    seen: list[tuple[int, int]] = []
    groups = plan(texts, size)
    told = list(
        in_order(texts, groups, lambda part: map(str.upper, part), lambda *at: seen.append(at))
    )
    assert told == [text.upper() for text in texts]
    assert len(seen) == len(groups)
    assert seen[-1:] == ([(len(texts), len(texts))] if texts else [])


def test_equal_keys_are_run_together_in_the_order_of_their_first() -> None:
    assert alike("cabac") == [[0, 4], [1, 3], [2]]
