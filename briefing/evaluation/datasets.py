"""Labelled data of the user's: files of JSON rows, told apart by the fields that their rows have.

A file is JSON (a list of objects), or JSON lines, plain or packed with gzip.  docs/evaluation.md
describes the rows of each kind.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from briefing.errors import UsageError

ENDINGS: Final = (".jsonl", ".jsonl.gz", ".json", ".json.gz")
FORMATS: Final = "the formats stand in docs/evaluation.md"


class Row(BaseModel):
    """A labelled row; fields that a kind does not name are left alone."""

    model_config = ConfigDict(frozen=True, extra="ignore")


R = TypeVar("R", bound=Row)


class DataSet(NamedTuple, Generic[R]):
    """The rows of one file."""

    name: str
    """The file's name without its ending."""
    sha256: str
    """Of the file's bytes, unpacked, so that packing again changes nothing."""
    rows: Sequence[R]
    total: int
    """Rows in the file; more than `rows` where only some were asked for."""


def find(data: Path, kinds: Sequence[type[Row]]) -> Iterator[tuple[type[Row], Path]]:
    """Yield each kind of row with the files that hold it: `data` itself, or those of the folder.

    Raises :class:`UsageError` where there is no such file or folder, a file is no JSON, or no file
    holds rows of any of the kinds.
    """
    files = {path: _first(path) for path in _files(data)}
    found = [(kind, path) for kind in kinds for path, row in files.items() if required(kind) <= row]
    if not found:
        wanted = " or ".join("{" + ", ".join(sorted(required(kind))) + "}" for kind in kinds)
        raise UsageError(f"{data}: no rows with the fields {wanted}; {FORMATS}.")
    yield from found


def holds(data: Path, kinds: Sequence[type[Row]]) -> bool:
    """Whether a file of `data` holds rows of one of the kinds."""
    fields = [_first(path) for path in _files(data)]
    return any(required(kind) <= row for kind in kinds for row in fields)


def required(kind: type[Row]) -> set[str]:
    """The fields that every row of a kind has."""
    fields = kind.model_fields.items()
    return {field.alias or name for name, field in fields if field.is_required()}


def load(path: Path, kind: type[R], most: int | None = None, seed: int = 0) -> DataSet[R]:
    """Read the rows of a file, at most `most` of them, drawn by `seed`.

    Raises :class:`UsageError` that names file, row and field where a row does not fit.
    """
    content = _content(path)
    raw = list(enumerate(_values(path, content), start=1))
    total = len(raw)
    if most is not None and most < total:
        random.Random(seed).shuffle(raw)  # noqa: S311  # draws rows, no secrets
        raw = raw[:most]
    rows = [_row(path, number, value, kind) for number, value in raw]
    return DataSet(name_of(path), hashlib.sha256(content).hexdigest(), rows, total)


def name_of(path: Path) -> str:
    """The name of a file without its ending."""
    return path.name.removesuffix(".gz").removesuffix(".jsonl").removesuffix(".json")


def _files(data: Path) -> list[Path]:
    if data.is_dir():
        return sorted(path for path in data.iterdir() if path.name.endswith(ENDINGS))
    if not data.is_file():
        raise UsageError(f"{data}: no such file or folder.")
    return [data]


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
        return gzip.decompress(content) if path.name.endswith(".gz") else content
    except (OSError, EOFError, zlib.error) as error:
        raise UsageError(f"{path}: cannot be read ({error}); check the file.") from None


def _first(path: Path) -> set[str]:
    """The names of the fields of a file's first row."""
    row = next(_values(path, _content(path)), None)
    return set(row) if isinstance(row, dict) else set()


def _values(path: Path, content: bytes) -> Iterator[Any]:
    text = content.decode("utf-8-sig", "replace")
    if ".jsonl" not in path.name:
        yield from _parsed(path, 1, text, list)
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _parsed(path, number, line, dict)


def _parsed(path: Path, number: int, text: str, kind: type[Any]) -> Any:  # noqa: ANN401  # whatever JSON holds
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise UsageError(f"{path}, line {number}: not valid JSON; {FORMATS}.") from None
    if not isinstance(value, kind):
        what = "a list of objects" if kind is list else "an object"
        raise UsageError(f"{path}, line {number}: not {what}; {FORMATS}.")
    return value


def _row(path: Path, number: int, value: object, kind: type[R]) -> R:
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"{path}, row {number}: {where} {first['msg']}; {FORMATS}.") from None
