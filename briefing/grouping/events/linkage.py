"""Average-link grouping over a sparse list of scored pairs.

Two groups are joined while the mean score between their members stays above a bound, best pair
first, and where one pair at least is clear.  Pairs that are not listed count as 0: a chain of single
links never gets a high mean, and doubts alone, however many, join nothing.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Collection, Iterable, Sequence
from itertools import repeat
from typing import Final, NamedTuple

REACH: Final = 100
"""Pairs a member can be expected to have listed: candidates are capped per story, so a story meets
at most so many members of a very large event, and the mean is taken over these."""

KIN: Final = 0.6
"""Share of the mean score inside the looser of two groups that always joins them: in an event of
hundreds all scores are lower, because its own words are no longer rare."""

Pair = tuple[int, int]
_NONE: Final[frozenset[str]] = frozenset()


class Links(NamedTuple):
    """Pairs of items that are joined before anything else, and pairs that never are.

    Where both name a pair, `must` wins.
    """

    must: Collection[Pair] = ()
    cannot: Collection[Pair] = ()
    clear: Iterable[bool] = repeat(object=True)
    """Whether each scored pair, in their order, is clear: groups without such a pair are not joined."""
    alike: Sequence[Collection[str]] = ()
    """Marks of each item: items and groups that share one are never joined, as if `cannot` named all their pairs."""


class _Groups:
    """The groups so far: members, and the summed scores to each neighbouring group."""

    def __init__(
        self, count: int, pairs: Iterable[tuple[int, int, float]], clear: Iterable[bool]
    ) -> None:
        self.members: dict[int, list[int]] = {number: [number] for number in range(count)}
        self.sums: dict[int, dict[int, float]] = {number: {} for number in range(count)}
        self.inside: dict[int, float] = {}
        self.forbidden: dict[int, set[int]] = {}
        self.clear: dict[int, set[int]] = {}
        self.marks: dict[int, set[str]] = {}
        for (first, second, score), is_clear in zip(pairs, clear, strict=False):
            self.sums[first][second] = self.sums[second][first] = score
            if is_clear:
                _note(self.clear, first, second)

    def forbid(self, pairs: Collection[Pair]) -> None:
        for first, second in pairs:
            _note(self.forbidden, first, second)

    def mark(self, marks: Sequence[Collection[str]]) -> None:
        self.marks = {number: set(own) for number, own in enumerate(marks)}

    def mean(self, first: int, second: int) -> float:
        sizes = len(self.members[first]), len(self.members[second])
        return self.sums[first][second] / min(sizes[0] * sizes[1], REACH * min(sizes))

    def held_together(self, number: int) -> float:
        """Return the mean score inside one group, 1 for a single item."""
        size = len(self.members[number])
        return self.inside[number] / (size * min(size - 1, REACH) / 2) if size > 1 else 1.0

    def bound(self, pair: Pair, least: float, growth: float) -> float:
        """Return the mean from which a pair of groups is joined."""
        smaller = min(len(self.members[number]) for number in pair)
        kin = KIN * min(self.held_together(number) for number in pair)
        return max(least, min(least + growth * math.log2(smaller), kin))

    def allowed(self, first: int, second: int) -> bool:
        """Whether no link parts two groups, and a clear pair speaks for both."""
        return (
            second in self.clear.get(first, ())
            and second not in self.forbidden.get(first, ())
            and self.marks.get(first, _NONE).isdisjoint(self.marks.get(second, _NONE))
        )

    def merge(self, first: int, second: int) -> int:
        """Join both groups under the smaller number, which is returned."""
        kept, gone = min(first, second), max(first, second)
        self.members[kept] = sorted(self.members[kept] + self.members.pop(gone))
        both = self.sums[kept].get(gone, 0.0)
        self.inside[kept] = self.inside.get(kept, 0.0) + self.inside.pop(gone, 0.0) + both
        for other, score in self.sums.pop(gone).items():
            del self.sums[other][gone]
            if other != kept:
                total = self.sums[kept].get(other, 0.0) + score
                self.sums[kept][other] = self.sums[other][kept] = total
        if gone in self.marks:
            self.marks[kept] |= self.marks.pop(gone)
        for table in (self.forbidden, self.clear):
            for other in table.pop(gone, ()):
                table[other].discard(gone)
                if other != kept:
                    _note(table, kept, other)
        return kept


def _note(table: dict[int, set[int]], first: int, second: int) -> None:
    table.setdefault(first, set()).add(second)
    table.setdefault(second, set()).add(first)


def average_link(
    count: int,
    pairs: Iterable[tuple[int, int, float]],
    bound: float,
    *,
    growth: float = 0.0,
    links: Links | None = None,
) -> list[list[int]]:
    """Return the groups of items 0 … count-1, each sorted, in the order of their first members.

    The bound grows by `growth` with every doubling of the smaller group: a story may join on weak
    evidence, but two groups that already are events of several stories need a high mean.  One pair of both
    groups must be clear.

    `pairs` lists (first, second, score) once each with score above 0.  Equal means
    are taken in the order of the items' numbers, so the result depends on nothing else.
    """
    links = links or Links()
    groups = _Groups(count, pairs, links.clear)
    groups.forbid(links.cannot)
    groups.mark(links.alike)
    leader = list(range(count))
    for first, second in sorted(links.must):
        a, b = _lead(leader, first), _lead(leader, second)
        if a != b:
            leader[max(a, b)] = groups.merge(a, b)
    heap = [
        (-groups.mean(first, second), first, second)
        for first, row in groups.sums.items()
        for second in row
        if first < second and groups.allowed(first, second) and groups.mean(first, second) >= bound
    ]
    heapq.heapify(heap)
    while heap:
        _step(groups, heap, bound, growth)
    return [groups.members[number] for number in sorted(groups.members)]


def connected(count: int, pairs: Iterable[Pair]) -> list[int]:
    """Return for each of `count` items the least one that a chain of pairs leads to: those that are connected share it."""
    leader = list(range(count))
    for first, second in pairs:
        a, b = _lead(leader, first), _lead(leader, second)
        leader[max(a, b)] = min(a, b)
    return [_lead(leader, number) for number in range(count)]


def _lead(leader: list[int], number: int) -> int:
    while leader[number] != number:
        leader[number] = leader[leader[number]]  # the way is halved for the next
        number = leader[number]
    return number


def _step(groups: _Groups, heap: list[tuple[float, int, int]], bound: float, growth: float) -> None:
    """Take the best pair off the heap and join it, if it still is what it was when put there."""
    value, first, second = heapq.heappop(heap)
    current = second in groups.sums.get(first, ()) and -groups.mean(first, second) == value
    clear = current and -value >= groups.bound((first, second), bound, growth)
    if not clear or not groups.allowed(first, second):
        return
    kept = groups.merge(first, second)
    for other in groups.sums[kept]:
        mean = groups.mean(kept, other)
        if mean >= bound and groups.allowed(kept, other):
            heapq.heappush(heap, (-mean, min(kept, other), max(kept, other)))
