"""What a device says when it has no room, in one word of ours."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import torch

from briefing.models.batching import MemoryShortageError


@contextlib.contextmanager
def memory_shortage() -> Iterator[None]:
    """Turn out-of-memory errors of any device into :class:`MemoryShortageError`."""
    try:
        yield
    except RuntimeError as error:  # torch.OutOfMemoryError is one
        from accelerate.utils.memory import should_reduce_batch_size

        if not (isinstance(error, torch.OutOfMemoryError) or should_reduce_batch_size(error)):
            raise
        short = True
    else:
        short = False
    if short:
        from accelerate.utils.memory import clear_device_cache

        clear_device_cache(garbage_collection=True)
        raise MemoryShortageError
