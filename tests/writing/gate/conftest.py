"""A draft laid along its passages, as the rules of the gate get it."""

from __future__ import annotations

from typing import Protocol

import pytest

from briefing.language.tokenise import tokenise
from briefing.writing.gate.align import Alignment, align, source_of


class Aligned(Protocol):
    """From a draft and the passages that it cites to where its words come from."""

    def __call__(self, draft: str, *passages: str) -> Alignment: ...


@pytest.fixture(scope="session")
def aligned() -> Aligned:
    def lay(draft: str, *passages: str) -> Alignment:
        return align(tokenise(draft), source_of(passages))

    return lay
