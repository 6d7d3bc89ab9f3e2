"""Decoder-only models: answers, and scores of deletions."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import torch
from transformers import PreTrainedTokenizerBase, StoppingCriteria

from briefing.models.base import Answer, Decoding, Deletion, Frame, Prompt
from briefing.models.batching import alike, in_order, plan, run_halving
from briefing.models.deletions import Coded, Fork, Row, edges, forks
from briefing.models.hf.frames import SharedFrames, layout, positions
from briefing.models.hf.generator import HuggingFaceGenerator, unpad
from briefing.models.hf.loaded import Loaded
from briefing.models.networks.memory import memory_shortage
from briefing.records import ModelIdentity


class _LineStop(StoppingCriteria):  # type: ignore[no-untyped-call, misc, unused-ignore]
    """Stops a row once it has broken the line after some text."""

    def __init__(self, tokenizer: PreTrainedTokenizerBase, start: int) -> None:
        self._start = start
        breaks = {i for word, i in tokenizer.get_vocab().items() if "\n" in word or "Ċ" in word}
        breaks.update(tokenizer.encode("\n", add_special_tokens=False)[-1:])
        self._breaks = torch.tensor(sorted(breaks), dtype=torch.long)

    def __call__(self, input_ids: Any, scores: Any, **kwargs: Any) -> Any:  # noqa: ANN401, ARG002
        """Whether each row's last token breaks the line; the very first token may."""
        if input_ids.shape[1] <= self._start + 1:
            return torch.zeros(input_ids.shape[0], dtype=torch.bool, device=input_ids.device)
        return torch.isin(input_ids[:, -1], self._breaks.to(input_ids.device))


class CausalGenerator(HuggingFaceGenerator):
    """Decoder-only models, with their chat template or, where they have none, a plain frame."""

    def __init__(self, loaded: Loaded, identity: ModelIdentity) -> None:
        super().__init__(loaded, identity)
        self._frames = SharedFrames(loaded)

    def _run(self, frame: Frame, texts: Sequence[str], decoding: Decoding) -> list[Answer]:
        # 1. Layout of a row: [frame | padding | text, end of frame]; positions count real tokens.
        before, after, _ = prefix = self._frames.prefix(frame)
        room = self._room() - len(before) - len(after) - decoding.max_new_tokens
        rows = [self._encode(text)[: max(1, room)] + after for text in texts]
        ids, mask = layout(before, rows, self._pad)
        # 2. Greedy decoding behind the cached frame; what is generated stands behind the inputs.
        start = len(ids[0])
        stop = [_LineStop(self.tokenizer, start)] if decoding.stop_at_newline else None
        out = self.model.generate(  # type: ignore[operator]  # stubs do not see the mixin
            input_ids=torch.tensor(ids, device=self.device),
            attention_mask=torch.tensor(mask, device=self.device),
            past_key_values=prefix.shared(len(rows)),
            generation_config=self._settings(decoding),
            stopping_criteria=stop,
        )
        return [self._answer(unpad(row[start:], self._pad), decoding) for row in out.tolist()]

    def score_deletions(
        self, prompts: Sequence[Prompt], deletions: Sequence[Sequence[Deletion]]
    ) -> Iterator[tuple[float, ...]]:
        """Yield for each prompt how well the model bears each deletion from its answer, in order.

        The answer is put into the model's mouth, and one pass over it scores all deletions:
        the log-probability (nats) of going on behind the gap, less that of going on as the text
        does.  Minus infinity where an edge is no token boundary; not a number where memory ran out.
        """
        return in_order(
            [(prompt, tuple(row)) for prompt, row in zip(prompts, deletions, strict=True)],
            plan([prompt.text for prompt in prompts], self.batch_size),
            lambda batch: run_halving(batch, self._guarded_scores, _no_scores),
        )

    def _guarded_scores(self, rows: Sequence[Row]) -> list[tuple[float, ...]]:
        with memory_shortage(), torch.inference_mode():
            return list(in_order(rows, alike(prompt.frame for prompt, _ in rows), self._score))

    def _score(self, rows: Sequence[Row]) -> list[tuple[float, ...]]:
        """Score rows that share one frame, as one batch."""
        before, after, _ = prefix = self._frames.prefix(rows[0][0].frame)
        asked = [self._encode(prompt.text) for prompt, _ in rows]
        said = [self._encode_with_edges(prompt.answer or prompt.text) for prompt, _ in rows]
        # 1. A row: [frame | padding | text, end of frame, answer].
        filled = [one + after + two.ids for one, two in zip(asked, said, strict=True)]
        ids, mask = layout(before, filled, self._pad)
        longest = max(len(one.ids) for one in said)
        # 2. One pass; only the places from which an answer's token is predicted are kept.
        out = self.model(
            input_ids=torch.tensor(ids, device=self.device)[:, len(before) :],
            attention_mask=torch.tensor(mask, device=self.device),
            position_ids=positions(torch.tensor(mask, device=self.device))[:, len(before) :],
            past_key_values=prefix.shared(len(rows)),
            logits_to_keep=longest + 1,
        )
        logs = torch.log_softmax(out.logits.float(), dim=-1)
        # 3. Row r's token t is predicted at place `longest - len(answer) + t`.
        return [
            tuple(
                _difference(logs[row, longest - len(coded.ids) :], fork)
                for fork in forks(coded, rows[row][1], self._opening)
            )
            for row, coded in enumerate(said)
        ]

    def _encode_with_edges(self, text: str) -> Coded:
        pairs = self._encode_with_starts(text)
        return Coded(
            text, [token for token, _ in pairs], edges(text, [start for _, start in pairs])
        )

    def _opening(self, word: str) -> int:
        """The token that begins an answer that begins with `word`."""
        return (self._encode(word) or [self._pad])[0]

    @property
    def _pad(self) -> int:
        return int(self.tokenizer.pad_token_id)

    def _room(self) -> int:
        return int(getattr(self.model.config, "max_position_embeddings", None) or 1024)


def _difference(logs: torch.Tensor, fork: Fork | None) -> float:
    """How much rather a text goes on behind a gap; `logs` has shape (tokens + 1, vocabulary)."""
    if fork is None:
        return -math.inf
    return float(logs[fork.at, fork.behind] - logs[fork.at, fork.here])


def _no_scores(row: Row) -> tuple[float, ...]:
    """The scores of a row that no memory is left for."""
    return tuple(math.nan for _ in row[1])
