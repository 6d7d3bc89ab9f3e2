"""A parsed sentence, as the rules of this room look at it: words, what hangs on them, and marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from briefing.models.base import Tree

__all__ = ["Parsed", "Phrase", "Sentence"]


class Parsed(NamedTuple):
    """A sentence without its dateline, and its tree."""

    text: str
    tree: Tree


class Phrase(NamedTuple):
    """A word with all that hangs on it: words `first` to `last`, both included."""

    head: int
    first: int
    last: int


class Sentence:
    """A text and its tree; words are known by their place in the tree."""

    def __init__(self, text: str, tree: Tree) -> None:
        self.text = text
        self.tree = tree

    @cached_property
    def low(self) -> tuple[str, ...]:
        """The words in lower case."""
        return tuple(self.text[word.start : word.end].lower() for word in self.tree)

    @cached_property
    def _children(self) -> dict[int, list[int]]:
        below: dict[int, list[int]] = defaultdict(list)
        for place, word in enumerate(self.tree):
            if word.head != place:
                below[word.head].append(place)
        return below

    def children(self, place: int, *relations: str) -> list[int]:
        """The words that depend on the one at `place`, in order; only of `relations` if given."""
        below = self._children.get(place, [])
        return [one for one in below if not relations or self.tree[one].relation in relations]

    def phrase(self, place: int) -> Phrase:
        """The word at `place` with all that hangs on it, from its first word to its last."""
        below = list(self.below(place))
        return Phrase(place, min(below), max(below))

    def below(self, place: int) -> Iterator[int]:
        """The word at `place` and every word that depends on it, directly or not."""
        stack, seen = [place], {place}
        while stack:
            one = stack.pop()
            yield one
            fresh = [child for child in self._children.get(one, []) if child not in seen]
            seen.update(fresh)
            stack.extend(fresh)

    def is_verb(self, place: int) -> bool:
        """Whether the word is a verb, auxiliaries included."""
        return self.tree[place].tag.startswith(("VB", "MD"))

    def is_name(self, place: int) -> bool:
        """Whether the word is a proper noun."""
        return self.tree[place].tag.startswith("NNP")

    def mark(self, place: int) -> str:
        """The word at `place` where there is one, in lower case; nothing beyond the ends."""
        return self.low[place] if 0 <= place < len(self.tree) else ""
