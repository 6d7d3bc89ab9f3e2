"""Classifiers of sentence pairs: how well a text supports a claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import torch

from briefing.errors import ModelError
from briefing.models.batching import in_order, plan, run_halving
from briefing.models.hf.loaded import Loaded
from briefing.models.networks.device import BATCH_SIZE
from briefing.models.networks.memory import memory_shortage
from briefing.records import ModelIdentity

_SUPPORT: Final = ("entailment", "entailed", "entails", "supported", "supports", "consistent")
"""What classifiers of inference and of factual consistency call a claim that its text carries."""
_UNNAMED: Final = ("LABEL_0", "LABEL_1")
"""Labels that nobody named.  Of two, the second is support, as with MiniCheck (Tang et al. 2024)."""
_ROOM: Final = 512
"""Tokens of a pair at most; what is longer loses the end of its text."""


class PairClassifier:
    """Scores (text, claim) pairs by the chance that the model gives to support."""

    def __init__(self, loaded: Loaded, identity: ModelIdentity) -> None:
        self.identity = identity
        self._loaded = loaded
        self._size = 2 * BATCH_SIZE[loaded.device]
        kinds: Sequence[str] = loaded.model.config.architectures or ()
        if not any(kind.endswith("ForSequenceClassification") for kind in kinds):
            # Transformers would give such a model a head of random numbers and a warning.
            raise ModelError(
                f"{identity.name}: no classifier of pairs, but {', '.join(kinds) or 'of unknown kind'}."
            )
        # The keys are integers once the model is loaded; the stubs know it only in part.
        named: Any = loaded.model.config.id2label or {}
        labels = [named[at] for at in sorted(named)]
        self._label = support_label(labels, identity.name)

    def score(self, pairs: Sequence[tuple[str, str]]) -> Iterator[float]:
        """Yield the support of each pair, 0 to 1, in order.

        Raises :class:`MemoryError` when a single pair does not fit.
        """
        batches = plan([text + claim for text, claim in pairs], self._size)
        return in_order(pairs, batches, lambda part: run_halving(part, self._run, no_score))

    def _run(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        tokenizer, model = self._loaded.tokenizer, self._loaded.model
        room = min(_ROOM, tokenizer.model_max_length, _positions(self._loaded))
        with memory_shortage(), torch.inference_mode():
            inputs = tokenizer(
                [plain(text) for text, _ in pairs],
                [plain(claim) for _, claim in pairs],
                padding=True,
                truncation="longest_first",
                max_length=room,
                split_special_tokens=True,
                return_tensors="pt",
            ).to(self._loaded.device)
            logits = model(**inputs).logits.float()
            chances = logits.sigmoid() if logits.shape[1] == 1 else logits.softmax(1)
            return [float(chance) for chance in chances[:, self._label]]


def support_label(labels: Sequence[str], name: str) -> int:
    """Return the place of the label that means support; a single one can mean nothing else.

    Raises :class:`ModelError` where no label does.
    """
    low = [label.lower() for label in labels]
    if len(labels) == 1:
        return 0
    if tuple(labels) == _UNNAMED:
        return 1
    for word in _SUPPORT:
        if word in low:
            return low.index(word)
    raise ModelError(
        f"{name}: none of its labels ({', '.join(labels)}) says that a text supports a claim; a "
        f"verifier needs one of {', '.join(_SUPPORT)}."
    )


def plain(text: str) -> str:
    """Return a text that tokenizers take: a lone surrogate has no UTF-8 form."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _positions(loaded: Loaded) -> int:
    """Tokens that the model has positions for; two of RoBERTa's are taken by padding."""
    positions = getattr(loaded.model.config, "max_position_embeddings", None)
    return int(positions) - 2 if positions and positions > 2 else _ROOM


def no_score(pair: tuple[str, str]) -> float:
    """Refuse a pair that no memory is left for."""
    raise MemoryError(f"no room to judge a pair of {len(pair[0]) + len(pair[1])} characters")
