"""What the program makes today is what it made: see :mod:`tests.fingerprints`."""

from __future__ import annotations

import pytest

from .fingerprints import NEED_THE_PARSER, SECTIONS, Value, changes, fingerprints, golden, parser


@pytest.mark.parametrize("section", SECTIONS)
def test_what_is_made_is_what_was_made(section: str) -> None:
    if section in NEED_THE_PARSER and parser() is None:
        pytest.skip("the parser is not on disk; 'briefing models pull' gets it")
    assert list(changes(golden()[section], fingerprints(section))) == []


def test_a_change_is_told_line_by_line_where_the_value_has_lines() -> None:
    before: dict[str, Value] = {"a": ["one", "two"], "b": "x", "gone": "y"}
    assert list(changes(before, {"a": ["one", "three"], "b": "x"})) == [
        "a - two",
        "a + three",
        "gone: y -> None",
    ]
