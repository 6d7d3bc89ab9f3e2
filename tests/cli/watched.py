"""The program under an audit hook, its workers too: ``python -m tests.cli.watched WORDS...``; the file WATCH_FILE gets what it must not do."""

from __future__ import annotations

import os
import sys
from typing import Any

TALK = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg")  # fmt: skip
PROGRAMS = ("os.system", "os.exec", "os.posix_spawn", "os.fork", "subprocess.Popen")


def watch(event: str, details: tuple[Any, ...]) -> None:
    """Note talk with other machines, programs, and files that are written outside of WATCH_ROOT."""
    file, root = os.environ["WATCH_FILE"], os.environ["WATCH_ROOT"]
    told = ""
    if event in TALK:
        told = f"{event} {details}"
    elif event in PROGRAMS:
        told = f"{event} {details[:2]}"
    elif event == "open" and isinstance(details[0], str) and details[2] & (os.O_WRONLY | os.O_RDWR):
        is_ours = details[0].startswith((root, "/dev/")) or "__pycache__" in details[0]
        told = "" if is_ours else f"open {details[0]}"
    if told:
        descriptor = os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
        os.write(descriptor, f"{told}\n".encode())
        os.close(descriptor)


if "WATCH_FILE" in os.environ:
    sys.addaudithook(watch)

if __name__ == "__main__":
    from briefing.__main__ import main

    main()
