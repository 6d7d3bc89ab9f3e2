"""One request to a server: its limits, what its failures mean, and how often it is tried.

::

    body ─▶ POST ─┬─ 200, JSON in time and size ─▶ what it says
                  ├─ busy, broken, cut off ─ wait, twice as long each time ─▶ again, `retries` times
                  ├─ longer than the model reads ─▶ TooLongError
                  └─ all else ─▶ ModelError, with what the server says and the way out
"""

from __future__ import annotations

import email.utils
import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Self

from briefing.errors import MissingModelError, ModelError
from briefing.models.base import ServerWanted
from briefing.models.server.address import Address, Resolved
from briefing.models.server.key import key_of

if TYPE_CHECKING:  # at run time at the first request
    import httpx2

MOST_BYTES: Final = 4_000_000
"""Of one answer.  The longest item that can be asked for has 25,600 tokens, a tenth of this."""
CONNECT_SECONDS: Final = 5.0
"""To reach the server: a machine of one's own network answers in milliseconds, a busy one in one or two seconds."""
FIRST_WAIT: Final = 1.0
"""Seconds before a request is sent again; each further wait is twice as long."""
_PASSING: Final = frozenset({408, 429, 500, 502, 503, 504, 529})
"""Answers of a server that is busy, starting or stumbling: the same request may do later."""
_TOO_LONG: Final = re.compile(
    r"context[ _-]?(?:leng|size|wind)|maximum.{0,20}tokens", re.IGNORECASE
)
"""How servers say it: "maximum context length", "context_length_exceeded", "exceed context size"; a context that could
not be made is another fault."""


class TooLongError(Exception):
    """The request is longer than the model reads."""


class _PassingError(Exception):
    """A failure that may be gone the next time."""

    def __init__(self, told: str, after: float = 0.0) -> None:
        super().__init__(told)
        self.after = after
        """Seconds that the server asks to be left alone."""


class _NowhereError(_PassingError):
    """No connection came about."""


