"""Small labelled files, and what is measured on them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.assembly.run import Run
from briefing.evaluation import DAY, Measured, Options, evaluate
from briefing.settings.config import resolve

Measure = Callable[..., list[Measured]]


@pytest.fixture
def how() -> Options:
    """The shipped settings and no model."""
    return Options(Run(DAY, resolve(None, {}, {"brief.timezone": "UTC"}).settings, None))


@pytest.fixture
def measure(tmp_path: Path, how: Options) -> Measure:
    """A function from a subject and rows to what is measured on them."""

    def measured(subject: str, *rows: dict[str, Any], **options: Any) -> list[Measured]:
        path = tmp_path / "rows.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return list(evaluate(subject, path, how._replace(**options)))

    return measured
