"""Where each word of a draft comes from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.tokenise import tokenise
from briefing.writing.gate.align import Jump, align, source_of

from .conftest import Aligned


def origins(aligned: Aligned, draft: str, *passages: str) -> list[str | None]:
    """The word of the source behind each word of the draft, with its place."""
    alignment = aligned(draft, *passages)
    return [
        f"{alignment.source.tokens[place].text}{place}" if place >= 0 else None
        for token, place in zip(alignment.draft, alignment.places, strict=True)
        if token.kind != "punct"
    ]


@pytest.mark.parametrize(
    ("draft", "passages", "found"),
    [
        ("Lund sold mills.", ["Lund sold the mills."], ["Lund0", "sold1", "mills3"]),
        ("Boats sank.", ["The boat sinks."], ["boat1", "sinks2"]),
        ("Lund said so.", ["Lund warned so."], ["Lund0", "warned1", "so2"]),
        ("Lund warned so.", ["Lund said so."], ["Lund0", None, "so2"]),
        ("Lund left.", ["Moss left. Lund left."], ["Lund3", "left4"]),
        ("Lund left Tarn.", ["Lund left. Moss left Tarn."], ["Lund0", "left1", "Tarn5"]),
        ("Lund left.", ["Moss left Lund, who wept and left."], ["Lund2", "left7"]),
        ("Moss wept.", ["Lund wept.", "Moss wept."], ["Moss3", "wept4"]),
        ("The mill of Lund.", ["The mill. The pier of Lund."], ["The0", "mill1", "of5", "Lund6"]),
        ("Moss left.", [], [None, None]),
    ],
    ids=[
        "words left out",
        "other forms of a word",
        "a plain verb of speech for another",
        "no other verb of speech for a plain one",
        "the sentence that has all words",
        "the nearest way",
        "on, not back",
        "the second passage",
        "a function word with its content word",
        "nothing to come from",
    ],
)  # fmt: skip
def test_a_word_comes_from_where_its_neighbours_come_from(
    aligned: Aligned, draft: str, passages: list[str], found: list[str | None]
) -> None:
    assert origins(aligned, draft, *passages) == found


def test_a_jump_is_where_neighbours_of_the_draft_are_none_in_the_source(aligned: Aligned) -> None:
    alignment = aligned("Lund sold mills.", "Lund, a pilot, sold the mills.")
    assert alignment.jumps() == [
        Jump(left=0, right=1, before=0, after=5),
        Jump(left=1, right=2, before=5, after=7),
        Jump(left=-1, right=0, before=-1, after=0),
        Jump(left=2, right=4, before=7, after=-1),
    ]


def test_marks_alone_part_no_neighbours_but_the_end_of_a_sentence_does(aligned: Aligned) -> None:
    inside = aligned("Lund left.", "Lund (—) left.").jumps()
    across = aligned("Lund left.", "Who is Lund? Left.").jumps()
    assert [len(inside), len(across)] == [2, 3]


def test_sentences_are_counted_across_passages_and_quotations_marked() -> None:
    source = source_of(["Lund left. “I am ill,” he said.", "Rain fell."])
    rows = zip(source.tokens, source.passages, source.quoted, source.ranks, strict=True)
    words = [(t.text, t.sentence, *row) for t, *row in rows if t.kind == "word"]
    assert words == [
        ("Lund", 0, 0, False, 1),
        ("left", 0, 0, False, 2),
        ("I", 1, 0, True, 3),
        ("am", 1, 0, True, 4),
        ("ill", 1, 0, True, 5),
        ("he", 1, 0, False, 6),
        ("said", 1, 0, False, 7),
        ("Rain", 2, 1, False, 8),
        ("fell", 2, 1, False, 9),
    ]


WORDS = ["Lund", "sold", "the", "mill", "of", "said", "12", "boats", ",", ".", '"']
TEXTS = st.lists(st.sampled_from(WORDS), max_size=15).map(" ".join)


@given(TEXTS, TEXTS)
def test_a_word_comes_from_a_word_of_its_stem_or_from_a_verb_of_speech(
    draft: str, passage: str
) -> None:
    alignment = align(tokenise(draft), source_of([passage]))
    assert len(alignment.places) == len(alignment.draft)
    for token, place in zip(alignment.draft, alignment.places, strict=True):
        if place >= 0:
            assert token.low == "said" or token.stem == alignment.source.tokens[place].stem


@given(TEXTS)
def test_a_text_comes_from_itself_word_for_word(text: str) -> None:
    alignment = align(tokenise(text), source_of([text]))
    assert all(place == at for at, place in enumerate(alignment.places) if place >= 0)
    assert all(
        token.kind == "punct"
        for token, place in zip(alignment.draft, alignment.places, strict=True)
        if place < 0
    )
