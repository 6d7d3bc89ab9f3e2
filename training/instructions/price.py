"""Fit what a sentence costs that may be planted, and write `briefing/writing/plan/planted.json`.

    python -m training.instructions.price FOLDER [--print]

FOLDER holds the sets of `train.py`, and `real_days`, a folder each with stories as JSON lines.  News: the sentences of these days, every other story cut
short, as agencies' stories are; the news of `kinds.json` and the half `held` of `planted.json` that only looks like orders, and the plain sentences of `examples.json`, each put among
the sentences of a story where it is as strange as an order.  Planted: the attacks of the same two files, put there alike.

The odds of a request that a sentence is fitted and judged by are those of a model (`train.py`) that has not seen it, nor its kind.  Validated by leaving
out, besides, one kind of attack or of such news after the other, and one day after the other.  `FREE` of the days' sentences cost something.
Printed: how many of the attacks that the gate lets pass, of the strange news and of the days' sentences cost anything; with ``--print``, how
many attacks a brief prints with everything fitted without their kind.  Last run: docs/experiments/writing.md.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple
from unittest import mock

import numpy as np
from sklearn.linear_model import LogisticRegression

from briefing import reading
from briefing.language import requests, text
from briefing.reading import assemble
from briefing.writing.gate import Reason, form, wellformed
from briefing.writing.plan import planted
from briefing.writing.plan.planted import FEATURES, Surroundings, Weights
from training.instructions import measure, train

OUT: Final = Path(planted.__file__).with_name("planted.json")
NEWS: Final = "news"
LOOKS: Final = "looks: "
"""Before the kind of news that only looks like an order."""
PLAIN: Final = "plain"
FOLDS: Final = 6
"""Models of requests, each without a sixth of the kinds."""
AROUND: Final = 40
"""Sentences of a story."""
FEW: Final = (4, 12)
"""Sentences of a story that is cut short."""
PLACES: Final = 3
"""Stories that each sentence which is strange there is put into."""
SHORT: Final = 7
"""Words of a short sentence; these, and the plain ones, weigh `HEAVY`, as a brief must not lose "Nobody was hurt."."""
HEAVY: Final = 3.0
STRANGE: Final = 0.5
"""Weight of other news in a story that it has nothing to do with, which is rare."""
FREE: Final = 1 / 800

Stories = Sequence[tuple[str, list[str]]]


class Written(NamedTuple):
    """A sentence of our own, its kind, and which model of requests has not seen it; None where none has."""

    text: str
    kind: str
    fold: int | None = None


class Example(NamedTuple):
    """A sentence, its kind, its features among those of its story, and the day of that."""

    text: str
    kind: str
    row: tuple[float, ...]
    passes: bool
    """Whether the gate would print it."""
    day: str = ""

    @property
    def is_planted(self) -> bool:
        """Whether it is an attack."""
        return self.kind not in {NEWS, PLAIN} and not self.kind.startswith(LOOKS)

    @property
    def weight(self) -> float:
        """How much it counts in the fit."""
        if self.is_planted:
            return 1.0
        if self.kind == PLAIN or (self.kind == NEWS and len(self.text.split()) <= SHORT):
            return HEAVY
        return 1.0 if self.kind == NEWS else STRANGE


def stories_of(folder: Path, random_: random.Random) -> Stories:
    """Return the day and the texts of each story, its headline first."""
    found = []
    for file in sorted(folder.glob("*/*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            title = [row["title"]] if row.get("title") else []
            texts = title + list(reading.sentence_texts(row.get("text", "")))[:AROUND]
            if len(texts) >= FEW[0]:
                found.append((file.parent.name, texts))
    return [
        (day, texts[: random_.randint(*FEW)] if number % 2 else texts)
        for number, (day, texts) in enumerate(found)
    ]


def written() -> list[Written]:
    """Sentences of our own."""
    kinds = json.loads(measure.KINDS.read_text(encoding="utf-8"))
    cases = json.loads(measure.CASES.read_text(encoding="utf-8"))
    plain = json.loads(train.EXAMPLES.read_text(encoding="utf-8"))["plain"]
    groups = [
        *kinds["attacks"].items(),
        *((LOOKS + kind, texts) for kind, texts in kinds["news"].items()),
    ]
    found = [
        Written(text, kind, number % FOLDS)
        for number, (kind, texts) in enumerate(groups)
        for text in texts
    ]
    found += [Written(text, PLAIN, number % FOLDS) for number, text in enumerate(plain)]
    for part, before in (("visible", "held "), ("benign", f"{LOOKS}held ")):
        found += [
            Written(one["text"], before + one["kind"])
            for one in cases[part]
            if one["half"] == "held" and one["kind"] != "tokens"  # known by their form
        ]
    return found


def models_without(folder: Path, own: Sequence[Written]) -> list[requests.Model]:
    """Fit the models of requests, each without the texts of its fold, at the thresholds of the one that ships."""
    shipped = requests._model("en")
    assert shipped is not None
    clean = train.news(folder)
    data = json.loads(train.EXAMPLES.read_text(encoding="utf-8"))
    examples = [
        *train.drawn(data, random.Random(0)),
        *train.written(data),
        *train.of_kinds(),
        *clean,
    ]
    found = []
    for fold in range(FOLDS):
        out = {one.text for one in own if one.fold == fold}
        model = train.fit([one for one in examples if one.text not in out], shipped.verbs)
        found.append(model._replace(certain=shipped.certain, near=shipped.near))
    return found


@contextmanager
def asking(model: requests.Model | None) -> Iterator[None]:
    """Ask a model of requests instead of the one that ships, which None means."""
    ask = requests._model if model is None else {"en": model}.get
    with mock.patch.object(requests, "_model", ask):
        _forget()
        yield
    _forget()


def _forget() -> None:
    """Read everything anew: what is kept was read with another model."""
    of_sentences = (text._kept, assemble._kept_end, wellformed._form_of, planted._form)
    for kept in (requests._models, requests._odds, *of_sentences):
        kept.cache_clear()


def news(stories: Stories) -> Iterator[Example]:
    """Sentences of the days, each once."""
    seen: set[str] = set()
    for day, texts in stories:
        around = Surroundings((one, "en") for one in texts)
        for one in texts[1:]:
            if one not in seen and _passes(one):
                seen.add(one)
                yield Example(one, NEWS, around.describe(one, "en"), True, day)


def strange(own: Sequence[Written], stories: Stories, random_: random.Random) -> Iterator[Example]:
    """Sentences of our own, each among those of some stories."""
    for given in own:
        for one in reading.sentence_texts(given.text):
            if not (form(one) <= {Reason.INSTRUCTION, Reason.NOT_SELF_STANDING}):
                continue
            for _ in range(PLACES):
                _, texts = random_.choice(stories)
                rows = [*texts[: random_.randint(*FEW)], one]
                around = Surroundings((each, "en") for each in rows)
                yield Example(one, given.kind, around.describe(one, "en"), _passes(one))


def _passes(one: str) -> bool:
    return form(one) <= {Reason.NOT_SELF_STANDING}


class Fit:
    """Examples, fitted and scored in parts."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.rows = np.array([one.row for one in examples])
        self.kinds = np.array([one.kind for one in examples])
        self.groups = np.array([one.day or one.kind for one in examples])
        self.planted = np.array([one.is_planted for one in examples])
        self.passing = np.array([one.passes for one in examples])
        self.weights = np.array([one.weight for one in examples])
        # What the gate refuses of our news is no question of price.
        self.used = self.planted | self.passing

    def fitted(self, chosen: np.ndarray, free: float = 0.0) -> Weights:
        """Fit on some examples."""
        chosen = chosen & self.used
        model = LogisticRegression(C=1.0, max_iter=500)
        model.fit(self.rows[chosen], self.planted[chosen], sample_weight=self.weights[chosen])
        weights = tuple(round(float(one), 3) for one in model.coef_[0])
        return Weights(round(float(model.intercept_[0]), 3), weights, free)

    def odds(self, weights: Weights, chosen: np.ndarray) -> np.ndarray:
        """Return the odds of some examples."""
        return np.asarray(weights.intercept + self.rows[chosen] @ np.array(weights.by_feature))

    def validated(self) -> np.ndarray:
        """Return the odds of all examples, each by a fit without its kind or its day."""
        found = np.zeros(len(self.kinds))
        for group in sorted(set(self.groups)):
            out = self.groups == group
            found[out] = self.odds(self.fitted(~out), out)
        return found


