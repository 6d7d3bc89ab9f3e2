"""Chooses the models of a run: loads nothing until an answer is really needed.

::

    name ─ BACKENDS ─▶ Backend ─ find ─▶ Found ─ generator, embedder, scorer, parser ─▶ model
                                            └─ its identity ─▶ Kept…, which loads it when it has to

A place that models come from is a module with a :class:`Backend` and its line in :data:`BACKENDS`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final, Generic, NamedTuple, TypeVar

from briefing.errors import MissingModelError, ModelError
from briefing.extensions import extensions
from briefing.models import huggingface, none, server, spacy
from briefing.models.base import Backend, Found, Running, Scorer, Wanted
from briefing.models.kept import (
    AnswerStore,
    KeptEmbedder,
    KeptGenerator,
    KeptParser,
    KeptShortener,
    Progress,
)
from briefing.models.names import shown
from briefing.models.pins import DEFAULT_EMBEDDER
from briefing.records import ModelIdentity

Model = TypeVar("Model")

BACKENDS: Final[tuple[Backend, ...]] = (
    none.BACKEND,
    spacy.BACKEND,
    server.BACKEND,
    huggingface.BACKEND,
)
"""The first that recognises a name has the model; the last takes any name."""

_BUILT_IN: Final = "default"


class Chosen(NamedTuple):
    """A generator, or None with the reason in words; and what goes with it."""

    generator: KeptGenerator | None
    why_none: str = ""
    parser: KeptParser | None = None
    shortener: KeptShortener | None = None
    """The embedded model with its adapter, whatever model the generator is, and where there is none of its name."""
    embedder: KeptEmbedder | None = None
    warning: str = ""
    """What the user should know and could change."""
    leaves_machine: bool = False
    """Whether the texts that the generator is asked about go to another machine."""
    elsewhere: bool = False
    """Whether another program runs the generator: it is asked from this process, whatever the engine."""


class Verifier(NamedTuple):
    """A model that judges pairs, or None with the reason in words."""

    scorer: Scorer | None
    alone: bool = False
    """Whether its word is the verdict, or one piece of evidence beside the built-in features."""
    why_none: str = ""


class _Ready(NamedTuple, Generic[Model]):
    identity: ModelIdentity
    load: Callable[[], Model]


def backend_of(name: str, wanted: Wanted | None = None) -> Backend:
    """Return the backend that has the model called `name`, as `wanted` wants it; installed packages are asked before the last."""
    every = (*BACKENDS[:-1], *extensions("briefing.backends", Backend), BACKENDS[-1])
    found = next(one for one in every if one.recognises(name))
    return found.configured(wanted) if found.configured and wanted is not None else found


def choose(wanted: Wanted, cache: Path, store: AnswerStore, progress: Progress) -> Chosen:
    """Return the configured generator and what goes with it, or why there is none.

    What shortens goes on where only the generator is missing; the brief is extractive where nobody wants a model.
    """
    running, backend = _running(wanted), backend_of(wanted.generator, wanted)
    if backend is none.BACKEND:
        return Chosen(None, f"model.generator is '{wanted.generator}'")
    parser, *warnings = _parser(wanted.parser, running, cache, store)
    shortener = None
    if parser:
        shortener, warning = _if_there(
            "no sentence is shortened", lambda: _shortener(running, cache, store, progress)
        )
        warnings.append(warning)
    embedder, warning = _if_there(
        "reports are compared by their words alone", lambda: _embedder(running, cache, store)
    )
    warnings.append(warning)
    rest = Chosen(None, parser=parser, shortener=shortener, embedder=embedder)
    make = backend.generator
    if make is None:
        return rest._replace(why_none=f"model '{shown(wanted.generator)}' writes nothing")
    try:
        found = backend.find(wanted.generator, cache)
    except ModelError as error:
        return rest._replace(why_none=_reason(error))
    running = running._replace(batch_size=found.together or running.batch_size)
    load = partial(make, found, running)
    kept = KeptGenerator(found.identity, load, store, running, progress, chats=found.chats)
    return rest._replace(
        generator=kept,
        warning="; ".join(filter(None, warnings)),
        leaves_machine=found.leaves_machine,
        elsewhere=found.elsewhere,
    )


def choose_verifier(wanted: Wanted, cache: Path) -> Verifier:
    """Return the configured model that judges claims.

    Raises :class:`ModelError` where a configured one is not there or cannot judge: somebody who
    asked for another judge must not get the verdicts of the built-in one.
    """
    own = wanted.verifier == _BUILT_IN
    name = DEFAULT_EMBEDDER if own else wanted.verifier
    try:
        ready = _ready(name, backend_of(name, wanted).scorer, _running(wanted), cache)
        return Verifier(ready.load(), alone=not own)
    except ModelError as error:
        if own:
            return Verifier(None, why_none=_reason(error))
        raise ModelError(f"model.verifier: {error}") from error


def _running(wanted: Wanted) -> Running:
    return Running(wanted.batch_size, wanted.device, wanted.dtype)


def _ready(
    name: str, make: Callable[[Found, Running], Model] | None, running: Running, cache: Path
) -> _Ready[Model]:
    """The identity of a model and how it is loaded; `make` is what its backend has for the task."""
    if make is None:
        raise ModelError(f"model '{shown(name)}' is none of this kind")
    found = backend_of(name).find(name, cache)
    return _Ready(found.identity, partial(make, found, running))


def _reason(error: ModelError) -> str:
    return str(error).rstrip(".")


def _if_there(without: str, get: Callable[[], Model]) -> tuple[Model | None, str]:
    """A model that a brief can do without, or None; and a warning where it is there and cannot be used, with what is not so `without` it."""
    try:
        return get(), ""
    except MissingModelError:
        return None, ""
    except ModelError as error:
        return None, f"warning: {without}: {_reason(error)}"


def _embedder(running: Running, cache: Path, store: AnswerStore) -> KeptEmbedder:
    make = backend_of(DEFAULT_EMBEDDER).embedder
    return KeptEmbedder(*_ready(DEFAULT_EMBEDDER, make, running, cache), store)


def _shortener(
    running: Running, cache: Path, store: AnswerStore, progress: Progress
) -> KeptShortener:
    """The embedded model with its adapter."""
    found = huggingface.find_shortener(cache)
    load = partial(huggingface.load_shortener, found, running)
    return KeptShortener(found.identity, load, store, running, progress)


def _parser(
    name: str, running: Running, cache: Path, store: AnswerStore
) -> tuple[KeptParser | None, str]:
    """The configured parser, or None, and a warning where it is wanted and not there."""
    backend = backend_of(name)
    if backend is none.BACKEND:
        return None, ""
    try:
        return KeptParser(*_ready(name, backend.parser, running, cache), store), ""
    except ModelError as error:
        return None, f"warning: few sentences are shortened: {_reason(error)}"
