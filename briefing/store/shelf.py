"""What many files leave, on disk instead of in memory: their texts, what their stories say, what was removed from them.

::

    Document, Reading ─ Shelf ─▶ the same record, whose long fields are read from disk each time that they are asked for
                                  └─ whole ─▶ the record with all of them at hand

A dump of 5 kB leaves some 31 kB of records and 6 kB where they are put aside (docs/experiments/speed.md).  Other code need not know; what asks often
makes a record whole first.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Mapping
from threading import Lock
from typing import IO, Any, ClassVar, Final, Self, TypeVar, cast

from pydantic import SerializerFunctionWrapHandler, model_serializer

from briefing.errors import BriefingError
from briefing.records import Document, Reading, Record, Story

R = TypeVar("R", bound=Record)

_PLACE: Final = "place"
"""Under this name a record knows where its other fields are."""


class Shelf:
    """A file that this process alone can read: it has no name, so that nothing is left of it, however the program ends.

    It lies where the system keeps temporary files (`TMPDIR`).  What cannot be written stays in memory, as it would stand in the file.
    """

    def __init__(self) -> None:
        self.trouble = ""
        """Why texts are kept in memory, and the way out; empty where all is well."""
        self._lock: Final = Lock()
        self._held: Final[dict[int, bytes]] = {}
        self._end = 0
        self._last: tuple[int, Mapping[str, Any]] = (-1, {})
        self._file: IO[bytes] | None = None
        try:
            self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  # as long as there are records of it
        except OSError as error:
            self._give_up(error)

    def __del__(self) -> None:
        """Close the file, when the last of its records is gone."""
        if self._file is not None:
            self._file.close()

    def document(self, one: Document) -> Document:
        """Return the document without its text."""
        return self._put(one, _Document)

    def reading(self, one: Reading) -> Reading:
        """Return the reading without what was removed, its stories without what they say."""
        stories = tuple(self._put(story, _Story, length=story.length) for story in one.stories)
        return self._put(one.model_copy(update={"stories": stories}), _Reading)

    def _put(self, one: R, kind: type[_Aside], **more: int) -> R:
        fields = vars(one)
        content = pickle.dumps(tuple(fields[name] for name in kind.long), pickle.HIGHEST_PROTOCOL)
        light = {name: value for name, value in fields.items() if name not in kind.long}
        place = _Place(self, self._write(content), len(content))
        return kind.made({**light, **more, _PLACE: place})  # type: ignore[return-value]  # a kind of it

    def _write(self, content: bytes) -> int:
        with self._lock:
            start = self._end
            self._end += len(content)
            if self._file is not None:
                try:
                    self._file.seek(start)
                    if self._file.write(content) == len(content):
                        return start
                    self._give_up("no space left")
                except OSError as error:
                    self._give_up(error)
            self._held[start] = content
            return start

    def _give_up(self, why: OSError | str) -> None:
        reason = (why.strerror or str(why)) if isinstance(why, OSError) else why
        self.trouble = (
            f"texts stay in memory, {tempfile.tempdir or 'no folder for temporary files'} does not take them ({reason}): "
            "set TMPDIR to a folder with room"
        )

    def read(self, start: int, size: int, long: tuple[str, ...]) -> Mapping[str, Any]:
        """Return the fields of these names that were written at a place; those read last are at hand.

        Raises :class:`BriefingError` where the file does not give them back.
        """
        with self._lock:
            if self._last[0] != start:
                content = self._held.get(start)
                if content is None and self._file is not None:
                    content = self._read(self._file, start, size)
                self._last = start, dict(zip(long, pickle.loads(content or b""), strict=True))  # noqa: S301  # our own bytes
            return self._last[1]

    def _read(self, file: IO[bytes], start: int, size: int) -> bytes:
        try:
            file.seek(start)
            content = file.read(size)
        except OSError as error:
            content, why = b"", error.strerror or str(error)
        else:
            why = "it has become shorter"
        if len(content) < size:
            raise BriefingError(
                f"what was put aside in a temporary file cannot be read back ({why}): set TMPDIR to another folder, and run again"
            )
        return content


class _Place:
    """Where the long fields of a record are."""

    __slots__ = ("shelf", "size", "start")

    def __init__(self, shelf: Shelf, start: int, size: int) -> None:
        self.shelf, self.start, self.size = shelf, start, size


class _Aside(Record):
    """A record without its long fields; compared, hashed, pickled and sent away it is whole."""

    long: ClassVar[tuple[str, ...]] = ()
    kind: ClassVar[type[Record]]

    @classmethod
    def made(cls, fields: dict[str, Any]) -> Self:
        """Return a record with these fields alone: pydantic would give it the defaults of the others."""
        one = cast("Self", cls.model_construct())
        object.__setattr__(one, "__dict__", fields)
        one.model_post_init(None)
        return one

    def whole(self) -> Self:
        """Return the record with all its fields, which knows no shelf."""
        fields = {name: vars(self)[name] for name in self.kind.model_fields if name in vars(self)}
        return self.kind.model_construct(**{**self._long(), **fields})  # type: ignore[return-value]  # that it is one of

    def _long(self) -> Mapping[str, Any]:
        place: _Place = vars(self)[_PLACE]
        return place.shelf.read(place.start, place.size, self.long)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # of any field
        if name in type(self).long:
            return self._long()[name]
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __eq__(self, other: object) -> bool:
        return self.whole() == (other.whole() if isinstance(other, Record) else other)

    def __hash__(self) -> int:
        return hash(self.whole())

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        return self.whole().__deepcopy__(memo)

    @model_serializer(mode="wrap")
    def _serialized(self, _handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """What the whole record is written as: nothing is left out for being on disk."""
        return self.whole().model_dump()

    def __reduce__(self) -> tuple[Any, ...]:
        return Record.whole, (self.whole(),)


class _Document(_Aside, Document):
    long = ("text",)
    kind = Document
    __hash__ = _Aside.__hash__


class _Story(_Aside, Story):
    long = ("title", "sentences", "subheads", "spans")
    kind = Story
    __hash__ = _Aside.__hash__

    @property
    def length(self) -> int:
        length: int = vars(self)["length"]
        return length


class _Reading(_Aside, Reading):
    long = ("removed",)
    kind = Reading
    __hash__ = _Aside.__hash__

    def whole(self) -> Self:
        stories = tuple(story.whole() for story in self.stories)
        held = {"document": self.document.whole(), "stories": stories}
        return super().whole().model_copy(update=held)
