"""What of a setting's value may be printed: addresses may hold keys, and what is printed goes into reports of faults."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from briefing.addresses import without_key
from briefing.delivery import host_of
from briefing.models.names import shown

_MODELS: Final = frozenset(
    {"model.generator", "model.parser", "model.verifier", "model.server.url"}
)
"""Names of models, which may be addresses."""


def printable(name: str, value: object) -> object:
    """Return the value of the setting `name` (``section.key``, or a profile's ``sources``) as it may be printed: without what may be a key."""
    if name == "sources" and isinstance(value, tuple):
        return tuple(map(without_key, value))
    if not isinstance(value, str):
        return value
    if name in _MODELS:
        return shown(value)
    return _host_alone(value) if name == "notify.url" else value


def _host_alone(url: str) -> str:
    """A web address without all that follows its host: the path of such an address is what its owner is known by."""
    host = host_of(url)
    if not host:
        return "…" if url else ""
    parts = urlsplit(url)
    rest = "/…" if parts.path.strip("/") or parts.query or parts.fragment else parts.path
    return f"{parts.scheme}://{parts.netloc}{rest}"
