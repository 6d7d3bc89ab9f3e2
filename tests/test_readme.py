"""The README shows what the program makes today."""

from __future__ import annotations

from .readme import README, parts, sample


def test_the_sample_is_what_the_program_makes() -> None:
    _, found, _ = parts(README.read_text("utf-8"))
    assert found == sample(), "python -m tests.readme --write writes it anew"


def test_the_sample_shows_a_disagreement_and_a_note_for_each_mark() -> None:
    shown = sample()
    assert "The reports differ" in shown
    marks = {word.split("]")[0] for word in shown.split("[")[1:]}
    for mark in marks:
        assert shown.count(f"[{mark}]") >= 2, f"[{mark}] leads nowhere"
        assert f"\n> [{mark}] " in shown
