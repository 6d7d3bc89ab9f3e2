"""Models behind a store: what was answered once is not asked again.

::

    request ─ key ─▶ store ─ all there ──────────────────────▶ rows
                          └─ not there ─ load once ─ ask, keep ─▶ rows

A model is loaded at the first request that it has to answer itself: a run that finds all its answers
never imports torch.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Final, Generic, NamedTuple, Protocol, TypeVar

from pydantic import ConfigDict, TypeAdapter

from briefing.errors import BriefingError, ModelError
from briefing.models.base import (
    Answer,
    Decoding,
    Deletion,
    DeletionScorer,
    Embedder,
    Generator,
    Parser,
    Prompt,
    Running,
    Tree,
)
from briefing.models.batching import in_order, plan
from briefing.records import ModelIdentity, content_id

Model = TypeVar("Model")
Row = TypeVar("Row")

Numbers = tuple[float, ...]
"""The scores of one text's deletions, or the vector of a text."""
Progress = Callable[[int, int], None]
"""Told how many requests of how many are answered."""


class AnswerStore(Protocol):
    """Where rows outlive the run."""

    def rows(self, key: str, form: TypeAdapter[list[Row]]) -> list[Row] | None:
        """Return the rows kept under `key`, or None."""

    def keep_rows(self, key: str, form: TypeAdapter[list[Row]], rows: list[Row]) -> None:
        """Keep them durably."""


class Kind(NamedTuple, Generic[Row]):
    """A kind of rows: how they are written, and which are worth keeping."""

    form: TypeAdapter[list[Row]]
    lasts: Callable[[Row], bool]


ANSWERS: Final = Kind(TypeAdapter(list[Answer]), lambda answer: answer.finish != "memory")
NUMBERS: Final = Kind(
    TypeAdapter(list[Numbers], config=ConfigDict(ser_json_inf_nan="constants")),
    lambda row: not any(map(math.isnan, row)),
)
TREES: Final = Kind(TypeAdapter(list[Tree]), lambda _: True)


# -- keys ---------------------------------------------------------------------------------------


def batch_key(
    prompts: Sequence[Prompt], decoding: Decoding, identity: ModelIdentity, running: Running
) -> str:
    """Return the key of one batch: its prompts, model digest, decoding and number format.

    The whole batch is the key, since half-precision answers depend a little on what they are
    batched with (transformers #25921): so a brief cannot depend on the history of runs.  Each
    prompt enters as one digest, so that no text can pass for two.
    """
    asked = [content_id(prompt.frame.model_dump_json(), prompt.text) for prompt in prompts]
    model = (identity.name, identity.digest, running.device, running.dtype)
    return content_id(*model, decoding.model_dump_json(), *asked)


def deletions_key(
    prompts: Sequence[Prompt],
    deletions: Sequence[Sequence[Deletion]],
    identity: ModelIdentity,
    running: Running,
) -> str:
    """Return the key of one batch of scored deletions."""
    rows = [
        part
        for prompt, row in zip(prompts, deletions, strict=True)
        for part in (prompt.model_dump_json(), str([tuple(one) for one in row]))
    ]
    model = (identity.name, identity.digest, running.device, running.dtype)
    return content_id("deletions, own network", *model, *rows)


# -- models -------------------------------------------------------------------------------------


