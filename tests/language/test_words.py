"""Words: cutting, folding, stems, and the background counts."""

from __future__ import annotations

import json
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.tokens import stem
from briefing.language.words import (
    STOP_WORDS,
    background,
    common_words,
    fold,
    frequencies,
    surface_words,
    term_of,
    without_elision,
)


@pytest.mark.parametrize(
    ("word", "folded"),
    [("Türkiye", "turkiye"), ("Xi’s", "xi"), ("1,200", "1200"), ("won't", "wo"), ("USA", "usa")],
)
def test_words_are_folded_to_one_form(word: str, folded: str) -> None:
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("attacks", "attacked", "attacking"), "attack"),
        (("countries", "country"), "country"),
        (("stopped", "stopping"), "stop"),
    ],
)
def test_endings_are_taken_off(words: tuple[str, ...], expected: str) -> None:
    assert {stem(word) for word in words} == {expected}


def test_figures_stay_whole() -> None:
    assert surface_words("It cost $1,200.50 in 2025.") == ["It", "cost", "1,200.50", "in", "2025"]


@given(st.text(max_size=60))
def test_any_text_can_be_cut_and_folded(text: str) -> None:
    for word in surface_words(text):
        assert word in text
        assert isinstance(stem(fold(word)), str)


def test_the_background_was_counted_with_the_stems_that_it_is_asked_for() -> None:
    counts = json.loads(
        (resources.files("briefing.language") / "en" / "counts.json").read_text("utf-8")
    )
    assert counts["stemmer"] == f"{stem.__module__}.{stem.__name__}"
    assert stem(fold("Governments")) in counts["words"]


def test_the_background_knows_common_words_and_capitals() -> None:
    known = background()
    assert known.documents > 1000
    assert known.frequency("government") > known.frequency("volcano")
    assert (known.capitals("london") or 0) > 0.8
    assert known.capitals("no such word at all") is None
    assert not any(
        known.frequency(word)
        for word in STOP_WORDS
        if len(word) < 4 and word.isalpha() and stem(word) == word and word in {"the", "and"}
    )


def test_the_background_of_another_language_is_worked_out_from_how_frequent_its_words_are() -> None:
    german = background("de")
    assert german.documents == background().documents
    assert german.frequency(term_of("Regierung", "de")) > german.frequency(term_of("Vulkan", "de"))
    assert german.frequency(term_of("Fährgesellschaft", "de")) == 0
    assert german.capitals(term_of("Berlin", "de")) is None


@pytest.mark.parametrize(
    ("code", "words"),
    [("de", {"wurde", "montag"}), ("es", {"tambien", "lunes"}), ("ru", {"только", "среда"})],
)
def test_the_commonest_words_and_weekdays_tell_nothing(code: str, words: set[str]) -> None:
    assert words <= common_words(code)


@pytest.mark.parametrize("code", ["et", "eu", "ja", "zh"])
def test_a_language_without_counts_is_not_taken_for_another(code: str) -> None:
    assert frequencies(code) == {}
    assert background(code).frequency("de") == 0


@pytest.mark.parametrize(
    ("word", "code", "core"),
    [
        ("l’incendie", "fr", "incendie"),
        ("Dell'Acqua", "it", "Acqua"),
        ("aujourd'hui", "fr", "aujourd'hui"),
        ("l'incendie", "de", "l'incendie"),
    ],
)
def test_an_elided_article_is_no_part_of_a_word(word: str, code: str, core: str) -> None:
    assert without_elision(word, code) == core