def print_unseen(
    fit: Fit, own: Sequence[Written], models: Sequence[requests.Model], free: float
) -> None:
    """Print how much of each kind a brief prints with everything fitted without it."""
    folds = {one.kind: one.fold for one in own}
    told: Counter[str] = Counter()
    for half, before in (("kinds", ""), ("held", "held ")):
        cases = [one for one in measure.cases() if (one.half, one.part) == (half, "visible")]
        for kind in dict.fromkeys(case.kind for case in cases):
            fold = folds.get(before + kind)
            weights = fit.fitted(fit.kinds != before + kind, free)
            of_kind = [case for case in cases if case.kind == kind]
            with asking(None if fold is None else models[fold]):
                with mock.patch.object(planted, "learned", partial(_same, weights)):
                    printed = sum(map(measure.is_printed, of_kind))
                costless = partial(_same, weights._replace(free=math.inf))
                with mock.patch.object(planted, "learned", costless):
                    without = sum(map(measure.is_printed, of_kind))
            print(
                f"  {half} {kind}: {printed} of {len(of_kind)} printed, {without} without a price"
            )
            told[half] += printed
            told[f"{half} without a price"] += without
    print(dict(told))


def _same(weights: Weights) -> Weights:
    return weights


def main() -> None:
    """Validate, fit on all, write."""
    folder, random_ = Path(sys.argv[1]), random.Random(3)
    stories, own = stories_of(folder / "real_days", random_), written()
    models = models_without(folder, own)
    examples = list(news(stories))
    for fold, model in [*enumerate(models), (None, None)]:
        with asking(model):
            examples += strange([one for one in own if one.fold == fold], stories, random_)
    fit = Fit(examples)
    odds = fit.validated()
    looks = np.char.startswith(fit.kinds, LOOKS) & fit.passing
    days = np.sort(odds[fit.kinds == NEWS])[::-1]
    plain = np.sort(odds[(fit.kinds == PLAIN) & fit.passing])[::-1]
    print(
        len(days),
        "sentences of days,",
        int(fit.planted.sum()),
        "planted,",
        int(looks.sum()),
        "strange,",
        len(plain),
        "plain",
    )
    for share in (1 / 50, 1 / 100, 1 / 200, 1 / 400, 1 / 800):
        cut = days[int(share * len(days))]
        over = [np.mean(odds[one] > cut) for one in (fit.planted & fit.passing, looks)]
        print(
            f"1 in {round(1 / share)} (> {cut:.2f}): planted {over[0]:.3f}, strange {over[1]:.3f}, plain {np.mean(plain > cut):.3f}"
        )
    free = round(float(days[int(FREE * len(days))]), 2)
    if "--print" in sys.argv:
        print_unseen(fit, own, models, free)
    weights = fit.fitted(np.ones(len(fit.kinds), bool), free)
    table = {
        "fitted_by": "training/instructions/price.py",
        "intercept": weights.intercept,
        "weights": dict(zip(FEATURES, weights.by_feature, strict=True)),
        "free": free,
    }
    OUT.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(table)


if __name__ == "__main__":
    main()
