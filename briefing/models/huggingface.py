"""Models in Hugging Face folders: embedded ones, the user's own folders, snapshots of the hub, and what GGUF files became.

:mod:`briefing.models.networks` or :mod:`briefing.models.hf`, and with them torch, are imported when a model is loaded,
not before.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from briefing.errors import MissingModelError
from briefing.models import gguf
from briefing.models.adapter import adapted
from briefing.models.base import (
    Backend,
    DeletionScorer,
    Embedder,
    Found,
    Generator,
    Running,
    Scorer,
)
from briefing.models.find import (
    answers_chats,
    identity_of,
    is_whole,
    readable,
    require,
    require_safe,
)
from briefing.models.pins import DEFAULT_EMBEDDER, DEFAULT_GENERATOR


def _find(name: str, cache: Path) -> Found:
    with readable(name):
        file = gguf.source(name)
        folder = _made_ready(name, file, cache) if file else require(name, cache)
        require_safe(folder)
        identity = identity_of(file.name if file else name, folder)
        return Found(name, identity, str(folder), answers_chats(folder))


def _made_ready(name: str, file: Path, cache: Path) -> Path:
    folder = gguf.folder_of(file, cache)
    if not is_whole(folder):
        raise MissingModelError(
            f"model '{name}' is not made ready yet; do it once with: briefing models pull {name}"
        )
    return folder


def _generator(found: Found, running: Running) -> Generator:
    from briefing.models.hf import load_generator

    model = load_generator(Path(found.place), found.identity, running.device, running.dtype)
    model.batch_size = running.batch_size
    return model


def _embedder(found: Found, running: Running) -> Embedder:
    from briefing.models.networks import load_embedder

    # Single precision: half of it saves nothing on a few leads, and moves them by a hundredth.
    return load_embedder(Path(found.place), found.identity, running.device, "float32")


def _scorer(found: Found, running: Running) -> Scorer:
    """The built-in judge, which continues the embedder's layers; else a classifier of pairs."""
    from briefing.models.hf import load_matcher, load_verifier

    load = load_matcher if found.name == DEFAULT_EMBEDDER else load_verifier
    return load(Path(found.place), found.identity, running.device, running.dtype)


BACKEND: Final = Backend(
    "huggingface", lambda _: True, _find, generator=_generator, embedder=_embedder, scorer=_scorer
)


def find_shortener(cache: Path) -> Found:
    """Return the embedded generator with its adapter; raises :class:`ModelError` as `find` does."""
    found = _find(DEFAULT_GENERATOR, cache)
    return found._replace(identity=adapted(found.identity))


def load_shortener(found: Found, running: Running) -> DeletionScorer:
    """Load what :func:`find_shortener` found."""
    from briefing.models import networks

    place = Path(found.place)
    model = networks.load_shortener(place, found.identity, running.device, running.dtype)
    model.batch_size = running.batch_size
    return model
