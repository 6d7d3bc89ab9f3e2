"""How well the gate alone tells supported from unsupported claims, with bigram overlap beside it.

    python tests/benchmarks/gate.py EVAL_DIR [NAME …]

The gate is built for drafts that shorten their source; labelled summaries paraphrase freely, so it
rejects many good ones.  The table shows both rates, and what the value checks (numbers, names,
dates, quotations, negation) catch by themselves.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from briefing.writing.gate.checks import check, support
from briefing.writing.gate.reasons import Reason

NAMES: Final = ("faith_summedits_news", "faith_faithbench_sentences")
VALUES: Final = frozenset(
    {Reason.NUMBER, Reason.NAME, Reason.DATE, Reason.QUOTATION, Reason.NEGATION, Reason.DIRECTION}
)
Row = dict[str, Any]


def score_module(folder: Path) -> ModuleType:
    """The metrics that come with the labelled data."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def bigrams(text: str) -> set[tuple[str, str]]:
    """Pairs of neighbouring words."""
    words = re.findall(r"\w+", text.lower())
    return set(pairwise(words))


def overlap(row: Row) -> float:
    """Share of the claim's bigrams that the text has."""
    claim = bigrams(row["claim"])
    return len(claim & bigrams(row["doc"])) / max(1, len(claim))


def report(score: ModuleType, name: str, rows: list[Row]) -> None:
    """Print one data set's lines."""
    found = {row["id"]: set(check(row["claim"], [row["doc"]])) for row in rows}
    labels = [int(row["label"]) for row in rows]

    def line(what: str, passed: list[int], scores: list[float]) -> None:
        balanced, true, false = score.bacc(labels, passed)
        area = score.auroc(labels, scores)
        print(
            f"{name:28} {what:22} n={len(rows)} balanced accuracy {balanced:.3f} "
            f"(supported passed {true:.3f}, unsupported caught {false:.3f}) AUROC {area:.3f}"
        )

    pairs = [overlap(row) for row in rows]
    best = score.best_threshold(labels, pairs)  # the baseline may choose its threshold on the rows
    line("bigram overlap", [int(pair >= best) for pair in pairs], pairs)
    supports = [support(row["claim"], [row["doc"]]) for row in rows]
    line("gate, all reasons", [int(not found[row["id"]]) for row in rows], supports)
    values = [int(not found[row["id"]] & VALUES) for row in rows]
    line("gate, values only", values, [float(value) for value in values])
    for reason in Reason:
        hits = [
            label for row, label in zip(rows, labels, strict=True) if reason in found[row["id"]]
        ]
        if hits:
            wrong, right = hits.count(0), hits.count(1)
            print(
                f"    {reason:28} unsupported {wrong / max(1, labels.count(0)):.2f} "
                f"supported {right / max(1, labels.count(1)):.2f}"
            )


def main(folder: Path, names: list[str]) -> None:
    """Print the table for every named data set."""
    score = score_module(folder)
    for name in names or NAMES:
        rows = score.load(name, str(folder))
        for row in rows:
            row["label"] = int(row["label"])
        report(score, name, rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
