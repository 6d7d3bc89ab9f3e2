"""Word n-grams of texts, and which texts share many of them."""

from __future__ import annotations

from sys import getsizeof

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.grouping.events import shingles
from briefing.grouping.events.matrices import distinct
from briefing.grouping.events.shingles import Shingler, containment
from briefing.language.words import fold

SAIL = "the ferry of Tarn left the pier at noon with two cars and a cow"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("...", 0),
        ("Tarn", 1),
        ("one two three four", 1),
        ("one two three four five", 1),
        ("one two three four five six", 2),
        ("so it is so it is so it is", 5),
    ],
)
def test_a_text_has_a_hash_for_each_run_of_five_words(text: str, count: int) -> None:
    assert len(Shingler().sequence(text)) == count


def test_a_set_of_shingles_is_sorted_and_has_each_once() -> None:
    shingler = Shingler(2)
    hashes = shingler("so it is so it is so it is")
    assert hashes.tolist() == sorted(set(shingler.sequence("so it is so it is so it is").tolist()))
    assert len(hashes) == 3


def test_letter_case_and_marks_are_no_matter_but_the_order_of_words_is() -> None:
    shingler = Shingler()
    assert shingler(SAIL).tolist() == shingler(SAIL.upper() + "!").tolist()
    assert containment(shingler(SAIL), shingler(" ".join(reversed(SAIL.split())))) == 0.0


def test_hashes_are_the_same_in_every_run() -> None:
    assert Shingler()("one two three four five").tolist() == [4069085819]


@pytest.mark.parametrize(
    ("first", "second", "share"),
    [
        ([], [1], 0.0),
        ([1, 2], [1, 2, 3, 4], 1.0),
        ([1, 2, 3, 4], [1, 2], 1.0),
        ([1, 2, 3, 4], [1, 5, 6, 7, 8], 0.25),
        ([1], [2], 0.0),
    ],
)
def test_containment_is_the_share_of_the_smaller_set(
    first: list[int], second: list[int], share: float
) -> None:
    assert containment(np.array(first, np.uint32), np.array(second, np.uint32)) == share


WORDS = st.sampled_from(("the", "ferry", "Tarn", "left", "at", "6", "l'eau", "Zoë", "..."))
SENTENCES = st.lists(WORDS, max_size=9).map(" ".join)


@given(st.lists(st.lists(SENTENCES, max_size=4), max_size=6))
def test_the_shingles_of_many_texts_are_those_of_each(texts: list[list[str]]) -> None:
    found = shingles.prints(texts)
    alone = [Shingler()(" ".join(text)).tolist() for text in texts]
    assert [one.hashes.tolist() for one in found] == alone


def test_sentences_have_one_number_whatever_their_capitals_in_their_order() -> None:
    first, second = SAIL, "It came back to the pier without the cow."
    one, turned, half = shingles.prints([[first, second], [second.upper(), first], [first]])
    assert one.sentences.tolist() == turned.sentences.tolist()[::-1]
    assert set(half.sentences.tolist()) < set(one.sentences.tolist())


def test_a_text_with_a_short_sentence_is_not_told_by_its_sentences() -> None:
    (found,) = shingles.prints([[SAIL, "Tarn won 3."]])
    assert len(found.hashes) > 0
    assert len(found.sentences) == 0


def test_what_is_forgotten_is_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [[f"{SAIL} {number}.", SAIL] for number in (1, 2, 1)]
    expected = shingles.prints(texts)
    monkeypatch.setattr(shingles, "KEPT_WORDS", 3)
    monkeypatch.setattr(shingles, "KEPT_BYTES", 1)
    shingles.forget()
    for one, other in zip(expected, shingles.prints(texts), strict=True):
        assert one.hashes.tolist() == other.hashes.tolist()
        assert one.sentences.tolist() == other.sentences.tolist()
    assert len(shingles._sentences()) == 1


@pytest.mark.parametrize("sentence", ["a b " * 240, "ж" * 900, "Tarn won."])
def test_what_is_remembered_has_its_bound_whatever_is_told(
    monkeypatch: pytest.MonkeyPatch, sentence: str
) -> None:
    monkeypatch.setattr(shingles, "KEPT_BYTES", 100_000)
    shingles.forget()
    for number in range(1000):
        shingles.said(f"{sentence}{number}")
        kept = shingles._sentences()
        assert getsizeof(kept) + sum(getsizeof(part) for one in kept.items() for part in (*one, *one[1])) < 120_000  # fmt: skip


@pytest.mark.parametrize(
    "word",
    ["Tarn", "TARN", "Tarn's", "passengers'", "Tårn", "1,200", "3rd", "B2B", "ﬁne", "Isn't", "ß"],
)
def test_a_word_counts_as_it_is_folded_elsewhere(word: str) -> None:
    alike = Shingler()
    assert alike(word).tolist() == alike(fold(word)).tolist() != []


@given(st.lists(st.integers(0, 2**32 - 1) | st.integers(0, 3)))
def test_distinct_values_are_those_that_numpy_finds(values: list[int]) -> None:
    hashes = np.array(values, dtype=np.uint32)
    expected = np.unique(hashes)
    found = distinct(hashes)
    assert found.dtype == expected.dtype
    assert found.tolist() == expected.tolist()


def test_a_sentence_that_may_not_come_again_is_not_remembered() -> None:
    """Its words are those that are remembered of one that may."""
    sentence = "The ferry to Marel was late again, and “10,5” is not 105."
    shingles.forget()
    own = shingles.written(sentence).tolist()
    assert sentence not in shingles._sentences()
    assert shingles.said(sentence).written.tolist() == own == shingles.written(sentence).tolist()
