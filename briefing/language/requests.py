"""Sentences that ask somebody to do something with a text: a small linear model over words and forms.

What stands between quotation marks is not looked at: news about such requests quotes them.  The words of
the rest, their pairs, and the words that open a clause are weighed; so is a clause that opens with the plain
form of a verb, as orders do and news does not.  The weights of a language stand in its folder
(``requests.json``, fitted by ``training/instructions/train.py``); a language without them has no such model.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import chain, pairwise
from math import fsum
from typing import Final, NamedTuple

from briefing.language.base import FOLDER, language, languages
from briefing.language.instructions import is_attributed, with_quoted

KEPT: Final = 8192
"""Texts of which the odds are kept."""
LONGEST: Final = 80
"""Words that are looked at: longer ones are no sentences."""
_TOKEN: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|[:;,.!?]|\"")
_ENDS: Final = frozenset(":;,.!?")
_QUOTE: Final = '"'
_NAME: Final = "<name>"
_FIGURE: Final = "<figure>"
_ACRONYM: Final = 5
"""Letters up to which a word of capitals stands for itself: "AI", "JSON"."""


Feature = str | tuple[str, str]
"""A word, two words that stand together, or what opens a clause ("open <verb>"): no string is made of each pair, since most have no weight."""


class Model(NamedTuple):
    """What a feature adds to the logarithm of the odds, where they start, and from where they are enough."""

    weights: Mapping[Feature, float]
    verbs: frozenset[str]
    """Plain forms of verbs."""
    start: float
    certain: float
    """Odds from which a sentence is none of a story."""
    near: float
    """Odds from which it is not printed."""


def is_request(text: str, code: str = "en") -> bool:
    """Whether `text` asks somebody to write, rank or leave out something: no sentence of a story."""
    models = zip(_models(code), _odds(text, code), strict=True)
    return any(found > model.certain for model, found in models)


def is_near_request(text: str, code: str = "en") -> bool:
    """Whether it is so much like such a request that it is not printed, though a story may hold it.

    What is attributed to somebody is news of what he asked for.
    """
    models = zip(_models(code), _odds(text, code), strict=True)
    return any(found > model.near for model, found in models) and not is_attributed(text, code)


def odds(text: str, model: Model, code: str = "en") -> float:
    """Return the logarithm of the odds that `text` is such a request."""
    weighed = set(filter(model.weights.__contains__, features(text, model.verbs, code)))
    # In any order the same to the last digit: a set's is another in each process.
    return fsum((model.start, *map(model.weights.__getitem__, weighed)))


def best_odds(text: str, code: str = "en") -> float:
    """Return the highest odds that a model of the language, or the English one, gives."""
    return max(_odds(text, code))


@lru_cache(maxsize=KEPT)
def _odds(text: str, code: str) -> tuple[float, ...]:
    """The odds that each model of the language gives: reading, planning and the gate ask for the same sentences."""
    return tuple(odds(text, model, code) for model in _models(code))


def knows(code: str) -> bool:
    """Whether the language of an ISO 639-1 `code` has a model of its own."""
    return _model(code) is not None


@cache
def _models(code: str) -> tuple[Model, ...]:
    """The model of the page's language, and the English one: orders come in English everywhere."""
    return tuple(model for one in dict.fromkeys((code, "en")) if (model := _model(one)))


@cache
def _model(code: str) -> Model | None:
    file = resources.files(FOLDER).joinpath(code, "requests.json") if code in languages() else None
    if file is None or not file.is_file():
        return None
    data = json.loads(file.read_text(encoding="utf-8"))
    odds_ = (data[name] for name in ("start", "certain", "near"))
    weights = {_named(name): weight for name, weight in data["weights"].items()}
    return Model(weights, frozenset(data["verbs"]), *odds_)


def name_of(feature: Feature) -> str:
    """Return what the file calls a feature: "word summary", "pair your summary", "open <verb>"."""
    if isinstance(feature, tuple):
        return f"pair {' '.join(feature)}"
    return feature if " " in feature else f"word {feature}"


def _named(name: str) -> Feature:
    kind, _, rest = name.partition(" ")
    if kind == "pair":
        first, second = rest.split(" ")
        return first, second
    return rest if kind == "word" else name


def features(text: str, verbs: frozenset[str], code: str = "en") -> Iterator[Feature]:
    """Yield what the model weighs in a sentence, with straight quotation marks."""
    words = _words(with_quoted(text, ' " '))
    spoken = [word for word in words if word not in _ENDS]
    return chain(spoken, pairwise(spoken), _openings(words, verbs, _function(code)))


def _openings(
    words: Sequence[str], verbs: frozenset[str], function: frozenset[str]
) -> Iterator[str]:
    """Yield the words that open a clause, alone and with the word behind."""
    for place, (before, word) in enumerate(pairwise([".", *words])):
        if before not in _ENDS or word in _ENDS:
            continue
        where = "open" if place == 0 else "behind"
        behind = words[place + 1] if place + 1 < len(words) else "."
        yield f"{where} {word}"
        yield f"{where} {word} {behind}"
        if word in verbs:
            yield f"{where} <verb>"
            yield f"{where} <verb> {behind if behind in function or behind in _ENDS else '<word>'}"


def _words(text: str) -> Sequence[str]:
    """The words in lower case, names and figures as their kinds; a capital that opens a clause is no name."""
    found, opens = [], True
    for word in _TOKEN.findall(text)[:LONGEST]:
        if word[0].islower():  # most
            found.append(word.lower())
            opens = False
            continue
        if word[0].isdecimal():
            found.append(_FIGURE)
        elif not opens and word[0].isupper() and not (word.isupper() and len(word) <= _ACRONYM):
            found.append(_NAME)
        else:
            found.append(word.lower())
        opens = word in _ENDS or word == _QUOTE
    return found


@cache
def _function(code: str) -> frozenset[str]:
    """Words that tell what stands before them: articles, pronouns, prepositions."""
    return language(code).words(
        "classes.articles",
        "classes.pronouns",
        "classes.prepositions",
        "classes.definite",
        "classes.function",
    )
