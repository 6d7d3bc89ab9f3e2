"""Mails to one SMTP server: encrypted, with time limits, tried again, and never a second copy.

What is sent is noted before its text goes out and confirmed after the server has taken it.  Where the
connection breaks in between, nobody knows whether it arrived; it is not sent again by itself.
"""

from __future__ import annotations

import smtplib
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from briefing.delivery.message import envelope_address
from briefing.errors import ConfigError, DeliveryError
from briefing.settings.config import MailSettings

_PORTS: Final = {"starttls": 587, "tls": 465, "none": 25}
"""RFC 6409, 8314 and 5321."""
_FIRST_WAIT: Final = 2.0
"""Seconds before the second attempt; each further wait is four times as long: 2, 8, 32."""
_REPLY: Final = 200
"""Characters of a server's reply that are told."""


class Mail(NamedTuple):
    """One mail for one recipient."""

    id: str
    """Its Message-ID."""
    recipient: str
    data: bytes


class Ledger(Protocol):
    """Remembers what was sent, over runs."""

    def begin(self, mail: Mail) -> bool:
        """Note that `mail` is about to go out; False where it has gone before, or may have."""

    def end(self, mail: Mail, *, arrived: bool) -> None:
        """Note that the server has taken it, or has not, so that it may be sent later."""


@dataclass(slots=True)
class Outcome:
    """What became of some mails; recipients in the order of the mails."""

    sent: list[str] = field(default_factory=list)
    spared: list[str] = field(default_factory=list)
    """Those who have it already, or may have it."""
    failed: dict[str, str] = field(default_factory=dict)
    """Who did not get it, and why."""


class _Later(Exception):
    """The server, or the way to it, does not work at this time."""


class _Refused(Exception):
    """The server does not want this, now or later."""


def send(
    mails: Sequence[Mail],
    settings: MailSettings,
    password: str,
    ledger: Ledger,
    sleep: Callable[[float], None] = time.sleep,
) -> Outcome:
    """Send `mails` over one connection, and what fails for now again after a while.

    Raises :class:`DeliveryError` where none is settled, and will not be (no encryption, a wrong certificate, no login,
    nothing to keep what is sent).
    """
    outcome, left, wait = Outcome(), list(mails), _FIRST_WAIT
    for attempt in range(settings.attempts):
        if attempt:
            sleep(wait)
            wait *= 4
        try:
            with _connected(settings, password) as server:
                for mail in tuple(left):
                    if _settled(server, mail, settings, ledger, outcome):
                        left.remove(mail)
        except _Later as error:
            outcome.failed.update({mail.recipient: str(error) for mail in left})
        except DeliveryError as error:  # of server or ledger: another attempt ends as this one
            if len(left) == len(mails):
                raise
            outcome.failed.update({mail.recipient: str(error) for mail in left})
            break
        if not left:
            break
    return outcome


def greet(settings: MailSettings, password: str) -> None:
    """Connect as for sending, log in, and leave.  Raises :class:`DeliveryError` where that fails."""
    try:
        with _connected(settings, password) as server:
            server.noop()
    except (_Later, smtplib.SMTPException, OSError) as error:
        raise DeliveryError(_told(error)) from error


def server_name(settings: MailSettings) -> str:
    """Return the server as ``host:port``."""
    return f"{settings.host}:{settings.port or _PORTS[settings.security]}"


def password_of(settings: MailSettings, environment: str | None) -> str:
    """Return the password from the environment or, where there is none, from the file of the settings; empty without a user name.

    Raises :class:`ConfigError` where neither tells one, or it is none that can be sent.
    """
    if not settings.user:
        return ""
    found = environment or _password_in(settings.password_file)
    if not (found.isascii() and found.isprintable() and settings.user.isascii()):
        raise ConfigError(
            "mail.user and its password: the login of SMTP takes printable ASCII alone."
        )
    return found


def _password_in(file: str) -> str:
    if not file:
        raise ConfigError(
            "mail.user is set, and no password: name a file in mail.password_file, or set BRIEFING_MAIL_PASSWORD."
        )
    path = _expanded(file, "mail.password_file")
    try:
        found = path.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no text"
        raise ConfigError(f"mail.password_file: {path}: {why}.") from error
    if not found:
        raise ConfigError(f"mail.password_file: {path} is empty.")
    return found


def _expanded(file: str, setting: str) -> Path:
    try:
        return Path(file).expanduser()
    except RuntimeError as error:
        raise ConfigError(
            f"{setting}: {file}: nobody has this home; write the path in full."
        ) from error


# -- the connection -----------------------------------------------------------------------------


@contextmanager
def _connected(settings: MailSettings, password: str) -> Iterator[smtplib.SMTP]:
    """Hold a connection, and part from the server politely; that it is heard changes nothing."""
    server = _ready(settings, password)
    try:
        yield server
    finally:
        with suppress(smtplib.SMTPException, OSError):
            server.quit()
        server.close()


