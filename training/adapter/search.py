"""Ways of drawing tokens that were tried and are not in the package (docs/experiments/model.md).

Beam search over a batch of rows that share a frame, under constraints, with or without context-aware
guidance.  Constraints are automata: a state is handed out and taken back, so nothing that was said is
read again, and hypotheses of one row share and fork their states.
"""

from __future__ import annotations

import heapq
import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final, NamedTuple, Protocol

import torch

from briefing.models.deletions import Coded
from briefing.models.hf import CausalGenerator
from briefing.models.hf.frames import positions

WINDOW: Final = 28
"""Tokens that one gap may swallow, about 20 words."""
LEAST: Final = 2
"""Tokens that a gap swallows at least: lone words that go are articles and commas."""
MARKS: Final = ",;:—–"
"""Punctuation that may be left out, or gone on from, like a word."""


class Choices(NamedTuple):
    """Tokens that may follow, each with a bonus in nats; and all that `others` marks, if given."""

    tokens: Mapping[int, float]
    others: torch.Tensor | None = None


class Constraint(Protocol):
    """An automaton over tokens; its states are its own affair."""

    def start(self) -> Any: ...

    def choices(self, state: Any) -> Choices: ...

    def advance(self, state: Any, token: int) -> Any: ...


# -- gaps ---------------------------------------------------------------------------------------


class OnlyGaps:
    """All the ways to say a text with words left out.

    Place p lies before token p of the text; a word that occurs twice leaves both places open, so a
    state is a set of places.  From where a word begins, any word within the window may follow, or the
    full stop, if the text ends with one.  An answer may begin with a later word, with a capital.
    `bonus` (nats) is given for each token left out.
    """

    def __init__(self, model: CausalGenerator, text: str, bonus: float = 0.0) -> None:
        coded = model._encode_with_edges(text)
        self._bonus = bonus
        self._length = len(coded.ids)
        self._steps: list[dict[int, set[int]]] = [{} for _ in range(self._length + 2)]
        starts = _starts(coded)
        for place, token in enumerate(coded.ids):
            self._link(place, token, place + 1)
        for place in starts[1:]:
            for later in starts:
                if place + LEAST <= later <= place + WINDOW:
                    self._link(place, coded.ids[later], later + 1)
            if text.rstrip("\"'”’)").endswith("."):
                self._link(place, model._encode(".")[0], self._length)
        for end in sorted(model.ends):
            self._link(self._length, end, self._length + 1)
        for word, behind in _openings(coded, starts):
            self._open(model._encode(word), behind)

    def start(self) -> frozenset[int]:
        return frozenset((0,))

    def choices(self, state: frozenset[int]) -> Choices:
        tokens = sorted({token for place in state for token in self._steps[place]})
        if not self._bonus:
            return Choices(dict.fromkeys(tokens, 0.0))
        behind = self._reached(state) + 1
        left_out = {t: self._reached(self.advance(state, t)) - behind for t in tokens}
        return Choices({token: self._bonus * max(0, count) for token, count in left_out.items()})

    def advance(self, state: frozenset[int], token: int) -> frozenset[int]:
        return frozenset(to for place in state for to in self._steps[place].get(token, ()))

    def _reached(self, state: frozenset[int]) -> int:
        return min(place if place <= self._length else 0 for place in state)

    def _link(self, place: int, token: int, to: int) -> None:
        self._steps[place].setdefault(token, set()).add(to)

    def _open(self, tokens: Sequence[int], behind: int) -> None:
        """Add a way into the text over places of its own, which lie behind all others."""
        place = 0
        for token in tokens[:-1]:
            self._steps.append({})
            self._link(place, token, len(self._steps) - 1)
            place = len(self._steps) - 1
        if tokens:
            self._link(place, tokens[-1], behind)


def _starts(coded: Coded) -> list[int]:
    """Tokens with which a word or a punctuation mark begins."""
    text = coded.text
    return sorted(
        index
        for at, index in coded.edges.items()
        if at < len(text) and (at == 0 or text[at - 1].isspace() or _is_mark(text, at))
    )


def _is_mark(text: str, at: int) -> bool:
    """Whether punctuation closes a word there; inside "12,000" or "3:30" it does not."""
    return text[at] in MARKS and text[at + 1 : at + 2].isspace()


