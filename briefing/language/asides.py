"""Sentences that stand in a story and tell nothing of it: orders, advertising, words to the reader, what was planted.

A journalist knows them by three things, whatever they say: nobody is named and nothing has happened in them, they speak to
somebody or of the text itself, and no other sentence of the story takes up a word of theirs.  A linear model weighs these;
its few weights stand in the language's folder (``asides_model.json``, fitted by ``training/instructions/asides.py``), the classes
of words that it asks for beside them (``asides.toml``).  A language without them has no such model.

What is found so is good enough to be passed over where a story has other sentences, not to be called an attack.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Final, NamedTuple

from briefing.language import requests
from briefing.language.base import FOLDER, language, languages
from briefing.language.instructions import QUOTED, is_attributed
from briefing.language.likeness import Content, content_of, rarity
from briefing.language.tokens import normal, stem
from briefing.language.words import background

FEWEST: Final = 5
"""Sentences from which a story is long enough to tell what has nothing to do with it."""
MANY: Final = 12
"""Sentences from which it is a long one."""
CLASSES: Final = (
    "asides.you", "asides.first_person", "asides.polite", "asides.oblige", "asides.will", "asides.text", "asides.pointing",
    "asides.machines", "asides.telling", "asides.only", "asides.rank", "asides.past", "asides.present",
)  # fmt: skip
"""A sentence with a word of one of these lists has the feature of its name."""
_TOKEN: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]|_")
_CODE: Final = frozenset("{}=<>_/\\%|*#[]")
_ENDS: Final = frozenset(".:;!?")
_TIES: Final = (0.0, 4.0, 9.0)
"""Bounds of how much a sentence shares with the others: nothing, one common word, one rare, more."""
_ODDS: Final = tuple(range(-9, 2))
_SHORT: Final = 6
_LONG: Final = 12
"""Words."""
_UNKNOWN: Final = 3
"""One word in so many that no news has used: a code, another language."""


class Tie(NamedTuple):
    """What a sentence has in common with the others of its story."""

    shared: float
    """Summed rarity of the terms that one of them has too."""
    among: int
    """How many sentences the story has: among a few, many a good one stands alone."""


class Model(NamedTuple):
    """What a feature adds to the logarithm of the odds, where they start, and from where a sentence is an aside."""

    weights: Mapping[str, float]
    start: float
    cut: float
    cut_of_few: float
    """The same in a story of a few sentences."""


def is_aside(text: str, tie: Tie | None, code: str = "en") -> bool:
    """Whether a sentence tells nothing of its story; `tie` is what :func:`ties` says of it, None where that is not known."""
    model = _model(code)
    if model is None:
        return False
    few = tie is not None and tie.among < MANY
    return odds(text, tie, model, code) > (model.cut_of_few if few else model.cut)


def odds(text: str, tie: Tie | None, model: Model, code: str = "en") -> float:
    """Return the logarithm of the odds that `text` is an aside."""
    found = set(features(text, tie, code))
    return model.start + sum(model.weights.get(one, 0.0) for one in sorted(found))


def ties(texts: Sequence[str], code: str = "en") -> Mapping[str, Tie]:
    """Return how much each sentence of a story has in common with the others.

    Nothing is said of fewer than `FEWEST` sentences.
    """
    said: dict[str, Content] = {text: content_of(text, code) for text in texts}
    if len(said) < FEWEST:
        return {}
    users = Counter(term for one in said.values() for term in one.terms)
    return {
        text: Tie(sum(rarity(term) for term in sorted(one.terms) if users[term] > 1), len(said))
        for text, one in said.items()
    }


def features(text: str, tie: Tie | None, code: str = "en") -> Iterator[str]:
    """Yield what the model weighs: classes of words outside quotation marks, the mood, the form, the tie, the odds of a request."""
    plain = normal(text)
    tokens = _TOKEN.findall(QUOTED.sub(' " ', plain))
    low = [token.lower() for token in tokens]
    yield from _kinds(frozenset(low), code)
    yield from _mood(low, code)
    yield from _form(text, tokens, code)
    if is_attributed(plain, code):
        yield "attributed"
    if tie is not None:
        where = "" if tie.among >= MANY else " of few"
        yield f"tie {sum(tie.shared > bound for bound in _TIES)}{where}"
        if low and low[0] in _openers(code):
            yield "leaning"
    asked = requests.best_odds(plain, code)
    yield from (f"request {bound}" for bound in _ODDS if asked > bound)


def _kinds(words: frozenset[str], code: str) -> Iterator[str]:
    for name in CLASSES:
        if not words.isdisjoint(language(code).words(name)):
            yield name
    if not words.isdisjoint(language(code).words("speech.reporting")):
        yield "said"
    if words.isdisjoint(_function(code)):
        yield "no function word"


def _mood(low: Sequence[str], code: str) -> Iterator[str]:
    """Clauses that open with the plain form of a verb are orders; so are those that open with a word of orders."""
    verbs = requests.plain_verbs(code)
    for place, (before, word) in enumerate(pairwise([".", *low])):
        if word in verbs and before in _ENDS:
            yield "verb opens" if place < 2 else "verb opens a clause"  # a mark may stand before it
        elif word in verbs and before == ",":
            yield "verb behind a comma"
    if low and low[0] in language(code).words("asides.telling"):
        yield "telling opens"
    if low and low[0] in language(code).words("asides.ordering"):
        yield "ordering opens"


def _form(text: str, tokens: Sequence[str], code: str) -> Iterator[str]:
    words = [token for token in tokens if token[0].isalnum()]
    yield "short" if len(words) < _SHORT else "middling" if len(words) < _LONG else "long"
    if any(token[0].isupper() for token in tokens[1:]):
        yield "name"
    if any(token[0].isdecimal() for token in tokens):
        yield "figure"
    if not language(code).words("calendar.weekdays").isdisjoint(tokens):
        yield "weekday"
    if ":" in tokens:
        yield "label" if ":" in tokens[:7] else "colon"
    yield from _marks(text, tokens)
    letters = [word.lower() for word in words if word.isalpha()]
    unknown = [one for one in letters if one not in _function(code) and not _is_used(one, code)]
    if len(unknown) * _UNKNOWN > len(letters):
        yield "unknown words"


def _marks(text: str, tokens: Sequence[str]) -> Iterator[str]:
    for mark, name in (("?", "question"), ("!", "exclamation"), ('"', "quotation")):
        if mark in tokens:
            yield name
    if tokens and tokens[0] == '"':
        yield "quotation opens"
    if not _CODE.isdisjoint(tokens):
        yield "code"
    if not text.rstrip().endswith((".", "!", "?", '"', "”", "'", "’")):
        yield "open end"


@cache
def _is_used(word: str, code: str) -> bool:
    return background().frequency(stem(word, code)) > 0


@cache
def _openers(code: str) -> frozenset[str]:
    return language(code).words("form.leaning", "classes.connectives", "classes.definite")


@cache
def _function(code: str) -> frozenset[str]:
    return language(code).words(
        "classes.articles",
        "classes.pronouns",
        "classes.prepositions",
        "classes.definite",
        "classes.function",
        "classes.modals",
        "classes.be",
        "classes.perfect",
        "classes.coordinators",
        "classes.subordinators",
        "classes.relatives",
    )


@cache
def _model(code: str) -> Model | None:
    file = (
        resources.files(FOLDER).joinpath(code, "asides_model.json") if code in languages() else None
    )
    if file is None or not file.is_file():
        return None
    data = json.loads(file.read_text(encoding="utf-8"))
    return Model(data["weights"], data["start"], data["cut"], data["cut_of_few"])
