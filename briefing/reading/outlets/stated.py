"""Outlets that a format states in a field, and the addresses that stand for one."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from briefing.language.base import together
from briefing.records import UNKNOWN

_HOST: Final = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,8}\.[a-z]{2,18}")
_ADDRESS: Final = re.compile(r"(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,18}")
_TAGLINE: Final = re.compile(r"\s+[|–—»:]\s+|\s+-\s+")
_INITIAL: Final = re.compile(r"(?:^|\s)[^\W\d_]\.(?=\s)")
_NONE: Final = re.compile(rf"[\W_]*|{together().pattern('outlets.no_outlet')}", re.IGNORECASE)
"""What stands in a field that names no outlet."""
LONGEST: Final = 80
"""Characters of a name; a field that holds more holds a sentence."""


def clean_outlet(stated: str) -> str:
    """Return an outlet's name as a format states it, without what is not the name."""
    name = " ".join(stated.split())
    if _NONE.fullmatch(name):
        return UNKNOWN
    if name.startswith(("http://", "https://")) or _ADDRESS.fullmatch(name):
        return host_of(name) or UNKNOWN
    name = _TAGLINE.split(name)[0].strip(" -|»")
    return UNKNOWN if _NONE.fullmatch(name) else name[:LONGEST]


def is_sender_only(name: str) -> bool:
    """Whether a mail's sender is an address without a name, or a person's name with an initial."""
    return bool(_ADDRESS.fullmatch(name) or _INITIAL.search(name))


def host_of(url: str) -> str:
    """Return the host of an address without ``www.``; the address of an outlet names it."""
    try:
        host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").lower()
    except ValueError:
        return ""
    return re.sub(r"^(?:www\d?|m|amp|edition|mobile)\.", "", host) if _HOST.fullmatch(host) else ""
