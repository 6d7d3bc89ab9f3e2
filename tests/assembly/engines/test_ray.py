"""The Ray engine on a local cluster of two workers: the same bytes as without, whatever dies on the way."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from briefing.assembly import pipeline
from briefing.assembly.engines import Engine, cluster, start_engine
from briefing.assembly.engines.local import LOCAL
from briefing.assembly.engines.ray import RayWorkers
from briefing.assembly.job import make_with, with_models
from briefing.assembly.pipeline import publish
from briefing.assembly.run import Run
from briefing.errors import EngineError, ModelError
from briefing.models.base import SLOT, Deletion, Frame, Prompt, Running
from briefing.models.choose import Chosen
from briefing.models.fake import FakeEmbedder, FakeGenerator, FakeParser
from briefing.models.kept import KeptEmbedder, KeptGenerator, KeptParser, KeptShortener
from briefing.reading.spread import DIED
from briefing.records import Unread
from briefing.settings.config import Settings
from briefing.store import Store
from briefing.work import Workers

ROOT = Path(__file__).parents[3]
DAY = date(2025, 6, 17)
SETTINGS = Settings()
RAY = SETTINGS.engine.model_copy(update={"name": "ray", "workers": 2})
STORE = 80_000_000
"""Bytes of the object store: about the least that Ray takes."""

PAGE = "<html><body><h1>Leak closes hall {n}</h1><p>{text}</p></body></html>"
TEXT = (
    "The swimming hall of Dunmore {n} was closed on Tuesday after a pipe burst, the town said. "
    "About 140 guests had to leave the water, manager Oswin Pell told reporters at the entrance."
)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    cluster.keep_silent(local=True)  # read when Ray is imported
    ray = pytest.importorskip("ray", reason="Ray is not installed: pip install '.[ray]'")
    ray.cloudpickle.register_pickle_by_value(sys.modules[__name__])
    ray.init(
        "local",
        num_cpus=2,
        object_store_memory=STORE,
        include_dashboard=False,
        log_to_driver=False,
        logging_level="critical",
    )
    with start_engine(RAY) as started:
        yield started
    assert ray.is_initialized()  # whoever made the cluster ends it
    ray.shutdown()


def files() -> dict[str, bytes | Unread]:
    """The sample stories, and pages that ask for a parser."""
    found: dict[str, bytes | Unread] = {
        path.name: path.read_bytes() for path in sorted((ROOT / "seeds").iterdir())
    }
    for n in range(3):
        found[f"page{n}.html"] = page(n)
    return found


def page(n: int) -> bytes:
    return PAGE.format(n=n, text=TEXT.format(n=n)).encode()


def made_by(
    engine: Engine,
    inputs: Mapping[str, bytes | Unread],
    generator: Callable[[], Any] = FakeGenerator,
    shortener: Callable[[], Any] = FakeGenerator,
) -> tuple[dict[str, str | bytes], str]:
    """The files of a brief by `engine`, with doubles for all models, and what it went without."""
    running = Running(8)
    with Store(None) as store:
        chosen = Chosen(
            KeptGenerator(FakeGenerator.identity, generator, store, running),
            parser=KeptParser(FakeParser.identity, FakeParser, store),
            shortener=KeptShortener(FakeGenerator.identity, shortener, store, running),
            embedder=KeptEmbedder(FakeEmbedder.identity, FakeEmbedder, store),
        )
        run = with_models(Run(DAY, SETTINGS, None, engine=engine), chosen)
        made, why = make_with(inputs.items(), run)
    return publish(made), why


class With:
    """An engine whose workers do each job by way of `changed`."""

    def __init__(self, engine: Engine, changed: Callable[[Any, Sequence[Any]], list[Any]]) -> None:
        self.devices = engine.devices
        self.processors = engine.processors
        self._changed = changed

    def workers(self, processes: int) -> Workers:
        return Changed(self._changed)


class Changed(RayWorkers):
    def __init__(self, changed: Callable[[Any, Sequence[Any]], list[Any]]) -> None:
        super().__init__(2)
        self._changed = changed

    def over(self, job: Any, chunks: Any) -> Any:
        return super().over(partial(self._changed, job), chunks)


def end_this_process() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def once(marker: Path) -> bool:
    """Whether it is the first time, in any process."""
    try:
        marker.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


# -- the same bytes -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def here() -> tuple[dict[str, str | bytes], str]:
    """What this process alone makes of the files."""
    return made_by(LOCAL, files())


Here = tuple[dict[str, str | bytes], str]


def test_the_brief_is_the_same_to_the_byte(engine: Engine, here: Here) -> None:
    assert made_by(engine, files()) == here
    assert {"brief.md", "brief.html", "brief.json"} <= here[0].keys()


def test_it_is_the_same_where_texts_lie_on_this_machines_disk(
    engine: Engine, here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is put aside is sent as it was: the cluster does not see this disk."""
    monkeypatch.setattr(pipeline, "MANY", 3)
    assert made_by(engine, files()) == here


def test_a_worker_that_is_killed_in_the_middle_costs_nothing(
    engine: Engine, here: Here, tmp_path: Path
) -> None:
    def dies_once(job: Any, chunk: Sequence[Any]) -> list[Any]:
        stage = type(chunk[0]).__name__
        if stage in {"_Sent", "Document"} and once(tmp_path / stage):
            end_this_process()
        return list(job(chunk))

    assert made_by(With(engine, dies_once), files()) == here
    assert {"_Sent", "Document"} == {path.name for path in tmp_path.iterdir()}


