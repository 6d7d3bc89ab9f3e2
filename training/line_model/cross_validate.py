"""How well the line model reads layouts, authors and sets that it has not seen.

    python -m training.line_model.cross_validate FOLDER families|authors|glued|days

``families``: six folds of whole layout families, the table of all of them.  ``authors``: all families and words of one author
left out after the other.  ``glued``: `glued_pages` in six folds in which no article stands on both sides, and without any of
its pages.  ``days``: the plain-text files of FOLDER's days, of which none was seen.  Last run: docs/experiments/reading.md.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any, Final

import torch

from briefing.evaluation.reading import GluedPage, line_labels, score_cuts
from briefing.reading.pages import cut
from briefing.reading.pages.line_model import LineModel
from training.layouts.templates import Layout, load_layouts
from training.line_model.corpus import Amounts, Corpus
from training.line_model.labelled_days import day_pages
from training.line_model.network import Described, describe_all, fit
from training.line_model.score import score, table_row
from training.line_model.train import DUMPS, EPOCHS, labelled_pages
from training.rows import load_rows

FOLDS: Final = 6
TESTED: Final = 30
"""Made pages of a family that is left out."""
AMOUNTS: Final = Amounts()


def families(folder: Path, folds: int = FOLDS) -> None:
    """Leave whole families out and print the table of all of them, the worst first."""
    layouts = load_layouts()
    Random(3).shuffle(layouts)
    _left_out(folder, [layouts[number::folds] for number in range(folds)], layouts)


def authors(folder: Path) -> None:
    """Leave all that one author has written out."""
    layouts = load_layouts()
    names = sorted({layout.author for layout in layouts})
    _left_out(
        folder, [[each for each in layouts if each.author == name] for name in names], layouts
    )


def _left_out(folder: Path, groups: list[list[Layout]], layouts: list[Layout]) -> None:
    corpus = Corpus(folder)
    glued = describe_all([*corpus.glued(AMOUNTS.glued), *labelled_pages(folder)])
    found: dict[str, Counter[str]] = {}
    for out in groups:
        rest = [layout for layout in layouts if layout not in out]
        made = [
            *corpus.of_families(rest, AMOUNTS.per_family),
            *corpus.crossed(rest, AMOUNTS.crossed),
        ]
        model = fit([*glued, *describe_all(made)], EPOCHS)
        counts = score(corpus.of_families(out, TESTED), model)
        found.update(counts)
        print(table_row(f"{len(out)} left out", _sum(counts)), flush=True)
    for name, counts_of in sorted(
        found.items(), key=lambda each: each[1]["whole"] / max(1, each[1]["stories"])
    ):
        print(table_row(name, counts_of))
    print(table_row("all", _sum(found)))


def _sum(counts: dict[str, Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for each in counts.values():
        total.update(each)
    return total


def days(folder: Path) -> None:
    """Print how the files of FOLDER's days are read by a model that has seen none of them."""
    pages = [
        *Corpus(folder).everything(load_layouts(), AMOUNTS),
        *labelled_pages(folder),
        *day_pages(DUMPS),
    ]
    counts = score(day_pages(folder / "days"), fit(describe_all(pages), EPOCHS))
    print(table_row("days", _sum(counts)))


# -- glued_pages --------------------------------------------------------------------------------


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


def glued(folder: Path) -> None:
    """Print the figures on `glued_pages` without its pages, then by folds."""
    rows = load_rows(folder, "glued_pages")
    own = describe_all(Corpus(folder).everything(load_layouts(), AMOUNTS))
    _print(rows, [fit(own, EPOCHS)] * len(rows), "no page of the set")
    pages, fold = describe_all(labelled_pages(folder)), folds(rows)
    models = [fit(_seen(pages, fold, number, own), EPOCHS) for number in range(FOLDS)]
    _print(rows, [models[each] for each in fold], "by folds")


def _seen(
    pages: list[Described], fold: list[int], out: int, own: list[Described]
) -> list[Described]:
    return [*own, *(page for page, each in zip(pages, fold, strict=True) if each != out)]


def _print(rows: list[dict[str, Any]], models: list[LineModel], title: str) -> None:
    pairs = [
        (GluedPage.model_validate(row), _labels(row, model))
        for row, model in zip(rows, models, strict=True)
    ]
    print(title)
    for style in ("boiler", "plain", "same_event", ""):
        figures = score_cuts([pair for pair in pairs if style in ("", pair[0].style)])
        print(
            f"{style or 'all':<11}",
            *(f"{name} {value:.3f}" for name, value in figures.items()),
            flush=True,
        )


def _labels(row: dict[str, Any], model: LineModel) -> list[int]:
    stories = cut("\n".join(row["lines"]), model=model).stories
    spans = [[(part.start, part.end) for part in story] for story in stories]
    return line_labels(row["lines"], spans)


if __name__ == "__main__":
    torch.set_num_threads(1)
    {"families": families, "authors": authors, "glued": glued, "days": days}[sys.argv[2]](
        Path(sys.argv[1])
    )
