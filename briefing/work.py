"""Work spread over processes, so that two cores read twice as fast and no file can end the run.

::

    job ─ once for each worker ─▶ worker processes
    chunks ─ submit, a few in flight ─▶ worker processes ─▶ results in the order of the chunks
    a worker dies ─▶ what was in flight is done again alone, halved until the item is found that kills
    none can start ─▶ all is done here

A parser in C (lxml) may crash its process on a hostile page: that costs this page.  Processes are
spawned, never forked, so that this works on every system and beside threads.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib import import_module
from itertools import chain, islice
from multiprocessing import parent_process
from pathlib import Path
from threading import Lock, Thread
from typing import Any, Final, Generic, Protocol, TypeVar

from briefing.quiet import ERRORS, collect_rarely, hush

Given = TypeVar("Given")
Made = TypeVar("Made")

AHEAD = 3
"""Chunks in flight for each worker: enough that none waits, few enough that memory stays flat."""


class Workers(Protocol):
    """Who does what can be done apart: processes of this machine, or those of a cluster."""

    @property
    def count(self) -> int:
        """How many work at a time; with fewer than two, everything is done in this process."""

    @property
    def at_hand(self) -> bool:
        """Whether they run already, so that they pay for little work, too."""

    def over(
        self, job: Callable[[Sequence[Given]], list[Made]], chunks: Iterable[Sequence[Given]]
    ) -> Iterator[list[Made | None]]:
        """Yield the results of each chunk in order; None for an item that ended its process.

        `job` maps a list to a list of the same length; it travels once to each worker.
        """


@dataclass(frozen=True)
class Processes:
    """Processes of this machine, started when there is something to do, or when there will be."""

    count: int = 1
    at_hand: bool = False
    _begun: list[ProcessPoolExecutor] = field(default_factory=list, compare=False, repr=False)

    def begin(self, module: str, count: int) -> None:
        """Start `count` processes, which import `module` meanwhile: the next work is theirs, and they end with it."""
        with suppress(OSError, ImportError), unheard():  # a system without semaphores
            pool = _pool(min(count, self.count), _prepare, module)
            self._begun.append(pool)
            for _ in range(min(count, self.count)):
                pool.submit(_nothing)

    def end(self) -> None:
        """End processes that were started and found nothing to do."""
        while self._begun:
            self._begun.pop().shutdown(wait=True, cancel_futures=True)

    def over(
        self, job: Callable[[Sequence[Given]], list[Made]], chunks: Iterable[Sequence[Given]]
    ) -> Iterator[list[Made | None]]:
        """Yield the results of each chunk in order (:class:`Spread`)."""
        begun = self._begun.pop() if self._begun else None
        try:
            yield from Spread(job, self.count, begun).over(chunks)
        finally:
            if begun is not None:
                begun.shutdown(wait=True, cancel_futures=True)


HERE: Final = Processes()
"""No other process."""


def map_blocks(
    workers: Workers,
    job: Callable[[Sequence[Given]], list[Made]],
    items: Iterable[Given],
    block: int,
) -> Iterator[Made]:
    """Yield what `job` makes of `items`, `block` of them at a time, in order: by `workers` where they run already, else here.

    Raises :class:`RuntimeError` where an item ended the process of its worker.
    """
    blocks = _blocks(items, block)
    if not workers.at_hand or workers.count < 2:
        yield from chain.from_iterable(map(job, blocks))
        return
    for results in workers.over(job, blocks):
        for one in results:
            if one is None:
                raise RuntimeError("a text ended the process that worked on it")
            yield one


def _blocks(items: Iterable[Given], block: int) -> Iterator[list[Given]]:
    waiting = iter(items)
    while chunk := list(islice(waiting, block)):
        yield chunk


class Spread(Generic[Given, Made]):
    """A job that is done by several processes.

    `job` maps a list to a list of the same length; it and its arguments must be picklable, and the
    program's main module importable without side effects (the rule of :mod:`multiprocessing`).
    It travels once to each worker, not with each chunk: it may carry much.  To those that have `begun` before there was a job it
    travels with each chunk.
    """

    def __init__(
        self,
        job: Callable[[Sequence[Given]], list[Made]],
        workers: int,
        begun: ProcessPoolExecutor | None = None,
    ) -> None:
        self.job = job
        self.workers = workers
        self._begun = begun
        self._can_start = True

    def over(self, chunks: Iterable[Sequence[Given]]) -> Iterator[list[Made | None]]:
        """Yield the results of each chunk in order; None for an item that ended its process."""
        waiting = iter(chunks)
        first = next(waiting, None)
        if first is None:
            return
        waiting = chain([first], waiting)
        try:
            pool = self._begun or self._pool(self.workers)
        except (OSError, ImportError):  # a system without semaphores: then all is done here
            for chunk in waiting:
                yield list(self.job(chunk))
            return
        running: deque[tuple[Sequence[Given], Future[list[Made]]]] = deque()
        try:
            while True:
                self._fill(pool, waiting, running)
                if not running:
                    return
                chunk, future = running.popleft()
                try:
                    yield list(future.result())
                except BrokenProcessPool:
                    pool.shutdown(wait=True, cancel_futures=True)
                    yield from self._one_by_one([chunk, *(each for each, _ in running)])
                    running.clear()
                    if not self._can_start:
                        yield from map(list, map(self.job, waiting))
                        return
                    pool = self._pool(self.workers)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _fill(
        self,
        pool: ProcessPoolExecutor,
        waiting: Iterator[Sequence[Given]],
        running: deque[tuple[Sequence[Given], Future[list[Made]]]],
    ) -> None:
        while len(running) < AHEAD * self.workers:
            chunk = next(waiting, None)
            if chunk is None:
                return
            running.append((chunk, self._submitted(pool, chunk)))

    def _one_by_one(self, chunks: Iterable[Sequence[Given]]) -> Iterator[list[Made | None]]:
        """Do each chunk with nothing beside it, in one process that is renewed where it dies; here, where it cannot start."""
        pool = self._begin_alone()
        try:
            for chunk in chunks:
                results: list[Made | None] = []
                parts = [chunk]
                while parts:
                    part = parts.pop()
                    if not self._can_start:
                        results += self.job(part)
                        continue
                    try:
                        results += self._submitted(pool, part).result()
                    except BrokenProcessPool:
                        pool.shutdown(wait=True, cancel_futures=True)
                        pool = self._begin_alone()
                        half = len(part) // 2
                        parts += [part[half:], part[:half]] if half else []
                        results += [] if half else [None]
                yield results
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _begin_alone(self) -> ProcessPoolExecutor:
        """A process that has begun: one that cannot import what it needs, or has no memory to, says nothing of what it was given."""
        pool = self._pool(1)
        try:
            _submit(pool, _nothing).result()
        except BrokenProcessPool:
            self._can_start = False
        return pool

    def _pool(self, workers: int) -> ProcessPoolExecutor:
        return _pool(workers, _learn, self.job)

    def _submitted(self, pool: ProcessPoolExecutor, chunk: Sequence[Given]) -> Future[list[Made]]:
        """Submit a chunk; a pool that has broken meanwhile is told by the future, as any other fault."""
        try:
            if pool is self._begun:
                return _submit(pool, _do, self.job, chunk)
            return _submit(pool, _work, chunk)
        except BrokenProcessPool as error:
            future: Future[list[Made]] = Future()
            future.set_exception(error)
            return future


def _pool(workers: int, begin: Callable[[Any], None], told: object) -> ProcessPoolExecutor:
    """Processes that do `begin` with what they are told, before anything else."""
    from multiprocessing import get_context

    spawn = get_context("spawn")
    return ProcessPoolExecutor(workers, spawn, initializer=begin, initargs=(told,))


def _submit(pool: ProcessPoolExecutor, job: Callable[..., Made], *given: object) -> Future[Made]:
    """Submit work; processes start where there is some."""
    with _mute():
        return pool.submit(job, *given)


class _Quiet:
    """What processes find that start while somebody is in: nowhere to write to, and one thread for products of numbers.

    One that cannot import what it needs would print where it was; what goes wrong in their work travels to the program.  Each has a core of
    its own, whatever the user wishes for this one.  Threads may be in together: the first one in changes what the last one out puts back.
    """

    def __init__(self) -> None:
        self._lock: Final = Lock()
        self._inside = 0
        self._errors: int | None = None
        self._threads: str | None = None

    def enter(self) -> None:
        with self._lock:
            self._inside += 1
            if self._inside > 1:
                return
            self._threads = os.environ.get(_THREADS)
            os.environ[_THREADS] = "1"
            self._errors = None
            with suppress(OSError):  # closed, or too many are open
                self._errors = ERRORS.number = os.dup(2)
                with Path(os.devnull).open("wb") as nowhere:
                    os.dup2(nowhere.fileno(), 2)

    def leave(self) -> None:
        with self._lock:
            self._inside -= 1
            if self._inside:
                return
            if self._threads is None:
                os.environ.pop(_THREADS, None)
            else:
                os.environ[_THREADS] = self._threads
            if self._errors is not None:
                os.dup2(self._errors, 2)
                ERRORS.number = 2
                os.close(self._errors)


_THREADS: Final = "OPENBLAS_NUM_THREADS"
_quiet: Final = _Quiet()


@contextmanager
def _mute() -> Iterator[None]:
    """Processes that are started in the block write nothing and count alone (:class:`_Quiet`)."""
    _quiet.enter()
    try:
        yield
    finally:
        _quiet.leave()


@contextmanager
def unheard() -> Iterator[None]:
    """Processes that are started in the block do not hear an interrupt: the terminal sends it to them as well, the program ends them.

    One that is still importing would print where it was; they write nothing.  The program hears it, and a wish to end, when they have all that they
    need to start: they would print what they lack.
    """
    if not hasattr(signal, "pthread_sigmask"):
        with _mute():
            yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # when it starts, it lets interrupts in
    former = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        with _mute():
            yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)


# -- in a worker --------------------------------------------------------------------------------

_learned: list[Callable[[Sequence[Any]], list[Any]]] = []
"""In a worker: its job."""


def _learn(job: Callable[[Sequence[Any]], list[Any]]) -> None:
    settle()
    _learned.append(job)


def _prepare(module: str) -> None:
    settle()
    import_module(module)


def _do(job: Callable[[Sequence[Any]], list[Any]], chunk: Sequence[Any]) -> list[Any]:
    if hasattr(signal, "pthread_sigmask"):  # an interrupt ends work at once (:func:`unheard`)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    return job(chunk)


def _nothing() -> None:
    """What a process is asked to do, so that it starts."""


def settle() -> None:
    """What another process of the program does first: it is silent, and ends with the program."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})  # (:func:`unheard`)
    hush()
    collect_rarely()
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process where the program is killed: it would wait for more work for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(chunk: Sequence[Any]) -> list[Any]:
    return _learned[0](chunk)
