"""Model folders of somebody who means harm: refused or used, and none of their code runs."""

from __future__ import annotations

import json
import math
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from briefing.errors import ModelError
from briefing.models.base import SLOT, Decoding, Frame, Prompt
from briefing.models.find import require_safe
from briefing.models.hf import load_generator
from briefing.models.hf.rendering import UnusableTemplate, render_chat
from briefing.models.listing import verify_model
from briefing.models.networks.numbers import files_without_numbers, without_numbers
from tests.models.conftest import IDENTITY

CODE = "import pathlib\npathlib.Path(__file__).with_name('ran').touch()\nclass Evil: pass\n"


class Runs:
    """A pickle that makes a file where it is read."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def __reduce__(self) -> tuple[Any, ...]:
        return (open, (str(self.place), "w"))


def settings(name: str, **more: Any) -> Callable[[Path], None]:
    """Write settings into a JSON file, beside code that they may name."""

    def make(folder: Path) -> None:
        path = folder / name
        known = json.loads(path.read_text("utf-8")) if path.exists() else {}
        path.write_text(json.dumps({**known, **more}), encoding="utf-8")
        for module in ("evil", "modeling_evil", "tokenization_evil", "generate"):
            (folder / f"{module}.py").write_text(CODE, encoding="utf-8")

    return make


def template(text: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / "chat_template.jinja").write_text(text, encoding="utf-8")

    return make


def pickles(folder: Path) -> None:
    for name in ("pytorch_model.bin", "model.pt", "training_args.bin", "adapter_model.bin"):
        (folder / name).write_bytes(pickle.dumps(Runs(folder / "ran")))


def pickles_alone(folder: Path) -> None:
    pickles(folder)
    (folder / "model.safetensors").unlink()


def header(folder: Path) -> None:
    (folder / "model.safetensors").write_bytes((100 * 10**9).to_bytes(8, "little") + b"{}")


def shards(folder: Path) -> None:
    """An index that leads out of the folder."""
    index = {"metadata": {}, "weight_map": {"lm_head.weight": "../../secret.safetensors"}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index), encoding="utf-8")
    (folder / "model.safetensors").rename(folder / "other.safetensors")


def small_vocabulary(folder: Path) -> None:
    """A tokenizer with more tokens than the model has rows."""
    path = folder / "tokenizer.json"
    body = json.loads(path.read_text("utf-8"))
    vocabulary = body["model"]["vocab"]
    body["model"]["vocab"] = {word: number + 90_000 for word, number in vocabulary.items()}
    path.write_text(json.dumps(body), encoding="utf-8")


EVIL: Mapping[str, Callable[[Path], None]] = {
    "pickles beside": pickles,
    "pickles alone": pickles_alone,
    "auto_map": settings("config.json", auto_map={"AutoConfig": "evil.Evil", "AutoModelForCausalLM": "modeling_evil.Evil", "AutoModel": "modeling_evil.Evil"}),
    "auto_map and a kind of its own": settings("config.json", model_type="evil", auto_map={"AutoConfig": "evil.Evil", "AutoModelForCausalLM": "modeling_evil.Evil"}),
    "auto_map of a tokenizer": settings("tokenizer_config.json", tokenizer_class="EvilTokenizer", auto_map={"AutoTokenizer": ["tokenization_evil.Evil", "tokenization_evil.Evil"]}),
    "a kernel of a hub": settings("config.json", _attn_implementation_internal="evil/kernel", _attn_implementation="evil/kernel", attn_implementation="evil/kernel"),
    "a quantisation": settings("config.json", quantization_config={"quant_method": "evil", "modules": "evil.Evil"}),
    "a generation of its own": settings("generation_config.json", custom_generate=".", trust_remote_code=True, transformers_version="5.0"),
    "an adapter": settings("adapter_config.json", base_model_name_or_path="../evil", peft_type="LORA", auto_mapping={"parent_library": "evil", "base_model_class": "Evil"}),
    "a header of 100 GB": header,
    "shards elsewhere": shards,
    "a tokenizer of another model": small_vocabulary,
    "an endless template": template("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"),
    "a power of powers": template("{{ 9 ** (9 ** (9 ** 9)) }}"),
    "a template that fills memory": template("{{ 'a' * 10 ** 11 }}{{ messages }}"),
    "a template that leaves its box": template("{{ ''.__class__.__mro__[1].__subclasses__() }}{{ messages[0].__init__.__globals__ }}"),
    "a template that refuses": template("{{ raise_exception('no') }}"),
}  # fmt: skip


@pytest.fixture(scope="module")
def told(
    chat_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Mapping[str, dict[str, Any]], Path]:
    """What each folder did, all in one process."""
    root = tmp_path_factory.mktemp("evil")
    folders = []
    for number, make in enumerate(EVIL.values()):
        folder = root / str(number)
        shutil.copytree(chat_folder, folder)
        make(folder)
        folders.append(str(folder))
    command = [sys.executable, "-m", "tests.models.hostile", *folders]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=250)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return dict(zip(EVIL, rows, strict=True)), root


@pytest.mark.parametrize("name", EVIL)
def test_no_code_of_a_folder_runs_and_nothing_leaves_the_machine(
    told: tuple[Mapping[str, dict[str, Any]], Path], name: str
) -> None:
    row = told[0][name]
    assert row["seen"] == []
    assert not list(told[1].rglob("ran"))
    assert not any(one.startswith("FAULT") for one in row["told"])
    assert row["seconds"] < 10


@pytest.mark.parametrize(
    "name",
    [
        "pickles alone",
        "a header of 100 GB",
        "shards elsewhere",
        "an endless template",
        "a power of powers",
        "a template that fills memory",
        "a template that leaves its box",
        "a template that refuses",
    ],
)
def test_what_cannot_be_used_is_refused_with_its_reason(
    told: tuple[Mapping[str, dict[str, Any]], Path], name: str
) -> None:
    refused = told[0][name]["told"][0]
    assert str(told[1]) in refused
    assert len(refused) < 600


def test_pickles_beside_safe_weights_are_left_alone(
    told: tuple[Mapping[str, dict[str, Any]], Path],
) -> None:
    assert told[0]["pickles beside"]["told"][0] == "answered"


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json", "more.json"])
def test_a_pipe_among_the_files_of_a_model_is_refused(
    chat_folder: Path, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "model"
    shutil.copytree(chat_folder, folder)
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    with pytest.raises(ModelError, match="not a regular file"):
        require_safe(folder)


def test_a_template_writes_little_beside_the_messages() -> None:
    with pytest.raises(UnusableTemplate, match="writes too much"):
        render_chat("{{ 'x' * 30000 }}", [{"role": "user", "content": "Rain."}], {})


def test_a_template_that_leaves_out_the_text_is_refused(chat_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(chat_folder, folder)
    template("{{ messages[0].role }} says nothing")(folder)
    model = load_generator(folder, IDENTITY, "cpu", "float32")
    frame = Frame(messages=(("user", f"Text: {SLOT}"),))
    with pytest.raises(ModelError, match="leaves out the text"):
        list(model.generate([Prompt(frame=frame, text="Rain.")], Decoding(max_new_tokens=2)))


def test_a_template_gets_half_a_gigabyte_beside_the_libraries() -> None:
    with pytest.raises(UnusableTemplate, match="MemoryError"):
        render_chat("{{ '%600000000d' % 1 }}", [{"role": "user", "content": "Rain."}], {})


@pytest.mark.parametrize("size", [7, 10**9])
def test_weights_of_other_sizes_than_the_configuration_are_told_as_that(
    chat_folder: Path, tmp_path: Path, size: int
) -> None:
    folder = tmp_path / "model"
    shutil.copytree(chat_folder, folder)
    settings("config.json", vocab_size=size)(folder)
    with pytest.raises(ModelError, match=r"asks for other sizes than the weights have\)\.$"):
        load_generator(folder, IDENTITY, "cpu", "float32")


def test_the_reason_of_an_error_is_told_where_it_stands_in_the_second_line(
    chat_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "model"
    shutil.copytree(chat_folder, folder)
    settings("config.json", num_hidden_layers="two")(folder)
    with pytest.raises(ModelError, match=r"num_hidden_layers.*int"):
        load_generator(folder, IDENTITY, "cpu", "float32")


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_weights_that_are_no_numbers_are_told(
    chat_folder: Path, tmp_path: Path, value: float
) -> None:
    folder = tmp_path / "model"
    shutil.copytree(chat_folder, folder)
    assert verify_model(str(folder), tmp_path) == (None, "nothing tells what its bytes were")
    weights = load_file(folder / "model.safetensors")
    weights["model.norm.weight"][3] = value
    save_file(weights, folder / "model.safetensors", {"format": "pt"})
    with pytest.raises(ModelError, match=r"no numbers \(model\.norm\.weight, 1 in all\)"):
        load_generator(folder, IDENTITY, "cpu", "float32")
    whole, told = verify_model(str(folder), tmp_path)
    assert whole is False
    assert "model.norm.weight, 1 in all" in told


def test_weights_of_other_kinds_are_asked_whether_they_are_numbers() -> None:
    kinds = {
        "half": torch.tensor([1.0, math.nan], dtype=torch.float16),
        "brain": torch.tensor([1.0, math.nan], dtype=torch.bfloat16),
        "double": torch.tensor([1e300, 1.0], dtype=torch.float64),
        "large": torch.full(
            (9,), 60_000.0, dtype=torch.float16
        ),  # a sum in half precision is infinite
        "whole": torch.tensor([1, 2]),
        "byte": torch.tensor([1.0]).to(torch.float8_e4m3fn),
        "none": torch.tensor([]),
    }
    assert list(without_numbers(kinds.items())) == ["half", "brain"]


def test_masks_in_a_file_are_no_damage(tmp_path: Path) -> None:
    square = torch.ones(4, 4)
    kinds = {
        "attn.causal_mask": (square * -math.inf).triu(1),
        "attn.half": torch.full((4, 4), -math.inf, dtype=torch.float16).triu(1),
        "attn.whole": torch.full((4, 4), -math.inf),
        "attn.lowest": torch.full((4, 4), torch.finfo(torch.float32).min).triu(1),
        "attn.nan": torch.full((4, 4), math.nan),
        "attn.high": (square * math.inf).triu(1),
        "attn.weight": torch.tensor([1.0, 2.0, -math.inf]),
    }
    save_file(kinds, tmp_path / "model.safetensors")
    assert files_without_numbers(tmp_path) == ["attn.high", "attn.nan", "attn.weight"]
