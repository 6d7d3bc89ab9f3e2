"""One brief in its three formats, compared with files that a reviewer reads.

``BRIEFING_REWRITE_GOLDEN=1 pytest tests/publishing/test_golden.py`` rewrites them.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefing.publishing import to_html, to_json, to_markdown
from briefing.records import Brief

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", ["brief.md", "brief.html", "brief.json"])
def test_the_brief_looks_as_it_did(name: str, brief: Brief, texts: dict[str, str]) -> None:
    made = {
        "brief.md": lambda: to_markdown(brief),
        "brief.html": lambda: to_html(brief, texts),
        "brief.json": lambda: to_json(brief),
    }[name]()
    if os.environ.get("BRIEFING_REWRITE_GOLDEN"):
        (GOLDEN / name).write_text(made, encoding="utf-8", newline="\n")
    assert made == (GOLDEN / name).read_text(encoding="utf-8")
