"""What is asked, and whether text that is sent there stays near."""

from __future__ import annotations

import socket
from ipaddress import ip_address
from typing import Any

import pytest

from briefing.errors import MissingModelError, ModelError
from briefing.models.server.address import is_near, read_address, resolve


@pytest.mark.parametrize(
    ("text", "url", "model"),
    [
        ("http://127.0.0.1:8000/v1#small", "http://127.0.0.1:8000/v1", "small"),
        ("http://localhost:11434", "http://localhost:11434/v1", ""),
        ("http://[::1]:80/v1/#a/b:4", "http://[::1]:80/v1", "a/b:4"),
        ("https://models.example/api/v1", "https://models.example:443/api/v1", ""),
        ("HTTP://Box:1/v1/chat/completions#x", "http://box:1/v1", "x"),
        ("http://h:1/v1#/srv/models/a@main", "http://h:1/v1", "/srv/models/a@main"),
        ("http://bücher:1/v1#x", "http://xn--bcher-kva:1/v1", "x"),
    ],
)
def test_an_address_is_host_path_and_model(text: str, url: str, model: str) -> None:
    address = read_address(text)
    assert (address.url, address.model) == (url, model)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("http://", "http://HOST:PORT/v1#MODEL"),
        ("http:///v1", "http://HOST:PORT/v1#MODEL"),
        ("http://h:99999/v1", "no address"),
        ("http://[::1/v1", "no address"),
        ("http://h/v1?key=secret", "with '?'"),
        ("http://me:secret@h/v1", "key_variable"),
        ("http://me:secret@h:99999/v1", "no address"),
        ("http://me:secret/1@h/v1", "no address"),
        ("http://h:secret@/v1", "no address"),
        ("http://h:x/v1?key=secret", "no address"),
        (f"http://{'ü' * 70}/v1", "no host can be called so"),
        ("http://\udcff/v1", "no host can be called so"),
    ],
)
def test_what_is_no_address_is_refused_with_the_right_form(text: str, told: str) -> None:
    with pytest.raises(ModelError, match=told.replace("?", r"\?")) as caught:
        read_address(text)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("number", "near"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("10.1.2.3", True),
        ("172.16.0.1", True),
        ("172.32.0.1", False),
        ("192.168.1.9", True),
        ("169.254.1.1", True),
        ("100.64.0.1", False),
        ("8.8.8.8", False),
        ("::1", True),
        ("fd00::1", True),
        ("fe80::1", True),
        ("2001:4860::8888", False),
    ],
)
def test_near_is_this_machine_and_private_networks(number: str, *, near: bool) -> None:
    assert is_near(ip_address(number)) is near


def names(monkeypatch: pytest.MonkeyPatch, *numbers: str) -> None:
    """Let every name stand for `numbers`."""

    def found(host: str, port: int, **_: Any) -> list[Any]:
        return [(0, 0, 0, "", (number, port)) for number in numbers]

    monkeypatch.setattr(socket, "getaddrinfo", found)


def test_a_name_is_as_far_away_as_what_it_stands_for(monkeypatch: pytest.MonkeyPatch) -> None:
    address = read_address("http://box:8000/v1")
    names(monkeypatch, "127.0.0.1", "::1")
    assert resolve(address, allow_remote=False) == (("127.0.0.1", "::1"), True, True)
    names(monkeypatch, "192.168.1.9", "192.168.1.9")
    assert resolve(address, allow_remote=False) == (("192.168.1.9",), False, True)
    names(monkeypatch, "0.0.0.0")
    assert resolve(address, allow_remote=False) == (("127.0.0.1",), True, True)
    names(monkeypatch, "fe80::1%eth0")
    assert resolve(address, allow_remote=False).is_near


@pytest.mark.parametrize("numbers", [("8.8.8.8",), ("127.0.0.1", "8.8.8.8"), ("::ffff:8.8.8.8",)])
def test_who_is_neither_here_nor_near_is_asked_only_where_that_is_allowed(
    monkeypatch: pytest.MonkeyPatch, numbers: tuple[str, ...]
) -> None:
    names(monkeypatch, *numbers)
    address = read_address("http://localhost:8000/v1")  # whatever it is called
    with pytest.raises(ModelError, match="allow_remote = true"):
        resolve(address, allow_remote=False)
    assert not resolve(address, allow_remote=True).is_near


def test_a_name_that_stands_for_nothing_is_a_missing_model() -> None:
    with pytest.raises(MissingModelError, match="no such host"):
        resolve(read_address(f"http://{'a' * 70}.invalid:1/v1"), allow_remote=False)
