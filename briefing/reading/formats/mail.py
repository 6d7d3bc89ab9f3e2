"""Saved mails: single stories and newsletters with several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr
from typing import Final

from briefing.language.base import together
from briefing.reading.formats.base import Format, Sample
from briefing.reading.formats.encoding import decode
from briefing.reading.formats.html import declared_encoding, fragment_lines
from briefing.reading.formats.parts import Parsed, Part, compose, tidy
from briefing.records import Section

_HEADER: Final = re.compile(
    rb"(?:From|To|Subject|Date|Received|Return-Path|Delivered-To|Message-ID|MIME-Version"
    rb"|Content-Type|Reply-To|List-Unsubscribe|X-[\w-]+):[ \t]",
    re.IGNORECASE,
)
_STORY_TEXT: Final = 40  # characters under a heading; less is a label over the next heading
_FORWARDS: Final = re.compile(
    rf"^(?:{together().either('furniture.mail_prefixes')}\s*:\s*)+", re.IGNORECASE
)


def looks_like_mail(data: bytes) -> bool:
    """Whether `data` opens with at least three of the usual header lines."""
    head = re.split(rb"\r?\n\r?\n", data[:16384].lstrip(), maxsplit=1)[0]
    lines = [line for line in head.splitlines() if not line.startswith((b" ", b"\t"))]
    known = sum(1 for line in lines if _HEADER.match(line))
    return bool(lines) and _HEADER.match(lines[0]) is not None and known >= 3


def parse_mail(data: bytes) -> Parsed:
    """Return subject and body.

    A newsletter whose HTML has a heading over each story gives a section for each; any other mail
    gives one section with sender and date, in which the stories are still to be cut.
    """
    message = message_from_bytes(data, policy=policy.default)
    lines = _body(message)
    part = Part(
        title=_FORWARDS.sub("", _header(message, "subject")),
        body="\n".join(text for text, _ in lines),
        outlet=_sender(_header(message, "from")),
        published=_header(message, "date"),
        language=_header(message, "content-language"),
    )
    attached = sum(1 for _ in message.iter_attachments())
    notes = [f"{attached} attachments were not read"] if attached else []
    whole = compose([part], notes, "message/rfc822")
    return whole._replace(sections=tuple(_under_headings(whole, lines)) or whole.sections)


def _under_headings(whole: Parsed, lines: list[tuple[str, bool]]) -> Iterator[Section]:
    """Yield a section for each heading with text below it, where there are at least two."""
    bounds: list[tuple[int, int, str]] = []
    position = len(whole.text)
    for text, is_heading in reversed(lines):  # from the end: the subject may have taken a line
        start = whole.text.rfind(text, 0, position)
        if start < 0:
            continue
        if is_heading:
            end = bounds[-1][0] if bounds else len(whole.text)
            bounds.append((start, end, text))
        position = start
    full = [(a, b, text) for a, b, text in reversed(bounds) if b - a - len(text) > _STORY_TEXT]
    if len(full) < 2:
        return
    for start, end, title in full:
        trimmed = start + len(whole.text[start:end].rstrip())
        yield whole.sections[0].model_copy(update={"start": start, "end": trimmed, "title": title})


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name, "")).strip()
    except Exception:  # noqa: BLE001  broken headers raise a dozen kinds inside the email package
        return ""


def _sender(field: str) -> str:
    name, address = parseaddr(field)
    return name or address.rpartition("@")[2]


def _body(message: EmailMessage) -> list[tuple[str, bool]]:
    """Return the lines of the body, each with whether it is a heading.

    The plain part is taken where the HTML part has no headings, unless it is a stub beside it
    ("view in browser").
    """
    plain = message.get_body(("plain",))
    rich = message.get_body(("html",))
    text = tidy(_content(plain)) if plain is not None else ""
    shown = fragment_lines(_content(rich)) if rich is not None else []
    is_structured = sum(is_heading for _, is_heading in shown) >= 2
    if is_structured or len(text) * 2 < sum(len(line) for line, _ in shown):
        return shown
    return [(line, False) for line in text.split("\n")]


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


def _recognises(sample: Sample) -> bool:
    return sample.ending in {".eml", ".mht", ".mhtml"} or looks_like_mail(sample.head)


FORMAT: Final = Format("mail", _recognises, lambda data, _: parse_mail(data))
