"""The built-in judge of claims: the embedder's layers, taught to hold a claim against a passage.

::

    [CLS] passage [SEP] claim [SEP]
      │ embeddings, layers 1 and 2 of the embedder, as they are
      ├─ + kind of each token: is it in the other half? with its neighbour? ─ norm
      │ layers 3 to 5, trained
      ├─ each token of the claim ─▶ how far it is not supported ┐
      └─ [CLS] ────────────────────▶ how far the whole is not   ┴─▶ one number

Told which tokens match, the layers need not learn to compare words, and 10,000 pairs teach what
lies between the words; without it nothing was learned from 5,000.  Trained by
``training/matcher/train.py``; the weights beside this file hold what differs from the
embedder, 11 MB in float16.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import PreTrainedTokenizerBase

from briefing.errors import ModelError
from briefing.models.batching import in_order, plan, run_halving
from briefing.models.hf.classifier import no_score, plain
from briefing.models.hf.loaded import Loaded
from briefing.models.networks.device import BATCH_SIZE
from briefing.models.networks.memory import memory_shortage
from briefing.records import ModelIdentity

WEIGHTS: Final = Path(__file__).with_name("matching.safetensors")

_FROZEN: Final = 2
"""Layers taken as they are.  Training fewer is faster; four of six would not fit into 11 MB."""
_LAYERS: Final = 5
"""Layers used; the sixth only prepares the mean that embeddings are."""
_KINDS: Final = 6
"""Kinds of tokens, see :func:`_kinds`."""
_PASSAGE_ROOM: Final = 170
"""Tokens of a passage at most, as in training."""
_CLAIM_ROOM: Final = 90
"""Tokens of a claim's sentence at most, as in training."""


class Coded(NamedTuple):
    """Token ids of a passage and of a claim."""

    passage: list[int]
    claim: list[int]


class Padded(NamedTuple):
    """A batch: five tensors of (pairs, tokens)."""

    ids: Tensor
    halves: Tensor
    """0: passage, 1: claim."""
    mask: Tensor
    """1: a token, 0: padding."""
    kinds: Tensor
    claims: Tensor
    """1: a token of the claim."""


class MatchingNetwork(nn.Module):
    """Passage and claim in, one number out: how far the claim is not supported."""

    def __init__(self, encoder: Any) -> None:  # noqa: ANN401  # a BertModel, typed only in part
        super().__init__()
        size = encoder.config.hidden_size
        self.embeddings = encoder.embeddings
        self.frozen = encoder.encoder.layer[:_FROZEN]
        self.layers = encoder.encoder.layer[_FROZEN:_LAYERS]
        self.kinds = nn.Embedding(_KINDS, size)
        self.norm = nn.LayerNorm(size)
        self.word = nn.Linear(size, 1)
        self.whole = nn.Linear(size, 1)
        self.mix = nn.Parameter(torch.tensor([1.0, 0.0]))
        """Weight of the words, and bias."""
        nn.init.normal_(self.kinds.weight, std=0.3)
        for part in (self.embeddings, self.frozen):
            part.requires_grad_(requires_grad=False)

    def forward(self, batch: Padded) -> tuple[Tensor, Tensor]:
        """Return (pairs, tokens) and (pairs,): logits of each token and of each whole claim."""
        shut = (1 - batch.mask[:, None, None, :].to(self.word.weight.dtype)) * -1e4
        with torch.no_grad():
            hidden = self.embeddings(input_ids=batch.ids, token_type_ids=batch.halves)
            hidden = _through(self.frozen, hidden, shut)
        hidden = self.norm(hidden + self.kinds(batch.kinds))
        hidden = _through(self.layers, hidden, shut)
        words = self.word(hidden).squeeze(-1).float()
        worst = words.masked_fill(batch.claims == 0, -1e4).logsumexp(1)
        whole = self.whole(hidden[:, 0]).squeeze(-1).float()
        return words, self.mix[0] * worst + self.mix[1] + whole

    def trained(self) -> dict[str, Tensor]:
        """What differs from the embedder, in float16: all that a file has to hold."""
        skip = ("embeddings.", "frozen.")
        state = self.state_dict().items()
        return {
            name: value.half().contiguous() for name, value in state if not name.startswith(skip)
        }


