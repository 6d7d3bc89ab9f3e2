"""The backend: which model a server has, who it is, and its answers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from briefing.errors import MissingModelError, ModelError
from briefing.models.base import (
    Answer,
    Backend,
    Decoding,
    Found,
    Generator,
    Prompt,
    Running,
    ServerWanted,
    Wanted,
)
from briefing.models.names import SCHEMES, is_hub_page, shown
from briefing.models.server.address import NAME, Address, read_address, resolve
from briefing.models.server.connection import Connection, TooLongError, short
from briefing.models.server.messages import answer_of, body_of, check_model
from briefing.models.server.threads import in_parallel
from briefing.records import ModelIdentity

_CHAT: Final = "/chat/completions"
_CHANGING: Final = frozenset({"created", "permission", "status", "loaded", "state"})
"""What a server's list of models says otherwise every time."""
_MOST_NAMES: Final = 8
"""Models that a message lists."""


class ServerGenerator:
    """A chat model behind a server.  It scores no deletions: that is left to the embedded model."""

    chats = True

    def __init__(
        self, connection: Connection, model: str, identity: ModelIdentity, concurrency: int
    ) -> None:
        self.identity = identity
        self._connection = connection
        self._model = model
        self._concurrency = concurrency

    def generate(self, prompts: Sequence[Prompt], decoding: Decoding) -> Iterator[Answer]:
        """Yield one answer per prompt, in order; several are asked for at once.

        A request that is longer than the model reads gets an empty answer with the finish `memory`.
        Raises :class:`ModelError` where the server fails, or another model answers.
        """
        with self._connection:
            answers = in_parallel(prompts, partial(self._one, decoding=decoding), self._concurrency)
        yield from answers

    def _one(self, prompt: Prompt, decoding: Decoding) -> Answer:
        try:
            said = self._connection.ask(_CHAT, body_of(prompt, decoding, self._model))
        except TooLongError:
            return Answer(text="", finish="memory")
        check_model(said, self._model)
        return answer_of(said, decoding)


def _recognises(name: str) -> bool:
    return name == NAME or (name.casefold().startswith(SCHEMES) and not is_hub_page(name))


def _address(name: str, wanted: ServerWanted) -> Address:
    """Where a server is asked, by the name that the user gave the model, or else by the settings."""
    if name != NAME:
        return read_address(name)
    if not wanted.url:
        raise ModelError("model 'server': model.server.url is empty; it says where the server is.")
    address = read_address(wanted.url)
    return address._replace(model=address.model or wanted.name)


def _find(name: str, _cache: Path, *, wanted: ServerWanted) -> Found:
    address = _address(name, wanted)
    resolved = resolve(address, allow_remote=wanted.allow_remote)
    with Connection(address, resolved, wanted) as connection:
        listed = _listed(connection)
        model = _model(address, listed)
        told = _greeted(connection, model)
    check_model(told, model)
    identity = ModelIdentity(name=_shown(model), digest=_digest(address, model, listed or {}, told))
    place = f"{address.url}#{model}"
    return Found(
        name,
        identity,
        place,
        chats=True,
        leaves_machine=not resolved.is_here,
        elsewhere=True,
        together=wanted.concurrency,
    )


def _listed(connection: Connection) -> Mapping[str, Mapping[str, Any]] | None:
    """The models that a server lists, by name; None where it lists none.

    A server that is not there fails here already.
    """
    try:
        told = connection.ask("/models", again=False)
    except MissingModelError:
        raise
    except (ModelError, TooLongError):
        return None  # some have no list; the greeting tells whether the model is there
    rows = told.get("data") if isinstance(told, dict) else None
    if not isinstance(rows, list):
        return None
    named = [row for row in rows if isinstance(row, dict) and isinstance(row.get("id"), str)]
    return {row["id"]: row for row in named}


def _model(address: Address, listed: Mapping[str, object] | None) -> str:
    """The model that is meant.  Raises :class:`MissingModelError` where the server has none of that name."""
    name, there = address.model, list(listed or ())
    if name and (not there or {name, f"{name}:latest"} & {*there}):
        return name
    if not name and len(there) == 1:
        return there[0]
    names = ", ".join(short(one) for one in there[:_MOST_NAMES]) or "it does not tell"
    said = f"has no model '{name}'" if name else "has several models, or does not tell"
    raise MissingModelError(
        f"{address.url} {said}; name one as {address.url}#MODEL (there are: {names})."
    )


def _greeted(connection: Connection, model: str) -> Any:  # noqa: ANN401  # JSON
    try:
        return connection.ask(_CHAT, _greeting(model))
    except TooLongError as error:  # of one word: it reads nothing at all
        raise ModelError(f"{connection.address.url}: the server answers: {error}.") from error


def _greeting(model: str) -> dict[str, Any]:
    """The shortest request that tells whether a model answers at all, and what the server calls itself."""
    hello = [{"role": "user", "content": "Hello"}]
    return {"model": model, "messages": hello, "max_tokens": 1, "temperature": 0, "stream": False}


def _digest(
    address: Address,
    model: str,
    listed: Mapping[str, Mapping[str, Any]],
    told: Any,  # noqa: ANN401  # JSON
) -> str:
    """Who a model is, as far as its server tells: answers are kept under this.

    The address belongs to it, since most servers tell little more than a name.
    """
    entry = listed.get(model) or listed.get(f"{model}:latest") or {}
    lasting = {key: value for key, value in entry.items() if key not in _CHANGING}
    fingerprint = told.get("system_fingerprint") if isinstance(told, dict) else None
    known = [address.url, model, lasting, fingerprint]
    return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()


def _shown(model: str) -> str:
    """The model's name without the folders of the server's machine."""
    return model.rstrip("/").rpartition("/")[2] if model.startswith(("/", "~", ".")) else model


def _generator(found: Found, _running: Running, *, wanted: ServerWanted) -> Generator:
    address = read_address(found.place)
    resolved = resolve(address, allow_remote=wanted.allow_remote)
    if resolved.is_here == found.leaves_machine:  # the page would tell the reader what is not so
        raise MissingModelError(
            f"{address.url}: the host's name stands for another machine than at the start of the run; name the server "
            "by its number."
        )
    connection = Connection(address, resolved, wanted)
    return ServerGenerator(connection, address.model, found.identity, wanted.concurrency)


def _configured(wanted: Wanted) -> Backend:
    return BACKEND._replace(
        find=partial(_find, wanted=wanted.server),
        generator=partial(_generator, wanted=wanted.server),
    )


def _unconfigured(name: str, _cache: Path) -> Found:
    raise ModelError(f"'{shown(name)}': a server is asked by the settings of [model.server]")


BACKEND: Final = Backend("server", _recognises, _unconfigured, configured=_configured)
