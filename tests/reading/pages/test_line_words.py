"""Which language's words a line is judged by, and what of a word comes back."""

from __future__ import annotations

import pytest

from briefing.reading.pages.line_words import ENGLISH, OTHERS, words_of_line

GERMAN = [
    "die",
    "mühle",
    "in",
    "der",
    "stadt",
    "ist",
    "am",
    "montag",
    "von",
    "einem",
    "feuer",
    "zerstört",
    "worden",
    "und",
]


@pytest.mark.parametrize(
    "words",
    [
        [
            "the",
            "mill",
            "of",
            "the",
            "town",
            "burned",
            "on",
            "monday",
            "and",
            "nobody",
            "was",
            "hurt",
        ],
        ["mühle", "von", "köln", "brennt"],
        ["xx", "yy", "zz", "aa", "bb", "cc", "dd", "ee"],
        [],
    ],
    ids=["english prose", "too few to tell", "no known words", "none"],
)
def test_a_line_is_english_unless_another_language_explains_it_better(words: list[str]) -> None:
    own, known = words_of_line(words)
    assert own is ENGLISH
    assert known == ENGLISH.known(words)


@pytest.mark.skipif(not OTHERS, reason="no other language has these lists")
def test_prose_of_another_language_has_its_own_words() -> None:
    own, known = words_of_line(GERMAN)
    assert own in OTHERS
    assert known > 2 * ENGLISH.known(GERMAN)


@pytest.mark.parametrize(
    ("words", "content"),
    [
        (["the", "of", "at", "ox"], ""),
        (["mill"], "mill"),
        (["burned", "burning"], "burn"),
        (["ferries"], ENGLISH.content("ferries")),
    ],
)
def test_a_content_word_comes_back_without_its_ending(words: list[str], content: str) -> None:
    assert {ENGLISH.content(word) for word in words} == {content}


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("The mill burned on Monday.", True),
        ("The mill burned in Mondayville.", False),
        ("x" * 300 + " on Monday", False),
        ("", False),
    ],
)
def test_a_day_is_looked_for_in_the_first_characters(line: str, *, day: bool) -> None:
    assert ENGLISH.names_day(line) is day
