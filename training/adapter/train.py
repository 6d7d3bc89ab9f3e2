"""Teach the default model which parts of a sentence an editor leaves out; write the adapter that ships.

    python -m training.adapter.train [--epochs 2] [--lessons N] [--write]
    python -m training.adapter.train --shipped      (the figures of the adapter that ships)

The lessons are `compressions.jsonl`: sentences of our own writing in the manner of news, their facts invented even
where names are real, and what is left of each in a brief.
A sentence is in the prompt, what is left of it is the answer, and low-rank changes of queries and values
(Hu et al. 2022, LoRA) learn two things from one pass over the answer: to say it, and, wherever a part that may go
begins, whether to go on behind it or with it.  The second is what `score_deletions` asks for.

Every tenth lesson is held out.  Printed for these, by readiness to cut (nats): the share of sentences that get
shorter, their length, and how many of the words left out the editor left out as well.  `--write` puts the
adapter beside the code that loads it, in float16.  Last run (3,272 lessons, 329 held out, ready at 0): .56 shorter,
length .840, .84 right, .41 found (docs/experiments/model.md).
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import json
import math
import random
import re
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import platformdirs
import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional

from briefing.language.syntax import Part
from briefing.models.adapter import ADAPTER
from briefing.models.base import Frame, Prompt
from briefing.models.find import find, identity_of
from briefing.models.hf import load_generator, load_shortener
from briefing.models.hf.adapter import LAYERS, SCALE
from briefing.models.pins import DEFAULT_GENERATOR, DEFAULT_PARSER
from briefing.models.spacy import SpacyParser
from briefing.settings.prompts import load_prompt
from briefing.writing import asking
from briefing.writing.cuts import shorten
from briefing.writing.cuts.parts import loose_parts
from briefing.writing.cuts.shorten import Cut, delete

LESSONS: Final = Path(__file__).with_name("compressions.jsonl")
RANK: Final = 16
RATE: Final = 7e-4
BATCH: Final = 8
WARMING: Final = 20
"""Steps until the full rate."""


class LowRank(nn.Module):
    """A linear layer with a low-rank change beside it."""

    def __init__(self, layer: nn.Linear) -> None:
        super().__init__()
        self.layer = layer
        self.down = nn.Parameter(torch.randn(RANK, layer.in_features) / layer.in_features**0.5)
        self.up = nn.Parameter(torch.zeros(layer.out_features, RANK))

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        """The layer's answer and the change's: (batch, tokens, features)."""
        down, up = self.down.to(inputs.dtype), self.up.to(inputs.dtype)
        change: torch.Tensor = inputs @ down.T @ up.T
        answer: torch.Tensor = self.layer(inputs) + SCALE * change
        return answer


class Choice(NamedTuple):
    """Where a part begins in an answer: the token behind it, the token that it begins with."""

    at: int
    behind: int
    inside: int
    gone: bool


class Lesson(NamedTuple):
    """Tokens of a prompt and its answer, and the choices made on the way."""

    prompt: list[int]
    answer: list[int]
    choices: list[Choice]


def main() -> None:
    """Train, print, and write the adapter if told to."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    options.add_argument("--epochs", type=int, default=2)
    options.add_argument("--lessons", type=int, default=10_000, help="fewer, to try it out")
    options.add_argument("--write", action="store_true")
    options.add_argument("--shipped", action="store_true", help="only look at the one that ships")
    given = options.parse_args()
    torch.manual_seed(0)
    cache = platformdirs.user_cache_path("briefing") / "models"
    at: dict[str, Any] = {name: find(name, cache) for name in (DEFAULT_GENERATOR, DEFAULT_PARSER)}
    parser = SpacyParser(at[DEFAULT_PARSER], identity_of(DEFAULT_PARSER, at[DEFAULT_PARSER]))
    folder = at[DEFAULT_GENERATOR]
    identity = identity_of(DEFAULT_GENERATOR, folder)
    load = load_shortener if given.shipped else load_generator
    model: Any = load(folder, identity, "cpu", "bfloat16")
    frame = load_prompt("shorten.v2")
    pairs = [(row["text"], row["short"]) for row in map(json.loads, LESSONS.open(encoding="utf-8"))]
    held = [pair for pair in pairs if _is_held(pair[0])]
    if given.shipped:
        _report(model, held, frame, parser)
        return
    taught = [pair for pair in pairs if not _is_held(pair[0])]
    lessons = list(_lessons(taught[: given.lessons], model, frame, parser))
    changed = _add_changes(model.model)
    choices = [choice for lesson in lessons for choice in lesson.choices]
    print(
        f"lessons {len(lessons)}, choices {len(choices)}, gone {sum(c.gone for c in choices)}; "
        f"held out {len(held)}; numbers {sum(p.numel() for p in changed.values())}",
        flush=True,
    )
    _train(model.model, lessons, list(changed.values()), given.epochs)
    if given.write:
        _write(changed, identity.digest)
    _report(model, held, frame, parser)


