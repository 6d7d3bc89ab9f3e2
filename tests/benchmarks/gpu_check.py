# ruff: noqa: T201 - a command prints its figures
"""The embedded models on a GPU, against their own answers on the processor: ``python -m tests.benchmarks.gpu_check``.

A hundred made stories, three sentences each, are scored for what may be left out, in the GPU's number format, at several batch sizes; in float32
on the processor, for a part of them; and the sentences are embedded and some written anew on both.  Printed are sentences a second, the peak of
the GPU's memory, the largest difference of scores, and how often both would leave out the same.

Exit codes: 0 the answers agree, 1 they do not, 77 there is no GPU (or no model) and nothing was measured.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import platformdirs

from briefing.assembly.drafting import SHORTEN
from briefing.errors import ModelError
from briefing.models import huggingface
from briefing.models.base import (
    Decoding,
    Deletion,
    DeletionScorer,
    Device,
    Dtype,
    Generator,
    Prompt,
    Running,
)
from briefing.models.choose import backend_of
from briefing.models.pins import DEFAULT_EMBEDDER, DEFAULT_GENERATOR
from briefing.settings.prompts import load_prompt

NOTHING_MEASURED: Final = 77
"""The exit code that test programs have for what was skipped."""
SAME: Final = 0.95
"""Share of sentences of which both must leave out the same: half precision moves scores by some hundredths of a nat, and some
sentences have two parts that are worth the same."""
ALIKE: Final = 0.999
"""Cosine of the two vectors of a sentence, both made in single precision."""
BATCHES: Final = (8, 32, 128)
ON_PROCESSOR: Final = 60
"""Sentences that the processor scores, too: about a minute of two cores."""
WRITTEN: Final = 8

PLACES: Final = (
    "Tarn",
    "Port Ellery",
    "Marrin Cross",
    "Dunmore",
    "Vellmar",
    "Arnfell",
    "Skerrivore",
)
WHO: Final = ("the coast guard", "the harbour master", "the council", "a spokeswoman for the line")
WHAT: Final = (
    "a ferry hit the quay",
    "a bus left the road",
    "a bridge was closed",
    "a hall was flooded",
)
ASIDES: Final = (
    "which was built in 1974",
    "the second this year",
    "according to two people who saw it",
)


class Task(NamedTuple):
    """Sentences to shorten, with the spans that may go."""

    prompts: Sequence[Prompt]
    deletions: Sequence[Sequence[Deletion]]

    def first(self, count: int) -> Task:
        """Return the task of the first sentences."""
        return Task(self.prompts[:count], self.deletions[:count])


def made(stories: int, sentences: int = 3) -> Task:
    """Return made sentences of as many stories, each with a clause, an aside and a day that may go."""
    draw = random.Random(0)
    frame = load_prompt(SHORTEN)
    prompts, deletions = [], []
    for number in range(stories * sentences):
        parts = [
            f"In {draw.choice(PLACES)} {draw.choice(WHAT)}",
            f", {draw.choice(ASIDES)},",
            f" on {draw.choice(('Monday', 'Tuesday', 'Friday'))} evening",
            f" and {draw.randint(2, 400)} people were hurt, {draw.choice(WHO)} said in report {number}.",
        ]
        ends = [sum(map(len, parts[:n])) for n in range(5)]
        prompts.append(Prompt(frame=frame, text="".join(parts)))
        deletions.append([Deletion(ends[1], ends[2]), Deletion(ends[2], ends[3])])
    return Task(prompts, deletions)


class Agreement(NamedTuple):
    """How near two rows of scores are."""

    largest: float
    """Difference of two scores, in nats."""
    same: float
    """Share of sentences of which both would first leave out the same part."""


def compare(here: Sequence[Sequence[float]], there: Sequence[Sequence[float]]) -> Agreement:
    """Return how near the scores of two devices are; both have the same sentences."""
    pairs = [
        (a, b) for one, two in zip(here, there, strict=True) for a, b in zip(one, two, strict=True)
    ]
    best = [
        one.index(max(one)) == two.index(max(two)) for one, two in zip(here, there, strict=True)
    ]
    return Agreement(max(abs(a - b) if a != b else 0.0 for a, b in pairs), sum(best) / len(best))


def main(words: Sequence[str] | None = None) -> int:
    """Run the check; returns its exit code."""
    told = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    told.add_argument("--stories", type=int, default=100)
    told.add_argument(
        "--device", choices=("cuda", "cpu"), default="cuda", help="cpu: try the check itself"
    )
    told.add_argument(
        "--models", type=Path, default=platformdirs.user_cache_path("briefing") / "models"
    )
    asked = told.parse_args(words)
    if asked.device == "cuda" and not _has_gpu():
        print("no CUDA device here: nothing was measured")
        return NOTHING_MEASURED
    try:
        return _checked(made(asked.stories), asked.device, asked.models)
    except ModelError as error:
        print(f"nothing was measured: {error}")
        return NOTHING_MEASURED


def _has_gpu() -> bool:
    import torch

    return bool(torch.cuda.is_available())


def _checked(task: Task, device: Device, models: Path) -> int:
    _tell_device(device)
    few = task.first(ON_PROCESSOR)
    there = _scored(task, few, device, models)
    with _timed(f"processor, float32, {len(few.prompts)} sentences scored", len(few.prompts)):
        here = list(_scores(_shortener(models, "cpu", "float32", 8), few))
    agreed = compare(here, there)
    print(
        f"scores: largest difference {agreed.largest:.3f} nats, same part first {agreed.same:.3f}"
    )
    cosine = _embedded([one.text for one in task.prompts], device, models)
    print(f"vectors: least cosine {cosine:.6f}")
    _written(_writer(models, "cpu", "float32"), _writer(models, device, "auto"), task)
    good = agreed.same >= SAME and cosine >= ALIKE
    print("the answers agree" if good else "the answers do NOT agree")
    return 0 if good else 1


def _scored(task: Task, few: Task, device: Device, models: Path) -> list[tuple[float, ...]]:
    """Time the whole task at each batch size; returns the scores of a part of it."""
    for size in BATCHES:
        model = _shortener(models, device, "auto", size)
        list(_scores(model, task.first(size)))  # what is made at first use is no part of the rate
        with _timed(
            f"{device}, batches of {size}: {len(task.prompts)} sentences scored", len(task.prompts)
        ):
            list(_scores(model, task))
        _tell_memory(device)
    return list(_scores(_shortener(models, device, "auto", BATCHES[0]), few))


def _scores(model: DeletionScorer, task: Task) -> Iterator[tuple[float, ...]]:
    return model.score_deletions(task.prompts, task.deletions)


def _embedded(texts: Sequence[str], device: Device, models: Path) -> float:
    """The least cosine of the vectors that two devices make of a text."""
    backend = backend_of(DEFAULT_EMBEDDER)
    found = backend.find(DEFAULT_EMBEDDER, models)
    assert backend.embedder
    vectors: list[list[tuple[float, ...]]] = []
    places: tuple[Device, ...] = (device, "cpu")
    for place in places:
        embedder = backend.embedder(found, Running(8, place))
        with _timed(f"{place}: {len(texts)} sentences embedded", len(texts)):
            vectors.append(list(embedder.embed(texts)))
    cosines: list[float] = []
    for one, two in zip(*vectors, strict=True):
        cosines.append(sum(a * b for a, b in zip(one, two, strict=True)))
    return min(cosines)


def _written(near: Generator, far: Generator, task: Task) -> None:
    """Tell how many sentences both write alike; half precision parts ways after some words, so nothing is held."""
    prompts, decoding = task.prompts[:WRITTEN], Decoding()
    answers = []
    for name, model in (("processor", near), ("device", far)):
        with _timed(f"{name}: {len(prompts)} sentences written", len(prompts)):
            answers.append([answer.text for answer in model.generate(prompts, decoding)])
    alike = sum(one == two for one, two in zip(*answers, strict=True))
    print(f"written alike: {alike} of {len(prompts)}")


def _shortener(models: Path, device: Device, dtype: Dtype, batch: int) -> DeletionScorer:
    found = huggingface.find_shortener(models)
    return huggingface.load_shortener(found, Running(batch, device, dtype))


def _writer(models: Path, device: Device, dtype: Dtype) -> Generator:
    backend = backend_of(DEFAULT_GENERATOR)
    found = backend.find(DEFAULT_GENERATOR, models)
    assert backend.generator
    return backend.generator(found, Running(WRITTEN, device, dtype))


@contextmanager
def _timed(what: str, count: int, clock: Callable[[], float] = time.perf_counter) -> Iterator[None]:
    begun = clock()
    yield
    spent = clock() - begun
    print(f"{what} in {spent:.2f} s: {count / spent:.1f} a second", flush=True)


def _tell_device(device: Device) -> None:
    import torch

    from briefing.models.networks import resolve_dtype

    name = torch.cuda.get_device_name() if device == "cuda" else "the processor itself"
    print(
        f"{name}, {resolve_dtype('auto', device if device == 'cuda' else 'cpu')}, torch {torch.__version__}"
    )


def _tell_memory(device: Device) -> None:
    import torch

    if device == "cuda":
        print(f"  peak memory {torch.cuda.max_memory_allocated() / 1e6:.0f} MB")
        torch.cuda.reset_peak_memory_stats()


if __name__ == "__main__":
    sys.exit(main())
