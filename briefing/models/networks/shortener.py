"""How well a text bears the loss of some of its words, read off one pass over it.

::

    row:   frame │ padding │ text, end of frame, answer          (the frame's keys and values are computed once)
                                          └─ where an answer goes on: there, or behind the gap?
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

import torch
from jinja2.sandbox import ImmutableSandboxedEnvironment
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor

from briefing.errors import ModelError
from briefing.models.adapter import ADAPTER
from briefing.models.base import SLOT, Deletion, Device, Dtype, Frame, Prompt
from briefing.models.batching import alike, in_order, plan, run_halving
from briefing.models.deletions import Coded, Fork, edges, forks
from briefing.models.networks.device import BATCH_SIZE
from briefing.models.networks.llama import Llama, Past
from briefing.models.networks.memory import memory_shortage
from briefing.models.networks.weights import Weights, plain, read
from briefing.records import ModelIdentity

SCALE: Final = 2.0
"""By how much a change of the adapter counts, in training and here."""

Row = tuple[Prompt, tuple[Deletion, ...]]


class Known(NamedTuple):
    """A frame as tokens: behind the text, and the keys and values of what stands before it."""

    before: int
    """Tokens that stand before the text."""
    after: list[int]
    past: Sequence[Past]


class Shortener:
    """The embedded generator with the adapter that taught it what to leave out.

    It says how well deletions read; it writes nothing.
    """

    def __init__(self, weights: Weights, identity: ModelIdentity, template: str) -> None:
        self.identity = identity
        self.batch_size = BATCH_SIZE[weights.device]
        """Prompts run together at most."""
        self._network = Llama(weights)
        self._device = weights.device
        self._tokenizer = weights.tokenizer
        # Control tokens written in a text are split into plain ones, those of a frame are not.
        self._template = template
        self._frames: dict[Frame, Known] = {}

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
            lambda batch: run_halving(batch, self._guarded, _no_scores),
        )

    def _guarded(self, rows: Sequence[Row]) -> list[tuple[float, ...]]:
        with memory_shortage(), torch.inference_mode():
            return list(in_order(rows, alike(prompt.frame for prompt, _ in rows), self._score))

    def _score(self, rows: Sequence[Row]) -> list[tuple[float, ...]]:
        """Score rows that share one frame, as one batch."""
        frame = self._frame(rows[0][0].frame)
        said = [self._coded(prompt.answer or prompt.text) for prompt, _ in rows]
        asked = [
            forks(coded, row, self._opening) for coded, (_, row) in zip(said, rows, strict=True)
        ]
        # 1. A row: [text, end of frame, answer], padded on the left.
        filled = [
            self._encode(prompt.text) + frame.after + coded.ids
            for (prompt, _), coded in zip(rows, said, strict=True)
        ]
        hidden = self._pass(filled, frame)
        # 2. An answer's token t is predicted at place `width - len(answer) + t - 1`.
        starts = [hidden.shape[1] - len(coded.ids) - 1 for coded in said]
        at = [
            (row, starts[row] + fork.at)
            for row, own in enumerate(asked)
            for fork in own
            if fork is not None
        ]
        found = [fork for own in asked for fork in own if fork is not None]
        scores = iter(self._differences(hidden, at, found))
        # 3. None is a deletion whose edges are no tokens.
        return [tuple(-math.inf if one is None else next(scores) for one in own) for own in asked]

    def _pass(self, rows: Sequence[list[int]], frame: Known) -> Tensor:
        """The states of rows behind a frame, padded on the left: (rows, tokens, hidden)."""
        width = max(map(len, rows))
        ids = torch.zeros(len(rows), width, dtype=torch.long)
        real = torch.zeros(len(rows), width, dtype=torch.bool)
        for number, row in enumerate(rows):
            ids[number, width - len(row) :] = torch.tensor(row)
            real[number, width - len(row) :] = True
        places = (frame.before + real.cumsum(-1) - 1).clamp(min=0)
        causal = torch.ones(width, width, dtype=torch.bool).tril()
        own = causal & real[:, None, :]
        seen = torch.cat((torch.ones(len(rows), width, frame.before, dtype=torch.bool), own), -1)
        ids, places, seen = (one.to(self._device) for one in (ids, places, seen.unsqueeze(1)))
        return self._network.states(ids, places, seen, frame.past)[0]

    def _differences(
        self, hidden: Tensor, at: Sequence[tuple[int, int]], asked: Sequence[Fork]
    ) -> list[float]:
        """How much rather each fork is left than gone on with; what both ways share cancels out."""
        if not asked:
            return []
        rows, places = torch.tensor(at, device=hidden.device).T
        tokens = torch.tensor([(one.behind, one.here) for one in asked], device=hidden.device)
        behind, here = self._network.logits(hidden[rows, places], tokens).unbind(-1)
        return [float(one) for one in behind - here]

    def _frame(self, frame: Frame) -> Known:
        """A frame's tokens, and keys and values, computed at its first call."""
        if frame not in self._frames:
            before, after = self._rendered(frame)
            front, back = (
                self._tokenizer.encode(one, add_special_tokens=False).ids for one in (before, after)
            )
            ids = torch.tensor([front], device=self._device)
            places = torch.arange(len(front), device=self._device)[None]
            _, past = self._network.states(ids, places, None)
            self._frames[frame] = Known(len(front), back, past)
        return self._frames[frame]

    def _rendered(self, frame: Frame) -> tuple[str, str]:
        """What stands before and behind the text.  The template is one that the program brings."""
        rules = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
        messages = [{"role": role, "content": text} for role, text in frame.messages]
        rendered = rules.from_string(self._template).render(
            messages=messages, add_generation_prompt=True
        )
        before, _, after = rendered.partition(SLOT)
        return before, after

    def _encoded(self, text: str) -> list[tuple[int, int]]:
        """Token id and first character of each token of an untrusted text, without any control token."""
        self._tokenizer.encode_special_tokens = True
        try:
            coded = self._tokenizer.encode(plain(text), add_special_tokens=False)
        finally:
            self._tokenizer.encode_special_tokens = False
        pairs = zip(coded.ids, coded.offsets, strict=True)
        return [(token, start) for token, (start, _) in pairs if token not in self._control]

    def _encode(self, text: str) -> list[int]:
        return [token for token, _ in self._encoded(text)]

    def _coded(self, text: str) -> Coded:
        pairs = self._encoded(text)
        starts = [start for _, start in pairs]
        return Coded(text, [token for token, _ in pairs], edges(text, starts))

    def _opening(self, word: str) -> int:
        """The token that begins an answer that begins with `word`."""
        return (self._encode(word) or [0])[0]

    @cached_property
    def _control(self) -> frozenset[int]:
        return frozenset(self._tokenizer.get_added_tokens_decoder())


