"""A Ray cluster: one that is there, or one made on this machine for the run.

::

    chunks ─ put, a few in flight ─▶ tasks, on any core of the cluster ─▶ results in the order of the chunks
    a worker dies ─▶ its chunk is done again in halves, until the item is found that kills
    requests to models ─▶ actors, one for each device; one that dies is started again and loads its model anew

The driver reads the input's bytes, keeps the order, writes the store and the brief; workers get texts and
give back what they made of them, so nothing that they do is lost twice or done in another order.  The
extra ``briefing[ray]`` has the package, which is imported when the engine is started.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count as numbers
from typing import Any, Final, TypeVar

from briefing.assembly.engines.base import Engine, EngineWanted, Kind, what_travels
from briefing.assembly.engines.cluster import connected, machines, resources, told
from briefing.errors import EngineError, MissingModelError
from briefing.quiet import hush

Given = TypeVar("Given")
Made = TypeVar("Made")

AHEAD: Final = 3
"""Chunks in flight for each worker, as with processes (:data:`briefing.work.AHEAD`)."""
TRIES: Final = 2
"""Times that one item may end its worker: the first may have been another's fault."""
RESTARTS: Final = 3
"""Times that an actor is started again, and a request to it made again."""
_ENDED: Final = f"its process ended {RESTARTS + 1} times on one request"
REMEMBERED: Final = 4
"""Jobs that a worker keeps at hand: the stages of a run come one after the other."""


# -- in a worker --------------------------------------------------------------------------------

_known: dict[str, Any] = {}
"""In a worker: jobs and models by the ids of what they came from."""


def _at_hand(reference: Any, make: Callable[[Any], Any]) -> Any:  # noqa: ANN401  # Ray's objects have no types of ours
    """What `make` makes of the object behind a reference, made once in each worker process."""
    import ray

    name = reference.hex()
    if name not in _known:
        while len(_known) >= REMEMBERED:
            del _known[next(iter(_known))]
        _known[name] = make(ray.get(reference))
    return _known[name]


def _work(job: Sequence[Any], chunk: Sequence[Any]) -> list[Any]:
    """Do a job; its reference stands in a list, so that Ray does not fetch it again for each task."""
    hush()
    return list(_at_hand(job[0], lambda one: one)(chunk))


def _ask(load: Sequence[Any], ask: Callable[[Any], Iterable[Any]]) -> list[Any]:
    """Ask a model that is loaded once."""
    hush()
    return list(ask(_at_hand(load[0], lambda one: one())))


class _Device:
    """An actor: one device, with the models that are asked on it."""

    def __init__(self, threads: str | None) -> None:
        # Ray gives an actor one thread, whatever the device: torch reads this when it is loaded.
        if threads is None:
            os.environ.pop("OMP_NUM_THREADS", None)
        else:
            os.environ["OMP_NUM_THREADS"] = threads

    def ask(self, load: Sequence[Any], ask: Callable[[Any], Iterable[Any]]) -> list[Any]:
        """Return the answers of a model."""
        return _ask(load, ask)


# -- at the driver ------------------------------------------------------------------------------


class RayWorkers:
    """Tasks on the cores of a cluster."""

    at_hand = True

    def __init__(self, count: int) -> None:
        self.count = max(2, count)  # with fewer, the driver would do all

    def over(
        self, job: Callable[[Sequence[Given]], list[Made]], chunks: Iterable[Sequence[Given]]
    ) -> Iterator[list[Made | None]]:
        """Yield the results of each chunk in order; None for an item that ended its worker twice.

        Raises :class:`EngineError` where the cluster cannot go on.
        """
        import ray

        with told():
            task = ray.remote(_work).options(num_cpus=1, max_retries=0)
            shared = [ray.put(job)]
        running: deque[tuple[Sequence[Given], Any]] = deque()
        waiting = iter(chunks)
        try:
            while True:
                while len(running) < AHEAD * self.count:
                    chunk = next(waiting, None)
                    if chunk is None:
                        break
                    with told():
                        running.append((chunk, task.remote(shared, chunk)))
                if not running:
                    return
                chunk, reference = running.popleft()
                yield self._results(chunk, reference, lambda part: task.remote(shared, part))
        finally:
            for _, reference in running:
                ray.cancel(reference, force=True)

    def _results(
        self,
        chunk: Sequence[Given],
        reference: Any,  # noqa: ANN401
        again: Callable[[Sequence[Given]], Any],
    ) -> list[Made | None]:
        """The results of a chunk; of one whose worker died, of its halves."""
        results: list[Made | None] = []
        parts: list[tuple[Sequence[Given], Any, int]] = [(chunk, reference, 1)]
        while parts:
            part, got, tries = parts.pop()
            with told():
                made = _got(got or again(part))
            half = len(part) // 2
            if made is not None:
                results += made
            elif half:
                parts += [(part[half:], None, 1), (part[:half], None, 1)]
            elif tries < TRIES:
                parts.append((part, None, tries + 1))
            else:
                results.append(None)
        return results


