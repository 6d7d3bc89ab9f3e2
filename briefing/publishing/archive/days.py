"""What an archive needs of a day: the few fields of its `brief.json` that items are listed and found by.

Of a thousand days only the last ones are laid out again, and only these are read whole (:func:`briefing.publishing.read_brief`), which takes
ten times as long.  What stands here is held against its types as strictly; what does not is passed over.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final, Literal

from pydantic import TypeAdapter, ValidationError

from briefing.errors import UsageError


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence."""

    text: str


@dataclass(frozen=True, slots=True)
class Alone:
    """What one outlet alone says."""

    sentences: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Who wrote a story, as far as its file tells."""

    outlet: str | None
    agency: str | None


@dataclass(frozen=True, slots=True)
class DayItem:
    """An item."""

    id: str
    rank: int
    headline: str
    sentences: tuple[Told, ...]
    only_in: tuple[Alone, ...]
    stories: tuple[Origin, ...]
    section: str | None = None
    edited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DayItems:
    """The items of a day, in the order of the file."""

    schema_version: Literal[1]
    items: tuple[DayItem, ...]


_DAY: Final = TypeAdapter(DayItems)


def read_items(raw: bytes) -> DayItems:
    """Return the items that a ``brief.json`` holds.  Raises :class:`UsageError` for bytes that are none, or of another schema."""
    try:
        return _read(raw)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"this is no brief.json ({type(error).__name__}).") from error


def _read(raw: bytes) -> DayItems:
    try:
        return _DAY.validate_json(raw)
    except ValidationError as error:
        if error.errors(include_input=False)[0]["type"] != "json_invalid":
            raise
    # Halves of surrogate pairs, which a page may hold and JSON may escape, are refused there but not here.
    return _DAY.validate_python(json.loads(raw.decode()))
