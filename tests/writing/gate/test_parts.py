"""A sentence against the one that it was cut from, letter for letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.syntax import Part
from briefing.writing.gate.parts import only_parts_left

WHOLE = "Ann Lee, 40, a baker, left Tarn on Monday."


def part(gone: str) -> Part:
    start = WHOLE.index(gone)
    return Part(start, start + len(gone), "phrase")


AGE, TRADE, DAY, OPENING = (part(gone) for gone in (", 40,", ", a baker,", " on Monday", "Ann "))


@pytest.mark.parametrize(
    ("text", "parts", "only"),
    [
        (WHOLE, [], True),
        ("Ann Lee, 40, a baker, left Tarn.", [DAY], True),
        ("Ann Lee, 40, a baker, left Tarn.", [AGE], False),
        ("Ann Lee left Tarn on Monday.", [AGE, TRADE], True),
        ("Ann Lee left Tarn.", [AGE, TRADE, DAY], True),
        ("Lee, 40, a baker, left Tarn on Monday.", [OPENING], True),
        ("lee, 40, a baker, left Tarn on Monday.", [OPENING], False),
        ("ann Lee, 40, a baker, left Tarn.", [DAY], False),
        ("Ann Lee, 40, a baker, left Tarn. It rained.", [DAY], False),
        ("Ann Lee, 41, a baker, left Tarn.", [DAY], False),
        ("Ann Lee, 40, a baker, left", [DAY], False),
        ("", [Part(0, len(WHOLE), "phrase")], True),
    ],
)
def test_only_whole_parts_may_be_missing(text: str, parts: list[Part], *, only: bool) -> None:
    assert only_parts_left(text, WHOLE, parts) is only


def test_the_first_letter_may_have_become_a_capital() -> None:
    whole = "On Monday, she left Tarn."
    assert only_parts_left("She left Tarn.", whole, [Part(0, len("On Monday,"), "opening")])


@given(
    spans=st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=5),
    letter=st.integers(0, 40),
)
def test_a_changed_letter_is_found_whatever_may_go(
    spans: list[tuple[int, int]], letter: int
) -> None:
    parts = [Part(start, min(len(WHOLE), start + length), "phrase") for start, length in spans]
    changed = WHOLE[:letter] + "#" + WHOLE[letter + 1 :]
    assert only_parts_left(WHOLE, WHOLE, parts)
    assert not only_parts_left(changed, WHOLE, parts)


def test_parts_without_number_are_tried_once_each() -> None:
    whole = "a" * 300
    parts = [Part(at, at + 2, "phrase") for at in range(0, 300, 2)]
    assert only_parts_left("a" * 151, whole, parts) is False
    assert only_parts_left("a" * 150, whole, parts) is True
