"""The form of sentences in a language that is data alone: an invented one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from briefing.language import instructions, text, tokens
from briefing.language import tokenise as tokenising
from briefing.language.base import Language, Value
from briefing.writing.gate import Reason, form, wellformed

TABLES: Mapping[str, Mapping[str, Value]] = {
    "classes": {"subordinators": "dum", "pronouns_of_the_outlet": "nos"},
    "form": {
        "leaning": "ille",
        "last_words": "et",
        "furniture": {"labels": ["pictura:"]},
        "instructions": {"tasks": "scribe", "task_objects": ["carmen"]},
    },
}


@pytest.fixture(autouse=True)
def _invented(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for module in (tokens, tokenising, instructions, wellformed):
        monkeypatch.setattr(module, "language", lambda code: Language(code, TABLES))
    _forget()
    yield
    _forget()


def _forget() -> None:
    """Empty what is kept of a language whose data a test replaces."""
    kept = (tokens.word_classes, tokenising._rules, instructions._rules, wellformed._patterns)
    for one in (*kept, wellformed._words, wellformed._form_of, text._kept):
        one.cache_clear()


@pytest.mark.parametrize(
    ("sentence", "reasons"),
    [
        ("Molinarius in Tarnio panem vendit.", set()),
        ("Molinarius panem vendit et.", {Reason.UNFINISHED}),
        ("Dum molinarius panem vendit.", {Reason.UNFINISHED}),
        ("Ille panem in Tarnio vendit.", {Reason.NOT_SELF_STANDING}),
        ("Hodie nos panem vendimus.", {Reason.NOT_SELF_STANDING}),
        ("Pictura: molinarius panem vendit.", {Reason.FURNITURE}),
        ("Scribe carmen de molinario.", {Reason.INSTRUCTION}),
    ],
)
def test_data_tell_the_form_of_a_sentence(sentence: str, reasons: set[Reason]) -> None:
    assert form(sentence, "yy") == reasons
