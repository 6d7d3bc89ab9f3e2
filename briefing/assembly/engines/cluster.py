"""The connection to a Ray cluster: made, checked, kept quiet, and what goes wrong there told in our words."""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

from briefing.assembly.engines.base import EngineWanted
from briefing.errors import EngineError, UsageError

CONNECT: Final = 10.0
"""Seconds in which an address must answer."""
FREE: Final = 120.0
"""Seconds in which one core of the cluster must get free."""
_SETTINGS: Final = b"\x04"
"""Type of the frame with which both ends of HTTP/2, and so of gRPC, begin (RFC 9113, 3.4)."""
_GREETING: Final = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0" + _SETTINGS + bytes(5)
_MISSING: Final = "the engine 'ray' needs the package ray: pip install 'briefing[ray]'."


@contextmanager
def connected(wanted: EngineWanted) -> Iterator[None]:
    """Connect to the cluster for the block, or make one of this machine's cores that ends with it.

    Whoever has connected to one before is left to it.  Raises :class:`EngineError` where there is none, or not what is asked for.
    """
    keep_silent(local=not wanted.address)
    try:
        import ray
    except ImportError as error:
        raise EngineError(_MISSING) from error
    ours = not ray.is_initialized()
    if ours:
        _connect(wanted)
    try:
        _require_possible(wanted)
        yield
    finally:
        if ours:
            with same_signals():
                ray.shutdown()


def keep_silent(*, local: bool) -> None:
    """What Ray reads from the environment when it is imported."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    # Of workers that died it tells on standard output, where --json prints the brief; we tell ourselves.
    os.environ.setdefault("RAY_DEDUP_LOGS_SKIP_REGEX", "(?s).*")
    os.environ.setdefault(
        "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0"
    )  # else it warns of its own plans
    if local:
        # As on systems whose firewalls would ask: all servers of a cluster of one machine listen on the loopback alone.
        os.environ.setdefault("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")


def _connect(wanted: EngineWanted) -> None:
    import ray

    how: dict[str, Any] = {"address": wanted.address}
    if not wanted.address:
        how = {
            "address": "local",
            "num_cpus": wanted.workers or None,
            "include_dashboard": False,
        }
    elif wanted.address != "auto":
        require_answer(wanted.address)
    try:
        with same_signals():
            ray.init(**how, log_to_driver=False, logging_level=logging.CRITICAL)
    except (ConnectionError, TimeoutError, ValueError, RuntimeError) as error:
        raise EngineError(f"{_cluster(wanted)}: {_first_line(error)}") from error


def require_answer(address: str) -> None:
    """Raise :class:`EngineError` where no cluster listens: Ray itself would try for minutes, and end the process then.

    Raises :class:`UsageError` for what is no address of one.
    """
    host, colon, port = address.rpartition(":")
    if address.startswith("ray://") or not (host and colon and port.isascii() and port.isdigit()):
        raise UsageError(
            f"engine.address = '{address}': write HOST:PORT of the cluster's head, or 'auto' on one of its machines; "
            "a run drives the cluster from one of them."
        )
    try:
        with socket.create_connection((host.strip("[]"), int(port)), CONNECT) as line:
            line.sendall(_GREETING)
            if line.recv(9, socket.MSG_WAITALL)[3:4] != _SETTINGS:
                raise ConnectionError("what listens there is no Ray cluster")
    except (OSError, OverflowError) as error:
        raise EngineError(
            f"engine.address = '{address}': no cluster answers there ({_first_line(error)})."
        ) from error


def _require_possible(wanted: EngineWanted) -> None:
    """Raise :class:`EngineError` where the cluster has another program, or fewer GPUs than are asked for: it would wait for ever."""
    import ray

    there = int(resources().get("GPU", 0))
    if there < wanted.gpus:
        raise EngineError(
            f"engine.gpus = {wanted.gpus}: {_cluster(wanted)} has {there}; ask for no more than there are."
        )
    with told():
        try:
            version = ray.get(ray.remote(version_here).options(num_cpus=1).remote(), timeout=FREE)
        except ray.exceptions.GetTimeoutError as error:
            raise EngineError(f"{_cluster(wanted)}: no worker was free in time.") from error
    here = version_here()
    if version != here:
        raise EngineError(
            f"{_cluster(wanted)} has briefing {version}, this is {here}: install the same on each machine."
        )


def machines() -> int:
    """Return how many machines the cluster has."""
    import ray

    with told():
        return sum(node["Alive"] for node in ray.nodes())


def resources() -> dict[str, float]:
    """Return what the cluster has, by the names that Ray gives: cores as "CPU"."""
    import ray

    with told():
        return dict(ray.cluster_resources())


def _cluster(wanted: EngineWanted) -> str:
    return f"the Ray cluster at {wanted.address}" if wanted.address else "the local Ray cluster"


def version_here() -> str:
    """Return the program's version: asked of a worker, that of its machine."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("briefing")
    except PackageNotFoundError:  # run from its sources
        return "unknown"


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0][:200].rstrip(".") or type(error).__name__


@contextmanager
def same_signals() -> Iterator[None]:
    """Keep the program's own handlers, which Ray replaces: an interrupted run says so and ends with its code.

    A signal that comes meanwhile ends the block by Ray's handler, and is then delivered to the program's own.
    """
    main = threading.current_thread() is threading.main_thread()
    former = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)} if main else {}
    came: int | str | None = None
    try:
        yield
    except SystemExit as stop:
        came = stop.code
    finally:
        for number, handler in former.items():
            with suppress(TypeError):  # a handler that was not set from Python
                signal.signal(number, handler)
    if came in former:
        signal.raise_signal(signal.Signals(came))
    if came is not None:
        raise SystemExit(came)


@contextmanager
def told(*, of_model: str = "") -> Iterator[None]:
    """Tell what goes wrong on the cluster in our words; what a task itself raised is raised as it is.

    `of_model` is what to say where the process of a model ends for good: whoever asks it can do without.
    """
    from ray import exceptions

    try:
        yield
    except exceptions.RayTaskError as error:
        cause = error.cause
        raise (cause if isinstance(cause, BaseException) else error) from None
    except exceptions.ActorDiedError as error:
        if of_model:
            raise RuntimeError(of_model) from error
        raise EngineError(_in_a_line(error)) from error
    except exceptions.RayError as error:
        raise EngineError(_in_a_line(error)) from error


def _in_a_line(error: Exception) -> str:
    from ray import exceptions

    if isinstance(error, exceptions.ObjectStoreFullError | exceptions.OutOfDiskError):
        return (
            "the object store of the cluster and the disk behind it are full; give it more "
            "(ray start --object-store-memory), or read fewer files in one run."
        )
    line = str(error).strip().partition("\n")[0][:200]
    return f"the Ray cluster cannot go on ({type(error).__name__}: {line})."