def _is_held(text: str) -> bool:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 10 == 0


# -- lessons ----------------------------------------------------------------------------------------


def _lessons(
    pairs: Sequence[tuple[str, str]], model: Any, frame: Frame, parser: SpacyParser
) -> Iterator[Lesson]:
    before, after = (
        model.tokenizer(part, add_special_tokens=False)["input_ids"]
        for part in model._frames.render(frame)
    )
    for (text, short), tree in zip(pairs, parser.parse([text for text, _ in pairs]), strict=True):
        known = loose_parts(text, tree)
        lost = _lost(text, short)
        gone = [part for part in known if _share(text, part, lost) == 1]
        answer = delete(text, gone)
        said = model._encode_with_edges(answer)
        yield Lesson(
            before + model._encode(text) + after,
            [*said.ids, min(model.ends)],
            list(_choices(model, text, known, gone, lost)),
        )


def _choices(
    model: Any, text: str, known: Sequence[Part], gone: Sequence[Part], lost: set[int]
) -> Iterator[Choice]:
    """The choices on the way to what is left of `text`; parts that went in part are no lesson."""
    cut = Cut(text, tuple(known), tuple(gone))
    whole, said = model._encode_with_edges(text), model._encode_with_edges(cut.text)
    for part in known:
        if part in gone:
            inside = any(_holds(outer, part) for outer in gone if outer != part)
            at = said.edges.get(_word(said.text, cut._now(part.start)))
            start = whole.edges.get(_word(text, part.start))
            if inside or at is None or start is None:
                continue
            choice = Choice(at, said.ids[at], whole.ids[start], gone=True)
        elif _share(text, part, lost) < 0.35 and not any(_holds(outer, part) for outer in gone):
            at = said.edges.get(_word(said.text, cut._now(part.start)))
            to = said.edges.get(_word(said.text, cut._now(part.end)))
            if at is None or to is None:
                continue
            rest = said.text[cut._now(part.end) :].lstrip()
            opening = model._opening(rest[:1].upper() + rest[1:])
            choice = Choice(at, said.ids[to] if part.start else opening, said.ids[at], gone=False)
        else:
            continue
        if choice.behind != choice.inside:
            yield choice


def _holds(outer: Part, inner: Part) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _word(text: str, at: int) -> int:
    return at + len(text[at:]) - len(text[at:].lstrip())


def _lost(text: str, short: str) -> set[int]:
    """The characters of the words of `text` that `short` lacks."""
    words = list(re.finditer(r"\w+", text))
    kept = [word.lower() for word in re.findall(r"\w+", short)]
    matcher = difflib.SequenceMatcher(
        None, [word.group().lower() for word in words], kept, autojunk=False
    )
    found = {
        at for first, _, size in matcher.get_matching_blocks() for at in range(first, first + size)
    }
    return {
        character
        for at, word in enumerate(words)
        if at not in found
        for character in range(*word.span())
    }


def _share(text: str, part: Part, lost: set[int]) -> float:
    inside = [at for at in range(part.start, part.end) if text[at].isalnum()]
    return sum(at in lost for at in inside) / max(1, len(inside))


# -- training ---------------------------------------------------------------------------------------


def _add_changes(model: Any) -> dict[str, nn.Parameter]:
    """Put low-rank changes beside the layers; return what is to be learned, by name."""
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    changed: dict[str, nn.Parameter] = {}
    for name, module in list(model.named_modules()):
        if name.rsplit(".", 1)[-1] in LAYERS:
            holder = model.get_submodule(name.rpartition(".")[0])
            low = LowRank(module)
            setattr(holder, name.rpartition(".")[2], low)
            changed |= {f"{name}.down": low.down, f"{name}.up": low.up}
    return changed


