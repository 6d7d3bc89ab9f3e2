"""Against real servers on the loopback."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from briefing.delivery import Letter, Mail, Outcome, compose, greet, password_of, send, smtp
from briefing.errors import ConfigError, DeliveryError
from briefing.settings.config import MailSettings

from .conftest import PASSWORD, USER, Authority, Box, Serve, settings_of
from .test_message import NOON, text_of


class Notes:
    """What was sent, in memory."""

    def __init__(self) -> None:
        self.begun: set[Mail] = set()
        self.arrived: set[Mail] = set()

    def begin(self, mail: Mail) -> bool:
        is_new = mail not in self.begun
        self.begun.add(mail)
        return is_new

    def end(self, mail: Mail, *, arrived: bool) -> None:
        if arrived:
            self.arrived.add(mail)
        else:
            self.begun.discard(mail)


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def mail(letter: Letter) -> Mail:
    return mail_to(letter, "desk@example.org")


def mail_to(letter: Letter, recipient: str) -> Mail:
    return Mail("<1@example.org>", recipient, compose(letter, settings_of(), [recipient], NOON))


def sent(mails: list[Mail], told: MailSettings, notes: Notes, password: str = "") -> Any:
    """The outcome, and how long was waited."""
    waits: list[float] = []
    return send(mails, told, password, notes, waits.append), waits


def test_a_mail_arrives_as_it_was_made(
    serve: Serve, box: Box, mail: Mail, letter: Letter, notes: Notes
) -> None:
    outcome, _ = sent([mail], settings_of(port=serve()), notes)
    assert outcome == Outcome(sent=["desk@example.org"])
    (got,) = box.mails
    assert (got.mail_from, got.rcpt_tos) == ("brief@example.org", ["desk@example.org"])
    read = message_from_bytes(got.content, policy=default)
    assert [text_of(part) for part in read.iter_parts()] == [letter.text, letter.html]
    assert notes.arrived == {mail}


def test_starttls_and_login_come_before_anything_is_told(
    serve: Serve, box: Box, authority: Authority, mail: Mail, notes: Notes
) -> None:
    port = serve(
        tls_context=authority.context,
        require_starttls=True,
        authenticator=box.login,
        auth_required=True,
    )
    told = settings_of(
        port=port, security="starttls", user=USER, password_file="x", authority_file=authority.file
    )
    outcome, _ = sent([mail], told, notes, PASSWORD)
    assert outcome.sent == ["desk@example.org"]
    assert box.users == [USER]
    greet(told, PASSWORD)


def test_tls_from_the_first_byte(
    serve: Serve, box: Box, authority: Authority, mail: Mail, notes: Notes
) -> None:
    port = serve(ssl_context=authority.context)
    told = settings_of(port=port, security="tls", authority_file=authority.file)
    outcome, _ = sent([mail], told, notes)
    assert (outcome.sent, len(box.mails)) == (["desk@example.org"], 1)


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_of_nobody_known_is_refused_at_once(
    serve: Serve, box: Box, authority: Authority, mail: Mail, notes: Notes, security: str
) -> None:
    kind = "ssl_context" if security == "tls" else "tls_context"
    told = settings_of(port=serve(**{kind: authority.context}), security=security)
    with pytest.raises(DeliveryError, match=r"encrypted connection failed \(.*certificate"):
        sent([mail], told, notes)
    assert box.mails == []


def test_a_certificate_of_another_host_is_refused(
    serve: Serve, authority: Authority, mail: Mail, notes: Notes
) -> None:
    told = settings_of(
        host="127.0.0.1",
        port=serve(tls_context=authority.context),
        security="starttls",
        authority_file=authority.file,
    )
    with pytest.raises(DeliveryError, match="encrypted connection failed"):
        sent([mail], told, notes)


def test_a_server_without_encryption_gets_nothing(
    serve: Serve, box: Box, mail: Mail, notes: Notes
) -> None:
    with pytest.raises(DeliveryError, match="STARTTLS"):
        sent([mail], settings_of(port=serve(), security="starttls"), notes)
    assert box.mails == []


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_a_wrong_password_is_told_and_not_tried_again(
    serve: Serve, box: Box, mail: Mail, notes: Notes
) -> None:
    port = serve(authenticator=box.login, auth_required=True, auth_require_tls=False)
    told = settings_of(port=port, user=USER, password_file="x")
    with pytest.raises(DeliveryError, match=r"refuses user name or password \(535\)") as caught:
        sent([mail], told, notes, "geheim")
    assert "geheim" not in str(caught.value)
    assert len(box.users) <= 2  # one for each way of logging in that the server offers


def test_what_fails_for_now_is_tried_again_after_longer_and_longer_waits(
    serve: Serve, box: Box, mail: Mail, notes: Notes
) -> None:
    box.recipient_says = ["451 greylisted"]
    box.says = ["452 full"]
    outcome, waits = sent([mail], settings_of(port=serve()), notes)
    assert outcome == Outcome(sent=["desk@example.org"])
    assert waits == [2.0, 8.0]
    assert len(box.mails) == 1


def test_what_is_refused_is_not_tried_again_and_others_get_theirs(
    serve: Serve, box: Box, letter: Letter, notes: Notes
) -> None:
    box.recipient_says = ["550 no such user"]
    mails = [mail_to(letter, f"{name}@example.org") for name in ("gone", "desk")]
    outcome, waits = sent(mails, settings_of(port=serve()), notes)
    assert outcome.sent == ["desk@example.org"]
    assert outcome.failed == {"gone@example.org": "the server says 550 no such user"}
    assert waits == []
    assert notes.begun == {mails[1]}


def test_a_server_that_is_not_there_is_given_up_after_all_attempts(
    mail: Mail, notes: Notes
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    outcome, waits = sent([mail], settings_of(port=port, attempts=3), notes)
    assert waits == [2.0, 8.0]
    assert outcome.failed == {"desk@example.org": f"localhost:{port}: Connection refused"}
    assert notes.begun == set()
    with pytest.raises(DeliveryError, match="Connection refused"):
        greet(settings_of(port=port), "")


def test_a_server_that_says_nothing_costs_the_time_limit(mail: Mail, notes: Notes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        told = settings_of(host="127.0.0.1", port=silent.getsockname()[1], seconds=0.2, attempts=1)
        outcome, _ = sent([mail], told, notes)
    assert "timed out" in outcome.failed["desk@example.org"]


def test_nobody_gets_a_second_copy_where_the_answer_was_lost(
    serve: Serve, box: Box, mail: Mail, notes: Notes
) -> None:
    box.drops = True
    told = settings_of(port=serve())
    outcome, waits = sent([mail], told, notes)
    assert "whether it arrived is not known" in outcome.failed["desk@example.org"]
    assert (len(box.mails), waits) == (1, [])
    box.drops = False
    outcome, _ = sent([mail], told, notes)
    assert outcome == Outcome(spared=["desk@example.org"])
    assert len(box.mails) == 1


def test_a_farewell_that_goes_wrong_changes_nothing(mail: Mail, notes: Notes) -> None:
    """A server that takes the mail and hangs up."""
    answers = [
        b"220 hi\r\n",
        b"250 hi\r\n",
        b"250 ok\r\n",
        b"250 ok\r\n",
        b"354 go\r\n",
        b"250 ok\r\n",
    ]

    def run(listening: socket.socket) -> None:
        connection, _ = listening.accept()
        with connection:
            for answer in answers:
                connection.sendall(answer)
                data = connection.recv(1 << 16)
                while answer.startswith(b"354") and not data.endswith(b"\r\n.\r\n"):
                    data += connection.recv(1 << 16)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=run, args=(listening,))
        thread.start()
        told = settings_of(host="127.0.0.1", port=listening.getsockname()[1])
        outcome, _ = sent([mail], told, notes)
        thread.join()
    assert outcome == Outcome(sent=["desk@example.org"])


def test_a_server_that_later_takes_none_at_all_does_not_hide_what_was_sent(
    serve: Serve, box: Box, letter: Letter, notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second attempt meets a server whose login has gone."""
    box.recipient_says = ["250 OK", "451 later"]
    mails = [mail_to(letter, f"{name}@example.org") for name in ("desk", "night")]
    told = settings_of(port=serve(), attempts=2)
    real, tries = smtp._ready, iter([True, False])

    def ready(*words: Any) -> Any:
        if next(tries):
            return real(*words)
        raise DeliveryError("refused")

    monkeypatch.setattr(smtp, "_ready", ready)
    outcome, _ = sent(mails, told, notes)
    assert (outcome.sent, outcome.failed) == (
        ["desk@example.org"],
        {"night@example.org": "refused"},
    )


