"""How well `briefing verify` tells supported from unsupported claims, on articles it has not seen.

    python -m training.verifier.cross_validate FOLDER [MATCHES]

With MATCHES, `matches.npy` here, which ``training.matcher.train`` writes, what the matching network says counts too;
the network that judged a claim was trained without the claim's article.  Five folds by article, in
four partings, of which the first makes the tables; one threshold for all data sets, one half.  Beside it the data set left out
of the fitting altogether (with every article of it), and bigram overlap: with its best single
threshold over all five sets, and with one of its own for each set, both chosen on the very rows.
`briefing eval verifier` measures the shipped coefficients, which have seen these rows.  Last run:
mean .658 / .722 with MATCHES (docs/experiments/verifier.md).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from training.verifier.train import MAIN, Floats, Table, fit, load

FOLDS: Final = 5
FROZEN: Final = {
    "AggreFact-CNN": 0.62,
    "AggreFact-XSum": 0.58,
    "FRANK-CNN": 0.65,
    "SummEdits-news": 0.55,
    "FaithBench sentences": 0.58,
}
"""Gradient boosting over overlaps and MiniLM similarities, measured before this model was made."""


def accuracy(labels: NDArray[np.int64], passed: NDArray[np.bool_]) -> float:
    """Mean of the share of supported claims passed and of unsupported ones caught."""
    return float((passed[labels == 1].mean() + (~passed[labels == 0]).mean()) / 2)


def fold_numbers(table: Table, seed: int = 0, folds: int = FOLDS) -> NDArray[np.int64]:
    """A fold for each row: no article in two, each data set spread over all."""
    documents = np.unique(table.documents)
    np.random.default_rng(seed).shuffle(documents)
    numbers: dict[str, int] = {}
    seen: dict[str, int] = {}
    for document in documents.tolist():
        name = str(table.sets[np.argmax(table.documents == document)])
        numbers[document] = seen.get(name, 0) % folds
        seen[name] = seen.get(name, 0) + 1
    return np.array([numbers[document] for document in table.documents.tolist()])


def unseen_articles(table: Table, seed: int = 0) -> Floats:
    """The score of each row from a model that has not seen its article."""
    numbers, scores = fold_numbers(table, seed), np.zeros(len(table.labels))
    for fold in range(FOLDS):
        held = numbers == fold
        scores[held] = fit(table.part(~held)).scores(table.features[held])
    return scores


def unseen_set(table: Table, name: str) -> Floats:
    """The scores of a data set's rows from a model that has seen neither it nor its articles."""
    held = table.sets == name
    articles = set(table.documents[held].tolist())
    known = np.array([one not in articles for one in table.documents.tolist()])
    return fit(table.part(known & ~held)).scores(table.features[held])


def best_cut(table: Table, names: Sequence[str] = MAIN) -> float:
    """The one threshold on bigram overlap that is best for the named sets, on these very rows."""

    def mean(cut: float) -> float:
        parts = [table.part(table.sets == name) for name in names]
        return float(np.mean([accuracy(one.labels, one.overlaps >= cut) for one in parts]))

    cuts: list[float] = np.linspace(0.05, 0.95, 91).tolist()
    return max(cuts, key=mean)


def print_table(table: Table, scores: Floats) -> None:
    """One line a data set, and the means of the five."""
    cut = best_cut(table)
    print(f"{'':22} rows  bigrams  own cut  frozen | ours  AUROC  passed  caught | set left out")
    lines: list[list[float]] = []
    for name in (*MAIN, *sorted(set(table.sets.tolist()) - set(MAIN))):
        held = table.sets == name
        part, own = table.part(held), scores[held]
        other = unseen_set(table, name)
        line = [
            accuracy(part.labels, part.overlaps >= cut),
            accuracy(part.labels, part.overlaps >= best_cut(table, (name,))),
            FROZEN.get(name, float("nan")),
            accuracy(part.labels, own >= 0.5),
            float(roc_auc_score(part.labels, own)),
            float((own >= 0.5)[part.labels == 1].mean()),
            float((own < 0.5)[part.labels == 0].mean()),
            accuracy(part.labels, other >= 0.5),
        ]
        lines.append(line)
        print_line(name, int(held.sum()), line)
        if name == MAIN[-1]:
            print_line(
                "mean of five",
                int(np.isin(table.sets, MAIN).sum()),
                np.mean(lines, axis=0).tolist(),
            )


def print_line(name: str, rows: int, line: Sequence[float]) -> None:  # a list or an array
    """One line of the table."""
    bigrams, own, frozen, ours, area, passed, caught, other = line
    print(
        f"{name:22} {rows:4}  {bigrams:7.3f}  {own:7.3f}  {frozen:6.2f} | {ours:.3f} {area:.3f} "
        f"  {passed:.3f}   {caught:.3f} | {other:.3f}"
    )


def print_reliability(table: Table, scores: Floats) -> None:
    """Score against share supported, on the five sets, each label of each set of equal weight."""
    weights = np.zeros(len(scores))
    for name in MAIN:
        for label in (0, 1):
            chosen = (table.sets == name) & (table.labels == label)
            weights[chosen] = 1 / chosen.sum()
    print("\nscore      rows  mean score  share supported (balanced)")
    error = 0.0
    for low in np.arange(0, 1, 0.1):
        chosen = (scores >= low) & (scores < low + 0.1) & (weights > 0)
        if not chosen.any():
            continue
        mean = float(np.average(scores[chosen], weights=weights[chosen]))
        share = float(np.average(table.labels[chosen], weights=weights[chosen]))
        error += abs(mean - share) * weights[chosen].sum() / weights.sum()
        print(f"{low:.1f}–{low + 0.1:.1f} {chosen.sum():8}  {mean:10.2f}  {share:15.2f}")
    print(f"expected calibration error {error:.3f}")


def print_partings(table: Table) -> None:
    """Balanced accuracy of the five sets in four partings into folds."""
    print("\nparting   mean  " + "  ".join(MAIN))
    for seed in range(4):
        scores = unseen_articles(table, seed)
        found = [
            accuracy(table.labels[held], scores[held] >= 0.5)
            for held in (table.sets == name for name in MAIN)
        ]
        print(f"{seed:7}   {np.mean(found):.3f} " + "  ".join(f"{one:.3f}" for one in found))


def main(folder: Path, matches: Path | None = None) -> None:
    """Print all tables."""
    table = load(folder, matches)
    scores = unseen_articles(table)
    print_table(table, scores)
    print_reliability(table, scores)
    print_partings(table)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
