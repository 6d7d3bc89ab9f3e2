"""One brief in all its renderings, compared with files that a reviewer reads.

``BRIEFING_REWRITE_GOLDEN=1 pytest tests/publishing/test_golden.py`` rewrites them.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefing.publishing import RENDERINGS, Rendering, lay_out
from briefing.records import Brief

GOLDEN = Path(__file__).parent / "golden"


TEXTS = [one for one in RENDERINGS if one.format not in {"docx", "epub"}]


@pytest.mark.parametrize("rendering", TEXTS, ids=lambda one: one.name)
def test_the_brief_looks_as_it_did(
    rendering: Rendering, brief: Brief, texts: dict[str, str]
) -> None:
    made = rendering.render(lay_out(brief, texts))
    assert isinstance(made, str)
    golden = GOLDEN / rendering.name
    if os.environ.get("BRIEFING_REWRITE_GOLDEN"):
        golden.write_text(made, encoding="utf-8", newline="\n")
    assert made == golden.read_text(encoding="utf-8")
