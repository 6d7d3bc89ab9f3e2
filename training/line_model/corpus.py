"""What the line model is fitted on: made pages of all layouts, crossed ones, glued ones, labelled ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from training.layouts.crossing import crossed
from training.layouts.disguise import disguised
from training.layouts.fillers import junk_of, stories_of
from training.layouts.pages import Supply, make_page
from training.layouts.slots import load_words
from training.layouts.templates import Layout
from training.line_model.examples import Example, of_glued, of_page
from training.line_model.pages import glue, pool

DISGUISED: Final = 0.05
"""Share of the made pages that are set in another script or an unknown language."""


class Amounts(NamedTuple):
    """How many pages of each kind."""

    per_family: int = 20
    crossed: int = 5500
    glued: int = 2500


class Corpus:
    """Makes pages, with stories and furniture of labelled sets that lie outside the project."""

    def __init__(self, folder: Path, seed: int = 5) -> None:
        self.folder, self.seed = folder, seed
        self.stories = stories_of(folder, Random(seed))
        self.junk = junk_of(folder)

    def of_families(self, layouts: Sequence[Layout], count: int) -> list[Example]:
        """Make `count` pages of each family."""
        random = Random(self.seed)
        return [
            each
            for layout in layouts
            for _ in range(count)
            if (each := self._page(layout, [layout.author], random))
        ]

    def crossed(self, layouts: Sequence[Layout], count: int) -> list[Example]:
        """Make pages of layouts crossed out of several families."""
        random = Random(self.seed + 1)
        authors = sorted({layout.author for layout in layouts})
        return [
            each
            for _ in range(count)
            if (each := self._page(crossed(layouts, random), authors, random))
        ]

    def glued(self, count: int) -> list[Example]:
        """Make pages without a layout."""
        return [of_glued(page, "glued") for page in glue(pool(self.folder), count)]

    def _page(self, layout: Layout, authors: Sequence[str], random: Random) -> Example | None:
        supply = Supply(self.stories, self.junk, load_words(tuple(authors)))
        page = make_page(layout, supply, random)
        return of_page(disguised(page, random) if random.random() < DISGUISED else page)

    def everything(self, layouts: Sequence[Layout], amounts: Amounts) -> list[Example]:
        """Make all pages of some families."""
        made = self.of_families(layouts, amounts.per_family)
        return [*made, *self.crossed(layouts, amounts.crossed), *self.glued(amounts.glued)]
