"""No regular expression of the program hangs on a text that somebody wrote for it."""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from typing import Any

import pytest

import briefing

MOST = 2.0
"""Seconds of processor time for one expression and one text: those that hang take minutes, no other a third of a second (a busy core)."""
PIECES = ("A", "A ", "A, ", "a ", "(A")
"""Repeated; what was found to hang hung on the first of them (docs/experiments/faults.md)."""
LENGTH = 1500


def expressions() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every expression over text that a module holds, once."""
    seen: set[tuple[str, int]] = set()
    for info in pkgutil.walk_packages(briefing.__path__, "briefing."):
        if ".hf" in info.name or info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            for number, one in enumerate(_inside(value)):
                if isinstance(one.pattern, str) and (one.pattern, one.flags) not in seen:
                    seen.add((one.pattern, one.flags))
                    yield f"{info.name}.{name}[{number}]", one


def _inside(value: Any) -> list[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        return [value]
    held = value.values() if isinstance(value, dict) else value
    kinds = (list, tuple, set, frozenset, dict)
    return [one for one in held if isinstance(one, re.Pattern)] if isinstance(value, kinds) else []


def _slow(pattern: re.Pattern[str], seconds: float = MOST) -> str | None:
    """The piece on whose repetition an expression is slow."""
    for piece in PIECES:
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
        try:
            pattern.search((piece * LENGTH)[:LENGTH] + "!")
        except TimeoutError:
            return piece
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return None


def _stop(*_: object) -> None:
    raise TimeoutError


@pytest.fixture(autouse=True)
def _may_be_stopped() -> Iterator[None]:
    former = signal.signal(signal.SIGVTALRM, _stop)
    yield
    signal.signal(signal.SIGVTALRM, former)


def test_no_expression_hangs_on_a_piece_again_and_again() -> None:
    assert {name: piece for name, one in expressions() if (piece := _slow(one)) is not None} == {}


@pytest.mark.parametrize("pattern", [r"^(?:[A-Z][\w.]* ?){0,6}\(", r"(\w+ ?)+$"])
def test_an_expression_that_hangs_is_found(pattern: str) -> None:
    assert _slow(re.compile(pattern), 0.3) is not None