def merge(tensors: Mapping[str, Tensor], path: Path = ADAPTER) -> dict[str, Tensor]:
    """Return `tensors` with the low-rank changes in `path` added (Hu et al. 2022, LoRA).

    The file holds for each layer `NAME.down`, (rank, inputs), and `NAME.up`, (outputs, rank).  Raises
    :class:`ModelError` where it cannot be read or is not of this model.
    """
    merged = dict(tensors)
    try:
        changes = load_file(path)
        for name in sorted({name.rpartition(".")[0] for name in changes}):
            weight = tensors[f"{name}.weight"]
            down, up = (changes[f"{name}.{half}"].float() for half in ("down", "up"))
            change = SCALE * (up @ down).to(weight.device)
            merged[f"{name}.weight"] = (weight.float() + change).to(weight.dtype)
    except (OSError, SafetensorError, KeyError, RuntimeError) as error:
        raise ModelError(
            f"{path.name}: this adapter is not one of this model ({error})."
        ) from error
    return merged


def load_shortener(
    folder: Path, identity: ModelIdentity, device: Device = "auto", dtype: Dtype = "auto"
) -> Shortener:
    """Load the embedded generator in `folder` with the adapter.

    Raises :class:`ModelError` where the two do not go together, or the folder is damaged.
    """
    weights = read(folder, device, dtype)
    template = (folder / "chat_template.jinja").read_text(encoding="utf-8")
    taught = weights._replace(tensors=merge(weights.tensors))
    return Shortener(taught, identity, template)


def _no_scores(row: Row) -> tuple[float, ...]:
    """The scores of a row that no memory is left for."""
    return tuple(math.nan for _ in row[1])
