"""The program's entry: runs a command and turns errors into one line and an exit code."""

from __future__ import annotations

import io
import os
import signal
import sys
import traceback
from pathlib import Path
from types import FrameType

from briefing.errors import BriefingError
from briefing.quiet import ERRORS, collect_rarely, count_alone, hush

__all__ = ["main"]


def main() -> None:
    """Run the command line.  Exit codes stand in :mod:`briefing.errors` and in ``--help``."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and (name != "SIGHUP" or signal.getsignal(number) is signal.SIG_DFL):
            signal.signal(number, _interrupted)  # but for nohup, which has it ignored
    # Set before the hub library is first imported, which reads them once: telemetry never.
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    _open_what_is_closed()
    _make_printable()
    hush()
    count_alone()
    collect_rarely()
    try:
        from briefing.cli import app

        app(prog_name="briefing")  # however it was started: "python -m briefing" reads badly
    except SystemExit as error:
        if isinstance(error.__context__, BrokenPipeError):  # as in `briefing --help | head -1`
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            sys.exit(0)
        raise
    except BriefingError as error:
        sys.stderr.write(f"briefing: {_one_line(error)}\n")
        sys.exit(error.exit_code)
    except Exception as error:  # noqa: BLE001  # the last resort: one line, the rest in the log
        if isinstance(error, FileNotFoundError) and _is_adrift():
            sys.stderr.write(
                "briefing: the working folder is gone; change to another, or name folders in full.\n"
            )
            sys.exit(2)
        sys.exit(_internal(error))


def _is_adrift() -> bool:
    """Whether somebody has removed the working folder, so that no relative name means anything."""
    try:
        Path.cwd()
    except OSError:
        return True
    return False


def _open_what_is_closed() -> None:
    """Put nothing where the caller has closed a stream: otherwise the next file opened would get its number and what is printed."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            opened = os.open(os.devnull, os.O_RDWR)
            os.dup2(opened, number)
            if opened != number:
                os.close(opened)
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115  # lives as long as the program


def _make_printable() -> None:
    """See that no character fails to print.

    Pipes and files get UTF-8 whatever the locale says; what a terminal lacks, and file names that
    are no text, become escapes, which mean the same in JSON.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _interrupted(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  # signal's shape
    ERRORS.write("briefing: interrupted; what was finished is kept for the next run")
    raise SystemExit(128 + number)


def _one_line(error: Exception) -> str:
    from briefing.publishing.plaintext import one_line

    return one_line(str(error)) or type(error).__name__


def _internal(error: Exception) -> int:
    trace = "".join(traceback.format_exception(error))
    if "--debug" in sys.argv:
        sys.stderr.write(trace)
    where = ""
    try:
        from briefing.cli.common import folders

        log = folders().state / "error.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(trace, encoding="utf-8", errors="replace")
        where = f"; the traceback is in {log}, or use --debug"
    except OSError:
        where = "; use --debug for the traceback"
    sys.stderr.write(
        f"briefing: internal error: {type(error).__name__}: {_one_line(error)}{where}\n"
    )
    return 1


if __name__ == "__main__":
    main()
