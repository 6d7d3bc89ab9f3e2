"""The examples of the documentation run as they stand, and show what they promise."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHOWN = {
    "make_a_brief.py": "More families leave Hollin Vale",
    "read_pages.py": "left out: 'Related Articles'",
    "group_stories.py": "('post', 'herald')",
    "check_claims.py": "False",
    "summarise_texts.py": "[text 0]",
}


def test_every_example_is_run() -> None:
    assert {one.name for one in (ROOT / "docs" / "examples").glob("*.py")} == set(SHOWN)


@pytest.mark.parametrize(("name", "shown"), SHOWN.items())
def test_an_example_runs(name: str, shown: str) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "examples" / name)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert shown in done.stdout
    assert done.stderr == ""