class Connection:
    """Requests of JSON to one server; safe to use on several threads.

    Raises :class:`ModelError` where the key that the settings name is not there.
    """

    def __init__(
        self,
        address: Address,
        resolved: Resolved,
        wanted: ServerWanted,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.address = address
        self._numbers = list(resolved.numbers)
        self._wanted = wanted
        self._pause = pause
        self._client: httpx2.Client
        self._reached = False
        self._key = key = key_of(wanted, address, is_near=resolved.is_near)
        self._headers = {
            "Host": address.authority,
            "Accept": "application/json",
            "Accept-Encoding": "identity",  # what is unpacked has no size that the limit sees
            **({"Authorization": f"Bearer {key}"} if key else {}),
        }

    def __enter__(self) -> Self:
        """Open what is closed again at the end of the block; requests are made inside it."""
        import httpx2

        self._client = httpx2.Client(
            timeout=httpx2.Timeout(self._wanted.seconds, connect=CONNECT_SECONDS),
            limits=httpx2.Limits(max_connections=self._wanted.concurrency),
            follow_redirects=False,  # text goes where the user said, and nowhere else
            trust_env=False,  # nor through a proxy, nor with a key out of ~/.netrc
        )
        return self

    def __exit__(self, *error: object) -> None:
        self._client.close()

    def ask(
        self, path: str, body: Mapping[str, object] | None = None, *, again: bool = True
    ) -> Any:  # noqa: ANN401  # JSON
        """Return what the server answers on `path`, as JSON; `body` is posted where there is one.

        Not `again`: the first failure is the last.  Raises :class:`TooLongError`, and :class:`ModelError` where the
        server gives no answer of use, a :class:`MissingModelError` where it never took a connection, so that nothing was sent.
        """
        retries = self._wanted.retries if again else 0
        for turn in range(retries + 1):
            try:
                return self._once(path, body)
            except _PassingError as error:
                wait = max(error.after, FIRST_WAIT * 2**turn)
                if turn == retries or wait > self._wanted.seconds:
                    raise self._given_up(error, turn + 1) from error
            self._pause(wait)
        raise AssertionError

    def _given_up(self, error: _PassingError, turns: int) -> ModelError:
        often = f", {turns} times" if turns > 1 else ""
        asked = f"; it asks to wait {error.after:.0f} s" if error.after else ""
        if isinstance(error, _NowhereError):
            # One that took a connection before may have text by now: it is not missing, it has gone.
            kind = ModelError if self._reached else MissingModelError
            return kind(
                f"{self.address.url}: no server answers there ({error}{often}); start it, or name another with --model."
            )
        return ModelError(f"{self.address.url}: {error}{often}{asked}.")

    def _once(self, path: str, body: Mapping[str, object] | None) -> Any:  # noqa: ANN401  # JSON
        """One try at each number of the host, up to the first that takes the connection."""
        for number in tuple(self._numbers):
            try:
                return self._at(number, path, body)
            except _NowhereError as error:
                failed = error
                # Asked last from now on; a new list, since other threads go through the old one.
                self._numbers = [*(one for one in self._numbers if one != number), number]
        raise failed

    def _at(self, number: str, path: str, body: Mapping[str, object] | None) -> Any:  # noqa: ANN401  # JSON
        import httpx2

        method, content = ("GET", None) if body is None else ("POST", json.dumps(body).encode())
        headers = {**self._headers, **({"Content-Type": "application/json"} if content else {})}
        ends = time.monotonic() + self._wanted.seconds
        reached = True
        try:
            with self._client.stream(
                method,
                self.address.at(number) + path,
                content=content,
                headers=headers,
                extensions={"sni_hostname": self.address.host},
            ) as response:
                data = b"".join(self._limited(response.iter_raw(), ends))
                return self._read(response, data)
        except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
            reached = False
            said = re.sub(r"^\[Errno -?\d+\] ", "", short(str(error)))
            raise _NowhereError(said or "no connection") from error
        except httpx2.TimeoutException as error:
            raise self._late() from error
        except httpx2.InvalidURL as error:
            raise ModelError(f"{self.address.url}: no address of a server ({error}).") from error
        except (httpx2.TransportError, httpx2.StreamError) as error:
            raise _PassingError(f"the answer was cut off ({short(str(error))})") from error
        finally:
            self._reached = self._reached or reached

    def _limited(self, chunks: Iterator[bytes], ends: float) -> Iterator[bytes]:
        """The answer, as long as it keeps within the limits of size and time."""
        size = 0
        for chunk in chunks:
            size += len(chunk)
            if size > MOST_BYTES:
                raise ModelError(f"{self.address.url}: an answer of more than {MOST_BYTES} bytes.")
            if time.monotonic() > ends:
                raise self._late()
            yield chunk

    def _late(self) -> ModelError:
        # Asked again it would take as long again.
        return ModelError(
            f"{self.address.url}: no whole answer in {self._wanted.seconds:g} s; raise model.server.seconds, or lower "
            "model.server.concurrency."
        )

    def _read(self, response: httpx2.Response, data: bytes) -> Any:  # noqa: ANN401  # JSON
        if response.status_code == 200:
            return self._parsed(response, data)
        said, status = self._without_key(_complaint(data)), response.status_code
        if status in _PASSING:
            raise _PassingError(_with(f"the server answers {status}", said), _retry_after(response))
        if status in {400, 413, 422} and _TOO_LONG.search(said):
            raise TooLongError(said)
        where = self._without_key(response.headers.get("location", ""))
        raise ModelError(f"{self.address.url}{_meaning(where, status, said)}.")

    def _without_key(self, said: str) -> str:
        """A stranger's words without the key, which some servers repeat; shortened after that, or a piece of it stayed."""
        return short(said.replace(self._key, "…") if self._key else said)

    def _parsed(self, response: httpx2.Response, data: bytes) -> Any:  # noqa: ANN401  # JSON
        try:
            return json.loads(data)
        except (ValueError, RecursionError) as error:
            kind = short(response.headers.get("content-type", "")) or "something"
            raise ModelError(
                f"{self.address.url}: the answer is no JSON but {kind}; the address of these servers ends in /v1."
            ) from error


def _meaning(where: str, status: int, said: str) -> str:
    """What a refusal means, and the way out; `where`: the address that the server points to, if any."""
    if 300 <= status < 400:
        return f": the server points to {where or 'elsewhere'}, which is not followed; give that address if it is meant"
    if status in {401, 403}:
        return _with(
            f": the server wants a key (answer {status}); name the variable or file that holds it in "
            "model.server.key_variable or model.server.key_file",
            said,
        )
    if status == 404:
        return _with(": neither address nor model is known there (answer 404)", said)
    return _with(f": the server answers {status}", said)


def _with(told: str, said: str) -> str:
    return f"{told}: {said}" if said else told


def _complaint(data: bytes) -> str:
    """What a server says of a failure, in the forms that there are."""
    try:
        body = json.loads(data)
    except (ValueError, RecursionError):
        return ""
    found = body.get("error", body) if isinstance(body, dict) else body
    if isinstance(found, dict):
        found = found.get("message") or found.get("detail") or found.get("type") or ""
    return found if isinstance(found, str) else ""


def short(text: str) -> str:
    """Return a stranger's words as one line of 200 printable characters at most."""
    line = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(line.split())[:200].rstrip(".")


def _retry_after(response: httpx2.Response) -> float:
    """The seconds that a server asks to be left alone: a number, or a moment; 0 for one that no calendar has."""
    text = response.headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,6}", text):
        return float(text)
    try:
        moment = email.utils.parsedate_tz(text)
        if moment is None:
            return 0.0
        then = datetime.fromtimestamp(email.utils.mktime_tz(moment), UTC)
    except (ValueError, OverflowError, OSError):
        return 0.0
    return max(0.0, (then - datetime.now(UTC)).total_seconds())
