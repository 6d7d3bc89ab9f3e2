"""A limit of time is this thread's, and rings no more when its block has ended."""

from __future__ import annotations

import threading
import time

import pytest

from briefing.faults import TooSlow, time_limit


def busy(seconds: float) -> None:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def test_what_other_threads_do_costs_no_time_here() -> None:
    other = threading.Thread(target=busy, args=(0.4,))
    with time_limit(0.2):
        other.start()
        other.join()


def test_a_block_that_is_too_slow_ends() -> None:
    with pytest.raises(TooSlow), time_limit(0.05):
        busy(3)


def test_a_limit_that_is_over_rings_no_more() -> None:
    with time_limit(0.05):
        pass
    busy(0.15)
