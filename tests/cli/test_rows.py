"""Rows of JSON that commands read: a wrong one is told by its line."""

from __future__ import annotations

import pytest

from .conftest import Briefing


@pytest.mark.parametrize("command", ["cluster", "verify", "summarise"])
@pytest.mark.parametrize("row", [b"{", b"[]", b'{"id": "a"}', b'{"id": null}', b"\xff\xfe"])
def test_a_bad_row_is_wrong_usage_that_names_its_line(
    briefing: Briefing, command: str, row: bytes
) -> None:
    done = briefing(command, "-", stdin=b"\n" + row + b"\n")
    assert done.code == 2
    assert "-, line 2: " in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("command", ["cluster", "verify", "summarise"])
def test_a_missing_file_of_rows_is_wrong_usage(briefing: Briefing, command: str) -> None:
    assert briefing(command, "missing.jsonl").err == "briefing: missing.jsonl: no such file.\n"
