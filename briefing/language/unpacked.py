"""What tells languages, with its model as it is once unpacked.

::

    model of the library, packed ─ unpack ─▶ FOLDER/<digest>.npz ─ read ─▶ Teller
                                 └ where nothing can be kept ──────────▶ the library itself

Unpacking its 68 MB takes four fifths of the .4 s before the first answer, in each process that asks.

What is kept is told damaged by the checksums of its archive (CRC-32), which an accident does not pass and a person does.  A digest would have to
lie beside it, under the same hands: to know the right one without it, the library's model would have to be unpacked.  Whoever may write
there may write the settings and the state of the same user as well, and gains less: arrays of numbers are read, no pickle, so that nothing
runs; the languages of texts may be told wrongly.
"""

from __future__ import annotations

import hashlib
import lzma
import shutil
import tempfile
import time
from array import array
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Protocol, cast

_SCRATCH: Final = "unpacking-"
_STALE: Final = 600
"""Seconds after which no run is still unpacking."""
_KINDS: Final = {2: "H", 4: "I"}
"""Of arrays of numbers, by their bytes."""


class Teller(Protocol):
    """What tells the languages of a text."""

    def classify(self, text: str) -> tuple[str, float]:
        """Return the likeliest language, and how likely it is."""

    def rank(self, text: str) -> Sequence[tuple[str, float]]:
        """Return all languages, the likeliest first."""


def load(folder: Path | None) -> Teller:
    """Return what tells languages; its model is unpacked into `folder` once, where there is one that can be written to."""
    library = import_module("py3langid")
    if folder is not None:
        # The library's own classes: a release that changes them costs speed, never the run.
        with suppress(Exception):
            return _kept(folder)
    library.rank("")
    return cast("Teller", library)


def _kept(folder: Path) -> Teller:
    library = import_module("py3langid.langid")
    packed = Path(library.MODEL_DIR) / library.MODEL_FILE
    place = folder / f"{hashlib.sha256(packed.read_bytes()).hexdigest()}.npz"
    try:
        return _read(place, library)
    except Exception:  # noqa: BLE001  # not there, or damaged in whatever way
        _unpack(packed, place)
        return _read(place, library)


def _unpack(packed: Path, place: Path) -> None:
    """Write the model as a whole or not at all; those of other releases go."""
    place.parent.mkdir(parents=True, exist_ok=True)
    for left in place.parent.glob(f"{_SCRATCH}*"):  # of a run that was killed
        if time.time() - left.stat().st_mtime > _STALE:
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=_SCRATCH) as scratch:
        made = Path(scratch) / place.name
        with lzma.open(packed) as source, made.open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
        for other in place.parent.glob("*.npz"):
            other.unlink()
        made.replace(place)


def _read(place: Path, library: Any) -> Teller:  # noqa: ANN401  # a module
    """The teller of an unpacked model: the archive has a checksum of each of its arrays."""
    import numpy as np

    if not place.is_file():  # a pipe would be waited for
        raise FileNotFoundError(place)
    with place.open("rb") as file, np.load(file, allow_pickle=False) as data:
        found: Teller = library.LanguageIdentifier(
            data["ptc"],
            data["pc"],
            data["classes"].tolist(),
            _numbers(data["nextmove"]),
            data["out_feat"].tolist(),
            tk_row=_numbers(data["nextmove_row"]),
        )
    found.rank("")
    return found


def _numbers(found: Any) -> array[int]:  # noqa: ANN401  # numpy has no stubs for these
    numbers = array(_KINDS[found.dtype.itemsize])
    numbers.frombytes(memoryview(found).cast("B"))
    return numbers
