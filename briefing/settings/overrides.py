"""Overrides: what an editor decides about the brief of one day, in a file that each making of that day reads.

::

    OUT/overrides/YYYY-MM-DD.toml ─ read_overrides ─▶ Overrides ─ to_text ─▶ the same file

The file lies beside the days and not in the day's own folder: that one is a result, exchanged whole by each run and
deleted to make it anew, and it is what gets published; decisions are input.  Events are named by the ids of their
stories, hashes of contents, because the ids and ranks of events change whenever another story comes.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Final, Self

from pydantic import AfterValidator, Field, ValidationError, model_validator

from briefing.errors import ConfigError
from briefing.records import Record
from briefing.settings.config import OutletRule

FOLDER: Final = "overrides"
"""In an output folder, beside the days."""
MOST_STORIES: Final = 500
"""Of one decision: parting so many compares 125,000 pairs, which takes a tenth of a second."""
_MOST_BYTES: Final = 250_000
"""Of a file: some 10,000 ids of stories, more than anybody decides on in a morning."""
_MOST_TOLD: Final = 5
"""Faults of a file in one message."""
_STEERS: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Line breaks, controls and marks of direction."""


def _one_line(text: str) -> str:
    if _STEERS.search(text):
        raise ValueError("one line without control characters is meant")
    return " ".join(text.split())


Line = Annotated[str, Field(max_length=300), AfterValidator(_one_line)]
StoryId = Annotated[str, Field(pattern="^[0-9a-f]{16}$")]
Stories = Annotated[tuple[StoryId, ...], Field(min_length=1, max_length=MOST_STORIES)]


class About(Record):
    """A decision about the event that has most of some stories."""

    stories: Stories
    about: Line = ""
    """What the event was called when it was decided, for whoever reads the file."""


class Headline(About):
    """Another headline for an event."""

    text: Annotated[Line, Field(pattern=r"\w")]


class Several(Record):
    """A decision on whether groups of stories are one event."""

    events: Annotated[tuple[Stories, ...], Field(min_length=2, max_length=MOST_STORIES)]
    about: Line = ""

    @model_validator(mode="after")
    def _is_not_too_large(self) -> Self:
        if sum(map(len, self.events)) > MOST_STORIES:
            raise ValueError(f"at most {MOST_STORIES} stories are meant")
        return self


class Overrides(Record):
    """All that an editor decided about one day."""

    drop: tuple[About, ...] = ()
    """Events that are left out."""
    pin: tuple[About, ...] = ()
    """Events that come first, in this order, muted or not."""
    headline: tuple[Headline, ...] = ()
    join: tuple[Several, ...] = ()
    """Stories that are one event; where both join and part, this wins."""
    part: tuple[Several, ...] = ()
    """Stories that are one event only within each group."""
    outlet: tuple[OutletRule, ...] = ()
    """Whose files are, before all that the settings say."""

    @model_validator(mode="after")
    def _is_of_one_mind(self) -> Self:
        dropped, pinned = (
            {story for one in rules for story in one.stories} for rules in (self.drop, self.pin)
        )
        if both := sorted(dropped & pinned):
            raise ValueError(f"story {both[0]} is dropped and pinned")
        return self


NO_OVERRIDES: Final = Overrides()


def overrides_path(folder: Path, day: date) -> Path:
    """Return where the decisions about `day` lie for the briefs of an output folder."""
    return folder / FOLDER / f"{day.isoformat()}.toml"


def read_overrides(path: Path) -> Overrides:
    """Return the decisions in a file; none where there is no such file.

    Raises :class:`ConfigError`, with the places of what is wrong, for one that cannot be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except (
        FileNotFoundError,
        NotADirectoryError,
    ):  # whether briefs can be written, make itself looks
        return NO_OVERRIDES
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or type(error).__name__}.") from error
    if len(data) > _MOST_BYTES:
        raise ConfigError(f"{path}: more than {_MOST_BYTES} bytes; are these overrides?")
    return parse_overrides(data, str(path))


def parse_overrides(data: bytes, name: str) -> Overrides:
    """Return the decisions that the bytes of a file tell; `name` stands in front of what is wrong.

    Raises :class:`ConfigError`.
    """
    try:
        return Overrides.model_validate(tomllib.loads(data.decode("utf-8-sig")))
    except ValidationError as error:
        raise ConfigError(f"{name}: {'; '.join(_wrong(error))}.") from error
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{name}: not readable as TOML ({error}).") from error


def _wrong(error: ValidationError) -> Iterator[str]:
    problems = error.errors(include_url=False, include_input=False, include_context=False)
    for one in problems[:_MOST_TOLD]:
        place = "".join(
            f"[{part + 1}]" if isinstance(part, int) else f".{part[:40]}" for part in one["loc"]
        )
        yield f"{place.removeprefix('.')}: {one['msg']}" if place else one["msg"]
    if len(problems) > _MOST_TOLD:
        yield f"and {len(problems) - _MOST_TOLD} more"


# -- writing ------------------------------------------------------------------------------------


def to_text(overrides: Overrides) -> str:
    """Return decisions as TOML that :func:`parse_overrides` reads back."""
    return "\n".join(_lines(overrides)) + "\n"


def _lines(overrides: Overrides) -> Iterator[str]:
    yield "# An editor's decisions about the brief of this day, read by each briefing make; see docs/editing.md."
    for name, rules in overrides.model_dump(mode="json").items():
        for rule in rules:
            yield f"\n[[{name}]]"
            yield from _entries(rule)


def _entries(rule: Mapping[str, object]) -> Iterator[str]:
    for key, value in sorted(rule.items(), key=lambda entry: entry[0] != "about"):
        if value != "":
            # JSON strings and lists are TOML as well, but for DEL.
            yield f"{key} = {json.dumps(value, ensure_ascii=False)}".replace("\x7f", "\\u007f")
