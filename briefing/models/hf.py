"""Hugging Face models on CPU or CUDA.  The only file that imports torch or transformers.

Reading order: device and dtype, loading, the shared batch loop, causal models, sequence-to-sequence
models, the embedder, conversion of GGUF weights.
"""

from __future__ import annotations

import contextlib
import copy
import math
import os
import warnings
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, Literal

# Threads that wait must sleep: spinning ones made a batch 4 times slower (85 s against 22 s) on two
# cores that other programs used as well.  libgomp reads this when torch is loaded.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import torch
from accelerate.utils.memory import clear_device_cache, should_reduce_batch_size
from jinja2 import TemplateError
from safetensors import SafetensorError
from transformers import (
    AutoConfig,
    AutoModel,
    AutoModelForCausalLM,
    AutoModelForSeq2SeqLM,
    AutoTokenizer,
    DynamicCache,
    GenerationConfig,
    GenerationMixin,
    PreTrainedModel,
    PreTrainedTokenizerBase,
    StoppingCriteria,
)
from transformers.utils import logging as transformers_logging

from briefing.errors import ModelError
from briefing.models.base import SLOT, Answer, Decoding, Deletion, Frame, Prompt
from briefing.models.batching import MemoryShortageError, plan, run_halving
from briefing.models.weights import require_safe
from briefing.records import ModelIdentity

__all__ = [
    "CausalGenerator",
    "MeanPoolingEmbedder",
    "Seq2SeqGenerator",
    "convert_gguf",
    "load_embedder",
    "load_generator",
    "resolve_device",
    "resolve_dtype",
]

Device = Literal["auto", "cpu", "cuda"]
Dtype = Literal["auto", "float32", "bfloat16", "float16"]
BATCH_SIZE: Final = {"cpu": 8, "cuda": 32}

transformers_logging.set_verbosity_error()
transformers_logging.disable_progress_bar()


# -- device and dtype ---------------------------------------------------------------------------


def resolve_device(wanted: Device) -> Literal["cpu", "cuda"]:
    """Return the device to run on.  Raises :class:`ModelError` if CUDA is wanted and not there."""
    if wanted == "auto":
        return "cuda" if torch.cuda.is_available() else "cpu"
    if wanted == "cuda" and not torch.cuda.is_available():
        raise ModelError(
            "device 'cuda' was asked for, but this PyTorch sees no CUDA device; use --device cpu, "
            "or install a CUDA build of torch."
        )
    return wanted


def resolve_dtype(wanted: Dtype, device: Literal["cpu", "cuda"]) -> torch.dtype:
    """Return the number format: bfloat16 where the hardware multiplies it natively, else float32.

    On CPUs with AMX or AVX512-BF16 bfloat16 generates twice as fast as float32, on older ones it
    is slower (pytorch #86270); CUDA devices before Ampere lack it and take float16.
    """
    if wanted != "auto":
        return {
            "float32": torch.float32,
            "bfloat16": torch.bfloat16,
            "float16": torch.float16,
        }[wanted]
    if device == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16
    return torch.bfloat16 if _cpu_has_bfloat16() else torch.float32


def _cpu_has_bfloat16() -> bool:
    try:  # private names: a release that renames them costs speed, never the run
        return bool(
            torch.cpu._is_amx_tile_supported()  # noqa: SLF001  # no public test exists
            or torch.cpu._is_avx512_bf16_supported()  # noqa: SLF001
        )
    except AttributeError:
        return False


# -- loading ------------------------------------------------------------------------------------


class _Loaded:
    """Model and tokenizer of one folder, on their device."""

    def __init__(self, folder: Path, auto: Any, device: Device, dtype: Dtype) -> None:  # noqa: ANN401  # the Auto classes share no base
        require_safe(folder)
        self.device = resolve_device(device)
        self.dtype = resolve_dtype(dtype, self.device)
        safe: dict[str, Any] = {"trust_remote_code": False, "local_files_only": True}
        try:
            self.tokenizer: PreTrainedTokenizerBase = AutoTokenizer.from_pretrained(folder, **safe)
            self.model: PreTrainedModel = auto.from_pretrained(
                folder, dtype=self.dtype, use_safetensors=True, **safe
            )
        except (OSError, ValueError, KeyError, RuntimeError, ImportError, SafetensorError) as error:
            raise ModelError(
                f"{folder}: this model could not be loaded ({_line(error)})."
            ) from error
        self.model.eval().to(self.device)
        if self.tokenizer.pad_token_id is None:
            first = self.tokenizer.convert_ids_to_tokens(0)
            self.tokenizer.pad_token = self.tokenizer.eos_token or first


