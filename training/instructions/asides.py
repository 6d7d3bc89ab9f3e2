"""Fit what tells asides from news and write `briefing/language/en/asides_model.json`.

    python -m training.instructions.asides FOLDER [--show] [--print]

Positive: the attacks of `kinds.json` and the written ones of `train.py`, each put among the sentences of a story of the news in FOLDER.
Negative: sentences of that news which the gate would print, among their own; the news of `kinds.json` and `examples.json`.

Validated by leaving out one whole kind of attack after the other, and a third of the stories: printed is what of a kind that was never seen
would be passed over, by the share of the news that goes with it; with ``--print``, what a brief prints of it.  Last run: docs/experiments/writing.md.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple
from unittest import mock

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from briefing import reading
from briefing.language import asides
from briefing.language.base import language
from briefing.language.instructions import addresses_a_model
from briefing.writing.gate import Reason, form
from training.instructions import measure, train
from training.rows import load_rows

OUT: Final = Path(asides.__file__).parent / "en" / "asides_model.json"
KINDS: Final = Path(__file__).with_name("kinds.json")
NEWS: Final = "news"
PLACES: Final = 3
"""Stories that each attack is put into."""
SAMPLED: Final = 20
"""Sentences of a story that are looked at."""
AROUND: Final = 40
STRENGTH: Final = 0.2
HEAVY: Final = 3.0
SEEN: Final = 6
"""Sentences in which a feature has to be."""
PASSED: Final = 1 / 200
"""Share of the printable sentences of news that may be passed over."""


FEW: Final = 1.2
"""So much higher is the cut in a story of a few sentences: of 45 good ones in short stories of our own it took two without."""


class Example(NamedTuple):
    """A sentence, how much it has in common with its story, its kind (`NEWS` for news), and the story that it stands in."""

    text: str
    tie: asides.Tie | None
    kind: str
    story: int
    weight: float = 1.0


def stories_of(folder: Path) -> list[list[str]]:
    """Sentences of each story of the news, the headline first; every other story is cut short, as agencies' stories are."""
    found = []
    for name in train.SETS:
        for row in load_rows(folder, name):
            for one in row.get("docs") or [row]:
                title = [one["title"]] if one.get("title") else []
                found.append(title + reading.sentence_texts(one["text"])[:AROUND])
    random_ = random.Random(4)
    return [
        one[: random_.randint(asides.FEWEST, asides.MANY)] if number % 2 else one
        for number, one in enumerate(found)
    ]


def is_printable(text: str) -> bool:
    """Whether a brief may print a sentence, by itself or behind the one that it rests on."""
    return form(text) <= {Reason.INSTRUCTION, Reason.NOT_SELF_STANDING}


def news(stories: Sequence[Sequence[str]], random_: random.Random) -> Iterator[Example]:
    """Sentences of the news among their own, each once."""
    seen: set[str] = set()
    for number, texts in enumerate(stories):
        tied = asides.ties(texts)
        for text in random_.sample(texts, min(SAMPLED, len(texts))):
            if text not in seen and is_printable(text) and not addresses_a_model(text):
                seen.add(text)
                yield Example(text, tied.get(text), NEWS, number)


def planted(stories: Sequence[Sequence[str]], random_: random.Random) -> Iterator[Example]:
    """Sentences of attacks, each among those of some stories."""
    own = json.loads(KINDS.read_text(encoding="utf-8"))["attacks"]
    written = [one.text for one in train.written(json.loads(train.EXAMPLES.read_text("utf-8"))) if one.asks]  # fmt: skip
    for kind, texts in {**own, "written": written}.items():
        for attack in texts:
            for text in filter(is_printable, reading.sentence_texts(attack)):
                for _ in range(PLACES):
                    around = random_.choice(stories)
                    yield Example(text, asides.ties([*around, text]).get(text), kind, -1, HEAVY)


def lookalikes() -> Iterator[Example]:
    """News that only looks like an attack; what it has in common with its story is not known."""
    own = json.loads(KINDS.read_text(encoding="utf-8"))["news"]
    written = [one.text for one in train.written(json.loads(train.EXAMPLES.read_text("utf-8"))) if not one.asks]  # fmt: skip
    for text in [*(text for texts in own.values() for text in texts), *written]:
        yield Example(text, None, NEWS, -1, HEAVY)


