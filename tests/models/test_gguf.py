"""GGUF files are made ready once, and found by their bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing.errors import MissingModelError, ModelError
from briefing.models.choose import backend_of
from briefing.models.gguf import folder_of, licence_of, pull_gguf, told_of


def gguf(path: Path, licence: bytes = b"apache-2.0", rest: bytes = b"weights") -> Path:
    """A file whose head is that of a GGUF file, as far as it is read."""
    text = b"general.license" + b"\x08\0\0\0" + len(licence).to_bytes(8, "little") + licence
    path.write_bytes(b"GGUF" + bytes(20) + text + rest)
    return path


def convert(source: Path, target: Path) -> None:
    (target / "model.safetensors").write_bytes(source.read_bytes())
    (target / "config.json").write_text("{}")
    (target / "chat_template.jinja").write_text("{{ messages }}")


def refuse(source: Path, target: Path) -> None:
    raise ValueError("GGUF model with architecture odd is not supported yet.\nmore")


def test_a_file_is_found_once_it_is_made_ready_and_not_converted_twice(tmp_path: Path) -> None:
    file, cache = gguf(tmp_path / "small.gguf"), tmp_path / "cache"
    with pytest.raises(MissingModelError, match=r"briefing models pull .*small\.gguf"):
        backend_of(str(file)).find(str(file), cache)
    folder = pull_gguf(file, cache, convert)
    assert pull_gguf(file, cache, refuse) == folder  # which would fail
    found = backend_of(str(file)).find(str(file), cache)
    assert (found.place, found.identity.name, found.chats) == (str(folder), "small.gguf", True)
    assert told_of(folder) == ("small.gguf", "apache-2.0")


def test_other_bytes_of_the_same_name_are_another_model(tmp_path: Path) -> None:
    file, cache = gguf(tmp_path / "small.gguf"), tmp_path / "cache"
    first = pull_gguf(file, cache, convert)
    gguf(file, rest=b"changed")
    assert folder_of(file, cache) != first
    with pytest.raises(MissingModelError):
        backend_of(str(file)).find(str(file), cache)


def test_a_file_that_cannot_be_read_leaves_nothing_and_names_the_ways_out(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    with pytest.raises(ModelError, match=r"architecture odd is not supported yet.*behind a server"):
        pull_gguf(gguf(tmp_path / "odd.gguf"), cache, refuse)
    (tmp_path / "none.gguf").write_bytes(b"<html>")
    with pytest.raises(ModelError, match=r"none\.gguf: no GGUF file"):
        pull_gguf(tmp_path / "none.gguf", cache, convert)
    assert [path for path in cache.iterdir() if path.is_dir()] == []


def test_a_licence_is_read_where_one_stands(tmp_path: Path) -> None:
    assert licence_of(gguf(tmp_path / "a.gguf", b"mit")) == "mit"
    assert licence_of(gguf(tmp_path / "b.gguf", b"x" * 5000)) == ""
    (tmp_path / "c.gguf").write_bytes(b"GGUF" + bytes(50))
    assert licence_of(tmp_path / "c.gguf") == ""


def test_a_manifest_that_is_damaged_still_names_the_folder(tmp_path: Path) -> None:
    folder = pull_gguf(gguf(tmp_path / "a.gguf"), tmp_path / "cache", convert)
    (folder / "manifest.json").write_text(json.dumps([]))
    assert told_of(folder) == (folder.name, "")
