"""What is asked: the address of a server, the model there, and whether text that is sent there stays near."""

from __future__ import annotations

import ipaddress
import socket
from typing import Final, NamedTuple
from urllib.parse import SplitResult, urlsplit

from briefing.errors import MissingModelError, ModelError
from briefing.models.names import shown

NAME: Final = "server"
"""The model name that stands for the server of the settings."""
_PRIVATE: Final = tuple(
    map(
        ipaddress.ip_network,
        (
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "169.254.0.0/16",
            "fc00::/7",
            "fe80::/10",
        ),
    )
)
"""Networks that no router of the internet passes on (RFC 1918, 3927, 4193, 4291)."""
_TAIL: Final = "/chat/completions"

IP = ipaddress.IPv4Address | ipaddress.IPv6Address


class Address(NamedTuple):
    """Where a server is asked."""

    scheme: str
    host: str
    """Name or number, without brackets."""
    port: int
    path: str
    """Below which the interface lies, as ``/v1``; without a slash at its end."""
    model: str = ""
    """Name of the model there; empty: the only one that it has."""

    @property
    def url(self) -> str:
        """The address as it is written, without the model."""
        return f"{self.scheme}://{_authority(self.host, self.port)}{self.path}"

    def at(self, ip: str) -> str:
        """Return the address with the host's number in place of its name: nobody can point the name elsewhere between question and request."""
        return f"{self.scheme}://{_authority(ip, self.port)}{self.path}"

    @property
    def authority(self) -> str:
        """Host and port, as the head of a request names them."""
        return _authority(self.host, self.port)


def _authority(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def read_address(text: str) -> Address:
    """Read ``http://HOST:PORT/v1#MODEL``.  Raises :class:`ModelError` where it is none.

    Where no path is given ``/v1`` is meant, below which all these servers answer.
    """
    try:
        parts = urlsplit(text)
        port, host = parts.port or (443 if parts.scheme == "https" else 80), parts.hostname
    except ValueError:  # whose words repeat what stands where the port should, a key perhaps
        raise ModelError(
            f"{shown(text)}: no address of a server; write http://HOST:PORT/v1#MODEL."
        ) from None
    _refuse(text, parts)
    path = parts.path.rstrip("/").removesuffix(_TAIL) or "/v1"
    return Address(parts.scheme, _plain(str(host), text), port, path, parts.fragment)


def _plain(host: str, text: str) -> str:
    """The host as the head of a request can name it: in ASCII, as IDNA writes other letters."""
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise ModelError(
            f"{shown(text)}: no host can be called so; write http://HOST:PORT/v1#MODEL."
        ) from error


def _refuse(text: str, parts: SplitResult) -> None:
    if not parts.hostname or parts.scheme not in {"http", "https"}:
        raise ModelError(f"{shown(text)}: no address of a server; write http://HOST:PORT/v1#MODEL.")
    if parts.username or parts.password:
        raise ModelError(
            f"{parts.scheme}://…@{parts.hostname}: a key does not belong in an address; name a variable or file that "
            "holds it in model.server.key_variable or model.server.key_file."
        )
    if parts.query:
        raise ModelError(
            f"{shown(text)}: an address with '?' is none of a server; write http://HOST:PORT/v1#MODEL."
        )


class Resolved(NamedTuple):
    """The numbers that a host's name stands for, and how far away they are."""

    numbers: tuple[str, ...]
    is_here: bool
    """All of them are this machine's own."""
    is_near: bool
    """All of them are this machine's or of a private network."""


def resolve(address: Address, *, allow_remote: bool) -> Resolved:
    """Return what the host's name stands for.

    Raises :class:`MissingModelError` where it stands for nothing, :class:`ModelError` where it leads out of the
    private network and the user has not allowed that.
    """
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except OSError as error:  # UnicodeError is raised for names that are none
        raise MissingModelError(f"{address.url}: no such host ({error.strerror}).") from error
    except UnicodeError as error:
        raise MissingModelError(f"{address.url}: no such host.") from error
    texts = dict.fromkeys(str(row[4][0]).partition("%")[0] for row in found)
    numbers = [_number(text) for text in texts]
    told = Resolved(
        tuple(map(str, numbers)),
        all(one.is_loopback for one in numbers),
        all(map(is_near, numbers)),
    )
    if not (told.is_near or allow_remote):
        raise ModelError(
            f"{address.url}: this is neither this machine nor a private network; text is sent there only with "
            "allow_remote = true in [model.server]."
        )
    return told


def _number(text: str) -> IP:
    """An address as what it stands for: "any" is this machine, and an old one in new clothes the old one."""
    number = ipaddress.ip_address(text)
    if number.is_unspecified:
        return ipaddress.ip_address("127.0.0.1" if number.version == 4 else "::1")
    mapped = number.ipv4_mapped if number.version == 6 else None
    return mapped or number


def is_near(number: IP) -> bool:
    """Whether an address is this machine's or of a private network."""
    return number.is_loopback or any(
        number in network for network in _PRIVATE if network.version == number.version
    )