def _ready(settings: MailSettings, password: str) -> smtplib.SMTP:
    """Open a connection, encrypted and logged in as the settings say."""
    where = server_name(settings)
    try:
        server = _opened(settings)
        try:
            if settings.user:
                server.login(settings.user, password)
        except BaseException:
            server.close()
            raise
    except ssl.SSLError as error:
        why = getattr(error, "verify_message", "") or error.reason or "no TLS"
        raise DeliveryError(
            f"{where}: the encrypted connection failed ({why}); nothing was sent."
        ) from error
    except smtplib.SMTPNotSupportedError as error:
        raise DeliveryError(f"{where}: {error}; nothing was sent.") from error
    except smtplib.SMTPAuthenticationError as error:
        if _is_passing(error.smtp_code):
            raise _Later(f"{where}: the login does not work now ({error.smtp_code})") from error
        raise DeliveryError(
            f"{where}: the server refuses user name or password ({error.smtp_code}); nothing was sent."
        ) from error
    except (smtplib.SMTPException, OSError) as error:
        raise _Later(f"{where}: {_told(error)}") from error
    except ValueError as error:  # what no name look-up takes, such as an empty label
        raise DeliveryError(f"{where}: mail.host is no name of a server ({error}).") from error
    return server


def _opened(settings: MailSettings) -> smtplib.SMTP:
    port, seconds = settings.port or _PORTS[settings.security], settings.seconds
    # Said in the greeting; the library would ask the network what this machine is called.
    name = envelope_address(settings.sender).rpartition("@")[2]
    if settings.security == "tls":
        return smtplib.SMTP_SSL(
            settings.host, port, name, timeout=seconds, context=_context(settings)
        )
    server = smtplib.SMTP(settings.host, port, name, timeout=seconds)
    if settings.security == "starttls":
        try:
            server.starttls(context=_context(settings))
            server.ehlo()
        except BaseException:
            server.close()
            raise
    return server


def _context(settings: MailSettings) -> ssl.SSLContext:
    """Certificates are checked, always: by the system's authorities, or by the one named."""
    file = settings.authority_file
    path = str(_expanded(file, "mail.authority_file")) if file else None
    try:
        return ssl.create_default_context(cafile=path)
    except OSError as error:
        raise ConfigError(
            f"mail.authority_file: {file}: no certificates can be read there."
        ) from error


# -- one mail -----------------------------------------------------------------------------------


def _settled(
    server: smtplib.SMTP, mail: Mail, settings: MailSettings, ledger: Ledger, outcome: Outcome
) -> bool:
    """Send `mail`; False where it is worth another attempt."""
    try:
        is_new = _sent(server, mail, settings, ledger)
    except _Later as error:
        outcome.failed[mail.recipient] = str(error)
        return False
    except _Refused as error:
        outcome.failed[mail.recipient] = str(error)
        return True
    outcome.failed.pop(mail.recipient, None)
    (outcome.sent if is_new else outcome.spared).append(mail.recipient)
    return True


def _sent(server: smtplib.SMTP, mail: Mail, settings: MailSettings, ledger: Ledger) -> bool:
    """Hand `mail` to the server; False where it has gone out before."""
    _address_to(server, mail, settings)
    if not ledger.begin(mail):
        _reset(server)
        return False
    try:
        code, reply = server.data(mail.data)
    except smtplib.SMTPDataError as error:  # it did not want to hear the text
        ledger.end(mail, arrived=False)
        _reset(server)
        _raise_for(error.smtp_code, error.smtp_error)
    except (smtplib.SMTPException, OSError) as error:
        raise _Refused(
            f"the connection broke while it was sent ({_told(error)}): whether it arrived is not known, "
            "and it is not sent again without --again"
        ) from error
    else:
        ledger.end(mail, arrived=code == _TAKEN)
        if code != _TAKEN:
            _raise_for(code, reply)
    return True


_TAKEN: Final = 250


def _address_to(server: smtplib.SMTP, mail: Mail, settings: MailSettings) -> None:
    """Tell the server who sends, and to whom."""
    try:
        server.ehlo_or_helo_if_needed()
        for code, reply in (
            server.mail(envelope_address(settings.sender)),
            server.rcpt(envelope_address(mail.recipient)),
        ):
            if code not in {_TAKEN, 251}:
                _reset(server)
                _raise_for(code, reply)
    except (smtplib.SMTPException, OSError) as error:
        raise _Later(_told(error)) from error


def _reset(server: smtplib.SMTP) -> None:
    """End what was begun of a mail: else the server refuses the next one (503, RFC 5321, section 4.1.4)."""
    with suppress(smtplib.SMTPException, OSError):
        server.rset()


def _raise_for(code: int, reply: bytes | str) -> None:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    told = f"the server says {code} {text[:_REPLY]}"
    raise (_Later if _is_passing(code) else _Refused)(told)


def _is_passing(code: int) -> bool:
    """Whether a reply is of those that may be another one later (RFC 5321, section 4.2.1)."""
    return not 500 <= code < 600


def _told(error: Exception) -> str:
    """What went wrong, in a few words."""
    if isinstance(error, smtplib.SMTPResponseException):
        reply = error.smtp_error
        text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else str(reply)
        return f"the server says {error.smtp_code} {text[:_REPLY]}"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
