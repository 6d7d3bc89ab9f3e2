"""Shorter by deletion: code proposes what may go, the model says what reads well, the gate decides.

A deletion is a clause, a phrase or an aside between places where English news prose can be cut.  The
model never writes a word: it scores every proposal in one pass over the sentence (how it would go on
behind the gap, against how the text goes on).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from briefing.models.base import Deletion
from briefing.writing.gate import check
from briefing.writing.gate_tables import (
    BE,
    MODALS,
    PERFECT,
    PREPOSITIONS,
    RELATIVES,
    REPORTING,
    SUBORDINATORS,
)
from briefing.writing.gate_tokens import Token
from briefing.writing.gate_words import tokenise

__all__ = ["delete", "proposals", "shorten"]

_WORD: Final = re.compile(r"\S+")
_BORDERS: Final = frozenset(
    # Not among them: "that" (what is said, not a detail), "if" and "unless" (conditions), "but" and
    # "or" (the other half), "where", "when", "because" (often the scope: "where legal"), "of", "to" and their like (the noun or verb before asks for them).
    "after although amid before despite during following since though whereas "  # noqa: SIM905  # a list of words reads best as text
    "which while who whom whose".split()
)
"""Words before which a dispensable phrase begins, also without a comma."""
_PREPOSITIONS: Final = frozenset(
    ("at", "by", "for", "from", "in", "into", "near", "on", "over", "through", "under", "with")
)
"""Words before which a tail may begin if the model finds the end before them natural."""
_OTHER_HALF: Final = frozenset({"but", "or", "nor", "not", "rather", "if", "unless", "except"})
"""Words that open what a statement depends on."""
_CONCESSION: Final = re.compile(r"(?:although|though|while|whereas|if|unless)\b", re.IGNORECASE)
_SUPERLATIVE: Final = re.compile(r"\b(?:first|last|only|most|least|best|worst|\w{3,}est)\b")
"""What follows says among whom or in what: "the first … known to have retired because of …"."""
_COORDINATED: Final = (["and"], ["or"], ["but"], ["nor"])
"""What a gap may not end before: the other half stands in the gap."""
_NAMED_DOING: Final = re.compile(r",(?: [A-Z][\w.'’-]*){1,4}, [a-z]+ing$")
"""After "saw her friend, Ann Lee, leaving": what somebody was seen doing is no tail."""
_BEHIND_PARTICIPLES: Final = PREPOSITIONS - {"up", "down", "out", "off", "over", "back", "away"}
"""Words that tell "founded in 1921" from a main verb; particles belong to the verb."""
_OPENERS: Final = frozenset(("and", "but", "so", "yet", "or", "then", "now", "also", "still"))
"""Words that a clause may begin with before its subject: with what follows them the subject goes."""
_FEWEST: Final = 7
"""Words that are left at least; below, what is left is rarely a whole statement."""
_MOST_REMOVED: Final = 0.5
"""Share of the characters that may go at most."""
_GOOD_END: Final = -3.5
"""Nats, for tails that begin with a preposition: the verb before may ask for them."""
_GOOD_SEAM: Final = -6.0
"""Nats.  Seams that the model thinks e^6 times less likely than the text's own way are not tried."""
_TRIED: Final = 8
"""Proposals that are put before the gate, best first."""
_SAVED: Final = 12.0
"""Nats that the loss of a whole sentence would be worth: what pulls towards short."""
_NEWS: Final = 1.2
"""Nats that a lost number or name costs: what pulls towards informative."""
_CLAUSE_END: Final = ",;—"


class _Edges(NamedTuple):
    words: tuple[tuple[int, int], ...]
    borders: tuple[int, ...]
    """Numbers of the words before which the text may be cut."""
    tails: tuple[int, ...]
    """Numbers of the words from which on the text may go."""
    end: int
    """Where the closing punctuation begins."""


def proposals(text: str) -> tuple[Deletion, ...]:
    """Return the deletions worth scoring in `text`: openings, asides between commas, and tails."""
    edges = _edges(text)
    found = [*_openings(text, edges), *_asides(text, edges), *_tails(text, edges)]
    return tuple(dict.fromkeys(one for one in found if _fits(text, one)))


def delete(text: str, deletion: Deletion) -> str:
    """Return `text` without the deletion, opened by a capital letter."""
    left, right = text[: deletion.start].rstrip(), text[deletion.end :]
    return left + right if left else right.lstrip()[:1].upper() + right.lstrip()[1:]


def shorten(text: str, source: str, deletions: Sequence[Deletion], scores: Sequence[float]) -> str:
    """Return `text` after the best deletion that the gate lets pass against `source`, else `text`.

    What a deletion is worth grows with what it saves and falls with the seam it leaves and with the
    names and numbers that go.
    """
    ranked = sorted(
        (
            (_worth(text, one, score), one)
            for one, score in zip(deletions, scores, strict=True)
            if math.isfinite(score) and score > _least(text, one)
        ),
        key=lambda pair: (-pair[0], pair[1]),
    )
    for worth, one in ranked[:_TRIED]:
        candidate = delete(text, one)
        whole = _has_main_verb(candidate, first=one.start == 0)
        if worth > 0 and whole and not check(candidate, [source]):
            return candidate
    return text