def _openings(coded: Coded, starts: Sequence[int]) -> Iterator[tuple[str, int]]:
    """Later words that an answer may begin with, and the places behind them."""
    places = {index: at for at, index in coded.edges.items()}
    for start, end in pairwise([*starts, len(coded.ids)]):
        word = coded.text[places[start] : places.get(end, len(coded.text))].strip()
        if 0 < start <= WINDOW and word[:1].isalnum():
            yield word[0].upper() + word[1:], end


# -- words of the source ------------------------------------------------------------------------


class Trie:
    """Token sequences by their beginnings."""

    def __init__(self, sequences: Iterable[Sequence[int]] = ()) -> None:
        self.children: dict[int, Trie] = {}
        self.whole = False
        for sequence in sequences:
            node = self
            for token in sequence:
                node = node.children.setdefault(token, Trie())
            node.whole = True


class WordMarks(NamedTuple):
    """What the tokens of a vocabulary look like, each a boolean vector over it."""

    plain: torch.Tensor
    """Neither a capital nor a digit comes first, spaces aside."""
    breaking: torch.Tensor
    """The first character is no letter and no digit: the word before is over."""
    closing: torch.Tensor
    """The last character is no letter and no digit."""

    @classmethod
    def of(cls, model: CausalGenerator) -> WordMarks:
        """The marks of a model's vocabulary."""
        words = [str(model.tokenizer.decode([i])) for i in range(model.model.config.vocab_size)]
        bare = [word.lstrip()[:1] for word in words]
        return cls(
            torch.tensor([not (first.isupper() or first.isdigit()) for first in bare]),
            torch.tensor([not word[:1].isalnum() for word in words]),
            torch.tensor([not word[-1:].isalnum() for word in words]),
        )


class _At(NamedTuple):
    node: Trie | None
    """Where a held word stands, or None outside of one."""
    inside: bool
    """Whether a word is going on."""
    first: bool = False


_HELD: Final = re.compile(r"[A-Z][\w'’.-]*\w|[A-Z]|\d[\d.,:]*\d|\d")
_LOWER: Final = re.compile(r"\b[a-z]\w*")


class SourceWords:
    """Capitalised words and numbers only as the source has them; all else is free.

    An answer may begin with any word of the source, or an article, with a capital.
    """

    def __init__(self, model: CausalGenerator, text: str, marks: WordMarks) -> None:
        held = dict.fromkeys(_HELD.findall(text))
        lower = dict.fromkeys([*_LOWER.findall(text), "the", "a", "an"])
        spaced = [model._encode(f" {word}") for word in held]
        self._spaced = Trie(ids for ids in spaced if str(model.tokenizer.decode(ids[:1])).strip())
        self._bare = Trie(model._encode(word) for word in held)
        self._openings = Trie(model._encode(word.capitalize()) for word in lower)
        self._marks = marks
        self._next_word = marks.plain & marks.breaking

    def start(self) -> _At:
        return _At(None, inside=False, first=True)

    def choices(self, state: _At) -> Choices:
        tokens = dict.fromkeys(self._spaced.children, 0.0)
        if state.node is not None:
            own = dict.fromkeys(state.node.children, 0.0)
            return Choices(own | tokens, self._next_word) if state.node.whole else Choices(own)
        if not state.inside:
            tokens |= dict.fromkeys(self._bare.children, 0.0)
        if state.first:
            tokens |= dict.fromkeys(self._openings.children, 0.0)
        return Choices(tokens, self._marks.plain)

    def advance(self, state: _At, token: int) -> _At:
        if state.node is not None and token in state.node.children:
            return _At(state.node.children[token], inside=True)
        tries = [self._spaced] if state.inside else [self._bare, self._spaced]
        for trie in [self._openings, *tries] if state.first else tries:
            if token in trie.children and not self._marks.plain[token]:
                return _At(trie.children[token], inside=True)
        return _At(None, inside=not bool(self._marks.closing[token]))


# -- search -------------------------------------------------------------------------------------


class Guidance(NamedTuple):
    """Context-aware decoding (Shi et al. 2023): what the text adds is taken `strength` times more.

    The second half of a batch is the first without its texts; only the `among` best tokens with the
    text are eligible.
    """

    strength: float
    among: int


class Search(NamedTuple):
    """How to look for answers."""

    beams: int
    most_tokens: int
    ends: Collection[int]
    guidance: Guidance | None = None


