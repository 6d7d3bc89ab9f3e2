"""Fit the support model on labelled claims and write its coefficients.

    python -m training.verifier.train FOLDER MATCHES briefing/writing/support/support_model.json

A logistic regression over the features of ``briefing.writing.support.features``, and a second one
that also has what the matching network says; MATCHES is `matches.npy` here, which
``training.matcher.train`` writes:
for each claim the word of a network that has not seen its article.  Every data set
counts as much for its supported as for its unsupported claims, so that a score of one half is the
place where both kinds of error cost the same.  The file holds coefficients and names of features,
no text.  Last run, on unseen articles of five sets: balanced accuracy .658, AUROC .722 with the network,
.639 and .701 without (docs/experiments/verifier.md).
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from briefing import reading
from briefing.evaluation.baselines import overlap
from briefing.writing.support.features import (
    FEATURES,
    MATCHES,
    claim_features,
    judge,
)
from briefing.writing.support.ground import LEXICON, prepare, split_spaced
from training.rows import load_rows

Floats = NDArray[np.float64]

FILES: Final = (
    "faith_aggrefact",
    "faith_frank",
    "faith_summac",
    "faith_summedits_news",
    "faith_summedits_other",
    "faith_faithbench_sentences",
)
MAIN: Final = (
    "AggreFact-CNN",
    "AggreFact-XSum",
    "FRANK-CNN",
    "SummEdits-news",
    "FaithBench sentences",
)
SHARES: Final = {"XSumFaith": 0.1, "FRANK-XSum": 0.1, "SummEdits-other": 1.0}
"""Weight of a data set beside the five of MAIN, which weigh 1; the others weigh .5.  XSumFaith
marks every word that the text lacks as wrong, true or not, which teaches another task."""
STRENGTH: Final = 0.0005
"""Inverse of the L2 penalty.  Mean balanced accuracy on unseen articles of the five sets: .641 for
.0005 and .003, .638 for .01; FaithBench is best with the strongest penalty (.561, .551, .546)."""
CLIP: Final = 4.0
"""Standard deviations at which a feature is cut off, here and at run time."""
MATCH_WEIGHT: Final = 2.0
"""By how much the penalty spares what the network says, beside 115 features that say much the same
thing many times.  AUROC on unseen articles of the five sets .714 for 1, .720 for 2, .719 for 4."""


class Table(NamedTuple):
    """All labelled claims: features, labels, data sets, documents, bigram overlap."""

    features: Floats
    """With what the network says at the end, if it is there."""
    labels: NDArray[np.int64]
    sets: NDArray[np.str_]
    documents: NDArray[np.str_]
    overlaps: Floats

    def part(self, chosen: NDArray[Any]) -> Table:
        """The chosen rows."""
        return Table(*(column[chosen] for column in self))


class Fitted(NamedTuple):
    """Coefficients as the file holds them."""

    means: Floats
    scales: Floats
    weights: Floats
    bias: float

    def scores(self, features: Floats) -> Floats:
        """Chance that a claim is supported, for each row of features."""
        units = np.clip((features - self.means) / self.scales, -CLIP, CLIP)
        chances: Floats = 1 / (1 + np.exp(-(units @ self.weights + self.bias)))
        return chances


def set_name(row: dict[str, Any]) -> str:
    """The data set of a row, parted by the origin of its texts where the goals part it."""
    origin = {"cnndm": "CNN", "xsum": "XSum"}.get(row["origin"], "news")
    match row["dataset"]:
        case "aggrefact_ftsota":
            return f"AggreFact-{origin}"
        case "frank":
            return f"FRANK-{origin}"
        case "summedits":
            return "SummEdits-news" if row["origin"] == "news" else "SummEdits-other"
        case "faithbench_sent":
            return "FaithBench sentences"
        case "xsumfaith":
            return "XSumFaith"
        case other:
            return str(other)


def document_key(text: str) -> str:
    """The same for the same article in different spellings, so that no fold shares one."""
    return re.sub(r"\W+", "", text.lower())[:120]


def load_claims(folder: Path) -> list[dict[str, Any]]:
    """Read all labelled claims."""
    return [row for name in FILES for row in load_rows(folder, name)]


def load(folder: Path, matches: Path | None = None) -> Table:
    """Read and measure all labelled claims (a minute on one core)."""
    rows = load_claims(folder)
    by_text: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        by_text[row["doc"]].append(at)
    features = np.zeros((len(rows), len(FEATURES)))
    for text, places in by_text.items():
        ground = prepare(split_spaced(reading.sentence_texts(text)))
        for at in places:
            claim = split_spaced(reading.sentence_texts(rows[at]["claim"])) or ["."]
            features[at] = claim_features([judge(sentence, ground) for sentence in claim])
    if matches:
        features = np.hstack([features, np.load(matches)])
    return Table(
        features,
        np.array([int(row["label"]) for row in rows]),
        np.array([set_name(row) for row in rows]),
        np.array([document_key(row["doc"]) for row in rows]),
        np.array([overlap(row["claim"], row["doc"]) for row in rows]),
    )


def balanced(table: Table) -> Floats:
    """Weights of rows: each data set its share, half of it for each label."""
    weights = np.zeros(len(table.labels))
    for name in set(table.sets.tolist()):
        for label in (0, 1):
            chosen = (table.sets == name) & (table.labels == label)
            if chosen.any():
                share = 1.0 if name in MAIN else SHARES.get(name, 0.5)
                weights[chosen] = share / chosen.sum()
    even: Floats = weights / weights.mean()
    return even


def fit(table: Table) -> Fitted:
    """Fit the logistic regression."""
    means = table.features.mean(axis=0)
    scales = table.features.std(axis=0) + 1e-3
    units = np.clip((table.features - means) / scales, -CLIP, CLIP)
    spared = np.ones(units.shape[1])
    spared[len(FEATURES) :] = MATCH_WEIGHT
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    model.fit(units * spared, table.labels, sample_weight=balanced(table))
    return Fitted(means, scales, model.coef_[0] * spared, float(model.intercept_[0]))


def without_matches(table: Table) -> Table:
    """The same claims with the features that need no network."""
    return table._replace(features=table.features[:, : len(FEATURES)])


def _body(fitted: Fitted) -> dict[str, Any]:
    names = (*FEATURES, *MATCHES)[: len(fitted.weights)]
    columns = zip(names, fitted.means, fitted.scales, fitted.weights, strict=True)
    return {
        "bias": round(fitted.bias, 5),
        "columns": {
            name: [round(float(number), 5) for number in numbers] for name, *numbers in columns
        },
    }


def main(folder: Path, matches: Path, target: Path) -> None:
    """Fit on all rows and write the file."""
    table = load(folder, matches)
    body = {
        "lexicon": LEXICON.digest,
        "clip": CLIP,
        "features": _body(fit(without_matches(table))),
        "matched": _body(fit(table)),
    }
    lines = json.dumps(body).replace("], ", "],\n    ").replace('{"', '{\n    "')
    lines = lines.replace('", "clip"', '",\n    "clip"', 1)
    target.write_text(lines + "\n", encoding="utf-8")
    print(f"{len(table.labels)} claims, {table.features.shape[1]} features -> {target}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
