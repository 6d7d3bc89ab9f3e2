"""Writing, measured: items of texts about one event, beside a reference that a person wrote.

ROUGE (Lin 2004) says how much of the reference an item has, in hundredths; the first words of the
texts, as many as the item has, are the baseline.  What is unsupported is counted apart from the gate: capitalised
words and figures that the cited passages lack.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from pydantic import BaseModel

from briefing.assembly.rows import SummaryRow, TextRow, summarise
from briefing.errors import UsageError
from briefing.evaluation.baselines import lead
from briefing.evaluation.datasets import Row
from briefing.evaluation.measures import OURS, Measure, Options, Systems, writer
from briefing.evaluation.metrics import Figures, share

KINDS: Final = ("rewritten", "compressed", "verbatim")
ROUGE: Final = {"rouge1": "ROUGE-1", "rouge2": "ROUGE-2", "rougeL": "ROUGE-L"}


class Text(BaseModel):
    """One of the texts about an event."""

    text: str


class Summary(Row):
    """Texts about one event, and a summary of them that a person wrote."""

    id: str | int
    docs: list[Text]
    reference: str


class Written(NamedTuple):
    """An item, and how much of the reference it and the lead have."""

    sentences: Sequence[Mapping[str, Any]]
    withheld: int
    """Drafts that left nothing to print."""
    rouge: Figures
    lead: Figures
    coverage: float
    """Share of the reference's words that the item has."""
    refused: Sequence[Sequence[str]]
    """The gate's reasons against each draft that it refused, whatever stands in its place."""
    seconds: float
    """That the item took, on the mean of all rows that were written together."""


def _write(rows: Sequence[Summary], how: Options) -> Iterator[Written]:
    rouge = _rouge()
    given = [SummaryRow(id=r.id, docs=[TextRow(text=d.text) for d in r.docs]) for r in rows]
    start = time.perf_counter()
    items = summarise(given, how.run)
    seconds = share(time.perf_counter() - start, len(rows))
    for row, item in zip(rows, items, strict=True):
        sentences: Any = item["sentences"]
        withheld: Any = item["withheld"]
        text = " ".join(one["text"] for one in sentences)
        plain = lead([doc.text for doc in row.docs], len(text.split()))
        yield Written(
            sentences,
            sum(not one["instead"] for one in withheld),
            _scores(rouge, row.reference, text),
            _scores(rouge, row.reference, plain),
            rouge.score(row.reference, text)["rouge1"].recall,
            [one["reasons"] for one in withheld],
            seconds,
        )


def _rouge() -> Any:  # noqa: ANN401  # the library ships no types
    try:
        from rouge_score.rouge_scorer import RougeScorer
    except ImportError:
        raise UsageError(
            "ROUGE needs the package rouge-score; get it with: pip install 'briefing[eval]'."
        ) from None
    return RougeScorer(list(ROUGE), use_stemmer=True)


def _scores(rouge: Any, reference: str, text: str) -> Figures:  # noqa: ANN401  # no types
    found = rouge.score(reference, text)
    return {name: 100 * found[key].fmeasure for key, name in ROUGE.items()}


def _score(pairs: Sequence[tuple[Summary, Written]]) -> Systems:
    sentences = [sentence for _, one in pairs for sentence in one.sentences]
    stopped = sum(one.withheld for _, one in pairs)
    kinds = Counter(sentence["verdict"] for sentence in sentences)
    lengths = [len(one["text"]) / len(one["citations"][0]["quote"]) for one in sentences]
    drafts = len(sentences) + stopped
    changed = len(sentences) - kinds["verbatim"]
    refused = [reasons for _, one in pairs for reasons in one.refused]
    against = Counter(reason for reasons in refused for reason in dict.fromkeys(reasons))
    return {
        OURS: {
            **_means([one.rouge for _, one in pairs]),
            "sentences": len(sentences),
            **{kind: share(kinds[kind], drafts) for kind in KINDS},
            "withheld": share(stopped, drafts),
            "passed the gate": share(changed, changed + len(refused)),
            "refused by the gate": len(refused),
            **{f"refused: {reason}": count for reason, count in against.most_common()},
            "coverage": share(sum(one.coverage for _, one in pairs), len(pairs)),
            "length to source": share(sum(lengths), len(lengths)),
            "unsupported names and figures": sum(map(unsupported, sentences)),
            "seconds an item": share(sum(one.seconds for _, one in pairs), len(pairs)),
        },
        "first words": _means([one.lead for _, one in pairs]),
    }


def _means(scores: Sequence[Figures]) -> Figures:
    return {name: share(sum(one[name] for one in scores), len(scores)) for name in ROUGE.values()}


def unsupported(sentence: Mapping[str, Any]) -> int:
    """Capitalised words and figures of a sentence that the passages lack; the first word is free."""
    known = set(re.findall(r"\w+", " ".join(one["quote"] for one in sentence["citations"]).lower()))
    words = re.findall(r"\w+", sentence["text"])
    wanted = [word for word in words[1:] if word[0].isupper() or any(c.isdigit() for c in word)]
    return sum(word.lower() not in known for word in wanted)


def _changed(_: Summary, one: Written) -> str:
    """The sentences that are not their sources' own, each under its source."""
    return "\n".join(
        f"source  {' '.join(sentence['citations'][0]['quote'].split())}\n"
        f"{sentence['verdict']:11} {sentence['text']}"
        for sentence in one.sentences
        if sentence["verdict"] != "verbatim"
    )


MEASURES: Final = (Measure(Summary, _write, _score, example=_changed, models=writer),)
