"""How often each reason of `briefing verify` is right, on labelled claims.

    python -m training.verifier.reasons FOLDER [MATCHES]

For every reason, and for those of the gate that are not told, on how many unsupported and on how many supported claims it stands,
among all claims and among those that the verifier does not pass (by a model that has not seen their articles, as in
``cross_validate``).  `even` counts both labels of each data set alike: .50 is chance.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from briefing import reading
from briefing.writing.gate import check
from briefing.writing.support.against import against
from briefing.writing.support.features import nearest
from briefing.writing.support.ground import Ground, prepare, split_spaced, words_of
from training.verifier.cross_validate import unseen_articles
from training.verifier.train import Table, load, load_claims

Flags = NDArray[np.bool_]


def main(folder: Path, matches: Path | None = None) -> None:
    """Print the table."""
    table = load(folder, matches)
    passed = unseen_articles(table) >= 0.5
    stands = _stands(folder)
    print(f"{'':44} all: unsup.  sup. right  even | not passed: unsup.  sup. right  even")
    every = np.ones(len(passed), dtype=bool)
    print(_line("every claim", every, table, ~passed))
    for name, flags in sorted(stands.items(), key=lambda one: (one[0][:5], -_even(one[1], table))):
        print(_line(name, flags, table, ~passed))
    told = np.any([flags for name, flags in stands.items() if name.startswith("told")], axis=0)
    print(_line("any told", told, table, ~passed))


def _stands(folder: Path) -> Mapping[str, Flags]:
    """On which claims each reason stands, by who gives it and its name."""
    rows = load_claims(folder)
    by_text: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        by_text[row["doc"]].append(at)
    found: dict[str, Flags] = defaultdict(lambda: np.zeros(len(rows), dtype=bool))
    for text, places in by_text.items():
        ground = prepare(split_spaced(reading.sentence_texts(text)))
        for at in places:
            claim = split_spaced(reading.sentence_texts(rows[at]["claim"]))
            for name in _reasons(claim, ground):
                found[name][at] = True
    return found


def _reasons(claim: Sequence[str], ground: Ground) -> Iterator[str]:
    for sentence in claim:
        yield from (f"told: {one}" for one in against(words_of(sentence), ground))
        yield from (f"gate: {one}" for one in check(sentence, [nearest(sentence, ground)]))


def _line(name: str, flags: Flags, table: Table, held: Flags) -> str:
    parts = []
    for part, own in ((table, flags), (table.part(held), flags[held])):
        wrong = int((own & (part.labels == 0)).sum())
        right = int((own & (part.labels == 1)).sum())
        parts.append(
            f"{wrong:6} {right:5} {wrong / max(1, wrong + right):.2f}  {_even(own, part):.2f}"
        )
    return f"{name:50}{parts[0]} |        {parts[1]}"


def _even(flags: Flags, table: Table) -> float:
    """Share of unsupported claims among those that a reason stands on, both labels of each set weighed alike."""
    shares = np.zeros(2)
    for name in set(table.sets.tolist()):
        for label in (0, 1):
            chosen = (table.sets == name) & (table.labels == label)
            shares[label] += flags[chosen].mean() if chosen.any() else 0
    return float(shares[0] / shares.sum()) if shares.sum() else 0.0


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
