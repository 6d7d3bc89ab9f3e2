"""Train the matching network: first on made pairs, then on labelled claims.

    python -m training.matcher.train FOLDER PIPELINE WORK_FOLDER

Writes to WORK_FOLDER ``half0``, ``half1`` and ``all.safetensors`` (copy the last over
``briefing/models/hf/matching.safetensors``), and ``matches.npy``: for each labelled claim what the
network says that was trained on the half of the articles without it.  PIPELINE is the folder of a
whole ``en_core_web_sm``, with its recogniser of names.  Made pairs are of articles of which no
labelled set has a claim.  The weights are numbers; no text goes into them.  On a crowded
core the made pairs took 21 minutes, and a pass over all labelled claims as long; all of it 52 on two.
Last run, with the regression over it: mean .646 / .713 on unseen articles (docs/experiments/verifier.md).
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import platformdirs
import spacy
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file
from torch.nn.functional import binary_cross_entropy_with_logits
from transformers import AutoModel

from briefing import reading
from briefing.models.find import identity_of
from briefing.models.hf.loaded import Loaded
from briefing.models.hf.matching import Coded, MatchingNetwork, MatchingScorer, encode, pad
from briefing.models.pins import DEFAULT_EMBEDDER
from briefing.writing.support.features import match_features, nearest
from briefing.writing.support.ground import prepare, split_spaced
from training.matcher.pairs import Made, Text, analyse, make_pairs
from training.rows import load_rows
from training.verifier.cross_validate import fold_numbers
from training.verifier.train import Table, balanced, document_key, load_claims, set_name

MADE: Final = 11_616
"""Made pairs.  Right on pairs of unseen articles: AUROC .84 after 1,700, .89 after 3,900, .93 after
5,600, .94 to .95 from 9,500 on."""
BATCH: Final = 32
FIRST_RATE: Final = 2e-4
SECOND_RATE: Final = 1e-4
KEPT: Final = {"XSumFaith": 0.25, "factcc": 0.35, "polytope": 0.5, "cogensumm": 0.6}
"""Share of claims used of the sets that are not to be judged, to save time."""
HEAVIEST: Final = 4.0
"""Weight of a claim at most, where the mean is 1."""


class Labelled(NamedTuple):
    """A labelled claim: each sentence with its passage."""

    pairs: list[tuple[str, str]]
    supported: bool


# -- texts --------------------------------------------------------------------------------------


def texts(folder: Path, pipeline: Any, labelled: set[str]) -> list[Text]:
    """Articles of the summary, event and reprint sets, and summaries, all parsed."""
    found = []
    for text, summary in articles(folder, labelled):
        found.append(
            Text(analyse(pipeline, cut(text[:6000])[:22]), analyse(pipeline, cut(summary)))
        )
    return found


def cut(text: str) -> list[str]:
    """Sentences of a middling length."""
    return [one for one in reading.sentence_texts(text) if 20 < len(one) < 400]


def articles(folder: Path, labelled: set[str]) -> Iterator[tuple[str, str]]:
    """Each article once, with its summary if it has one that tells no more than the article."""
    seen = set(labelled)
    rows: list[tuple[str, str]] = []
    for name in ("summaries_multinews", "summaries_single"):
        for row in load_rows(folder, name):
            told = row["reference"] if row.get("origin") != "xsum" else ""
            rows += [(one["text"], told) for one in row["docs"]]
    for name in ("cluster_basil", "cluster_ecbplus", "cluster_neus", "neardup"):
        rows += [
            (row["text"], "")
            for row in load_rows(folder, name)
            if row.get("extractor", "gold") == "gold"
        ]
    for text, summary in rows:
        key = document_key(text)
        if key not in seen and len(text) >= 150:
            seen.add(key)
            yield text, summary


# -- training -----------------------------------------------------------------------------------


def optimise(network: MatchingNetwork, losses: Iterator[Any], steps: int, rate: float) -> None:
    """Follow a stream of closures that return a loss; the rate falls to nothing."""
    network.train()
    trained = [one for one in network.parameters() if one.requires_grad]
    optimiser = torch.optim.AdamW(trained, lr=rate, weight_decay=0.01)
    for step, loss in zip(range(steps), losses, strict=False):
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1, (step + 1) / 40) * max(0.03, 1 - step / steps)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            value = loss()
        optimiser.zero_grad()
        value.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step()
        if step % 40 == 0:
            print(f"step {step} of {steps}, loss {value.item():.3f}", flush=True)


def shuffled_batches(rows: Sequence[Any], length: Any, size: int) -> Iterator[list[Any]]:
    """Batches of rows of like length, in random order, for ever."""
    chance = random.Random(0)
    order = list(rows)
    while True:
        chance.shuffle(order)
        for start in range(0, len(order), 40 * size):
            near = sorted(order[start : start + 40 * size], key=length)
            batches = [near[at : at + size] for at in range(0, len(near), size)]
            chance.shuffle(batches)
            yield from batches


def made_losses(network: MatchingNetwork, loaded: Loaded, made: Sequence[Made]) -> Iterator[Any]:
    """Of the whole claim, and of each word of it: which ones an edit put there."""

    def loss(batch: Sequence[Made]) -> torch.Tensor:
        coded, wrong = zip(*(code_made(loaded, one) for one in batch), strict=True)
        padded = pad(coded, loaded.tokenizer)
        words, whole = network(padded)
        labels = torch.zeros_like(words)
        for row, marks in enumerate(wrong):
            labels[row, padded.claims[row] == 1] = torch.tensor(marks, dtype=words.dtype)
        each = binary_cross_entropy_with_logits(
            words, labels, weight=padded.claims * (1 + 2 * labels), reduction="sum"
        )
        against = torch.tensor([float(not one.supported) for one in batch])
        whole_loss = binary_cross_entropy_with_logits(whole, against)
        return whole_loss + 2 * each / padded.claims.sum()

    for batch in shuffled_batches(made, lambda one: len(one.passage) + len(one.words), BATCH):
        yield lambda batch=batch: loss(batch)


def code_made(loaded: Loaded, made: Made) -> tuple[Coded, list[bool]]:
    """The ids of a made pair, and for each of the claim's tokens whether its word is wrong."""
    pieces = [encode(loaded.tokenizer, "", word).claim for word in made.words]
    claim = [token for piece in pieces for token in piece][:90]
    wrong = [mark for piece, mark in zip(pieces, made.wrong, strict=True) for _ in piece][:90]
    return Coded(encode(loaded.tokenizer, made.passage, "").passage, claim), wrong