def _train(
    model: Any, lessons: Sequence[Lesson], changed: Sequence[nn.Parameter], epochs: int
) -> None:
    steps = epochs * math.ceil(len(lessons) / BATCH)
    optimiser = torch.optim.AdamW(changed, lr=RATE, weight_decay=0.0)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda step: (
            min(1.0, (step + 1) / WARMING) * (0.05 + 0.475 * (1 + math.cos(math.pi * step / steps)))
        ),
    )
    order, started = random.Random(0), time.perf_counter()
    for epoch in range(epochs):
        losses = []
        for batch in _batches(lessons, order):
            saying, choosing = _loss(model, batch)
            (saying + choosing).backward()  # type: ignore[no-untyped-call, unused-ignore]  # of torch
            nn.utils.clip_grad_norm_(changed, 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            losses.append((float(saying.detach()), float(choosing.detach())))
        means = [sum(column) / len(column) for column in zip(*losses, strict=True)]
        print(
            f"epoch {epoch}: loss of saying {means[0]:.3f}, of choosing {means[1]:.3f}, "
            f"{time.perf_counter() - started:.0f} s",
            flush=True,
        )


def _batches(lessons: Sequence[Lesson], order: random.Random) -> Iterator[list[Lesson]]:
    """Lessons of about one length together, in a new order each time."""
    rows = sorted(lessons, key=lambda one: len(one.prompt) + len(one.answer) + 20 * order.random())
    batches = [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]
    order.shuffle(batches)
    yield from batches


def _loss(model: Any, batch: Sequence[Lesson]) -> tuple[torch.Tensor, torch.Tensor]:
    """Nats of each token of the answers, and of each choice."""
    rows = [lesson.prompt + lesson.answer for lesson in batch]
    longest = max(map(len, rows))
    ids = torch.tensor([row + [0] * (longest - len(row)) for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
    hidden = model.model(input_ids=ids, attention_mask=mask).last_hidden_state
    states = [
        row[len(lesson.prompt) - 1 : len(lesson.prompt) + len(lesson.answer) - 1]
        for lesson, row in zip(batch, hidden, strict=True)
    ]
    logits = model.lm_head(torch.cat(states)).float()  # at once: eight calls took twice as long
    answers = torch.tensor([token for lesson in batch for token in lesson.answer])
    scores, gone, first = [], [], 0
    for lesson in batch:
        for choice in lesson.choices:
            at = logits[first + choice.at]
            scores.append(at[choice.behind] - at[choice.inside])
            gone.append(float(choice.gone))
        first += len(lesson.answer)
    choosing = (
        functional.binary_cross_entropy_with_logits(torch.stack(scores), torch.tensor(gone))
        if scores
        else torch.zeros(())
    )
    return functional.cross_entropy(logits, answers), choosing


# -- what came of it ----------------------------------------------------------------------------------


@torch.inference_mode()
def _report(model: Any, held: Sequence[tuple[str, str]], frame: Frame, parser: SpacyParser) -> None:
    texts = [text for text, _ in held]
    trees = list(parser.parse(texts))
    for ready in (1.0, 0.0, -1.0, -2.0):
        shorten._READY = shorten._READY_ASIDE = ready  # type: ignore[misc]  # a look at other values
        begun = [
            Cut.begin(text, loose_parts(text, tree))
            for text, tree in zip(texts, trees, strict=True)
        ]
        cuts = asking.shorten(begun, frame, model)
        right = wrong = missed = 0
        for (text, short), cut in zip(held, cuts, strict=True):
            wanted, made = _lost(text, short), _lost(text, cut.text)
            right += len(wanted & made)
            wrong += len(made - wanted)
            missed += len(wanted - made)
        shorter = sum(bool(cut.gone) for cut in cuts) / len(cuts)
        length = sum(len(cut.text) / len(cut.whole) for cut in cuts) / len(cuts)
        print(
            f"ready {ready:4.1f}: shorter {shorter:.2f}, length {length:.3f}; of what went, the editor "
            f"cut {right / max(1, right + wrong):.3f}; of what the editor cut, went {right / max(1, right + missed):.3f}",
            flush=True,
        )
    _report_kinds(begun, held, frame, model)


def _report_kinds(
    cuts: Sequence[Cut], held: Sequence[tuple[str, str]], frame: Frame, model: Any
) -> None:
    """Of the parts that score above -1 at first sight, how many the editor cut, by kind."""
    asked = [Prompt(frame=frame, text=cut.whole) for cut in cuts]
    rows = zip(
        cuts, held, model.score_deletions(asked, [cut.deletions for cut in cuts]), strict=True
    )
    cut_too: dict[str, list[bool]] = defaultdict(list)
    for cut, (text, short), scores in rows:
        lost = _lost(text, short)
        for part, score in zip(cut.open, scores, strict=True):
            share = _share(text, part, lost)
            if score > -1 and (share == 1 or share < 0.35):
                cut_too[part.kind].append(share == 1)
    for kind, found in sorted(cut_too.items(), key=lambda row: -len(row[1])):
        print(f"{kind}: {len(found)} scored above -1, the editor cut {sum(found) / len(found):.2f}")


def _write(changed: dict[str, nn.Parameter], digest: str) -> None:
    tensors = {
        name: value.detach().to(torch.float16).contiguous() for name, value in changed.items()
    }
    save_file(tensors, ADAPTER, metadata={"base": digest})
    print(f"{ADAPTER.name}: {ADAPTER.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
