"""Labelled files: which rows they hold, and what is said of those that do not fit."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from briefing.errors import UsageError
from briefing.evaluation.datasets import Row, find, load


class Pebble(Row):
    id: str
    grams: int
    colour: str = "grey"


class Shell(Row):
    id: str
    whorls: int


def test_a_folder_is_searched_for_rows_by_their_fields(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text('{"id": "1", "grams": 3}\n')
    (tmp_path / "a.json").write_text('[{"id": "1", "whorls": 5}]')
    (tmp_path / "notes.txt").write_text("none of it")
    assert list(find(tmp_path, [Pebble, Shell])) == [
        (Pebble, tmp_path / "b.jsonl"),
        (Shell, tmp_path / "a.json"),
    ]


def test_packing_changes_neither_name_nor_digest(tmp_path: Path) -> None:
    plain, packed = tmp_path / "beach.jsonl", tmp_path / "beach.jsonl.gz"
    plain.write_bytes(b'{"id": "1", "grams": 3}\n')
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert load(plain, Pebble) == load(packed, Pebble)


def test_fewer_rows_are_drawn_by_the_seed_and_told(tmp_path: Path) -> None:
    path = tmp_path / "beach.jsonl"
    path.write_text("".join(f'{{"id": "{n}", "grams": {n}}}\n' for n in range(20)))
    first, again, other = load(path, Pebble, 5), load(path, Pebble, 5), load(path, Pebble, 5, 1)
    assert first == again != other
    assert (len(first.rows), first.total) == (5, 20)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.jsonl", '{"id": "1", "grams": 3}\n{"id": "2"}\n', "a.jsonl, row 2: grams"),
        ("a.jsonl", '{"id": "1", "grams": 3}\n{"id": \n', "a.jsonl, line 2: not valid JSON"),
        ("a.json", '{"id": "1", "grams": 3}', "a.json, line 1: not a list of objects"),
        ("a.jsonl", '{"name": "1"}\n', "no rows with the fields {grams, id}"),
        ("a.jsonl.gz", "not packed", "a.jsonl.gz: cannot be read"),
    ],
)
def test_what_is_wrong_is_named_with_the_way_out(
    tmp_path: Path, name: str, text: str, told: str
) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(UsageError) as error:
        _ = [load(file, kind) for kind, file in find(path, [Pebble])]
    assert told in str(error.value)
    assert "docs/evaluation.md" in str(error.value) or "check the file" in str(error.value)


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="gone: no such file or folder"):
        list(find(tmp_path / "gone", [Pebble]))
