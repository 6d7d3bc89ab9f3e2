"""Mails as their programs and relays leave them: damaged headers and bodies are mended first."""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage, MIMEPart
from email.policy import Policy
from functools import lru_cache
from itertools import islice
from typing import Final

from briefing.reading.formats.encoding import decode, encoded_once
from briefing.reading.formats.html import declared_encoding
from briefing.reading.formats.parts import Refusal

_FIELD: Final = re.compile(rb"[!-9;-~]{1,76}:|[ \t]|From ")
_BLANK: Final = re.compile(rb"\r?\n[ \t]*\r?\n")
_PARTED: Final = re.compile(
    rb"^Content-Type:\s*multipart/[^\r\n]{0,200}", re.IGNORECASE | re.MULTILINE
)
_BOUNDARY: Final = re.compile(rb"(?:^|\n)--([^\s\"]{1,70})[ \t]*\r?\nContent-[A-Z]", re.IGNORECASE)
_SOFT_BREAK: Final = re.compile(r"[^\s=]=(?:20)?\r?\n")
_ESCAPED: Final = re.compile(r"=(?:[C-F][0-9A-F]=[89AB][0-9A-F]|20(?=\r?\n)|3D(?=[\"\w]))")
_ENCODED: Final = re.compile(r"(?:[A-Za-z0-9+/]{60,76}\r?\n){2,}[A-Za-z0-9+/]{0,76}={0,2}\s*")
_BETWEEN: Final = re.compile(r"^(-{20,80}[ \t]*\r?\n\s*)", re.MULTILINE)
_HEADERS: Final = re.compile(
    r"(?P<number>Message: \d+\s*\n)?(?P<fields>(?:[A-Z][\w-]{1,40}:.*\n(?:[ \t]+\S.*\n)*){3,30})\s*\n"
)
_TOPIC: Final = re.compile(r"^[ \t]{0,8}(\d{1,3})[.)][ \t]+\S", re.MULTILINE)
_TOLD: Final = frozenset({"from", "date", "subject"})
_LIST: Final = re.compile(r"^(Subject:[ \t]*)\[[^\]\n]{1,60}\][ \t]*", re.MULTILINE)
_OF_THE_BODY: Final = re.compile(r"^Content-.*\n(?:[ \t].*\n)*", re.MULTILINE | re.IGNORECASE)
_LONGEST: Final = 4_000
"""Bytes of one header that are read: long lists of receivers have no more in what tells the sender or the day."""
_MOST_PARTS: Final = 1_000
"""Parts of one mail."""
_MAIL: Final = "message/rfc822"
_MOST_INSIDE: Final = 50
"""Mails inside a mail that are read."""
_MOST_POSTS: Final = 500
"""Mails of a digest in text that are told apart; the others are of the last one's text."""
_PARAGRAPH: Final = 8
"""Words of a paragraph, at least."""


def parse_message(data: bytes) -> EmailMessage:
    """Return a mail; headers that lost their folding or their boundary are mended.

    Raises :class:`Refusal` for one of more parts than any letter has, unless those before hold as many mails as are read, and for one in more mails
    than the library can open.
    """
    begun: list[EmailMessage] = []

    def part(policy: Policy[EmailMessage]) -> EmailMessage:
        # A part may have no header at all: only the parser knows how many there are, and each costs it 50 microseconds.
        if len(begun) == _MOST_PARTS:
            raise Refusal(f"a mail of more than {_MOST_PARTS} parts: split it", "too_large")
        begun.append(EmailMessage(policy))
        return begun[-1]

    # The type of a part is asked for eight times, and the library reads it anew each time: half of what a mail took.
    # Each mail has its own: values may be of any length, and no two mails share what one could change.
    headers = lru_cache(maxsize=64)(HeaderRegistry())
    reading = policy.default.clone(message_factory=part, header_factory=headers)
    try:
        message = message_from_bytes(_mended(data), policy=reading)
    except Refusal:
        # A part is within the one around it from its beginning: the first mails of a digest are whole, the last is not.
        if sum(one.get_content_type() == _MAIL for one in begun) <= _MOST_INSIDE:
            raise
        message = begun[0]
    except RecursionError as error:  # the library opens each within the one around it: some 500
        raise Refusal("a mail in too many mails: save it by itself", "too_large") from error
    finally:
        begun.clear()
    return message if isinstance(message, EmailMessage) else EmailMessage()


def header_of(message: EmailMessage, name: str) -> str:
    """Return a header as text, "" where there is none or it is broken."""
    try:
        return encoded_once(str(message.get(name, "")).strip())
    except Exception:  # noqa: BLE001  broken headers raise a dozen kinds inside the email package
        return ""


def content_of(part: MIMEPart | None) -> str:
    """Return the text of a part of a mail, encodings that were left on it taken off."""
    data = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(data, bytes):
        return ""
    try:
        label = part.get_content_charset() or ""
    except Exception:  # noqa: BLE001  as above
        label = ""
    return _unpacked(_text(data, label))


