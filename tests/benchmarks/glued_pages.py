"""How well page dumps are cut into stories: ``python glued_pages.py EVAL_DIR [--cross-validate]``.

Prints the figures of ``score.segmentation`` by style, for the shipped coefficients (which have seen
these pages in training) and, on demand, cross-validated: six folds in which no article stands on
both sides, the pages of our own gluing in every training set.  The second table is the honest one.
"""

from __future__ import annotations

import sys
from collections import Counter
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any

from line_model_data import (  # type: ignore[import-not-found]  # lies beside this script
    glue,
    labelled,
    load,
    pool,
)
from train_line_model import (  # type: ignore[import-not-found]  # lies beside this script
    GLUED_PAGES,
    GLUED_WEIGHT,
    as_model,
    describe_all,
    fit,
    scale_of,
)

from briefing.reading.pages.cutting import CutText, cut

if TYPE_CHECKING:
    from briefing.reading.pages.line_model import LineModel

FOLDS = 6


def say(*words: object) -> None:
    """Write a line of the report."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")


def labels(row: dict[str, Any], model: LineModel | None = None) -> list[int]:
    """Return the story of each line of a page, -1 for furniture."""
    text = "\n".join(row["lines"])
    made: CutText = cut(text, model=model)
    kept = sorted(
        (each.start, each.end, i) for i, story in enumerate(made.stories) for each in story
    )
    found = []
    position = 0
    for line in row["lines"]:
        end = position + len(line)
        found.append(next((i for a, b, i in kept if a < end and b > position), -1))
        position = end + 1
    return found


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


def cross_validated(folder: Path, rows: list[dict[str, Any]]) -> dict[str, list[int]]:
    """Predict each page with a model that has seen none of its articles."""
    own = describe_all(glue(pool(folder), GLUED_PAGES), GLUED_WEIGHT)
    pages = describe_all([labelled(row) for row in rows], 1.0)
    scale = scale_of([*own, *pages])
    start = fit(own, scale)
    fold = folds(rows)
    found = {}
    for held_out in range(FOLDS):
        seen = [page for page, each in zip(pages, fold, strict=True) if each != held_out]
        model = as_model(fit([*seen, *own], scale, 40, start), scale)
        for row, each in zip(rows, fold, strict=True):
            if each == held_out:
                found[row["id"]] = labels(row, model)
    return found


def report(folder: Path, rows: list[dict[str, Any]], found: dict[str, list[int]]) -> None:
    """Print one line a style, and the single stories that were cut."""
    spec = spec_from_file_location("score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = module_from_spec(spec)
    spec.loader.exec_module(score)
    for style in ("boiler", "plain", "same_event", ""):
        chosen = [row for row in rows if style in ("", row["style"])]
        figures = score.segmentation(found, chosen)
        say(f"{style or 'all':<11}", *(f"{k} {v:.3f}" for k, v in figures.items() if v is not None))
    single = [row for row in rows if row["n_stories"] == 1]
    false = sum(len(set(found[row["id"]]) - {-1}) > 1 for row in single)
    say(f"single stories cut: {false} of {len(single)}")


def main(folder: Path, *, cross_validate: bool) -> None:
    """Print the tables."""
    rows = load(folder, "glued_pages")
    say("shipped coefficients (trained on these pages among others)")
    report(folder, rows, {row["id"]: labels(row) for row in rows})
    if cross_validate:
        say(f"cross-validated, {FOLDS} folds by article")
        report(folder, rows, cross_validated(folder, rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]), cross_validate="--cross-validate" in sys.argv)