def _line(error: Exception) -> str:
    return str(error).strip().split("\n")[0][:200] or type(error).__name__


def load_generator(
    folder: Path, identity: ModelIdentity, device: Device = "auto", dtype: Dtype = "auto"
) -> CausalGenerator | Seq2SeqGenerator:
    """Load the generator in `folder`; its own configuration tells which kind it is.

    Raises :class:`ModelError` for weights in an unsafe format and for models that do not load.
    """
    require_safe(folder)
    try:
        config = AutoConfig.from_pretrained(folder, trust_remote_code=False, local_files_only=True)
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{folder}: config.json could not be read ({_line(error)}).") from error
    if config.is_encoder_decoder:
        loaded = _Loaded(folder, AutoModelForSeq2SeqLM, device, dtype)
        return Seq2SeqGenerator(loaded, identity)
    return CausalGenerator(_Loaded(folder, AutoModelForCausalLM, device, dtype), identity)


def load_embedder(
    folder: Path, identity: ModelIdentity, device: Device = "auto", dtype: Dtype = "auto"
) -> MeanPoolingEmbedder:
    """Load the sentence encoder in `folder`."""
    return MeanPoolingEmbedder(_Loaded(folder, AutoModel, device, dtype), identity)


# -- the batch loop -----------------------------------------------------------------------------


@contextlib.contextmanager
def _memory_shortage() -> Iterator[None]:
    """Turn out-of-memory errors of any device into :class:`MemoryShortageError`."""
    try:
        yield
    except RuntimeError as error:  # torch.OutOfMemoryError is one
        if not (isinstance(error, torch.OutOfMemoryError) or should_reduce_batch_size(error)):
            raise
        short = True
    else:
        short = False
    if short:
        clear_device_cache(garbage_collection=True)
        raise MemoryShortageError


