"""What lies in a model's folder: tensors, settings, tokenizer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor

from briefing.errors import ModelError
from briefing.models.base import Device, Dtype
from briefing.models.find import require_intact, require_safe
from briefing.models.networks.device import resolve_device, resolve_dtype


class Weights(NamedTuple):
    """A model as it was read, on its device."""

    tensors: Mapping[str, Tensor]
    settings: Mapping[str, Any]
    """Of config.json."""
    tokenizer: Tokenizer
    device: str
    dtype: torch.dtype


def read(folder: Path, device: Device, dtype: Dtype) -> Weights:
    """Read the folder of an embedded model.

    Raises :class:`ModelError` for one that is damaged or cannot be read.
    """
    require_safe(folder)
    with ThreadPoolExecutor(1) as beside:  # hashing 270 MB takes as long as all the rest here
        intact = beside.submit(require_intact, folder)
        where = resolve_device(device)
        number = resolve_dtype(dtype, where)
        try:
            settings = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            tensors = load_file(folder / "model.safetensors", device=where)
        except Exception as error:  # a folder that is wrong fails in whatever way it likes
            intact.result()  # the better reason, where it has one
            line = str(error).strip().split("\n")[0][:200]
            raise ModelError(f"{folder}: this model could not be loaded ({line}).") from error
        intact.result()
    floats = {name: _as(number, tensor) for name, tensor in tensors.items()}
    return Weights(floats, settings, tokenizer, where, number)


def _as(dtype: torch.dtype, tensor: Tensor) -> Tensor:
    return tensor.to(dtype) if tensor.is_floating_point() else tensor


def plain(text: str) -> str:
    """Return a text that tokenizers take: a lone surrogate has no UTF-8 form; "?" keeps all offsets."""
    return text.encode("utf-8", "replace").decode("utf-8")