class Draft(NamedTuple):
    """An answer as tokens, and its log-probability with all bonuses, in nats."""

    tokens: tuple[int, ...]
    score: float
    state: Any

    @property
    def mean(self) -> float:
        """Score per token: sums would prefer the shortest answer."""
        return self.score / max(1, len(self.tokens))


def search(
    model: Any,
    inputs: tuple[torch.Tensor, torch.Tensor, Any, int],
    constraints: Sequence[Constraint | None],
    how: Search,
) -> list[list[Draft]]:
    """Return the finished answers of each row, best first.

    `inputs` are token ids, attention mask, the cache of what stands before, and its length.  All
    hypotheses run as one batch, and a row that is done costs nothing more.
    """
    ids, mask, cache, cached = inputs
    rows = [_Row(how, constraint) for constraint in constraints]
    tokens = ids[:, cached:]
    for _ in range(how.most_tokens):
        out = model(
            input_ids=tokens,
            attention_mask=mask,
            position_ids=positions(mask)[:, -tokens.shape[1] :],
            past_key_values=cache,
            logits_to_keep=1,
        )
        logs = _log_probabilities(out.logits[:, -1].float(), how.guidance)
        parents: list[int] = []
        first = 0
        for row in rows:
            behind = first + len(row.live)
            parents += [first + at for at in row.step(logs[first:behind])]
            first = behind
        if not parents:
            break
        index = torch.tensor(parents)
        index = torch.cat([index, index + len(logs)]) if how.guidance else index
        cache.reorder_cache(index)
        mask = torch.cat([mask[index], mask.new_ones(len(index), 1)], dim=1)
        tokens = torch.tensor([[draft.tokens[-1]] for row in rows for draft in row.live])
        tokens = tokens.repeat(2 if how.guidance else 1, 1)
    return [sorted(row.done, key=lambda draft: -draft.mean) for row in rows]


def _log_probabilities(logits: torch.Tensor, guidance: Guidance | None) -> torch.Tensor:
    if guidance is None:
        return torch.log_softmax(logits, dim=-1)
    with_text, without = logits.chunk(2)
    least = with_text.topk(guidance.among, dim=-1).values[:, -1:]
    mixed = (1 + guidance.strength) * with_text - guidance.strength * without
    return torch.log_softmax(mixed.masked_fill(with_text < least, -math.inf), dim=-1)


class _Row:
    """The hypotheses of one row: those that go on, and those that ended."""

    def __init__(self, how: Search, constraint: Constraint | None) -> None:
        self._how = how
        self._constraint = constraint
        self.done: list[Draft] = []
        self.live = [Draft((), 0.0, constraint.start() if constraint else None)]

    def step(self, logs: torch.Tensor) -> list[int]:
        """Go on with the best of all next tokens; return the places that the new ones stem from."""
        found = [
            (draft.score + gain, at, token)
            for at, draft in enumerate(self.live)
            for gain, token in self._best(logs[at], draft.state)
        ]
        found.sort(key=lambda one: (-one[0], one[1], one[2]))
        beams, ends = self._how.beams, self._how.ends
        going = [one for one in found if one[2] not in ends][:beams]
        self.done += [self._grown(*one) for one in found[:beams] if one[2] in ends]
        if len(self.done) >= beams:
            going = []
        self.live = [self._grown(*one) for one in going]
        return [at for _, at, _ in going]

    def _best(self, logs: torch.Tensor, state: Any) -> list[tuple[float, int]]:
        """The next tokens that may get among the best: half of them may end their answers."""
        count = 2 * self._how.beams
        if self._constraint is None:
            return _top(logs, count)
        choices = self._constraint.choices(state)
        tokens = list(choices.tokens)
        pairs = zip(logs[tokens].tolist(), tokens, strict=True)
        best = [(gain + choices.tokens[token], token) for gain, token in pairs]
        if choices.others is not None:
            best += _top(logs.masked_fill(~choices.others, -math.inf), count)
        return heapq.nlargest(count, {pair for pair in best if pair[0] > -math.inf})

    def _grown(self, score: float, at: int, token: int) -> Draft:
        parent = self.live[at]
        state = parent.state
        if self._constraint is not None and token not in self._how.ends:
            state = self._constraint.advance(state, token)
        return Draft((*parent.tokens, token), score, state)


def _top(logs: torch.Tensor, count: int) -> list[tuple[float, int]]:
    best = logs.topk(count)
    return list(zip(best.values.tolist(), best.indices.tolist(), strict=True))
