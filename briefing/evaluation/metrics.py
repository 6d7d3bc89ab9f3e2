"""Metrics of labelled data: counts and scores in, figures out; nothing here knows of news."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from typing import Final

Figures = dict[str, float]
"""Figures by their names; counts are integers."""

EMPTY: Final = 0.0
"""A share of nothing."""


def share(part: float, whole: float) -> float:
    """`part` of `whole`; 0 of nothing."""
    return part / whole if whole else EMPTY


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of precision and recall."""
    return share(2 * precision * recall, precision + recall)


def precision_recall(right: int, found: int, wanted: int, what: str = "") -> Figures:
    """Precision, recall and F1 of what was found, under names that begin with `what`."""
    precision, recall = share(right, found), share(right, wanted)
    return {
        f"{what} precision".strip(): precision,
        f"{what} recall".strip(): recall,
        f"{what} F1".strip(): f1(precision, recall),
    }


# -- groups -------------------------------------------------------------------------------------


def clustering(gold: Sequence[Hashable], found: Sequence[Hashable]) -> Figures:
    """BCubed (Bagga and Baldwin 1998) and pair figures of a grouping of rows.

    BCubed means over the rows how pure and how whole each row's group is; pairs weigh large groups
    more.  `gold` and `found` name the group of each row.
    """
    both, wanted, made = Counter(zip(gold, found, strict=True)), Counter(gold), Counter(found)
    rows = len(gold)
    pure = share(sum(n * n / made[group] for (_, group), n in both.items()), rows)
    whole = share(sum(n * n / wanted[group] for (group, _), n in both.items()), rows)
    right, found_pairs = _pairs(both), _pairs(made)
    return {
        "BCubed precision": pure,
        "BCubed recall": whole,
        "BCubed F1": f1(pure, whole),
        **precision_recall(right, found_pairs, _pairs(wanted), "pair"),
        "false pairs": found_pairs - right,
    }


def _pairs(sizes: Counter[Hashable] | Counter[tuple[Hashable, Hashable]]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())


# -- yes or no ----------------------------------------------------------------------------------


def detection(labels: Sequence[bool], passed: Sequence[bool]) -> Figures:
    """How well supported and unsupported claims are told apart, both kinds of equal weight."""
    good = share(sum(a and b for a, b in zip(labels, passed, strict=True)), sum(labels))
    wrong = len(labels) - sum(labels)
    caught = share(sum(not a and not b for a, b in zip(labels, passed, strict=True)), wrong)
    return {
        "balanced accuracy": (good + caught) / 2,
        "supported passed": good,
        "unsupported caught": caught,
    }


def auroc(labels: Sequence[bool], scores: Sequence[float]) -> float:
    """Chance that a supported claim scores above an unsupported one, ties counting half.

    One half where either kind is missing.
    """
    low = sorted(score for label, score in zip(labels, scores, strict=True) if not label)
    high = [score for label, score in zip(labels, scores, strict=True) if label]
    if not low or not high:
        return 0.5
    below = sum(bisect_left(low, score) + bisect_right(low, score) for score in high) / 2
    return below / (len(low) * len(high))


def best_threshold(labels: Sequence[bool], scores: Sequence[float]) -> float:
    """The lowest score from which on passing gives the best balanced accuracy on these very rows."""
    positive, wrong = sum(labels), len(labels) - sum(labels)
    at: defaultdict[float, list[int]] = defaultdict(lambda: [0, 0])
    for label, score in zip(labels, scores, strict=True):
        at[score][label] += 1
    passed, caught = positive, 0
    best, threshold = -1.0, 0.0
    for score in sorted(at):
        reached = share(passed, positive) + share(caught, wrong)
        if reached > best:
            best, threshold = reached, score
        caught += at[score][0]
        passed -= at[score][1]
    return threshold
