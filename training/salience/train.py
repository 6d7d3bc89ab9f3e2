"""Fit what matters in an event and write `briefing/writing/plan/salience.json`.

    python -m training.salience.train FOLDER

FOLDER holds the labelled sets: `summaries_multinews`, the CNN/DM rows of `summaries_single` (the others are one free
sentence each), and `days` with the facts that an editor wants told.  A concept's label is whether the reference has it; in
`days` the weight of the fact, out of three, whose literal phrases have it.  One ridge regression for events of several reports and
one for single ones, every concept an example.

Printed: ROUGE-1/2/L of what `tell` chooses (whole sentences, nothing shortened) less that of the opening of the longest
text at equal length, and the weighted share of the facts of `days` that headline and sentences tell (and of the weightiest
that headline and first sentence do); by five folds of events, and for each set by weights fitted without it.
Last run: docs/experiments/writing.md.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from rouge_score.rouge_scorer import RougeScorer
from sklearn.linear_model import Ridge

from briefing import grouping, reading
from briefing.language.base import language
from briefing.records import Event, Story
from briefing.writing.plan import Pick, choose_headline, salience, tell
from briefing.writing.plan.salience import FEATURES, Concept, Weights, concepts_of, describe
from training.differences.events import event_of_day, stories_of_day
from training.rows import load_rows

OUT: Final = Path(salience.__file__).with_name("salience.json")
STRENGTH: Final = 100.0
FOLDS: Final = 5
SENTENCES: Final = 5
HEAVIEST: Final = 3
"""Weight of the facts that tell who did what."""
JOINING: Final = language("en").words("classes.articles", "classes.prepositions", "classes.be")
ROUGE: Final = ("rouge1", "rouge2", "rougeL")
Rows = dict[Concept, tuple[float, ...]]


class Unit(NamedTuple):
    """A fact that an editor wants told, by the phrases that tell it."""

    phrases: tuple[str, ...]
    weight: int


class Labelled(NamedTuple):
    """An event, and what people tell of it."""

    set: str
    group: str
    """What is never split between fitting and testing."""
    event: Event
    reference: str
    units: tuple[Unit, ...]
    rows: Rows
    labels: dict[Concept, float]

    @property
    def kind(self) -> str:
        """Which weights it is told by."""
        return "several" if len(self.event.reports) > 1 else "single"

    @property
    def fold(self) -> int:
        """Which fold it is in."""
        return zlib.crc32(self.group.encode()) % FOLDS


# -- labelled events ----------------------------------------------------------------------------


def summaries(folder: Path, name: str, origin: str = "") -> Iterator[Labelled]:
    """Yield the events of a set of texts with their summaries."""
    for row in load_rows(folder, name):
        if origin and row["origin"] != origin:
            continue
        texts = [one["text"] for one in row["docs"]]
        read = [reading.given_story(str(at), text, "", None, "") for at, text in enumerate(texts)]
        stories = [one for one in read if one]
        reference = row["reference"].lstrip("–- ").replace(" .", ".").replace(" ,", ",")
        if not stories:
            continue
        event = Event(id=str(row["id"]), reports=grouping.find_reports(stories), language="en")
        rows = dict(describe(event))
        held = concepts_of(reference, "en")
        labels = {one: float(one in held) for one in rows}
        yield Labelled(origin or name, str(row["id"]), event, reference, (), rows, labels)


def days(folder: Path) -> Iterator[Labelled]:
    """Yield the events of labelled days, the world of three days in one group."""
    for path in sorted((folder / "days").glob("*/gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        stories = dict(stories_of_day(path.parent, gold))
        for keys in gold["events"]:
            found = [key for key in keys if key in stories]
            wanted = [one for one in gold["units"] if one["event"] in keys]
            if found and wanted:
                yield _of_day(gold, event_of_day(gold, found, stories), wanted)


def _of_day(gold: dict[str, Any], event: Event, wanted: Sequence[dict[str, Any]]) -> Labelled:
    units = tuple(Unit(tuple(m["any"]), m["weight"]) for one in wanted for m in one["must"])
    weight: dict[Concept, float] = defaultdict(float)
    for unit in units:
        for phrase in unit.phrases:
            for concept in concepts_of(phrase, "en"):
                weight[concept] = max(weight[concept], unit.weight / HEAVIEST)
    rows = dict(describe(event))
    labels = {one: weight[one] for one in rows}
    return Labelled("days", gold["date"][:7], event, "", units, rows, labels)


# -- fitting ------------------------------------------------------------------------------------


def fit(labelled: Sequence[Labelled], kind: str) -> Weights:
    """Return the weights fitted on the events of one kind, on unscaled features."""
    chosen = [one for one in labelled if one.kind == kind]
    rows = np.array([row for one in chosen for row in one.rows.values()])
    labels = np.array([one.labels[concept] for one in chosen for concept in one.rows])
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    model = Ridge(STRENGTH).fit((rows - mean) / scale, labels)
    weights = model.coef_ / scale
    return Weights(float(model.intercept_ - weights @ mean), tuple(float(one) for one in weights))


# -- validation ---------------------------------------------------------------------------------


class Told(NamedTuple):
    """What an item's sentences, chosen by weights that have not seen the event, tell."""

    words: int
    gain: tuple[float, ...]
    """ROUGE-1/2/L less that of the opening, in hundredths; none without a reference."""
    told: Counter[str]


