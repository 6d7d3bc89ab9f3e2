"""Where the adapter lies that taught the default model to shorten, and what a model is called with it.

Imports no torch: a run that finds all its answers in the store needs the name alone.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from briefing.records import ModelIdentity

ADAPTER: Final = Path(__file__).parent / "hf" / "shortening.safetensors"
"""Low-rank changes, made by ``training/adapter/train.py --write``."""


def adapted(identity: ModelIdentity) -> ModelIdentity:
    """Return the identity of a model with the adapter: its digest covers both."""
    digest = hashlib.sha256(identity.digest.encode() + ADAPTER.read_bytes()).hexdigest()
    return ModelIdentity(name=f"{identity.name}+shortening", digest=digest)
