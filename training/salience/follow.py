"""Fit which report an item follows and write `briefing/writing/plan/following.json`.

    python -m training.salience.follow FOLDER

FOLDER holds `summaries_multinews` and `days`.  Each report of an event of several is followed in turn, by concepts weighed without
the event's fold.  How good the item is: ROUGE-1, 2 and L together, less those of the longest text's opening at equal length; in
`days` the share of the wanted facts that it tells, as so many hundredths.  A ridge regression through the origin learns from each
report's distance to the mean of its event, so that only reports of one event are held against each other; its weights are divided
by that of what the item covers.

Printed: ROUGE-1/2/L over the opening and the facts told, by five folds of events, for the report that covers most, the learned
choice and the best that hindsight knows.
Last run: docs/experiments/writing.md.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from rouge_score.rouge_scorer import RougeScorer
from sklearn.linear_model import Ridge

from briefing import grouping
from briefing.writing.plan import following
from briefing.writing.plan.following import FEATURES
from briefing.writing.plan.salience import Weights
from briefing.writing.plan.telling import Telling, picks_of, ways_to_tell
from training.salience.train import (
    FOLDS,
    ROUGE,
    SENTENCES,
    Labelled,
    Told,
    days,
    fit,
    judge,
    summaries,
    summary_of,
)

OUT: Final = Path(following.__file__).with_name("following.json")
STRENGTH: Final = 30.0
TOLD: Final = 30.0
"""Hundredths of ROUGE that it is worth to tell all facts of a day's event: then both vary alike."""
MOST_COVERED: Final = (1.0, *[0.0] * (len(FEATURES) - 1))


class Tried(NamedTuple):
    """A way to tell an event, and how good it is."""

    way: Telling
    told: Told

    @property
    def good(self) -> float:
        """How good, in hundredths of ROUGE."""
        if self.told.gain:
            return sum(self.told.gain)
        return TOLD * self.told.told["told"] / self.told.told["units"]


Event = tuple[Labelled, list[Tried]]


def tried(one: Labelled, weights: Weights, scorer: RougeScorer) -> list[Tried]:
    """Return each way to tell an event, judged."""
    worth = {concept: weights.of(row) for concept, row in one.rows.items()}
    facts = grouping.align_facts(one.event)
    ways = ways_to_tell(facts, one.event, SENTENCES, worth=worth)
    return [Tried(way, judge(one, picks_of(way, one.event), scorer)) for way in ways]


def learn(events: Sequence[Event]) -> list[float]:
    """Return the weights fitted on events, that of what an item covers 1."""
    rows, goods = [], []
    for _, ways in events:
        features = np.array([one.way.features for one in ways])
        good = np.array([one.good for one in ways])
        rows.append(features - features.mean(axis=0))
        goods.append(good - good.mean())
    table = np.concatenate(rows)
    scale = table.std(axis=0) + 1e-9
    model = Ridge(STRENGTH, fit_intercept=False).fit(table / scale, np.concatenate(goods))
    weights = model.coef_ / scale
    return [float(one) for one in weights / weights[0]]


def show(name: str, events: Sequence[Event], choose: Callable[[Event], Tried]) -> None:
    """Print how the events of each set are told."""
    for of in sorted({one.set for one, _ in events}):
        chosen = [choose(event).told for event in events if event[0].set == of]
        print(f"  {name:16} {summary_of(of, chosen)}")


def main(folder: Path) -> None:
    """Validate, fit on everything, write."""
    both = [*summaries(folder, "summaries_multinews"), *days(folder)]
    labelled = [one for one in both if one.kind == "several"]
    scorer = RougeScorer(list(ROUGE), use_stemmer=True)
    salience = [
        fit([one for one in labelled if one.fold != fold], "several") for fold in range(FOLDS)
    ]
    found = [(one, tried(one, salience[one.fold], scorer)) for one in labelled]
    events = [event for event in found if event[1]]
    outside = [learn([each for each in events if each[0].fold != fold]) for fold in range(FOLDS)]

    def by(weights: Sequence[float], ways: Sequence[Tried]) -> Tried:
        return max(ways, key=lambda one: one.way.weigh(weights))

    show("covers most", events, lambda event: by(MOST_COVERED, event[1]))
    show("learned", events, lambda event: by(outside[event[0].fold], event[1]))
    show("in hindsight", events, lambda event: max(event[1], key=lambda one: one.good))
    table: dict[str, Any] = {
        "fitted_by": "training/salience/follow.py",
        "fitted_on": dict(Counter(one.set for one, _ in events)),
        "weights": dict(zip(FEATURES, [round(one, 3) for one in learn(events)], strict=True)),
    }
    OUT.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