def _tell(one: Labelled, weights: Weights, scorer: RougeScorer) -> Told | None:
    worth = {concept: weights.of(row) for concept, row in one.rows.items()}
    facts = grouping.align_facts(one.event)
    picks = tell(facts, one.event, SENTENCES, worth=worth)
    return judge(one, picks, scorer) if picks else None


def judge(one: Labelled, picks: Sequence[Pick], scorer: RougeScorer) -> Told:
    """Return how good an item of whole sentences is."""
    texts = [" ".join(pick.sentences[0].text.split()) for pick in picks]
    text = " ".join(texts)
    words = len(text.split())
    if one.reference:
        plain = " ".join(_longest(one.event.stories).body.split()[:words])
        ours, opening = (scorer.score(one.reference, each) for each in (text, plain))
        gain = tuple(100 * (ours[key].fmeasure - opening[key].fmeasure) for key in ROUGE)
        return Told(words, gain, Counter())
    headline = choose_headline(one.event, picks[0].sentences[0].story)
    return Told(words, (), _counted(one.units, f"{headline} {text}", f"{headline} {texts[0]}"))


def _longest(stories: Sequence[Story]) -> Story:
    return max(stories, key=lambda story: min(len(story.body), 4000))


def _counted(units: Sequence[Unit], text: str, first: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for unit in units:
        found["units"] += unit.weight
        found["told"] += unit.weight * _has(text, unit)
        if unit.weight == HEAVIEST:
            found["heavy"] += 1
            found["first"] += _has(first, unit)
    return found


def _has(text: str, unit: Unit) -> bool:
    return any(_bare(phrase) in _bare(text) for phrase in unit.phrases)


def _bare(text: str) -> str:
    """Return a text's words without accents and without those that only join others."""
    plain = unicodedata.normalize("NFKD", text.lower())
    kept = "".join(one for one in plain if not unicodedata.combining(one))
    words = re.findall(r"[a-z0-9]+(?:[.,][0-9]+)*", kept)
    return f" {' '.join(word for word in words if word not in JOINING)} "


def validate(
    labelled: Sequence[Labelled], fitted: Callable[[Labelled], Weights], scorer: RougeScorer
) -> None:
    """Print how each set is told, every event by the weights that `fitted` gives for it."""
    by_set: defaultdict[str, list[Told]] = defaultdict(list)
    for one in labelled:
        told = _tell(one, fitted(one), scorer)
        if told:
            by_set[one.set].append(told)
    for name, rows in by_set.items():
        print(f"  {summary_of(name, rows)}")


def summary_of(name: str, rows: Sequence[Told]) -> str:
    """Return in a line how good the items of a set are."""
    words = f"{name:20} {len(rows)} events, {sum(row.words for row in rows) / len(rows):.0f} words"
    if rows[0].gain:
        mean = " ".join(f"{one:+.2f}" for one in np.mean([row.gain for row in rows], axis=0))
        return f"{words}, ROUGE-1/2/L over the opening {mean}"
    count = sum((row.told for row in rows), Counter[str]())
    share, first = count["told"] / count["units"], count["first"] / count["heavy"]
    return f"{words}, told {share:.3f}, first {first:.3f}"


def main(folder: Path) -> None:
    """Validate, fit on everything, write."""
    labelled = [
        *summaries(folder, "summaries_multinews"),
        *summaries(folder, "summaries_single", "cnndm"),
        *days(folder),
    ]
    kinds = ("several", "single")
    scorer = RougeScorer(list(ROUGE), use_stemmer=True)
    outside = {
        (kind, fold): fit([one for one in labelled if one.fold != fold], kind)
        for kind in kinds
        for fold in range(FOLDS)
    }
    print("folds of events:")
    validate(labelled, lambda one: outside[one.kind, one.fold], scorer)
    sets = sorted({one.set for one in labelled})
    without = {
        (kind, name): fit([one for one in labelled if one.set != name], kind)
        for kind in kinds
        for name in sets
    }
    print("the set left out:")
    validate(labelled, lambda one: without[one.kind, one.set], scorer)
    table: dict[str, Any] = {
        "fitted_by": "training/salience/train.py",
        "fitted_on": dict(Counter(f"{one.set}, {one.kind}" for one in labelled)),
    }
    for kind in kinds:
        weights = fit(labelled, kind)
        table[kind] = {
            "intercept": round(weights.intercept, 4),
            "weights": {
                name: round(weight, 4)
                for name, weight in zip(FEATURES, weights.by_feature, strict=True)
            },
        }
    OUT.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