def _got(reference: Any) -> list[Any] | None:  # noqa: ANN401
    """What a task gave; None where its worker died or took more memory than there is."""
    from ray import exceptions, get

    try:
        found: list[Any] = get(reference)
    except (
        exceptions.WorkerCrashedError,
        exceptions.NodeDiedError,
        exceptions.OutOfMemoryError,
        exceptions.ObjectLostError,
    ):
        return None
    return found


class RayHost:
    """Models in actors, or in the tasks of any worker."""

    def __init__(
        self,
        begin: Callable[[int, Any, Any], Any],
        ahead: int,
        ended: Callable[[], None] = lambda: None,
    ) -> None:
        self._remote = begin
        """Of the number of a request, a reference to what loads the model, and what is asked: a reference to the answers."""
        self._ended = ended
        """Called where a process has ended for good."""
        self.ahead = ahead
        self._numbers = numbers()
        self._loads: dict[Hashable, Any] = {}

    def begin(
        self, load: Callable[[], Any], ask: Callable[[Any], Iterable[Any]]
    ) -> Callable[[], list[Any]]:
        """Begin to ask the model that `load` loads on the cluster."""
        import ray

        with told():
            reference = self._remote(next(self._numbers), [self._reference(load)], ask)

        def wait() -> list[Any]:
            try:
                with told(of_model=_ENDED):
                    found: list[Any] = ray.get(reference)
            except MissingModelError as error:
                # Other stages can do without it, but what is here and not there is a mistake.
                raise EngineError(
                    f"{str(error).rstrip('.')} - on a machine of the cluster: models must be on each, in the same folder."
                ) from error
            except RuntimeError as error:
                if isinstance(error.__cause__, ray.exceptions.ActorDiedError):
                    self._ended()
                raise
            return found

        return wait

    def _reference(self, load: Callable[[], Any]) -> Any:  # noqa: ANN401
        import ray

        known = what_travels(load)
        if known not in self._loads:
            self._loads[known] = ray.put(load)
        return self._loads[known]


class RayEngine:
    """The parts of a run on a cluster that this process is connected to."""

    def __init__(self, wanted: EngineWanted) -> None:
        self._wanted = wanted
        self._count = wanted.workers or int(resources().get("CPU", 1))
        self._actors: list[Any] = []
        self._machines = wanted.gpus or machines()
        self.devices = RayHost(self._on_a_device, 2 * self._machines, self._start_anew)
        """One actor for each GPU that is asked for, else one on each machine of the cluster; a request waits at each while another runs."""

    def workers(self, processes: int) -> RayWorkers:  # noqa: ARG002  # the cluster has its own number
        """Return tasks on the cluster's cores."""
        return RayWorkers(self._count)

    @property
    def processors(self) -> RayHost:
        """Tasks, each with a parser of its own process."""
        import ray

        task = ray.remote(_ask).options(num_cpus=1, max_retries=RESTARTS)
        return RayHost(lambda _, load, ask: task.remote(load, ask), self._count + 1)

    def _on_a_device(self, number: int, load: Any, ask: Any) -> Any:  # noqa: ANN401
        """Begin a request; the actors are started for the first one, as all answers may be kept."""
        self._actors = self._actors or self._started()
        return self._actors[number % len(self._actors)].ask.remote(load, ask)

    def _start_anew(self) -> None:
        """Leave the actors of a model that ended them for good: other models are asked in new ones."""
        self._actors = []

    def _started(self) -> list[Any]:
        import ray

        gpus = self._wanted.gpus
        kind = ray.remote(_Device).options(
            num_cpus=0,
            num_gpus=1 if gpus else 0,
            max_restarts=RESTARTS,
            max_task_retries=RESTARTS,
            scheduling_strategy="SPREAD",
        )
        threads = os.environ.get("OMP_NUM_THREADS")
        return [kind.remote(threads) for _ in range(self._machines)]


@contextmanager
def _start(wanted: EngineWanted) -> Iterator[Engine]:
    with connected(wanted):
        yield RayEngine(wanted)


ENGINE: Final = Kind("ray", _start)
