"""What all generators share: batches of one frame, untrusted text to tokens, tokens to answers."""

from __future__ import annotations

import copy
import warnings
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence

import torch
from transformers import GenerationConfig, GenerationMixin

from briefing.models.base import Answer, Decoding, Frame, Prompt
from briefing.models.batching import alike, in_order, plan, run_halving
from briefing.models.hf.loaded import Loaded
from briefing.models.networks.device import BATCH_SIZE
from briefing.models.networks.memory import memory_shortage
from briefing.records import ModelIdentity


class HuggingFaceGenerator(ABC):
    """Batches by length, halves on memory shortage, answers in order."""

    def __init__(self, loaded: Loaded, identity: ModelIdentity) -> None:
        self.identity = identity
        self.tokenizer = loaded.tokenizer
        self.model = loaded.model
        self.device = loaded.device
        self.dtype = loaded.dtype
        self.chats = bool(self.tokenizer.chat_template and not self.model.config.is_encoder_decoder)
        self.batch_size = BATCH_SIZE[loaded.device]
        """Prompts run together at most."""
        self.ends = _ends(loaded)
        if isinstance(self.model, GenerationMixin):
            # `generate` fills what a call leaves unset from these: a model's own penalties, beams
            # and forced endings would leak into greedy decoding.
            self.model.generation_config = _plain_settings(loaded, self.ends)

    def generate(self, prompts: Sequence[Prompt], decoding: Decoding) -> Iterator[Answer]:
        """Yield one answer per prompt, in order.

        A request that does not fit into memory even alone gets an empty answer with the finish
        `memory`; nothing else is raised for it.
        """
        nothing = Answer(text="", finish="memory")
        return in_order(
            prompts,
            plan([prompt.text for prompt in prompts], self.batch_size),
            lambda batch: run_halving(
                batch, lambda part: self._guarded(part, decoding), lambda _: nothing
            ),
        )

    def _guarded(self, prompts: Sequence[Prompt], decoding: Decoding) -> list[Answer]:
        with memory_shortage(), torch.inference_mode(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # advice on settings that we leave alone on purpose
            return list(
                in_order(
                    prompts,
                    alike(prompt.frame for prompt in prompts),
                    lambda part: self._run(
                        part[0].frame, [prompt.text for prompt in part], decoding
                    ),
                )
            )

    @abstractmethod
    def _run(self, frame: Frame, texts: Sequence[str], decoding: Decoding) -> list[Answer]:
        """Answer texts that share one frame, as one batch."""

    def _encode(self, text: str) -> list[int]:
        """Token ids of untrusted text: control tokens written in it are split into plain ones."""
        return [token for token, _ in self._encode_with_starts(text)]

    def _encode_with_starts(self, text: str) -> list[tuple[int, int]]:
        """(token id, first character) of untrusted text, without any control token."""
        # A lone surrogate has no UTF-8 form; "?" keeps all offsets.
        coded = self.tokenizer(
            text.encode("utf-8", "replace").decode("utf-8"),
            add_special_tokens=False,
            split_special_tokens=True,
            return_offsets_mapping=self.tokenizer.is_fast,
            verbose=False,
        )
        ids: list[int] = coded["input_ids"]
        starts = [start for start, _ in coded.get("offset_mapping", [(0, 0)] * len(ids))]
        control = set(self.tokenizer.added_tokens_decoder)
        return [pair for pair in zip(ids, starts, strict=True) if pair[0] not in control]

    def _settings(self, decoding: Decoding) -> GenerationConfig:
        """Greedy decoding with the model's own end tokens and nothing else of its settings."""
        settings = copy.deepcopy(self.model.generation_config)
        settings.max_new_tokens = decoding.max_new_tokens
        return settings

    def _answer(self, ids: Sequence[int], decoding: Decoding) -> Answer:
        """Turn generated ids into an answer, cut at the first line break if one line is wanted."""
        text = str(self.tokenizer.decode(list(ids), skip_special_tokens=True)).strip()
        line, broken, _ = text.partition("\n")
        if decoding.stop_at_newline and broken:
            return Answer(text=line.strip(), finish="stop")
        ended = len(ids) < decoding.max_new_tokens or any(i in self.ends for i in ids)
        return Answer(text=text, finish="stop" if ended else "length")


def _ends(loaded: Loaded) -> frozenset[int]:
    """Ids that end an answer, as the model's settings or else its tokenizer say."""
    own = loaded.model.generation_config.eos_token_id if loaded.model.generation_config else None
    if own is None:
        own = loaded.tokenizer.eos_token_id
    return frozenset(() if own is None else [own] if isinstance(own, int) else own)


def _plain_settings(loaded: Loaded, ends: frozenset[int]) -> GenerationConfig:
    own = loaded.model.generation_config or GenerationConfig()
    return GenerationConfig(
        do_sample=False,
        num_beams=1,
        bos_token_id=own.bos_token_id,
        eos_token_id=sorted(ends) or None,
        pad_token_id=loaded.tokenizer.pad_token_id,
        decoder_start_token_id=own.decoder_start_token_id,
        forced_bos_token_id=own.forced_bos_token_id,
    )


def unpad(ids: list[int], pad: int) -> list[int]:
    """Return ids without the padding behind the end; one pad token stays, for models whose end token it is."""
    end = len(ids)
    while end and ids[end - 1] == pad:
        end -= 1
    return ids[: end + 1]
