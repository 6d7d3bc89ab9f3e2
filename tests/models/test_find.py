"""Finding models on disk, and telling which they are."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import ModelError
from briefing.models import huggingface
from briefing.models.find import answers_chats, find, identity_of, require_safe


@pytest.fixture
def own_model(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "config.json").write_text("{}")
    (folder / "model.safetensors").write_bytes(bytes(range(256)) * 50_000)
    (folder / "README.md").write_text("read me")
    (folder / "extra.json").mkdir()
    return folder


def test_a_folder_of_the_users_own_is_found(own_model: Path, tmp_path: Path) -> None:
    assert find(str(own_model), tmp_path / "cache") == own_model


@pytest.mark.parametrize("call", ["iterdir", "glob", "open"])
def test_a_folder_that_cannot_be_read_is_refused(
    own_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def failing(path: Path, *_words: Any, **_named: Any) -> Any:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE), str(path))

    monkeypatch.setattr(Path, call, failing)
    with pytest.raises(ModelError, match=r"could not be read .*Too many open files"):
        huggingface.BACKEND.find(str(own_model), tmp_path)


def test_a_path_below_the_home_is_found(
    own_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find("~/own", tmp_path / "cache") == own_model


def test_a_name_that_leads_nowhere_gives_none_without_network_and_torch(tmp_path: Path) -> None:
    # The hub library reads its variables once, at import: a fresh process, with sockets forbidden.
    code = """
import json, socket, sys
def no(*a, **k): raise SystemExit("the network was used")
socket.socket.connect = socket.getaddrinfo = no
from pathlib import Path
from briefing.models.find import find
for name in json.load(sys.stdin):
    assert find(name, Path("cache")) is None, name
assert not {"torch", "transformers"} & set(sys.modules)
"""
    names = ["nobody/has-this", "no such name!", "~nobody-at-all/model", "x" * 5000, "a/b/c", ""]
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path)}
    subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps([*names, "a\0b"]),
        text=True,
        env=environment,
        cwd=tmp_path,
        check=True,
        timeout=30,
    )


def test_a_snapshot_in_the_hubs_own_cache_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huggingface_hub import constants

    repository = tmp_path / "hub" / "models--some--model"
    (repository / "refs").mkdir(parents=True)
    (repository / "refs" / "main").write_text("c0ffee")
    (repository / "snapshots" / "c0ffee").mkdir(parents=True)
    (repository / "snapshots" / "c0ffee" / "config.json").write_text("{}")
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    assert find("some/model", tmp_path) == repository / "snapshots" / "c0ffee"


def test_the_identity_of_a_folder_names_no_path_of_this_machine(own_model: Path) -> None:
    assert identity_of(str(own_model), own_model).name == "own"
    assert identity_of("some/model", own_model).name == "some/model"


def test_the_identity_changes_with_the_content(own_model: Path) -> None:
    def digest() -> str:
        return identity_of("some/model", own_model).digest

    known = [digest()]
    (own_model / "README.md").write_text("read me again")
    assert digest() == known[0]
    data = bytearray((own_model / "model.safetensors").read_bytes())
    for start in range(0, len(data), 1 << 20):  # a stretch anywhere in a file of 12 MB
        changed = data.copy()
        changed[start : start + (1 << 16)] = b"\xff" * (1 << 16)
        (own_model / "model.safetensors").write_bytes(changed[: len(data)])
        known.append(digest())
    (own_model / "model.safetensors").write_bytes(data)
    (own_model / "config.json").write_text('{"a": 1}')
    known.append(digest())
    (own_model / "chat_template.jinja").write_text("{{ messages }}")
    known.append(digest())
    assert len(set(known)) == len(known)


def test_small_files_count_to_the_last_byte(own_model: Path) -> None:
    whole = bytes(1_000_000)
    digests = set()
    for position in range(0, len(whole), 99_999):
        changed = bytearray(whole)
        changed[position] = 1
        (own_model / "model.safetensors").write_bytes(changed)
        digests.add(identity_of("some/model", own_model).digest)
    assert len(digests) == 11


@pytest.mark.parametrize(
    "name", ["pytorch_model.bin", "model.Q4_1.gguf", "model.pt", "tf_model.h5"]
)
def test_weights_that_can_run_code_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(ModelError, match=r"no \*\.safetensors weights there.*save_pretrained"):
        require_safe(tmp_path)


def test_a_folder_without_configuration_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"x")
    with pytest.raises(ModelError, match=r"no config\.json there"):
        require_safe(tmp_path)


def test_a_safe_folder_passes(own_model: Path) -> None:
    require_safe(own_model)


@pytest.mark.parametrize(
    ("files", "chats"),
    [
        ({}, False),
        ({"tokenizer_config.json": "{}"}, False),
        ({"tokenizer_config.json": "[]"}, False),
        ({"tokenizer_config.json": "{"}, False),
        ({"tokenizer_config.json": '{"chat_template": "{{ messages }}"}'}, True),
        ({"chat_template.jinja": "{{ messages }}"}, True),
        (
            {
                "chat_template.jinja": "{{ messages }}",
                "config.json": '{"is_encoder_decoder": true}',
            },
            False,
        ),
    ],
)
def test_a_chat_model_is_known_by_its_files(
    files: dict[str, str], tmp_path: Path, *, chats: bool
) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    assert answers_chats(tmp_path) is chats
