"""The key of a server: out of a variable or a file, never out of the settings, which are printed."""

from __future__ import annotations

import os
from pathlib import Path

from briefing.errors import ModelError
from briefing.models.base import ServerWanted
from briefing.models.server.address import Address


def key_of(wanted: ServerWanted, address: Address, *, is_near: bool) -> str:
    """Return the key that the settings point to; empty where they point to none.

    Raises :class:`ModelError` where it is not there, and where it would cross the internet for all to read.
    """
    key = _found(wanted).strip()
    if not (wanted.key_variable or wanted.key_file):
        return ""
    if not key or not key.isascii() or not key.isprintable():
        raise ModelError("the key of model.server is empty, or no line of printable ASCII.")
    if address.scheme == "http" and not is_near:
        raise ModelError(f"{address.url}: a key is sent there by https:// alone.")
    return key


def _found(wanted: ServerWanted) -> str:
    if wanted.key_variable:
        try:
            return os.environ[wanted.key_variable]
        except KeyError:
            raise ModelError(
                f"model.server.key_variable: the environment has no '{wanted.key_variable}'."
            ) from None
    if not wanted.key_file:
        return ""
    try:
        path = Path(wanted.key_file).expanduser()
    except RuntimeError as error:
        raise ModelError(
            f"model.server.key_file: {wanted.key_file}: nobody has this home; write the path in full."
        ) from error
    try:
        return path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no ASCII"
        raise ModelError(f"model.server.key_file: {path}: {reason}.") from error
