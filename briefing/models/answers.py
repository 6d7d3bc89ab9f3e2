"""A generator that asks its store before it asks the model."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol

from briefing.models.base import (
    Answer,
    Decoding,
    Deletion,
    DeletionScorer,
    Generator,
    Prompt,
)
from briefing.models.batching import in_order, plan
from briefing.records import ModelIdentity, content_id


class AnswerStore(Protocol):
    """What the generator needs of a store."""

    def answers(self, key: str) -> list[Answer] | None:
        """Return the answers kept under `key`, or None."""

    def keep_answers(self, key: str, answers: Sequence[Answer]) -> None:
        """Keep them durably."""

    def scores(self, key: str) -> list[tuple[float, ...]] | None:
        """Return the scores kept under `key`, or None."""

    def keep_scores(self, key: str, scores: Sequence[tuple[float, ...]]) -> None:
        """Keep them durably."""


class Running(NamedTuple):
    """How a model is run, as the settings say: batch size, device and number format."""

    batch_size: int
    device: str = "auto"
    dtype: str = "auto"


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
    return content_id("deletions", *model, *rows)


class StoredGenerator:
    """Plans batches from the whole input, and runs those whose answers the store lacks.

    The model is loaded at the first batch that has to run: a run that finds all its answers never
    imports torch.
    """

    def __init__(
        self,
        identity: ModelIdentity,
        load: Callable[[], Generator],
        store: AnswerStore,
        running: Running,
        progress: Callable[[int, int], None] = lambda done, total: None,  # noqa: ARG005  # the silent default
    ) -> None:
        self.identity = identity
        self.batches_run = 0
        self._load = load
        self._model: Generator | None = None
        self._store = store
        self._running = running
        self._progress = progress

    def generate(self, prompts: Sequence[Prompt], decoding: Decoding) -> Iterator[Answer]:
        """Yield one answer per prompt, in order; what the model finished is kept at once."""
        batches = plan([prompt.text for prompt in prompts], self._running.batch_size)
        return in_order(prompts, batches, lambda part: self._answer(part, decoding), self._progress)

    def _answer(self, prompts: Sequence[Prompt], decoding: Decoding) -> list[Answer]:
        key = batch_key(prompts, decoding, self.identity, self._running)
        kept = self._store.answers(key)
        if kept is not None and len(kept) == len(prompts):
            return kept
        answers = list(self._loaded().generate(prompts, decoding))
        self.batches_run += 1
        if all(answer.finish != "memory" for answer in answers):
            self._store.keep_answers(key, answers)
        return answers

    def score_deletions(
        self, prompts: Sequence[Prompt], deletions: Sequence[Sequence[Deletion]]
    ) -> Iterator[tuple[float, ...]]:
        """Yield the scores of each prompt's deletions, in order.

        A model that cannot score (sequence-to-sequence kinds) finds none of them good.
        """
        rows = list(zip(prompts, deletions, strict=True))
        batches = plan([prompt.text for prompt in prompts], self._running.batch_size)
        return in_order(
            rows, batches, lambda part: self._scores(*zip(*part, strict=True)), self._progress
        )

    def _scores(
        self, prompts: Sequence[Prompt], deletions: Sequence[Sequence[Deletion]]
    ) -> list[tuple[float, ...]]:
        key = deletions_key(prompts, deletions, self.identity, self._running)
        kept = self._store.scores(key)
        if kept is not None and [len(row) for row in kept] == [len(row) for row in deletions]:
            return kept
        model = self._loaded()
        if isinstance(model, DeletionScorer):
            scores = list(model.score_deletions(prompts, deletions))
        else:
            scores = [tuple(-math.inf for _ in row) for row in deletions]
        self.batches_run += 1
        if not any(math.isnan(score) for row in scores for score in row):
            self._store.keep_scores(key, scores)
        return scores

    def _loaded(self) -> Generator:
        if self._model is None:
            self._model = self._load()
        return self._model
