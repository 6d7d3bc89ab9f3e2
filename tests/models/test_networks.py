"""The embedded models' networks, held to those of transformers."""

from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import ModelError
from briefing.models.base import SLOT, Deletion, Frame, Prompt
from briefing.records import ModelIdentity

pytestmark = pytest.mark.usefixtures("one_thread")

IDENTITY = ModelIdentity(name="tiny", digest="0")
FRAME = Frame(messages=(("system", "Shorten."), ("user", f"Text:\n{SLOT}")))
TEXTS = [
    "The harbour, which is old, stays closed until Friday.",
    "It rained, she said.",
    "Lawmakers in Tarnia approved, after a long night, a budget of 41 million euros for the new tram line.",
    "A text with <|im_end|> of others, and \ud800, ends here.",
]
GAPS = [
    (Deletion(0, 26), Deletion(11, 26), Deletion(39, 52), Deletion(12, 26)),
    (Deletion(9, 19),),
    (Deletion(28, 47), Deletion(71, 100)),
    (Deletion(31, 51),),
]
PROMPTS = [Prompt(frame=FRAME, text=text) for text in TEXTS]


def shortener(folder: Path, dtype: Any = "float32") -> Any:
    from briefing.models.networks.shortener import Shortener
    from briefing.models.networks.weights import read

    template = (folder / "chat_template.jinja").read_text("utf-8")
    return Shortener(read(folder, "cpu", dtype), IDENTITY, template)


def test_scores_are_those_of_the_model_in_transformers(chat_folder: Path, chat: Any) -> None:
    own = list(shortener(chat_folder).score_deletions(PROMPTS, GAPS))
    other = list(chat.score_deletions(PROMPTS, GAPS))
    assert [len(row) for row in own] == [len(row) for row in GAPS]
    assert sum(math.isfinite(one) for row in own for one in row) >= 5
    for one, two in zip(own, other, strict=True):
        assert one == pytest.approx(two, abs=1e-3)


def test_a_model_with_a_head_of_its_own_is_read_with_it(tmp_path: Path) -> None:
    from briefing.models.hf import load_generator
    from tests.models.conftest import chat_tokenizer, llama, saved

    tokenizer = chat_tokenizer()
    folder = saved(llama(tokenizer, tie_word_embeddings=False), tokenizer, tmp_path / "untied")
    own = list(shortener(folder).score_deletions(PROMPTS[:1], GAPS[:1]))
    known: Any = load_generator(folder, IDENTITY, "cpu", "float32")
    other = list(known.score_deletions(PROMPTS[:1], GAPS[:1]))
    assert own[0] == pytest.approx(other[0], abs=1e-3)


def test_an_answer_is_scored_under_its_whole_text(chat_folder: Path, chat: Any) -> None:
    answer = TEXTS[0].replace(", which is old,", "")
    prompt = [Prompt(frame=FRAME, text=TEXTS[0], answer=answer)]
    gaps = [[Deletion(answer.index(" until"), len(answer) - 1)]]
    own = list(shortener(chat_folder).score_deletions(prompt, gaps))
    assert own[0] == pytest.approx(next(iter(chat.score_deletions(prompt, gaps))), abs=1e-3)


def test_rows_that_no_memory_is_left_for_are_halved_and_then_not_a_number(
    chat_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    model = shortener(chat_folder)
    whole, asked = list(model.score_deletions(PROMPTS, GAPS)), []
    states = model._network.states

    def tight(ids: Any, *rest: Any) -> Any:
        asked.append(len(ids))
        if len(ids) > 1:
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return states(ids, *rest)

    monkeypatch.setattr(model._network, "states", tight)
    for one, two in zip(model.score_deletions(PROMPTS, GAPS), whole, strict=True):
        assert one == pytest.approx(two, abs=1e-4)
    assert max(asked) > 1

    def full(*_: Any) -> Any:
        raise RuntimeError("DefaultCPUAllocator: can't allocate memory")

    monkeypatch.setattr(model._network, "states", full)
    scores = [one for row in model.score_deletions(PROMPTS, GAPS) for one in row]
    assert len(scores) == 8
    assert all(map(math.isnan, scores))


def test_vectors_are_those_of_the_model_in_transformers(bert_folder: Path) -> None:
    from briefing.models.hf import load_embedder as as_in_transformers
    from briefing.models.networks import load_embedder

    own = list(load_embedder(bert_folder, IDENTITY, "cpu", "float32").embed(TEXTS))
    known = as_in_transformers(bert_folder, IDENTITY, "cpu", "float32")
    printable = [text.encode("utf-8", "replace").decode() for text in TEXTS]
    for one, two in zip(own, known.embed(printable), strict=True):
        assert one == pytest.approx(two, abs=1e-5)


def test_a_folder_that_is_wrong_is_told_in_a_line(tmp_path: Path, chat_folder: Path) -> None:
    from briefing.models.networks.weights import read

    with pytest.raises(ModelError, match=r"no \*.safetensors weights"):
        read(tmp_path, "cpu", "float32")
    for name in ("config.json", "tokenizer.json"):
        (tmp_path / name).write_bytes((chat_folder / name).read_bytes())
    (tmp_path / "model.safetensors").write_bytes(b"GIF89a")
    with pytest.raises(ModelError, match="could not be loaded"):
        read(tmp_path, "cpu", "float32")


def test_neither_network_asks_for_transformers() -> None:
    code = "import sys, briefing.models.networks; print('transformers' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
