"""Tiny models with random weights, built once a session: the kinds that the floor can load."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.records import ModelIdentity

SENTENCES = [
    "The harbour of Marlow Bay stays closed until Friday after a crane fell on two ferries.",
    "Lawmakers in Tarnia approved a budget of 41 million euros for the new tram line.",
    "Nobody was hurt, harbour master Lena Okafor said on Monday.\nRain is expected.",
    "Rewrite the text in one short, plain sentence. Keep every name and number. Text: Answer:",
    "system user assistant",
]
CHAT_TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n"
    "{{ message['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
SMALL: dict[str, Any] = {"initializer_range": 0.5}  # flat random logits would leave near-ties
IDENTITY = ModelIdentity(name="tiny", digest="0")


def tiny_tokenizer(
    special: list[str], ends: str | None = None, pair: str | None = None, **roles: str
) -> Any:
    """A byte-level BPE of 400 tokens; `ends` and `pair` are the templates that frame texts."""
    import transformers
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=400, special_tokens=special, initial_alphabet=alphabet, show_progress=False
    )
    tokenizer.train_from_iterator(SENTENCES * 3, trainer)
    if ends:
        known = [(token, tokenizer.token_to_id(token)) for token in special if token in ends]
        tokenizer.post_processor = processors.TemplateProcessing(
            single=ends, pair=pair, special_tokens=known
        )
    kind: Any = transformers.PreTrainedTokenizerFast  # typed only in part
    return kind(tokenizer_object=tokenizer, **roles)


def saved(model: Any, tokenizer: Any, folder: Path) -> Path:
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def llama(tokenizer: Any, **settings: Any) -> Any:
    import torch
    import transformers

    torch.manual_seed(7)
    config = transformers.LlamaConfig(
        **{
            "vocab_size": len(tokenizer),
            "hidden_size": 32,
            "intermediate_size": 48,
            "num_hidden_layers": 2,
            "num_attention_heads": 4,
            "num_key_value_heads": 2,
            "max_position_embeddings": 512,
            "bos_token_id": tokenizer.bos_token_id,
            "eos_token_id": tokenizer.eos_token_id,
            "pad_token_id": tokenizer.pad_token_id,
            **SMALL,
            **settings,
        }
    )
    return transformers.LlamaForCausalLM(config)


def chat_tokenizer() -> Any:
    tokenizer = tiny_tokenizer(
        ["<|endoftext|>", "<|im_start|>", "<|im_end|>"],
        bos_token="<|im_start|>",
        eos_token="<|im_end|>",
        pad_token="<|endoftext|>",
    )
    tokenizer.chat_template = CHAT_TEMPLATE
    return tokenizer


@pytest.fixture
def one_thread() -> Iterator[None]:
    """Run tiny models on one thread: two that wait for each other are 10 times slower."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="session")
def chat_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Llama kind with a chat template."""
    tokenizer = chat_tokenizer()
    return saved(llama(tokenizer), tokenizer, tmp_path_factory.mktemp("chat"))


@pytest.fixture(scope="session")
def plain_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Llama kind without a chat template and without a padding token."""
    tokenizer = tiny_tokenizer(["<s>", "</s>"], bos_token="<s>", eos_token="</s>")
    return saved(llama(tokenizer), tokenizer, tmp_path_factory.mktemp("plain"))


SEQ2SEQ_TOKENS = ["<s>", "<pad>", "</s>", "<unk>"]
SEQ2SEQ_ROLES = {"eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>"}


def _bart(tokenizer: Any, kind: str) -> Any:
    import transformers

    config = getattr(transformers, f"{kind}Config")(
        vocab_size=len(tokenizer),
        d_model=32,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        encoder_ffn_dim=48,
        decoder_ffn_dim=48,
        max_position_embeddings=128,
        init_std=0.5,
        bos_token_id=0,
        pad_token_id=1,
        eos_token_id=2,
        decoder_start_token_id=2,
        forced_eos_token_id=2,
    )
    return getattr(transformers, f"{kind}ForConditionalGeneration")(config)


def _t5(tokenizer: Any) -> Any:
    import transformers

    kind: Any = transformers.T5Config  # takes more than its signature says
    config = kind(
        vocab_size=len(tokenizer),
        d_model=32,
        d_kv=8,
        d_ff=48,
        num_layers=1,
        num_heads=4,
        pad_token_id=1,
        eos_token_id=2,
        decoder_start_token_id=1,
        initializer_factor=4.0,
        task_specific_params={"summarization": {"prefix": "summarize: "}},
    )
    return transformers.T5ForConditionalGeneration(config)


@pytest.fixture(scope="session")
def seq2seq_folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One of each: BART (text between two marks), PEGASUS and T5 (an end mark)."""
    import torch

    torch.manual_seed(7)
    marked = tiny_tokenizer(
        SEQ2SEQ_TOKENS, "<s> $A </s>", bos_token="<s>", cls_token="<s>", **SEQ2SEQ_ROLES
    )
    ended = tiny_tokenizer(SEQ2SEQ_TOKENS, "$A </s>", **SEQ2SEQ_ROLES)
    made = {
        "bart": (_bart(marked, "Bart"), marked),
        "pegasus": (_bart(ended, "Pegasus"), ended),
        "t5": (_t5(ended), ended),
    }
    return {
        kind: saved(model, tokenizer, tmp_path_factory.mktemp(kind))
        for kind, (model, tokenizer) in made.items()
    }


def _bert(kind: str, ends: str, pair: str | None = None, **settings: Any) -> tuple[Any, Any]:
    import torch
    import transformers

    tokenizer = tiny_tokenizer(
        ["[PAD]", "[CLS]", "[SEP]"],
        ends,
        pair,
        pad_token="[PAD]",
        cls_token="[CLS]",
        sep_token="[SEP]",
    )
    torch.manual_seed(7)
    config = transformers.BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        num_attention_heads=4,
        intermediate_size=48,
        **{"num_hidden_layers": 2, "max_position_embeddings": 256, **SMALL, **settings},
    )
    return getattr(transformers, kind)(config), tokenizer


@pytest.fixture(scope="session")
def bert_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence encoder."""
    return saved(*_bert("BertModel", "[CLS] $A [SEP]"), tmp_path_factory.mktemp("bert"))


@pytest.fixture(scope="session")
def deep_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence encoder of six layers, with room for a passage and a claim."""
    made = _bert("BertModel", "[CLS] $A [SEP]", num_hidden_layers=6, max_position_embeddings=512)
    return saved(*made, tmp_path_factory.mktemp("deep"))


@pytest.fixture(scope="session")
def classifier_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A classifier of pairs of sentences with three labels."""
    labels = {0: "contradiction", 1: "entailment", 2: "neutral"}
    made = _bert(
        "BertForSequenceClassification",
        "[CLS] $A [SEP]",
        "[CLS] $A [SEP] $B:1 [SEP]:1",
        id2label=labels,
        label2id={label: at for at, label in labels.items()},
    )
    return saved(*made, tmp_path_factory.mktemp("classifier"))


@pytest.fixture(scope="session")
def chat(chat_folder: Path) -> Any:
    """The chat model, loaded in float32."""
    from briefing.models.hf import load_generator

    return load_generator(chat_folder, IDENTITY, "cpu", "float32")


@pytest.fixture(scope="session")
def plain(plain_folder: Path) -> Any:
    """The model without a chat template, loaded in float32."""
    from briefing.models.hf import load_generator

    return load_generator(plain_folder, IDENTITY, "cpu", "float32")
