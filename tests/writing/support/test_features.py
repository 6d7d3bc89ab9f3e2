from __future__ import annotations

import os
import subprocess
import sys
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.sentences import LONGEST
from briefing.writing.support.features import (
    FEATURES,
    claim_features,
    judge,
    match_features,
    nearest,
)
from briefing.writing.support.ground import prepare, split_spaced

TEXT = [
    "Harbour master Ines Tal accused the ferry company of delays on Friday.",
    "The company has 12 boats and did not answer.",
    "Storms are expected next week.",
]


def features(sentence: str) -> dict[str, float]:
    return dict(judge(sentence, prepare(TEXT)).features)


def test_a_sentence_of_the_text_is_found_whole() -> None:
    found = judge(TEXT[0], prepare(TEXT))
    assert found.verbatim
    assert found.reasons == ()
    whole = ("words", "rare_words", "bigrams", "trigrams", "best_sentence", "longest", "aligned")
    assert [found.features[name] for name in whole] == pytest.approx([1.0] * len(whole))


@pytest.mark.parametrize(
    ("claim", "feature"),
    [
        ("The company has 15 boats.", "missing_numbers"),
        ("Harbour master Oda Rhys accused the ferry company.", "missing_names"),
        ("The company has 12 boats and sold them.", "missing_plain"),
        ("Storms are not expected next week.", "negation_differs"),
        ("The company answered.", "negation_differs"),
        ("The ferry company accused harbour master Ines Tal.", "turned"),
    ],
)
def test_a_difference_from_the_text_is_counted(claim: str, feature: str) -> None:
    assert features(claim)[feature] > 0


def test_words_from_different_sentences_are_not_together() -> None:
    mixed, true = features("The storms accused Friday."), features("Ines Tal accused the company.")
    assert mixed["known_together"] < true["known_together"]
    assert mixed["best_sentence"] < mixed["best_three"]


def test_a_claim_has_the_least_the_most_and_the_mean_of_its_sentences() -> None:
    ground = prepare(TEXT)
    one, two = judge(TEXT[0], ground), judge("Nobody knows why.", ground)
    named = dict(zip(FEATURES, claim_features([one, two]), strict=True))
    values = one.features["words"], two.features["words"]
    assert named["least:words"] == min(values)
    assert named["most:words"] == max(values)
    assert named["mean:words"] == pytest.approx(sum(values) / 2)


def test_one_sentence_is_its_own_least_most_and_mean() -> None:
    row = claim_features([judge(TEXT[1], prepare(TEXT))])[:-1]
    third = len(row) // 3
    assert row[:third] == row[third : 2 * third] == row[2 * third :]


@pytest.mark.parametrize(
    ("sentences", "pieces"),
    [
        (["it rained . it snowed ."], ["it rained .", "it snowed ."]),
        (["Mr. Tal left."], ["Mr. Tal left."]),
        (["...", ""], []),
    ],
)
def test_only_a_stop_between_spaces_cuts(sentences: list[str], pieces: list[str]) -> None:
    assert split_spaced(sentences) == pieces


def test_the_nearest_passage_has_what_the_sentence_shares_in_the_order_of_the_text() -> None:
    text = [*TEXT, *["Shops sold umbrellas."] * 90, "The ferry company sold 12 boats on Friday."]
    passage = nearest("The company sold the 12 boats.", prepare(text))
    assert passage.index(TEXT[1]) < passage.index(text[-1])
    assert TEXT[2] not in passage
    assert nearest("Zebras graze.", prepare(TEXT)) in TEXT


def test_what_a_model_says_becomes_least_and_mean_log_odds() -> None:
    assert match_features([0.5, 0.5]) == (0, 0)
    least, mean = match_features([0.9, 0.1, 0.5])
    assert least == pytest.approx(-2.197, abs=1e-3)
    assert mean == pytest.approx(0)
    assert match_features([0.0])[0] < -10
    assert match_features([1.0])[0] > 10


@given(st.lists(st.text(max_size=50), min_size=1, max_size=5), st.text(max_size=50))
def test_any_texts_have_finite_features(text: list[str], claim: str) -> None:
    row = claim_features([judge(claim, prepare(text))])
    assert len(row) == len(FEATURES)
    assert all(abs(value) < 1e4 for value in row)


@given(st.lists(st.text("ab .", max_size=30), max_size=4))
def test_cutting_keeps_every_letter(sentences: list[str]) -> None:
    def letters(rows: list[str]) -> str:
        return "".join(char for char in chain.from_iterable(rows) if char.isalpha())

    assert letters(split_spaced(sentences)) == letters(sentences)


ASK = """
from briefing.writing.support.features import judge
from briefing.writing.support.ground import prepare
text = ["The harbour master of Tarn closed the old pier after a storm tore four boats loose on Friday night."]
claim = "After a storm on Friday the harbour master closed the pier of Tarn, where four old boats tore loose."
print(list(judge(claim, prepare(text)).features.values()))
"""


def test_features_are_the_same_to_the_last_digit_in_every_process() -> None:
    """Sets are walked in another order in each: their sums must not tell."""
    told = {
        subprocess.run(
            [sys.executable, "-c", ASK],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1


def test_a_claim_of_any_length_is_held_against_by_each_reason() -> None:
    padding = ", the town of Tarn said" * 250
    long = f"The fire killed 9 people{padding}."
    assert len(long) > LONGEST
    found = judge(long, prepare([f"The fire killed 2 people{padding}."])).features
    assert found["gate_number"] == found["value_reasons"] == 1
