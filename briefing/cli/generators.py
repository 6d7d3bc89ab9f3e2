"""Chooses the models of a run: loads nothing until an answer is really needed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from briefing.assembly.pipeline import Progress
from briefing.errors import ModelError
from briefing.models.adapter import adapted
from briefing.models.base import Embedder, Generator, Running
from briefing.models.kept import KeptEmbedder, KeptGenerator, KeptParser
from briefing.models.pins import DEFAULT_EMBEDDER, DEFAULT_GENERATOR
from briefing.models.spacy import SpacyParser
from briefing.models.weights import find, identity_of, require_safe
from briefing.records import ModelIdentity
from briefing.settings.config import ModelSettings
from briefing.store import Store


class Chosen(NamedTuple):
    """A generator, or None with the reason in words; and what goes with it."""

    generator: KeptGenerator | None
    why_none: str = ""
    parser: KeptParser | None = None
    shortener: KeptGenerator | None = None
    """The embedded model with its adapter, whatever model the generator is."""
    warning: str = ""
    """What the user should know and could change."""


def choose(settings: ModelSettings, cache: Path, store: Store, progress: Progress) -> Chosen:
    """Return the configured generator, or why the brief must be extractive."""
    name = settings.generator
    if name == "none":
        return Chosen(None, "model.generator is 'none'")
    folder = find(name, cache)
    if folder is None:
        return Chosen(
            None, f"model '{name}' is not on disk; get it with: briefing models pull {name}"
        )
    try:
        require_safe(folder)
    except ModelError as error:
        return Chosen(None, str(error))
    identity = identity_of(name, folder)

    def load() -> Generator:
        from briefing.models.hf import load_generator

        model = load_generator(folder, identity, settings.device, settings.dtype)
        model.batch_size = settings.batch_size
        return model

    parser, warning = _parser(settings.parser, cache, store)
    return Chosen(
        _stored(identity, load, settings, store, progress),
        parser=parser,
        shortener=_shortener(settings, cache, store, progress) if parser else None,
        warning=warning,
    )


def _stored(
    identity: ModelIdentity,
    load: Callable[[], Generator],
    settings: ModelSettings,
    store: Store,
    progress: Progress,
) -> KeptGenerator:
    running = Running(settings.batch_size, settings.device, settings.dtype)
    return KeptGenerator(
        identity, load, store, running, lambda done, total: progress("writing", done, total)
    )


def _shortener(
    settings: ModelSettings, cache: Path, store: Store, progress: Progress
) -> KeptGenerator | None:
    """The embedded model with its adapter, or None where it is not on disk."""
    folder = find(DEFAULT_GENERATOR, cache)
    if folder is None:
        return None
    identity = adapted(identity_of(DEFAULT_GENERATOR, folder))

    def load() -> Generator:
        from briefing.models.hf import load_shortener

        model = load_shortener(folder, identity, settings.device, settings.dtype)
        model.batch_size = settings.batch_size
        return model

    return _stored(identity, load, settings, store, progress)


def _parser(name: str, cache: Path, store: Store) -> tuple[KeptParser | None, str]:
    """The configured parser, or None, and a warning where it is wanted and not on disk."""
    if name == "none":
        return None, ""
    folder = find(name, cache)
    if folder is None:
        return None, (
            f"warning: few sentences are shortened: parser '{name}' is not on disk; get it with: "
            f"briefing models pull {name}"
        )
    identity = identity_of(name, folder)
    return KeptParser(identity, lambda: SpacyParser(folder, identity), store), ""


def choose_embedder(settings: ModelSettings, cache: Path, store: Store) -> KeptEmbedder | None:
    """Return the embedder where it is on disk; None where it is not, or where no model is wanted."""
    folder = None if settings.generator == "none" else find(DEFAULT_EMBEDDER, cache)
    if folder is None:
        return None
    identity = identity_of(DEFAULT_EMBEDDER, folder)

    def load() -> Embedder:
        from briefing.models.hf import load_embedder

        # Single precision: half of it saves nothing on a few leads, and moves them by a hundredth.
        return load_embedder(folder, identity, settings.device, "float32")

    return KeptEmbedder(identity, load, store)