class Kept(Generic[Model]):
    """A model, and the store that is asked before it; loaded once, when it is needed."""

    def __init__(
        self, identity: ModelIdentity, load: Callable[[], Model], store: AnswerStore
    ) -> None:
        self.identity = identity
        self.batches_run = 0
        self._loaded = cache(load)
        self._store = store

    def _rows(
        self, key: str, kind: Kind[Row], wanted: int, ask: Callable[[Model], Iterable[Row]]
    ) -> list[Row]:
        """The `wanted` rows kept under `key`, or else those that the model gives."""
        kept = self._store.rows(key, kind.form)
        if kept is not None and len(kept) == wanted:
            return kept
        rows = self._asked(ask)
        self.batches_run += 1
        if all(map(kind.lasts, rows)):
            self._store.keep_rows(key, kind.form, rows)
        return rows

    def _asked(self, ask: Callable[[Model], Iterable[Row]]) -> list[Row]:
        """What the model gives; raises :class:`ModelError` where it fails, in whatever way."""
        try:
            return list(ask(self._loaded()))
        except (BriefingError, MemoryError):
            raise
        except Exception as error:
            line = str(error).partition("\n")[0][:200]
            raise ModelError(
                f"model '{self.identity.name}' failed ({type(error).__name__}: {line})."
            ) from error

    def _texts_key(self, what: str, texts: Sequence[str]) -> str:
        """The key of a request of texts as a whole.

        What a model gives for one depends a little on what it was batched with, and a brief must not
        depend on the history of runs.
        """
        return content_id(what, self.identity.name, self.identity.digest, *texts)


class _KeptBatches(Kept[Model]):
    """Plans batches from the whole input, and runs those whose answers are not kept."""

    def __init__(
        self,
        identity: ModelIdentity,
        load: Callable[[], Model],
        store: AnswerStore,
        running: Running,
        progress: Progress = lambda done, total: None,  # noqa: ARG005  # the silent default
    ) -> None:
        super().__init__(identity, load, store)
        self._running = running
        self._progress = progress

    def _batches(self, prompts: Sequence[Prompt]) -> list[list[int]]:
        return plan([prompt.text for prompt in prompts], self._running.batch_size)


class KeptGenerator(_KeptBatches[Generator]):
    """Keeps the answers of each batch."""

    def __init__(  # noqa: PLR0913  # what is known of a model before it is loaded, and how it is run
        self,
        identity: ModelIdentity,
        load: Callable[[], Generator],
        store: AnswerStore,
        running: Running,
        progress: Progress = lambda done, total: None,  # noqa: ARG005  # the silent default
        *,
        chats: bool = False,
    ) -> None:
        super().__init__(identity, load, store, running, progress)
        self.chats = chats
        """Known before the model is loaded."""

    def generate(self, prompts: Sequence[Prompt], decoding: Decoding) -> Iterator[Answer]:
        """Yield one answer per prompt, in order; what the model finished is kept at once."""

        def run(batch: Sequence[Prompt]) -> list[Answer]:
            key = batch_key(batch, decoding, self.identity, self._running)
            return self._rows(
                key, ANSWERS, len(batch), lambda model: model.generate(batch, decoding)
            )

        return in_order(prompts, self._batches(prompts), run, self._progress)


class KeptShortener(_KeptBatches[DeletionScorer]):
    """Keeps the scores of each batch."""

    def score_deletions(
        self, prompts: Sequence[Prompt], deletions: Sequence[Sequence[Deletion]]
    ) -> Iterator[Numbers]:
        """Yield the scores of each prompt's deletions, in order."""

        def run(batch: Sequence[tuple[Prompt, Sequence[Deletion]]]) -> list[Numbers]:
            asked, gaps = [prompt for prompt, _ in batch], [row for _, row in batch]
            key = deletions_key(asked, gaps, self.identity, self._running)
            return self._rows(
                key, NUMBERS, len(batch), lambda model: model.score_deletions(asked, gaps)
            )

        rows = list(zip(prompts, deletions, strict=True))
        return in_order(rows, self._batches(prompts), run, self._progress)


class KeptEmbedder(Kept[Embedder]):
    """Keeps the vectors of each request."""

    def embed(self, texts: Sequence[str]) -> Iterator[Numbers]:
        """Yield one unit vector per text, in order."""
        if texts:
            key = self._texts_key("vectors, own network", texts)
            yield from self._rows(key, NUMBERS, len(texts), lambda model: model.embed(texts))


class KeptParser(Kept[Parser]):
    """Keeps the trees of each request."""

    def parse(self, texts: Sequence[str]) -> Iterator[Tree]:
        """Yield the tree of each text, in order."""
        if texts:
            key = self._texts_key("trees", texts)
            yield from self._rows(key, TREES, len(texts), lambda model: model.parse(texts))
