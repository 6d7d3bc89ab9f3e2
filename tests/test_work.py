"""Spreading work over processes: order, and what a dying worker costs."""

from __future__ import annotations

import gc
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from briefing import work
from briefing.work import Processes, Spread

DEADLY = 7


def tripled(numbers: Sequence[int]) -> list[int]:
    """A job that ends its process, without an exception, on one of its items."""
    if DEADLY in numbers:
        os._exit(3)
    return [3 * number for number in numbers]


def test_results_come_in_the_order_of_the_chunks() -> None:
    chunks = [[number, number + 100] for number in range(10, 30)]
    assert list(Spread(tripled, 2).over(chunks)) == [[3 * a, 3 * b] for a, b in chunks]


def test_the_programs_last_words_are_heard_while_processes_start() -> None:
    script = (
        "from briefing import work\n"
        "from briefing.__main__ import _interrupted\n"
        "with work._mute():\n"
        "    _interrupted(15, None)\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert ended.returncode == 143
    assert ended.stderr == b"briefing: interrupted; what was finished is kept for the next run\n"


def test_a_worker_that_dies_costs_the_one_item_that_killed_it() -> None:
    chunks = [[1, 2], [5, 6, 7, 8], [9], [10, 11]]
    assert list(Spread(tripled, 2).over(chunks)) == [[3, 6], [15, 18, None, 24], [27], [30, 33]]


def thresholds(numbers: Sequence[int]) -> list[int]:
    return [gc.get_threshold()[0] for _ in numbers]


def test_workers_seldom_look_for_cycles() -> None:
    assert list(Spread(thresholds, 1).over([[1]])) == [[100_000]]


def test_nothing_to_do_gives_nothing() -> None:
    assert list(Spread(tripled, 2).over([])) == []


def test_a_system_that_cannot_start_processes_does_all_in_this_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(*_: object) -> None:
        raise OSError("no semaphores here")

    monkeypatch.setattr(Spread, "_pool", refused)
    assert list(Spread(tripled, 2).over([[1, 2], [5]])) == [[3, 6], [15]]


@pytest.mark.parametrize("begun", [False, True])
def test_processes_that_cannot_import_what_they_need_cost_a_second_try_and_say_nothing(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], *, begun: bool
) -> None:
    module = ModuleType("nowhere_else")  # as a library that is there no more, or has no room
    module.doubled = doubled = lambda numbers: [2 * n for n in numbers]  # type: ignore[attr-defined]
    doubled.__module__, doubled.__qualname__ = module.__name__, "doubled"
    monkeypatch.setitem(sys.modules, module.__name__, module)
    started: list[int] = []
    make = work._pool

    def counted(count: int, *told: Any) -> Any:
        started.append(count)
        return make(count, *told)

    monkeypatch.setattr(work, "_pool", counted)
    workers = Processes(2)
    if begun:
        workers.begin(module.__name__, 2)
    chunks = [[number, 7] for number in range(20)]
    assert list(workers.over(doubled, chunks)) == [[2 * number, 14] for number in range(20)]
    assert started == [2, 1]
    assert capfd.readouterr().err == ""


def test_two_that_start_processes_at_a_time_leave_the_errors_where_they_were() -> None:
    before, devnull = os.fstat(2), Path(os.devnull).stat()
    first, second = work._mute(), work._mute()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert os.fstat(2).st_rdev == devnull.st_rdev  # the second one is still in
    second.__exit__(None, None, None)
    assert (os.fstat(2).st_dev, os.fstat(2).st_ino) == (before.st_dev, before.st_ino)


def wishes(names: Sequence[str]) -> list[str]:
    return [os.environ.get(name, "") for name in names]


@pytest.mark.parametrize("begun", [False, True])
def test_workers_count_alone_whatever_the_user_wishes(
    monkeypatch: pytest.MonkeyPatch, *, begun: bool
) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "8")
    workers = Processes(2)
    if begun:
        workers.begin("json", 2)
    assert list(workers.over(wishes, [["OPENBLAS_NUM_THREADS"]] * 2)) == [["1"], ["1"]]
    assert os.environ["OPENBLAS_NUM_THREADS"] == "8"


SLEEPS = """
import sys, time
from briefing.work import Processes, Spread

def work(chunk):
    sys.stdout.write(f"{os.getpid()}\\n")
    sys.stdout.flush()
    time.sleep(0.2)
    return list(chunk)

import os
if __name__ == "__main__":
    for _ in Spread(work, 1).over([[n] for n in range(10_000)]):
        pass
"""


@pytest.mark.skipif(not Path("/proc").exists(), reason="asks for processes where Linux lists them")
def test_a_program_that_is_killed_leaves_no_workers(tmp_path: Path) -> None:
    (tmp_path / "sleeps.py").write_text(SLEEPS, encoding="utf-8")
    kept = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, str(tmp_path / "sleeps.py")]
    with subprocess.Popen(command, env=kept, stdout=subprocess.PIPE) as run:
        assert run.stdout
        worker = int(run.stdout.readline())
        run.kill()
    end = time.monotonic() + 20
    while Path(f"/proc/{worker}").exists() and time.monotonic() < end:
        time.sleep(0.05)
    assert not Path(f"/proc/{worker}").exists()


def test_processes_that_were_begun_do_the_work() -> None:
    processes = Processes(2)
    processes.begin("tests.test_work", 2)
    chunks = [[1, 2], [5, 6, DEADLY, 8], [9], [10, 11]]
    expected = [[3, 6], [15, 18, None, 24], [27], [30, 33]]
    assert list(processes.over(tripled, chunks)) == expected
    assert list(processes.over(tripled, chunks)) == expected  # by others, as nothing was begun


def whether_imported(names: Sequence[str]) -> list[bool]:
    return [name in sys.modules for name in names]


def test_what_was_begun_has_imported_what_it_will_need() -> None:
    processes = Processes(1)
    processes.begin("briefing.reading.spread", 1)
    names = ["briefing.reading.spread"]
    assert list(processes.over(whether_imported, [names])) == [[True]]
    assert list(processes.over(whether_imported, [names])) == [[False]]


@pytest.mark.parametrize("way", ["no work", "no call"])
def test_what_was_begun_in_vain_ends(way: str) -> None:
    before = set(multiprocessing.active_children())
    processes = Processes(2)
    processes.begin("json", 1)
    assert set(multiprocessing.active_children()) > before
    if way == "no work":
        assert list(processes.over(tripled, [])) == []
    else:
        processes.end()
    assert set(multiprocessing.active_children()) <= before
