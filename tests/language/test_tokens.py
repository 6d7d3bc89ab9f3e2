"""Tokens of a language that is data alone: an invented one with four short lists."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from briefing.language import tokenise as tokenising
from briefing.language import tokens
from briefing.language.base import Language, Value
from briefing.language.tokenise import tokenise
from briefing.language.tokens import stem

TABLES: dict[str, dict[str, Value]] = {
    "classes": {"articles": "le la", "be": "ess"},
    "spelling": {"verbal_endings": "ev", "endings": {"ev": 4}, "pairs": {"sur tarn": "s.t."}},
}


@pytest.fixture(autouse=True)
def _tarnish(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for module in (tokens, tokenising):
        monkeypatch.setattr(module, "language", lambda code: Language(code, TABLES))
    _forget()
    yield
    _forget()


def _forget() -> None:
    """Empty what is kept of a language whose data a test replaces."""
    tokens.word_classes.cache_clear()
    tokenising._rules.cache_clear()


def test_words_of_the_closed_classes_are_no_content() -> None:
    found = tokenise("Le molk ess brolev.", "xx")
    assert [token.low for token in found if token.content] == ["molk", "brolev"]
    assert [token.low for token in found if token.verbal] == ["ess", "brolev"]


def test_endings_are_cut_and_pairs_are_one_token() -> None:
    assert stem("brolev", "xx") == "brol"
    assert [token.stem for token in tokenise("la Sur Tarn brolev", "xx")] == ["la", "s.t.", "brol"]