def labelled_losses(
    network: MatchingNetwork, loaded: Loaded, rows: Sequence[tuple[Labelled, float]]
) -> Iterator[Any]:
    """Of whole claims: a claim is unsupported as far as its sentences are, taken together."""

    def loss(batch: Sequence[tuple[Labelled, float]]) -> torch.Tensor:
        coded = [encode(loaded.tokenizer, *pair) for row, _ in batch for pair in row.pairs]
        _, whole = network(pad(coded, loaded.tokenizer))
        parts = whole.split([len(row.pairs) for row, _ in batch])
        claims = torch.stack([part.logsumexp(0) for part in parts])
        against = torch.tensor([float(not row.supported) for row, _ in batch])
        weights = torch.tensor([weight for _, weight in batch])
        return binary_cross_entropy_with_logits(claims, against, weight=weights)

    for batch in shuffled_batches(
        rows, lambda row: sum(len(p) for p, _ in row[0].pairs), BATCH // 2
    ):
        yield lambda batch=batch: loss(batch)


# -- all of it ----------------------------------------------------------------------------------


def labelled_claims(rows: Sequence[dict[str, Any]]) -> list[Labelled]:
    """Each claim's sentences with the passages nearest to them."""
    grounds = {}
    claims = []
    for row in rows:
        if row["doc"] not in grounds:
            grounds[row["doc"]] = prepare(split_spaced(reading.sentence_texts(row["doc"])))
        sentences = split_spaced(reading.sentence_texts(row["claim"])) or ["."]
        pairs = [(nearest(one, grounds[row["doc"]]), one) for one in sentences]
        claims.append(Labelled(pairs, bool(row["label"])))
    return claims


def open_encoder() -> Loaded:
    """The embedder in float32, for training."""
    folder = platformdirs.user_cache_path("briefing") / "models" / DEFAULT_EMBEDDER
    loaded = Loaded(folder, AutoModel, "cpu", "float32")
    loaded.model.set_attn_implementation("eager")  # trains a fourth faster here than the fused one
    return loaded


def main(folder: Path, pipeline: Path, work: Path) -> None:
    """Train on made pairs once, then on the labelled claims of each half, and of all."""
    torch.manual_seed(0)
    rows = load_claims(folder)
    sets = np.array([set_name(row) for row in rows])
    keys = np.array([document_key(row["doc"]) for row in rows])
    claims = labelled_claims(rows)
    made = make_pairs(texts(folder, spacy.load(pipeline), set(keys.tolist())))
    loaded = open_encoder()
    network = MatchingNetwork(loaded.model)
    optimise(network, made_losses(network, loaded, made), MADE // BATCH, FIRST_RATE)
    save_file(network.trained(), work / "made.safetensors")
    start = {name: value.clone() for name, value in network.state_dict().items()}

    table = label_table(rows, sets, keys)
    halves = fold_numbers(table, folds=2)
    kept = np.random.default_rng(0).random(len(rows)) < [KEPT.get(name, 1.0) for name in sets]
    matches = np.zeros((len(rows), 2))
    for name, chosen in (("half0", halves != 0), ("half1", halves != 1), ("all", halves >= 0)):
        network.load_state_dict(start)
        weights = balanced(table.part(chosen & kept)).clip(max=HEAVIEST)
        part = [claims[at] for at in np.flatnonzero(chosen & kept)]
        weighed = list(zip(part, weights.astype(np.float32).tolist(), strict=True))
        steps = 2 * len(part) // BATCH
        optimise(network, labelled_losses(network, loaded, weighed), steps, SECOND_RATE)
        save_file(network.trained(), work / f"{name}.safetensors")
        unseen = np.flatnonzero(~chosen)
        matches[unseen] = judge(work / f"{name}.safetensors", [claims[at] for at in unseen])
    np.save(work / "matches.npy", matches)


def label_table(rows: Sequence[dict[str, Any]], sets: NDArray[Any], keys: NDArray[Any]) -> Any:
    """The claims without features: enough to part and to weigh them."""
    nothing = np.zeros((len(rows), 0))
    labels = np.array([int(row["label"]) for row in rows])
    return Table(nothing, labels, sets, keys, np.zeros(len(rows)))


def judge(weights: Path, claims: Sequence[Labelled]) -> NDArray[np.float64]:
    """What a network says of claims, as it says it at run time."""
    folder = platformdirs.user_cache_path("briefing") / "models" / DEFAULT_EMBEDDER
    loaded = Loaded(folder, AutoModel, "cpu", "auto")
    scorer = MatchingScorer(loaded, identity_of(DEFAULT_EMBEDDER, folder), weights)
    scores = scorer.score([pair for one in claims for pair in one.pairs])
    found = [match_features([next(scores) for _ in one.pairs]) for one in claims]
    return np.array(found).reshape(-1, 2)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
