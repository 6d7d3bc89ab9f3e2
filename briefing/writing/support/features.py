"""How a claim's sentence stands to a text, as numbers: what is found, how near, what differs.

No feature of :func:`judge` needs a model.  Words are compared by stem and numbers by value, as the gate does; the
gate's own reasons, against the few sentences of the text that cover the claim best, are features
too.  Measured ones that did not help are in docs/experiments/verifier.md.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import fsum, inf, log, log1p
from typing import Final, NamedTuple

from briefing.writing.gate import Reason, check, support
from briefing.writing.support.against import against
from briefing.writing.support.ground import (
    HEDGES,
    NEAR,
    NEGATIONS,
    Ground,
    Words,
    is_content,
    is_verbal,
    pairs_of,
    prepare,
    stems_of,
    words_of,
)

_WINDOW: Final = 4
"""Sentences of the text that the gate sees, those that share most with the claim's sentence."""
_VALUES: Final = (
    Reason.NUMBER,
    Reason.NAME,
    Reason.DATE,
    Reason.QUOTATION,
    Reason.NEGATION,
    Reason.DIRECTION,
)
_GATE: Final = (*_VALUES, Reason.ROLES, Reason.WORDS, Reason.QUALIFIER)
_PASSAGE: Final = 570
"""Characters of the passage that a model of pairs sees: 130 tokens, as in its training."""
_PASSAGE_SENTENCES: Final = 6


class Judged(NamedTuple):
    """The features of one sentence of a claim, and what speaks against it."""

    features: Mapping[str, float]
    reasons: tuple[Reason, ...]
    verbatim: bool


# -- one sentence -------------------------------------------------------------------------------


def judge(sentence: str, ground: Ground) -> Judged:
    """Measure one sentence of a claim against a text that has at least one sentence."""
    words = words_of(sentence)
    stems = frozenset(stems_of(words))
    shares = [fsum(map(ground.weight, stems & content)) for content in ground.contents]
    order = sorted(range(len(shares)), key=lambda at: (-shares[at], at))
    cover, gains = _cover(stems, ground)
    window = sorted({*order[:_WINDOW], *cover})
    passage = [" ".join(ground.sentences[at] for at in window)]
    reasons = check(
        sentence, passage, longest=sys.maxsize
    )  # each counts, however long the claim is
    verbal = support(sentence, passage)
    features = {
        **_found(words, ground),
        **_neighbours(words, ground),
        **_coverage(stems, ground, gains),
        **_missing(words, ground, ground.contents[order[0]]),
        **_polarity(words, ground.words[order[0]], ground),
        "aligned": verbal,
        "longest": _longest(words, ground.words[order[0]]),
        "value_reasons": float(sum(reason in reasons for reason in _VALUES)),
        **{f"gate_{reason.name.lower()}": float(reason in reasons) for reason in _GATE},
    }
    return Judged(features, against(words, ground), verbal >= 1)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _cover(stems: frozenset[str], ground: Ground) -> tuple[list[int], list[float]]:
    """Up to three sentences that hold the claim's words together, chosen greedily, and gains."""
    left, chosen, gains = set(stems), [], []
    for _ in range(3):
        worth = [fsum(map(ground.weight, left & content)) for content in ground.contents]
        best = max(range(len(worth)), key=lambda at: (worth[at], -at))
        if worth[best] <= 0:
            break
        chosen.append(best)
        gains.append(worth[best])
        left -= ground.contents[best]
    return chosen, gains


def _found(words: Words, ground: Ground) -> dict[str, float]:
    content = stems_of(words)
    stems = [word.stem for word in words]
    pairs, triples = list(pairwise(stems)), list(zip(stems, stems[1:], stems[2:], strict=False))
    weights = fsum(map(ground.weight, content))
    known = [stem for stem in content if stem in ground.stems]
    return {
        "words": _share(len(known), len(content)),
        "rare_words": _share(fsum(map(ground.weight, known)), weights),
        "bigrams": _share(sum(pair in ground.runs for pair in pairs), len(pairs)),
        "trigrams": _share(sum(run in ground.runs for run in triples), len(triples)),
    }


def _neighbours(words: Words, ground: Ground) -> dict[str, float]:
    """How far content words that stand together in the claim stand together in the text."""
    content = stems_of(words)
    next_to = list(pairwise(content))
    gaps = [ground.gaps.get(pair, NEAR + 1) for pair in next_to]
    close = [pair for pair, _ in pairs_of(content, 3)]
    together = [any(a in row and b in row for row in ground.contents) for a, b in close]
    known = [both for (a, b), both in zip(close, together, strict=True) if {a, b} <= ground.stems]
    turned = [(a, b) not in ground.gaps and (b, a) in ground.gaps for a, b in close]
    return {
        "neighbours": _share(sum(gap == 1 for gap in gaps), len(next_to)),
        "near_neighbours": _share(sum(gap <= 3 for gap in gaps), len(next_to)),
        "together": _share(sum(together), len(close)),
        "known_together": _share(sum(known), len(known)) if known else 1.0,
        "turned": _share(sum(turned), len(close)),
    }


