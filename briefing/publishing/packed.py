"""Files in a ZIP whose bytes depend on nothing but them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

_TIME: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest that the format can tell."""
_UNIX: Final = 3
_MODE: Final = 0o644 << 16


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP with `files` in their order.

    They are stored as they are: what a compressor makes of them differs between the builds of zlib.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _TIME)
            entry.create_system, entry.external_attr = _UNIX, _MODE
            archive.writestr(entry, data)
    return packed.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the files of a ZIP by name, in its order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
