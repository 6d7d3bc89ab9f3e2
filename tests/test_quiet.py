"""What libraries have to say reaches no terminal, and they work in one thread."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.quiet import count_alone

THREADS = os.environ.get("OPENBLAS_NUM_THREADS")

SPEAKS = """
import logging, warnings
from briefing.quiet import hush
hush()
logging.getLogger("some.library").warning("a word")
logging.getLogger("another").error("another word")
warnings.warn("a third")
"""


def test_a_library_that_warns_is_heard_by_nobody() -> None:
    # In a process of its own: here the tests' own handlers take what is logged.
    done = subprocess.run([sys.executable, "-c", SPEAKS], capture_output=True, text=True, check=True)  # fmt: skip
    assert (done.stdout, done.stderr) == ("", "")


COUNTS = """
import os, sys
sys.argv = ["briefing", "--version"]
from briefing.__main__ import main
try:
    main()
except SystemExit:
    pass
import numpy
numpy.ones((300, 300)) @ numpy.ones((300, 300))
print(len(os.listdir("/proc/self/task")), os.environ["OPENBLAS_NUM_THREADS"])
"""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="no list of threads")
def test_products_of_numbers_start_no_threads_unless_they_are_wished_for() -> None:
    left = {"OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"}
    environment = {name: value for name, value in os.environ.items() if name not in left}
    for wished, told in (({}, "1"), ({"OMP_NUM_THREADS": "2"}, "2")):
        done = subprocess.run([sys.executable, "-c", COUNTS], env={**environment, **wished}, capture_output=True, text=True, check=True)  # fmt: skip
        threads, number = done.stdout.split()[-2:]
        assert (number, int(threads) <= int(told)) == (told, True)


@pytest.mark.parametrize("wished", ["3", "4"])
def test_threads_of_one_test_are_not_those_of_the_next(
    monkeypatch: pytest.MonkeyPatch, wished: str
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", wished)
    count_alone()
    assert os.environ["OPENBLAS_NUM_THREADS"] == (THREADS or wished)
