"""Addresses of stores past this machine: ``s3://bucket/folder``, and whatever else fsspec has a package for.

::

    SOURCE ─ is_address ─ open_place ─▶ Place ─ walk ─▶ files, and what is not read with the reason
                                          └ ask ─▶ bytes

Credentials are found as each store's own programs find them (environment, files, roles): none is a
setting.  Only an address that somebody typed is asked, and nothing that stands in a file leads to one.
Nothing is written there: no store exchanges several objects at once.
"""

from __future__ import annotations

import errno
import os
import re
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from threading import Thread
from typing import Any, Final, NamedTuple

from briefing.errors import UsageError

_ADDRESS: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]+::)*[A-Za-z][A-Za-z0-9+.-]+://")
_NO_STORES: Final = frozenset(
    {"http", "https", "file", "local", "data", "reference", "dir", "zip", "tar"}
)
"""What fsspec can open and is no store of files by name: pages of the web, this machine, files inside files."""
_PIECE: Final = 1 << 20
SECONDS: Final = 60.0
"""In which a store must have given a file."""


class Entry(NamedTuple):
    """A file of a store."""

    name: str
    """Relative to the address, with ``/``."""
    path: str
    size: int | None
    why: str = ""
    """Why it is not read, where its place alone tells."""


class Place:
    """A folder, or a file, of a store."""

    def __init__(self, address: str, store: Any, root: str) -> None:  # noqa: ANN401  # fsspec has no types
        self.shown: Final = without_key(address)
        """The address as it may be printed."""
        self._store = store
        self._root = root.rstrip("/")
        self._stalls = False

    def entries(self, archived: frozenset[str], day: re.Pattern[str]) -> Iterator[Entry]:
        """Yield the files there, folder by folder in the order of names, hidden ones left out.

        Earlier briefs, folders named as a `day` with a ``brief.json``, and what is `archived` beside a ``latest`` one, are told and not
        walked.  Raises :class:`UsageError` where there is nothing, and where the store refuses.
        """
        with _told(self.shown):
            self._store.invalidate_cache()
            about: Mapping[str, Any] = {"type": "directory"}
            about = self._store.info(self._root) if self._root else about
            if about["type"] == "file":
                yield Entry(_last(self._root.partition("?")[0]), self._root, about.get("size"))
                return
            yield from self._walked(archived, day)

    def _walked(self, archived: frozenset[str], day: re.Pattern[str]) -> Iterator[Entry]:
        for top, folders, files in self._store.walk(self._root, detail=True, on_error="raise"):
            if (
                top.rstrip("/") != self._root
                and day.fullmatch(_last(top))
                and "brief.json" in files
            ):
                yield self._entry(
                    top, None, "an earlier brief; keep the output folder outside the source"
                )
                folders.clear()
                continue
            ours = archived if self._is_archive(top, folders) else frozenset()
            for name in sorted({*folders, *files}):
                if name.startswith(".") or not name:
                    folders.pop(name, None)
                elif name in ours:
                    folders.pop(name, None)
                    yield self._entry(
                        f"{top}/{name}",
                        None,
                        "of an archive of briefs; keep the output folder outside the source",
                    )
                elif name in files:
                    about = files[name]
                    yield self._entry(about["name"], about.get("size"))
            for name in sorted(folders):  # the order in which they are walked
                folders[name] = folders.pop(name)

    def _is_archive(self, top: str, folders: Mapping[str, Any]) -> bool:
        return "latest" in folders and bool(self._store.exists(f"{top}/latest/brief.json"))

    def _entry(self, path: str, size: int | None, why: str = "") -> Entry:
        name = path.strip("/").removeprefix(self._root.strip("/")).strip("/")
        return Entry(name or _last(path), path, size, why)

    @property
    def at_once(self) -> bool:
        """Whether several files may be asked for at a time: the store says so (``async_impl``), others need not bear several threads."""
        return bool(getattr(self._store, "async_impl", False))

    def ask(self, entry: Entry, limit: int) -> Callable[[], bytes]:
        """Begin to read a file; what is returned waits for its bytes, of more than `limit` for the first `limit` and one.

        It raises :class:`OSError`, with the reason, where they cannot be had, fewer come than the store has listed, or none in
        :data:`SECONDS`.  The thread that reads is left to itself then, and holds up no end of the program.
        """
        answer: Future[tuple[Any, bytes]] = Future()
        until = time.monotonic() + SECONDS
        Thread(
            target=self._answer,
            args=(answer, entry, limit),
            kwargs={"anew": self._stalls},
            daemon=True,
        ).start()
        return lambda: self._awaited(answer, until)

    def _awaited(self, answer: Future[tuple[Any, bytes]], until: float) -> bytes:
        try:
            self._store, data = answer.result(max(0.0, until - time.monotonic()))
        except FutureTimeout as error:
            self._stalls = not self.at_once
            raise OSError(f"the store gave it not within {SECONDS:g} s; read it again") from error
        self._stalls = False
        return data

    def _answer(
        self, answer: Future[tuple[Any, bytes]], entry: Entry, limit: int, *, anew: bool
    ) -> None:
        try:
            answer.set_result(self._read(entry, limit, anew=anew))
        except BaseException as error:  # noqa: BLE001  # told by whoever waits
            answer.set_exception(error)

    def _read(self, entry: Entry, limit: int, *, anew: bool) -> tuple[Any, bytes]:
        parts: list[bytes] = []
        left = limit + 1
        try:
            # A thread may still be in one that stalled, and it bears one alone.
            store = _anew(self._store) if anew else self._store
            with store.open(entry.path, "rb", block_size=_PIECE) as file:
                while left and (part := file.read(min(_PIECE, left))):
                    parts.append(part)
                    left -= len(part)
        except Exception as error:
            raise OSError(_in_words(error, self.shown).rstrip(".")) from error
        data = b"".join(parts)
        if left and entry.size is not None and len(data) < entry.size:
            raise OSError(f"it ended after {len(data)} of {entry.size} bytes; read it again")
        return store, data


