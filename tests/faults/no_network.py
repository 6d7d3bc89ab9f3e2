"""``python -m tests.faults.no_network make …``: a command of the program, each use of the network told on stderr.

Exit code 99 where it tried to reach anything; else that of the command.  Told by an audit hook, which no code below Python's own
calls escapes; under ``unshare --net`` there is no network besides.
"""

from __future__ import annotations

import sys
from typing import Final

from briefing.__main__ import main

REACHING: Final = frozenset({"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.sendto", "socket.sendmsg"})  # fmt: skip
"""Events of :pep:`578` by which anything is reached; a socket that is made, or bound to this machine, reaches nothing."""
USED_THE_NETWORK: Final = 99


def run() -> int:
    """Run the command; returns its exit code, or `USED_THE_NETWORK`."""
    reached: list[str] = []

    def hear(event: str, words: tuple[object, ...]) -> None:
        if event in REACHING:
            reached.append(event)
            sys.stderr.write(f"{event} {words[1:]}\n")

    sys.addaudithook(hear)
    try:
        main()
    except SystemExit as end:
        return USED_THE_NETWORK if reached else int(end.code or 0)
    return USED_THE_NETWORK if reached else 0


if __name__ == "__main__":
    sys.exit(run())
