"""Does a low-rank adapter make the default model shorten sentences better?

    python tests/benchmarks/train_adapter.py EVAL_DIR [--pairs 320] [--rows 40] [--epochs 2]

Taught with sentences of our own writing (``tests/grouping/events.json`` and ``seeds/``) and what is left of them
without all parts that may go, where the gate lets it pass: the sentence in, the shorter one out, rank 8
on queries and values.  Printed for unseen sentences of ``summaries_multinews``, before and after, greedy:
how many answers pass the gate, how many of those are shorter, and their length.  Nothing is shipped.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import platformdirs
import torch
from gate import score_module  # type: ignore[import-not-found]  # lies beside this script
from torch import nn

from briefing.models.base import SLOT, Decoding, Frame, Prompt
from briefing.models.hf import load_generator
from briefing.models.parser import SpacyParser
from briefing.models.pins import DEFAULT_GENERATOR, DEFAULT_PARSER
from briefing.models.weights import find, identity_of
from briefing.reading.sentences import split_sentences
from briefing.writing.draft import parse
from briefing.writing.gate import check
from briefing.writing.parts import parts
from briefing.writing.shorten import shorten

ROOT: Final = Path(__file__).parents[2]
FRAME: Final = Frame(
    messages=(("user", f"Shorten this sentence. Only leave words out.\n\n{SLOT}"),),
    digest="adapter",
)
RANK: Final = 8
RATE: Final = 1e-3


class LowRank(nn.Module):
    """A linear layer with a low-rank change beside it (Hu et al. 2022, LoRA)."""

    def __init__(self, layer: nn.Linear) -> None:
        super().__init__()
        self.layer = layer
        self.down = nn.Parameter(torch.randn(RANK, layer.in_features) / layer.in_features**0.5)
        self.up = nn.Parameter(torch.zeros(layer.out_features, RANK))

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        """The layer's answer and the change's: (batch, tokens, features)."""
        change: torch.Tensor = inputs @ self.down.T @ self.up.T
        answer: torch.Tensor = self.layer(inputs) + 2.0 * change
        return answer


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    for name, default in (("--pairs", 320), ("--rows", 40), ("--epochs", 2)):
        options.add_argument(name, type=int, default=default)
    given = options.parse_args()
    torch.manual_seed(0)
    cache = platformdirs.user_cache_path("briefing") / "models"
    at = {name: find(name, cache) for name in (DEFAULT_GENERATOR, DEFAULT_PARSER)}
    parser = SpacyParser(at[DEFAULT_PARSER], identity_of(DEFAULT_PARSER, at[DEFAULT_PARSER]))  # type: ignore[arg-type]  # `make models` has got them
    folder: Any = at[DEFAULT_GENERATOR]
    generator: Any = load_generator(
        folder, identity_of(DEFAULT_GENERATOR, folder), "cpu", "float32"
    )
    taught = list(pairs(own_sentences(), parser))[: given.pairs]
    unseen = foreign_sentences(given.folder, given.rows)
    print(f"pairs {len(taught)}, unseen sentences {len(unseen)}")
    report("before", generator, unseen)
    changed = add_adapter(generator.model)
    started = time.perf_counter()
    train(generator, changed, taught, given.epochs)
    print(
        f"trained in {time.perf_counter() - started:.0f} s, {sum(p.numel() for p in changed)} numbers"
    )
    report("after", generator, unseen)


def own_sentences() -> list[str]:
    """Sentences of the project's own stories, shuffled."""
    texts = [path.read_text("utf-8", "replace") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    events = json.loads((ROOT / "tests/grouping/events.json").read_text("utf-8"))
    texts += [text for text in strings(events) if len(text) > 60]
    found = dict.fromkeys(one for text in texts for one in sentences(text))
    return random.Random(0).sample(list(found), len(found))


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def sentences(text: str) -> list[str]:
    found = [" ".join(text[a:b].split()) for a, b in split_sentences(text, 0, len(text))]
    return [one for one in found if 70 <= len(one) <= 300 and not check(one, [one])]


def foreign_sentences(folder: Path, rows: int) -> list[str]:
    """One sentence of each of `rows` texts that the model has not been taught with."""
    data = score_module(folder).load("summaries_multinews", str(folder))
    random.Random(4).shuffle(data)
    first = [sentences(row["docs"][0]["text"][:4000]) for row in data]
    return [max(found[:6], key=len) for found in first if found][:rows]


def pairs(texts: Sequence[str], parser: SpacyParser) -> Iterator[tuple[str, str]]:
    """(sentence, the same without its parts), where anything goes and the gate agrees."""
    for text, tree in zip(texts, parser.parse(texts), strict=True):
        found = parts(text, tree)
        short = shorten(text, found, [0.0] * len(found)).text
        if len(short) < 0.85 * len(text):
            yield text, short


def add_adapter(model: Any) -> list[nn.Parameter]:
    """Put low-rank changes beside queries and values; return what is to be learned."""
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    changed: list[nn.Parameter] = []
    for layer in model.model.layers:
        for name in ("q_proj", "v_proj"):
            low = LowRank(getattr(layer.self_attn, name))
            setattr(layer.self_attn, name, low)
            changed += [low.down, low.up]
    return changed


def train(
    generator: Any, changed: list[nn.Parameter], taught: Sequence[tuple[str, str]], epochs: int
) -> None:
    tokenizer, model = generator.tokenizer, generator.model
    optimiser = torch.optim.AdamW(changed, lr=RATE)
    for epoch in range(epochs):
        order = random.Random(epoch).sample(list(taught), len(taught))
        losses = []
        for start in range(0, len(order), 8):
            batch = [encoded(tokenizer, text, short) for text, short in order[start : start + 8]]
            longest = max(len(ids) for ids, _ in batch)
            ids = torch.tensor([row + [0] * (longest - len(row)) for row, _ in batch])
            mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row, _ in batch])
            labels = ids.masked_fill(mask == 0, -100)
            for number, (_, prompt) in enumerate(batch):
                labels[number, :prompt] = -100
            loss = model(input_ids=ids, attention_mask=mask, labels=labels).loss
            loss.backward()
            optimiser.step()
            optimiser.zero_grad()
            losses.append(float(loss.detach()))
        print(f"epoch {epoch}, loss {sum(losses) / len(losses):.3f}", flush=True)


def encoded(tokenizer: Any, text: str, short: str) -> tuple[list[int], int]:
    """Tokens of prompt and answer, and how many are the prompt's."""
    asked = [{"role": "user", "content": FRAME.messages[0][1].replace(SLOT, text)}]
    prompt = tokenizer.apply_chat_template(asked, tokenize=False, add_generation_prompt=True)
    first = tokenizer(prompt, add_special_tokens=False)["input_ids"]
    answer = tokenizer(short + "<|im_end|>", add_special_tokens=False)["input_ids"]
    return first + answer, len(first)


def report(name: str, generator: Any, texts: Sequence[str]) -> None:
    answers = generator.generate(
        [Prompt(frame=FRAME, text=text) for text in texts], Decoding(max_new_tokens=80)
    )
    drafts = list(zip(texts, map(parse, answers), strict=True))
    passed = [(text, draft) for text, draft in drafts if draft and not check(draft, [text])]
    shorter = [(text, draft) for text, draft in passed if len(draft) < 0.95 * len(text)]
    length = sum(len(draft) / len(text) for text, draft in shorter) / max(1, len(shorter))
    print(
        f"{name}: pass {len(passed)}, shorter among them {len(shorter)}, length of those {length:.2f}"
    )
    for text, draft in shorter:
        print(f"  S {text}\n  D {draft}")


if __name__ == "__main__":
    main()
