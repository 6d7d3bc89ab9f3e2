"""Average-link grouping over a sparse list of scored pairs.

Two groups are joined while the mean score between their members stays above a bound, best pair
first.  Pairs that are not listed count as 0: a chain of single links never gets a clear mean.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable
from typing import Final

__all__ = ["average_link"]

REACH: Final = 30
"""Pairs a member can be expected to have listed: candidates are capped per story, so a story meets
at most so many members of a very large event, and the mean is taken over these."""

Pair = tuple[int, int]


class _Groups:
    """The groups so far: members, and the summed scores to each neighbouring group."""

    def __init__(self, count: int, pairs: Iterable[tuple[int, int, float]]) -> None:
        self.members: dict[int, list[int]] = {number: [number] for number in range(count)}
        self.sums: dict[int, dict[int, float]] = {number: {} for number in range(count)}
        self.forbidden: dict[int, set[int]] = {}
        for first, second, score in pairs:
            self.sums[first][second] = self.sums[second][first] = score

    def forbid(self, pairs: Collection[Pair]) -> None:
        for first, second in pairs:
            self.forbidden.setdefault(first, set()).add(second)
            self.forbidden.setdefault(second, set()).add(first)

    def mean(self, first: int, second: int) -> float:
        sizes = len(self.members[first]), len(self.members[second])
        return self.sums[first][second] / min(sizes[0] * sizes[1], REACH * min(sizes))

    def allowed(self, first: int, second: int) -> bool:
        return second not in self.forbidden.get(first, ())

    def merge(self, first: int, second: int) -> int:
        """Join both groups under the smaller number, which is returned."""
        kept, gone = min(first, second), max(first, second)
        self.members[kept] = sorted(self.members[kept] + self.members.pop(gone))
        for other, score in self.sums.pop(gone).items():
            del self.sums[other][gone]
            if other != kept:
                total = self.sums[kept].get(other, 0.0) + score
                self.sums[kept][other] = self.sums[other][kept] = total
        for other in self.forbidden.pop(gone, ()):
            self.forbidden[other].discard(gone)
            self.forbid([(kept, other)])
        return kept


def average_link(
    count: int,
    pairs: Iterable[tuple[int, int, float]],
    bound: float,
    *,
    must: Collection[Pair] = (),
    cannot: Collection[Pair] = (),
) -> list[list[int]]:
    """Return the groups of items 0 … count-1, each sorted, in the order of their first members.

    `pairs` lists (first, second, score) once each with score above 0.  `must` pairs are joined
    before anything else, `cannot` pairs never; where both name a pair, `must` wins.  Equal means
    are taken in the order of the items' numbers, so the result depends on nothing else.
    """
    groups = _Groups(count, pairs)
    groups.forbid(cannot)
    leader = list(range(count))
    for first, second in sorted(must):
        a, b = _lead(leader, first), _lead(leader, second)
        if a != b:
            leader[max(a, b)] = groups.merge(a, b)
    heap = [
        (-groups.mean(first, second), first, second)
        for first, row in groups.sums.items()
        for second in row
        if first < second and groups.mean(first, second) >= bound
    ]
    heapq.heapify(heap)
    while heap:
        _step(groups, heap, bound)
    return [groups.members[number] for number in sorted(groups.members)]


def _lead(leader: list[int], number: int) -> int:
    while leader[number] != number:
        number = leader[number]
    return number


def _step(groups: _Groups, heap: list[tuple[float, int, int]], bound: float) -> None:
    """Take the best pair off the heap and join it, if it still is what it was when put there."""
    value, first, second = heapq.heappop(heap)
    current = second in groups.sums.get(first, ()) and -groups.mean(first, second) == value
    if not current or not groups.allowed(first, second):
        return
    kept = groups.merge(first, second)
    for other in groups.sums[kept]:
        mean = groups.mean(kept, other)
        if mean >= bound:
            heapq.heappush(heap, (-mean, min(kept, other), max(kept, other)))
