"""The shipped double of the model floor: deterministic, instant, honest about what it is."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator, Sequence

from briefing.models.base import Answer, Decoding, Deletion, Prompt
from briefing.records import ModelIdentity


class FakeGenerator:
    """Answers each prompt with `reply(text)`; by default with the text itself.

    Remembers the batches it was handed in :attr:`batches`.
    """

    identity = ModelIdentity(name="fake", digest="0" * 64)

    def __init__(self, reply: Callable[[str], str] = lambda text: text) -> None:
        self._reply = reply
        self.batches: list[list[str]] = []

    def generate(self, prompts: Sequence[Prompt], decoding: Decoding) -> Iterator[Answer]:
        """Yield the replies in order, stripped, and cut after `max_new_tokens` words."""
        self.batches.append([prompt.text for prompt in prompts])
        for prompt in prompts:
            reply = self._reply(prompt.text).strip()
            line = reply.split("\n")[0] if decoding.stop_at_newline else reply
            words = line.strip().split(" ")
            cut = len(words) > decoding.max_new_tokens
            kept = " ".join(words[: decoding.max_new_tokens])
            yield Answer(text=kept, finish="length" if cut else "stop")

    def score_deletions(
        self, prompts: Sequence[Prompt], deletions: Sequence[Sequence[Deletion]]
    ) -> Iterator[tuple[float, ...]]:
        """Yield minus the share of the text that goes: the double likes small losses."""
        for prompt, row in zip(prompts, deletions, strict=True):
            length = len(prompt.text) or 1
            yield tuple(-(one.end - one.start) / length for one in row)


class FakeScorer:
    """Scores a pair by the share of the claim's words that the text has."""

    identity = ModelIdentity(name="fake", digest="0" * 64)

    def score(self, pairs: Sequence[tuple[str, str]]) -> Iterator[float]:
        """Yield the shares in order."""
        for text, claim in pairs:
            words = claim.lower().split()
            known = set(text.lower().split())
            yield sum(word in known for word in words) / len(words) if words else 0.0


class FakeEmbedder:
    """Hashes words into `size` buckets: texts with the same words have the same vector."""

    identity = ModelIdentity(name="fake", digest="0" * 64)

    def __init__(self, size: int = 64) -> None:
        self._size = size

    def embed(self, texts: Sequence[str]) -> Iterator[tuple[float, ...]]:
        """Yield one unit vector per text, in order."""
        for text in texts:
            vector = [0.0] * self._size
            for word in text.lower().split():
                digest = hashlib.sha256(word.encode("utf-8", "surrogatepass")).digest()
                vector[int.from_bytes(digest[:4], "big") % self._size] += 1.0
            if not text.split():
                vector[0] = 1.0  # a text without words has a direction too, as with a real model
            length = math.sqrt(sum(x * x for x in vector))
            yield tuple(x / length for x in vector)