def _coverage(stems: frozenset[str], ground: Ground, gains: Sequence[float]) -> dict[str, float]:
    """How much of the claim one sentence holds, two neighbouring ones, the best two, three."""
    whole = fsum(map(ground.weight, stems))
    two = [
        fsum(map(ground.weight, stems & (first | second)))
        for first, second in pairwise(ground.contents)
    ]
    one = gains[0] if gains else 0.0
    return {
        "best_sentence": _share(one, whole),
        "best_neighbours": _share(max([one, *two]), whole),
        "best_two": _share(sum(gains[:2]), whole),
        "best_three": _share(sum(gains), whole),
    }


def _missing(words: Words, ground: Ground, nearest: frozenset[str]) -> dict[str, float]:
    content = [word for word in words if is_content(word)]
    numbers = [word.stem for word in words if word.kind == "number"]
    capitals = [word.stem for word in content if word.capital]
    named = [w.stem for w in content if w.capital or w.stem in ground.names]
    plain = [word.stem for word in content if not word.capital and word.kind != "number"]
    verbs = [word.stem for word in content if is_verbal(word)]
    lost = [word.stem not in ground.stems for word in content]
    return {
        "missing": float(sum(lost)),
        "missing_run": float(_longest_run(lost)),
        "missing_numbers": float(_outside(numbers, ground.stems)),
        "missing_names": float(_outside(capitals, ground.stems)),
        "missing_plain": _share(_outside(plain, ground.stems), len(plain)),
        "missing_verbs": float(_outside(verbs, ground.stems)),
        "far_numbers": float(_outside(numbers, nearest)),
        "far_names": float(_outside(named, nearest)),
        "numbers": float(len(numbers)),
    }


def _outside(stems: Sequence[str], known: frozenset[str]) -> int:
    return sum(stem not in known for stem in stems)


def _longest_run(flags: Sequence[bool]) -> int:
    longest = run = 0
    for flag in flags:
        run = run + 1 if flag else 0
        longest = max(longest, run)
    return longest


def _polarity(words: Words, nearest: Words, ground: Ground) -> dict[str, float]:
    known = {word.low for row in ground.words for word in row}
    own = [word.low for word in words if word.low in NEGATIONS]
    theirs = [word.low for word in nearest if word.low in NEGATIONS]
    hedges = sum(word.low in HEDGES for word in words)
    return {
        "negations": float(min(2, len(own))),
        "negation_differs": float(bool(own) != bool(theirs)),
        "new_negations": float(sum(low not in known for low in own)),
        "hedges": float(min(2, hedges)),
    }


def _longest(words: Words, nearest: Words) -> float:
    """Share of the claim's words in the longest run that the nearest sentence has as well."""
    theirs = " " + " ".join(word.stem for word in nearest) + " "
    stems, longest = [word.stem for word in words], 0
    for at in range(len(stems)):
        while (
            at + longest < len(stems)
            and " " + " ".join(stems[at : at + longest + 1]) + " " in theirs
        ):
            longest += 1
    return _share(longest, len(stems))


def nearest(sentence: str, ground: Ground) -> str:
    """The sentences of the text that share most with a sentence of a claim, in their order.

    First those that hold its words together, then those that hold most of them, as many as have
    room; never none.
    """
    stems = frozenset(stems_of(words_of(sentence)))
    shares = [fsum(map(ground.weight, stems & content)) for content in ground.contents]
    order = sorted(range(len(shares)), key=lambda at: (-shares[at], at))
    chosen: list[int] = []
    room: float = inf
    for at in dict.fromkeys([*_cover(stems, ground)[0], *order]):
        if len(ground.sentences[at]) <= room and (not chosen or shares[at] > 0):
            room = (_PASSAGE if room == inf else room) - len(ground.sentences[at])
            chosen.append(at)
    return " ".join(ground.sentences[at] for at in sorted(chosen[:_PASSAGE_SENTENCES]))


# -- a whole claim ------------------------------------------------------------------------------

_EMPTY: Final = judge("It is.", prepare(["It is."]))
FEATURES: Final = (
    *(f"{how}:{name}" for how in ("least", "most", "mean") for name in _EMPTY.features),
    "sentences",
)
"""Names of a claim's features, in their order."""


def claim_features(judged: Sequence[Judged]) -> tuple[float, ...]:
    """The features of a claim: least, most and mean over its sentences (at least one)."""
    columns = [[one.features[name] for one in judged] for name in _EMPTY.features]
    return (
        *(min(column) for column in columns),
        *(max(column) for column in columns),
        *(sum(column) / len(column) for column in columns),
        log1p(min(3, len(judged))),
    )


MATCHES: Final = ("least:match", "mean:match")
"""Names of what a model of pairs adds to a claim's features."""
_CERTAIN: Final = 1e-6


def match_features(scores: Sequence[float]) -> tuple[float, float]:
    """Least and mean over a claim's sentences (at least one) of the log odds of their support."""
    kept = [min(1 - _CERTAIN, max(_CERTAIN, score)) for score in scores]
    odds = [log(score / (1 - score)) for score in kept]
    return min(odds), sum(odds) / len(odds)
