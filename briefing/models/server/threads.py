"""Several requests under way at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TypeVar

T = TypeVar("T")
A = TypeVar("A")


def in_parallel(items: Sequence[T], run: Callable[[T], A], most: int) -> list[A]:
    """Return what `run` gives for each item, in order, with at most `most` under way at once.

    The first error is raised as it comes, and nothing further is begun.  The threads are daemons: a pool of the
    standard library is waited for at the end of the program, so that an interrupted run would hang on an answer
    that nobody wants any more.
    """
    todo, lock = iter(enumerate(items)), Lock()
    done: SimpleQueue[tuple[int, A] | BaseException] = SimpleQueue()

    def work() -> None:
        for at, item in _shared(todo, lock):
            try:
                done.put((at, run(item)))
            except BaseException as error:  # noqa: BLE001  # raised again where the answers are collected
                with lock:
                    deque(todo, maxlen=0)  # nobody begins what is left
                done.put(error)

    for _ in range(min(most, len(items))):
        Thread(target=work, daemon=True).start()
    answers: dict[int, A] = {}
    while len(answers) < len(items):
        got = done.get()
        if isinstance(got, BaseException):
            raise got
        answers[got[0]] = got[1]
    return [answers[at] for at in range(len(items))]


def _shared(todo: Iterator[T], lock: Lock) -> Iterator[T]:
    """What is left to do, one at a time, among several threads."""
    while True:
        with lock:
            item = next(todo, None)
        if item is None:
            return
        yield item
