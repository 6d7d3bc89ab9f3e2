"""The order in which requests run: batches of like length, halved when memory runs out."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, TypeVar

from briefing.records import content_id

T = TypeVar("T")
A = TypeVar("A")

BUCKET: Final = 96
"""Characters (about 24 tokens) by which texts of one batch may differ.  Wider buckets waste
padding, narrower ones leave batches half full."""


class MemoryShortageError(Exception):
    """A device had no room for a batch.  Raised by a model, answered by :func:`run_halving`."""


def plan(texts: Sequence[str], size: int) -> list[list[int]]:
    """Cut requests into batches of at most `size`, shortest texts first; returns their indices.

    Texts are bucketed by length and ordered inside a bucket by their digest, so the plan depends
    on the set of texts alone, and one more text disturbs the batches of its own bucket only:
    the rest of a day's answers stay valid.
    """
    buckets: defaultdict[int, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        buckets[len(text) // BUCKET].append(index)
    batches: list[list[int]] = []
    for key in sorted(buckets):
        members = sorted(buckets[key], key=lambda i: (content_id(texts[i]), i))
        batches += [members[i : i + size] for i in range(0, len(members), size)]
    return batches


def alike(keys: Iterable[Hashable]) -> list[list[int]]:
    """Return the places of equal keys together, in the order of their first ones."""
    groups: dict[Hashable, list[int]] = {}
    for index, key in enumerate(keys):
        groups.setdefault(key, []).append(index)
    return list(groups.values())


def in_order(
    items: Sequence[T],
    groups: Iterable[Sequence[int]],
    run: Callable[[Sequence[T]], Iterable[A]],
    progress: Callable[[int, int], None] = lambda done, total: None,  # noqa: ARG005  # the silent default
    ahead: int = 1,
) -> Iterator[A]:
    """Run `items` group by group and yield what comes back in the order of the items.

    `groups` are places of items, each in one of them (see :func:`plan` and :func:`alike`); `run` answers
    the items of a group in order.  `progress` is told after each group how many of how many are done.
    Up to `ahead` groups are begun before the first of them is waited for.
    """
    done: dict[int, A] = {}
    waiting = iter(groups)
    begun: deque[tuple[Sequence[int], Iterable[A]]] = deque()
    while True:
        for group in islice(waiting, ahead - len(begun)):
            begun.append((group, run([items[i] for i in group])))
        if not begun:
            break
        group, answers = begun.popleft()
        done.update(zip(group, answers, strict=True))
        progress(len(done), len(items))
    for index in range(len(items)):
        yield done[index]


def run_halving(
    items: Sequence[T], run: Callable[[Sequence[T]], list[A]], give_up: Callable[[T], A]
) -> Iterator[A]:
    """Run `items` as one batch; when memory runs out, in halves, down to single items.

    An item that does not fit even alone is answered by `give_up`.  The retry happens outside the
    ``except`` block: there the traceback would keep the failed batch's tensors alive.
    """
    answers: list[A] | None = None
    if items:
        try:
            answers = run(items)
        except MemoryShortageError:
            answers = None
    else:
        answers = []
    if answers is not None:
        yield from answers
    elif len(items) == 1:
        yield give_up(items[0])
    else:
        middle = len(items) // 2
        yield from run_halving(items[:middle], run, give_up)
        yield from run_halving(items[middle:], run, give_up)
