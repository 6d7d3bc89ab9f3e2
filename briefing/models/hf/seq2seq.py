"""Encoder and decoder models."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from briefing.models.base import Answer, Decoding, Frame
from briefing.models.hf.generator import HuggingFaceGenerator, unpad


class Seq2SeqGenerator(HuggingFaceGenerator):
    """Encoder–decoder models (BART, T5, PEGASUS kinds): they take the text without the frame.

    Summarisation models are trained on bare text; T5 kinds name the task in their configuration,
    and that prefix is put in front.
    """

    def _run(self, frame: Frame, texts: Sequence[str], decoding: Decoding) -> list[Answer]:  # noqa: ARG002  # the frame is for chat models
        task = (getattr(self.model.config, "task_specific_params", None) or {}).get(
            "summarization", {}
        )
        front: list[int] = self.tokenizer(task.get("prefix", ""), add_special_tokens=False)[
            "input_ids"
        ]
        rows = [self._with_ends(front + self._encode(text)) for text in texts]
        width = max(len(row) for row in rows)
        pad = self.tokenizer.pad_token_id
        out = self.model.generate(  # type: ignore[operator]  # stubs do not see the mixin
            input_ids=torch.tensor(
                [row + [pad] * (width - len(row)) for row in rows], device=self.device
            ),
            attention_mask=torch.tensor(
                [[1] * len(row) + [0] * (width - len(row)) for row in rows], device=self.device
            ),
            generation_config=self._settings(decoding),
        )
        return [self._answer(unpad(row[1:], pad), decoding) for row in out.tolist()]

    def _with_ends(self, ids: list[int]) -> list[int]:
        room = int(getattr(self.model.config, "max_position_embeddings", None) or 512) - 2
        begin, end = self.tokenizer.cls_token_id, self.tokenizer.eos_token_id
        return (
            ([begin] if begin is not None else []) + ids[:room] + ([end] if end is not None else [])
        )
