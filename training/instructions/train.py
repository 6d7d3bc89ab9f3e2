"""Fit what tells a request to a text machine from news and write `briefing/language/en/requests.json`.

    python -m training.instructions.train FOLDER

Positive: `DRAWN` sentences drawn from the patterns of `examples.json`, the planted sentences of
`tests/language/planted.json` whose half is `fit`, and the attacks of `kinds.json`.  Negative: the sentences that only look like
them of the three files, the short plain ones of `examples.json`, and those of the news in FOLDER (`SETS`, without what the rules of
`instructions.py` know).  Plain forms of verbs are the words that stand behind a modal verb in that news.

Printed: found and false alarms by five folds, patterns, stories and kinds never on both sides.
Last run: docs/experiments/writing.md.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from briefing import reading
from briefing.language import requests
from briefing.language.base import language
from briefing.language.instructions import addresses_a_model
from briefing.language.tokens import normal
from training.instructions.measure import CASES, KINDS
from training.rows import load_rows

OUT: Final = Path(requests.__file__).parent / "en" / "requests.json"
EXAMPLES: Final = Path(__file__).with_name("examples.json")
SETS: Final = (
    "cluster_neus",
    "cluster_basil",
    "cluster_ecbplus",
    "summaries_multinews",
    "summaries_single",
)
DRAWN: Final = 20
"""Sentences of each pattern."""
FOLDS: Final = 5
STRENGTH: Final = 1.0
HEAVY: Final = 10.0
"""Weight of a sentence that somebody wrote for this, against one of the news or a drawn one."""
SEEN: Final = 3
"""Sentences in which a feature has to be, or the fit learns single texts."""
VERB_SEEN: Final = 3
CERTAIN: Final = 1 / 4_000
"""Share of the news' sentences that reading may take for requests."""
NEAR: Final = 1 / 500
"""Share that may go unprinted."""
_SLOT: Final = re.compile(r"\{(\w+)\}")


class Example(NamedTuple):
    """A sentence, whether it is a request, its weight, and the group that a fold keeps together."""

    text: str
    asks: bool
    weight: float
    group: str


def drawn(data: dict[str, Any], random_: random.Random) -> list[Example]:
    """Fill the patterns."""
    found = []
    for pattern in data["patterns"]:
        for _ in range(DRAWN):
            text = pattern
            while _SLOT.search(text):
                text = _SLOT.sub(lambda slot: random_.choice(data["slots"][slot[1]]), text, count=1)
            found.append(Example(text[0].upper() + text[1:], True, 1.0, pattern))
    return found


def written(data: dict[str, Any]) -> list[Example]:
    """Sentences that were written one by one."""
    planted = json.loads(CASES.read_text(encoding="utf-8"))
    skipped = {"tokens", "foreign"}  # known by their form, and another language
    asks = [
        Example(one["text"], True, HEAVY, one["text"])
        for one in planted["visible"]
        if one["half"] == "fit" and one["kind"] not in skipped
    ]
    news = [one["text"] for one in planted["benign"] if one["half"] == "fit"] + data["news"]
    news += [text for one in planted["carriers"] for text in (one["title"], *one["paragraphs"])]
    return asks + [Example(text, False, HEAVY, text) for text in news + data["plain"]]


def of_kinds() -> list[Example]:
    """Sentences that were written kind by kind; a kind of attack is one group, so that none is fitted on and asked about."""
    kinds = json.loads(KINDS.read_text(encoding="utf-8"))
    asks = [
        Example(text, True, HEAVY, f"kind {kind}")
        for kind, texts in kinds["attacks"].items()
        if kind not in {"encoded", "foreign"}  # known by their form, and other languages
        for text in texts
    ]
    return asks + [
        Example(text, False, HEAVY, text) for texts in kinds["news"].values() for text in texts
    ]


def news(folder: Path) -> list[Example]:
    """Sentences of the news, each once; those known for planted ones are not news."""
    found: dict[str, Example] = {}
    for name in SETS:
        for row in load_rows(folder, name):
            texts = [one["text"] for one in row["docs"]] if "docs" in row else [row["text"]]
            for number, text in enumerate(texts):
                for one in reading.sentence_texts(text):
                    if not addresses_a_model(one):
                        found.setdefault(
                            one,
                            Example(
                                one,
                                False,
                                1.0,
                                f"{name} {row.get('id', row.get('doc_id'))} {number}",
                            ),
                        )
    return list(found.values())