class _HuggingFaceGenerator(ABC):
    """Batches by length, halves on memory shortage, answers in order."""

    def __init__(self, loaded: _Loaded, identity: ModelIdentity) -> None:
        self.identity = identity
        self.tokenizer = loaded.tokenizer
        self.model = loaded.model
        self.device = loaded.device
        self.dtype = loaded.dtype
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
        done: dict[int, Answer] = {}
        for batch in plan([prompt.text for prompt in prompts], self.batch_size):
            answers = run_halving(
                [prompts[i] for i in batch],
                lambda part: self._guarded(part, decoding),
                lambda _: Answer(text="", finish="memory"),
            )
            done.update(zip(batch, answers, strict=True))
        for index in range(len(prompts)):
            yield done[index]

    def _guarded(self, prompts: Sequence[Prompt], decoding: Decoding) -> list[Answer]:
        with _memory_shortage(), torch.inference_mode(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # advice on settings that we leave alone on purpose
            frames: dict[Frame, list[int]] = {}
            for index, prompt in enumerate(prompts):
                frames.setdefault(prompt.frame, []).append(index)
            answers: dict[int, Answer] = {}
            for frame, indices in frames.items():
                texts = [prompts[i].text for i in indices]
                answers.update(zip(indices, self._run(frame, texts, decoding), strict=True))
        return [answers[i] for i in range(len(prompts))]

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


def _ends(loaded: _Loaded) -> frozenset[int]:
    """Ids that end an answer, as the model's settings or else its tokenizer say."""
    own = loaded.model.generation_config.eos_token_id if loaded.model.generation_config else None
    if own is None:
        own = loaded.tokenizer.eos_token_id
    return frozenset(() if own is None else [own] if isinstance(own, int) else own)


def _plain_settings(loaded: _Loaded, ends: frozenset[int]) -> GenerationConfig:
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


class _LineStop(StoppingCriteria):  # type: ignore[no-untyped-call, misc, unused-ignore]
    """Stops a row once it has broken the line after some text."""

    def __init__(self, tokenizer: PreTrainedTokenizerBase, start: int) -> None:
        self._start = start
        breaks = {i for word, i in tokenizer.get_vocab().items() if "\n" in word or "Ċ" in word}
        breaks.update(tokenizer.encode("\n", add_special_tokens=False)[-1:])
        self._breaks = torch.tensor(sorted(breaks), dtype=torch.long)

    def __call__(self, input_ids: Any, scores: Any, **kwargs: Any) -> Any:  # noqa: ANN401, ARG002
        """Whether each row's last token breaks the line; the very first token may."""
        if input_ids.shape[1] <= self._start + 1:
            return torch.zeros(input_ids.shape[0], dtype=torch.bool, device=input_ids.device)
        return torch.isin(input_ids[:, -1], self._breaks.to(input_ids.device))


# -- causal models ------------------------------------------------------------------------------


class CausalGenerator(_HuggingFaceGenerator):
    """Decoder-only models, with their chat template or, where they have none, a plain frame.

    What stands before the text is the same in every prompt of a frame, so its keys and values are
    computed once and shared by all batches (2 to 7 times faster on a CPU than encoding 190 frame
    tokens with every text).
    """

    def __init__(self, loaded: _Loaded, identity: ModelIdentity) -> None:
        super().__init__(loaded, identity)
        self._prefixes: dict[Frame, tuple[list[int], list[int], DynamicCache]] = {}

    def _run(self, frame: Frame, texts: Sequence[str], decoding: Decoding) -> list[Answer]:
        # 1. Layout of a row: [frame | padding | text, end of frame]; positions count real tokens.
        before, after, cache = self._prefix(frame)
        room = self._room() - len(before) - len(after) - decoding.max_new_tokens
        rows = [self._encode(text)[: max(1, room)] + after for text in texts]
        ids, mask = _layout(before, rows, self._pad)
        # 2. The cached frame, once per row.
        shared = copy.deepcopy(cache)
        shared.batch_repeat_interleave(len(rows))
        # 3. Greedy decoding; what is generated stands behind the inputs.
        start = len(ids[0])
        stop = [_LineStop(self.tokenizer, start)] if decoding.stop_at_newline else None
        out = self.model.generate(  # type: ignore[operator]  # stubs do not see the mixin
            input_ids=torch.tensor(ids, device=self.device),
            attention_mask=torch.tensor(mask, device=self.device),
            past_key_values=shared,
            generation_config=self._settings(decoding),
            stopping_criteria=stop,
        )
        return [self._answer(_unpad(row[start:], self._pad), decoding) for row in out.tolist()]

    def score_deletions(
        self, prompts: Sequence[Prompt], deletions: Sequence[Sequence[Deletion]]
    ) -> Iterator[tuple[float, ...]]:
        """Yield for each prompt how well the model bears each deletion from its text, in order.

        The text itself is put into the model's mouth, and one pass over it answers all deletions:
        the log-probability (nats) of going on behind the gap, less that of going on as the text
        does.  Minus infinity where an edge is no token boundary; not a number where memory ran out.
        """
        done: dict[int, tuple[float, ...]] = {}
        for batch in plan([prompt.text for prompt in prompts], self.batch_size):
            rows = run_halving(
                [(prompts[i], tuple(deletions[i])) for i in batch],
                self._guarded_scores,
                lambda row: tuple(math.nan for _ in row[1]),
            )
            done.update(zip(batch, rows, strict=True))
        for index in range(len(prompts)):
            yield done[index]

    def _guarded_scores(
        self, rows: Sequence[tuple[Prompt, tuple[Deletion, ...]]]
    ) -> list[tuple[float, ...]]:
        with _memory_shortage(), torch.inference_mode():
            frames: dict[Frame, list[int]] = {}
            for index, (prompt, _) in enumerate(rows):
                frames.setdefault(prompt.frame, []).append(index)
            done: dict[int, tuple[float, ...]] = {}
            for frame, indices in frames.items():
                scores = self._score(frame, [rows[i] for i in indices])
                done.update(zip(indices, scores, strict=True))
        return [done[i] for i in range(len(rows))]

    def _score(
        self, frame: Frame, rows: Sequence[tuple[Prompt, tuple[Deletion, ...]]]
    ) -> list[tuple[float, ...]]:
        before, after, cache = self._prefix(frame)
        texts = [self._encode_with_edges(prompt.text) for prompt, _ in rows]
        # 1. A row: [frame | padding | text, end of frame, text again as the answer].
        ids, mask = _layout(before, [text + after + text for text, _ in texts], self._pad)
        longest = max(len(text) for text, _ in texts)
        shared = copy.deepcopy(cache)
        shared.batch_repeat_interleave(len(rows))
        # 2. One pass; only the places from which an answer's token is predicted are kept.
        out = self.model(
            input_ids=torch.tensor(ids, device=self.device)[:, len(before) :],
            attention_mask=torch.tensor(mask, device=self.device),
            position_ids=_positions(torch.tensor(mask, device=self.device))[:, len(before) :],
            past_key_values=shared,
            logits_to_keep=longest + 1,
        )
        logs = torch.log_softmax(out.logits.float(), dim=-1)
        # 3. Row r's token t is predicted at place `longest - len(text) + t`.
        return [
            self._read_scores(logs[row, longest - len(text) :], text, edges, rows[row])
            for row, (text, edges) in enumerate(texts)
        ]

    def _read_scores(
        self,
        logs: torch.Tensor,
        text: list[int],
        edges: dict[int, int],
        row: tuple[Prompt, tuple[Deletion, ...]],
    ) -> tuple[float, ...]:
        """Scores of one row; `logs` has shape (tokens + 1, vocabulary)."""
        prompt, deletions = row
        scores = []
        for start, end in deletions:
            at = edges.get(_behind_spaces(prompt.text, start))
            to = edges.get(_behind_spaces(prompt.text, end))
            if at is None or to is None or to >= len(text):
                scores.append(-math.inf)
                continue
            landing = text[to] if start else self._first_token(prompt.text[end:])
            scores.append(float(logs[at, landing] - logs[at, text[at]]))
        return tuple(scores)

    def _first_token(self, rest: str) -> int:
        """The token that begins an answer that begins with `rest`."""
        rest = rest.lstrip()
        return (self._encode(rest[:1].upper() + rest[1:]) or [self._pad])[0]

    def _encode_with_edges(self, text: str) -> tuple[list[int], dict[int, int]]:
        """Token ids of `text`, and the index of the token that begins at a character.

        Tokenizers differ in whether a token's offsets hold the space before the word; here a token
        begins at its first character that is no space.
        """
        coded = self._encode_with_starts(text)
        edges: dict[int, int] = {}
        for index, (_, start) in enumerate(coded):
            edges.setdefault(_behind_spaces(text, start), index)
        return [token for token, _ in coded], edges

    @property
    def _pad(self) -> int:
        return int(self.tokenizer.pad_token_id)

    def _prefix(self, frame: Frame) -> tuple[list[int], list[int], DynamicCache]:
        if frame not in self._prefixes:
            before, after = self._render(frame)
            front: list[int] = self.tokenizer(before, add_special_tokens=False)["input_ids"]
            back: list[int] = self.tokenizer(after, add_special_tokens=False)["input_ids"]
            if not self.tokenizer.chat_template:
                front = [*self._opening(), *front]
            cache = DynamicCache(config=self.model.config)
            self.model(
                torch.tensor([front], device=self.device), past_key_values=cache, use_cache=True
            )
            self._prefixes[frame] = (front, back, cache)
        return self._prefixes[frame]

    def _opening(self) -> list[int]:
        """The begin token, for models whose tokenizer sets one in front of plain text."""
        begin = self.tokenizer.bos_token_id
        return [begin] if begin is not None and begin in self.tokenizer("")["input_ids"] else []

    def _render(self, frame: Frame) -> tuple[str, str]:
        """Return what stands before and behind the text."""
        rendered = self._chat(frame) if self.tokenizer.chat_template else _plain_frame(frame)
        before, _, after = rendered.partition(SLOT)
        return before, after

    def _chat(self, frame: Frame) -> str:
        messages = [{"role": role, "content": text} for role, text in frame.messages]
        try:
            return self._apply_template(messages)
        except TemplateError:  # some templates (Gemma's) know no system role
            (_, rule), (role, first), *rest = frame.messages
            joined = [(role, f"{rule}\n\n{first}"), *rest]
            return self._apply_template([{"role": role, "content": text} for role, text in joined])

    def _apply_template(self, messages: list[dict[str, str]]) -> str:
        return str(
            self.tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
        )

    def _room(self) -> int:
        return int(getattr(self.model.config, "max_position_embeddings", None) or 1024)


def _layout(
    before: list[int], rows: Sequence[list[int]], pad: int
) -> tuple[list[list[int]], list[list[int]]]:
    """Token ids and attention mask of rows, the padding between the frame and the row."""
    width = max(len(row) for row in rows)
    ids = [before + [pad] * (width - len(row)) + row for row in rows]
    mask = [[1] * len(before) + [0] * (width - len(row)) + [1] * len(row) for row in rows]
    return ids, mask


def _behind_spaces(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _positions(mask: torch.Tensor) -> torch.Tensor:
    """Positions that count real tokens only, as `generate` counts them."""
    return (mask.cumsum(-1) - 1).clamp(min=0)


def _plain_frame(frame: Frame) -> str:
    """The frame as text to be continued, for models without a chat template."""
    answer = "Answer: "
    turns = [answer + text if role == "assistant" else text for role, text in frame.messages]
    return "\n\n".join([*turns, answer.rstrip()])


def _unpad(ids: list[int], pad: int) -> list[int]:
    """Drop the padding behind the end; one pad token stays, for models whose end token it is."""
    end = len(ids)
    while end and ids[end - 1] == pad:
        end -= 1
    return ids[: end + 1]


# -- sequence-to-sequence models ----------------------------------------------------------------


class Seq2SeqGenerator(_HuggingFaceGenerator):
    """Encoder–decoder models (BART, T5, PEGASUS kinds): they take the text without the frame.

    Summarisation models are trained on bare text; T5 kinds name the task in their configuration,
    and that prefix is put in front.
    """

    def _run(self, frame: Frame, texts: Sequence[str], decoding: Decoding) -> list[Answer]:  # noqa: ARG002  # the frame is for chat models
        task = (getattr(self.model.config, "task_specific_params", None) or {}).get(
            "summarization", {}
        )
        front: list[int] = self.tokenizer(task.get("prefix", ""), add_special_tokens=False)[
            "input_ids"
        ]
        rows = [self._with_ends(front + self._encode(text)) for text in texts]
        width = max(len(row) for row in rows)
        pad = self.tokenizer.pad_token_id
        out = self.model.generate(  # type: ignore[operator]  # stubs do not see the mixin
            input_ids=torch.tensor(
                [row + [pad] * (width - len(row)) for row in rows], device=self.device
            ),
            attention_mask=torch.tensor(
                [[1] * len(row) + [0] * (width - len(row)) for row in rows], device=self.device
            ),
            generation_config=self._settings(decoding),
        )
        return [self._answer(_unpad(row[1:], pad), decoding) for row in out.tolist()]

    def _with_ends(self, ids: list[int]) -> list[int]:
        room = int(getattr(self.model.config, "max_position_embeddings", None) or 512) - 2
        begin, end = self.tokenizer.cls_token_id, self.tokenizer.eos_token_id
        return (
            ([begin] if begin is not None else []) + ids[:room] + ([end] if end is not None else [])
        )


# -- the embedder -------------------------------------------------------------------------------


class MeanPoolingEmbedder:
    """Sentence vectors: mean of the last hidden states over real tokens, length one.

    Reimers and Gurevych 2019 (Sentence-BERT); equal to sentence-transformers' output for
    all-MiniLM-L6-v2 to 1.5e-8.
    """

    def __init__(self, loaded: _Loaded, identity: ModelIdentity) -> None:
        self.identity = identity
        self._loaded = loaded
        self._size = 4 * BATCH_SIZE[loaded.device]

    def embed(self, texts: Sequence[str]) -> Iterator[tuple[float, ...]]:
        """Yield one unit vector per text, in order.

        Raises :class:`MemoryError` when a single text does not fit.
        """
        done: dict[int, tuple[float, ...]] = {}
        for batch in plan(texts, self._size):
            vectors = run_halving([texts[i] for i in batch], self._run, _no_vector)
            done.update(zip(batch, vectors, strict=True))
        for index in range(len(texts)):
            yield done[index]

    def _run(self, texts: Sequence[str]) -> list[tuple[float, ...]]:
        with _memory_shortage(), torch.inference_mode():
            inputs = self._loaded.tokenizer(
                list(texts), padding=True, truncation=True, max_length=256, return_tensors="pt"
            ).to(self._loaded.device)
            hidden = self._loaded.model(**inputs).last_hidden_state.float()
            weight = inputs["attention_mask"].unsqueeze(-1).float()
            mean = (hidden * weight).sum(1) / weight.sum(1).clamp(min=1)
            unit = torch.nn.functional.normalize(mean, dim=1)
            return [tuple(row) for row in unit.tolist()]


def _no_vector(text: str) -> tuple[float, ...]:
    raise MemoryError(f"no room to embed a text of {len(text)} characters")


# -- conversion ---------------------------------------------------------------------------------


def convert_gguf(source: Path, target: Path) -> None:
    """Turn a GGUF file into a folder that loads in a second: safetensors, configuration, tokenizer.

    The weights are de-quantised and stored as bfloat16.  Takes about 40 s for 135M parameters.
    """
    place: dict[str, Any] = {"gguf_file": source.name, "local_files_only": True}
    tokenizer = AutoTokenizer.from_pretrained(source.parent, **place)
    with _quiet():
        model: Any = AutoModelForCausalLM.from_pretrained(
            source.parent, dtype=torch.float32, **place
        )
    # save_pretrained refuses models that were loaded from GGUF unless they forget where from.
    model.hf_quantizer = None
    model.is_quantized = False
    if hasattr(model.config, "quantization_config"):
        del model.config.quantization_config
    model.to(torch.bfloat16).save_pretrained(target)
    tokenizer.save_pretrained(target)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep the converter's own progress bar off stderr (it does not ask the logging settings)."""
    with Path(os.devnull).open("w") as sink, contextlib.redirect_stderr(sink):
        yield
