"""The shipped double of the model floor: deterministic, instant, honest about what it is."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from briefing.models.base import Answer, Decoding, Deletion, Prompt, Tree, Word
from briefing.records import ModelIdentity

_WORDS: Final = re.compile(r"[^\W_]+|\S")


class FakeGenerator:
    """Answers each prompt with `reply(text)`; by default with the text itself.

    Remembers the batches it was handed in :attr:`batches`.
    """

    identity = ModelIdentity(name="fake", digest="0" * 64)

    def __init__(
        self, reply: Callable[[str], str] = lambda text: text, *, chats: bool = False
    ) -> None:
        self._reply = reply
        self.chats = chats
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


class FakeParser:
    """Knows no grammar: every word and mark of a text hangs on its first word, the root.

    Remembers the batches it was handed in :attr:`batches`.
    """

    identity = ModelIdentity(name="fake", digest="0" * 64)

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    def parse(self, texts: Sequence[str]) -> Iterator[Tree]:
        """Yield the tree of each text, in order."""
        self.batches.append(list(texts))
        for text in texts:
            spans = [found.span() for found in _WORDS.finditer(text)]
            yield tuple(_word(text, span, is_first=not at) for at, span in enumerate(spans))


def _word(text: str, span: tuple[int, int], *, is_first: bool) -> Word:
    said = text[slice(*span)]
    is_mark = not said[0].isalnum()
    tag = said if is_mark else "CD" if said.isdecimal() else "NNP" if said[0].isupper() else "NN"
    return Word(*span, tag, "ROOT" if is_first else "punct" if is_mark else "dep", 0)
