"""Chooses the model that `briefing verify` asks."""

from __future__ import annotations

from pathlib import Path

from briefing.config import ModelSettings
from briefing.errors import ModelError
from briefing.models.base import Scorer
from briefing.models.weights import find, identity_of

__all__ = ["choose_verifier"]


def choose_verifier(settings: ModelSettings, cache: Path) -> Scorer | None:
    """Return the configured model of pairs; None for the built-in features.

    Raises :class:`ModelError` where it is not on disk, or no model that can judge: somebody who
    asked for another judge must not get the verdicts of the built-in one.
    """
    name = settings.verifier
    if name == "default":
        return None
    folder = find(name, cache)
    if folder is None:
        raise ModelError(
            f"model.verifier '{name}' is not on disk; get it with: briefing models pull {name}"
        )
    from briefing.models.hf import load_verifier

    return load_verifier(folder, identity_of(name, folder), settings.device, settings.dtype)