def _least(text: str, one: Deletion) -> float:
    """The score from which a deletion is tried."""
    gone = text[one.start : one.end]
    bare = gone.lstrip() == gone.lstrip(" ,;:—–-")
    return _GOOD_END if bare and gone.split(maxsplit=1)[0] in _PREPOSITIONS else _GOOD_SEAM


def _has_main_verb(text: str, *, first: bool) -> bool:
    """Whether a verb stands outside relative clauses and participles, as far as words tell.

    With `first`, in the first clause: behind an opening that went, the main clause must follow.
    """
    clauses = list(_clauses(tokenise(text)))
    return any(_clause_has_verb(part) for part in (clauses[:1] if first else clauses))


def _clauses(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The stretches between commas, each up to its first relative pronoun or conjunction."""
    clause: list[Token] = []
    closed = False
    for token in tokens:
        if token.low == ",":
            yield clause
            clause, closed = [], False
        elif token.low in RELATIVES | SUBORDINATORS | {"as"}:
            closed = True
        elif not closed:
            clause.append(token)
    yield clause


def _clause_has_verb(clause: Sequence[Token]) -> bool:
    return any(
        token.low in MODALS | BE | PERFECT
        or (token.verbal and after not in _BEHIND_PARTICIPLES)
        or (token.verbal and place > 0 and token.low in REPORTING)
        for place, token in enumerate(clause)
        for after in [clause[place + 1].low if place + 1 < len(clause) else ""]
    )


def _worth(text: str, one: Deletion, score: float) -> float:
    gone = text[one.start : one.end]
    saved = (one.end - one.start) / len(text)
    news = sum(token.capital or token.kind == "number" for token in tokenise(gone))
    return _SAVED * saved + min(score, 0.0) - _NEWS * news


def _edges(text: str) -> _Edges:
    words = tuple(match.span() for match in _WORD.finditer(text))
    borders = tuple(
        i
        for i, (start, end) in enumerate(words)
        if i
        and (
            text[start:end].lower().strip("\"'“”‘’") in _BORDERS
            or text[words[i - 1][1] - 1] in _CLAUSE_END
        )
    )
    tails = [i for i, (start, end) in enumerate(words) if i and text[start:end] in _PREPOSITIONS]
    end = len(text.rstrip(" .!?\"'”’"))
    return _Edges(words, borders, tuple(sorted({*borders, *tails})), end)


def _tails(text: str, edges: _Edges) -> Iterator[Deletion]:
    if _CONCESSION.match(text):
        return  # the main clause is yet to come
    scoped = _SUPERLATIVE.search(text)
    for i in edges.tails:
        bare = text[edges.words[i - 1][1] - 1] not in _CLAUSE_END
        if bare and scoped and scoped.start() < edges.words[i][0]:
            continue
        start = len(text[: edges.words[i - 1][1]].rstrip(" ,;:—–-"))
        if start < edges.end and text[edges.end :] in {".", "!"}:
            yield Deletion(start, edges.end)


def _asides(text: str, edges: _Edges) -> Iterator[Deletion]:
    """What stands between two borders, with the commas round it, where it has any."""
    for number, i in enumerate(edges.borders):
        before = edges.words[i - 1][1]
        for j in edges.borders[number + 1 :]:
            behind = edges.words[j - 1][1]
            closed = text[before - 1] in _CLAUSE_END and text[behind - 1] in _CLAUSE_END
            if closed:
                yield Deletion(before - 1, behind)
            elif text[before - 1] not in _CLAUSE_END and text[behind - 1] not in _CLAUSE_END:
                yield Deletion(before, behind)


def _openings(text: str, edges: _Edges) -> Iterator[Deletion]:
    """Adverbial openings: what begins otherwise may be the subject itself."""
    first = text.split(maxsplit=1)[:1]
    if not first or first[0].lower() not in _BORDERS | PREPOSITIONS | SUBORDINATORS:
        return
    for i in edges.borders:
        behind = edges.words[i - 1][1]
        if text[behind - 1] == ",":
            yield Deletion(0, behind)


def _fits(text: str, one: Deletion) -> bool:
    gone = one.end - one.start
    left = len(text[: one.start].split()) + len(text[one.end :].split())
    quotes = sum(text[one.start : one.end].count(mark) for mark in '"“”')
    first = text[one.start : one.end].strip(" ,;—").partition(" ")[0].lower()
    before = text[: one.start].lower().split()
    return (
        0 < gone <= _MOST_REMOVED * len(text)
        and left >= _FEWEST
        and quotes % 2 == 0
        and first not in _OTHER_HALF
        and not (before and set(before) <= _OPENERS)
        and not _is_list(text[one.start : one.end])
        and text[one.end :].split(maxsplit=1)[:1] not in _COORDINATED
        and not _NAMED_DOING.search(text[: one.start] + _first_word(text[one.start : one.end]))
    )


def _first_word(gone: str) -> str:
    """The beginning of what would go, up to the end of its first word."""
    found = re.match(r"[\s,;—]*\S+", gone)
    return found.group() if found else ""


def _is_list(gone: str) -> bool:
    """Whether what would go are further members of a list: left out, the others look like all."""
    tokens = tokenise(gone)
    return (
        tokens[:1] != ()
        and tokens[0].low == ","
        and any(token.low in {"and", "or"} for token in tokens)
        # "left" is a side far more often than a verb behind a comma
        and not any(
            (token.verbal and token.low != "left") or token.low in MODALS | RELATIVES
            for token in tokens
        )
    )
