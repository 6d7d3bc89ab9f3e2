"""Mails as relays leave them."""

from __future__ import annotations

import base64
import quopri
from email.headerregistry import BaseHeader, HeaderRegistry

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.formats.mail import parse_mail
from briefing.reading.formats.message import content_of, header_of, parse_message
from briefing.reading.formats.parts import Refusal

TEXT = "“It rained in Tørn”, the mayor said, “all day, and we could not see the bridge for rain.”\n\nThe café was closed, and so was the school, she said, until Wednesday at the earliest.\n"
HEAD = "From: Tarn Post <a@tarn.example>\nSubject: Rain\nMIME-Version: 1.0\n"
PARTS = f"--b1\nContent-Type: text/plain; charset=utf-8\n\n{TEXT}\n--b1--\n"


def plain(data: str) -> str:
    message = parse_message(data.encode())
    return content_of(message.get_body(("plain",))).strip()


@pytest.mark.parametrize(
    "kind",
    [
        'Content-Type: multipart/mixed;\nboundary="b1"',
        "Content-Type: multipart/mixed",
        "Content-Type: text/plain",
        "X-Spare: 1",
    ],
)
def test_a_boundary_that_was_lost_is_found_again(kind: str) -> None:
    assert plain(f"{HEAD}{kind}\n\n{PARTS}") == TEXT.strip()


def test_a_missing_end_costs_nothing() -> None:
    assert plain(f'{HEAD}Content-Type: multipart/mixed; boundary="b1"\n\n{PARTS[:-7]}') == TEXT.strip()  # fmt: skip


@pytest.mark.parametrize(
    "left",
    [quopri.encodestring(TEXT.encode()).decode(), base64.encodebytes(TEXT.encode() * 2).decode()],
)
def test_an_encoding_that_nobody_named_is_taken_off(left: str) -> None:
    assert plain(f"{HEAD}\n{left}").startswith(TEXT.strip())


@pytest.mark.parametrize(
    "text", ["It rained. See https://t.example/?a=20&b=3D5 for more.", "a=b\nc=d\n", "x =\ny =\n"]
)
def test_signs_of_equality_stay(text: str) -> None:
    assert plain(f"{HEAD}\n{text}") == text.strip()


def test_mails_sent_on_as_attachments_are_read_in_their_place() -> None:
    inner = f"{HEAD}Date: Tue, 6 Jan 2026 08:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n{TEXT}"
    data = f'From: b@b.example\nSubject: FYI\nContent-Type: multipart/mixed; boundary="b2"\n\n--b2\n\nsee below\n--b2\nContent-Type: message/rfc822\n\n{inner}\n--b2--\n'
    made = parse_mail(data.encode())
    (section,) = made.sections
    assert (section.title, section.outlet) == ("Rain", "Tarn Post")
    assert "see below" not in made.text


@pytest.mark.parametrize("word", ["word ", "=?utf-8?q?word?= ", "word\n "])
def test_of_an_endless_header_the_beginning_is_read(word: str) -> None:
    message = parse_message(f"Subject: {(word * 2_000).strip()}\nDate: today\n\nx".encode())
    assert header_of(message, "subject").startswith("word")
    assert len(header_of(message, "subject")) < 4_000
    assert header_of(message, "date") == "today"


def test_a_broken_header_is_empty() -> None:
    assert header_of(parse_message(b"Subject: =?utf-8?q?=ff?=\n\nx"), "date") == ""


@given(st.binary(max_size=300))
def test_any_bytes_are_a_mail_or_an_empty_one(data: bytes) -> None:
    made = parse_mail(b"From: a\nTo: b\nSubject: c\n" + data)
    assert bool(made.text) == bool(made.sections)


@given(st.lists(st.sampled_from(["From: a <a@b>", "Date: 1", "Subject: x", "> ", "--", "1. Rain in Tarn", "", "word " * 30, "Unsubscribe", "=20", "--b\nContent-Type: text/html", "* * *"]), max_size=14))  # fmt: skip
def test_any_order_of_a_letters_lines_is_read(found: list[str]) -> None:
    parse_mail(("From: a\nTo: b\nSubject: c\n\n" + "\n".join(found)).encode())


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the headers that the library reads."""
    names: list[str] = []
    reads = HeaderRegistry.__call__

    def heard(registry: HeaderRegistry, name: str, value: str) -> BaseHeader:
        names.append(name)
        return reads(registry, name, value)

    monkeypatch.setattr(HeaderRegistry, "__call__", heard)
    return names


LEAK = (
    b"From: a@b.example\nSubject: Leak\nDate: Tue, 17 Jun 2025 10:00:00 +0000\n"
    b"Content-Type: text/plain\n\nThe hall was closed on Tuesday, the town said.\n"
)


def test_each_header_is_read_once_however_often_it_is_asked_for(read: list[str]) -> None:
    parse_mail(LEAK)
    assert len(read) <= 6  # those and two that are not there


def test_nothing_of_a_mail_stays_when_it_is_read() -> None:
    first, second = (parse_message(LEAK)["content-type"] for _ in range(2))
    assert first == second
    assert first is not second


def digest(mails: int, parts: int) -> bytes:
    inner = "".join(
        f"--b2\n\nFrom: Tarn Post <a@tarn.example>\nSubject: Rain {number}\n\n{TEXT}\n"
        for number in range(mails)
    )
    others = "--b2\nContent-Type: text/plain\n\nA line.\n" * parts
    return f'From: b@b.example\nSubject: All\nContent-Type: multipart/digest; boundary="b2"\n\n{inner}{others}--b2--\n'.encode()


@pytest.mark.parametrize("mails", [60, 600, 3_000])
def test_of_a_digest_of_many_mails_the_first_are_read(mails: int) -> None:
    made = parse_mail(digest(mails, 0))
    assert [one.title for one in made.sections] == [f"Rain {number}" for number in range(50)]


def test_parts_behind_a_few_mails_are_still_too_many() -> None:
    with pytest.raises(Refusal):
        parse_mail(digest(40, 1_000))


def test_a_plain_part_speaks_where_the_styles_of_the_other_have_no_end() -> None:
    rules = "".join(f"p[data-x{number}] {{ display: none }}" for number in range(4_000))
    markup = f"<style>{rules}</style>" + "<p>It rained.</p>" * 300
    other = f"--b1\nContent-Type: text/html\n\n{markup}\n"
    opening = f'{HEAD}Content-Type: multipart/alternative; boundary="b1"\n\n'
    assert "mayor" in parse_mail(f"{opening}{PARTS[:-7]}\n{other}--b1--\n".encode()).text
    with pytest.raises(Refusal, match="rules of style"):
        parse_mail(f"{opening}{other}--b1--\n".encode())
