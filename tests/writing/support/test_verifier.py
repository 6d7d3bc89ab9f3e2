from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.models.fake import FakeScorer
from briefing.writing.support.verifier import Support, passages, verify, verify_all

TEXT = [
    "The swimming hall of Dunmore was closed on Tuesday after a pipe burst in the cellar, the town said.",
    "About 140 guests had to leave the water, manager Oswin Pell told reporters.",
    "The hall was built in 1974.",
    "Nobody was hurt.",
    "The town wants to repair it next year.",
]


@pytest.mark.parametrize(("text", "claim"), [([], ["It rained."]), (TEXT, []), ([], [])])
def test_nothing_supports_nothing(text: list[str], claim: list[str]) -> None:
    assert verify(text, claim) == Support(supported=False, score=0.0, reasons=("empty",))


@pytest.mark.parametrize("sentence", TEXT)
def test_a_text_supports_its_own_sentences(sentence: str) -> None:
    found = verify(TEXT, [sentence])
    assert found.supported
    assert found.score > 0.9


def test_a_sentence_that_the_text_does_not_carry_brings_the_claim_down() -> None:
    good, bad = TEXT[2], "Mayor Bob Crane died in Paris on 22 March."
    assert not verify(TEXT, [bad]).supported
    assert verify(TEXT, [good, bad]).score < verify(TEXT, [good]).score
    assert verify(TEXT, [good, bad]).reasons == verify(TEXT, [bad]).reasons


def test_every_sentence_of_a_claim_gives_its_reasons() -> None:
    found = verify(TEXT, ["The hall was built in 1984.", "Mayor Bob Crane was hurt."])
    assert {"number not in source", "name not in source"} & set(found.reasons)
    assert len(set(found.reasons)) == len(found.reasons)


def test_a_text_as_a_tokeniser_leaves_it_is_cut_at_its_spaced_stops() -> None:
    first, second = "the hall was built in 1974 .", "nobody was hurt ."
    assert verify(TEXT, [f"{first} {second}"]) == verify(TEXT, [first, second])


def test_the_same_claim_always_gets_the_same_score() -> None:
    claim = ["About 140 guests left, Pell said."]
    assert verify(TEXT, claim) == verify(list(TEXT), list(claim))


def test_a_changed_number_lowers_the_score_and_is_named() -> None:
    found = verify(
        TEXT, ["About 240 guests had to leave the water, manager Oswin Pell told reporters."]
    )
    assert found.score < verify(TEXT, [TEXT[1]]).score
    assert any("number" in reason for reason in found.reasons)


def test_a_supported_claim_in_other_words_has_nothing_against_it() -> None:
    found = verify(TEXT, ["A pipe burst in the cellar closed the swimming hall of Dunmore."])
    assert (found.supported, found.reasons) == (True, ())


def test_an_unsupported_claim_against_which_nothing_stands_is_told_to_lack_support() -> None:
    found = verify(TEXT, ["The town said that manager Oswin Pell was hurt in the hall."])
    assert (found.supported, found.reasons) == (False, ("support too low",))


@given(
    text=st.lists(st.text(max_size=60), max_size=6),
    claim=st.lists(st.text(max_size=60), max_size=3),
)
def test_any_texts_get_a_score_between_0_and_1(text: list[str], claim: list[str]) -> None:
    found = verify(text, claim)
    assert 0 <= found.score <= 1


# -- with a model of pairs ------------------------------------------------------------------------


def test_a_model_judges_every_sentence_against_the_passage_that_carries_it_best() -> None:
    text = [*TEXT, *[f"Shop number {n} sold umbrellas." for n in range(80)], "Rain fell on Kent."]
    one, two = "Nobody was found hurt.", "Rain fell on windy Kent."
    assert verify(text, [one], FakeScorer(), alone=True).score == pytest.approx(3 / 4)
    assert verify(text, [one, two], FakeScorer(), alone=True).score == pytest.approx(3 / 4)
    assert verify(text, [two], FakeScorer(), alone=True).score == pytest.approx(4 / 5)


def test_claims_judged_together_have_the_scores_that_they_have_alone() -> None:
    pairs = [(TEXT, [TEXT[0]]), ([], ["It rained."]), (TEXT, ["Mayor Crane was hurt.", TEXT[2]])]
    for scorer, own in ((None, False), (FakeScorer(), False), (FakeScorer(), True)):
        alone = [verify(text, claim, scorer, alone=own) for text, claim in pairs]
        assert list(verify_all(pairs, scorer, alone=own)) == alone
        assert [one.supported for one in alone[:2]] == [True, False]
        assert 0 < alone[2].score < alone[0].score


class Constant:
    """Says the same of every pair, and remembers the pairs."""

    identity = FakeScorer.identity

    def __init__(self, score: float) -> None:
        self._score = score
        self.pairs: list[tuple[str, str]] = []

    def score(self, pairs: Sequence[tuple[str, str]]) -> Iterator[float]:
        self.pairs += pairs
        return iter([self._score] * len(pairs))


def test_beside_the_features_a_model_moves_the_score_its_way() -> None:
    claim = ["About 140 guests left the hall.", "The town closed it on Tuesday."]
    scores = [verify(TEXT, claim, Constant(word)).score for word in (0.0, 0.1, 0.5, 0.9, 1.0)]
    assert scores == sorted(scores)
    assert scores[0] < scores[-1] - 0.1


def test_beside_the_features_a_model_sees_the_nearest_passage_of_each_sentence() -> None:
    text = [*TEXT, *[f"Shop number {n} sold umbrellas to the guests." for n in range(80)]]
    model = Constant(0.5)
    verify(text, ["The hall was built in 1974.", "Nobody was hurt."], model)
    assert [claim for _, claim in model.pairs] == [
        "The hall was built in 1974.",
        "Nobody was hurt.",
    ]
    assert [TEXT[2] in model.pairs[0][0], TEXT[3] in model.pairs[1][0]] == [True, True]
    assert all(len(passage) < 600 for passage, _ in model.pairs)


@given(st.lists(st.text("ab ", min_size=1, max_size=30), max_size=12), st.integers(5, 40))
def test_passages_hold_every_sentence_in_order_and_keep_to_their_room(
    sentences: list[str], room: int
) -> None:
    cut = passages(sentences, room)
    for one in cut:
        assert len(one) <= room or one in sentences
    at = 0
    for sentence in sentences:
        at = next(n for n in range(at, len(cut)) if sentence in cut[n])
