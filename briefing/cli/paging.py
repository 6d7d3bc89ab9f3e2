"""Long text on a terminal: a page at a time, and coloured only there."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from contextlib import suppress

from briefing.cli.common import print_text


def is_coloured() -> bool:
    """Whether what is printed may be coloured: on a terminal that can, unless ``NO_COLOR`` is set (no-color.org)."""
    return (
        sys.stdout.isatty() and os.environ.get("TERM") != "dumb" and not os.environ.get("NO_COLOR")
    )


def width() -> int:
    """How long lines may be: as the terminal is wide, and 88 characters at most, which still reads well; 80 elsewhere."""
    return min(88, max(20, shutil.get_terminal_size().columns - 1)) if sys.stdout.isatty() else 80


def print_paged(text: str) -> None:
    """Print `text`: on a terminal through ``PAGER`` (else `less`), which may end at any time; elsewhere as it is."""
    pager = _pager() if sys.stdout.isatty() else []
    if not pager:
        print_text(text)
        return
    # As git has it: quit if all fits, show colours, leave the text there.
    environment = {"LESS": "FRX", **os.environ}
    try:
        running = subprocess.Popen(pager, stdin=subprocess.PIPE, env=environment)  # noqa: S603  # the user's own program
    except OSError:
        print_text(text)
        return
    with suppress(BrokenPipeError):
        running.communicate(f"{text}\n".encode("utf-8", "replace"))
    running.wait()


def _pager() -> list[str]:
    """The words of the user's pager; empty where none is wanted (``PAGER=cat``, or set to nothing) or there."""
    wanted = os.environ.get("PAGER", "less")
    try:
        words = shlex.split(wanted)
    except ValueError:
        words = []
    return words if words and words != ["cat"] and shutil.which(words[0]) else []