def _through(layers: Any, hidden: Tensor, shut: Tensor) -> Tensor:  # noqa: ANN401  # as above
    for layer in layers:
        out = layer(hidden, shut)
        hidden = out[0] if isinstance(out, tuple) else out
    return hidden


class MatchingScorer:
    """Scores (passage, sentence) pairs with the trained layers on top of the embedder's.

    Raises :class:`ModelError` for weights that were trained on another encoder.
    """

    def __init__(self, loaded: Loaded, identity: ModelIdentity, weights: Path = WEIGHTS) -> None:
        digest = hashlib.sha256(identity.digest.encode() + weights.read_bytes()).hexdigest()
        self.identity = ModelIdentity(name=f"{identity.name}+matching", digest=digest)
        self._loaded = loaded
        self._size = 4 * BATCH_SIZE[loaded.device]
        self._network = MatchingNetwork(loaded.model)
        try:
            self._network.load_state_dict(load_file(weights), strict=False)
        except RuntimeError as error:
            raise ModelError(
                f"{identity.name}: {weights.name} continues layers of another model."
            ) from error
        self._network.eval().to(device=loaded.device, dtype=loaded.dtype)

    def score(self, pairs: Sequence[tuple[str, str]]) -> Iterator[float]:
        """Yield the support of each pair, 0 to 1, in order.

        Raises :class:`MemoryError` when a single pair does not fit.
        """
        batches = plan([passage + claim for passage, claim in pairs], self._size)
        return in_order(pairs, batches, lambda part: run_halving(part, self._run, no_score))

    def _run(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        coded = [encode(self._loaded.tokenizer, passage, claim) for passage, claim in pairs]
        with memory_shortage(), torch.inference_mode():
            batch = pad(coded, self._loaded.tokenizer)
            _, against = self._network(Padded(*(part.to(self._loaded.device) for part in batch)))
            return [float(chance) for chance in (-against).sigmoid()]


def encode(tokenizer: PreTrainedTokenizerBase, passage: str, claim: str) -> Coded:
    """Return the ids of both, cut to their room; marks of the tokenizer in a text stay text."""
    rule: dict[str, Any] = {
        "add_special_tokens": False,
        "split_special_tokens": True,
        "truncation": True,
    }
    return Coded(
        tokenizer(plain(passage), max_length=_PASSAGE_ROOM, **rule)["input_ids"],
        tokenizer(plain(claim), max_length=_CLAIM_ROOM, **rule)["input_ids"],
    )


def _kinds(coded: Coded) -> list[int]:
    """The kind of each token: 0 mark; claim: 1 not in the passage, 2 in it, 3 with the token before.

    4 and 5: token of the passage that the claim lacks, and has.
    """
    known, asked = set(coded.passage), set(coded.claim)
    together = set(pairwise(coded.passage))
    passage = [5 if token in asked else 4 for token in coded.passage]
    before = [-1, *coded.claim]
    claim = [
        1 if token not in known else 3 if (last, token) in together else 2
        for last, token in zip(before, coded.claim, strict=False)
    ]
    return [0, *passage, 0, *claim, 0]


def pad(pairs: Sequence[Coded], tokenizer: PreTrainedTokenizerBase) -> Padded:
    """Lay pairs out as one batch."""
    start, end = tokenizer.cls_token_id, tokenizer.sep_token_id
    rows = [
        (
            [start, *one.passage, end, *one.claim, end],
            [0] * (len(one.passage) + 2) + [1] * (len(one.claim) + 1),
            [1] * (len(one.passage) + len(one.claim) + 3),
            _kinds(one),
            [0] * (len(one.passage) + 2) + [1] * len(one.claim) + [0],
        )
        for one in pairs
    ]
    columns = [[torch.tensor(part) for part in column] for column in zip(*rows, strict=True)]
    return Padded(*(nn.utils.rnn.pad_sequence(column, batch_first=True) for column in columns))
