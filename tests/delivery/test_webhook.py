"""Against a real HTTP server on the loopback."""

from __future__ import annotations

import http.server
import socket
import threading
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from briefing.delivery import host_of, post
from briefing.errors import DeliveryError


class Got(NamedTuple):
    """One request."""

    path: str
    headers: dict[str, str]
    body: bytes


class Server(http.server.ThreadingHTTPServer):
    """Remembers what it was told, and answers with one status."""

    status = 204
    got: list[Got]

    @property
    def url(self) -> str:
        return f"http://localhost:{self.server_address[1]}/hook?key=secret"


class Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append(Got(self.path, dict(self.headers), body))
        self.send_response(self.server.status)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *words: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Handler) as running:
        running.got = []
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def test_json_is_posted_to_the_address(server: Server) -> None:
    post(server.url, b'{"code": 0}', seconds=5)
    (got,) = server.got
    assert (got.path, got.body) == ("/hook?key=secret", b'{"code": 0}')
    assert got.headers["Content-Type"] == "application/json"
    assert got.headers["Host"] == f"localhost:{server.server_address[1]}"


@pytest.mark.parametrize("status", [301, 307, 404, 500])
def test_another_answer_is_an_error_and_no_redirect_is_followed(
    server: Server, status: int
) -> None:
    server.status = status
    with pytest.raises(
        DeliveryError, match=f"^localhost: the server answers with status {status}$"
    ):
        post(server.url, b"{}", seconds=5)
    assert len(server.got) == 1


def test_no_proxy_is_asked(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    post(server.url, b"{}", seconds=5)
    assert len(server.got) == 1


def test_a_server_that_drips_is_given_up_in_time() -> None:
    """Each byte comes within the limit of the socket; all of them together do not."""
    over = threading.Event()

    def drip(listening: socket.socket) -> None:
        connection, _ = listening.accept()
        with connection:
            while not over.wait(0.05):
                connection.sendall(b"H")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=drip, args=(listening,))
        thread.start()
        with pytest.raises(DeliveryError, match=r"took more than 0\.3 s"):
            post(f"http://127.0.0.1:{listening.getsockname()[1]}/", b"{}", seconds=0.3)
        over.set()
        thread.join()


def test_plain_http_goes_to_no_public_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def found(*words: Any, **more: Any) -> Any:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 80))]

    def refused(*words: Any, **more: Any) -> Any:
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "getaddrinfo", found)
    monkeypatch.setattr(socket, "create_connection", refused)
    with pytest.raises(DeliveryError, match="without encryption"):
        post("http://hooks.example/key", b"{}", seconds=5)
    with pytest.raises(DeliveryError, match=r"^hooks\.example: Connection refused$"):
        post("http://hooks.example/key", b"{}", seconds=5, allow_plain=True)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hooks.example/key",
        "ftp://hooks.example/",
        "https://",
        "https://me:secret@hooks.example/",
        "https://hooks.example/a b",
        "https://hooks.example/\r\nX: y",
        "https://hooks.example:port/",
        "https://h\u00f6oks.example/",
    ],
)
def test_what_is_no_web_address_has_no_host(url: str) -> None:
    assert host_of(url) == ""