def plain_verbs(texts: Iterable[str]) -> frozenset[str]:
    """Return the words behind modal verbs."""
    words = language("en")
    modals = words.either("classes.modals")
    objects = words.either("classes.articles", "classes.pronouns", "classes.possessives")
    behind = re.compile(rf"\b(?:{modals} (?:not )?([a-z]{{2,}})\b|to ([a-z]{{2,}}) {objects}\b)")
    known = words.words(
        "classes.function", "classes.pronouns", "classes.prepositions", "classes.articles"
    )
    counts = Counter(found[1] or found[2] for text in texts for found in behind.finditer(text))
    return frozenset(
        word
        for word, count in counts.items()
        if count >= VERB_SEEN and word not in known and not word.endswith("ly")
    )


def fit(examples: Sequence[Example], verbs: frozenset[str]) -> requests.Model:
    """Fit the weights; both thresholds are left open."""
    every = [set(requests.features(normal(one.text), verbs)) for one in examples]
    counts = Counter(feature for found in every for feature in found)
    names = sorted((one for one, count in counts.items() if count >= SEEN), key=requests.name_of)
    column = {name: number for number, name in enumerate(names)}
    cells = [
        (row, column[name]) for row, found in enumerate(every) for name in found if name in column
    ]
    rows, columns = zip(*cells, strict=True)
    matrix = csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(every), len(names)))
    model = LogisticRegression(C=STRENGTH, solver="liblinear")
    model.fit(
        matrix, [one.asks for one in examples], sample_weight=[one.weight for one in examples]
    )
    weights = {name: round(float(w), 2) for name, w in zip(names, model.coef_[0], strict=True)}
    return requests.Model(
        {name: weight for name, weight in weights.items() if abs(weight) >= 0.1},
        verbs,
        start=round(float(model.intercept_[0]), 2),
        certain=0.0,
        near=0.0,
    )


def main() -> None:
    """Validate, fit on all, write."""
    data = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    clean = news(Path(sys.argv[1]))
    examples = [*drawn(data, random.Random(0)), *written(data), *of_kinds(), *clean]
    verbs = plain_verbs(one.text for one in clean)
    print(len(examples), "examples,", len(clean), "of news,", len(verbs), "verbs")
    groups = sorted({one.group for one in examples})
    random.Random(1).shuffle(groups)
    fold = {group: number % FOLDS for number, group in enumerate(groups)}
    scores: list[tuple[float, Example]] = []
    for number in range(FOLDS):
        model = fit([one for one in examples if fold[one.group] != number], verbs)
        scores += [
            (requests.odds(normal(one.text), model), one)
            for one in examples
            if fold[one.group] == number
        ]
    alarms = sorted(
        (score for score, one in scores if not one.asks and one.weight == 1.0), reverse=True
    )
    certain, near = (round(alarms[int(share * len(alarms))], 2) for share in (CERTAIN, NEAR))
    for name, chosen in (
        ("drawn requests", [s for s, one in scores if one.asks and one.weight == 1.0]),
        ("written requests", [s for s, one in scores if one.asks and one.weight > 1.0]),
        ("of kinds left out", [s for s, one in scores if one.group.startswith("kind ")]),
        ("written news", [s for s, one in scores if not one.asks and one.weight > 1.0]),
        ("news", alarms),
    ):
        over, close = (sum(s > cut for s in chosen) for cut in (certain, near))
        print(
            f"{name}: {len(chosen)}, certainly requests {over} (> {certain}), near {close} (> {near})"
        )
    if "--show" in sys.argv:
        for score, one in sorted(scores, key=lambda pair: -pair[0]):
            if not one.asks and score > near:
                print(f"  {score:.1f} {one.text[:200]}")
        for score, one in scores:
            if one.asks and one.weight > 1 and score <= near:
                print(f"  missed {score:.1f} {one.text[:200]}")
    model = fit(examples, verbs)
    OUT.write_text(
        json.dumps(
            {
                "made_by": "training/instructions/train.py",
                "start": model.start,
                "certain": certain,
                "near": near,
                "verbs": sorted(verbs),
                "weights": {requests.name_of(one): w for one, w in model.weights.items()},
            },
            ensure_ascii=False,
            indent=0,
            separators=(",", ":"),
        )
        + "\n",
        encoding="utf-8",
    )
    print(len(model.weights), "weights,", OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
