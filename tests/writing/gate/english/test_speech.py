"""Who says what: the speakers of a text, and drafts that lose or exchange them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.tokenise import tokenise
from briefing.language.tokens import Token
from briefing.writing.gate.english.speech import (
    attribution_lost,
    attributions,
    bounds,
    speakers,
)

from ..conftest import Aligned


def words_at(tokens: tuple[Token, ...], places: range) -> str:
    words = tokens[places.start : places.stop]
    return " ".join(token.text for token in words if token.kind != "punct")


def told(text: str) -> list[tuple[str, str]]:
    """Each speaker phrase of a text, and what it makes somebody's word."""
    tokens = tokenise(text)
    return [
        (words_at(tokens, one.phrase), words_at(tokens, one.scope)) for one in attributions(tokens)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The mayor said on Friday that the mill is closed.",
            [("The mayor said on Friday", "that the mill is closed")],
        ),
        (
            "The mill is closed, the mayor said on Friday.",
            [("the mayor said on Friday", "The mill is closed")],
        ),
        ("The mill is closed, said the mayor.", [("said the mayor", "The mill is closed")]),
        ("The mayor said: the mill is closed.", [("The mayor said", "the mill is closed")]),
        ("According to Lund, two men fell.", [("According to Lund", "two men fell")]),
        ("Two men fell, according to Lund.", [("according to Lund", "Two men fell")]),
        (
            "Lund, who said the mill is closed, left the town.",
            [("who said", "the mill is closed")],
        ),
        (
            "Ingrid Falk, the mayor, said the mill is closed.",
            [("Ingrid Falk the mayor said", "the mill is closed")],
        ),
        (
            "The mill is closed, a clerk, Ingrid Falk, said.",
            [("a clerk Ingrid Falk said", "The mill is closed")],
        ),
        (
            '"The mill is closed," Lund said. "It burned."',
            [("Lund said", "The mill is closed")],
        ),
        ("The reports were late.", []),
        ("It is hard to say whether it sank.", []),
        ("The Said Trust was founded by a report.", []),
    ],
)
def test_a_speaker_covers_what_is_his_word(text: str, found: list[tuple[str, str]]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    ("source", "draft", "lost"),
    [
        ("The mill is shut, the mayor said on Friday.", "The mill is shut.", True),
        ("The mill is shut, the mayor said on Friday.", "The mill is shut, the mayor said.", False),
        ("The mill is shut, the mayor said.", "The mill is shut, said.", True),
        ("The mill is shut, the mayor said.", "The mayor said.", True),
        ("The mill, the mayor said, is shut and empty.", "The mayor said.", True),
        ("The mill is shut, according to Lund.", "The mill is shut.", True),
        ("According to Lund, the mill is shut.", "The mill is shut.", True),
        ("He said the mill is shut.", "He said the mill is shut.", False),
        ("Lund left, adding that the mill is shut.", "Adding that the mill is shut.", False),
        ("Lund left the town, Moss said of the mill.", "Lund.", False),
    ],
)
def test_a_claim_keeps_its_speaker_and_a_speaker_his_claim(
    aligned: Aligned, source: str, draft: str, *, lost: bool
) -> None:
    alignment = aligned(draft, source)
    found = [attribution_lost(alignment, one) for one in attributions(alignment.source.tokens)]
    assert found == [lost]


@pytest.mark.parametrize(
    ("source", "draft", "exchanged"),
    [
        ("The mill burned, Lund said.", "Lund said the mill burned.", False),
        ("Moss left. The mill burned, Lund said.", "The mill burned, Lund said.", False),
        ("Moss left. The mill burned, Lund said.", "The mill burned, Moss said.", True),
        ("The pier sank. Lund said the mill burned.", "Lund said the pier sank.", True),
        ("The mill burned, Lund said in Tarn.", "The mill burned, Lund said.", False),
        ("The mill burned on Monday.", "The mill burned on Monday, Lund said.", False),
    ],
)
def test_nobody_is_given_the_words_of_another(
    aligned: Aligned, source: str, draft: str, *, exchanged: bool
) -> None:
    alignment = aligned(draft, source)
    assert speakers(alignment, tuple(attributions(alignment.source.tokens))) is exchanged


SAID = [
    "Lund",
    "said",
    "that",
    ",",
    "who",
    "according",
    "to",
    '"',
    "told",
    "—",
    "reports",
    "Ingrid",
    "(",
    "was",
    ".",
    "Moss",
    "left",
]


@given(st.lists(st.sampled_from(SAID), max_size=30))
def test_a_speaker_and_his_word_lie_in_the_sentence_of_the_verb(words: list[str]) -> None:
    tokens = tokenise(" ".join(words))
    for one in attributions(tokens):
        start, end = bounds(tokens, one.verb)
        for places in (one.phrase, one.scope):
            assert start <= places.start <= places.stop <= end or not places
        assert one.verb in one.phrase
        assert not set(one.phrase) & set(one.scope)
