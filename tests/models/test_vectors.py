"""The embedder that asks its store before it asks the model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from briefing.models.base import Embedder
from briefing.models.fake import FakeEmbedder
from briefing.models.vectors import StoredEmbedder
from briefing.records import ModelIdentity
from briefing.store import Store

IDENTITY = ModelIdentity(name="small", digest="abc")
TEXTS = ["A dam leaks.", "A bridge closes.", "A dam leaks."]


class Counting(FakeEmbedder):
    """Counts how many texts it was asked for."""

    asked = 0

    def embed(self, texts: Sequence[str]) -> Iterator[tuple[float, ...]]:
        self.asked += len(texts)
        return super().embed(texts)


def _embedder(store: Store, model: Embedder, identity: ModelIdentity = IDENTITY) -> StoredEmbedder:
    return StoredEmbedder(identity, lambda: model, store)


def test_a_second_run_finds_the_same_vectors_without_the_model(tmp_path: Path) -> None:
    model = Counting()
    with Store(tmp_path / "state.sqlite") as store:
        first = list(_embedder(store, model).embed(TEXTS))
        again = list(_embedder(store, model).embed(TEXTS))
    assert first == again == list(FakeEmbedder().embed(TEXTS))
    assert model.asked == len(TEXTS)


def test_other_texts_or_weights_are_another_request(tmp_path: Path) -> None:
    model = Counting()
    with Store(tmp_path / "state.sqlite") as store:
        list(_embedder(store, model).embed(TEXTS))
        list(_embedder(store, model).embed(TEXTS[:2]))
        other = ModelIdentity(name="small", digest="def")
        list(_embedder(store, model, other).embed(TEXTS))
    assert model.asked == 3 + 2 + 3


def test_without_texts_nothing_is_loaded(tmp_path: Path) -> None:
    def load() -> Embedder:
        raise AssertionError("loaded for nothing")

    with Store(tmp_path / "state.sqlite") as store:
        assert list(StoredEmbedder(IDENTITY, load, store).embed([])) == []
