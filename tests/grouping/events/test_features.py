"""The words behind the measures of a pair: those that the scorer was fitted on."""

from __future__ import annotations

import json
from importlib import resources

from briefing.grouping.events.vocabulary import LEXICON
from briefing.language.tokens import stem
from briefing.language.words import background, fold


def test_the_scorer_stands_beside_the_words_that_it_was_fitted_on() -> None:
    scorer = json.loads(
        (resources.files("briefing.grouping.events") / "scorer.json").read_text("utf-8")
    )
    assert scorer["lexicon"] == LEXICON.digest
    assert scorer["counts"] == background().digest


def test_words_become_the_terms_that_the_scorer_was_fitted_on() -> None:
    clitics = LEXICON.phrases("scorer.clitics")
    expected = LEXICON.table("scorer.stems")
    assert {word: stem(fold(word, clitics)) for word in expected} == expected
