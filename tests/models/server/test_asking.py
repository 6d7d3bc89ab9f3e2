"""Models behind a server: who they are, what they are asked, and every way in which servers fail."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import MissingModelError, ModelError
from briefing.models import choose as choosing
from briefing.models.base import Answer, Decoding, Found, Generator, Running
from briefing.models.choose import backend_of
from briefing.models.server import asking, connection
from briefing.models.server.address import Resolved
from briefing.settings.config import resolve
from briefing.store import Store

from .conftest import Handler, Server, prompts, said, shout, wanted

NOWHERE = Path("no models")


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses between tries, which nobody waits for."""
    found: list[float] = []
    original = connection.Connection.__init__

    def quick(self: Any, address: Any, resolved: Any, wanted: Any) -> None:
        original(self, address, resolved, wanted, found.append)

    monkeypatch.setattr(connection.Connection, "__init__", quick)
    return found


def find(name: str, /, **values: Any) -> Found:
    found: Found = backend(**values).find(name, NOWHERE)
    return found


def backend(**values: Any) -> Any:
    flags = {f"model.server.{key}": value for key, value in {"seconds": 5, **values}.items()}
    return backend_of("http://x", resolve(None, {}, flags).settings.model)


def opened(name: str, /, **values: Any) -> Generator:
    found: Generator = backend(**values).generator(find(name, **values), Running(8))
    return found


def answers(server: Server, *texts: str, **values: Any) -> list[Answer]:
    return list(opened(server.url, **values).generate(prompts(*texts), Decoding()))


# -- what is asked ------------------------------------------------------------------------------


def test_answers_come_in_the_order_of_the_prompts_however_long_each_takes(server: Server) -> None:
    def late(handler: Handler, body: dict[str, Any]) -> None:
        time.sleep(0.05 if "one" in body["messages"][-1]["content"] else 0)
        shout(handler, body)

    server.reply = late
    found = answers(server, "one", "two", "three")
    assert [one.text for one in found] == ["SHORTEN: ONE", "SHORTEN: TWO", "SHORTEN: THREE"]
    assert {one.finish for one in found} == {"stop"}


def test_a_request_is_greedy_has_a_seed_and_the_text_in_the_users_turn_alone(
    server: Server,
) -> None:
    answers(server, "rain <|im_end|> </s> [INST] 3 < 4 [sic] \ud800")
    body = server.asked[-1]
    assert (body["temperature"], body["seed"], body["stream"]) == (0, 0, False)
    assert (body["model"], body["max_tokens"]) == ("small", 64)
    assert body["messages"] == [
        {"role": "system", "content": "Be brief."},
        {
            "role": "user",
            # what could end the turn is broken by a space, what could not is left alone
            "content": "Shorten: rain < |im_end|> < /s> [ INST] 3 < 4 [sic] ?",
        },
    ]


def test_no_more_requests_are_under_way_than_the_user_allows(server: Server) -> None:
    under_way: list[int] = []
    now, lock = [0], threading.Lock()

    def count(handler: Handler, body: dict[str, Any]) -> None:
        with lock:
            now[0] += 1
            under_way.append(now[0])
        time.sleep(0.02)
        with lock:
            now[0] -= 1
        shout(handler, body)

    server.reply = count
    answers(server, *map(str, range(9)), concurrency=3)
    assert max(under_way) == 3


@pytest.mark.parametrize(
    ("text", "finish", "line", "want"),
    [
        (" One.\nTwo.", "length", True, Answer(text="One.", finish="stop")),
        ("1. One.\n2. Two.", "stop", False, Answer(text="1. One.\n2. Two.", finish="stop")),
        ("One. Tw", "length", False, Answer(text="One. Tw", finish="length")),
        ("", "content_filter", False, Answer(text="", finish="length")),
        ("<think>\nHm.\n</think>\n\nOne.", "stop", True, Answer(text="One.", finish="stop")),
    ],
)
def test_an_answer_is_what_the_model_said_and_how_it_ended(
    server: Server, text: str, finish: str, *, line: bool, want: Answer
) -> None:
    server.reply = lambda handler, body: handler.send(said(text, finish=finish))
    generator = opened(server.url)
    assert list(generator.generate(prompts("a"), Decoding(stop_at_newline=line))) == [want]


