"""In which language a story is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock, Thread

from briefing.language import unpacked
from briefing.language.base import every, language
from briefing.language.instructions import with_quoted
from briefing.records import UNKNOWN, Story

_WORD = re.compile(r"[a-z']+")
_SHARE = 10  # one word in as many must be a frequent one
_DIFFERENT = 4  # frequent words that must be there

_ENOUGH = 200  # characters; py3langid errs on shorter text (19 of 20 headlines right)
_OTHER_SCRIPT = re.compile("[^\\W\\d_\u0000-\u024f\u1e00-\u1eff]")
_ENOUGH_OTHER = 30  # letters outside the Latin alphabets: few languages share a script
_SURELY_OTHER = 20
"""By how much another language must be likelier than English for a short text to be in it (natural logarithm):
three words of German have as much, English names none."""
_LETTERS = re.compile(r"[^\W\d_]+")
_PLAIN = 4
"""Words without a capital, below which a sentence may be a list of names."""
_FUNCTION = 8
"""One word in so many is a function word in all but lists: below it the language is asked for."""
_SAMPLE = 250  # characters: 0.4 ms, in proportion


def find_language(text: str) -> str:
    """Return the ISO 639-1 code of `text`, or ``unknown`` where it is too short to tell."""
    sample = text[:_SAMPLE]
    if len(text) < _ENOUGH and len(_OTHER_SCRIPT.findall(sample)) < _ENOUGH_OTHER:
        return UNKNOWN
    words = _WORD.findall(sample.lower())
    sure = (code for code, *lists in _frequent() if _is_surely(words, *lists))
    return next(sure, "") or _classify(sample)


def load_beside() -> None:
    """Begin to load what tells languages, in a thread.

    Most of its .7 s is unpacking, which lets other threads run: a second core does it while files are read.
    """

    def load() -> None:
        with suppress(Exception):  # whoever needs it meets the same, and tells
            _langid()

    Thread(target=load, daemon=True).start()


_LOADING = Lock()
_KEPT_IN: list[Path] = []


def keep_in(folder: Path) -> None:
    """Keep in `folder` what tells languages, as it is once unpacked."""
    _KEPT_IN[:] = [folder]


def kept_in() -> Path | None:
    """Return the folder of :func:`keep_in`, for other processes; None where none was named."""
    return _KEPT_IN[0] if _KEPT_IN else None


def _langid() -> unpacked.Teller:
    """The library with its model; one thread loads it, others wait."""
    with _LOADING:
        return _loaded()


@cache
def _loaded() -> unpacked.Teller:
    return unpacked.load(kept_in())


def likely_language(text: str) -> str:
    """Return the ISO 639-1 code of `text`, however short: English unless another is far likelier.

    For rules that must choose one, such as where sentences end.
    """
    found = find_language(text)
    if found != UNKNOWN:
        return found
    ranked = _langid().rank(text[:_SAMPLE])
    scores = {str(code): float(score) for code, score in ranked}
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] - scores["en"] >= _SURELY_OTHER else "en"


def is_foreign(sentence: str, code: str) -> bool:
    """Whether a sentence of a story in the language of `code` is in another, and no quotation.

    Where `code` has no function words nothing is known.  Of 49,510 sentences of English news it finds 9,
    all of them German, Spanish or Russian, or code of the page.
    """
    own = _function_words(code)
    words = _LETTERS.findall(with_quoted(sentence, " ")) if own else []
    known = sum(map(own.__contains__, map(str.lower, words)))
    if known * _FUNCTION >= len(words) or sum(map(str.islower, words)) < _PLAIN:
        return False
    return likely_language(sentence) not in {code, UNKNOWN}


@cache
def _function_words(code: str) -> frozenset[str]:
    names = [
        "articles",
        "pronouns",
        "prepositions",
        "be",
        "modals",
        "perfect",
        "coordinators",
        "function",
    ]
    return language(code).words("sentences.frequent", *(f"classes.{name}" for name in names))


def language_of(story: Story) -> str:
    """Return the ISO 639-1 code of the language of `story`: what is known of it, else what its text looks like."""
    return story.language_or("") or likely_language(story.body)


@cache
def _frequent() -> list[tuple[str, frozenset[str], frozenset[str]]]:
    """Code, frequent words and surest words of each language that has any, English first."""
    found = sorted(every("sentences.frequent"), key=lambda own: own.code != "en")
    return [
        (own.code, own.words("sentences.frequent"), own.words("sentences.surest")) for own in found
    ]


def _is_surely(words: Sequence[str], frequent: frozenset[str], surest: frozenset[str]) -> bool:
    """Whether a surest word and three more frequent ones make up a tenth of `words`: 20 times faster."""
    known = [word for word in words if word in frequent]
    different = set(known)
    return (
        len(known) * _SHARE >= len(words)
        and len(different) >= _DIFFERENT
        and not surest.isdisjoint(different)
    )


@lru_cache(maxsize=1024)
def _classify(sample: str) -> str:
    langid = _langid()
    code = str(langid.classify(sample)[0])
    if len(code) == 2:
        return code
    # Three letters stand for languages outside ISO 639-1, often a near relative by mistake.
    return next((str(name) for name, _ in langid.rank(sample) if len(name) == 2), UNKNOWN)
