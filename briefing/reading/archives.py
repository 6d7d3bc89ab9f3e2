"""Files that hold files: ZIP archives and mailboxes, opened before anything is read.

::

    (name, bytes) ─ open_archives ─▶ ("pages.zip/a.html", bytes), ("pages.zip/b.eml", bytes) …

Each file inside is one of its own in the ledger.  Names inside are labels and lead nowhere; an archive
inside an archive stays closed.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Final

from briefing.reading.settings import ReadingSettings
from briefing.records import FileState, Unread

File = tuple[str, bytes | Unread]

MOST_MEMBERS: Final = 20_000
"""Files of one archive that are read."""
MOST_EXPANDED: Final = 20
"""How many times the limit of one file all files of an archive may hold together."""
_ZIP: Final = b"PK\x03\x04"
_OFFICE: Final = frozenset({"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"})
"""What documents and programs hold that are ZIP archives inside: they are none to their owners."""
_PARTS: Final = frozenset(
    {"css", "js", "map", "png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "woff", "woff2", "ttf"}
)
"""Endings of what belongs to saved pages and is no page."""
_HIDDEN: Final = re.compile(
    r"(?:^|/)(?:\.[^/]|__MACOSX/|(?:Thumbs\.db|desktop\.ini)$)", re.IGNORECASE
)
_NAME_LIMIT: Final = 200
_ENCRYPTED: Final = 1
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""Others may ask for gigabytes before they give a byte (LZMA's dictionary)."""
_ENTRY: Final = b"PK\x01\x02"
_MAILBOX: Final = re.compile(rb"From \S{1,200} [^\r\n]{10,80}\r?\n(?:>?[A-Za-z][\w-]{1,60}:|From )")
_NEXT: Final = re.compile(rb"\r?\n\r?\n(?=From \S{1,200} [^\r\n]{10,80}\r?\n[A-Za-z][\w-]{1,60}:)")
_QUOTED_FROM: Final = re.compile(rb"^>(?=>{0,20}From )", re.MULTILINE)


def open_archives(files: Iterable[File], settings: ReadingSettings) -> Iterator[File]:
    """Yield the files, those inside an archive or a mailbox in its place."""
    for name, data in files:
        if not isinstance(data, bytes) or len(data) > settings.max_bytes:
            yield name, data
        elif data.startswith(_ZIP):
            yield from _zip(name, data, settings.max_bytes)
        else:
            yield from _as_mailbox(name, data)


def _zip(name: str, data: bytes, limit: int) -> Iterator[File]:
    if data.count(_ENTRY) > 5 * MOST_MEMBERS:
        yield _unread(name, data, "too_large", f"more than {MOST_MEMBERS} files: split the archive")
        return
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = [one for one in archive.infolist() if not one.filename.endswith("/")]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError) as error:
        yield _unread(name, data, "unreadable", f"a broken ZIP archive: {str(error)[:100]}")
        return
    if _OFFICE.intersection(one.filename for one in members):
        yield name, data  # an office document, which says so where it is refused
        return
    members = [one for one in members if not _HIDDEN.search(_label(one.filename))]
    if not members:
        yield _unread(name, data, "no_story", "the archive holds no files")
    left = MOST_EXPANDED * limit
    for member in members[:MOST_MEMBERS]:
        inner = _member(archive, member, f"{name}/{_label(member.filename)}", min(limit, left))
        left -= len(inner[1]) if isinstance(inner[1], bytes) else 0
        yield from _as_mailbox(*inner)
    if len(members) > MOST_MEMBERS:
        rest = f"{len(members) - MOST_MEMBERS} of its {len(members)} files were not read: split it"
        yield _unread(name, data, "too_large", rest)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, limit: int) -> File:
    """One file of an archive, or why it is not read; never more than `limit` bytes are expanded."""
    if name.rpartition(".")[2].lower() in _PARTS:
        return _unread(name, b"", "no_story", "a part of a saved page that holds no story")
    if member.flag_bits & _ENCRYPTED:
        return _unread(
            name, b"", "unreadable", "it is encrypted: save the archive without a password"
        )
    if member.compress_type not in _METHODS:
        return _unread(name, b"", "unreadable", "it is packed in a rare way: save it with Deflate")
    try:
        with archive.open(member) as file:
            data = file.read(limit + 1)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:  # fmt: skip
        return _unread(name, b"", "unreadable", f"it cannot be unpacked: {str(error)[:100]}")
    if len(data) > limit:
        reason = f"expands to more than the {limit / 1e6:.1f} MB that are left: split the archive"
        return _unread(name, b"", "too_large", reason)
    return name, data


def _label(name: str) -> str:
    """A name inside an archive as a label: relative, printable, of bounded length."""
    steps = [step for step in name.replace("\\", "/").split("/") if step not in {"", ".", ".."}]
    text = "".join(c if c.isprintable() else "\ufffd" for c in "/".join(steps))
    return text[-_NAME_LIMIT:] or "unnamed"


def _as_mailbox(name: str, data: bytes | Unread) -> Iterator[File]:
    """The mails of a file that is a mailbox, any other file as it is."""
    if isinstance(data, bytes) and _MAILBOX.match(data[:4096]):
        yield from _mailbox(name, data)
    else:
        yield name, data


def _mailbox(name: str, data: bytes) -> Iterator[File]:
    """Yield each message of a mailbox ("mbox"), the line of the box in front taken off.

    Lines of a message that begin with "From" carry a mark, which goes (RFC 4155).
    """
    messages = _NEXT.split(data, maxsplit=MOST_MEMBERS)
    for number, message in enumerate(messages[:MOST_MEMBERS], 1):
        _, _, mail = message.partition(b"\n")
        yield f"{name}/{number}.eml", _QUOTED_FROM.sub(b"", mail)
    if len(messages) > MOST_MEMBERS:
        yield _unread(name, data, "too_large", f"more than {MOST_MEMBERS} mails: split the mailbox")


def _unread(name: str, data: bytes, state: FileState, reason: str) -> File:
    sha256 = hashlib.sha256(data).hexdigest() if data else ""
    return name, Unread(file=name, sha256=sha256, state=state, reason=reason)
