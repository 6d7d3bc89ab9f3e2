"""GGUF weights in, safetensors out."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer


def convert_gguf(source: Path, target: Path) -> None:
    """Turn a GGUF file into a folder that loads in a second: safetensors, configuration, tokenizer.

    The weights are de-quantised and stored as bfloat16.  Takes about 40 s for 135M parameters.
    """
    place: dict[str, Any] = {"gguf_file": source.name, "local_files_only": True}
    tokenizer = AutoTokenizer.from_pretrained(source.parent, **place)
    with _quiet():
        model: Any = AutoModelForCausalLM.from_pretrained(
            source.parent, dtype=torch.float32, **place
        )
    # save_pretrained refuses models that were loaded from GGUF unless they forget where from.
    model.hf_quantizer = None
    model.is_quantized = False
    if hasattr(model.config, "quantization_config"):
        del model.config.quantization_config
    model.to(torch.bfloat16).save_pretrained(target)
    tokenizer.save_pretrained(target)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep the converter's own progress bar off stderr (it does not ask the logging settings)."""
    with Path(os.devnull).open("w") as sink, contextlib.redirect_stderr(sink):
        yield