def test_a_text_that_is_not_wanted_does_not_stop_the_next_mail(
    letter: Letter, notes: Notes
) -> None:
    """A server that wants no text of the first mail, and no second MAIL before RSET."""
    heard: list[bytes] = []
    open_ones: list[bytes] = []

    def answer(line: bytes) -> bytes:
        word = line[:4].upper()
        heard.append(word)
        if word == b"RSET":
            open_ones.clear()
        if word == b"MAIL":
            if open_ones:
                return b"503 nested MAIL\r\n"
            open_ones.append(line)
        if word == b"DATA":
            return b"554 no\r\n" if heard.count(b"DATA") == 1 else b"354 go\r\n"
        return b"250 ok\r\n"

    with listening_to(answer) as port:
        mails = [mail_to(letter, f"{name}@example.org") for name in ("gone", "desk")]
        outcome, _ = sent(mails, settings_of(host="127.0.0.1", port=port), notes)
    assert outcome.failed == {"gone@example.org": "the server says 554 no"}
    assert outcome.sent == ["desk@example.org"]


def test_who_is_spared_is_told_so_whatever_the_server_says_to_it(mail: Mail, notes: Notes) -> None:
    """A server that answers RSET with silence."""
    notes.begin(mail)
    with listening_to(lambda line: b"" if line[:4].upper() == b"RSET" else b"250 ok\r\n") as port:
        told = settings_of(host="127.0.0.1", port=port, seconds=0.2, attempts=1)
        outcome, _ = sent([mail], told, notes)
    assert outcome == Outcome(spared=["desk@example.org"])