def _anew(store: Any) -> Any:  # noqa: ANN401  # fsspec has no types
    """Return a connection of its own to the same store."""
    return type(store)(*store.storage_args, **store.storage_options, skip_instance_cache=True)


def is_address(text: str) -> bool:
    """Whether `text` is an address and no path: it begins with a name of letters and ``://``, or several such names."""
    return bool(_ADDRESS.match(text))


def open_place(address: str) -> Place:
    """Return what is at an address; nothing is asked of it yet.

    Raises :class:`UsageError` for a kind of address that there is not, and with the package's name for one whose package is missing.
    """
    scheme = address.partition("://")[0].lower()
    shown = without_key(address)
    if scheme in _NO_STORES or "::" in address:
        raise UsageError(
            f"{shown}: no store of files; name a path of this machine, or an address such as s3://BUCKET/FOLDER."
        )
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise UsageError(
            f"{shown}: addresses need the package fsspec: pip install fsspec."
        ) from error
    with _told(shown):
        store, root = url_to_fs(address)
    return Place(address, store, root)


def without_key(address: str) -> str:
    """Return an address as it may be printed: without what stands before its last ``@`` or behind a ``?``; a path as it is.

    Passwords may hold ``/``, ``#``, ``::`` and ``?``: where an ``@`` stands behind a ``?``, nothing tells which of both ends what, and nothing is shown.
    """
    before, mark, rest = address.partition("://")
    if not mark:
        return address
    kept, question, behind = rest.partition("?")
    _, at, name = kept.rpartition("@")
    scheme = before if _ADDRESS.fullmatch(f"{before}://") else "…"
    if "@" in behind:
        return f"{scheme}://…"
    return f"{scheme}://{'…@' if at else ''}{name}{'?…' if question else ''}"


def _last(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2] or path


class _told:  # noqa: N801  # reads as a step
    """Tell in our words what a store raises: each has exceptions of its own."""

    def __init__(self, shown: str) -> None:
        self._shown = shown

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Exception) and not isinstance(error, UsageError):
            raise UsageError(f"{self._shown}: {_in_words(error, self._shown)}") from error


def _in_words(error: Exception, shown: str) -> str:
    """What went wrong, in a line without any text of the store: its own may repeat an address with its key."""
    if isinstance(error, ImportError):
        return _missing(error, f"{shown.partition('://')[0]}://")
    if isinstance(error, FileNotFoundError):
        return "no such file, folder or bucket."
    if isinstance(error, PermissionError):
        return "no permission; check the credentials that the store's own programs use."
    if isinstance(error, ValueError) and "rotocol not known" in str(error):
        return "no such kind of address."
    kind = type(error).__name__
    if isinstance(error, socket.gaierror):
        return f"it cannot be asked ({kind}: its host has no address)."
    number = (error.errno if isinstance(error, OSError) else None) or 0
    why = f": {os.strerror(number)}" if number in errno.errorcode else ""
    return f"it cannot be asked ({kind}{why})."


def _missing(error: ImportError, protocol: str) -> str:
    """Name the package that a kind of address needs: as fsspec does, else by the module that was not found."""
    said = re.search(r"""[Ii]nstall (?:the )?["']?([\w-]+)""", str(error))
    cause = error.__cause__ if isinstance(error.__cause__, ImportError) else None
    module = error.name or (cause.name if cause else None) or ""
    package = said.group(1) if said else module.partition(".")[0]
    if not package:
        return f"addresses of {protocol} need a package that is not installed; fsspec's documentation names it."
    return f"addresses of {protocol} need the package {package}: pip install {package}."
