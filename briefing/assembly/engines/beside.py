"""Models in a process of their own, which loads them while this one reads files and answers when it is asked.

::

    load… ─ prepare ─▶ process: loads one after the other, as long as nothing is asked
    load, ask ─ begin ─▶ process: loads what is not there yet ─ asks ─▶ rows

Importing what runs the networks and loading them takes two seconds that are independent of what is read.  A
thread cannot do it: it holds the lock of the interpreter, and where the program ends meanwhile it crashes.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Hashable, Iterable
from contextlib import suppress
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, Final

from briefing.assembly.engines.base import what_travels
from briefing.work import settle, unheard

_PREPARE: Final = b"p"
_ASK: Final = b"a"
_THERE, _MISSING = b"+", b"-"
"""Whether the model is loaded: what is told before the rows."""

Load = Callable[[], Any]
Ask = Callable[[Any], Iterable[Any]]


class Beside:
    """A process beside this one (a :class:`~briefing.models.kept.Host`).

    Raises :class:`OSError` where none can be started.
    """

    ahead: Final = 1
    """Requests are waited for one by one: two under way could fill both ends of the pipe."""

    def __init__(self) -> None:
        spawn = get_context("spawn")
        self._pipe, other = spawn.Pipe()
        self._process = spawn.Process(target=_serve, args=(other,), daemon=True)
        with unheard():
            self._process.start()
        other.close()
        self._loads: dict[Hashable, int] = {}
        self._ended = False
        self._here: dict[int, Any] = {}
        """Models that cannot be loaded elsewhere, such as those of a package that brings no function for it, and all once the process has ended."""

    def prepare(self, load: Load) -> None:
        """Let it load a model when it has nothing else to do."""
        message = _packed(self._number(load), load)
        with suppress(OSError):  # it has ended: told to whoever asks
            if message is not None:
                self._pipe.send_bytes(_PREPARE + message)

    def begin(self, load: Load, ask: Ask) -> Callable[[], list[Any]]:
        """Return what asks the model that `load` loads, and waits for the rows; here, where it cannot travel."""
        number = self._number(load)
        message = _packed(number, load, ask)
        here = lambda: list(ask(_loaded(self._here, number, load)))  # noqa: E731
        return here if message is None else partial(self._asked, message, here)

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.join()
        self._pipe.close()

    def _asked(self, message: bytes, here: Callable[[], list[Any]]) -> list[Any]:
        """The rows from there; from here where the process ended before it had the model.

        What ends it while it is asked would end this one: it is an error.
        """
        if self._ended:
            return here()
        there = False
        try:
            self._pipe.send_bytes(_ASK + message)
            there = self._pipe.recv_bytes() == _THERE
            rows, error = self._pipe.recv()
        except (OSError, EOFError) as ended:
            self._ended = True
            if there:
                raise RuntimeError("its process ended") from ended
            return here()
        if error is not None:
            raise error
        return list(rows)

    def _number(self, load: Load) -> int:
        """The same for what loads the same: a model is loaded once."""
        return self._loads.setdefault(what_travels(load), len(self._loads))


# -- in the process -----------------------------------------------------------------------------


def _serve(pipe: Connection) -> None:
    settle()
    models: dict[int, Any] = {}
    waiting: deque[tuple[int, Load]] = deque()
    while True:
        while waiting and not pipe.poll():
            number, load = waiting.popleft()
            with suppress(Exception):  # the same is told to whoever asks
                _loaded(models, number, load)
        try:
            message = pipe.recv_bytes()
        except EOFError:
            return
        if message.startswith(_PREPARE):
            with suppress(Exception):
                waiting.append(pickle.loads(message[1:]))  # noqa: S301  # of the program itself
        else:
            _answer(pipe, models, message[1:])


def _loaded(models: dict[int, Any], number: int, load: Load) -> Any:  # noqa: ANN401  # any model
    if number not in models:
        models[number] = load()
    return models[number]


def _answer(pipe: Connection, models: dict[int, Any], message: bytes) -> None:
    """Send whether the model is there, then the rows, or what went wrong."""
    told = False
    try:
        number, load, ask = pickle.loads(message)  # noqa: S301  # of the program itself
        model = _loaded(models, number, load)
        pipe.send_bytes(_THERE)
        told = True
        found: tuple[list[Any], Exception | None] = list(ask(model)), None
    except Exception as error:  # noqa: BLE001  # it is raised where it was asked
        if not told:
            pipe.send_bytes(_MISSING)
        found = [], _portable(error)
    try:
        pipe.send(found)
    except Exception as error:  # noqa: BLE001  # rows that cannot travel; nothing was sent of them
        pipe.send(([], _portable(error)))


def _packed(*parts: object) -> bytes | None:
    """What travels, or None where it cannot."""
    try:
        return pickle.dumps(parts)
    except Exception:  # noqa: BLE001  # a part that cannot fails in whatever way it likes
        return None


def _portable(error: Exception) -> Exception:
    """An error as it can be sent: not all can be made anew of what is kept of them."""
    try:
        again = pickle.loads(pickle.dumps(error))  # noqa: S301  # made here
    except Exception:  # noqa: BLE001
        return RuntimeError(f"{type(error).__name__}: {error}")
    return again if isinstance(again, Exception) else RuntimeError(str(error))
