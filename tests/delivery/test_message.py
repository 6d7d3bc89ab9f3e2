from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.delivery import Letter, compose, message_id, recipients
from briefing.errors import ConfigError

from .conftest import settings_of

NOON = datetime(2025, 6, 17, 12, tzinfo=UTC)
TO = ["Desk <desk@example.org>"]


def parsed(data: bytes) -> EmailMessage:
    found = message_from_bytes(data, policy=default)
    assert isinstance(found, EmailMessage)
    assert found.defects == []
    return found


def text_of(part: Any) -> str:
    """What a mail program shows, whose lines end in its own way."""
    text: str = part.get_content()
    return text.replace("\r\n", "\n")


def test_both_forms_come_out_as_they_went_in_text_first(letter: Letter) -> None:
    mail = parsed(compose(letter, settings_of(), TO, NOON))
    assert mail.get_content_type() == "multipart/alternative"
    parts = [(part.get_content_type(), text_of(part)) for part in mail.iter_parts()]
    assert parts == [("text/plain", letter.text), ("text/html", letter.html)]


def test_the_headers_say_whose_what_when_and_that_no_person_wrote_it(letter: Letter) -> None:
    told = settings_of(
        list_id="Brief <brief.example.org>",
        unsubscribe=["mailto:brief@example.org?subject=stop", f"https://example.org/{'x' * 200}"],
    )
    mail = parsed(compose(letter, told, TO, NOON))
    headers = {name: " ".join(str(value).split()) for name, value in mail.items()}
    assert headers == {
        "Message-ID": f"<brief.2025-06-17.{'ab' * 8}@example.org>",
        "List-Id": "Brief <brief.example.org>",
        "List-Unsubscribe": "<mailto:brief@example.org?subject=stop>, "
        f"<https://example.org/{'x' * 200}>",
        "From": "Morning brief <brief@example.org>",
        "To": "Desk <desk@example.org>",
        "Subject": letter.subject,
        "Date": "Tue, 17 Jun 2025 12:00:00 +0000",
        "Auto-Submitted": "auto-generated",
        "MIME-Version": "1.0",
        "Content-Type": headers["Content-Type"],
    }


def test_a_list_and_a_way_out_of_it_stand_only_where_they_are_configured(letter: Letter) -> None:
    mail = parsed(compose(letter, settings_of(), TO, NOON))
    assert [name for name in mail if name.startswith("List-")] == []


def test_the_same_letter_is_the_same_bytes_and_another_has_another_id(letter: Letter) -> None:
    told = settings_of()
    assert compose(letter, told, TO, NOON) == compose(letter, told, TO, NOON)
    other = letter._replace(digest="cd" * 32)
    assert message_id(letter, told) != message_id(other, told)


def test_lines_keep_to_the_limits_of_mail(letter: Letter) -> None:
    data = compose(letter, settings_of(), TO, NOON)
    assert data.isascii()
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 76


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=120))
def test_no_subject_breaks_the_headers(letter: Letter, subject: str) -> None:
    """Publishing gives one printable line of at most 120 characters; nothing in it becomes a header."""
    data = compose(letter._replace(subject=subject), settings_of(), TO, NOON)
    head, _, _ = data.partition(b"\r\n\r\n")
    assert max(map(len, head.split(b"\r\n"))) <= 998
    mail = parsed(data)
    assert len(mail.keys()) == 8
    assert mail["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(
    "text",
    ["", "desk", "@example.org", "desk@", "a@b, c@d", "a@b\r\nBcc: c@d", "j\u00fcrgen@x.org"],
)
def test_what_is_no_address_is_refused_with_its_source(text: str) -> None:
    with pytest.raises(ConfigError, match=r"mail\.to: .* is no mail address"):
        recipients(settings_of(to=[text]))
    with pytest.raises(ConfigError, match="--to"):
        recipients(settings_of(), [text])


def test_each_recipient_stands_once_and_domains_become_ascii() -> None:
    several = ["Desk <Desk@Example.org>", "desk@example.org", "J\u00fcrgen <j@b\u00fccher.example>"]
    assert recipients(settings_of(to=several)) == (
        "Desk <Desk@Example.org>",
        "J\u00fcrgen <j@xn--bcher-kva.example>",
    )
