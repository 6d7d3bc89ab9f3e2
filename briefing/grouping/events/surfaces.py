"""The words of stories as they are written, numbered language by language.

Each story is cut once.  How a word is written inside a sentence is asked of each distinct word, not of each
that stands in a text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from briefing.language.words import frequencies, surface_words, without_elision

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from briefing.records import Story

    Ints = NDArray[np.int32]


LEAD_WORDS: Final = 80
"""Words of title and first sentences that make the lead view."""
BODY_WORDS: Final = 700
"""Words of a story that are looked at; what comes later is background in news writing."""
CHARACTERS: Final = 12
"""Of a word, which are ample: what is cut off first spares cutting words nobody looks at."""
_OPENS: Final = " "
"""Stands before a word that opens a sentence, until it is known how it is written inside one."""


class Surfaces(NamedTuple):
    """The numbered words of stories of one language."""

    words: Sequence[str]
    """Each word, in the order in which they are met, a title before its body."""
    titles: Sequence[Ints]
    bodies: Sequence[Ints]
    """The numbers of the words of each story; its own title is the head of a body."""


def read_surfaces(stories: Sequence[Story], code: str) -> Surfaces:
    """Return the words of `stories`, which are in the language of an ISO 639-1 `code`.

    Those of English stand as they are written.  In other languages a word that opens a sentence is written
    as it is inside one, with a capital or without, and all stand without elided words.
    """
    table = defaultdict[str, int]()
    table.default_factory = table.__len__
    bodies: list[Ints] = []
    headlines: list[tuple[str, bool]] = []
    for story in stories:  # each is asked for all at once: it may lie on disk
        bodies.append(_numbered(_body(story, code), table)[:BODY_WORDS])
        headlines.append((story.headline[: LEAD_WORDS * CHARACTERS], story.title is not None))
    capitals = frozenset(word for word in table if word[0].isupper())
    titles = [_numbered(_cut(text, LEAD_WORDS, code), table) for text, _ in headlines]
    for row, (_, is_title) in enumerate(headlines):
        own = titles[row] if is_title else titles[row][:0]
        bodies[row] = np.concatenate([own, bodies[row]])
    written = [_inside(word, code, capitals) for word in table]
    del table
    words = _renumber([*chain(*zip(titles, bodies, strict=True))], written)
    return Surfaces(words, titles, bodies)


def _numbered(words: Sequence[str], table: defaultdict[str, int]) -> Ints:
    return np.fromiter(map(table.__getitem__, words), dtype=np.int32, count=len(words))


def _body(story: Story, code: str) -> list[str]:
    if code == "en":
        return _cut(story.body, BODY_WORDS, code)
    return [word for one in story.sentences for word in _cut(one.text, BODY_WORDS, code)]


def _cut(text: str, limit: int, code: str) -> list[str]:
    words = surface_words(text[: limit * CHARACTERS])[:limit]
    if code != "en" and words:
        words[0] = _OPENS + words[0]
    return words


def _inside(word: str, code: str, capitals: Collection[str]) -> str:
    """Return `word` as it is written inside a sentence, with `capitals` for what has a capital there."""
    if word[0] == _OPENS:
        word, known = word[1:], frequencies(code)
        if word not in capitals and (not known or word.lower() in known):
            word = word.lower()
    return without_elision(word, code)


def _renumber(texts: Sequence[Ints], written: Sequence[str]) -> list[str]:
    """Number the words of `texts` anew, in place, as they are `written`; return them in their order."""
    numbers: dict[str, int] = {}
    number_of = np.full(len(written), -1, dtype=np.int32)
    for text in texts:
        for word in dict.fromkeys(text[number_of[text] < 0].tolist()):
            number_of[word] = numbers.setdefault(written[word], len(numbers))
        text[:] = number_of[text]
    return list(numbers)
