"""A text taken apart, and the words that the support model was fitted on."""

from __future__ import annotations

import json
from importlib import resources

from briefing.language.tokens import stem
from briefing.writing.support.ground import LEXICON, prepare


def test_a_text_is_known_by_the_stems_of_its_words() -> None:
    ground = prepare(["The ferries of Port Orrin were stopped on Friday."])
    assert ground.contents == (frozenset(("ferry", "port", "orrin", "stop", "friday")),)
    assert ground.names == {"port", "orrin", "friday"}
    assert ground.gaps["port", "orrin"] == 1


def test_the_model_stands_beside_the_words_that_it_was_fitted_on() -> None:
    model = resources.files("briefing.writing.support") / "support_model.json"
    assert json.loads(model.read_text("utf-8"))["lexicon"] == LEXICON.digest


def test_words_have_the_stems_that_the_model_was_fitted_on() -> None:
    expected = LEXICON.table("support_model.stems")
    irregular = LEXICON.forms("support_model.irregular")
    assert {word: stem(word, irregular=irregular) for word in expected} == expected