def inside(message: EmailMessage) -> list[EmailMessage]:
    """Return the mails that were sent on inside a mail as attachments."""
    return list(islice(_mails(message), _MOST_INSIDE))


def in_text(message: EmailMessage, text: str) -> list[EmailMessage]:
    """Return the mails of a list's digest that is a text (RFC 1153), [] for any other.

    Lines of hyphens part them, headers stand on top of each; what has none belongs to the mail before.  It is a digest
    by the list that sends it, by its topics, or by the numbers of its mails.
    """
    first, *pieces = _BETWEEN.split(text)
    heads: list[re.Match[str]] = []
    bodies: list[list[str]] = []
    for rule, piece in zip(pieces[::2], pieces[1::2], strict=True):
        head = _HEADERS.match(piece) if len(heads) < _MOST_POSTS else None
        if head and _names_of(head["fields"]) >= _TOLD:
            heads.append(head)
            bodies.append([piece[head.end() :]])
        elif bodies and len(piece.split()) >= _PARAGRAPH:  # fewer words end the digest
            bodies[-1] += [rule, piece]
        elif bodies:
            bodies[-1] += [rule, piece] if piece is not pieces[-1] else []
    is_list = any(name.lower().startswith(("list-id", "x-mailman-")) for name in message)
    if any(len(line.split()) >= _PARAGRAPH for line in first.split("\n")):
        is_list = False  # somebody speaks above the mails: an answer on a list
    topics = [int(found[1]) for found in _TOPIC.finditer(first)]
    is_digest = is_list or topics[:2] == [1, 2] or all(head["number"] for head in heads)
    if len(heads) < 2 or not is_digest:
        return []
    pairs = zip(heads, bodies, strict=True)
    return [_as_mail(head["fields"], "".join(body)) for head, body in pairs]


def _names_of(fields: str) -> set[str]:
    return {line.partition(":")[0].lower() for line in fields.split("\n")}


def _as_mail(fields: str, body: str) -> EmailMessage:
    """A mail of a digest; its text has been decoded."""
    kept = _LIST.sub(r"\1", _OF_THE_BODY.sub("", fields).rstrip())
    mail = f"{kept}\nContent-Type: text/plain; charset=utf-8\n\n{body}"
    return parse_message(mail.encode("utf-8", "replace"))


def _mails(message: EmailMessage) -> Iterator[EmailMessage]:
    """Yield the mails of a mail in order; what is inside of these is theirs."""
    waiting: list[object] = [message]
    while waiting:
        part = waiting.pop()
        if not isinstance(part, MIMEPart):
            continue
        if part.get_content_type() == _MAIL:
            yield from (one for one in _payload(part) if isinstance(one, EmailMessage))
        else:
            waiting += reversed(list(_payload(part)))


def _payload(part: MIMEPart | EmailMessage) -> Iterator[object]:
    payload = part.get_payload()
    yield from payload if isinstance(payload, list) else ()


def _mended(data: bytes) -> bytes:
    blank = _BLANK.search(data)
    if blank is None:
        return data
    lines = data[: blank.start()].splitlines()
    head = b"\n".join(line if _FIELD.match(line) else b" " + line for line in lines)
    # The email package takes more than linear time for a header; the rest of one as long as this is no subject.
    head = b"\n".join(field[:_LONGEST] for field in re.split(rb"\n(?![ \t])", head))
    body = data[blank.end() :]
    boundary = _BOUNDARY.search(body[:65_536])
    if boundary is None or b"boundary=" in head.lower():
        return head + b"\n\n" + body
    kind = _PARTED.search(head)
    if kind:
        mark = b'; boundary="' + boundary[1] + b'"'
        kept = head[kind.start() : kind.end()].rstrip(b"; \t")
        head = head[: kind.start()] + kept + mark + head[kind.end() :]
    elif b"\ncontent-type:" not in b"\n" + head.lower() or b"text/plain" in head.lower():
        head = re.sub(rb"(?mi)^Content-(?:Type|Transfer-Encoding):[^\n]*\n?", b"", head).rstrip(
            b"\n"
        )
        head += b'\nContent-Type: multipart/mixed; boundary="' + boundary[1] + b'"'
    return head + b"\n\n" + body


def _text(data: bytes, label: str) -> str:
    decoded = decode(data, label or declared_encoding(data))
    return encoded_once(decoded.text) if decoded else ""


def _unpacked(text: str) -> str:
    """A body without the transfer encoding that a relay has forgotten to name."""
    if _ENCODED.fullmatch(text.strip() + "\n"):
        try:
            return _text(binascii.a2b_base64(text), "")
        except binascii.Error:
            return text
    signs = len(_SOFT_BREAK.findall(text)) + len(_ESCAPED.findall(text))
    if signs < 2 or not _ESCAPED.search(text) or not text.isascii():
        return text
    return _text(quopri.decodestring(text.encode("ascii")), "")
