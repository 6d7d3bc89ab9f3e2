"""Models of the hub: names, reasons, and what of them is on disk."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import huggingface_hub
import pytest
from huggingface_hub import constants, errors

from briefing.errors import MissingModelError, ModelError
from briefing.models.hub import (
    HubName,
    damaged_hub,
    fetch_hub,
    find_hub,
    gguf_files,
    kept_models,
    read_name,
    remove_hub,
)

WEIGHTS = b"weights" * 100
README = b"---\nlicense: mit\n---\n# A model\n"


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the hub, with one model in it as the hub's library lays it out."""
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    folder = tmp_path / "models--org--name"
    snapshot = folder / "snapshots" / "c0ffee"
    snapshot.mkdir(parents=True)
    (folder / "blobs").mkdir()
    (folder / "refs").mkdir()
    (folder / "refs" / "main").write_text("c0ffee")
    git = hashlib.sha1(b"blob %d\0" % len(README) + README).hexdigest()
    for name, data, blob in (
        ("model.safetensors", WEIGHTS, hashlib.sha256(WEIGHTS).hexdigest()),
        ("README.md", README, git),
    ):
        (folder / "blobs" / blob).write_bytes(data)
        (snapshot / name).symlink_to(f"../../blobs/{blob}")
    return folder


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("org/name", HubName("org/name")),
        ("gpt2", HubName("gpt2")),
        ("org/name@v1.0", HubName("org/name", "v1.0")),
        ("org/name@refs/pr/3:a/b.gguf", HubName("org/name", "refs/pr/3", "a/b.gguf")),
        ("org/name:b.gguf", HubName("org/name", None, "b.gguf")),
        ("a/b/c", None),
        ("org/name:latest", None),
        ("../x/y", None),
        ("", None),
    ],
)
def test_a_hub_id_is_repository_revision_and_file(name: str, read: HubName | None) -> None:
    assert read_name(name) == read


def test_what_is_on_disk_is_found_with_its_licence_and_size(hub: Path) -> None:
    (one,) = kept_models()
    assert (one.name, one.licence, one.size) == ("org/name", "mit", len(WEIGHTS) + len(README))
    assert find_hub("org/name") == hub / "snapshots" / "c0ffee"
    assert find_hub("org/name@other") is None


def test_damage_is_told_by_the_names_that_the_hub_gave(hub: Path) -> None:
    assert damaged_hub("org/name") == []
    assert damaged_hub("org/other") is None
    blob = next(path for path in (hub / "blobs").iterdir() if len(path.name) == 64)
    blob.write_bytes(b"Weights" + WEIGHTS[7:])
    assert damaged_hub("org/name") == ["model.safetensors"]


def test_a_removed_model_is_gone_and_its_bytes_are_told(hub: Path) -> None:
    assert remove_hub("org/other") is None
    assert remove_hub("org/name") == len(WEIGHTS) + len(README)
    assert not hub.exists()


def test_of_a_named_revision_that_one_is_removed_alone(hub: Path) -> None:
    other = hub / "snapshots" / "beef00"
    other.mkdir()
    (other / "model.safetensors").write_bytes(b"others")
    assert remove_hub("org/name@v2") is None
    assert remove_hub("org/name:a.gguf") is None
    assert remove_hub("org/name@main") == len(WEIGHTS) + len(README)
    assert [path.name for path in (hub / "snapshots").iterdir()] == ["beef00"]
    assert remove_hub("org/name@beef00") == len(b"others")
    assert not hub.exists()


def refusal(kind: Callable[..., Exception]) -> Exception:
    answer = httpx2.Response(403, request=httpx2.Request("GET", "https://hub.example"))
    return kind("Client error\nmore", response=answer)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (refusal(errors.GatedRepoError), r"accept its terms at .*/org/name, and set HF_TOKEN"),
        (refusal(errors.RepositoryNotFoundError), "no such model, or a private one"),
        (refusal(errors.RevisionNotFoundError), "has no revision 'v9'"),
        (
            errors.LocalEntryNotFoundError("no net"),
            "cannot be reached; what was got so far is kept",
        ),
        (refusal(errors.HfHubHTTPError), "org/name@v9: Client error"),
        (OSError(28, "No space left on device"), "No space left"),
        (httpx2.ReadTimeout("The read operation timed out"), "org/name@v9: The read operation"),
        (httpx2.RemoteProtocolError("Server disconnected"), "org/name@v9: Server disconnected"),
    ],
)
def test_what_cannot_be_got_is_told_with_the_way_out(
    monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    def fail(*_: Any, **__: Any) -> str:
        raise error

    monkeypatch.setattr(huggingface_hub, "snapshot_download", fail)
    monkeypatch.setattr(constants, "is_offline_mode", lambda: False)
    with pytest.raises(ModelError, match=told):
        fetch_hub("org/name@v9")
    assert find_hub("org/name@v9") is None


def test_offline_is_told_as_such(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(constants, "is_offline_mode", lambda: True)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(MissingModelError, match="HF_HUB_OFFLINE forbids"):
        fetch_hub("org/name")


def test_the_gguf_files_of_a_model_are_named_as_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    files = ["README.md", "a.gguf", "sub/b.gguf"]
    monkeypatch.setattr(huggingface_hub.HfApi, "list_repo_files", lambda *_, **__: files)
    assert gguf_files("org/name") == ["org/name:a.gguf", "org/name:sub/b.gguf"]


def test_a_hub_that_hangs_up_has_no_files_to_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> list[str]:
        raise httpx2.ReadTimeout("The read operation timed out")

    monkeypatch.setattr(huggingface_hub.HfApi, "list_repo_files", fail)
    assert gguf_files("org/name") == []
