"""Choosing an engine, and what is told where it cannot be had: no cluster is needed for these."""

from __future__ import annotations

import multiprocessing
import signal
import socket
import sys
import time
from collections.abc import Sequence
from typing import Any

import pytest

from briefing.assembly.engines import ENGINES, LOCAL, cluster, engine_kind, start_engine
from briefing.assembly.engines.local import Local
from briefing.errors import ConfigError, EngineError, UsageError
from briefing.settings.config import EngineSettings, Settings
from briefing.work import HERE, Processes, map_blocks

SHIPPED = Settings().engine


def wanted(**values: object) -> EngineSettings:
    return SHIPPED.model_copy(update={"name": "ray", **values})


def test_the_shipped_engine_is_this_machine() -> None:
    with start_engine(SHIPPED) as engine:
        assert engine.workers(3) == Processes(3)
        assert (engine.devices, engine.processors) == (None, None)
    assert [kind.name for kind in ENGINES] == ["local", "ray"]


def test_an_engine_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(ConfigError, match=r"'dask': no such engine; there are 'local', 'ray'"):
        engine_kind("dask")


def test_without_the_package_its_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)  # as where it is not installed
    with (
        pytest.raises(EngineError, match=r"pip install 'briefing\[ray\]'") as told,
        start_engine(wanted()),
    ):
        pass
    assert told.value.exit_code == 8


@pytest.mark.parametrize(
    "address", ["ray://head:10001", "head", "head:", ":6379", "head:port", "h:²"]
)
def test_an_address_of_another_form_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="write HOST:PORT"):
        cluster.require_answer(address)


def test_an_address_where_nobody_listens_is_told() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{closed.getsockname()[1]}"
        with pytest.raises(EngineError, match=f"'{address}': no cluster answers there"):
            cluster.require_answer(address)


def test_an_address_that_takes_the_call_and_says_nothing_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cluster, "CONNECT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        begun = time.monotonic()
        with pytest.raises(EngineError, match="no cluster answers there"):
            cluster.require_answer(f"127.0.0.1:{silent.getsockname()[1]}")
        assert time.monotonic() - begun < cluster.CONNECT * 50  # and not for ever


# -- blocks -----------------------------------------------------------------------------------------


def doubled(numbers: Sequence[int]) -> list[int]:
    return [2 * number for number in numbers]


class AtHand:
    """Workers that run already, and remember what they were handed."""

    count = 2
    at_hand = True

    def __init__(self, *, deadly: int | None = None) -> None:
        self.handed: list[list[int]] = []
        self._deadly = deadly

    def over(self, job: Any, chunks: Any) -> Any:
        for chunk in chunks:
            self.handed.append(list(chunk))
            yield [
                None if one == self._deadly else got
                for one, got in zip(chunk, job(chunk), strict=True)
            ]


def test_workers_that_run_get_blocks_and_the_order_stays() -> None:
    workers = AtHand()
    assert list(map_blocks(workers, doubled, range(7), 3)) == [0, 2, 4, 6, 8, 10, 12]
    assert workers.handed == [[0, 1, 2], [3, 4, 5], [6]]


def test_processes_that_would_have_to_be_started_get_nothing() -> None:
    assert list(map_blocks(HERE, doubled, range(7), 3)) == [0, 2, 4, 6, 8, 10, 12]
    assert list(map_blocks(Processes(4), doubled, [5], 3)) == [10]


def test_an_item_that_ends_its_worker_is_not_left_out_in_silence() -> None:
    with pytest.raises(RuntimeError, match="ended the process"):
        list(map_blocks(AtHand(deadly=4), doubled, range(7), 3))


# -- signals ----------------------------------------------------------------------------------------


def test_a_signal_that_ray_takes_while_it_starts_is_delivered_to_the_program() -> None:
    """Ray sets a handler of its own, that ends the process with the signal's number."""
    heard: list[int] = []
    former = signal.signal(signal.SIGTERM, lambda number, _: heard.append(number))
    try:
        with pytest.raises(SystemExit), cluster.same_signals():  # noqa: PT012  # two steps of Ray
            signal.signal(signal.SIGTERM, lambda number, _: sys.exit(number))
            signal.raise_signal(signal.SIGTERM)
        assert heard == [signal.SIGTERM]
        signal.raise_signal(signal.SIGTERM)
        assert heard == [signal.SIGTERM] * 2
    finally:
        signal.signal(signal.SIGTERM, former)


def test_what_this_machine_has_begun_ends_with_the_run() -> None:
    before = set(multiprocessing.active_children())
    with start_engine(SHIPPED) as engine:
        assert isinstance(engine, Local)
        engine.begin_models([dict])
        engine.begin_reading(2, 1)
        assert engine.devices is not None
        assert engine.devices is engine.processors
        assert engine.devices.begin(dict, list)() == []
        assert engine.workers(2) is engine.workers(2)
        assert len(set(multiprocessing.active_children()) - before) == 2
    assert set(multiprocessing.active_children()) <= before
    assert LOCAL.devices is None
