"""A letter, and real SMTP servers on the loopback."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from briefing.delivery import Letter
from briefing.settings.config import MailSettings, resolve

DAY = date(2025, 6, 17)
USER, PASSWORD = "desk", "pass = word"


@pytest.fixture
def letter() -> Letter:
    return Letter(
        DAY,
        "ab" * 32,
        "Morning brief · Tuesday 17 June 2025: Überflutung in Köln",
        "From here\n.\nTwelve – 12 – people.\n" + "long " * 60 + "\n",
        "<!DOCTYPE html><html><body><p>Twelve – 12 – people.</p></body></html>\n",
    )


def settings_of(**changes: Any) -> MailSettings:
    """Shipped settings of mail with a sender, a recipient and a server on this machine, and `changes`."""
    usual = {
        "to": ["Desk <desk@example.org>"],
        "sender": "Morning brief <brief@example.org>",
        "host": "localhost",
        "security": "none",
        "seconds": 5,
        **changes,
    }
    return resolve(None, {}, {f"mail.{name}": value for name, value in usual.items()}).settings.mail


@dataclass
class Box:
    """What a server was given, and what it says to the next mails (the last for all others)."""

    mails: list[Any] = field(default_factory=list)
    recipient_says: list[str] = field(default_factory=list)
    says: list[str] = field(default_factory=list)
    users: list[str] = field(default_factory=list)
    drops: bool = False
    """Whether it hangs up in the place of an answer to the text."""

    async def handle_RCPT(  # noqa: N802  # so aiosmtpd calls it
        self, server: SMTP, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        said = self.recipient_says.pop(0) if self.recipient_says else "250 OK"
        if said.startswith("250"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.drops:
            self.mails.append(envelope)
            server.transport.abort()
            return "250 OK"
        said = self.says.pop(0) if self.says else "250 OK"
        if said.startswith("250"):
            self.mails.append(envelope)
        return said

    def login(self, server: SMTP, session: Any, envelope: Any, kind: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.users.append(data.login.decode())
        is_right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=is_right, handled=is_right)


@pytest.fixture
def box() -> Box:
    return Box()


Serve = Callable[..., int]


@pytest.fixture
def serve(box: Box) -> Iterator[Serve]:
    """Start a server that fills the box, and return its port."""
    running: list[Controller] = []

    def start(**options: Any) -> int:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = int(free.getsockname()[1])
        server = Controller(box, hostname="127.0.0.1", port=port, **options)
        server.start()
        running.append(server)
        return port

    yield start
    for server in running:
        server.stop(no_assert=True)


@dataclass(frozen=True)
class Authority:
    """A certificate authority of our own, and a server's context by it."""

    context: ssl.SSLContext
    file: str


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    made, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.issue_cert("localhost").configure_cert(context)
    path: Path = tmp_path_factory.mktemp("authority") / "ca.pem"
    made.cert_pem.write_to_path(str(path))
    return Authority(context, str(path))
