"""Dependency trees, and that nothing is parsed twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import platformdirs
import pytest

from briefing.errors import ModelError
from briefing.models.base import Tree, Word
from briefing.models.parser import SpacyParser, StoredParser
from briefing.models.pins import DEFAULT_PARSER
from briefing.models.weights import find, identity_of
from briefing.records import ModelIdentity
from briefing.store import Store

IDENTITY = ModelIdentity(name="toy", digest="0")


class Toy:
    """Every word hangs on the first one; counts how often it is asked."""

    identity = IDENTITY

    def __init__(self) -> None:
        self.calls = 0

    def parse(self, texts: Sequence[str]) -> Iterator[Tree]:
        self.calls += 1
        for text in texts:
            yield (Word(0, len(text), "NN", "ROOT", 0),)


@pytest.mark.model
def test_a_sentence_becomes_a_tree_with_offsets() -> None:
    folder = find(DEFAULT_PARSER, platformdirs.user_cache_path("briefing") / "models")
    if folder is None:
        pytest.skip(f"{DEFAULT_PARSER} is not on disk; 'briefing models pull' gets it")
    parser = SpacyParser(folder, identity_of(DEFAULT_PARSER, folder))
    text = "Ann Lee  left Tarn."
    (tree,) = parser.parse([text])
    assert [(text[w.start : w.end], w.tag, w.relation, w.head) for w in tree if w.tag != "_SP"] == [
        ("Ann", "NNP", "compound", 1),
        ("Lee", "NNP", "nsubj", 3),
        ("left", "VBD", "ROOT", 3),
        ("Tarn", "NNP", "dobj", 3),
        (".", ".", "punct", 3),
    ]


def test_a_broken_folder_is_named_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = 7\n", encoding="utf-8")
    with pytest.raises(ModelError, match="models pull toy"):
        SpacyParser(tmp_path, IDENTITY)


def test_what_the_store_has_is_not_parsed_again(tmp_path: Path) -> None:
    toy = Toy()
    with Store(tmp_path / "s.sqlite") as store:
        first = list(StoredParser(IDENTITY, lambda: toy, store).parse(["One.", "Two."]))
        again = list(StoredParser(IDENTITY, lambda: toy, store).parse(["One.", "Two."]))
        other = list(StoredParser(IDENTITY, lambda: toy, store).parse(["Two."]))
    assert again == first
    assert other == first[1:]
    assert toy.calls == 2


def test_trees_of_another_parser_are_not_taken(tmp_path: Path) -> None:
    toy = Toy()
    with Store(tmp_path / "s.sqlite") as store:
        list(StoredParser(IDENTITY, lambda: toy, store).parse(["One."]))
        list(
            StoredParser(ModelIdentity(name="toy", digest="1"), lambda: toy, store).parse(["One."])
        )
    assert toy.calls == 2
