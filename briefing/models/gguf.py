"""GGUF files: made ready once, as a folder of safetensors in the user's cache.

::

    FILE.gguf, ORG/NAME:FILE.gguf ─ source ─▶ file ─ digest ─▶ folder in the cache: there?
                                                └─ pull ─ convert ─▶ that folder, with a manifest

Converting takes longer than loading and twice the file's memory or more, so no run does it by itself.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import tempfile
from pathlib import Path
from typing import Final

from briefing.errors import ModelError
from briefing.models.find import MANIFEST, fingerprint, is_whole, write_manifest
from briefing.models.hub import find_hub
from briefing.models.pull import Convert, alone

_PREFIX: Final = "gguf-"
_HEAD: Final = 64_000_000
"""Bytes at whose start a file tells of itself; vocabularies of 250,000 words take 10 MB."""
_LONGEST: Final = 100
"""Bytes of a licence's name."""


def source(name: str) -> Path | None:
    """Return the GGUF file that a name means: a path, or a file of a hub id that is on disk; None where it means none."""
    if not name.endswith(".gguf"):
        return None
    try:
        path = Path(name).expanduser()
        return path if path.is_file() else find_hub(name)
    except (OSError, RuntimeError, ValueError):
        return find_hub(name)


def folder_of(file: Path, cache: Path) -> Path:
    """Return the folder in `cache` where a GGUF file is ready, or will be; it is called by the file's name and bytes."""
    digest = hashlib.sha256(fingerprint(file)).hexdigest()
    return cache / f"{_PREFIX}{file.name.removesuffix('.gguf')}-{digest[:12]}"


def is_converted(folder: Path) -> bool:
    """Whether a folder of the cache is what a GGUF file became."""
    return folder.name.startswith(_PREFIX)


def pull_gguf(file: Path, cache: Path, convert: Convert) -> Path:
    """Make a GGUF file ready in `cache` and return its folder; at once if it is there.

    Raises :class:`ModelError` where it is no GGUF file, of a kind that cannot be read, or there is no room.
    """
    target = folder_of(file, cache)
    try:
        with alone(target.name, cache):
            if not is_whole(target):
                _make(file, target, convert)
    except OSError as error:
        raise ModelError(
            f"{target}: could not be made ready ({error.strerror or error}); check free space and permissions."
        ) from error
    return target


def _make(file: Path, target: Path, convert: Convert) -> None:
    licence = licence_of(file)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as work:
        made = Path(work, "made")
        made.mkdir()
        try:
            convert(file, made)
        except Exception as error:  # a file that is wrong fails in whatever way it likes
            line = str(error).strip().partition("\n")[0][:200]
            raise ModelError(
                f"{file}: this GGUF file could not be read ({line or type(error).__name__}); give the model's "
                "folder of safetensors, or run it behind a server and give that one's address."
            ) from error
        write_manifest(made, {"source": file.name, "licence": licence})
        made.rename(target)


def licence_of(file: Path) -> str:
    """Return the licence that a GGUF file names; empty where it names none.

    Raises :class:`ModelError` where the file is none.  A reader of its whole head takes 17 s on the embedded model's.
    """
    with file.open("rb") as opened:
        if opened.read(4) != b"GGUF":
            raise ModelError(f"{file}: no GGUF file, whatever its name says.")
        with mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
            key = b"general.license"
            at = data.find(key, 0, _HEAD)
            kind = data[at + len(key) : at + len(key) + 4]
            if at < 0 or kind != b"\x08\0\0\0":  # a text
                return ""
            start = at + len(key) + 4
            size = int.from_bytes(data[start : start + 8], "little")
            text = data[start + 8 : start + 8 + size] if size <= _LONGEST else b""
            return text.decode("utf-8", "replace")


def told_of(folder: Path) -> tuple[str, str]:
    """Return the file name and the licence of what became a folder."""
    try:
        body = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return str(body["source"]), str(body["licence"])
    except (OSError, ValueError, LookupError, TypeError):
        return folder.name, ""
