"""Where models lie on disk, which they are, and whether they are whole and safe to load.

The embedded models (:mod:`briefing.models.pins`) lie in the user's cache folder with a manifest of
sizes and hashes beside their weights, which tells a whole folder from a broken one.  Imports neither
torch nor transformers.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from briefing.errors import MissingModelError, ModelError
from briefing.models.hub import find_hub
from briefing.models.names import advice, shown
from briefing.models.pins import PINS
from briefing.records import ModelIdentity

MANIFEST: Final = "manifest.json"


def find(name: str, cache: Path) -> Path | None:
    """Return the folder of a model that can be loaded now, without network; None if there is none.

    `name` is an embedded model, a folder, or a hub id whose snapshot is in the hub's own cache.
    """
    if name in PINS:
        folder = cache / name
        return folder if is_whole(folder) else None
    own = own_folder(name)
    found = own or find_hub(name)
    return found if found and found.is_dir() else None


def require(name: str, cache: Path) -> Path:
    """Return the folder that :func:`find` finds; raises :class:`MissingModelError` with the way out."""
    folder = find(name, cache)
    if folder is None:
        right = advice(name)
        raise MissingModelError(
            f"model '{shown(name)}': {right}"
            if right
            else f"model '{shown(name)}' is not on disk; get it with: briefing models pull {shown(name)}"
        )
    return folder


@contextmanager
def readable(name: str) -> Iterator[None]:
    """Have a folder or a file of a model that cannot be opened refused as that model, which a brief goes without.

    Raises :class:`ModelError`.
    """
    try:
        yield
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise ModelError(
            f"model '{shown(name)}' could not be read ({error.filename}: {why})."
        ) from error


def own_folder(name: str) -> Path | None:
    """Return the folder that `name` is a path of; None where it is none, however odd the name."""
    try:
        folder = Path(name).expanduser()
        return folder if name and folder.is_dir() else None
    except (OSError, RuntimeError):  # too long for a path; a home that nobody has
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
            digest.update(os.fsencode(path.name) + fingerprint(path))
    called = Path(os.path.realpath(folder)).name if own_folder(name) else name
    return ModelIdentity(name=called, digest=digest.hexdigest())


def fingerprint(path: Path, samples: int = 256, sample: int = 1 << 14) -> bytes:
    """Return a hash of size and samples of a file (256 of 16 KiB: a change of 5 % of the bytes slips by at 2e-6)."""
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
    odd = next(
        (one for one in folder.glob("*") if one.exists() and not (one.is_file() or one.is_dir())),
        None,
    )
    if odd is not None:  # opening a pipe waits for ever, a device never ends
        raise ModelError(f"{odd}: not a regular file; remove it.")
    if not any(folder.glob("*.safetensors")):
        raise ModelError(
            f"{folder}: no *.safetensors weights there; other formats are refused because loading "
            "them can run code. Save the model with save_pretrained(safe_serialization=True)."
        )
    if not (folder / "config.json").is_file():
        raise ModelError(f"{folder}: no config.json there; this is no Hugging Face model folder.")


def require_intact(folder: Path) -> bool:
    """Refuse an embedded model whose files are not those of its manifest; False for other folders, which have none.

    Answers are kept under the model's digest, so weights that are damaged must answer nothing.  Takes .4 s for the default generator,
    and is asked where a model is loaded, not where its answers are there already.
    Raises :class:`ModelError`.
    """
    if folder.name not in PINS or not (folder / MANIFEST).is_file():
        return False
    if not is_whole(folder, thorough=True):
        raise ModelError(
            f"{folder}: files of this model are damaged; delete that folder, then run "
            f"'briefing models pull {folder.name}'."
        )
    return True


def require_plausible(folder: Path) -> None:
    """Refuse a model whose configuration asks for more than its weights can fill, before anything of that size is made.

    Raises :class:`ModelError`.
    """
    try:
        asked = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        tensors = sum(_tensors(path) for path in folder.glob("*.safetensors"))
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"{folder}: this model could not be loaded ({error}).") from error
    if not isinstance(asked, dict):
        raise ModelError(
            f"{folder}: this model could not be loaded (config.json holds no settings)."
        )
    for name, value in asked.items():
        if name.endswith("layers") and isinstance(value, int) and value > max(tensors, 1):
            raise ModelError(
                f"{folder}: config.json asks for {value} layers, the weights hold {tensors} tensors."
            )


_MOST_HEADER: Final = 100_000_000
"""Bytes of a safetensors header, as the format itself limits it."""


def _tensors(path: Path) -> int:
    """How many tensors a safetensors file holds; raises :class:`ValueError` where its header is none."""
    with path.open("rb") as file:
        size = int.from_bytes(file.read(8), "little")
        if size > min(_MOST_HEADER, path.stat().st_size):
            raise ValueError(f"{path.name}: a header of {size} bytes")
        return len(json.loads(file.read(size)))


def answers_chats(folder: Path) -> bool:
    """Whether the model in a folder was taught to answer the turns of a chat.

    Its tokenizer tells how they are written, in a file of its own or, in older folders, among its settings.
    Encoders with a decoder get bare text, whatever theirs tells.
    """
    if _settings(folder / "config.json").get("is_encoder_decoder"):
        return False
    files = ("chat_template.jinja", "chat_template.json")
    return any((folder / name).is_file() for name in files) or bool(
        _settings(folder / "tokenizer_config.json").get("chat_template")
    )


def _settings(file: Path) -> Mapping[str, object]:
    """What a JSON file sets; nothing where it cannot be read."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


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
            and (not thorough or file_digest(folder / name) == entry["sha256"])
            for name, entry in files.items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_manifest(folder: Path, about: Mapping[str, str]) -> None:
    """Write the manifest of a folder, with what else is to be known of it, once all that it speaks of is on disk."""
    files = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            os.fsync(file.fileno())  # sizes alone are looked at later
        files[path.relative_to(folder).as_posix()] = {
            "size": path.stat().st_size,
            "sha256": file_digest(path),
        }
    body = {**about, "files": files}
    with (folder / MANIFEST).open("w", encoding="utf-8") as file:
        file.write(json.dumps(body, indent=1, sort_keys=True) + "\n")
        file.flush()
        os.fsync(file.fileno())
