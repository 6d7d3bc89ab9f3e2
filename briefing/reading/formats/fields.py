"""The names of fields in which formats say what a story is: ``fields.toml``, read once."""

from __future__ import annotations

from importlib import resources
from typing import Final

from briefing.language.base import Language, read_table

_FILE: Final = resources.files("briefing.reading.formats") / "fields.toml"
FIELDS: Final = Language("", {"fields": read_table(_FILE.name, _FILE.read_text(encoding="utf-8"))})
"""They are asked for as the words of a language are: ``FIELDS.phrases("fields.rows.title")``."""
