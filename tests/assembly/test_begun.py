"""What a run begins before anything is read, and when it does not."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from briefing.assembly import job
from briefing.assembly.engines.local import Local
from briefing.models.choose import Chosen
from briefing.models.kept import KeptEmbedder
from briefing.reading import spread
from briefing.records import ModelIdentity
from briefing.sources import FoundFile
from briefing.store import Store

NAMES = (job._PIPELINE, job._NETWORKS)
PIPELINE, NETWORKS = "made_up_pipeline", "made_up_networks"


class Noted(Local):
    """An engine that notes what it is asked to begin."""

    def __init__(self) -> None:
        super().__init__()
        self.readers: list[int] = []
        self.loads: list[Callable[[], Any]] = []

    def begin_reading(self, processes: int, count: int) -> None:
        self.readers.append(count)

    def begin_models(self, loads: Iterable[Callable[[], Any]]) -> None:
        self.loads += loads


class FakeHost:
    """A process that has the models."""

    ahead = 1

    def begin(
        self, load: Callable[[], Any], ask: Callable[[Any], Iterable[Any]]
    ) -> Callable[[], list[Any]]:
        return lambda: list(ask(load()))


@pytest.fixture(autouse=True)
def first_brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that has imported neither: under made-up names, for torch cannot be imported twice."""
    monkeypatch.setattr(job, "_PIPELINE", PIPELINE)
    monkeypatch.setattr(job, "_NETWORKS", NETWORKS)


def files(folder: Path, *names: str, size: int = 10) -> list[FoundFile]:
    for name in names:
        (folder / name).write_bytes(b"x" * size)
    return [FoundFile(name, folder / name) for name in names]


def readers(found: list[FoundFile], processes: int = 2) -> list[int]:
    engine = Noted()
    job.begin(engine, found, processes, None)
    assert engine.loads == []
    return engine.readers


def test_a_page_has_a_process_started_that_opens_it(tmp_path: Path) -> None:
    assert readers(files(tmp_path, "a.txt", "B.HTML")) == [1]


def test_plain_text_needs_none(tmp_path: Path) -> None:
    assert readers(files(tmp_path, "a.txt", "b.MD")) == []


def test_many_pages_have_as_many_as_there_may_be(tmp_path: Path) -> None:
    assert readers(files(tmp_path, *(f"{number}.html" for number in range(41)))) == [2]
    assert readers(files(tmp_path, "a.html", "b.html", size=1_000_001)) == [2]


def test_one_core_begins_nothing(tmp_path: Path) -> None:
    assert readers(files(tmp_path, "a.html"), processes=1) == []


def test_a_later_brief_of_a_process_begins_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, PIPELINE, ModuleType(PIPELINE))
    assert readers(files(tmp_path, "a.html")) == []


def models(
    tmp_path: Path, found: list[FoundFile], engine: Noted | None = None
) -> list[Callable[[], Any]]:
    engine, identity = engine or Noted(), ModelIdentity(name="numbers", digest="1")
    with Store(tmp_path / "state.sqlite") as store:
        embedder: KeptEmbedder = KeptEmbedder(identity, dict, store)  # type: ignore[arg-type]
        job.begin(engine, found, 2, Chosen(None, embedder=embedder))
    return engine.loads


def test_models_are_loaded_in_the_order_of_their_use(tmp_path: Path) -> None:
    assert models(tmp_path, files(tmp_path, "a.txt")) == [dict]


def test_a_later_brief_begins_to_load_models_that_are_not_there_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, engine = files(tmp_path, "a.html"), Noted()
    monkeypatch.setitem(sys.modules, PIPELINE, ModuleType(PIPELINE))
    assert models(tmp_path, found, engine) == [dict]
    engine._beside = FakeHost()
    assert models(tmp_path, found, engine) == [dict]
    monkeypatch.setitem(sys.modules, NETWORKS, ModuleType(NETWORKS))
    assert models(tmp_path, found) == []


def test_nothing_is_begun_for_nothing_to_read(tmp_path: Path) -> None:
    assert models(tmp_path, []) == []


def test_nothing_is_begun_where_memory_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resource = pytest.importorskip("resource")
    monkeypatch.setattr(resource, "getrlimit", lambda _: (2_000_000_000, -1))
    assert models(tmp_path, files(tmp_path, "a.txt")) == []
    assert readers(files(tmp_path, "a.html")) == []


def test_nothing_is_begun_in_a_folder_that_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, gone = files(tmp_path, "a.html"), tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert readers(found) == []


def test_an_archive_may_hold_many_pages(tmp_path: Path) -> None:
    assert readers(files(tmp_path, "a.zip")) == [2]


def test_what_is_looked_for_is_what_a_brief_imports() -> None:
    pytest.importorskip("torch")
    assert [find_spec(name) is not None for name in NAMES] == [True, True]


def test_a_process_gets_no_more_than_it_reads_at_once() -> None:
    assert (job._A_CHUNK, job._A_CHUNK_OF_BYTES) == (spread.CHUNK_FILES, spread.CHUNK_BYTES)