def test_a_file_that_kills_its_worker_costs_itself_alone(engine: Engine) -> None:
    def poisoned(job: Any, chunk: Sequence[Any]) -> list[Any]:
        if any(getattr(one, "name", "") == "page1.html" for one in chunk):
            end_this_process()
        return list(job(chunk))

    digest = hashlib.sha256(page(1)).hexdigest()
    lost = Unread(file="page1.html", sha256=digest, state="unreadable", reason=DIED)
    expected = made_by(LOCAL, {**files(), "page1.html": lost})
    assert made_by(With(engine, poisoned), files()) == expected
    assert DIED in str(expected[0]["brief.json"])


# -- models ---------------------------------------------------------------------------------------


class DiesOnce(FakeGenerator):
    """Ends its process at its first score, in whatever process."""

    def __init__(self, marker: Path) -> None:
        super().__init__()
        self._marker = marker

    def score_deletions(
        self, prompts: Sequence[Prompt], deletions: Sequence[Sequence[Deletion]]
    ) -> Iterator[tuple[float, ...]]:
        if once(self._marker):
            end_this_process()
        return super().score_deletions(prompts, deletions)


class Dies(FakeGenerator):
    def generate(self, prompts: Any, decoding: Any) -> Any:
        end_this_process()


class Broken(FakeGenerator):
    def generate(self, prompts: Any, decoding: Any) -> Any:
        raise ModelError("the weights are broken.")


def test_an_actor_that_is_killed_while_it_scores_is_started_again(
    engine: Engine, tmp_path: Path
) -> None:
    frame = Frame(messages=(("user", f"Shorten: {SLOT}"),))
    prompts = [Prompt(frame=frame, text="a long text " * n) for n in range(1, 60)]
    gaps = [[Deletion(0, 5), Deletion(0, n)] for n in range(1, 60)]
    with Store(None) as store:
        kept = KeptShortener(
            FakeGenerator.identity, lambda: DiesOnce(tmp_path / "died"), store, Running(4)
        )
        assert engine.devices
        there = kept.hosted(engine.devices)
        scores = list(there.score_deletions(prompts, gaps))
        assert scores == list(FakeGenerator().score_deletions(prompts, gaps))
        assert (tmp_path / "died").exists()
        assert list(kept.score_deletions(prompts, gaps)) == scores  # kept by this process
        assert (kept.batches_run, there.batches_run > 10) == (0, True)


def test_what_a_model_raises_elsewhere_is_what_it_raises_here(engine: Engine) -> None:
    assert made_by(engine, files(), generator=Broken) == made_by(LOCAL, files(), generator=Broken)


def test_a_model_whose_process_always_ends_is_done_without(engine: Engine) -> None:
    _, why = made_by(engine, {"a.txt": files()["000_4d1f0a7c93be26e8.txt"]}, generator=Dies)
    assert "its process ended 4 times" in why


# -- the cluster ----------------------------------------------------------------------------------


def test_a_limit_of_time_can_interrupt_a_worker(engine: Engine) -> None:
    """Only in a main thread: without it a page that was made to be slow would cost more than itself."""

    def in_main(chunk: Sequence[int]) -> list[bool]:
        return [threading.current_thread() is threading.main_thread() for _ in chunk]

    assert list(engine.workers(1).over(in_main, [[1]])) == [[True]]


def test_more_than_the_object_store_holds_goes_through(engine: Engine) -> None:
    def length(chunk: Sequence[bytes]) -> list[int]:
        return [len(one) for one in chunk]

    chunks = ([bytes(STORE // 4)] for _ in range(8))
    assert list(engine.workers(1).over(length, chunks)) == [[STORE // 4]] * 8


def test_a_job_larger_than_the_object_store_is_told_or_done(engine: Engine) -> None:
    def added(table: bytes, chunk: Sequence[int]) -> list[int]:
        return [len(table) + one for one in chunk]

    try:
        found = list(engine.workers(1).over(partial(added, bytes(2 * STORE)), [[1]]))
    except EngineError as told:
        assert "object store" in str(told)  # noqa: PT017  # either is right: it depends on the disk
    else:
        assert found == [[2 * STORE + 1]]


def test_a_cluster_of_one_machine_listens_on_the_loopback_alone(engine: Engine) -> None:
    import ray

    assert [node["NodeManagerAddress"] for node in ray.nodes()] == ["127.0.0.1"]


def test_gpus_that_there_are_not_are_told_at_once(engine: Engine) -> None:
    wanted = RAY.model_copy(update={"gpus": 1_000})
    with pytest.raises(EngineError, match=r"engine\.gpus = 1000: .* has \d+"), start_engine(wanted):
        pass


# -- the command ----------------------------------------------------------------------------------


def test_the_command_writes_the_same_and_nothing_else(engine: Engine, tmp_path: Path) -> None:
    """In a process of its own, with a cluster of its own; `engine` skips it where Ray is missing."""
    briefs = [made_by_command(tmp_path / name, name) for name in ("local", "ray")]
    assert briefs[0] == briefs[1]
    assert briefs[1].pop("stdout") == b""


def made_by_command(folder: Path, name: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "briefing", "make", "seeds/", "--date", str(DAY), "--quiet"]
    ended = subprocess.run(
        [*command, "--model", "none", "--engine", name, "--out", str(folder)],
        cwd=ROOT,
        env={
            **os.environ,
            "XDG_STATE_HOME": str(folder / "state"),
            "BRIEFING_ENGINE__WORKERS": "2",
        },
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 3, ended.stderr  # one of the sample files cannot be read
    written = {
        name: (folder / str(DAY) / name).read_bytes()
        for name in ("brief.md", "brief.html", "brief.json")
    }
    return {**written, "stdout": ended.stdout, "stderr": ended.stderr}
