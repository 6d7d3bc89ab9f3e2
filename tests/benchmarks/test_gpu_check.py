"""The check of a GPU, as far as it can be tested without one."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from .gpu_check import NOTHING_MEASURED, Agreement, compare, made, main


def test_without_a_gpu_it_says_so_and_has_an_exit_code_of_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    assert main([]) == NOTHING_MEASURED == 77
    assert capsys.readouterr().out == "no CUDA device here: nothing was measured\n"


def test_without_the_model_nothing_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--device", "cpu", "--models", str(tmp_path)]) == NOTHING_MEASURED
    assert "briefing models pull" in capsys.readouterr().out


def test_the_made_sentences_are_whole_without_what_may_go() -> None:
    task = made(2)
    first, gap = task.prompts[0].text, task.deletions[0]
    assert len({one.text for one in task.prompts}) == 6
    assert first[gap[0].start] == first[gap[0].end - 1] == ","
    assert first[gap[1].start : gap[1].end].startswith(" on ")
    assert made(2) == task


def test_scores_are_compared_sentence_by_sentence() -> None:
    inf = float("inf")
    assert compare([(-1.0, -2.0), (-inf, 0.0)], [(-1.5, -2.0), (-inf, 0.0)]) == Agreement(0.5, 1.0)
    assert compare([(-1.0, -2.0)], [(-3.0, -2.0)]) == Agreement(2.0, 0.0)
