"""Models behind a store: what was answered once is not asked again.

::

    request ─ key ─▶ store ─ all there ──────────────────────▶ rows
                          └─ not there ─ load once ─ ask, keep ─▶ rows

A model is loaded at the first request that it has to answer itself: a run that finds all its answers
never imports torch.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from typing import Any, Final, Generic, NamedTuple, Protocol, Self, TypeVar

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


TEXTS: Final = 256
"""Texts that a host parses at a time: a multiple of what the parser takes together, so that each text
has the neighbours that it has where all are parsed in one go."""


class AnswerStore(Protocol):
    """Where rows outlive the run."""

    def rows(self, key: str, form: TypeAdapter[list[Row]]) -> list[Row] | None:
        """Return the rows kept under `key`, or None."""

    def keep_rows(self, key: str, form: TypeAdapter[list[Row]], rows: list[Row]) -> None:
        """Keep them durably."""


class Host(Protocol):
    """Somewhere else that models are loaded and asked."""

    @property
    def ahead(self) -> int:
        """How many requests are under way there at a time."""

    def begin(
        self, load: Callable[[], Any], ask: Callable[[Any], Iterable[Any]]
    ) -> Callable[[], list[Any]]:
        """Begin to `ask` the model that `load` loads there; what is returned waits for the rows, and raises what went wrong."""


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
        self.load = load
        """What loads it, here or at a host."""
        self._loaded = cache(load)
        self._store = store
        self._host: Host | None = None

    def hosted(self, host: Host) -> Self:
        """Return it with the model loaded and asked by `host`; the store stays in this process."""
        other = copy.copy(self)
        other._host = host  # noqa: SLF001  # its own copy
        return other

    def _rows(
        self, key: str, kind: Kind[Row], wanted: int, *asks: Callable[[Model], Iterable[Row]]
    ) -> Iterable[Row]:
        """The `wanted` rows kept under `key`, or else those that the model gives.

        A host is asked at once, and waited for when the first row is taken.
        """
        kept = self._store.rows(key, kind.form)
        if kept is not None and len(kept) == wanted:
            return kept
        return self._kept_anew(key, kind, [self._begun(ask) for ask in asks])

    def _begun(self, ask: Callable[[Model], Iterable[Row]]) -> Callable[[], list[Row]]:
        if self._host is not None:
            return self._host.begin(self.load, ask)
        return lambda: list(ask(self._loaded()))

    def _kept_anew(
        self, key: str, kind: Kind[Row], begun: Sequence[Callable[[], list[Row]]]
    ) -> Iterator[Row]:
        rows = [row for answers in begun for row in self._waited(answers)]
        self.batches_run += 1
        if all(map(kind.lasts, rows)):
            self._store.keep_rows(key, kind.form, rows)
        yield from rows

    @property
    def _ahead(self) -> int:
        return self._host.ahead if self._host is not None else 1

    def _waited(self, answers: Callable[[], list[Row]]) -> list[Row]:
        """What the model gives; raises :class:`ModelError` where it fails, in whatever way."""
        try:
            return answers()
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

        def run(batch: Sequence[Prompt]) -> Iterable[Answer]:
            key = batch_key(batch, decoding, self.identity, self._running)
            return self._rows(key, ANSWERS, len(batch), partial(_answers, batch, decoding))

        return in_order(prompts, self._batches(prompts), run, self._progress, self._ahead)


class KeptShortener(_KeptBatches[DeletionScorer]):
    """Keeps the scores of each batch."""

    def score_deletions(
        self, prompts: Sequence[Prompt], deletions: Sequence[Sequence[Deletion]]
    ) -> Iterator[Numbers]:
        """Yield the scores of each prompt's deletions, in order."""

        def run(batch: Sequence[tuple[Prompt, Sequence[Deletion]]]) -> Iterable[Numbers]:
            asked, gaps = [prompt for prompt, _ in batch], [row for _, row in batch]
            key = deletions_key(asked, gaps, self.identity, self._running)
            return self._rows(key, NUMBERS, len(batch), partial(_scores, asked, gaps))

        rows = list(zip(prompts, deletions, strict=True))
        return in_order(rows, self._batches(prompts), run, self._progress, self._ahead)


# What is asked of a model travels to its host: functions of the module, and no model in them.


def _answers(prompts: Sequence[Prompt], decoding: Decoding, model: Generator) -> Iterable[Answer]:
    return model.generate(prompts, decoding)


def _vectors(texts: Sequence[str], model: Embedder) -> Iterable[Numbers]:
    return model.embed(texts)


def _trees(texts: Sequence[str], model: Parser) -> Iterable[Tree]:
    return model.parse(texts)


def _scores(
    prompts: Sequence[Prompt], deletions: Sequence[Sequence[Deletion]], model: DeletionScorer
) -> Iterable[Numbers]:
    return model.score_deletions(prompts, deletions)


class KeptEmbedder(Kept[Embedder]):
    """Keeps the vectors of each request."""

    def embed(self, texts: Sequence[str]) -> Iterator[Numbers]:
        """Yield one unit vector per text, in order."""
        if texts:
            key = self._texts_key("vectors, own network", texts)
            yield from self._rows(key, NUMBERS, len(texts), partial(_vectors, texts))


class KeptParser(Kept[Parser]):
    """Keeps the trees of each request."""

    def parse(self, texts: Sequence[str]) -> Iterator[Tree]:
        """Yield the tree of each text, in order."""
        if texts:
            key = self._texts_key("trees", texts)
            size = TEXTS if self._ahead > 1 else len(texts)
            blocks = [texts[start : start + size] for start in range(0, len(texts), size)]
            asks = [partial(_trees, block) for block in blocks]
            yield from self._rows(key, TREES, len(texts), *asks)
