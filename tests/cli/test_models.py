"""`briefing models`: which models can be used, and getting one."""

from __future__ import annotations

from .conftest import Briefing


def test_models_on_disk_and_not_are_listed(briefing: Briefing) -> None:
    done = briefing("models", "list")
    assert done.code == 0
    assert "smollm2-135m-instruct" in done.out
    assert "all-minilm-l6-v2" in done.out
    assert "en-core-web-sm" in done.out
    assert done.out.count("not on disk") == 3


def test_a_model_that_cannot_be_had_is_5(briefing: Briefing) -> None:
    done = briefing("models", "pull", "nobody/no-such-model")
    assert (done.code, done.out) == (5, "")
    assert "nobody/no-such-model" in done.err
    assert len(done.err.splitlines()) == 1
