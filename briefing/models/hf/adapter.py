"""Low-rank changes of a model's layers, merged into its weights (Hu et al. 2022, LoRA)."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from transformers import PreTrainedModel

from briefing.errors import ModelError
from briefing.models.adapter import ADAPTER

LAYERS: Final = frozenset({"q_proj", "v_proj"})
"""The layers that are changed, by the last part of their names."""
SCALE: Final = 2.0
"""By how much a change counts, in training and here."""


@torch.inference_mode()
def merge(model: PreTrainedModel, path: Path = ADAPTER) -> None:
    """Add the changes in `path` to the layers of `model`, in place.

    The file holds for each layer `NAME.down`, (rank, inputs), and `NAME.up`, (outputs, rank).  Raises
    :class:`ModelError` where it cannot be read or is not of this model.
    """
    try:
        changes = load_file(path)
        names = sorted({name.rpartition(".")[0] for name in changes})
        for name in names:
            weight = model.get_parameter(f"{name}.weight")
            down, up = (changes[f"{name}.{half}"].float() for half in ("down", "up"))
            change = SCALE * (up @ down).to(weight.device)
            weight.copy_((weight.float() + change).to(weight.dtype))
    except (OSError, SafetensorError, AttributeError, KeyError, RuntimeError) as error:
        raise ModelError(
            f"{path.name}: this adapter is not one of this model ({error})."
        ) from error
