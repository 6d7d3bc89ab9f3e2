"""Chooses the model that `briefing verify` asks."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from briefing.errors import ModelError
from briefing.models.base import Scorer
from briefing.models.pins import DEFAULT_EMBEDDER
from briefing.models.weights import find, identity_of
from briefing.settings.config import ModelSettings

_BUILT_IN: Final = "default"


class Verifier(NamedTuple):
    """A model that judges pairs, or None with the reason in words."""

    scorer: Scorer | None
    alone: bool = False
    """Whether its word is the verdict, or one piece of evidence beside the built-in features."""
    why_none: str = ""


def choose_verifier(settings: ModelSettings, cache: Path) -> Verifier:
    """Return the configured model.

    Raises :class:`ModelError` where a configured one is not on disk or cannot judge: somebody who
    asked for another judge must not get the verdicts of the built-in one.
    """
    own = settings.verifier == _BUILT_IN
    name = DEFAULT_EMBEDDER if own else settings.verifier
    folder = find(name, cache)
    if folder is None:
        why = f"model '{name}' is not on disk; get it with: briefing models pull {name}"
        if own:
            return Verifier(None, why_none=why)
        raise ModelError(f"model.verifier: {why}")
    from briefing.models.hf import load_matcher, load_verifier

    load = load_matcher if own else load_verifier
    identity = identity_of(name, folder)
    try:
        scorer = load(folder, identity, settings.device, settings.dtype)
    except ModelError as error:
        if own:
            return Verifier(None, why_none=str(error).rstrip("."))
        raise
    return Verifier(scorer, alone=not own)
