"""Tokens: fixed pairs and figures of several words are one, clitics are parted, sentences counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.tokenise import tokenise


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("The United States didn't sign.", ["The", "United States", "did", "n't", "sign", "."]),
        ("Lund's mill isn’t shut.", ["Lund", "'s", "mill", "is", "n’t", "shut", "."]),
        ("The U.S. paid $5.", ["The", "U.S.", "paid", "5", "$", "."]),
        ("It rose 4.1 per cent.", ["It", "rose", "4.1", "per cent", "."]),
        ("Two hundred and fifty men left.", ["Two hundred and fifty", "men", "left", "."]),
        ("They won 3-2 – at last.", ["They", "won", "3", "-", "2", "–", "at", "last", "."]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_tokens(text: str, tokens: list[str]) -> None:
    assert [token.text for token in tokenise(text)] == tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("two hundred and fifty", "250"),
        ("half a million", "500,000"),
        ("a dozen", "12"),
        ("2.5 million", "2,500,000"),
    ],
)
def test_figures_of_one_value_have_one_stem(one: str, other: str) -> None:
    assert tokenise(one)[0].stem == tokenise(other)[0].stem
    assert tokenise(one)[0].kind == "number"


def test_sentences_are_counted_and_abbreviations_end_none() -> None:
    text = 'Mr. Lund left at 3 p.m. on Monday. "I am off." He took the U.S. train.'
    first = {token.sentence: token.text for token in reversed(tokenise(text))}
    assert first == {0: "Mr", 1: '"', 2: "He"}


@given(st.text(max_size=120), st.sampled_from(["en", "de", "zz"]))
def test_tokens_stand_where_they_say_and_in_order(text: str, code: str) -> None:
    tokens = tokenise(text, code)
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert all(token.code == code for token in tokens)
