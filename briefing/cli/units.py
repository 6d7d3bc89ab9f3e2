"""What runs a command every morning, as text: lines of a crontab, units of systemd."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

_CLOSED_IN: Final = (
    "PrivateTmp=yes",
    "NoNewPrivileges=yes",
    "PrivateDevices=yes",
    "ProtectClock=yes",
    "ProtectHostname=yes",
    "ProtectControlGroups=yes",
    "ProtectKernelLogs=yes",
    "ProtectKernelModules=yes",
    "ProtectKernelTunables=yes",
    "RestrictNamespaces=yes",
    "RestrictRealtime=yes",
    "RestrictSUIDSGID=yes",
    "LockPersonality=yes",
    "CapabilityBoundingSet=",
)
"""What a program that reads files and writes files needs nothing of (systemd.exec(5))."""


class Job(NamedTuple):
    """What is run, and when."""

    command: Sequence[str]
    time: tuple[int, int]
    zone: str
    """An IANA name."""
    outs: tuple[Path, ...]
    """Folders that are written to."""
    homes: bool
    """Whether anything that is read, run or written lies in a home."""
    failure: str | None
    network: bool
    """Whether it may be used: asked for, or needed for mail, a notice, an engine or a source at an address."""


# -- cron ---------------------------------------------------------------------------------------


def cron_lines(job: Job) -> str:
    """Return the lines for a crontab."""
    hour, minute = job.time
    # In a crontab an unescaped percent sign ends the command.
    line = shlex.join(job.command).replace("%", r"\%")
    return (
        "# cron mails what is printed: nothing on a good day, a line for each thing that is wrong.\n"
        "# A cron without CRON_TZ runs it by the system's own clock.\n"
        f"CRON_TZ={job.zone}\n"
        f"{minute} {hour} * * * {line}"
    )


# -- systemd ------------------------------------------------------------------------------------


def _quoted(word: str) -> str:
    """A word of ExecStart: systemd expands ``%`` and ``$`` inside quotes, too."""
    escaped = word.replace("\\", r"\\").replace('"', r"\"").replace("%", "%%").replace("$", "$$")
    return escaped if re.fullmatch(r"[\w@%+=:,./-]+", word) else f'"{escaped}"'


def service(job: Job, name: str) -> str:
    """Return the unit that makes the brief, closed in as far as it goes."""
    home = "read-only" if job.homes else "yes"
    failure = [f"OnFailure={job.failure}"] if job.failure else []
    paths = [str(out).replace("%", "%%") for out in job.outs]
    lines = [
        "[Unit]",
        "Description=Morning brief",
        *failure,
        "",
        "[Service]",
        "Type=oneshot",
        f"ExecStart={' '.join(map(_quoted, job.command))}",
        "# 3: the brief is written, some input could not be read; a line of the journal says which.",
        "SuccessExitStatus=3",
        "TimeoutStartSec=2h",
        "Nice=10",
        "MemoryMax=4G",
        "# Answers and earlier days, and the models: briefing models pull puts them there when it is run with",
        f"# CACHE_DIRECTORY=/var/cache/{name} (units of a user share the user's own folders).",
        f"StateDirectory={name}",
        f"CacheDirectory={name}",
        *(f'ReadWritePaths=-"{path}"' for path in paths),
        "ProtectSystem=strict",
        f"ProtectHome={home}",
        *([] if job.network else ["PrivateNetwork=yes"]),
        *_CLOSED_IN,
        f"RestrictAddressFamilies={'AF_UNIX AF_INET AF_INET6' if job.network else 'AF_UNIX'}",
        "SystemCallArchitectures=native",
        "UMask=0027",
        "",
    ]
    return "\n".join(lines)


def timer(job: Job) -> str:
    """Return the unit that starts it every morning."""
    hour, minute = job.time
    lines = [
        "[Unit]",
        "Description=Every morning's brief",
        "",
        "[Timer]",
        f"OnCalendar=*-*-* {hour:02}:{minute:02}:00 {job.zone}",
        "# After a night without power the brief is made at the next start.",
        "Persistent=true",
        "RandomizedDelaySec=5min",
        "",
        "[Install]",
        "WantedBy=timers.target",
        "",
    ]
    return "\n".join(lines)
