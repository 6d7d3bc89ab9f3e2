"""Twice is once: in one brief no sentence is read, judged or parsed a second time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from briefing.assembly.pipeline import make
from briefing.assembly.run import Run
from briefing.language import likeness, text
from briefing.models.fake import FakeEmbedder, FakeGenerator, FakeParser
from briefing.writing.gate import wellformed

from ..fingerprints import DAY, ROOT, settings

READERS = (
    (text, "tokenise"),
    (text, "find_figures"),
    (text, "surface_words"),
    (text, "find_names"),
    (text, "find_quotes"),
    (text, "name_terms"),
    (text, "addresses_a_model"),
    (likeness, "_with_keys"),
    (wellformed, "_unfinished"),
)
"""Where a sentence is taken apart: the readers, what it can be compared by, and the judge of its form."""


def _counted(calls: Counter[str], reader: Callable[..., Any]) -> Callable[..., Any]:
    def count(first: object, *rest: object, **named: object) -> Any:
        calls[repr(first)] += 1
        return reader(first, *rest, **named)

    return count


def test_no_sentence_is_read_judged_or_parsed_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    text._kept.cache_clear()
    wellformed._judge.cache_clear()
    wellformed._form_of.cache_clear()
    likeness._content_of.cache_clear()
    calls: dict[str, Counter[str]] = {}
    for module, name in READERS:
        calls[name] = Counter()
        monkeypatch.setattr(module, name, _counted(calls[name], getattr(module, name)))
    parser, model = FakeParser(), FakeGenerator(lambda text: text.rpartition(",")[0] + ".")
    run = Run(DAY, settings(), model, shortener=model, embedder=FakeEmbedder(), parser=parser)
    inputs = [(path.name, path.read_bytes()) for path in sorted((ROOT / "seeds").iterdir())]
    assert make(inputs, run).brief.items
    calls["parse"] = Counter(one for batch in parser.batches for one in batch)
    assert [name for name, of_text in calls.items() if not of_text] == []
    again = {name: [one for one in of_text if of_text[one] > 1] for name, of_text in calls.items()}
    assert {name: texts for name, texts in again.items() if texts} == {}
