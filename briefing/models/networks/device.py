"""Where a model runs, and in which number format."""

from __future__ import annotations

from typing import Final, Literal

import torch

from briefing.errors import ModelError
from briefing.models.base import Device, Dtype

BATCH_SIZE: Final = {"cpu": 8, "cuda": 32}
"""Prompts run together at most, by device."""


def resolve_device(wanted: Device) -> Literal["cpu", "cuda"]:
    """Return the device to run on.  Raises :class:`ModelError` if CUDA is wanted and not there."""
    if wanted == "auto":
        return "cuda" if torch.cuda.is_available() else "cpu"
    if wanted == "cuda" and not torch.cuda.is_available():
        raise ModelError(
            "device 'cuda' was asked for, but this PyTorch sees no CUDA device; use --device cpu, "
            "or install a CUDA build of torch."
        )
    return wanted


def resolve_dtype(wanted: Dtype, device: Literal["cpu", "cuda"]) -> torch.dtype:
    """Return the number format: bfloat16 where the hardware multiplies it natively, else float32.

    On CPUs with AMX or AVX512-BF16 bfloat16 generates twice as fast as float32, on older ones it
    is slower (pytorch #86270); CUDA devices before Ampere lack it and take float16.
    """
    if wanted != "auto":
        return {
            "float32": torch.float32,
            "bfloat16": torch.bfloat16,
            "float16": torch.float16,
        }[wanted]
    if device == "cuda":
        # Without emulation: older ones count as able to do it, slowly.
        native = torch.cuda.is_bf16_supported(including_emulation=False)
        return torch.bfloat16 if native else torch.float16
    return torch.bfloat16 if _cpu_has_bfloat16() else torch.float32


def _cpu_has_bfloat16() -> bool:
    try:  # private names: a release that renames them costs speed, never the run
        return bool(
            torch.cpu._is_amx_tile_supported()  # noqa: SLF001  # no public test exists
            or torch.cpu._is_avx512_bf16_supported()  # noqa: SLF001
        )
    except AttributeError:
        return False
