"""A parsed sentence: what hangs on what, and where its marks stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.syntax import Analysis, ParsedSentence, Part, Phrase
from briefing.models.base import Word

TEXT = "Lund, who was ill, left the co-op."
ROWS = [
    ("Lund", "NNP", "nsubj", 6),
    (",", ",", "punct", 0),
    ("who", "WP", "nsubj", 3),
    ("was", "VBD", "relcl", 0),
    ("ill", "JJ", "acomp", 3),
    (",", ",", "punct", 0),
    ("left", "VBD", "ROOT", 6),
    ("the", "DT", "det", 10),
    ("co", "NN", "compound", 10),
    ("-", "HYPH", "punct", 10),
    ("op", "NN", "dobj", 6),
    (".", ".", "punct", 6),
]


def parsed(text: str, rows: list[tuple[str, str, str, int]]) -> ParsedSentence:
    words, at = [], 0
    for word, tag, relation, head in rows:
        start = text.index(word, at)
        at = start + len(word)
        words.append(Word(start, at, tag, relation, head))
    return ParsedSentence(text, tuple(words))


SENTENCE = parsed(TEXT, ROWS)


def test_words_are_known_by_their_places() -> None:
    assert SENTENCE.low[:4] == ("lund", ",", "who", "was")
    assert SENTENCE.children(6) == [0, 10, 11]
    assert SENTENCE.children(6, "nsubj", "dobj") == [0, 10]
    assert SENTENCE.children(4) == []
    assert sorted(SENTENCE.below(3)) == [2, 3, 4]


@pytest.mark.parametrize(
    ("place", "phrase"),
    [(3, Phrase(3, 2, 4)), (0, Phrase(0, 0, 4)), (10, Phrase(10, 7, 10)), (6, Phrase(6, 0, 11))],
    ids=["a clause", "a name less its last comma", "an object", "all"],
)
def test_a_phrase_is_a_word_with_all_that_hangs_on_it(place: int, phrase: Phrase) -> None:
    assert SENTENCE.phrase(place) == phrase


def test_beyond_the_ends_there_is_nothing() -> None:
    assert [(SENTENCE.tag(place), SENTENCE.mark(place)) for place in (-1, 12)] == [("", "")] * 2
    assert [SENTENCE.is_verb(place) for place in (6, 0, -1)] == [True, False, False]
    assert [SENTENCE.is_name(place) for place in (0, 10, 12)] == [True, False, False]


def marked(text: str, first: int, last: int) -> bool:
    """Whether words `first` to `last` of a text are bounded."""
    rows = [(word, "NN", "dep", 0) for word in text.split()]
    return parsed(text, rows).bounded(Phrase(first, first, last))


@pytest.mark.parametrize(
    ("text", "bounded"),
    [
        ("Lund , ill , left .", True),
        ("Lund left , ill .", False),
        ("Lund — ill — left .", True),
        ("Lund — ill , left .", False),
        ("Lund , ill — left .", False),
        ("Lund ill , left .", False),
        ("Lund , ill", True),
    ],
)
def test_a_phrase_is_bounded_by_a_pair_of_marks_or_the_end(text: str, *, bounded: bool) -> None:
    assert marked(text, 2, 2) is bounded


def test_a_hyphen_inside_a_word_bounds_nothing() -> None:
    assert not SENTENCE.bounded(Phrase(10, 10, 10))
    assert SENTENCE.bounded(Phrase(3, 2, 4))


def test_a_clause_has_a_verb_or_a_that() -> None:
    assert SENTENCE.holds_clause(Phrase(3, 2, 4))
    assert not SENTENCE.holds_clause(Phrase(10, 7, 10))


def test_the_share_that_may_go_counts_no_character_twice() -> None:
    parts = (Part(0, 4, "phrase"), Part(2, 6, "phrase"))
    assert Analysis("x" * 12, (), parts).loose == 0.5
    assert Analysis("", ()).loose == 0.0


@given(st.lists(st.integers(0, 9), min_size=10, max_size=10))
def test_any_heads_even_in_a_ring_have_phrases(heads: list[int]) -> None:
    text = " ".join("abcdefghij")
    rows = [(word, "NN", "dep", head) for word, head in zip("abcdefghij", heads, strict=True)]
    sentence = parsed(text, rows)
    for place in range(10):
        phrase = sentence.phrase(place)
        assert 0 <= phrase.first <= place <= phrase.last < 10
