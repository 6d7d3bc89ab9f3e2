"""A model and its tokenizer, read from a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from transformers import AutoTokenizer, PreTrainedModel, PreTrainedTokenizerBase

from briefing.errors import ModelError
from briefing.models.base import Device, Dtype
from briefing.models.find import require_intact, require_plausible, require_safe
from briefing.models.networks.device import resolve_device, resolve_dtype
from briefing.models.networks.numbers import without_numbers


class Loaded:
    """Model and tokenizer of one folder, on their device."""

    def __init__(self, folder: Path, auto: Any, device: Device, dtype: Dtype) -> None:  # noqa: ANN401  # the Auto classes share no base
        require_safe(folder)
        self.is_intact = require_intact(folder)
        """Whether its files are those of a model that the program brings."""
        require_plausible(folder)
        self.device = resolve_device(device)
        self.dtype = resolve_dtype(dtype, self.device)
        safe: dict[str, Any] = {"trust_remote_code": False, "local_files_only": True}
        try:
            self.tokenizer: PreTrainedTokenizerBase = AutoTokenizer.from_pretrained(folder, **safe)
            model, told = auto.from_pretrained(
                folder, dtype=self.dtype, use_safetensors=True, output_loading_info=True, **safe
            )
        except Exception as error:  # a folder that is wrong fails in whatever way it likes
            raise ModelError(
                f"{folder}: this model could not be loaded ({one_line(error)})."
            ) from error
        self.model: PreTrainedModel = model
        missing = sorted(told["missing_keys"])
        if missing:  # it would be filled with noise
            raise ModelError(
                f"{folder}: weights are missing there ({missing[0]}, {len(missing)} in all)."
            )
        broken = [] if self.is_intact else list(without_numbers(self.model.named_parameters()))
        if broken:  # it would answer nothing, and nobody would know why
            raise ModelError(
                f"{folder}: weights there are no numbers ({broken[0]}, {len(broken)} in all): get the model again."
            )
        self.model.eval().to(self.device)
        if self.tokenizer.pad_token_id is None:
            first = self.tokenizer.convert_ids_to_tokens(0)
            self.tokenizer.pad_token = self.tokenizer.eos_token or first


def one_line(error: Exception) -> str:
    """Return what an error says in a line: of some the reason stands in the second one."""
    # It speaks of a report that nobody sees, and of a flag that nobody set.
    if "ignore_mismatched_sizes" in str(error):
        return "config.json asks for other sizes than the weights have"
    return " ".join(str(error).split())[:200] or type(error).__name__
