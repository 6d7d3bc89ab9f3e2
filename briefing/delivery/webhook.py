"""A notice to one web address: JSON by POST, in limited time, to that host and no other.

No redirect is followed, no proxy is asked, and errors do not show the address, which may hold a key.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

from briefing.errors import DeliveryError

_DONE: Final = range(200, 300)


def host_of(url: str) -> str:
    """Return the host of a web address (http or https, no user name, no blanks); "" for any other."""
    if not (url.isascii() and url.isprintable()) or " " in url:
        return ""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return ""
    is_plain = parts.scheme in {"http", "https"} and parts.username is None
    return (parts.hostname or "") if is_plain else ""


def post(url: str, body: bytes, *, seconds: float, allow_plain: bool = False) -> None:
    """Send `body`, JSON, to `url`, and be done in `seconds` (name look-up, connection and reply together).

    Without encryption only to this machine and private networks, unless `allow_plain`.
    Raises :class:`DeliveryError` where it takes longer, or the server does not answer with 2xx.
    """
    failure: list[str] = []
    done = threading.Event()

    def run() -> None:
        try:
            _post(urlsplit(url), body, seconds, allow_plain=allow_plain)
        except DeliveryError as error:
            failure.append(str(error))
        except (OSError, http.client.HTTPException, ValueError) as error:
            failure.append(_told(error))
        done.set()

    # The time limits of sockets count for each step alone, and none counts for looking a name up.
    threading.Thread(target=run, daemon=True).start()
    if not done.wait(seconds):
        failure.append(f"took more than {seconds:g} s and was given up")
    if failure:
        raise DeliveryError(f"{host_of(url)}: {failure[0]}")


def _post(parts: SplitResult, body: bytes, seconds: float, *, allow_plain: bool) -> None:
    connection = _connection(parts, seconds, allow_plain=allow_plain)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers: Mapping[str, Any] = {
        "Host": parts.netloc,
        "Content-Type": "application/json",
        "User-Agent": "briefing",
        "Connection": "close",
    }
    try:
        connection.request("POST", target, body, dict(headers))
        status = connection.getresponse().status
    finally:
        connection.close()
    if status not in _DONE:
        raise DeliveryError(f"the server answers with status {status}")


def _connection(
    parts: SplitResult, seconds: float, *, allow_plain: bool
) -> http.client.HTTPConnection:
    host = str(parts.hostname)
    if parts.scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(host, parts.port, timeout=seconds, context=context)
    port = parts.port or 80
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(one[4][0]) for one in found]
    if not allow_plain and not all(map(_is_near, addresses)):
        raise DeliveryError(
            "http without encryption goes to this machine and private networks alone; use https, or set "
            "notify.allow_plain"
        )
    return _first_open(addresses, port, seconds)


def _is_near(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    return found.is_loopback or found.is_private


def _first_open(addresses: Sequence[str], port: int, seconds: float) -> http.client.HTTPConnection:
    """Connect to what was looked up: a second look-up could tell another address.  Raises the last error."""
    failure: OSError = TimeoutError()
    for address in addresses:
        connection = http.client.HTTPConnection(address, port, timeout=seconds)
        try:
            connection.connect()
        except OSError as error:
            failure = error
        else:
            return connection
    raise failure


def _told(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return getattr(error, "strerror", None) or type(error).__name__
