"""Dependency trees of the small English pipeline."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from briefing.errors import ModelError
from briefing.models.find import find, identity_of
from briefing.models.pins import DEFAULT_PARSER
from briefing.models.spacy import SpacyParser
from briefing.records import ModelIdentity

IDENTITY = ModelIdentity(name="toy", digest="0")


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
