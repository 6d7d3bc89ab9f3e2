"""What libraries have to say reaches no terminal."""

from __future__ import annotations

import subprocess
import sys

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
