"""One run at a time in an output folder."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from briefing.errors import LockedError, UsageError
from briefing.records import content_id
from briefing.store.folders import real_path

WAIT: Final = 10.0
"""Seconds to wait for another run that makes or mends a state."""
_PAUSE: Final = 0.02


@contextmanager
def lock(state: Path, folder: Path) -> Iterator[None]:
    """Hold the lock on output `folder`, by whatever path it is named, while the block runs.

    The folder itself is locked, so no lock file is left; it is made where it is missing.  The kernel frees it when the process dies, however it
    dies.  A system that cannot lock folders (Windows) gets a lock file in `state`.
    Raises :class:`LockedError` at once if another run holds it, :class:`UsageError` if the folder cannot be made or opened.
    """
    try:
        held = _of_folder(folder)
    except ImportError:
        held = _of_file(state, folder)
    with held:
        yield


@contextmanager
def waiting(folder: Path, seconds: float = WAIT) -> Iterator[None]:
    """Hold the lock on a folder, which is there, while the block runs; waits for it, and goes on without it after so many seconds.

    For work that several runs may begin at once and one has to do.  Systems without locks of folders go on at once.
    """
    try:
        import fcntl
        import os

        opened = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        yield
        return
    try:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                time.sleep(_PAUSE)
            except OSError:  # a file system without locks
                break
        yield
    finally:
        os.close(opened)


@contextmanager
def _of_folder(folder: Path) -> Iterator[None]:
    import fcntl
    import os

    try:
        was_there = folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        opened = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise _not_to_be_opened(folder, error) from error
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(opened)
        raise _taken(folder) from None
    except OSError:  # a file system without locks: two runs there are the user's own affair
        pass
    try:
        yield
    finally:
        if not was_there:
            with suppress(OSError):  # something was written there
                folder.rmdir()
        os.close(opened)


@contextmanager
def _of_file(state: Path, folder: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    held = FileLock(state / f"{content_id(str(real_path(folder)))}.lock")
    try:
        state.mkdir(parents=True, exist_ok=True)
        held.acquire(timeout=0)
    except Timeout:
        raise _taken(folder) from None
    except OSError as error:
        raise _not_to_be_opened(state, error) from error
    try:
        yield
    finally:
        held.release()


def _taken(folder: Path) -> LockedError:
    return LockedError(
        f"{folder}: another run is writing there; wait for it, or choose another --out."
    )


def _not_to_be_opened(folder: Path, error: OSError) -> UsageError:
    why = error.strerror or type(error).__name__
    return UsageError(f"{folder}: not a folder that can be written to ({why}); choose another.")
