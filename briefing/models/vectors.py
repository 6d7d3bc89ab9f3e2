"""An embedder that asks its store before it asks the model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from briefing.models.base import Embedder
from briefing.records import ModelIdentity, content_id


class VectorStore(Protocol):
    """What the embedder needs of a store."""

    def scores(self, key: str) -> list[tuple[float, ...]] | None:
        """Return the rows kept under `key`, or None."""

    def keep_scores(self, key: str, scores: Sequence[tuple[float, ...]]) -> None:
        """Keep them durably."""


class StoredEmbedder:
    """Keeps the vectors of each request; a run that finds all of them never loads the model."""

    def __init__(
        self, identity: ModelIdentity, load: Callable[[], Embedder], store: VectorStore
    ) -> None:
        self.identity = identity
        self._load = load
        self._store = store

    def embed(self, texts: Sequence[str]) -> Iterator[tuple[float, ...]]:
        """Yield one unit vector per text, in order.

        The request as a whole is the key: vectors depend a little on what they are batched with, and
        a brief must not depend on the history of runs.
        """
        key = content_id("vectors", self.identity.name, self.identity.digest, *texts)
        kept = self._store.scores(key) if texts else []
        if kept is None or len(kept) != len(texts):
            kept = list(self._load().embed(texts))
            self._store.keep_scores(key, kept)
        yield from kept
