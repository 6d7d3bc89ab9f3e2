"""Ways of decoding, side by side: what the gate accepts, how short, how fluent, how long it takes.

Drafts written token by token, greedily or with beams: freely, with names and numbers held to the
source, guided by what the source adds, or only leaving words out (`gaps`).

    python -m training.adapter.decoding FOLDER [--rows 60] [--seed 0] [--ways "rules|gaps, 4 beams"]
    python -m training.adapter.decoding FOLDER --read     (sentences with sources, to be read)

FOLDER holds `summaries_multinews.jsonl.gz` and `summaries_single.jsonl.gz`.  Last run: docs/experiments/model.md.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import nupunkt
import platformdirs
import torch

from briefing.models.adapter import adapted
from briefing.models.base import Frame, Tree
from briefing.models.batching import plan
from briefing.models.find import find, identity_of
from briefing.models.hf import CausalGenerator, load_generator, load_shortener
from briefing.models.hf.frames import layout
from briefing.models.pins import DEFAULT_GENERATOR, DEFAULT_PARSER
from briefing.models.spacy import SpacyParser
from briefing.settings.prompts import _messages, load_prompt
from briefing.writing.asking import shorten
from briefing.writing.cuts.parts import loose_parts
from briefing.writing.cuts.patterns import compress
from briefing.writing.cuts.shorten import Cut, Draft
from briefing.writing.gate.checks import check, check_cut
from briefing.writing.ladder import _parted
from training.adapter.search import (
    Constraint,
    Guidance,
    OnlyGaps,
    Search,
    SourceWords,
    WordMarks,
    search,
)
from training.rows import shuffled_rows

LONGEST = 110
"""Tokens of a draft at most; the longest source has about 100."""

Drafts = list[list[Draft]]
Way = Callable[[CausalGenerator, list[str]], Drafts]


class Figures(NamedTuple):
    """What came of one way."""

    first: int
    """Sentences whose first draft the gate lets pass, unchanged ones included."""
    copied: int
    """Sentences whose first draft is the source."""
    passed: int
    """Sentences with a shorter draft that the gate lets pass."""
    printed: list[tuple[str, str]]
    """Sources, and the first shorter draft that the writing room would print: it passes, and no comma
    of its own parts what belongs together."""

    def line(self, rows: int, fluent: float, seconds: float) -> str:
        """A row of the table."""
        ratios = [len(text) / len(source) for source, text in self.printed]
        mean = sum(ratios) / max(1, len(ratios))
        overall = (sum(ratios) + rows - len(ratios)) / rows
        return (
            f"{self.first} | {self.copied} | {self.passed} | {len(ratios)} | {mean:.2f} | "
            f"{overall:.2f} | {fluent:.2f} | {seconds:.2f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--ways", default="")
    parser.add_argument("--read", action="store_true")
    arguments = parser.parse_args()
    sources = _sentences(arguments.folder, arguments.rows, arguments.seed)
    folder = find(DEFAULT_GENERATOR, platformdirs.user_cache_path("briefing") / "models")
    assert folder is not None, "get the model first: briefing models pull"
    model = load_generator(folder, identity_of(DEFAULT_GENERATOR, folder))
    assert isinstance(model, CausalGenerator)
    print(f"{len(sources)} sentences; fluency of the sources {_fluency(model, sources):.2f}")
    print("way | first passes | copied | shorter passes | printed | length | of all | fluency | s")
    known = _ways()
    for name in [one for one in known if one in arguments.ways.split("|")] or known:
        started = time.process_time()
        drafts = known[name](model, sources)
        seconds = (time.process_time() - started) / len(sources)
        figures = _figures(sources, drafts)
        fluent = _fluency(model, [text for _, text in figures.printed])
        print(f"{name} | {figures.line(len(sources), fluent, seconds)}", flush=True)
        for number, (source, text) in enumerate(figures.printed if arguments.read else (), 1):
            print(f"{number}\n  S {source}\n  D {text}")


def _ways() -> dict[str, Way]:
    rewrite, short, taught = load_prompt("rewrite.v1"), _examples(), load_prompt("shorten.v2")
    bare = Frame(messages=(rewrite.messages[0], rewrite.messages[-1]))
    aware = Guidance(0.5, 20)
    gaps = _Drawn(short, 4, OnlyGaps)
    return {
        "rules": lambda _, texts: [[Draft(compress(text))] for text in texts],
        "parts": _by_parts,
        "parts, not taught": partial(_cut, frame=short),
        "taught, free": _of_taught(_Drawn(taught)),
        "taught, free, 4 beams": _of_taught(_Drawn(taught, 4)),
        "taught, gaps": _of_taught(_Drawn(taught, 1, OnlyGaps)),
        "taught, gaps, 4 beams": _of_taught(_Drawn(taught, 4, OnlyGaps)),
        "instruction": _Drawn(bare),
        "free": _Drawn(rewrite),
        "free, names held": _Drawn(rewrite, constrain=_source_words),
        "free, aware": _Drawn(rewrite, guidance=aware),
        "free, names held, aware": _Drawn(rewrite, constrain=_source_words, guidance=aware),
        "free, 4 beams": _Drawn(rewrite, 4),
        "free, 8 beams": _Drawn(rewrite, 8),
        "free, 4 beams, shorten.v1": _Drawn(short, 4),
        "free, 4 beams, names held": _Drawn(rewrite, 4, _source_words),
        "free, 4 beams, aware": _Drawn(rewrite, 4, guidance=aware),
        "gaps": _Drawn(short, 1, OnlyGaps),
        "gaps, 4 beams": gaps,
        "gaps, 8 beams": _Drawn(short, 8, OnlyGaps),
        "gaps, 4 beams, 0.2 nats a token": _Drawn(short, 4, partial(OnlyGaps, bonus=0.2)),
        "gaps, 4 beams, aware": _Drawn(short, 4, OnlyGaps, Guidance(0.5, 2000)),
        "gaps, 4 beams, rewrite.v1": _Drawn(rewrite, 4, OnlyGaps),
        "parts, else gaps": _else(gaps),
        "parts, else gaps of subtrees": _else(_subtrees(gaps)),
        "parts, else free": _else(_Drawn(rewrite, 4)),
    }


@dataclass(frozen=True)
class _Drawn:
    """Drafts that the model writes token by token."""

    frame: Frame
    beams: int = 1
    constrain: Callable[[CausalGenerator, str], Constraint] | None = None
    guidance: Guidance | None = None

    def __call__(self, model: CausalGenerator, texts: list[str]) -> Drafts:
        done: dict[int, list[Draft]] = {}
        for batch in plan(texts, model.batch_size):
            with torch.inference_mode():
                rows = self._draw(model, [texts[i] for i in batch])
            done.update(zip(batch, rows, strict=True))
        return [done[i] for i in range(len(texts))]

    def _draw(self, model: CausalGenerator, texts: list[str]) -> Drafts:
        prefix = model._frames.prefix(self.frame)
        rows = [model._encode(text) + prefix.after for text in texts]
        rows += [list(prefix.after) for _ in texts] if self.guidance else []
        ids, mask = layout(prefix.before, rows, model._pad)
        breaks = {i for word, i in model.tokenizer.get_vocab().items() if "Ċ" in word}
        how = Search(self.beams, LONGEST, frozenset({*model.ends, *breaks}), self.guidance)
        constraints = [self.constrain(model, text) if self.constrain else None for text in texts]
        shared = prefix.shared(len(rows))
        inputs = torch.tensor(ids), torch.tensor(mask), shared, len(prefix.before)
        return [
            [
                Draft(
                    str(
                        model.tokenizer.decode(list(draft.tokens), skip_special_tokens=True)
                    ).strip()
                )
                for draft in row
            ]
            or [Draft("")]
            for row in search(model.model, inputs, constraints, how)
        ]


def _source_words(model: CausalGenerator, text: str) -> SourceWords:
    return SourceWords(model, text, _marks(model))


@cache
def _marks(model: CausalGenerator) -> WordMarks:
    return WordMarks.of(model)


def _else(way: Way) -> Way:
    """The parts that go, and `way` for the sentences that stay whole."""

    def both(model: CausalGenerator, texts: list[str]) -> Drafts:
        found = _by_parts(model, texts)
        rest = [i for i, row in enumerate(found) if row[0].text == texts[i]]
        for i, row in zip(rest, way(model, [texts[i] for i in rest]), strict=True):
            found[i] = row
        return found

    return both


def _subtrees(way: Way) -> Way:
    """The drafts of `way` from which whole subtrees are gone and nothing else."""

    def kept(model: CausalGenerator, texts: list[str]) -> Drafts:
        rows = zip(texts, _parser().parse(texts), way(model, texts), strict=True)
        return [
            [draft for draft in row if _cuts_subtrees(draft.text, text, tree)] or [Draft(text)]
            for text, tree, row in rows
        ]

    return kept


_TOKEN = re.compile(r"\w+|[^\w\s]")


def _cuts_subtrees(text: str, source: str, tree: Tree) -> bool:
    """Whether no word of `text` has lost the word that governs it in `source`."""
    spans = [found.span() for found in _TOKEN.finditer(source)]
    words = [source[start:end] for start, end in spans]
    place = [next(i for i, word in enumerate(tree) if word.end > start) for start, _ in spans]
    said = _TOKEN.findall(text)
    count = len(words) - 1
    for left in (_aligned(said, words), [count - i for i in _aligned(said[::-1], words[::-1])]):
        kept = {place[i] for i in left}
        if left and all(tree[i].head in kept for i in kept if tree[i].relation != "punct"):
            return True
    return False


def _aligned(said: Sequence[str], words: Sequence[str]) -> list[int]:
    """The first places at which `said` stands in `words`, in order; none where it does not."""
    places: list[int] = []
    for word in said:
        known = (word, word[:1].lower() + word[1:])
        begin = places[-1] + 1 if places else 0
        found = next((i for i in range(begin, len(words)) if words[i] in known), None)
        if found is None:
            return []
        places.append(found)
    return places


def _by_parts(_: CausalGenerator, texts: list[str]) -> Drafts:
    """What ships: a tree says what may go, and the taught model, asked again and again, what should."""
    return _cut(_taught(), texts, load_prompt("shorten.v2"))


def _cut(model: CausalGenerator, texts: list[str], frame: Frame) -> Drafts:
    short = [compress(text) for text in texts]
    trees = _parser().parse(short)
    cuts = [
        Cut.begin(text, loose_parts(text, tree)) for text, tree in zip(short, trees, strict=True)
    ]
    return [[cut.draft] for cut in shorten(cuts, frame, model)]


def _examples() -> Frame:
    """Three worked examples that only leave words out, for a model that was not taught."""
    path = Path(__file__).with_name("shorten.v1.jinja")
    return Frame(messages=_messages(path.read_text("utf-8")))


def _of_taught(way: Way) -> Way:
    return lambda _, texts: way(_taught(), texts)


@cache
def _taught() -> CausalGenerator:
    folder = find(DEFAULT_GENERATOR, platformdirs.user_cache_path("briefing") / "models")
    assert folder is not None, "get the model first: briefing models pull"
    return load_shortener(folder, adapted(identity_of(DEFAULT_GENERATOR, folder)))


def _parser() -> SpacyParser:
    folder = find(DEFAULT_PARSER, platformdirs.user_cache_path("briefing") / "models")
    assert folder is not None, "get the parser first: briefing models pull"
    return SpacyParser(folder, identity_of(DEFAULT_PARSER, folder))


def _figures(sources: Sequence[str], drafts: Drafts) -> Figures:
    first = copied = passed = 0
    printed = []
    for source, row in zip(sources, drafts, strict=True):
        passing = [draft.text for draft in row if _passes(draft, source)]
        shorter = [text for text in passing if len(text) < len(source)]
        first += row[0].text in passing
        copied += row[0].text == source
        passed += bool(shorter)
        printed += [(source, text) for text in shorter if not _parted(text, source)][:1]
    return Figures(first, copied, passed, printed)


def _passes(draft: Draft, source: str) -> bool:
    return bool(draft.text) and not check_cut(draft.text, draft.whole, draft.parts, source)


def _fluency(model: CausalGenerator, texts: Sequence[str]) -> float:
    """Mean log-probability of a token in nats, without a prompt."""
    total, count = 0.0, 0
    with torch.inference_mode():
        for text in texts:
            ids = torch.tensor([[model.tokenizer.bos_token_id, *model._encode(text)]])
            logs = torch.log_softmax(model.model(ids).logits[0, :-1].float(), dim=-1)
            total += float(logs.gather(1, ids[0, 1:, None]).sum())
            count += ids.shape[1] - 1
    return total / max(1, count)


def _sentences(folder: Path, rows: int, seed: int) -> list[str]:
    """Sentences that the gate lets stand as they are, one of a document, from its beginning."""
    texts = [
        doc["text"]
        for name in ("summaries_multinews", "summaries_single")
        for row in shuffled_rows(folder, name)
        for doc in row["docs"]
    ]
    dice = random.Random(seed)
    dice.shuffle(texts)
    found: list[str] = []
    for text in texts:
        spans = [text[start:end] for start, end in nupunkt.sent_spans(text[:6000])][:12]
        plain = [" ".join(one.split()) for one in spans]
        fit = [one for one in plain if 90 <= len(one) <= 400 and not check(one, [one])]
        found += [dice.choice(fit)] if fit and len(found) < rows else []
    return found


if __name__ == "__main__":
    main()
