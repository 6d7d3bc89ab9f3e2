"""Low-rank changes merged into a model, and the ones that ship."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefing.errors import ModelError
from briefing.models import adapter
from briefing.models.adapter import ADAPTER, adapted
from briefing.models.base import Deletion, Prompt
from briefing.models.find import find, identity_of
from briefing.models.pins import DEFAULT_GENERATOR
from briefing.records import ModelIdentity
from briefing.settings.prompts import load_prompt

LAYER = "model.layers.0.self_attn.q_proj"


def changes(path: Path, rank: int = 2, inputs: int = 0, name: str = LAYER) -> Path:
    import torch
    from safetensors.torch import save_file

    down = torch.full((rank, inputs or 32), 0.5)
    save_file({f"{name}.down": down, f"{name}.up": torch.ones(32, rank)}, path)
    return path


def test_a_change_is_added_to_its_layer_alone(chat_folder: Path, tmp_path: Path) -> None:
    import torch
    from transformers import AutoModelForCausalLM

    from briefing.models.hf.adapter import SCALE, merge

    model, before = (AutoModelForCausalLM.from_pretrained(chat_folder) for _ in range(2))
    rows, columns = model.get_parameter(f"{LAYER}.weight").shape
    assert (rows, columns) == (32, 32)
    merge(model, changes(tmp_path / "a.safetensors"))
    for name, weight in before.named_parameters():
        wanted = weight + (SCALE * 2 * 0.5 if name == f"{LAYER}.weight" else 0.0)
        assert torch.allclose(model.get_parameter(name), wanted)


@pytest.mark.parametrize("how", ["another size", "another layer", "no file", "no weights"])
def test_changes_of_another_model_are_told(chat_folder: Path, tmp_path: Path, how: str) -> None:
    from transformers import AutoModelForCausalLM

    from briefing.models.hf.adapter import merge

    path = tmp_path / "wrong.safetensors"
    if how == "another size":
        changes(path, inputs=7)
    elif how == "another layer":
        changes(path, name="encoder.layers.0.query")
    elif how == "no weights":
        path.write_bytes(b"GIF89a")
    with pytest.raises(ModelError, match=r"wrong\.safetensors: this adapter"):
        merge(AutoModelForCausalLM.from_pretrained(chat_folder), path)


def test_an_identity_covers_model_and_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = (ModelIdentity(name="tiny", digest=digit * 64) for digit in "01")
    assert adapted(one).name == "tiny+shortening"
    assert len({adapted(one).digest, adapted(two).digest, one.digest}) == 3
    path = tmp_path / "other.safetensors"
    path.write_bytes(b"other")
    before = adapted(one)
    monkeypatch.setattr(adapter, "ADAPTER", path)
    assert adapted(one) != before


def test_the_adapter_is_small() -> None:
    assert ADAPTER.stat().st_size < 15e6


SENTENCES = [
    (
        "The council of Tarnia, which met behind closed doors for most of the day, voted to close the old bridge.",
        ", which met behind closed doors for most of the day,",
        " to close the old bridge",
    ),
    (
        "The court of Northmoor fined the shipping line 3 million crowns, ending a case that had dragged on for six years, for dumping oil in the bay.",
        ", ending a case that had dragged on for six years,",
        " for dumping oil in the bay",
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "detail", "news"), SENTENCES)
def test_the_taught_model_would_leave_out_detail_and_not_the_news(
    taught: Any, text: str, detail: str, news: str
) -> None:
    spans = [Deletion(text.index(part), text.index(part) + len(part)) for part in (detail, news)]
    prompt = Prompt(frame=load_prompt("shorten.v2"), text=text)
    ((loose, needed),) = taught.score_deletions([prompt], [spans])
    assert loose > 0 > needed


@pytest.fixture(scope="module")
def taught() -> Any:
    import platformdirs

    folder = find(DEFAULT_GENERATOR, platformdirs.user_cache_path("briefing") / "models")
    if folder is None:
        pytest.skip(f"{DEFAULT_GENERATOR} is not on disk; 'briefing models pull' gets it")
    from briefing.models.hf import load_shortener

    return load_shortener(folder, adapted(identity_of(DEFAULT_GENERATOR, folder)), "cpu", "float32")
