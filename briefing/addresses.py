"""Addresses of stores past this machine: ``s3://bucket/folder``, and whatever else fsspec has a package for.

::

    SOURCE ─ is_address ─ open_place ─▶ Place ─ walk ─▶ files, and what is not read with the reason
                                          └ read ─▶ bytes
    --out  ─ is_address ─ open_place ─▶ Place ─ write ─▶ objects, the one that tells of all last

Credentials are found as each store's own programs find them (environment, files, roles): none is a
setting.  Only an address that somebody typed is asked, and nothing that stands in a file leads to one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from briefing.errors import UsageError

_ADDRESS: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_NO_STORES: Final = frozenset(
    {"http", "https", "file", "local", "data", "reference", "dir", "zip", "tar"}
)
"""What fsspec can open and is no store of files by name: pages of the web, this machine, files inside files."""
_PIECE: Final = 1 << 20


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
                yield Entry(_last(self._root), self._root, about.get("size"))
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

    def read(self, entry: Entry, limit: int) -> bytes:
        """Return the bytes of a file, of more than `limit` the first `limit` and one.

        Raises :class:`OSError`, with the reason, where they cannot be had, or fewer come than the store has listed.
        """
        parts: list[bytes] = []
        left = limit + 1
        try:
            with self._store.open(entry.path, "rb", block_size=_PIECE) as file:
                while left and (part := file.read(min(_PIECE, left))):
                    parts.append(part)
                    left -= len(part)
        except Exception as error:
            raise OSError(_in_words(error).rstrip(".")) from error
        data = b"".join(parts)
        if left and entry.size is not None and len(data) < entry.size:
            raise OSError(f"it ended after {len(data)} of {entry.size} bytes; read it again")
        return data

    def write(self, folder: str, files: Mapping[str, str | bytes]) -> None:
        """Write files into a folder there: texts that others point to first, and the last of `files` that tells of all last.

        Each object is exchanged whole by stores that do so; all of them together by none.  Objects of an earlier brief that this one has
        not are removed at last.  Raises :class:`UsageError` where the store refuses.
        """
        with _told(f"{self.shown.rstrip('/')}/{folder}"):
            there = f"{self._root}/{folder}"
            self._store.invalidate_cache()
            former = self._store.find(there) if self._store.exists(there) else []
            for name in sorted(files, key=_order):
                content = files[name]
                data = (
                    content.encode("utf-8", "surrogatepass")
                    if isinstance(content, str)
                    else content
                )
                self._store.makedirs(f"{there}/{name}".rpartition("/")[0], exist_ok=True)
                self._store.pipe_file(f"{there}/{name}", data)
            written = {f"{there}/{name}".strip("/") for name in files}
            for path in former:
                name = path.strip("/").removeprefix(there.strip("/")).strip("/")
                if path.strip("/") not in written and is_of_brief(name):
                    self._store.rm_file(path)


def is_of_brief(name: str) -> bool:
    """Whether an object of a day's folder is one that a run writes there."""
    return bool(re.fullmatch(r"brief\.[a-z.]+|run\.json|sources/[0-9a-f]{64}\.txt", name))


def _order(name: str) -> tuple[bool, bool]:
    return "/" not in name, name == "brief.json"


def is_address(text: str) -> bool:
    """Whether `text` is an address and no path: it begins with a name of letters and ``://``."""
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
    """Return an address as it may be printed: without what stands before an ``@`` or behind a ``?``; a path as it is."""
    scheme, mark, rest = address.partition("://")
    if not mark:
        return address
    host, slash, path = rest.partition("/")
    name = host.rpartition("@")[2]
    kept, mark, _ = f"{name}{slash}{path}".partition("?")
    return f"{scheme}://{'…@' if '@' in host else ''}{kept}{'?…' if mark else ''}"


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
            raise UsageError(f"{self._shown}: {_in_words(error)}") from error


def _in_words(error: Exception) -> str:
    if isinstance(error, ImportError):
        found = re.search(r"[Ii]nstall (\S+)", str(error))
        package = found.group(1).strip("\"'.,") if found else error.name or "its package"
        return f"this kind of address needs the package {package}: pip install {package}."
    if isinstance(error, FileNotFoundError):
        return "no such file, folder or bucket."
    if isinstance(error, PermissionError):
        return "no permission; check the credentials that the store's own programs use."
    if isinstance(error, ValueError) and "rotocol not known" in str(error):
        return "no such kind of address."
    line = str(error).strip().partition("\n")[0][:200]
    return f"it cannot be asked ({type(error).__name__}{': ' if line else ''}{line})."
