"""Fit the line model and write its weights.

    python -m training.line_model.train FOLDER [OUT]

The network is fitted on made pages of all layout families and of crossed ones, on pages without a layout, on labelled pages,
and on whole files of our own writing (``training/dumps``) and of FOLDER's days.  Takes some ten minutes on one core.  What it reads of families, authors and sets that it has
not seen: ``cross_validate.py`` beside, and docs/experiments/reading.md.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import torch

from training.layouts.templates import load_layouts
from training.line_model.corpus import Amounts, Corpus
from training.line_model.examples import Example, of_glued
from training.line_model.labelled_days import day_pages
from training.line_model.network import describe_all, fit, write
from training.line_model.pages import labelled
from training.rows import load_rows

EPOCHS: Final = 9
LABELLED_WEIGHT: Final = 6.0
"""Weight of a labelled page against a made one."""
DUMPS: Final = Path(__file__).parents[1] / "dumps"
"""Files of our own writing, by seven writers who had seen neither the layouts nor each other's."""
OUT: Final = Path(__file__).parents[2] / "briefing" / "reading" / "pages" / "line_model.safetensors"


def labelled_pages(folder: Path) -> list[Example]:
    """Return the pages of ``glued_pages``."""
    return [
        of_glued(labelled(row), "glued_pages", LABELLED_WEIGHT)
        for row in load_rows(folder, "glued_pages")
    ]


def main(folder: Path, out: Path) -> None:
    """Fit on everything and write the file."""
    torch.set_num_threads(1)  # sums in one order: the same weights on any machine of a kind
    made = Corpus(folder).everything(load_layouts(), Amounts())
    files = [*day_pages(DUMPS), *day_pages(folder / "days")]
    write(fit(describe_all([*made, *labelled_pages(folder), *files]), EPOCHS), out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else OUT)
