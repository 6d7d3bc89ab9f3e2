"""How well page dumps are cut by models that have not seen their articles.

    python -m training.line_model.cross_validate FOLDER

Six folds in which no article stands on both sides, the pages of our own gluing in every training
set.  `briefing eval reading` prints the figures of the shipped coefficients, which have seen these
pages.  Last run: start F1 .921, recovered .911 (docs/experiments/reading.md).
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

from briefing.evaluation.reading import GluedPage, line_labels, score_cuts
from briefing.reading.pages import cut
from briefing.reading.pages.line_model import LineModel
from training.line_model.pages import glue, labelled, pool
from training.line_model.train import (
    GLUED_PAGES,
    GLUED_WEIGHT,
    as_model,
    describe_all,
    fit,
    scale_of,
)
from training.rows import load_rows

FOLDS = 6


def _labels(row: dict[str, Any], model: LineModel) -> list[int]:
    stories = cut("\n".join(row["lines"]), model=model).stories
    spans = [[(part.start, part.end) for part in story] for story in stories]
    return line_labels(row["lines"], spans)


def folds(rows: list[dict[str, Any]]) -> list[int]:
    """Give each page a fold; pages that share an article share the fold."""
    group = list(range(len(rows)))
    seen: dict[str, int] = {}
    for page, row in enumerate(rows):
        for story in row["stories"]:
            other = group[seen.setdefault(story["doc_id"], page)]
            group = [group[page] if each == other else each for each in group]
    load_of = [0] * FOLDS
    fold_of = {}
    for each, size in Counter(group).most_common():
        fold_of[each] = load_of.index(min(load_of))
        load_of[fold_of[each]] += size
    return [fold_of[each] for each in group]


def cross_validated(folder: Path, rows: list[dict[str, Any]]) -> list[list[int]]:
    """Predict each page with a model that has seen none of its articles."""
    own = describe_all(glue(pool(folder), GLUED_PAGES), GLUED_WEIGHT)
    pages = describe_all([labelled(row) for row in rows], 1.0)
    scale = scale_of([*own, *pages])
    start = fit(own, scale)
    fold = folds(rows)
    found: dict[str, list[int]] = {}
    for held_out in range(FOLDS):
        seen = [page for page, each in zip(pages, fold, strict=True) if each != held_out]
        model = as_model(fit([*seen, *own], scale, 40, start), scale)
        for row, each in zip(rows, fold, strict=True):
            if each == held_out:
                found[row["id"]] = _labels(row, model)
    return [found[row["id"]] for row in rows]


def main(folder: Path) -> None:
    """Print one line a style, and one for all."""
    rows = load_rows(folder, "glued_pages")
    pairs = [
        (GluedPage.model_validate(row), found)
        for row, found in zip(rows, cross_validated(folder, rows), strict=True)
    ]
    for style in ("boiler", "plain", "same_event", ""):
        figures = score_cuts([pair for pair in pairs if style in ("", pair[0].style)])
        print(f"{style or 'all':<11}", *(f"{name} {value:.3f}" for name, value in figures.items()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
