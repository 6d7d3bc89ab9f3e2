"""Fit what tells an update from a conflict, and write `briefing/grouping/disagreements/updates.json`.

    python -m training.differences.kinds FOLDER

FOLDER holds the labelled sets; of it and of our own events every listed difference of figures is used of which two values are found.
Each stands twice among the examples, as dated to the minute (where it is) and as dated to the day: many pages tell only the day.
Prints how many kinds are right with each author, or the days, left out of fitting, and what each kind is taken for.  Takes a minute.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple, get_args

import numpy as np
from sklearn.linear_model import LogisticRegression

from briefing.grouping.disagreements import kind, things, updates
from briefing.grouping.disagreements.mentions import Mention, find_mentions
from briefing.grouping.disagreements.rivals import Scorer
from briefing.grouping.disagreements.slots import Filled
from briefing.grouping.disagreements.updates import FACTS, describe
from briefing.records import DisagreementKind, Event, Report, When
from training.differences.events import Labelled, Listed, day_events, own_events

OUT: Final = Path(updates.__file__).with_name("updates.json")
STRENGTH: Final = 0.03
"""Inverse strength of the penalty on scaled facts."""
KINDS: Final = get_args(DisagreementKind)


class Row(NamedTuple):
    """A listed difference."""

    group: str
    """What is left out as a whole: an author, or the days."""
    kind: str
    heads: Sequence[Filled]
    event: Event


def rows_of(labelled: Iterable[Labelled]) -> Iterator[Row]:
    """Yield the differences of which two values are found, each value with its first mention."""
    for one in labelled:
        mentions = find_mentions(one.event)
        for listed in one.listed:
            heads = _heads(listed, mentions)
            if len(heads) > 1:
                group = one.group if len(one.group) == 1 else "days"
                yield Row(group, listed.kind, heads, one.event)


def _heads(listed: Listed, mentions: Iterable[Mention]) -> list[Filled]:
    told = [one for one in mentions if any(is_value(one) for is_value in listed.values)]
    return [things.filled(group[0]) for group in things.distinct(told)]


def by_day(event: Event) -> Event:
    """Return an event as it is where its reports tell only their day."""
    reports = []
    for report in event.reports:
        stories = [
            story.model_copy(update={"when": When.on(story.when.day, story.when.basis, "")})
            if story.when.day
            else story
            for story in report.stories
        ]
        reports.append(Report(id=report.id, stories=tuple(stories), agency=report.agency))
    return Event(id=event.id, reports=tuple(reports))


def fit(rows: Sequence[Row]) -> Scorer:
    """Return a scorer, its weights on unscaled facts, of the rows that are no roundings."""
    left = [row for row in rows if not kind.are_rounded(row.heads)]
    events = [(row.heads, event) for row in left for event in (row.event, by_day(row.event))]
    facts = np.array([describe(*each) for each in events])
    scale = facts.std(axis=0) + 1e-9
    labels = [row.kind == "update" for row in left for _ in range(2)]
    # Twice the same example says no more than once.
    model = LogisticRegression(C=STRENGTH / 2, max_iter=3000).fit(facts / scale, labels)
    weights = model.coef_[0] / scale
    return Scorer(tuple(map(float, weights)), float(model.intercept_[0]))


def validate(rows: Sequence[Row]) -> None:
    """Print how the kinds come out with each group left out."""
    taken: dict[str, Counter[tuple[str, str]]] = {}
    for group in sorted({row.group for row in rows}):
        scorer = fit([row for row in rows if row.group != group])
        taken[group] = Counter(
            (row.kind, kind.kind_of(row.heads, row.event, scorer))
            for row in rows
            if row.group == group
        )
        right = sum(taken[group][each, each] for each in KINDS)
        print(f"  {group:5} {right} of {taken[group].total()}")
    days = taken.pop("days")
    for title, counts in (
        ("authors", sum(taken.values(), Counter[tuple[str, str]]())),
        ("days", days),
    ):
        print(f"  {title}: listed as (down), told as {', '.join(KINDS)}")
        for listed in KINDS:
            print(f"    {listed:9}", *(f"{counts[listed, told]:4}" for told in KINDS))


def main(folder: Path) -> None:
    """Validate, fit on everything, write."""
    rows = list(rows_of(chain(own_events(), day_events(folder / "days"))))
    validate(rows)
    scorer = fit(rows)
    weights = {name: round(each, 4) for name, each in zip(FACTS, scorer.weights, strict=True)}
    table = {
        "fitted_by": "training/differences/kinds.py",
        "differences": len(rows),
        "intercept": round(scorer.intercept, 4),
        "weights": weights,
    }
    OUT.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