def test_the_key_is_taken_from_where_the_settings_say_and_is_no_setting(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THE_KEY", "from-variable")
    (tmp_path / "key").write_text("from-file\n")
    find(server.url, key_variable="THE_KEY")
    assert server.heads[-1]["Authorization"] == "Bearer from-variable"
    find(server.url, key_file=str(tmp_path / "key"))
    assert server.heads[-1]["Authorization"] == "Bearer from-file"
    find(server.url)
    assert "Authorization" not in server.heads[-1]
    for values in (
        {"key_variable": "NO_KEY"},
        {"key_file": str(tmp_path / "none")},
        {"key_file": "~nobody-at-all/key"},
    ):
        with pytest.raises(ModelError, match=r"model\.server\.key_"):
            find(server.url, **values)


def test_a_host_is_asked_by_its_number_and_told_its_name(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = socket.getaddrinfo

    def found(host: str, port: int, *more: Any, **others: Any) -> list[Any]:
        if host != "box":  # a number, on the way to it
            return original(host, port, *more, **others)
        return [(0, 0, 0, "", (number, port)) for number in ("127.0.0.2", "127.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    assert find(f"http://box:{server.server_port}/v1").identity.name == "small"
    assert server.heads[-1]["Host"] == f"box:{server.server_port}"


def test_no_proxy_of_the_environment_is_asked(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert find(server.url).identity.name == "small"


# -- who it is ----------------------------------------------------------------------------------


def test_a_model_is_known_by_its_name_its_entry_and_the_servers_fingerprint(
    server: Server,
) -> None:
    first = find(server.url)
    assert (first.identity.name, first.chats, first.leaves_machine) == ("small", True, False)
    server.models[0]["created"] = 2  # some servers say the time of the question
    assert find(server.url).identity == first.identity
    server.fingerprint = "build-2"
    second = find(server.url)
    server.models[0]["root"] = "other weights"
    third = find(server.url)
    assert len({first.identity.digest, second.identity.digest, third.identity.digest}) == 3


def test_text_leaves_this_machine_where_the_server_is_on_another(
    server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    near = Resolved(("127.0.0.1",), is_here=False, is_near=True)
    monkeypatch.setattr(asking, "resolve", lambda *_, **__: near)
    settings = resolve(None, {}, {"model.generator": server.url}).settings.model
    with Store(tmp_path / "state.sqlite") as store:
        chosen = choosing.choose(settings, tmp_path, store, lambda _, __: None)
    assert (chosen.generator is not None, chosen.leaves_machine) == (True, True)


@pytest.mark.parametrize("is_here", [True, False])
def test_a_host_that_is_elsewhere_once_text_is_to_be_sent_gets_none(
    server: Server, monkeypatch: pytest.MonkeyPatch, *, is_here: bool
) -> None:
    first = Resolved(("127.0.0.1",), is_here=is_here, is_near=True)
    every = iter([first, first._replace(is_here=not is_here)])
    monkeypatch.setattr(asking, "resolve", lambda *_, **__: next(every))
    with pytest.raises(MissingModelError, match="stands for another machine than at the start"):
        opened(server.url)


def test_the_folder_of_the_servers_machine_is_no_name(server: Server) -> None:
    server.models = [{"id": "/home/ada/models/small"}]
    found = find(server.url)
    assert found.identity.name == "small"
    assert server.asked[-1]["model"] == "/home/ada/models/small"


def test_answers_are_kept_until_the_server_is_another(server: Server, tmp_path: Path) -> None:
    def ask() -> list[str]:
        flags = {"model.generator": server.url}
        with Store(tmp_path / "state.sqlite") as store:
            settings = resolve(None, {}, flags).settings.model
            chosen = choosing.choose(settings, tmp_path, store, lambda _, __: None)
            assert chosen.generator is not None, chosen.why_none
            list(chosen.generator.generate(prompts("a", "b"), Decoding()))
        return server.texts

    assert len(ask()) == 2
    assert len(ask()) == 2
    server.fingerprint = "build-2"
    assert len(ask()) == 4


def test_one_of_several_models_must_be_named(server: Server) -> None:
    server.models = [{"id": "small"}, {"id": "large:latest"}]
    with pytest.raises(MissingModelError, match=r"#MODEL \(there are: small, large:latest\)"):
        find(server.url)
    assert find(f"{server.url}#large").identity.name == "large"
    with pytest.raises(MissingModelError, match=r"has no model 'medium'.*there are: small"):
        find(f"{server.url}#medium")
    assert find("server", url=server.url, name="small").identity.name == "small"
    with pytest.raises(ModelError, match=r"model\.server\.url is empty"):
        find("server")


def test_a_server_without_a_list_is_asked_for_the_model_that_was_named(server: Server) -> None:
    server.listing = lambda handler, _: handler.send({"data": 5})
    assert find(f"{server.url}#small").identity.name == "small"
    server.listing = lambda handler, _: handler.send(b"oops", 500)
    assert find(f"{server.url}#small").identity.name == "small"
    with pytest.raises(MissingModelError, match="name one as"):
        find(server.url)


def test_an_answer_of_another_model_is_refused(server: Server) -> None:
    server.listing = lambda handler, _: handler.send({}, 404)
    server.reply = lambda handler, body: handler.send(said("Yes.", "small-2025-06-17"))
    assert find(f"{server.url}#small").identity.name == "small"
    server.reply = lambda handler, body: handler.send(said("Yes.", "tiny"))
    with pytest.raises(ModelError, match="'small' was asked, and 'tiny' answered"):
        find(f"{server.url}#small")


# -- every fault --------------------------------------------------------------------------------


def failing(times: int, fail: Callable[[Handler], object]) -> Callable[..., None]:
    """Fail so many times, greetings left out, then answer."""
    left = [times]

    def reply(handler: Handler, body: dict[str, Any]) -> None:
        if body["max_tokens"] > 1 and left[0]:
            left[0] -= 1
            fail(handler)
        else:
            shout(handler, body)

    return reply


def cut(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')
    handler.close_connection = True


@pytest.mark.parametrize(
    "fail",
    [
        cut,
        lambda handler: handler.send({}, 500),
        lambda handler: handler.send({"error": {"message": "Loading model"}}, 503),
        lambda handler: handler.send(b"<html>busy", 502),
        lambda handler: handler.connection.shutdown(socket.SHUT_RDWR),
    ],
    ids=["cut off", "500", "503", "502", "hung up"],
)
def test_what_fails_in_passing_is_asked_again_after_twice_the_time(
    server: Server, waits: list[float], fail: Callable[[Handler], None]
) -> None:
    server.reply = failing(2, fail)
    (answer,) = answers(server, "a")
    assert (answer.text, waits) == ("SHORTEN: A", [1.0, 2.0])


def test_a_server_that_stays_broken_is_given_up(server: Server, waits: list[float]) -> None:
    server.reply = failing(
        99, lambda handler: handler.send({"error": {"message": "no\nroom"}}, 500)
    )
    with pytest.raises(ModelError, match="the server answers 500: no room, 3 times"):
        answers(server, "a", retries=2)
    assert waits == [1.0, 2.0]


def test_a_busy_server_is_left_alone_as_long_as_it_asks(server: Server, waits: list[float]) -> None:
    server.reply = failing(1, lambda handler: handler.send({}, 429, Retry_After="4"))
    assert [one.text for one in answers(server, "a")] == ["SHORTEN: A"]
    assert waits == [4.0]


def test_a_server_that_asks_for_more_time_than_there_is_is_given_up(
    server: Server, waits: list[float]
) -> None:
    never = "Fri, 31 Dec 2100 23:59:59 GMT"
    server.reply = failing(1, lambda handler: handler.send({}, 429, Retry_After=never))
    with pytest.raises(ModelError, match="the server answers 429; it asks to wait"):
        answers(server, "a")
    assert waits == []


def test_a_server_that_is_slow_is_not_waited_for_for_ever(server: Server) -> None:
    server.reply = failing(9, lambda handler: time.sleep(0.4))
    with pytest.raises(
        ModelError, match=r"no whole answer in 0\.2 s; raise model\.server\.seconds"
    ):
        answers(server, "a", seconds=0.2)


def test_an_answer_that_drips_is_cut_off_in_time(server: Server) -> None:
    def drip(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        for _ in range(500):
            handler.wfile.write(b" ")
            time.sleep(0.02)

    server.reply = failing(9, drip)
    begun = time.monotonic()
    with pytest.raises(ModelError, match=r"no whole answer in 0\.3 s"):
        answers(server, "a", seconds=0.3)
    assert time.monotonic() - begun < 5  # it would take ten


def test_an_answer_without_an_end_is_cut_off_by_its_size(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "MOST_BYTES", 10_000)
    server.reply = failing(9, lambda handler: handler.send(said("na " * 100_000)))
    with pytest.raises(ModelError, match="an answer of more than 10000 bytes"):
        answers(server, "a")


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (b"<html>hello</html>", "no JSON but text/html.*ends in /v1"),
        (b"[" * 100_000, "no JSON"),
        ({}, "no message of a model"),
        ([], "no message of a model"),
        ({"choices": []}, "no message of a model"),
        ({"choices": [{"message": {"content": None}}]}, "no message of a model"),
        ({"choices": [{"message": "hi"}]}, "no message of a model"),
    ],
    ids=["html", "deep", "nothing", "list", "no choice", "no content", "no message"],
)
def test_what_is_no_answer_is_told(server: Server, value: Any, told: str) -> None:
    server.reply = failing(9, lambda handler: handler.send(value, Content_Type="text/html"))
    with pytest.raises(ModelError, match=told):
        answers(server, "a")


def test_a_request_that_is_too_long_for_the_model_costs_itself_alone(server: Server) -> None:
    error = {"error": {"message": "maximum context length is 8 tokens", "code": 400}}
    server.reply = failing(1, lambda handler: handler.send(error, 400))
    found = answers(server, "a", "b", concurrency=1)
    assert found == [Answer(text="", finish="memory"), Answer(text="SHORTEN: B", finish="stop")]


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (401, r"wants a key \(answer 401\).*model\.server\.key_variable"),
        (404, "neither address nor model is known there"),
        (422, "the server answers 422: odd"),
    ],
)
def test_a_refusal_is_told_with_the_way_out_and_not_asked_again(
    server: Server, waits: list[float], status: int, told: str
) -> None:
    server.reply = failing(9, lambda handler: handler.send({"error": "odd"}, status))
    with pytest.raises(ModelError, match=told):
        answers(server, "a")
    assert waits == []


@pytest.mark.parametrize("status", [400, 413, 422])
def test_a_server_that_finds_the_greeting_too_long_cannot_be_used(
    server: Server, status: int
) -> None:
    error = {"error": {"message": "exceeds the available context size"}}
    server.reply = lambda handler, _: handler.send(error, status)
    with pytest.raises(ModelError, match="exceeds the available context size"):
        find(server.url)


def test_a_server_that_cannot_make_a_context_fails_and_loses_no_single_item(
    server: Server,
) -> None:
    error = {"error": {"message": "failed to create context for model"}}
    server.reply = failing(1, lambda handler: handler.send(error, 400))
    with pytest.raises(ModelError, match="failed to create context"):
        answers(server, "a", "b", concurrency=1)


@pytest.mark.parametrize(
    "text",
    [
        "context_length_exceeded",
        "This model's maximum context length is 8 tokens",
        "the request exceeds the available context size",
        "the prompt does not fit the context window",
        "the maximum is 4096 tokens",
    ],
)
def test_a_request_is_too_long_in_every_servers_words(server: Server, text: str) -> None:
    server.reply = failing(1, lambda handler: handler.send({"error": text}, 400))
    assert answers(server, "a") == [Answer(text="", finish="memory")]


@pytest.mark.parametrize(
    "moment", ["Fri, 31 Dec 99999 23:59:59 GMT", "Fri, 31 Dec 9999999999999 23:59:59 GMT"]
)
def test_a_moment_that_no_calendar_has_is_not_waited_for(
    server: Server, waits: list[float], moment: str
) -> None:
    server.reply = failing(1, lambda handler: handler.send({}, 429, Retry_After=moment))
    assert [one.text for one in answers(server, "a")] == ["SHORTEN: A"]
    assert waits == [1.0]


def test_a_host_of_other_letters_is_asked_by_its_name_in_ascii(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    near = Resolved(("127.0.0.1",), is_here=True, is_near=True)
    monkeypatch.setattr(asking, "resolve", lambda *_, **__: near)
    assert find(f"http://bücher:{server.server_port}/v1").identity.name == "small"
    assert server.heads[-1]["Host"] == f"xn--bcher-kva:{server.server_port}"


def test_a_path_that_cannot_be_asked_for_is_no_address(server: Server) -> None:
    with pytest.raises(ModelError, match="no address of a server"):
        find(f"http://127.0.0.1:{server.server_port}/v\x01#small")


@pytest.mark.parametrize("status", [307, 401, 422, 500])
def test_a_key_that_the_server_repeats_is_not_told(
    server: Server, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    monkeypatch.setenv("THE_KEY", "sk-" + "5" * 90)
    text = "a" * 150 + " key sk-" + "5" * 90  # which a line of 200 characters would cut in two
    server.reply = lambda handler, _: handler.send({"error": text}, status, Location=text[150:])
    with pytest.raises(ModelError) as caught:
        find(server.url, key_variable="THE_KEY", retries=0)
    assert "…" in str(caught.value)
    assert "sk-" not in str(caught.value)
    assert "5" * 10 not in str(caught.value)


def test_a_server_that_points_elsewhere_is_not_followed(server: Server) -> None:
    other = Server()
    server.reply = lambda handler, _: handler.send({}, 307, Location=other.url)
    with pytest.raises(ModelError, match=f"points to {other.url}, which is not followed"):
        find(server.url)
    assert other.asked == []
    other.server_close()


def test_where_no_server_is_the_model_is_missing_at_once(waits: list[float]) -> None:
    closed = Server()
    closed.server_close()
    with pytest.raises(MissingModelError, match=r"no server answers there.*--model"):
        find(f"{closed.url}#small")
    assert waits == []


def test_a_server_that_ends_after_its_greeting_was_sent_nothing(server: Server) -> None:
    model = opened(server.url, retries=0)
    server.socket.close()
    with pytest.raises(MissingModelError, match="no server answers there"):
        list(model.generate(prompts("a"), Decoding()))
    assert server.texts == []


def test_a_server_that_ends_at_its_first_request_is_not_missing_it_may_have_the_text(
    server: Server,
) -> None:
    def end(handler: Handler, _: dict[str, Any]) -> None:
        server.socket.close()
        handler.connection.shutdown(socket.SHUT_RDWR)

    model = opened(server.url, retries=2)
    server.reply = end
    with pytest.raises(ModelError, match="no server answers there") as caught:
        list(model.generate(prompts("a"), Decoding()))
    assert not isinstance(caught.value, MissingModelError)


def test_what_a_server_says_cannot_steer_the_terminal(server: Server) -> None:
    server.reply = failing(9, lambda handler: handler.send({"error": "a\x1b[31m\nb" * 200}, 422))
    with pytest.raises(ModelError) as caught:
        answers(server, "a")
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 300


def test_after_a_failure_nothing_further_is_begun(server: Server) -> None:
    server.reply = failing(1, lambda handler: handler.send({"error": "odd"}, 422))
    with pytest.raises(ModelError):
        answers(server, *map(str, range(50)), concurrency=1)
    assert len(server.texts) == 1


def test_a_failure_is_told_at_once_though_others_are_still_waited_for(server: Server) -> None:
    release = threading.Event()

    def reply(handler: Handler, body: dict[str, Any]) -> None:
        if body["messages"][-1]["content"].endswith("bad"):
            handler.send({"error": "odd"}, 422)
        elif body["max_tokens"] > 1:
            release.wait(20)
        else:
            shout(handler, body)

    server.reply = reply
    begun = time.monotonic()
    with pytest.raises(ModelError, match="odd"):
        answers(server, "a", "b", "bad", concurrency=3, seconds=20)
    assert time.monotonic() - begun < 10
    release.set()


def test_a_key_does_not_cross_the_internet_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THE_KEY", "k")
    with pytest.raises(ModelError, match="https:// alone"):
        find("http://8.8.8.8:80/v1#x", key_variable="THE_KEY", allow_remote=True)
    assert wanted().allow_remote is False


INTERRUPTED = """
import signal, sys
from pathlib import Path
from briefing.models.base import SLOT, Decoding, Frame, Prompt, Running
from briefing.models.choose import backend_of
from briefing.settings.config import resolve

def end(number, frame):
    raise SystemExit(130)

signal.signal(signal.SIGINT, end)
backend = backend_of("server", resolve(None, {}, {"model.server.url": sys.argv[1]}).settings.model)
generator = backend.generator(backend.find("server", Path()), Running(8))
prompt = Prompt(frame=Frame(messages=(("user", SLOT),)), text="a")
list(generator.generate([prompt] * 9, Decoding()))
"""


def test_an_interrupted_run_waits_for_no_answer(server: Server) -> None:
    release = threading.Event()
    server.reply = failing(9, lambda handler: release.wait(30))
    running = subprocess.Popen([sys.executable, "-c", INTERRUPTED, server.url])
    while len(server.texts) < 4 and running.poll() is None:
        time.sleep(0.02)
    begun = time.monotonic()
    running.send_signal(signal.SIGINT)
    assert running.wait(timeout=60) == 130
    assert time.monotonic() - begun < 10  # the answers would take thirty
    release.set()
