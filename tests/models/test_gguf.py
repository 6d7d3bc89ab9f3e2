"""GGUF files are made ready once, and found by their bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing.errors import MissingModelError, ModelError
from briefing.models.choose import backend_of
from briefing.models.gguf import folder_of, licence_of, pull_gguf, told_of
from briefing.models.listing import list_models, remove_model, verify_model


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


def test_a_file_of_the_same_name_from_elsewhere_is_not_taken_for_it(tmp_path: Path) -> None:
    file, cache = gguf(tmp_path / "small.gguf"), tmp_path / "cache"
    folder = pull_gguf(file, cache, convert)
    for name in ("other/never-pulled:small.gguf", str(tmp_path / "elsewhere" / "small.gguf")):
        with pytest.raises(ModelError, match="no such model"):
            remove_model(name, cache)
        with pytest.raises(ModelError, match="no such model"):
            verify_model(name, cache)
    uses = {"other/never-pulled:small.gguf": ["generator"]}
    assert [one.uses for one in list_models(cache, uses) if one.kind == "gguf"] == [()]
    assert verify_model("small.gguf", cache) == (True, "")
    assert remove_model("small.gguf", cache) > 0
    assert not folder.exists()


def test_of_several_files_of_one_name_the_list_names_the_folders(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first, second = tmp_path / "a" / "small.gguf", tmp_path / "b" / "small.gguf"
    for file in (first, second):
        file.parent.mkdir()
        pull_gguf(gguf(file, rest=file.parent.name.encode()), cache, convert)
    with pytest.raises(ModelError, match=r"several models are called so.*gguf-small-.*gguf-small-"):
        remove_model("small.gguf", cache)
    listed = [one for one in list_models(cache, {str(second): ["generator"]}) if one.kind == "gguf"]
    assert {one.name for one in listed} == {folder_of(one, cache).name for one in (first, second)}
    assert {one.name for one in listed if one.uses} == {folder_of(second, cache).name}
    assert verify_model(listed[0].name, cache) == (True, "")
    assert remove_model(str(first), cache) > 0
    assert [one.place for one in list_models(cache, {}) if one.kind == "gguf"] == [
        str(folder_of(second, cache))
    ]
