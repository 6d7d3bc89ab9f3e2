"""A server on this machine that answers as it is told."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from briefing.models.base import SLOT, Frame, Prompt
from briefing.settings.config import ServerSettings, resolve

Reply = Callable[["Handler", dict[str, Any]], None]


class Handler(BaseHTTPRequestHandler):
    """Remembers what it was asked, and answers by its server's `reply`."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.heads.append(dict(self.headers))
        self.server.listing(self, {})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.heads.append(dict(self.headers))
        self.server.asked.append(body)
        self.server.reply(self, body)

    def send(self, value: Any, status: int = 200, **headers: str) -> None:
        """Answer with JSON, or with bytes as they are."""
        data = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response(status)
        for name, text in headers.items():
            self.send_header(name.replace("_", "-"), text)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *words: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """On a free port of the loopback; has one model, which answers in capitals."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[dict[str, Any]] = []
        self.heads: list[dict[str, str]] = []
        self.models: Any = [{"id": "small", "created": 1, "owned_by": "us"}]
        self.fingerprint = "build-1"
        self.reply: Reply = shout
        self.listing: Reply = lambda handler, _: handler.send({"data": self.models})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    @property
    def texts(self) -> list[str]:
        """What was asked of the model in the last turn, greetings left out."""
        return [one["messages"][-1]["content"] for one in self.asked if one["max_tokens"] > 1]

    def handle_error(self, *words: object) -> None:
        pass  # a client that has gone is what some tests are about


def said(text: str, model: str = "small", finish: str = "stop", **more: Any) -> dict[str, Any]:
    """An answer as these servers give it."""
    choice = {
        "index": 0,
        "finish_reason": finish,
        "message": {"role": "assistant", "content": text},
    }
    return {"object": "chat.completion", "model": model, "choices": [choice], **more}


def shout(handler: Handler, body: dict[str, Any]) -> None:
    text = body["messages"][-1]["content"].upper()
    handler.send(said(text, body["model"], system_fingerprint=handler.server.fingerprint))


@pytest.fixture
def server() -> Iterator[Server]:
    opened = Server()
    thread = threading.Thread(target=opened.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield opened
    opened.shutdown()
    thread.join()
    opened.server_close()


def wanted(**values: Any) -> ServerSettings:
    flags = {f"model.server.{key}": value for key, value in {"seconds": 5, **values}.items()}
    return resolve(None, {}, flags).settings.model.server


FRAME = Frame(messages=(("system", "Be brief."), ("user", f"Shorten: {SLOT}")), digest="one")


def prompts(*texts: str) -> list[Prompt]:
    return [Prompt(frame=FRAME, text=text) for text in texts]