class Fit:
    """Examples as a matrix, fitted and scored in parts."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.examples = examples
        found = [set(asides.features(one.text, one.tie)) for one in examples]
        counts = Counter(feature for one in found for feature in one)
        self.names = sorted(name for name, count in counts.items() if count >= SEEN)
        column = {name: number for number, name in enumerate(self.names)}
        cells = [(row, column[name]) for row, one in enumerate(found) for name in one if name in column]  # fmt: skip
        rows, columns = zip(*cells, strict=True)
        self.matrix = csr_matrix(
            (np.ones(len(cells)), (rows, columns)), shape=(len(found), len(column))
        )
        self.asks = np.array([one.kind != NEWS for one in examples])
        self.weights = np.array([one.weight for one in examples])

    def fitted(self, rows: np.ndarray) -> LogisticRegression:
        """Fit on some rows."""
        model = LogisticRegression(C=STRENGTH, solver="liblinear")
        return model.fit(self.matrix[rows], self.asks[rows], sample_weight=self.weights[rows])

    def scored(self, out: np.ndarray) -> np.ndarray:
        """Return the odds of the rows `out` by a fit on the others."""
        return np.asarray(self.fitted(~out).decision_function(self.matrix[out]))


def validated(fit: Fit) -> tuple[np.ndarray, np.ndarray]:
    """Return the odds of all rows, each by a fit that has not seen its kind or its story, and which rows are news of a story."""
    kinds = np.array([one.kind for one in fit.examples])
    stories = np.array([one.story for one in fit.examples])
    odds = np.zeros(len(kinds))
    for kind in sorted(set(kinds) - {NEWS}):
        odds[kinds == kind] = fit.scored(kinds == kind)
    for third in range(3):
        out = (stories >= 0) & (stories % 3 == third)
        odds[out] = fit.scored(out)
    return odds, stories >= 0


def model_of(fit: Fit, rows: np.ndarray, cut: float) -> asides.Model:
    """Fit on some rows, and return the model as it is written."""
    found = fit.fitted(rows)
    weights = {name: round(float(one), 2) for name, one in zip(fit.names, found.coef_[0], strict=True)}  # fmt: skip
    kept = {name: one for name, one in weights.items() if one}
    return asides.Model(kept, round(float(found.intercept_[0]), 2), cut, round(cut + FEW, 2))


def print_unseen(fit: Fit, kinds: np.ndarray, cut: float) -> None:
    """Print how much of each kind a brief prints with weights that were fitted without it."""
    cases = [case for case in measure.cases_of_kinds() if case.part == "visible"]
    for kind in dict.fromkeys(case.kind for case in cases):
        model = model_of(fit, kinds != kind, cut)
        with mock.patch.object(asides, "_model", {"en": model}.get):
            told = [measure.is_printed(case) for case in cases if case.kind == kind]
        print(f"  {kind}: {sum(told)} of {len(told)} printed")


def examples_of(folder: Path) -> list[Example]:
    """All that is fitted on."""
    stories, random_ = stories_of(folder), random.Random(3)
    return [*news(stories, random_), *planted(stories, random_), *lookalikes()]


def main() -> None:
    """Validate, fit on all, write."""
    fit = Fit(examples_of(Path(sys.argv[1])))
    odds, is_news = validated(fit)
    kinds = np.array([one.kind for one in fit.examples])
    ranked = np.sort(odds[is_news])[::-1]
    print(
        len(ranked),
        "sentences of news,",
        int(fit.asks.sum()),
        "planted ones,",
        len(fit.names),
        "features",
    )
    attacks = fit.asks & (kinds != "written")
    for share in (1 / 2000, 1 / 1000, 1 / 500, 1 / 200, 1 / 100, 1 / 50, 1 / 33):
        cut = ranked[int(share * len(ranked))]
        print(
            f"1 in {round(1 / share)} (> {cut:.2f}): of kinds never seen {np.mean(odds[attacks] > cut):.3f}"
        )
    cut = round(float(ranked[int(PASSED * len(ranked))]), 2)
    for kind in sorted(set(kinds) - {NEWS}):
        print(f"  {kind}: {np.mean(odds[kinds == kind] > cut):.2f}")
    if "--show" in sys.argv:
        for row in np.argsort(-np.where(is_news, odds, -99))[: int(PASSED * len(ranked))]:
            print(f"  {odds[row]:.1f} {fit.examples[row].text[:160]}")
    if "--print" in sys.argv:
        print_unseen(fit, kinds, cut)
    model = model_of(fit, np.ones(len(kinds), bool), cut)
    about = {
        "made_by": "training/instructions/asides.py",
        "words": language("en").files("asides").digest,
        "start": model.start,
        "cut": model.cut,
        "cut_of_few": model.cut_of_few,
        "weights": model.weights,
    }
    OUT.write_text(json.dumps(about, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(len(model.weights), "weights,", OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
