"""Models in a process of their own: loaded once, asked in order, and what goes wrong there told here."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from briefing.assembly.engines.beside import Beside
from briefing.errors import ModelError
from briefing.models.kept import KeptEmbedder
from briefing.records import ModelIdentity
from briefing.store import Store

Model = Callable[[int], int]


def loaded(noted: Path) -> Model:
    """A model whose loading leaves a line with the process that it is in."""
    with noted.open("a") as file:
        file.write(f"{os.getpid()}\n")
    return lambda number: 2 * number


def missing() -> Model:
    raise ModelError("no such model")


def slow() -> Model:
    time.sleep(60)
    raise AssertionError


def doubled(numbers: Sequence[int], model: Model) -> list[int]:
    return [model(number) for number in numbers]


def crash() -> object:
    os._exit(3)


def stuck(_: Model) -> list[Any]:
    return [lambda: None]


def ends(_: Model) -> list[int]:
    os._exit(3)


class Odd(Exception):
    """It cannot be made anew of what is kept of it."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(one + two)


def odd(_: Model) -> list[int]:
    raise Odd("out of ", "paper")


@pytest.fixture
def beside() -> Iterator[Beside]:
    process = Beside()
    yield process
    process.end()


def test_a_model_that_was_prepared_is_loaded_once_elsewhere(beside: Beside, tmp_path: Path) -> None:
    load = partial(loaded, tmp_path / "loads")
    beside.prepare(load)
    assert beside.begin(load, partial(doubled, [1, 2]))() == [2, 4]
    assert beside.begin(load, partial(doubled, [3]))() == [6]
    (where,) = (tmp_path / "loads").read_text().split()
    assert int(where) != os.getpid()


def test_what_loads_the_same_loads_it_once(beside: Beside, tmp_path: Path) -> None:
    for number in (1, 2):
        load = partial(loaded, tmp_path / "loads")  # as each day of a range makes it anew
        assert beside.begin(load, partial(doubled, [number]))() == [2 * number]
    assert len((tmp_path / "loads").read_text().split()) == 1


def test_a_model_is_loaded_before_it_is_asked(beside: Beside, tmp_path: Path) -> None:
    load = partial(loaded, tmp_path / "loads")
    beside.prepare(load)
    for _ in range(600):
        if (tmp_path / "loads").exists():
            return
        time.sleep(0.05)
    pytest.fail("nothing was loaded in 30 s")


def test_a_model_that_cannot_be_loaded_is_told_to_whoever_asks(
    beside: Beside, tmp_path: Path
) -> None:
    beside.prepare(missing)
    with pytest.raises(ModelError, match="no such model"):
        beside.begin(missing, partial(doubled, [1]))()
    load = partial(loaded, tmp_path / "loads")
    assert beside.begin(load, partial(doubled, [1]))() == [2]


def test_an_error_that_cannot_travel_is_told_in_its_words(beside: Beside, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="Odd: out of paper"):
        beside.begin(partial(loaded, tmp_path / "loads"), odd)()


def test_a_model_that_cannot_travel_is_loaded_here_once(beside: Beside, tmp_path: Path) -> None:
    load = lambda: loaded(tmp_path / "loads")  # noqa: E731  # what no other process can import
    beside.prepare(load)
    for number in (1, 2):
        assert beside.begin(load, partial(doubled, [number]))() == [2 * number]
    assert (tmp_path / "loads").read_text().split() == [str(os.getpid())]


def test_a_process_that_ends_costs_the_model_and_not_the_program(
    beside: Beside, tmp_path: Path
) -> None:
    load = partial(loaded, tmp_path / "loads")
    with pytest.raises(RuntimeError, match="its process ended"):
        beside.begin(load, ends)()
    beside.prepare(load)
    assert beside.begin(load, partial(doubled, [1]))() == [2]
    assert (tmp_path / "loads").read_text().split()[-1] == str(os.getpid())


def test_a_process_that_ends_before_it_has_the_model_costs_nothing(
    beside: Beside, tmp_path: Path
) -> None:
    """A model that was loaded ahead and ended the process is no reason to lose another one."""
    beside.prepare(crash)
    beside._process.join(60)
    load = partial(loaded, tmp_path / "loads")
    assert beside.begin(load, partial(doubled, [1]))() == [2]
    assert (tmp_path / "loads").read_text().split() == [str(os.getpid())]


def test_rows_that_cannot_travel_are_an_error_and_the_process_goes_on(
    beside: Beside, tmp_path: Path
) -> None:
    load = partial(loaded, tmp_path / "loads")
    with pytest.raises(Exception, match=r"pickle|lambda"):
        beside.begin(load, stuck)()
    assert beside.begin(load, partial(doubled, [1]))() == [2]
    assert len((tmp_path / "loads").read_text().split()) == 1


def test_it_is_ended_in_the_middle_of_loading() -> None:
    process = Beside()
    process.prepare(slow)
    begun = time.monotonic()
    process.end()
    assert time.monotonic() - begun < 20


class Numbers:
    """An embedder."""

    identity = ModelIdentity(name="numbers", digest="1")

    def embed(self, texts: Sequence[str]) -> Iterator[tuple[float, ...]]:
        return ((float(len(text)),) for text in texts)


def test_what_is_kept_hangs_not_on_where_the_model_is(beside: Beside, tmp_path: Path) -> None:
    with Store(tmp_path / "state.sqlite") as store:
        kept = KeptEmbedder(Numbers.identity, Numbers, store)
        elsewhere = list(kept.hosted(beside).embed(["a", "bc"]))
        assert list(kept.embed(["a", "bc"])) == elsewhere == [(1.0,), (2.0,)]
        assert kept.batches_run == 0  # the other's answers were there
