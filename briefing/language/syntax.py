"""A parsed sentence, as the rules of this room look at it: words, what hangs on them, and marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import ClassVar, Final, Literal, NamedTuple

from briefing.models.base import Tree

PartKind = Literal[
    "relative clause",
    "restrictive clause",
    "apposition",
    "clause",
    "bare clause",
    "opening",
    "aside",
    "parenthesis",
    "time",
    "setting",
    "adverb",
    "phrase",
    "noun detail",
    "second predicate",
    "connective",
]
"""What a part is to its sentence.  "Clause" and "aside" stand between commas, "bare clause" and "phrase" do not."""


class Part(NamedTuple):
    """Characters `start` to `end` of a sentence that may go, with the marks that go with them."""

    start: int
    end: int
    kind: PartKind


class Analysis(NamedTuple):
    """A sentence without its dateline, its tree, and what the tree tells of it."""

    text: str
    tree: Tree
    parts: tuple[Part, ...] = ()
    """What may go."""
    core: str = ""
    """What is left without the parts that are detail by their form."""
    stands_alone: bool = True

    @property
    def loose(self) -> float:
        """The share of the characters that may go, 0 to 1."""
        inside = {at for part in self.parts for at in range(part.start, part.end)}
        return len(inside) / max(1, len(self.text))


UNPARSED: Final[Mapping[str, Analysis]] = MappingProxyType({})
"""What is known of sentences by their trees where there is no parser."""


class Phrase(NamedTuple):
    """A word with all that hangs on it: words `first` to `last`, both included."""

    head: int
    first: int
    last: int


class ParsedSentence:
    """A text and its tree; words are known by their place in the tree."""

    DASHES: ClassVar = frozenset({"--", "—", "–", "-"})
    CLOSING: ClassVar = frozenset({".", "!", "?", ";", ""})

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
        """The word at `place` with all that hangs on it, first to last, less a comma or dash at the end."""
        below = list(self.below(place))
        last = max(below)
        while last > place and self.low[last] in self.DASHES | {","}:
            last -= 1
        return Phrase(place, min(below), last)

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
        return self.tag(place).startswith(("VB", "MD"))

    def is_name(self, place: int) -> bool:
        """Whether the word is a proper noun."""
        return self.tag(place).startswith("NNP")

    def tag(self, place: int) -> str:
        """The part of speech of the word at `place` where there is one; nothing beyond the ends."""
        return self.tree[place].tag if 0 <= place < len(self.tree) else ""

    def mark(self, place: int) -> str:
        """The word at `place` where there is one, in lower case; nothing beyond the ends."""
        return self.low[place] if 0 <= place < len(self.tree) else ""

    def text_of(self, first: int, last: int) -> str:
        """The characters from the word at `first` to the one at `last`, both included."""
        return self.text[self.tree[first].start : self.tree[last].end]

    def bounded(self, phrase: Phrase) -> bool:
        """Whether commas or dashes, or the end of the sentence, stand on both sides."""
        before, behind = self.mark(phrase.first - 1), self.mark(phrase.last + 1)
        if before in self.DASHES:
            return not self._is_hyphen(phrase.first - 1) and (
                behind == before or behind in self.CLOSING
            )
        return before == "," and (behind == "," or behind in self.CLOSING)

    def _is_hyphen(self, place: int) -> bool:
        """Whether a dash stands inside a word: "co-founder"."""
        start = self.tree[place].start
        return self.low[place] == "-" and not self.text[:start].endswith(" ")

    def holds_clause(self, phrase: Phrase) -> bool:
        """Whether a phrase has a verb or a "that" in it."""
        inner = range(phrase.first, phrase.last + 1)
        return any(self.is_verb(one) or self.low[one] == "that" for one in inner)
