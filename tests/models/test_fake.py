"""The shipped doubles: deterministic, and of the same shape as the real thing."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.models.base import (
    SLOT,
    Answer,
    Decoding,
    Embedder,
    Frame,
    Generator,
    Parser,
    Prompt,
    Scorer,
    Word,
)
from briefing.models.fake import FakeEmbedder, FakeGenerator, FakeParser, FakeScorer

FRAME = Frame(messages=(("user", f"Shorten: {SLOT}"),))


def _answers(model: Generator, *texts: str, decoding: Decoding | None = None) -> list[Answer]:
    prompts = [Prompt(frame=FRAME, text=text) for text in texts]
    return list(model.generate(prompts, decoding or Decoding()))


def test_the_doubles_fill_the_protocols() -> None:
    doubles: tuple[Generator, Scorer, Embedder, Parser] = (
        FakeGenerator(),
        FakeScorer(),
        FakeEmbedder(),
        FakeParser(),
    )
    assert {double.identity.name for double in doubles} == {"fake"}


def test_the_generator_echoes_in_order_and_remembers_its_batches() -> None:
    fake = FakeGenerator()
    assert [answer.text for answer in _answers(fake, "b", "a")] == ["b", "a"]
    assert fake.batches == [["b", "a"]]


def test_the_generator_replies_as_it_is_told() -> None:
    assert _answers(FakeGenerator(str.upper), "rain")[0] == Answer(text="RAIN", finish="stop")


def test_one_line_is_kept_where_one_line_is_wanted() -> None:
    fake = FakeGenerator(lambda _: "\n one \ntwo")
    assert _answers(fake, "x")[0].text == "one"
    whole = Decoding(stop_at_newline=False)
    assert _answers(fake, "x", decoding=whole)[0].text == "one \ntwo"


def test_a_long_reply_is_cut_and_says_so() -> None:
    short = Decoding(max_new_tokens=2)
    assert _answers(FakeGenerator(), "a b c", decoding=short) == [
        Answer(text="a b", finish="length")
    ]


@pytest.mark.parametrize(
    ("text", "claim", "score"),
    [("The port is shut", "the port", 1.0), ("rain", "rain snow", 0.5), ("rain", "", 0.0)],
)
def test_the_scorer_counts_shared_words(text: str, claim: str, score: float) -> None:
    assert list(FakeScorer().score([(text, claim)])) == [score]


@given(st.lists(st.text(st.characters()), max_size=5))
def test_every_text_has_a_unit_vector_that_depends_on_its_words_alone(texts: list[str]) -> None:
    vectors = list(FakeEmbedder(16).embed(texts))
    assert [len(vector) for vector in vectors] == [16] * len(texts)
    assert all(math.isclose(math.hypot(*vector), 1.0) for vector in vectors)
    alone = [next(FakeEmbedder(16).embed([text])) for text in texts]
    assert vectors == alone


def test_texts_with_the_same_words_have_the_same_vector() -> None:
    first, second, other = FakeEmbedder().embed(["rain in Oslo", "Oslo in  RAIN", "a strike"])
    assert first == second != other


def test_every_word_hangs_on_the_first_of_its_text() -> None:
    fake = FakeParser()
    trees = list(fake.parse(["Ann paid 40, and left.", ""]))
    assert trees == [
        (
            Word(0, 3, "NNP", "ROOT", 0),
            Word(4, 8, "NN", "dep", 0),
            Word(9, 11, "CD", "dep", 0),
            Word(11, 12, ",", "punct", 0),
            Word(13, 16, "NN", "dep", 0),
            Word(17, 21, "NN", "dep", 0),
            Word(21, 22, ".", "punct", 0),
        ),
        (),
    ]
    assert fake.batches == [["Ann paid 40, and left.", ""]]


@given(st.text())
def test_the_words_of_a_tree_are_all_of_a_text_but_its_spaces(text: str) -> None:
    (tree,) = FakeParser().parse([text])
    assert "".join(text[word.start : word.end] for word in tree) == "".join(text.split())


def test_a_frame_has_exactly_one_slot() -> None:
    for content in ("no slot", SLOT + SLOT):
        with pytest.raises(ValueError, match="exactly one slot"):
            Frame(messages=(("user", content),))
