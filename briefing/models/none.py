"""The backend that gives no model: the brief is made of the words of its sources."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from briefing.errors import ModelError
from briefing.models.base import Backend, Found


def _find(name: str, _cache: Path) -> Found:
    raise ModelError(f"'{name}' stands for no model")


BACKEND: Final = Backend("none", lambda name: name == "none", _find)
