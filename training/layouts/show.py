"""Print made pages of a family with the label of each line.

python -m training.layouts.show FILE [PAGES] [SEED]
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

from training.layouts.pages import Supply, make_page
from training.layouts.slots import Story, load_words
from training.layouts.templates import read_layout

SAMPLE = tuple(
    Story(
        f"Headline {n} tells what the council of Arden decided",
        tuple(
            f"Paragraph {k} of story {n}: the council of Arden decided on Monday that the ferry will run again from June, the mayor said."
            for k in range(1, 10)
        ),
    )
    for n in range(1, 13)
)


def main(path: Path, pages: int, seed: int) -> None:
    """Print some pages."""
    layout = read_layout(path)
    supply = Supply(SAMPLE, (), load_words((layout.author,), path.parents[1]))
    random = Random(seed)
    for number in range(pages):
        print(f"{'=' * 30} page {number + 1} of {layout.name} ({layout.kind})")
        for line in make_page(layout, supply, random).lines:
            print(f"{line.label} {line.story if line.story >= 0 else ' '} {line.text}")


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        int(sys.argv[2]) if len(sys.argv) > 2 else 2,
        int(sys.argv[3]) if len(sys.argv) > 3 else 1,
    )
