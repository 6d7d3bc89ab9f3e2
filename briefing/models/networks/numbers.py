"""Weights that are numbers: a model with others answers nothing, and nothing fails that would tell why."""

from __future__ import annotations

import math
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
    """Return the same of the files in a folder, one tensor in memory at a time; a file that cannot be read has none.

    Files may hold masks as well, which no model loads: those are not told of (:func:`_is_mask`).
    """
    found: list[str] = []
    for path in sorted(folder.glob("*.safetensors")):
        with suppress(SafetensorError, OSError), safe_open(path, "pt") as file:
            every = ((name, file.get_tensor(name)) for name in file.keys())  # noqa: SIM118  # no mapping
            found += [one for one in without_numbers(every) if not _is_mask(file.get_tensor(one))]
    return found


def _is_mask(tensor: Tensor) -> bool:
    """Whether a tensor says what is not looked at: the lowest number there, one other number everywhere else.

    Told by its values: names differ, and what a model loads is known only once it is loaded, which takes parameters alone.
    """
    others = tensor[tensor != -math.inf]
    lowest = torch.finfo(tensor.dtype).min
    rest = others[others != lowest]
    return bool(torch.isfinite(rest).all()) and (not rest.numel() or bool(rest.min() == rest.max()))
