"""A mail as bytes: headers that text of stories cannot break, and two forms of one text.

RFC 5322 (headers), 2046 (multipart/alternative), 3834 (Auto-Submitted), 2919 (List-Id), 2369
(List-Unsubscribe).  The same letter gives the same bytes: boundary and Message-ID come from its digest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, getaddresses
from typing import Final, NamedTuple

from briefing.errors import ConfigError
from briefing.settings.config import MailSettings

_POLICY: Final = SMTP.clone(max_line_length=76)
"""The most that a line of quoted-printable and one with an encoded word may have (RFC 2045, 6.7; RFC 2047, 2)."""


class Letter(NamedTuple):
    """One brief as it is mailed."""

    day: date
    digest: str
    """Of the brief, hexadecimal: another brief of the day is another letter."""
    subject: str
    text: str
    html: str


def recipients(settings: MailSettings, given: Sequence[str] = ()) -> tuple[str, ...]:
    """Return whom a mail is for, each once: `given` or, where that is empty, those of the settings.

    Raises :class:`ConfigError` for what is no address.
    """
    source = "--to" if given else "mail.to"
    found = [_address(one, source) for one in given or settings.to]
    return tuple({one.addr_spec.lower(): str(one) for one in reversed(found)}.values())[::-1]


def message_id(letter: Letter, settings: MailSettings) -> str:
    """Return the Message-ID of `letter`, from its day and digest, in the domain of the sender."""
    domain = _address(settings.sender, "mail.sender").domain
    return f"<brief.{letter.day}.{letter.digest[:16]}@{domain}>"


def compose(letter: Letter, settings: MailSettings, to: Iterable[str], sent: datetime) -> bytes:
    """Return a mail for the addresses `to` with the Date `sent`, which has a time zone.

    Raises :class:`ConfigError` for an address, a list's name or a way to unsubscribe that is none.
    """
    message = EmailMessage(policy=_POLICY)
    message["From"] = _address(settings.sender, "mail.sender")
    message["To"] = tuple(_address(one, "the recipient") for one in to)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(sent)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    # In quoted-printable "=_" cannot occur (RFC 2045, section 6.7).
    message.set_boundary(f"=_{letter.digest[:32]}")
    fixed = "".join(f"{name}: {value}\r\n" for name, value in _fixed(letter, settings))
    return fixed.encode("ascii") + message.as_bytes()


def envelope_address(text: str) -> str:
    """Return the bare address of ``Name <name@example.org>``, as the server is told it."""
    return _address(text, "an address").addr_spec


def _fixed(letter: Letter, settings: MailSettings) -> Iterable[tuple[str, str]]:
    """Headers that must stand as they are: the library would fold and encode long words in them."""
    yield "Message-ID", message_id(letter, settings)
    if settings.list_id:
        yield "List-Id", settings.list_id
    if settings.unsubscribe:
        yield "List-Unsubscribe", ",\r\n ".join(f"<{one}>" for one in settings.unsubscribe)


def _address(text: str, source: str) -> Address:
    """Read an address; international domains become ASCII (RFC 3490).

    Raises :class:`ConfigError` for what is none, or what a server without SMTPUTF8 would not take.
    """
    found = getaddresses([text]) if text.isprintable() else []
    name, bare = found[0] if len(found) == 1 else ("", "")
    local, _, domain = bare.rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode("ascii")
        local.encode("ascii")
        # Of an empty part it says that there is none, with an IndexError.
        return Address(name, addr_spec=f"{local}@{ascii_domain}")
    except (ValueError, LookupError, MessageError) as error:
        raise ConfigError(
            f"{source}: {text!r} is no mail address; write name@example.org or Name <name@example.org>."
        ) from error
