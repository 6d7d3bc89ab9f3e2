"""Saved mails: single stories and newsletters with several."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr
from typing import Final

from briefing.reading.compose import Parsed, Part, compose, tidy
from briefing.reading.encoding import decode
from briefing.reading.html import declared_encoding, fragment_text

__all__ = ["looks_like_mail", "parse_mail"]

_HEADER: Final = re.compile(
    rb"(?:From|To|Subject|Date|Received|Return-Path|Delivered-To|Message-ID|MIME-Version"
    rb"|Content-Type|Reply-To|List-Unsubscribe|X-[\w-]+):[ \t]",
    re.IGNORECASE,
)
_FORWARDS: Final = re.compile(r"^(?:(?:fwd?|re|aw|wg)\s*:\s*)+", re.IGNORECASE)


def looks_like_mail(data: bytes) -> bool:
    """Whether `data` opens with at least three of the usual header lines."""
    head = re.split(rb"\r?\n\r?\n", data[:16384].lstrip(), maxsplit=1)[0]
    lines = [line for line in head.splitlines() if not line.startswith((b" ", b"\t"))]
    known = sum(1 for line in lines if _HEADER.match(line))
    return bool(lines) and _HEADER.match(lines[0]) is not None and known >= 3


def parse_mail(data: bytes) -> Parsed:
    """Return subject and body; one section carries sender and date, the stories are still to cut."""
    message = message_from_bytes(data, policy=policy.default)
    part = Part(
        title=_FORWARDS.sub("", _header(message, "subject")),
        body=_body(message),
        outlet=_sender(_header(message, "from")),
        published=_header(message, "date"),
        language=_header(message, "content-language"),
    )
    attached = sum(1 for _ in message.iter_attachments())
    notes = [f"{attached} attachments were not read"] if attached else []
    return compose([part], notes, "message/rfc822")


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name, "")).strip()
    except Exception:  # noqa: BLE001  broken headers raise a dozen kinds inside the email package
        return ""


def _sender(field: str) -> str:
    name, address = parseaddr(field)
    return name or address.rpartition("@")[2]


def _body(message: EmailMessage) -> str:
    """Return the plain part, unless it is a stub ("view in browser") beside a full HTML part."""
    plain = message.get_body(("plain",))
    rich = message.get_body(("html",))
    text = tidy(_content(plain)) if plain is not None else ""
    shown = fragment_text(_content(rich)) if rich is not None else ""
    return text if len(text) * 2 >= len(shown) else shown


def _content(part: MIMEPart) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    try:
        label = part.get_content_charset() or ""
    except Exception:  # noqa: BLE001  broken headers raise a dozen kinds inside the email package
        label = ""
    decoded = decode(data, label or declared_encoding(data))
    return decoded.text if decoded else ""