@contextmanager
def listening_to(answer: Callable[[bytes], bytes]) -> Iterator[int]:
    """Serve one connection: each line that is no text of a mail gets its answer."""

    def run(listening: socket.socket) -> None:
        connection, _ = listening.accept()
        with connection, connection.makefile("rb") as lines:
            connection.sendall(b"220 hi\r\n")
            is_text = False
            for line in lines:
                if is_text and line != b".\r\n":
                    continue
                said = b"250 ok\r\n" if is_text else answer(line)
                is_text = said.startswith(b"354")
                connection.sendall(said)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=run, args=(listening,))
        thread.start()
        yield listening.getsockname()[1]
        thread.join(5)


class Full(Notes):
    """Of two mails the second cannot be noted."""

    def begin(self, mail: Mail) -> bool:
        if self.begun:
            raise DeliveryError("nothing is kept")
        return super().begin(mail)


def test_what_went_out_before_nothing_could_be_kept_is_told_as_sent_and_not_tried_again(
    serve: Serve, box: Box, letter: Letter
) -> None:
    mails = [mail_to(letter, f"{name}@example.org") for name in ("desk", "night")]
    outcome, waits = sent(mails, settings_of(port=serve()), Full())
    assert (outcome.sent, outcome.failed) == (
        ["desk@example.org"],
        {"night@example.org": "nothing is kept"},
    )
    assert (len(box.mails), waits) == (1, [])


@pytest.mark.parametrize("host", ["mail..example.org", "a" * 70 + ".example.org"])
def test_what_is_no_name_of_a_server_is_told_at_once(mail: Mail, notes: Notes, host: str) -> None:
    with pytest.raises(DeliveryError, match=r"mail\.host is no name of a server"):
        sent([mail], settings_of(host=host), notes)


def test_the_home_of_nobody_is_told(mail: Mail, notes: Notes) -> None:
    file = "~nobody-at-all/file"
    with pytest.raises(ConfigError, match=r"mail\.password_file: ~nobody.*write the path in full"):
        password_of(settings_of(user="desk", password_file=file), None)
    with pytest.raises(ConfigError, match=r"mail\.authority_file: ~nobody.*write the path in full"):
        sent([mail], settings_of(security="tls", authority_file=file), notes)


# -- the password -------------------------------------------------------------------------------


def test_the_password_is_from_the_environment_or_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("from file\n", encoding="utf-8")
    told = settings_of(user="desk", password_file=str(file))
    assert password_of(told, None) == "from file"
    assert password_of(told, "from environment") == "from environment"
    assert password_of(settings_of(), "unused") == ""


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "No such file"),
        (b"", "is empty"),
        (b"\xff", "it is no text"),
        ("p\u00e4ss".encode(), "printable ASCII"),
        (b"one\ntwo", "printable ASCII"),
    ],
)
def test_a_password_that_cannot_be_had_is_told(
    tmp_path: Path, content: bytes | None, says: str
) -> None:
    file = tmp_path / "password"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ConfigError, match=says):
        password_of(settings_of(user="desk", password_file=str(file)), None)
    with pytest.raises(ConfigError, match="BRIEFING_MAIL_PASSWORD"):
        password_of(settings_of(user="desk"), None)


def test_a_password_is_not_sent_in_the_clear_to_another_machine() -> None:
    with pytest.raises(ConfigError, match="in the clear to mail"):
        settings_of(host="mail.example.org", user="desk")
    assert settings_of(host="mail.example.org").security == "none"
